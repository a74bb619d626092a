"""Parquet: the tables of CSV with types, zstd, for DuckDB, polars and Spark. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from dateline.errors import NotInstalled
from dateline.exports.columns import TABLES, Table, Value
from dateline.exports.format import Format, Writer
from dateline.exports.holdings import Holdings

_GROUP = 50_000  # rows of a row group: some megabytes


def _arrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise NotInstalled("Parquet needs pyarrow", hint="pip install 'dateline[parquet]'") from error


def _writer(table: Table) -> Writer:
    def write(holdings: Holdings, out: BinaryIO) -> int:
        arrow = _arrow("pyarrow")
        parquet = _arrow("pyarrow.parquet")
        types = {"text": arrow.string(), "integer": arrow.int64(), "day": arrow.date32(), "yes or no": arrow.bool_()}
        fields = [arrow.field(c.name, types[c.kind], metadata={"about": c.about}) for c in table.columns]
        schema = arrow.schema(fields, metadata={"about": table.about, "origin": holdings.origin})
        rows = iter(table.rows(holdings))
        with parquet.ParquetWriter(out, schema, compression="zstd") as file:
            for group in _groups(rows):
                columns = [[_value(row[n], c.kind) for row in group] for n, c in enumerate(table.columns)]
                file.write_table(arrow.table(columns, schema=schema))
        return 0

    return write


def _groups(rows: Iterator[tuple[Value, ...]]) -> Iterator[list[tuple[Value, ...]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _value(value: Value, kind: str) -> Value | date:
    if kind == "day" and isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


FORMAT = Format(
    name="parquet",
    about="the same tables with types, for DuckDB, polars and Spark",
    media_type="application/vnd.apache.parquet",
    parts={f"{name}.parquet": _writer(table) for name, table in TABLES.items()},
    loses=("what CSV loses, but for null and empty, which differ",),
    needs="pyarrow",
)
