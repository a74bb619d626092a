"""No command writes over what it reads, or over a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main

TEXT = "Russian Foreign Minister Sergei Lavrov met North Korean leader Kim Jong-un in Pyongyang on Thursday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "report.txt")
    added = CliRunner().invoke(main, ["add", str(tmp_path / "talks.db"), str(tmp_path / "report.txt")])
    assert 0 == added.exit_code, added.output
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "export talks.db ical -o talks.db",
        "export talks.db jsonl -o talks.db",
        "read report.txt --json -o talks.db",
        "read report.txt -o report.txt",
        "read report.txt -o link.txt",
        "read . --jsonl -o report.txt",
        "read report.txt --errors report.txt",
        "add talks.db report.txt --errors talks.db",
        "add talks.db report.txt --errors report.txt",
        "feeds talks.db run --errors talks.db",
    ],
)
def test_what_is_read_and_ledgers_are_not_written_over(
    folder: Path, arguments: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".txt", ".db")}

    ran = CliRunner().invoke(main, arguments.split())

    assert 2 == ran.exit_code, ran.output
    assert "name another file" in ran.output
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".txt", ".db")}


def test_a_file_of_an_earlier_run_is_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for _ in "ab":
        assert 0 == CliRunner().invoke(main, ["read", "report.txt", "--json", "-o", "record.json"]).exit_code
    assert (folder / "record.json").read_text("utf-8").startswith("{")
