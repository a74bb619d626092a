"""`dateline stories`: rows in, rows out; a table for people."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.cli.stories import command

ROWS = [
    {"id": "a", "text": "Norland and Sudland reopen the crossing at Stoneford, ministers said.", "outlet": "Wire",
     "published": "2026-05-01"},
    {"id": "b", "text": "Eleven people died in floods in the Kellan valley."},
    {"id": "c", "headline": "Stoneford crossing to reopen", "text": "Ministers of Norland and Sudland agreed.",
     "outlet": "Daily"},
]  # fmt: skip


def run(tmp_path: Path, *rows: object, table: bool = False) -> Result:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
    return CliRunner().invoke(command, [str(path), "--table" if table else "--json"])


def found(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_row_a_report_in_the_order_of_the_input(tmp_path: Path) -> None:
    rows = found(run(tmp_path, *ROWS))

    assert ["a", "b", "c"] == [row["id"] for row in rows]
    assert rows[0]["story"] == rows[2]["story"] != rows[1]["story"]


def test_a_row_that_cannot_be_read_has_its_place_and_the_others_are_placed(tmp_path: Path) -> None:
    bad = [
        {"id": "x"},
        {"text": "no id"},
        "no json\n",
        {"id": "d", "text": "t", "published": "yesterday"},
        {"id": "p", "html": 3},
    ]

    result = run(tmp_path, ROWS[0], *bad, ROWS[1])
    rows = found(result)

    assert 1 == result.exit_code
    assert ["a", "x", "in.jsonl:3", "in.jsonl:4", "d", "p", "b"] == [row["id"] for row in rows]
    assert ["story", "error", "error", "error", "error", "error", "story"] == [
        "error" if "error" in row else "story" for row in rows
    ]


def test_pages_and_records_are_taken_as_well(tmp_path: Path) -> None:
    words = (
        "Ministers of Norland and Sudland agreed in Marrow to reopen the crossing at Stoneford within ten days. " * 3
    )
    page = {
        "id": "page",
        "html": f"<html><body><nav>Home</nav><article><h1>Stoneford reopens</h1><p>{words}</p></article></body></html>",
    }
    record = {
        "schema": "dateline.record/1",
        "id": "0f",
        "input": "rec",
        "article": {"text": ROWS[0]["text"], "published": None},
    }

    rows = found(run(tmp_path, page, record))

    assert ["page", "rec"] == [row["id"] for row in rows]
    assert rows[0]["story"] == rows[1]["story"]


def test_the_table_names_days_outlets_and_copies(tmp_path: Path) -> None:
    copy = ROWS[0] | {"id": "copy", "outlet": "Evening\x1b[31m"}

    shown = run(tmp_path, *ROWS, copy, table=True).stdout

    assert "3 reports, 3 outlets, 1 near-copy, 2026-05-01" in " ".join(shown.split())
    assert "near-copy of" in shown
    assert "\x1b" not in shown


def test_gzip_is_read_and_a_missing_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ROWS[0]).encode()))

    assert 0 == CliRunner().invoke(command, [str(path)]).exit_code
    missing = CliRunner().invoke(command, [str(tmp_path / "none.jsonl")])
    assert 4 == missing.exit_code
    assert "No such file" in missing.stderr


def test_an_empty_list_is_no_failure(tmp_path: Path) -> None:
    assert (0, "") == (run(tmp_path).exit_code, run(tmp_path).stdout)
