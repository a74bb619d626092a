"""Towards whom an act is where no word says so: the one other country of its clause, none of another clause."""

from __future__ import annotations

import pytest

import dateline


def sides(sentence: str, kind: str) -> list[tuple[str, ...]]:
    record = dateline.read(sentence, published="2012-06-15", any_subject=True)
    country = {entity.id: entity.country or entity.id for entity in record.entities}
    events = (event for event in record.events if event.kind == kind)
    return [tuple(country[one.entity or ""] for one in event.recipients) for event in events]


@pytest.mark.parametrize(
    ("sentence", "kind", "recipients"),
    [
        ("China dispatched two patrol ships to islands that Japan had just bought.", "mobilisation", ("JPN",)),
        ("Pyongyang agreed to shut its reactor in return for fuel oil from Russia.", "agreement", ("RUS",)),
        ("Chile cancelled the purchase of a submarine and Japan deplored the test.", "cancellation", ()),
        ("Chile cancelled the purchase; Japan deplored the test of a missile.", "cancellation", ()),
        ("Chile cancelled the purchase of a submarine as leaders of its party met in Peru.", "cancellation", ()),
        ("Norway cancelled the purchase of ships from Chile and planes from Peru.", "cancellation", ()),
    ],
)
def test_the_one_other_country_of_the_clause_is_the_other_side(
    sentence: str, kind: str, recipients: tuple[str, ...]
) -> None:
    assert [recipients] == sides(sentence, kind)
