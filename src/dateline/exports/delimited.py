"""CSV: one file a table, UTF-8, RFC 4180. Text is quoted, so that an empty text ("") differs from null (nothing)."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import BinaryIO

from dateline.exports.columns import TABLES, Table, Value
from dateline.exports.format import Format, Writer
from dateline.exports.holdings import Holdings

# A spreadsheet takes what begins so for a formula, and a name may come from anybody: an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    value = f"'{value}" if value.startswith(_FORMULA) else value
    return '"' + value.replace('"', '""').replace("\x00", "") + '"'


def _writer(table: Table) -> Writer:
    def write(holdings: Holdings, out: BinaryIO) -> int:
        out.write((",".join(column.name for column in table.columns) + "\r\n").encode())
        for row in table.rows(holdings):
            out.write((",".join(map(_cell, row)) + "\r\n").encode("utf-8", "replace"))
        return 0

    return write


def read(table: str, data: bytes) -> Iterator[tuple[Value, ...]]:
    """The rows of a table that was written here. An empty text is read as null: the csv module knows no difference."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    columns = TABLES[table].columns
    if tuple(next(rows)) != tuple(column.name for column in columns):
        raise ValueError(f"the columns are not those of {table}")
    for row in rows:
        yield tuple(_value(cell, column.kind) for cell, column in zip(row, columns, strict=True))


def _value(cell: str, kind: str) -> Value:
    if not cell:
        return None
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return float(cell)
    if kind == "yes or no":
        return cell == "true"
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


FORMAT = Format(
    name="csv",
    about="tables for spreadsheets and statistics",
    media_type="text/csv",
    parts={f"{name}.csv": _writer(table) for name, table in TABLES.items()},
    loses=(
        "of the proofs of a step, a statement and a party all but the first",
        "factuality, voices of a telling, and what each claim supports",
        "lists are joined by |, and a | within a name becomes /",
        "text that a spreadsheet would take for a formula begins with an apostrophe",
    ),
)
