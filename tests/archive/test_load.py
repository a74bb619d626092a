"""An archive again as records: into a ledger, and into the tools that read Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

from click.testing import CliRunner

from archive_make import page, run, url, warc
from dateline import Ledger, read_many
from dateline.archive.load import records_in
from dateline.cli import main
from dateline.pipeline import Failure
from dateline.record import from_json, to_json

COPY = "https://other.example/wire/1"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of four reports, the last of them a copy of the first under another outlet."""
    root = tmp_path_factory.mktemp("load")
    copied = page(0, title="Lavrov travels to Pyongyang", published="2018-06-02")
    warc(root / "a.warc.gz", {url(0): page(0), url(1): page(1), url(2): page(2), COPY: copied})
    result = run(root / "a.warc.gz", "--out", root / "out")
    assert 0 == result.exit_code, result.output
    return root / "out"


def test_records_come_back_as_they_were_read(out: Path) -> None:
    rows = [{"id": url(n), "url": url(n), "html": page(n).decode()} for n in range(3)]
    read = [one for one in read_many(rows) if not isinstance(one, Failure)]

    assert [to_json(one) for one in read] == [to_json(one) for one in records_in(out)][:3]


def test_a_copy_says_what_its_text_says_under_its_own_outlet_and_day(out: Path) -> None:
    first, *_, copy = records_in(out)

    assert (COPY, "2018-06-02") == (copy.article.url, (copy.article.published or "")[:10])
    assert first.article.text == copy.article.text
    assert first.id != copy.id
    assert [event.kind for event in first.events] == [event.kind for event in copy.events]
    outlets = {voice.entity for event in copy.events for voice in event.voices if voice.role == "outlet"}
    assert outlets <= {entity.id for entity in copy.entities}
    assert outlets.isdisjoint(voice.entity for event in first.events for voice in event.voices)
    assert copy == from_json(to_json(copy))


def test_a_ledger_takes_an_archive_and_the_same_again_adds_nothing(out: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "talks.db")
    added = CliRunner().invoke(main, ["add", place, str(out)])
    again = CliRunner().invoke(main, ["add", place, str(out)])
    with Ledger(place) as ledger:
        tellings = max(len({told.article for told in event.tellings}) for event in ledger.events())
        state = ledger.state()
    with Ledger(tmp_path / "other.db") as other:
        other.add_many(records_in(out))
        same = other.state()

    assert "4 added" in added.output
    assert "0 added, 4 there already" in again.output
    assert tellings > 1
    assert same == state


def test_duckdb_reads_the_tables_with_their_shards(out: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(
        f"SELECT shard, count(*) FROM read_parquet('{out}/tables/*/articles.parquet', hive_partitioning = true) "
        "WHERE copy_of IS NULL GROUP BY shard"
    ).fetchall()

    assert [(path.name.removeprefix("shard="), 3) for path in out.glob("tables/*")] == found


def test_polars_reads_the_tables_with_their_shards(out: Path) -> None:
    polars = pytest.importorskip("polars")
    table = polars.scan_parquet(f"{out}/tables/*/articles.parquet", hive_partitioning=True).collect()

    assert 4 == len(table)
    assert "shard" in table.columns
