"""Single sentences through the whole pipeline: who did what to whom, and what is never taken as done."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.record import Event, Record

_TABLE = Path(__file__).with_name("events.tsv")
_TOGETHER = frozenset({"meeting", "call", "summit", "negotiation"})  # who is actor and who recipient is all one


def rows() -> list[list[str]]:
    lines = [line for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(line.split("\t") + [""] * 8)[:8] for line in lines[1:]]


@cache
def read(sentence: str, day: str) -> Record:
    return dateline.read(sentence, published=day)


def countries(record: Record, event: Event, side: str) -> set[str]:
    known = {entity.id: entity for entity in record.entities}
    codes = {"european-union": "EU"}
    found = [known[one.entity] for one in getattr(event, side) if one.entity is not None]
    return {codes.get(entity.id) or entity.country or entity.id for entity in found}


def fits(record: Record, event: Event, row: list[str]) -> bool:
    _, _, kind, actors, recipients, status, when, place = row
    if (kind, status) != (event.kind, event.status):
        return False
    if when not in ("", "*") and (event.when is None or event.when.value != when):
        return False
    if place not in ("", "*") and (event.place is None or event.place.entity != place):
        return False
    acting, suffering = countries(record, event, "actors"), countries(record, event, "recipients")
    if kind in _TOGETHER:
        acting = suffering = acting | suffering
    wanted = [(actors, acting), (recipients, suffering)]
    return all(set(codes.split("+")) <= there for codes, there in wanted if codes not in ("", "*"))


TOLD = [row for row in rows() if not row[2].startswith("!")]
WITHHELD = [row for row in rows() if row[2].startswith("!")]


@pytest.mark.parametrize("row", TOLD, ids=lambda row: f"{row[2]}: {row[1]}")
def test_a_sentence_tells_of_its_event(row: list[str]) -> None:
    record = read(row[1], row[0])

    assert any(fits(record, event, row) for event in record.events)


@pytest.mark.parametrize("row", WITHHELD, ids=lambda row: f"{row[2]} {row[5]}: {row[1]}")
def test_what_is_not_told_as_so_is_not_read_as_so(row: list[str]) -> None:
    record = read(row[1], row[0])

    assert [] == [one for one in record.events if one.kind == row[2][1:] and row[5] in ("*", one.status)]


def test_every_event_rests_on_words_of_the_report() -> None:
    for day, sentence, *_ in rows():
        record = read(sentence, day)
        for event in record.events:
            assert event.history[-1].status == event.status
            assert event.evidence
            assert sentence[event.trigger.start : event.trigger.end] == event.trigger.quote
