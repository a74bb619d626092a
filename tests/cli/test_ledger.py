"""The commands on a ledger: what they print, for people and for machines, and the exit code they end with."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.record import to_json
from ledger_make import report, told

ROOT = Path(__file__).parents[2]
RECORDS = (
    report("2018-05-10", told(when="2018-06-12", place="Singapore"), name="plan", outlet="Harbour Wire"),
    report("2018-05-24", told(status="cancelled", place="Singapore"), name="off", outlet="The Meridian",
           said=[("Kim Yong-chol", "we are ready to meet at any time")]),
    report("2018-06-13", told("meeting", ["Mike Pompeo"], ["Kim Yong-chol"], status="occurred", when="2018-06-12"),
           name="other"),
)  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture(name="ledger")
def a_ledger(tmp_path: Path) -> Path:
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"".join(to_json(one) + b"\n" for one in RECORDS))
    place = tmp_path / "talks.db"
    result = run("add", place, records)
    assert (0, "3 added\n") == (result.exit_code, result.stdout)
    return place


def test_lists_are_pages_unless_all_is_asked_for(ledger: Path) -> None:
    def told_of(*options: str) -> int:
        return len(json.loads(run("timeline", ledger, *options, "--json").stdout))

    assert 1 == told_of("-n", "1")
    assert told_of("-n", "100") == told_of("-n", "all") > 1
    assert 2 == run("timeline", ledger, "-n", "0").exit_code
    assert 2 == run("timeline", ledger, "-n", "some").exit_code


def test_lists_for_people_and_tables_count_the_reports_that_json_lists(ledger: Path) -> None:
    whole = json.loads(run("timeline", ledger, "--json").stdout)
    table = list(csv.DictReader(io.StringIO(run("timeline", ledger, "--csv").stdout)))

    assert [len(one["tellings"]) for one in whole] == [int(row["tellings"]) for row in table]
    assert min(len(one["tellings"]) for one in whole) > 0


def test_records_are_added_once(ledger: Path) -> None:
    result = run("add", ledger, ledger.with_name("records.jsonl"))

    assert (0, "0 added, 3 there already\n") == (result.exit_code, result.stdout)


def test_reports_are_read_added_and_passed_over_when_they_are_there(tmp_path: Path) -> None:
    place, pages = tmp_path / "a.db", ROOT / "demo" / "summit"

    first, again = run("add", place, pages, "-q"), run("add", place, pages)

    assert (0, "") == (first.exit_code, first.stdout)
    assert again.stdout.startswith("0 added, ")
    assert 0 == run("timeline", place, "Kim Jong-un").exit_code


def test_what_failed_is_told_and_written_and_the_others_are_added(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    text = "Sergei Lavrov met Kim Jong-un in Pyongyang on Thursday. " * 3
    rows.write_text(json.dumps({"id": "a", "text": ""}) + "\n" + json.dumps({"id": "b", "text": text}) + "\n", "utf-8")

    result = run("add", tmp_path / "a.db", rows, "--errors", tmp_path / "errors.jsonl")

    assert (1, "1 added, 1 failed\n") == (result.exit_code, result.stdout)
    assert "a" == json.loads((tmp_path / "errors.jsonl").read_text("utf-8"))["input"]


def test_a_timeline_has_a_line_for_the_matter_one_for_its_history_and_one_for_who_tells_it(ledger: Path) -> None:
    lines = run("timeline", ledger, "Kim Jong-un").stdout.splitlines()

    assert "  (12 Jun 2018)   summit · Donald Trump and Kim Jong-un · Singapore — cancelled" == lines[0]
    assert "                  scheduled (10 May 2018) → cancelled (24 May 2018)" == lines[1]
    assert lines[2].startswith("                  2 reports: Harbour Wire, The Meridian · ")


def test_a_state_stands_for_its_people_and_two_names_are_a_pair(ledger: Path) -> None:
    assert 2 == len(json.loads(run("timeline", ledger, "North Korea", "USA", "--json").stdout))
    assert 1 == len(json.loads(run("timeline", ledger, "Pompeo", "--json").stdout))


def test_as_of_a_day_the_summit_still_stood(ledger: Path) -> None:
    (event,) = json.loads(run("timeline", ledger, "Kim Jong-un", "--as-of", "2018-05-20", "--json").stdout)

    assert ("scheduled", "2018-06-12") == (event["status"], event["when"]["value"])
    assert "summit" in run("upcoming", ledger, "--on", "2018-05-20").stdout
    assert 3 == run("upcoming", ledger).exit_code


def test_show_tells_who_says_so_and_finds_an_event_by_the_beginning_of_any_claim(ledger: Path) -> None:
    (event,) = json.loads(run("timeline", ledger, "Kim Jong-un", "--json").stdout)

    page = run("show", ledger, event["tellings"][1]["claim"][:8]).stdout

    assert "  24 May 2018     cancelled · known 24 May 2018 · The Meridian" in page.splitlines()
    assert f"claim {event['tellings'][0]['claim']}" in page


def test_statements_search_and_who(ledger: Path) -> None:
    assert "we are ready to meet at any time" in run("statements", ledger, "Kim Yong-chol").stdout
    assert "we are ready to meet at any time" in run("search", ledger, "ready", "meet").stdout
    assert (
        "Kim Yong-chol · person · PRK · GOV · kim-yong-chol"
        == run("who", ledger, "Kim Yong Chol").stdout.splitlines()[0]
    )
    assert (3, "") == (run("search", ledger, "turnips").exit_code, run("search", ledger, "turnips").stdout)


def test_facets_by_themselves_count_all_that_is_there(ledger: Path) -> None:
    counted = run("search", ledger, "--facets")

    assert 0 == counted.exit_code, counted.output
    lines = [line.strip() for line in counted.stdout.splitlines()]
    assert {"2 found", "kind          1  meeting", "1  summit"} <= set(lines)
    assert 2 == run("search", ledger).exit_code


def test_csv_has_a_head_and_no_formulas(ledger: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("timeline", ledger, "--csv").stdout)))

    assert ["summit", "meeting"] == [row["kind"] for row in rows]
    assert "donald-trump kim-jong-un" == rows[0]["actors"]


def test_judgements_change_the_ledger_and_rebuilding_changes_nothing(ledger: Path) -> None:
    ids = [one["id"] for one in json.loads(run("timeline", ledger, "--json").stdout)]

    assert 0 == run("same", ledger, *ids, "--reason", "a test").exit_code
    assert 1 == len(json.loads(run("timeline", ledger, "--json").stdout))
    assert "nothing has changed\n" == run("rebuild", ledger).stdout
    assert 0 == run("different", ledger, *ids).exit_code
    assert 2 == len(json.loads(run("timeline", ledger, "--json").stdout))
    assert 2 == json.loads(run("info", ledger, "--json").stdout)["judgements"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("timeline", "nowhere.db"), 4, "there is no ledger at nowhere.db"),
        (("timeline", "LEDGER", "Nobody Atall"), 3, "nobody called “Nobody Atall” is in this ledger"),
        (("show", "LEDGER", "0000"), 3, "no event 0000"),
        (("timeline", "LEDGER", "a", "b", "c"), 2, "at most two names"),
        (("timeline", "LEDGER", "--since", "June"), 2, "is no day"),
    ],
)
def test_what_cannot_be_answered_is_told_with_a_hint(
    ledger: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = run(*(ledger if one == "LEDGER" else one for one in arguments))

    assert code == result.exit_code
    assert words in result.stderr


def test_direct_words_stand_in_marks_without_the_comma_before_them(ledger: Path, tmp_path: Path) -> None:
    said = '"Neighbours quarrel, but they cannot move house," Kenyan Foreign Minister Grace Wanjiru said on Monday.\n'
    (tmp_path / "said.txt").write_text(said, "utf-8")
    run("add", ledger, tmp_path / "said.txt", "--published", "2025-03-06")

    assert "  “Neighbours quarrel, but they cannot move house”\n" in run("statements", ledger, "Wanjiru").stdout


def test_a_list_that_is_cut_says_so(ledger: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    days = [(date(2018, 1, 1) + timedelta(5 * i)).isoformat() for i in range(101)]
    rows = (report(day, told("meeting", status="occurred", when=day), name=day) for day in days)
    many.write_bytes(b"".join(to_json(one) + b"\n" for one in rows))
    new = tmp_path / "many.db"
    run("add", new, many)
    whole = run("timeline", new, "--jsonl", "-n", "all")

    assert "" == whole.stderr
    assert 101 == len(whole.stdout.splitlines())
    assert "these are the first 100" in run("timeline", new).stderr
    assert "" == run("timeline", new, "-n", "3").stderr
