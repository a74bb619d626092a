"""Whom "the minister" means where two bear the title; nobody visits his own state; names that mislead."""

from __future__ import annotations

import pytest

import dateline
from dateline.record import Event

_TWO = "The Turkish president, Abdullah Gul, telephoned the Iranian president, Mahmoud Ahmadinejad. "
_BESIDE = "Talks between the Czech foreign minister, Karel Schwarzenberg, and the Polish foreign minister, Radoslaw Sikorski, ended in Prague. "  # noqa: E501


def events(report: str, kind: str) -> list[Event]:
    record = dateline.read(f"News of the day\n\n{report}", published="2012-06-08", any_subject=True)
    return [event for event in record.events if event.kind == kind]


def actors(report: str, kind: str) -> list[str | None]:
    return [one.entity for event in events(report, kind) for one in event.actors]


@pytest.mark.parametrize(
    ("report", "kind", "who"),
    [
        (_TWO + "The president accused Syria of murder.", "accusation", ["abdullah-gul"]),
        (_TWO + "The president flew to Ankara on Wednesday.", "visit", []),
        (_TWO + "The president flew to Cairo on Wednesday.", "visit", ["abdullah-gul"]),
        (_BESIDE + "The minister accused Syria of murder.", "accusation", []),
        ("Radoslaw Sikorski, Poland's foreign minister, was in Prague. The minister accused Syria of murder.",
         "accusation", ["radoslaw-sikorski"]),
    ],
)  # fmt: skip
def test_the_title_means_the_one_told_of_or_nobody(report: str, kind: str, who: list[str]) -> None:
    assert who == actors(report, kind)


@pytest.mark.parametrize(
    ("report", "kind", "who"),
    [
        ("Hague said Syria must comply. William Hague accused Iran of meddling.", "accusation", ["william-hague"]),
        ("William Hague spoke on Thursday. Hague accused Iran of meddling.", "accusation", ["william-hague"]),
        ("The Hague accused Iran of meddling.", "accusation", ["netherlands"]),
        ("Georgia's foreign minister met the Mexican ambassador.", "meeting", ["georgia-foreign-minister"]),
    ],
)
def test_a_name_of_a_town_or_state_means_it_only_as_it_is_written(report: str, kind: str, who: list[str]) -> None:
    assert who == actors(report, kind)


def test_the_governor_of_an_american_state_is_not_of_the_state_of_that_name() -> None:
    record = dateline.read("Georgia's governor met the Mexican consul.", published="2012-06-08", any_subject=True)

    assert "GEO" not in {entity.country for entity in record.entities}
