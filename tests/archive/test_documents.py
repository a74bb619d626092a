"""What docs/archive.md shows of the tables runs on the tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("duckdb", reason="the extra `analytics` is not installed")

import duckdb

from archive_make import pages, run, url, warc

PAGE = (Path(__file__).parents[2] / "docs" / "archive.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run in `out`; of page 4 there is a copy."""
    root = tmp_path_factory.mktemp("documents")
    some = pages(range(12))
    warc(root / "a.warc.gz", some | {url(100): some[url(4)]})
    assert 0 == run(root / "a.warc.gz", "--out", root / "out").exit_code
    return root


def answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[object, ...]]]:
    monkeypatch.chdir(folder)
    return [duckdb.sql(query).fetchall() for query in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)]


def test_the_questions_of_the_page_are_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meetings, outlets = answers(folder, monkeypatch)

    assert ("2018-05", 3) in meetings
    assert [2, 1, 1] == [count for _, count in outlets]


def test_the_example_for_polars_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    monkeypatch.chdir(folder)

    exec(next(code for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "polars" in code), {})

    assert "meeting" in capsys.readouterr().out
