"""Parquet: the tables of CSV with types, zstd, for DuckDB, polars and Spark. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import NotInstalled, installed_with
from dateline.exports.columns import TABLES, Column, Table, Value
from dateline.exports.format import Format, Writer
from dateline.exports.holdings import Holdings

_GROUP = 50_000  # rows of a row group: some megabytes


def _arrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise NotInstalled("Parquet needs pyarrow", hint=installed_with("parquet")) from error


def arrow(holdings: Holdings, name: str) -> Any:
    """A table ("events", "parties" …) as a `pyarrow.Table`, for pandas, polars and DuckDB. Raises NotInstalled."""
    table = TABLES[name]
    return arrow_table(table.columns, list(table.rows(holdings)), _schema(table, holdings))


def schema_of(columns: Sequence[Column], about: Mapping[str, str]) -> Any:
    """The columns as a `pyarrow.Schema`, each with what it means; `about` is of the table. Raises NotInstalled."""
    lib = _arrow("pyarrow")
    types = {
        "text": lib.string(),
        "integer": lib.int64(),
        "number": lib.float64(),
        "day": lib.date32(),
        "yes or no": lib.bool_(),
    }
    fields = [lib.field(column.name, types[column.kind], metadata={"about": column.about}) for column in columns]
    return lib.schema(fields, metadata=dict(about))


def arrow_table(columns: Sequence[Column], rows: Sequence[tuple[Value, ...]], schema: Any) -> Any:
    """Rows as a `pyarrow.Table`."""
    values = [[_value(row[n], column.kind) for row in rows] for n, column in enumerate(columns)]
    return _arrow("pyarrow").table(values, schema=schema)


def parquet_writer(out: Path | BinaryIO, schema: Any) -> Any:
    """A `pyarrow.parquet.ParquetWriter`, with the compression that all our files have."""
    return _arrow("pyarrow.parquet").ParquetWriter(out, schema, compression="zstd")


def rows_of(path: Path) -> int:
    """How many rows a file has, as its end tells."""
    return int(_arrow("pyarrow.parquet").read_metadata(path).num_rows)


def _schema(table: Table, holdings: Holdings) -> Any:
    return schema_of(table.columns, {"about": table.about, "origin": holdings.origin})


def _writer(table: Table) -> Writer:
    def write(holdings: Holdings, out: BinaryIO) -> int:
        schema = _schema(table, holdings)
        with parquet_writer(out, schema) as file:
            for group in _groups(iter(table.rows(holdings))):
                file.write_table(arrow_table(table.columns, group, schema))
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
