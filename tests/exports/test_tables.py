"""JSONL, CSV and Parquet: what is read back is what was written; opened by DuckDB and pyarrow."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings

from dateline.errors import BadRecord, NotInstalled
from dateline.exports import FORMATS, Holdings, delimited, jsonlines, parquet
from dateline.exports.columns import TABLES
from export_make import HOLDINGS, any_holdings, written

CHECKED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CHECKED
@given(any_holdings())
def test_jsonl_loses_nothing(holdings: Holdings) -> None:
    assert holdings == jsonlines.read(written(jsonlines.write, holdings).splitlines())


def test_jsonl_keeps_conflicts_and_offices_and_refuses_other_lines() -> None:
    assert HOLDINGS == jsonlines.read(written(jsonlines.write).splitlines())
    with pytest.raises(BadRecord, match="line 1"):
        jsonlines.read([b'{"event": 3}'])


@CHECKED
@given(any_holdings())
def test_csv_is_read_back_but_for_empty_and_null(holdings: Holdings) -> None:
    for name, table in TABLES.items():
        back = list(delimited.read(name, written(FORMATS["csv"].parts[f"{name}.csv"], holdings)))
        assert back == [tuple(None if value == "" else plain(value) for value in row) for row in table.rows(holdings)]


def plain(value: object) -> object:
    return (value.replace("\x00", "") or None) if isinstance(value, str) else value


def test_a_csv_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        list(delimited.read("events", b"a,b\r\n"))


def test_duckdb_reads_csv_with_null_apart_from_empty(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(written(FORMATS["csv"].parts["events.csv"]))

    rows = duckdb.sql(
        f"""select title, plover_mode, plover_contexts, cameo, quad
            from read_csv('{path}', allow_quoted_nulls=false, types={{'cameo': 'varchar'}})"""
    ).fetchall()

    assert ("Summit: Donald Trump → Kim Jong-un (Singapore)", "meet", "diplomatic", "125", 3) == rows[0]
    assert ("Meeting: Sergei Lavrov, Wang Yi (Sochi)", None, "", "040", 1) == rows[1]


def test_duckdb_joins_the_parquet_tables(tmp_path: Path) -> None:
    for name, write in FORMATS["parquet"].parts.items():
        (tmp_path / name).write_bytes(written(write))

    rows = duckdb.sql(
        f"""select e.status, e.first_day, p.entity from '{tmp_path}/events.parquet' e
            join '{tmp_path}/parties.parquet' p using (event) where p.role = 'recipient'"""
    ).fetchall()

    assert [("cancelled", "2018-06-12", "kim-jong-un")] == [(status, str(day), who) for status, day, who in rows]


@CHECKED
@given(any_holdings())
def test_parquet_is_read_back_with_its_types(holdings: Holdings) -> None:
    for name, table in TABLES.items():
        data = pyarrow.parquet.read_table(io.BytesIO(written(FORMATS["parquet"].parts[f"{name}.parquet"], holdings)))
        assert [column.name for column in table.columns] == data.column_names
        back = [
            tuple(str(v) if c.kind == "day" and v else v for c, v in zip(table.columns, row.values(), strict=True))
            for row in data.to_pylist()
        ]
        assert back == [tuple(row) for row in table.rows(holdings)]


def test_duckdb_asks_an_arrow_table_without_a_file() -> None:
    events = parquet.arrow(HOLDINGS, "events")

    assert [("cancelled", 2), ("occurred", 1)] == duckdb.sql(
        "select status, tellings from events order by 1"
    ).fetchall()
    assert b"One row an event." == events.schema.metadata[b"about"]


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)

    with pytest.raises(NotInstalled, match="parquet"):
        written(FORMATS["parquet"].parts["events.parquet"])
