"""Where the shared development data lie, for the tests that read them; they are no part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared(*names: str) -> Path:
    """A path below `$DATELINE_SHARED` or a folder `shared` beside the repository; skips the test if it is not there."""
    given = os.environ.get("DATELINE_SHARED")
    roots = [Path(given)] if given else [folder / "shared" for folder in Path(__file__).resolve().parents]
    for root in roots:
        if (path := root.joinpath(*names)).exists():
            return path
    pytest.skip(f"shared/{'/'.join(names)} is not here; set DATELINE_SHARED to the folder of development data")
