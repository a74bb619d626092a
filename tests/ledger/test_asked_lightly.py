"""What the desk asks of a large ledger: events without their tellings, places, texts, and whether anything is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dateline import Ledger
from dateline.errors import NotInLedger
from dateline.exports.ical import calendar_days
from dateline.record import Participant
from ledger_make import report, told

PLAN = report("2018-05-10", told(when="2018-06-12", place="Singapore"), name="plan", outlet="Harbour Wire")
HELD = report("2018-06-13", told(status="occurred", when="2018-06-12", place="Singapore"), name="held")
VISIT = report(
    "2018-06-14", told("visit", ["Sergei Lavrov"], ["North Korea"], when="2018-06-28/2018-07-02", place="Pyongyang"),
    name="visit", said=[("Sergei Lavrov", "that talks went well")],
)  # fmt: skip
LATER = report("2018-07-09", told("call", ["Donald Trump"], ["Sergei Lavrov"], status="occurred"), name="later")


@pytest.fixture(name="ledger")
def a_ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as ledger:
        ledger.add_many([PLAN, HELD, VISIT])
        yield ledger


def test_an_outline_says_what_the_event_says(ledger: Ledger) -> None:
    ledger.add(LATER)  # a week after the visit was to end, of which no report told: it is unreported
    for asked in (
        {}, {"since": "2018-06"}, {"who": "Kim Jong-un", "newest_first": True, "limit": 1},
        {"who": "Donald Trump", "with_": "Kim Jong-un"}, {"place": "Pyongyang"}, {"kinds": ["visit"]},
        {"statuses": ["occurred"]},
    ):  # fmt: skip
        events, outlines = ledger.events(**asked), ledger.outlines(**asked)
        assert events
        assert [one.id for one in events] == [one.id for one in outlines]
        for event, outline in zip(events, outlines, strict=True):
            for name in ("kind", "status", "salience", "told"):
                assert getattr(event, name) == getattr(outline, name), name
            for name in ("actors", "recipients"):
                assert [one.entity for one in getattr(event, name)] == [one.entity for one in getattr(outline, name)]
            assert (event.when and event.when.value) == (outline.when and outline.when.value)
            for name in ("unreported", "outlets", "first_reported", "day"):
                assert getattr(event, name) == getattr(outline, name), name
            assert (event.place and event.place.entity) == (outline.place and outline.place.entity)
            assert [(one.status, one.as_of, one.by, one.when) for one in event.history] == [
                (one.status, one.as_of, one.by, one.when) for one in outline.history
            ]
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


def test_an_outline_says_that_a_day_has_passed_and_no_report_what_came_of_it(ledger: Ledger) -> None:
    assert not any(one.unreported for one in ledger.outlines())
    ledger.add(LATER)
    assert ["visit"] == [one.kind for one in ledger.outlines() if one.unreported]
    assert ["visit"] == [one.kind for one in ledger.outlines(place="Pyongyang") if one.unreported]


def test_statements_to_somebody_are_those_of_the_latest_that_are_addressed_to_them(ledger: Ledger) -> None:
    for n, to in enumerate(["donald-trump", "kim-jong-un", "donald-trump", "kim-jong-un"]):
        one = report(f"2018-07-{n + 1:02}", told(), name=f"{n}", said=[("Sergei Lavrov", f"that bridge {n} is open")])
        (said,) = one.statements
        ledger.add(replace(one, statements=(replace(said, addressees=(Participant(to, said.source.evidence),)),)))
    asked = {"newest_first": True, "limit": 3}
    every = ledger.statements("Sergei Lavrov", **asked)
    assert 3 == len(every)
    trump, kim = (ledger.entity(one).id for one in ("Donald Trump", "Kim Jong-un"))
    for whom, count in ((trump, 1), (kim, 2)):
        found = ledger.statements("Sergei Lavrov", to=whom, **asked)
        assert [one for one in every if whom in one.addressees] == found
        assert count == len(found)
    assert 2 == len(ledger.statements("Sergei Lavrov", to="Donald Trump", newest_first=True))
    assert [] == ledger.statements("Kim Jong-un", to=trump)
    with pytest.raises(NotInLedger):
        ledger.statements("Sergei Lavrov", to="Nobody Atall")


def test_what_is_added_meanwhile_is_seen_after_a_still_block_and_not_within(place: str, ledger: Ledger) -> None:
    with Ledger(place) as writer:
        with ledger.still():
            before, events = ledger.mark(), ledger.events()
            writer.add(LATER)
            assert before == ledger.mark()
            assert events == ledger.events()
            assert before != writer.mark()  # another ledger is not held
            with ledger.still():
                assert before == ledger.mark()
        assert before != ledger.mark()
        assert len(events) + 1 == len(ledger.events())
