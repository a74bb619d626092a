"""Tables parted by tabs, in which a cell can hold neither tab nor line end: checked as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from dateline.exports.words import cell

Value = str | int | float | None


def write_row(out: BinaryIO, values: Sequence[Value], *, columns: int, missing: str = "") -> None:
    """One row. Raises ValueError if it has not `columns` cells: a shifted row is worse than none."""
    if len(values) != columns:
        raise ValueError(f"{len(values)} cells, the layout has {columns}")
    cells = [missing if value is None or value == "" else cell(str(value)) for value in values]
    out.write(("\t".join(cells) + "\n").encode("utf-8", "replace"))
