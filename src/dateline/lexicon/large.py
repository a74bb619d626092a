"""Tables of ten thousand rows and more, as lists of cells: `files.table` would take five times as long."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from importlib.resources import files

from dateline.errors import LexiconError


def cells(name: str, columns: Sequence[str]) -> list[list[str]]:
    """The rows of a gzipped table ("places.tsv.gz"), each with as many cells as `columns`, which must be its own.

    Raises LexiconError if the table has no head, other columns or a line that breaks them.
    """
    text = gzip.decompress(files("dateline.lexicon").joinpath(name).read_bytes()).decode("utf-8")
    if not text.startswith("#"):
        raise LexiconError(f"{name}: no head", hint="begin with `# What. Source: …. Licence: …. Checked DATE.`")
    lines = [line for line in text.split("\n") if line and line[0] != "#"]
    if lines[0].split("\t") != list(columns):
        raise LexiconError(f"{name}: columns {lines[0]!r}", hint=f"compile it anew; expected {', '.join(columns)}")
    rows = [line.split("\t") for line in lines[1:]]
    width = len(columns)
    if broken := next((row for row in rows if len(row) != width), None):
        raise LexiconError(f"{name}: {len(broken)} cells in {broken[0]!r}", hint=f"{width} are expected")
    return rows
