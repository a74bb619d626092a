"""Why a record is as it is: what is explained is what decided."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.lexicon.files import parts, table
from dateline.reasons import Explanation, Row, Told, explain_row, to_json
from dateline.record import Event, quotes_in

DEMO = Path(__file__).parents[1] / "demo"
FILES = sorted(path for path in DEMO.rglob("*.*") if path.suffix != ".license" and path.name != "stories.jsonl")
DAY = "2021-06-10"  # a Thursday


@cache
def of_file(path: Path) -> Explanation:
    row = json.loads(path.read_text("utf-8")) if path.suffix == ".jsonl" else {"bytes": path.read_bytes()}
    return explain_row({"published": "2018-06-01"} | row | {"id": path.name})


def of(text: str) -> Explanation:
    return dateline.explain(text, published=DAY)


def only(explanation: Explanation) -> Told:
    (told,) = explanation.told
    return told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_event_of_the_record_is_explained_and_no_other(path: Path) -> None:
    explanation = of_file(path)

    assert explanation.record.events
    assert {event.id for event in explanation.record.events} == {told.event for told in explanation.told}
    assert len(explanation.told) == len(explanation.record.events)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_an_event_says_is_told_at_one_of_its_places_or_was_added(path: Path) -> None:
    explanation = of_file(path)
    events = {event.id: event for event in explanation.record.events}

    for told in explanation.told:
        event = events[told.event]
        assert told.tellings[0].trigger == event.trigger
        assert not set(sides(event)) - sides_told(told) or any(one.startswith(("actors", "rec")) for one in told.added)
        days = {one.when.value for one in told.tellings if one.when is not None}
        assert event.when is None or event.when.value in days or any(one.startswith("when") for one in told.added)
        places = {one.place.entity for one in told.tellings if one.place is not None}
        assert event.place is None or event.place.entity in places or any(one.startswith("place") for one in told.added)


def sides(event: Event) -> list[str]:
    return [one.entity for one in (*event.actors, *event.recipients) if one.entity is not None]


def sides_told(told: Told) -> set[str]:
    return {entity for one in told.tellings for side in (*one.actors, *one.recipients) for entity in side.entities}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_quote_is_its_slice(path: Path) -> None:
    explanation = of_file(path)
    text = explanation.record.article.text

    for part in (*explanation.told, *explanation.dropped, *explanation.passed):
        assert all(text[one.start : one.end] == one.quote for one in quotes_in(part))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_are_rows_of_the_table(path: Path) -> None:
    explanation = of_file(path)
    known = {(words, row["kind"], row["needs"]) for row in table("en/triggers.tsv") for words in parts(row["words"])}
    rows: list[Row | None] = [one.row for told in explanation.told for one in told.tellings]
    rows += [one.row for one in explanation.passed]

    assert {(row.words, row.kind, row.needs) for row in rows if row is not None} <= known


def test_explaining_changes_nothing() -> None:
    text = "Poland expelled three Belarusian diplomats on Monday."

    assert dateline.read(text, published=DAY) == of(text).record


def test_the_word_the_row_and_the_sides_are_told() -> None:
    told = only(of("Poland expelled three Belarusian diplomats on Monday."))
    (reason,) = told.tellings

    assert reason.row is not None
    assert ("expelled", "expel", "expulsion") == (reason.trigger.quote, reason.row.words, reason.row.kind)
    assert [("Poland", "nsubj")] == [(one.evidence.quote, one.relation) for one in reason.actors]
    assert "Monday" == (reason.when and reason.when.evidence.quote)
    assert ("recipients: belarus-diplomats → belarus, by its place or whom they stand for",) == told.added


def test_the_word_that_gives_the_status_is_told() -> None:
    explanation = of("Macron called off his meeting with Putin in Minsk.")
    (meeting,) = (one for one in explanation.told if one.tellings[0].kind == "meeting")
    reason = meeting.tellings[0]

    assert ("cancelled", "called") == (reason.status, reason.governor and reason.governor.quote)


def test_the_best_of_several_places_comes_first_and_gives_the_trigger() -> None:
    explanation = of("Macron meets Putin\n\nFrench President Emmanuel Macron met Vladimir Putin in Minsk on Monday.")
    told = only(explanation)

    assert ["met", "meets"] == [one.trigger.quote for one in told.tellings]
    assert "met" == explanation.record.events[0].trigger.quote


def test_speech_that_is_an_act_has_no_row() -> None:
    explanation = of("“We will not let this pass without an answer,” the Kremlin warned. Moscow said Kyiv was lying.")
    reasons = [one for told in explanation.told for one in told.tellings]

    assert any(one.row is None for one in reasons)


def test_what_was_withheld_says_why() -> None:
    explanation = of("Three diplomats were expelled on Monday. France and Japan met in Paris.")
    whys = {one.kind: one.why for one in explanation.dropped}

    assert "by whom is not told" == whys["expulsion"]
    assert ["meeting"] == [event.kind for event in explanation.record.events]


def test_a_row_whose_condition_does_not_hold_is_passed() -> None:
    explanation = of("Macron told reporters that it was late.")

    assert ("told", "demand", "condition") in {
        (one.trigger.quote, one.row.kind, one.lack) for one in explanation.passed
    }


def test_what_is_not_read_has_a_record_and_no_reasons() -> None:
    explanation = of("Chop the onions, says Anna. Fry them in butter until they are soft and sweet. " * 20)

    assert "gate" in {issue.stage for issue in explanation.record.issues}
    assert () == explanation.told + explanation.dropped + explanation.passed


def test_json_holds_the_record_and_the_reasons() -> None:
    found = json.loads(to_json(of("Poland expelled three Belarusian diplomats on Monday.")))

    assert "dateline.explanation/1" == found["schema"]
    assert "dateline.record/1" == found["record"]["schema"]
    assert "expel" == found["told"][0]["tellings"][0]["row"]["words"]
