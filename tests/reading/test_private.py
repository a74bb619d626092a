"""Private crime is no act between states; what officials, armed men and named persons do or suffer is told."""

from __future__ import annotations

import pytest

import dateline


def kinds(sentence: str) -> list[str]:
    record = dateline.read(sentence, published="2012-06-08", any_subject=True)
    return [event.kind for event in record.events]


@pytest.mark.parametrize(
    "sentence",
    [
        "A Swedish man murdered his wife in Malta on Tuesday.",
        "A Canadian stabbed an Australian in a bar brawl in Lima.",
    ],
)
def test_private_crime_is_no_event(sentence: str) -> None:
    assert [] == kinds(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        # an arrest is an act of the state that makes it, whatever for
        ("A Danish tourist was arrested for shoplifting in Bangkok on Monday.", "coercion"),
        ("Police in Finland arrested a Russian man for drunk driving.", "coercion"),
        ("Belgian police detained two Romanians on suspicion of pickpocketing.", "coercion"),
        ("A Dutch student was jailed in Rome for graffiti.", "coercion"),
        ("Iran arrested three American hikers for spying.", "coercion"),
        ("Russia jailed an American diplomat for theft.", "coercion"),
        ("Peru has detained a man over the burglary.", "coercion"),
        ("Chinese police arrested Australian executive Martin Long for bribery and theft.", "coercion"),
        ("Israeli police arrested a Palestinian man in Hebron.", "coercion"),
        ("French police arrested a Basque militant for robbery.", "coercion"),
        ("German student Otto Brandner murdered his wife in Spain.", "assault"),  # named, so somebody
        ("A Palestinian shot dead an Israeli at a supermarket in the West Bank.", "assault"),
        ("A suicide bomber killed 12 people in a bar in Kampala.", "assault"),
        ("Syrian troops killed his wife and two children.", "assault"),
        ("A Palestinian stabbed two Israelis in Jerusalem.", "assault"),
    ],
)
def test_what_is_done_by_or_to_officials_and_in_arms_is_told(sentence: str, kind: str) -> None:
    assert kind in kinds(sentence)
