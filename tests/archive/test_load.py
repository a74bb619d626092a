"""An archive again as records: into a ledger, and into the tools that read Parquet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

from click.testing import CliRunner

from archive_make import SPORT, TEXT, page, run, url, warc
from dateline import Ledger, read_many
from dateline.archive.load import records_in
from dateline.archive.ties import sketch_of, ties_of
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


def wire(root: Path, *names: str) -> Path:
    """A run over files of which each holds one report of its own, and the same wire text on another day."""
    for n, name in enumerate(names):
        copied = page(0, title=f"Talks, told by {n}", published=f"2018-06-0{n + 1}")
        warc(root / f"{name}.warc.gz", {f"https://paper{n}.example/a": copied, url(n + 1): page(n + 1)})
    result = run(*(root / f"{name}.warc.gz" for name in names), "--out", root / "out")
    assert 0 == result.exit_code, result.output
    return root / "out"


def texts(out: Path) -> set[tuple[str | None, str, tuple[str, ...]]]:
    return {(one.article.url, one.article.text, tuple(event.id for event in one.events)) for one in records_in(out)}


def test_a_text_in_several_files_is_told_once_and_all_who_printed_it_are_kept(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    records = list(records_in(wire(tmp_path / "one", "a", "b", "c")))
    backwards = wire(tmp_path / "other", "z", "y", "x")  # in this order of files the last comes first

    first = next(one for one in records if one.article.url == "https://paper0.example/a")
    copies = [one for one in records if (one.article.url or "").startswith("https://paper")]
    with Ledger(tmp_path / "talks.db") as ledger:
        ledger.add_many(records)
        papers = {told.article for event in ledger.events() for told in event.tellings}

    assert 6 == len(records) == len({one.id for one in records})
    assert {"2018-06-01", "2018-06-02", "2018-06-03"} == {(one.article.published or "")[:10] for one in copies}
    assert {first.article.text} == {one.article.text for one in copies}
    assert {one.id for one in copies} <= papers
    assert texts(tmp_path / "one" / "out") == texts(backwards)


def test_a_copy_stays_as_it_came_in_first_when_its_text_turns_up_again_in_an_archive_that_has_grown(
    tmp_path: Path,
) -> None:
    """Files come in the order of days backwards: at each step another text is the earliest."""
    place = str(tmp_path / "talks.db")
    for n, day in enumerate((3, 2, 1)):
        # Each has a sentence of its own at its end, so that all three are texts of their own, and copies of each other.
        own = (*TEXT, f"More was to be told on the {day}. of the month, as officials of the ministry said.")
        copied = page(0, about=own, title=f"Talks, told by {day}", published=f"2018-06-0{day}")
        warc(tmp_path / f"{n}.warc.gz", {f"https://paper{day}.example/a": copied, url(day): page(day)})
        files = [tmp_path / f"{m}.warc.gz" for m in range(n + 1)]
        assert 0 == run(*files, "--out", tmp_path / "out").exit_code

        added = CliRunner().invoke(main, ["add", place, str(tmp_path / "out")])

        assert "2 added" in added.output, added.output
    tied = [
        one.url for one in (record.article for record in records_in(tmp_path / "out")) if "told on the 1." in one.text
    ]
    with Ledger(place) as ledger:
        articles = list(ledger.articles())

    assert 3 == sum("paper" in (one or "") for one in tied)  # all tell the text of the first day now
    assert 6 == len(articles) == len({one.url for one in articles})
    assert {(1, True)} == {(one.version, one.latest) for one in articles}


def test_two_archives_given_at_once_to_a_new_ledger_give_no_page_a_second_version(tmp_path: Path) -> None:
    """The second holds the page of the first too, and there its text is a copy of an earlier one."""
    files, folders, place = [], [tmp_path / "small", tmp_path / "large"], str(tmp_path / "talks.db")
    for folder, day in zip(folders, (3, 1), strict=True):
        own = (*TEXT, f"More was to be told on the {day}. of the month, as officials of the ministry said.")
        copied = page(0, about=own, title=f"Talks, told by {day}", published=f"2018-06-0{day}")
        files.append(tmp_path / f"{day}.warc.gz")
        warc(files[-1], {f"https://paper{day}.example/a": copied, url(day): page(day)})
        assert 0 == run(*files, "--out", folder).exit_code

    added = CliRunner().invoke(main, ["add", place, *map(str, folders)])
    with Ledger(place) as ledger:
        articles = list(ledger.articles())

    assert "4 added, 2 there already" in added.output, added.output
    assert 4 == len(articles) == len({one.url for one in articles})
    assert {(1, True)} == {(one.version, one.latest) for one in articles}


def test_a_page_that_was_changed_has_a_second_version_all_the_same(tmp_path: Path) -> None:
    place = str(tmp_path / "talks.db")
    for n, day in enumerate((1, 2)):
        warc(tmp_path / f"{n}.warc.gz", {url(0): page(0, published=f"2018-06-0{day}")})
        files = [tmp_path / f"{m}.warc.gz" for m in range(n + 1)]
        assert 0 == run(*files, "--out", tmp_path / "out").exit_code
        assert "1 added" in CliRunner().invoke(main, ["add", place, str(tmp_path / "out")]).output
    with Ledger(place) as ledger:
        assert [(1, False), (2, True)] == sorted((one.version, one.latest) for one in ledger.articles())


def test_one_text_is_a_copy_within_two_days_only() -> None:
    text, others = ("\n".join(lines).format(place="Vienna", word="grain") for lines in (TEXT, SPORT))
    early, late = sketch_of("a", text, "2018-06-01"), sketch_of("b", text, "2018-06-04")
    other = sketch_of("c", others, "2018-06-01")

    assert {} == ties_of([late, other, early])
    assert {"b": "a"} == ties_of([replace(late, day="2018-06-03"), other, early])


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
