"""How sure an event is: what speaks for it and against it, and that every rating is a probability."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.lexicon.files import table
from dateline.reading.confidence import probability, surer
from dateline.record import Event, Record

DAY = "2021-06-10"


def only(text: str, kind: str) -> Event:
    (event,) = (one for one in dateline.read(text, published=DAY).events if one.kind == kind)
    return event


def rating(text: str, kind: str) -> float:
    found = only(text, kind).confidence
    assert found is not None
    return found


def test_everything_that_is_told_is_rated() -> None:
    record = dateline.read(
        "Poland expelled three Russian diplomats on Monday. “We had to act,” President Andrzej Duda told reporters.",
        published=DAY,
    )

    assert record.events
    assert record.statements
    assert all(0 < (one.confidence or 0) < 1 for one in (*record.events, *record.statements))


@pytest.mark.parametrize(
    ("surer_text", "other", "kind"),
    [
        ("Poland accused Russia of lying.", "Activists accused Russia of lying.", "accusation"),
        ("Poland accused Russia of lying.", "Poland made an accusation.", "accusation"),
        ("Macron met Putin in Minsk on Monday.", "Macron met officials.", "meeting"),
        ("Macron visited Ankara.", "The man who said that she knew that Macron visited Ankara left.", "visit"),
        ("Macron met Putin on Monday.", "Macron may meet Putin.", "meeting"),
    ],
)
def test_named_sides_a_day_and_a_plain_sentence_speak_for_an_event(surer_text: str, other: str, kind: str) -> None:
    told = [one for one in dateline.read(other, published=DAY).events if one.kind == kind]

    assert all(rating(surer_text, kind) > (one.confidence or 0) for one in told)
    assert only(surer_text, kind)


@given(st.dictionaries(st.sampled_from([row["feature"] for row in table("confidence.tsv")]), st.floats(-50, 50)))
def test_a_rating_is_never_quite_sure(features: dict[str, float]) -> None:
    assert 0.01 <= probability("event", iter(features.items())) <= 0.99


def test_what_is_not_in_the_table_says_nothing() -> None:
    always = [("always", 1.0)]

    assert probability("event", iter(always)) == probability("event", iter([*always, ("moon phase", 9.0)]))


@given(st.lists(st.floats(0, 1), max_size=5), st.floats(0, 1))
def test_what_is_rated_lower_is_left_out_and_nobody_is_about_it(ratings: list[float], least: float) -> None:
    base = dateline.read("Macron said that Poland expelled two Russian diplomats on Monday.", published=DAY)
    events = tuple(replace(base.events[0], id=str(i), confidence=one) for i, one in enumerate(ratings))
    said = tuple(replace(one, about=tuple(event.id for event in events), confidence=1.0) for one in base.statements)
    record: Record = replace(base, events=events, statements=said)
    kept = surer(record, least)

    assert [one for one in events if (one.confidence or 0) >= least] == list(kept.events)
    assert all(set(one.about) == {event.id for event in kept.events} for one in kept.statements)
