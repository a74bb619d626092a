"""A visit and its meetings, a summit and what is signed there, one round after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline import Ledger
from dateline.ledger.types import Event
from dateline.lexicon.rounds import is_yearly, round_in
from dateline.record import Kind
from ledger_make import person, report, told

SMITH = person("Ann Smith", "GBR", "Foreign Secretary")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as opened:
        yield opened


def one(ledger: Ledger, kind: Kind) -> Event:
    (found,) = ledger.events(kinds=[kind])
    return found


def linked(ledger: Ledger, event: Event) -> list[tuple[str, str]]:
    return [(link.relation, link.event.id) for link in ledger.links(event.id)]


def test_a_meeting_during_a_visit_is_part_of_it_whoever_tells_it(ledger: Ledger) -> None:
    visit = told("visit", ["Sergei Lavrov"], ["North Korea"], status="occurred", when="2018-05-31", place="Pyongyang")
    meeting = told("meeting", ["Sergei Lavrov"], ["Kim Jong-un"], status="occurred", when="2018-06-01")
    ledger.add(report("2018-05-31", visit, name="visit"))
    ledger.add(report("2018-06-01", meeting, name="meeting"))

    assert [("part", one(ledger, "meeting").id)] == linked(ledger, one(ledger, "visit"))
    assert [("whole", one(ledger, "visit").id)] == linked(ledger, one(ledger, "meeting"))


@pytest.mark.parametrize(
    "meeting",
    [
        told("meeting", ["Sergei Lavrov"], ["Kim Jong-un"], status="occurred", when="2018-06-09"),
        told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when="2018-06-01", place="New York"),
        told("meeting", ["Vladimir Putin"], ["Kim Jong-un"], status="occurred", when="2018-06-01"),
        told("meeting", ["Sergei Lavrov"], ["Kim Jong-un"], status="cancelled"),
    ],
)
def test_another_day_place_traveller_or_course_is_no_part(ledger: Ledger, meeting: dict[str, object]) -> None:
    visit = told("visit", ["Sergei Lavrov"], ["North Korea"], status="occurred", when="2018-05-31", place="Pyongyang")
    ledger.add(report("2018-06-10", visit, meeting))

    assert [] == linked(ledger, one(ledger, "visit"))


def test_what_is_signed_at_a_summit_and_who_meets_at_its_margins(ledger: Ledger) -> None:
    all_three = ["Donald Trump", "Kim Jong-un", "Ann Smith"]
    ledger.add(
        report(
            "2018-06-12",
            told("summit", all_three, status="occurred", when="2018-06-12", place="Singapore"),
            told("signing", all_three[:2], status="occurred", when="2018-06-12"),
            told("meeting", ["Kim Jong-un"], ["Ann Smith"], status="occurred", when="2018-06-12", place="Singapore"),
            people=[SMITH],
        )
    )

    found = linked(ledger, one(ledger, "summit"))
    assert sorted(("part", one(ledger, kind).id) for kind in ("signing", "meeting")) == sorted(found)


ROUNDS = "Sergei Lavrov and Mike Pompeo held the {} round of {} talks."


def test_rounds_of_talks_are_several_and_follow_each_other(ledger: Ledger) -> None:
    # Told without a day within a week, so that only the count tells them apart.
    for number, (day, word) in enumerate((("2018-03-01", "first"), ("2018-03-05", "second"), ("2018-03-09", "third"))):
        talks = told(
            "negotiation", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", words=ROUNDS.format(word, "grain")
        )
        ledger.add(report(day, talks, name=str(number)))
        ledger.add(report(day, talks, name=f"{number} again"))

    first, second, third = ledger.events(kinds=["negotiation"])

    assert [2, 2, 2] == [len(event.tellings) for event in (first, second, third)]
    assert [("after", third.id), ("before", first.id)] == linked(ledger, second)
    assert [("after", second.id)] == linked(ledger, first)


def test_a_yearly_summit_follows_that_of_the_year_before(ledger: Ledger) -> None:
    for day in ("2017-06-10", "2018-06-12", "2018-08-20"):
        words = f"Sergei Lavrov and Mike Pompeo held their annual summit on {day}."
        summit = told("summit", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=day, words=words)
        ledger.add(report(day, summit, name=day))

    before, now, odd = ledger.events(kinds=["summit"])

    assert [("before", before.id)] == linked(ledger, now)
    assert [("after", now.id)] == linked(ledger, before)
    assert [] == linked(ledger, odd)


def test_of_several_about_a_year_away_the_nearest_is_named(ledger: Ledger) -> None:
    for day in ("2017-04-21", "2017-05-12", "2017-06-10", "2018-06-12"):
        words = f"Sergei Lavrov and Mike Pompeo held their annual summit on {day}."
        summit = told("summit", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=day, words=words)
        ledger.add(report(day, summit, name=day))

    *_, nearest, now = ledger.events(kinds=["summit"])

    assert [("before", nearest.id)] == linked(ledger, now)


@pytest.mark.parametrize(
    ("sentence", "trigger", "number"),
    [
        ("They held the third round of nuclear talks in Vienna.", "talks", 3),
        ("A 12th round of consultations is planned.", "round", 12),
        ("The first round failed, but the talks go on.", "talks", None),
        ("It was their third meeting this year.", "meeting", None),  # counted otherwise by each report
        ("After the second round ended they met in Rome.", "met", None),
    ],
)
def test_only_rounds_and_sessions_are_counted(sentence: str, trigger: str, number: int | None) -> None:
    start = sentence.index(trigger)

    assert number == round_in(sentence, start, start + len(trigger))


def test_what_comes_every_year_is_told_right_before_it() -> None:
    sentence = "At the annual summit they agreed, then they met again."

    assert is_yearly(sentence, 14, 20)
    assert not is_yearly(sentence, sentence.index("met"), sentence.index("met") + 3)
