"""`dateline explain`: the view and the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main

DEMO = Path(__file__).parents[2] / "demo"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, arguments)])


def test_the_view_tells_word_standing_sides_day_and_place() -> None:
    shown = run(DEMO / "short.txt", "--published", "2018-06-01").stdout

    for line in (
        "meeting · Sergei Lavrov → Kim Jong-un — took place",
        "  word       “met”: verb “meet” (meeting); actor: subj; recipient: with|obj",
        "  actor      Sergei Lavrov, by “Sergei Lavrov” (nsubj)",
        "  day        31 May 2018, by “Thursday”",
        "  place      Pyongyang, by “Pyongyang”",
        "  standing   cancelled (CT-), by “called”",
    ):
        assert line in shown


def test_the_view_fits_eighty_columns_without_colour_or_trailing_blanks() -> None:
    lines = run(DEMO / "lavrov-in-pyongyang.html", "--published", "2018-06-01", "--all").stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_rows_that_do_not_hold_are_shown_when_they_are_asked_for() -> None:
    page = DEMO / "summit" / "4-moon-and-kim.html"

    assert "WORDS OF EVENTS THAT ARE NONE HERE" not in run(page).stdout
    assert "WORDS OF EVENTS THAT ARE NONE HERE" in run(page, "--all").stdout


def test_json_is_one_explanation_a_report(tmp_path: Path) -> None:
    rows = [{"id": str(i), "text": "Poland expelled three Russian diplomats on Monday."} for i in range(2)]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    found = [json.loads(line) for line in run(path, "--json", "--published", "2021-06-10").stdout.splitlines()]

    assert ["0", "1"] == [one["record"]["input"] for one in found]
    assert all(one["told"][0]["event"] == one["record"]["events"][0]["id"] for one in found)


def test_a_report_without_events_says_so_and_why_it_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "recipe.txt"
    path.write_text("Chop the onions, says Anna. Fry them in butter until they are soft and sweet. " * 20, "utf-8")
    result = run(path)

    assert 0 == result.exit_code
    assert "No event was read." in result.stdout
    assert "gate: not about affairs of states" in result.stdout
    assert "gate" not in run(path, "--any-subject").stdout


@pytest.mark.parametrize("text", ["", " \n"])
def test_what_cannot_be_read_is_told_on_standard_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text, "utf-8")
    result = run(path)

    assert 4 == result.exit_code
    assert "empty.txt" in result.stderr
    assert "" == result.stdout
