"""Where the shared data lies that measurements read. The package itself never needs it."""

from __future__ import annotations

import os
from pathlib import Path


def shared(*parts: str) -> Path | None:
    """A file or folder of the shared data, or None where there is none.

    Looked for in the folder that DATELINE_SHARED names, else in a folder `shared` beside the repository.
    """
    named = os.environ.get("DATELINE_SHARED")
    roots = [Path(named)] if named else [folder / "shared" for folder in Path(__file__).resolve().parents[3:5]]
    return next((path for root in roots if (path := root.joinpath(*parts)).exists()), None)
