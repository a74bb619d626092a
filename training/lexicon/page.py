"""The list of tables in docs/lexicon.md, from the heads of the tables.

    python training/lexicon/page.py docs/lexicon.md

What stands before the line `<!-- tables -->` is kept.
"""

from __future__ import annotations

import gzip
import re
import sys
from importlib.resources import files
from pathlib import Path

MARK = "<!-- tables: python training/lexicon/page.py docs/lexicon.md -->"
HEAD = re.compile(
    r"# (?P<what>.+?)\.? Source: (?P<source>.+?)\. Licence: (?P<licence>.+?)\. (?:Compiled by .+?\. )?Checked"
)


def tables() -> list[tuple[str, str]]:
    """Name and text of every table."""
    folder = files("dateline.lexicon")
    found = []
    for prefix, place in (("", folder), ("en/", folder.joinpath("en"))):
        for entry in sorted(place.iterdir(), key=lambda one: one.name):
            if entry.name.endswith((".tsv", ".tsv.gz")):
                data = entry.read_bytes()
                text = gzip.decompress(data) if entry.name.endswith(".gz") else data
                found.append((prefix + entry.name, text.decode("utf-8")))
    return found


def main(out: str) -> None:
    page = Path(out)
    lines = [page.read_text(encoding="utf-8").split(MARK)[0] + MARK, "", "| table | rows | what | origin | licence |"]
    lines.append("|---|---|---|---|---|")
    for name, text in tables():
        head = HEAD.match(text.splitlines()[0])
        assert head is not None, name
        rows = sum(1 for line in text.splitlines() if line.strip() and not line.startswith("#")) - 1
        cells = (f"`{name}`", f"{rows:,}", head["what"], head["source"], head["licence"])
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
