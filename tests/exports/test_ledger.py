"""A ledger as holdings: one event of many reports in every format, and as it stood on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import icalendar
import pytest
from click.testing import CliRunner

from dateline.cli.export import command
from dateline.cli.stories import command as stories
from dateline.exports import FORMATS, Holdings, atom, document, from_ledger, gdelt, ical, jsonlines, plover
from dateline.ledger.ledger import Ledger
from dateline.record import Plover, Record
from export_make import SAID, written
from ledger_make import report, told

CODES = {"scheduled": ("AGREE", "036", 1), "cancelled": ("REJECT", "125", 3), "occurred": ("CONSULT", "040", 1)}


def coded(record: Record) -> Record:
    """The record with the codes that the reader would give its events."""
    events = []
    for event in record.events:
        type_, cameo, quad = CODES[event.status]
        events.append(replace(event, plover=Plover(type_), cameo=cameo, quad=quad))
    return replace(record, events=tuple(events))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "talks.db"
    with Ledger(path) as ledger:
        ledger.add_many(
            coded(one)
            for one in (
                report(
                    "2018-05-10",
                    told(when="2018-06-12", place="Singapore"),
                    outlet="CNN",
                    said=[("Donald Trump", "yes")],
                ),
                report(
                    "2018-05-11",
                    told(when="2018-06-12", place="Singapore"),
                    outlet="Reuters",
                    url="https://example.org/b",
                ),
                report("2018-05-24", told(status="cancelled", when="2018-06-12"), outlet="CNN"),
                report(
                    "2018-05-31",
                    told(
                        "meeting",
                        ("Sergei Lavrov",),
                        ("Kim Jong-un",),
                        status="occurred",
                        when="2018-05-31",
                        place="Pyongyang",
                    ),
                ),
            )
        )
    return path


@pytest.fixture
def holdings(place: Path) -> Iterator[Holdings]:
    with Ledger(place) as ledger:
        yield from_ledger(ledger)


def test_one_event_of_three_reports_is_one_line_with_three_mentions(holdings: Holdings) -> None:
    events = written(gdelt.write_events, holdings).splitlines()
    mentions = written(gdelt.write_mentions, holdings).splitlines()
    lines = [json.loads(line) for line in written(plover.write, holdings).splitlines()]

    summit = next(one for one in holdings.events if one.kind == "summit")
    assert 3 == len(summit.tellings)
    assert ["cancelled"] == [line["x_status"] for line in lines if line["id"] == summit.id]
    number = str(gdelt.global_id(summit)).encode()
    assert [1, 3] == [sum(row.startswith(number) for row in rows) for rows in (events, mentions)]


def test_quotes_of_a_ledger_are_slices_of_its_articles(holdings: Holdings) -> None:
    proofs = [told.sentence for event in holdings.events for told in event.tellings] + [
        one.proof for one in holdings.namings
    ]

    assert proofs
    assert all(holdings.texts[proof.article][proof.start : proof.end] == proof.quote for proof in proofs)


def test_the_calendar_of_a_ledger_keeps_the_uid_over_days(place: Path) -> None:
    seen = []
    for day in ("2018-05-10", "2018-05-11", "2018-05-24"):
        with Ledger(place) as ledger:
            data = written(ical.write, from_ledger(ledger, as_of=day, texts=False))
        (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        seen.append((str(one["UID"]), int(one["SEQUENCE"]), str(one["STATUS"])))

    assert ["CONFIRMED", "CONFIRMED", "CANCELLED"] == [status for *_, status in seen]
    assert 1 == len({uid for uid, *_ in seen})
    assert [n for _, n, _ in seen] == sorted(n for _, n, _ in seen)
    assert seen[-1][1] > seen[0][1]


def test_whatever_is_corrected_or_taken_back_the_sequence_rises(place: Path) -> None:
    seen = []
    with Ledger(place) as ledger:

        def look() -> None:
            data = written(ical.write, from_ledger(ledger, texts=False, lasting=True))
            entries = icalendar.Calendar.from_ical(data).walk("VEVENT")
            (one,) = (one for one in entries if uid == one["UID"])
            seen.append((int(one["SEQUENCE"]), str(one["STATUS"]), str(one["DTSTART"].dt)))

        (event,) = ledger.events(kinds=["summit"])
        uid = f"{event.id}@dateline"
        said = {"article": event.tellings[0].article, "quote": event.tellings[0].sentence.quote}
        look()
        ledger.correct(event.id, "when", "2018-06-13", **said)
        look()
        ledger.correct(event.id, "status", "scheduled", **said)  # what called it off goes: the history is shorter
        look()
        ledger.correct(event.id, "when", None)
        look()
        ledger.correct(event.id, "status", None)
        look()
        ledger.different(event.id, event.tellings[-1].claim)
        look()
        ledger.add(coded(report("2018-05-01", told(when="2018-06-12", place="Singapore"), outlet="Late")))
        look()

    assert ["CANCELLED", "CANCELLED", "CONFIRMED", "CONFIRMED", "CANCELLED"] == [status for _, status, _ in seen[:5]]
    assert ["2018-06-12", "2018-06-13", "2018-06-13", "2018-06-12"] == [day for *_, day in seen[:4]]
    numbers = [number for number, *_ in seen]
    assert numbers[:6] == sorted(set(numbers[:6]))  # each of these is a revision of its own
    assert numbers[-1] >= numbers[-2]


def test_a_report_that_comes_late_and_tells_earlier_changes_neither_uid_nor_entry(place: Path) -> None:
    def names() -> tuple[set[str], set[str]]:
        with Ledger(place) as ledger:
            holdings = from_ledger(ledger, texts=False, lasting=True)
        calendar = icalendar.Calendar.from_ical(written(ical.write, holdings))
        feed = feedparser.parse(written(atom.write, holdings))
        return {str(one["UID"]) for one in calendar.walk("VEVENT")}, {
            entry.id.rsplit(":", 1)[0] for entry in feed.entries
        }

    before = names()
    with Ledger(place) as ledger:
        (old,) = ledger.events(kinds=["summit"])
        ledger.add(coded(report("2018-05-01", told(when="2018-06-12", place="Singapore"), outlet="Late")))
        (new,) = ledger.events(kinds=["summit"])

    assert old.id != new.id
    assert before == names()


def test_what_was_not_told_yet_is_not_there(place: Path) -> None:
    with Ledger(place) as ledger:
        before, now = from_ledger(ledger, as_of="2018-05-10"), from_ledger(ledger)

    assert [1, 1, 1] == [len(before.articles), len(before.events), len(before.statements)]
    assert "sergei-lavrov" not in before.entity_of()
    assert "sergei-lavrov" in now.entity_of()
    assert 4 == len(now.articles)


def test_jsonl_of_a_ledger_is_read_back_whole(holdings: Holdings) -> None:
    assert holdings == jsonlines.read(written(jsonlines.write, holdings).splitlines())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_a_ledger(place: Path, name: str) -> None:
    folder = place.parent / "out"
    folder.mkdir()

    result = CliRunner().invoke(command, [str(place), name, "-o", str(folder)])

    assert 0 == result.exit_code, result.output
    assert set(FORMATS[name].parts) == {path.name for path in folder.iterdir()}


def test_the_document_follows_the_contract_and_the_day(place: Path) -> None:
    def document(*options: str) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(
            CliRunner().invoke(command, [str(place), "record", *options]).stdout
        )
        return found

    assert {"schema", "entities", "events", "statements"} == set(document())
    summit = next(one for one in document()["events"] if one["kind"] == "summit")
    assert "cancelled" == summit["status"]
    assert 3 == len(summit["tellings"])  # type: ignore[arg-type]
    (then,) = document("--as-of", "2018-05-11")["events"]
    assert "scheduled" == then["status"]
    assert 2 == len(then["tellings"])  # type: ignore[arg-type]


def test_a_day_is_asked_of_a_ledger_only_and_a_missing_one_says_so(place: Path) -> None:
    records = place.parent / "records.jsonl"
    records.write_text("")

    assert 2 == CliRunner().invoke(command, [str(records), "ical", "--as-of", "2018-05-11"]).exit_code
    assert 2 == CliRunner().invoke(command, [str(place), "ical", "--as-of", "soon"]).exit_code
    assert 4 == CliRunner().invoke(command, [str(place.parent / "none.db"), "ical"]).exit_code
    assert 4 == CliRunner().invoke(command, ["mysql://nowhere/db", "ical"]).exit_code


def test_the_reports_of_a_ledger_are_grouped(place: Path) -> None:
    rows = [json.loads(line) for line in CliRunner().invoke(stories, [str(place), "--json"]).stdout.splitlines()]

    assert 4 == len(rows)
    assert rows[0]["story"] == rows[1]["story"]
    assert ["report"] * 4 == [row["id"] for row in rows]


def test_the_document_has_the_shapes_of_a_record(holdings: Holdings) -> None:
    found = json.loads(written(document.write, replace(holdings, statements=(SAID,))))

    event, said = found["events"][0], found["statements"][0]
    for name in (
        "id",
        "kind",
        "trigger",
        "actors",
        "recipients",
        "place",
        "when",
        "status",
        "history",
        "factuality",
        "salience",
    ):
        assert name in event, name
    assert {"entity", "evidence"} <= set(event["actors"][0])
    assert {"value", "evidence"} <= set(event["when"])
    assert {"start", "end", "quote"} <= set(event["evidence"][0])
    assert {"status", "as_of", "by", "when", "place", "evidence"} <= set(event["history"][0])
    assert {"entity", "evidence"} <= set(said["source"])
    assert {"value": "2018-05-24", "evidence": None} == said["when"]


def test_values_on_which_reports_differ_are_told_with_their_reports() -> None:
    (summit, _) = json.loads(written(document.write))["events"]

    assert [
        {"field": "when", "shown": "2018-06-12", "others": [{"value": "2018-06-13", "tellings": ["a2.txt"]}]}
    ] == summit["conflicts"]
