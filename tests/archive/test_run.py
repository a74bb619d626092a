"""A run: what it reads, what it writes, and that the same again does nothing."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

import pyarrow.parquet as pq

from archive_make import entries, page, pages, run, tables, url, warc
from dateline.archive.funnel import NO_ARTICLE, NO_ROW
from dateline.evaluation import corpus


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of every kind of input."""
    root = tmp_path_factory.mktemp("archive")
    warc(root / "a.warc.gz", pages(range(12)))
    warc(root / "b.warc", pages(range(12, 20)), packed=False)
    rows = [{"id": url(n), "url": url(n), "html": page(n).decode()} for n in range(20, 23)]
    (root / "c.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n", "utf-8")
    (root / "d.jsonl.gz").write_bytes(gzip.compress(json.dumps(rows[0]).encode()))
    (root / "pages").mkdir()
    for n in range(30, 33):
        (root / "pages" / f"{n}.html").write_bytes(page(n))
    result = run(root / "a.warc.gz", root / "b.warc", root / "c.jsonl", root / "d.jsonl.gz", root / "pages",
                 "--out", root / "out")  # fmt: skip
    assert 0 == result.exit_code, result.output
    return root


def test_every_kind_of_input_is_read(made: Path) -> None:
    kept = {name: entry.answer.kept for name, entry in entries(made / "out").items()}

    assert {"a.warc.gz": 3, "b.warc": 2, "c.jsonl": 3, "d.jsonl.gz": 1, "pages": 3} == kept


def test_each_report_that_was_read_is_whole_in_its_row(made: Path) -> None:
    from dateline.record import from_json

    paths = sorted((made / "out").glob("tables/*/articles.parquet"))
    articles = [row for path in paths for row in pq.read_table(path).to_pylist()]
    records = [from_json(row["record"]) for row in articles]

    assert 12 == len(records)
    assert [row["article"] for row in articles] == [record.id for record in records]
    assert all(record.events for record in records)


def test_what_was_not_read_is_told_with_its_reason(made: Path) -> None:
    (path,) = (made / "out").glob("tables/shard=a-*/removed.parquet")
    (lists,) = (made / "out").glob("tables/shard=c-*/removed.parquet")

    assert {("lexicon", "no words of affairs of states")} == {
        (row["stage"], row["reason"]) for row in pq.read_table(path).to_pylist()
    }
    assert [("record", NO_ROW)] == [(row["stage"], row["reason"]) for row in pq.read_table(lists).to_pylist()]


def test_the_same_again_does_nothing_and_a_changed_file_is_read_again(made: Path) -> None:
    before, inputs = tables(made / "out"), (made / "a.warc.gz", made / "b.warc")

    again = run(*inputs, "--out", made / "out")
    os.utime(made / "b.warc", (1, 1))
    changed = run(*inputs, "--out", made / "out")

    assert "2 done already" in again.output
    assert "1 changed since they were read, 1 done already" in changed.output
    assert before == tables(made / "out")


def test_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from dateline.cli import main

    assert "no folder of an archive run" in CliRunner().invoke(main, ["archive", "status", str(tmp_path)]).output


def test_lists_of_other_things_are_passed_over_and_told(tmp_path: Path) -> None:
    rows = [{"id": url(n), "url": url(n), "html": page(n).decode()} for n in range(2)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "articles.jsonl").write_text("\n".join(map(json.dumps, [*rows, {"id": "x", "label": 1}])))
    (tmp_path / "in" / "truth.jsonl").write_text("\n".join(json.dumps({"number": n, "kind": "x"}) for n in range(3)))

    result = run(tmp_path / "in", "--out", tmp_path / "out")
    removed = {name: entry.answer.removed for name, entry in entries(tmp_path / "out").items()}

    assert 0 == result.exit_code
    assert {"articles.jsonl": {"record": {NO_ARTICLE: 1}}, "truth.jsonl": {"record": {NO_ROW: 3}}} == removed
    assert "articles.jsonl: 1 of 3 lines are no articles" in result.output
    assert "truth.jsonl: no line is an article" in result.output


def test_copies_under_other_outlets_are_tied_to_the_text_that_came_first(tmp_path: Path) -> None:
    mix = corpus.Mix(diplomatic=1.0, copies=0.3, junk=0.0, broken=0.0)
    (path,) = corpus.write(tmp_path, files=1, pages=90, seed=11, mix=mix)
    truth = [json.loads(line) for line in (tmp_path / "corpus.truth").read_text().splitlines()]

    assert 0 == run(path, "--out", tmp_path / "out").exit_code
    (table,) = (tmp_path / "out").glob("tables/*/articles.parquet")
    rows = pq.read_table(table).to_pylist()
    address = {row["article"]: row["url"] for row in rows}
    urls = [one["url"] for one in truth]
    copies = {(one["url"], urls[one["copy_of"]]) for one in truth if one["copy_of"] is not None}

    assert 15 < len(copies)
    assert copies == {(row["url"], address[row["copy_of"]]) for row in rows if row["copy_of"]}
    assert 8 < len({row["outlet"] for row in rows if row["copy_of"] and row["outlet"]})


def test_files_of_a_store_are_read_by_their_addresses(tmp_path: Path) -> None:
    warc(tmp_path / "a.warc.gz", pages(range(8)))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.write(tmp_path / "a.warc.gz", "a.warc.gz")

    near = run(f"file://{tmp_path}/a.warc.gz", "--out", tmp_path / "near")
    far = run(f"zip://a.warc.gz::file://{tmp_path}/all.zip", "--out", tmp_path / "far")

    assert (0, 0) == (near.exit_code, far.exit_code), far.output
    assert list(tables(tmp_path / "near").values()) == list(tables(tmp_path / "far").values())
