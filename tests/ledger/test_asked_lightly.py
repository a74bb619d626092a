"""What the desk asks of a large ledger: events without their tellings, places, texts, and whether anything is new."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline import Ledger
from dateline.exports.ical import calendar_days
from ledger_make import report, told

PLAN = report("2018-05-10", told(when="2018-06-12", place="Singapore"), name="plan", outlet="Harbour Wire")
HELD = report("2018-06-13", told(status="occurred", when="2018-06-12", place="Singapore"), name="held")
VISIT = report(
    "2018-06-14", told("visit", ["Sergei Lavrov"], ["North Korea"], when="2018-06-28/2018-07-02", place="Pyongyang"),
    name="visit", said=[("Sergei Lavrov", "that talks went well")],
)  # fmt: skip


@pytest.fixture(name="ledger")
def a_ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as ledger:
        ledger.add_many([PLAN, HELD, VISIT])
        yield ledger


def test_an_outline_says_what_the_event_says(ledger: Ledger) -> None:
    for asked in ({}, {"since": "2018-06"}, {"who": "Kim Jong-un", "newest_first": True, "limit": 1}):
        events, outlines = ledger.events(**asked), ledger.outlines(**asked)
        assert events
        assert [one.id for one in events] == [one.id for one in outlines]
        for event, outline in zip(events, outlines, strict=True):
            for name in ("kind", "status", "salience", "told"):
                assert getattr(event, name) == getattr(outline, name), name
            for name in ("actors", "recipients"):
                assert [one.entity for one in getattr(event, name)] == [one.entity for one in getattr(outline, name)]
            assert (event.when and event.when.value) == (outline.when and outline.when.value)
            assert [(one.status, one.when) for one in event.history] == [(s.status, s.when) for s in outline.history]
            assert calendar_days(event) == calendar_days(outline)


def test_events_without_tellings_say_the_same_otherwise(ledger: Ledger) -> None:
    for whole, bare in zip(ledger.events(), ledger.events(tellings=False), strict=True):
        assert () == bare.tellings
        assert len(whole.tellings) == whole.told == bare.told
        assert whole == type(whole)(
            **{name: getattr(bare, name) for name in bare.__dataclass_fields__} | {"tellings": whole.tellings}
        )


def test_events_are_found_by_their_ids_and_by_those_of_claims(ledger: Ledger) -> None:
    summit, visit = ledger.events()
    claims = [one.claim for one in summit.tellings]

    assert [visit.id, summit.id] == [one.id for one in ledger.some_events([visit.id, *claims, "nothing", summit.id])]
    assert dict.fromkeys(claims, summit.id) == ledger.homes([*claims, "nothing"])
    assert set(ledger.first_given([summit.id, visit.id, "nothing"])) == {summit.id, visit.id}


def test_what_lasts_into_a_month_is_found(ledger: Ledger) -> None:
    assert ["visit"] == [one.kind for one in ledger.events(until="2018-06-30", lasting_to="2018-07-01")]
    assert [] == ledger.events(until="2018-06-30", lasting_to="2018-07-03")


def test_the_mark_is_another_one_after_each_thing_that_is_written(ledger: Ledger) -> None:
    marks = [ledger.mark()]
    summit, visit = ledger.events()
    ledger.add(report("2018-06-15", told("visit", ["Sergei Lavrov"], ["North Korea"], place="Pyongyang"), name="more"))
    marks.append(ledger.mark())
    ledger.different(summit.id, visit.id)
    marks.append(ledger.mark())
    ledger.correct(summit.id, "place", "")
    marks.append(ledger.mark())

    assert len(marks) == len(set(marks))
    assert marks[-1] == ledger.mark()


def test_places_are_counted_between_days(ledger: Ledger) -> None:
    assert [("pyongyang", 1), ("singapore", 1)] == ledger.places()
    assert [("pyongyang", 1)] == ledger.places(since="2018-06-13")
    assert [("singapore", 1)] == ledger.places(until="2018-06-12")


def test_articles_between_days_and_their_texts(ledger: Ledger) -> None:
    latest = ledger.articles(newest_first=True, limit=2)

    assert ["visit", "held"] == [one.input for one in latest]
    assert ["held"] == [one.input for one in ledger.articles(since="2018-06-13", until="2018-06-13")]
    assert {one.id: ledger.record(one.id).article.text for one in latest} == ledger.texts(
        [*(one.id for one in latest), "nothing"]
    )
    assert {"articles": 3, "events": 2, "statements": 1} == ledger.sizes()
    assert "2018-06-14" == ledger.last_day()


def test_the_latest_statements_come_first(ledger: Ledger) -> None:
    ledger.add(report("2018-06-20", told(), name="later", said=[("Sergei Lavrov", "that it would snow")]))

    assert ["it would snow", "talks went well"] == [
        one.content[0].quote.removeprefix("that ") for one in ledger.statements(newest_first=True)
    ]
    assert 1 == len(ledger.statements("Lavrov", newest_first=True, limit=1))
