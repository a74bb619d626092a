"""Plans in reports of several sentences: where each stands on the day of the report, and for when it is or was set."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.record import Event, Record

_TABLE = Path(__file__).with_name("plans.tsv")


def rows() -> list[list[str]]:
    lines = [line for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@cache
def read(report: str, day: str) -> Record:
    return dateline.read(report.replace("|", "\n\n"), published=day)


def taking_part(record: Record, event: Event) -> set[str]:
    """The ids of those who take part, and their countries."""
    known = {entity.id: entity for entity in record.entities}
    ids = {one.entity for one in (*event.actors, *event.recipients) if one.entity is not None}
    return ids | {country for one in ids if (country := known[one].country) is not None}


def day_of(event: Event) -> str:
    return event.when.value if event.when is not None else "-"


TOLD = [row for row in rows() if not row[2].startswith("!")]
WITHHELD = [row for row in rows() if row[2].startswith("!")]


@pytest.mark.parametrize("row", TOLD, ids=lambda row: f"{row[2]}: {row[1]}")
def test_a_plan_stands_as_the_report_tells(row: list[str]) -> None:
    day, report, kind, who, history, when = row
    record = read(report, day)
    found = [
        ([step.status for step in event.history], day_of(event))
        for event in record.events
        if event.kind == kind and set(who.split("+")) <= taking_part(record, event)
    ]

    assert any(history.split(",") == steps and when in ("*", value) for steps, value in found), found


@pytest.mark.parametrize("row", WITHHELD, ids=lambda row: f"{row[2]} {row[4]}: {row[1]}")
def test_what_is_no_plan_is_not_told_as_one(row: list[str]) -> None:
    day, report, kind, _, status, _ = row

    assert [] == [one for one in read(report, day).events if one.kind == kind[1:] and status in ("*", one.status)]


def test_what_is_blamed_after_a_look_back_is_not_of_the_day_told_before_it() -> None:
    record = read(
        "Duterte met Suga in Tokyo on Thursday.|Last week, Duterte had cancelled a summit with Suga. "
        "He blamed Japan for it.",
        "2021-05-07",
    )

    assert ["-"] == [day_of(one) for one in record.events if one.kind == "accusation"]
