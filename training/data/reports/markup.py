"""Sort marked reports into train/ and dev/: `python markup.py FILE… [--check]`.

A report goes to the folder that the hash of its id says (three quarters to train), one file a report; one that is there
is replaced. `--check` reads only. Bad reports are told and left out; the exit status is 1 then.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from dateline.evaluation.marks import BadMarks, reports_in
from dateline.evaluation.reports import gold_of

HERE = Path(__file__).parent


def split_of(name: str) -> str:
    """Where a report belongs: by the hash of its id alone."""
    return "dev" if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 4 == 0 else "train"


def main(arguments: list[str]) -> int:
    bad = 0
    for path in (Path(one) for one in arguments if not one.startswith("--")):
        for part in re.split(r"(?m)^(?=== )", path.read_text("utf-8")):
            if not part.startswith("== "):
                continue
            try:
                (report,) = reports_in(part)
                gold_of(report)
            except BadMarks as error:
                bad += 1
                print(f"{path.name}: {error}")
                continue
            if "--check" not in arguments:
                folder = HERE / split_of(report.id)
                folder.mkdir(exist_ok=True)
                (folder / f"{report.id}.txt").write_text(part.rstrip() + "\n", "utf-8")
    return min(1, bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
