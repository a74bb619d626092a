"""The steps of a matter: text order is not time order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.histories import Told, order_steps
from dateline.record import Status, Step

FRIDAY = date(2018, 6, 1)
PLANS: list[Status] = ["proposed", "tentative", "scheduled", "cancelled", "postponed", "occurred"]


def told(status: Status, as_of: str | None = None, *, position: int = 0) -> Told:
    return Told(Step(status=status, as_of=as_of), position, as_of is None)


def statuses(*steps: Told) -> list[Status]:
    return [step.status for step in order_steps(steps, FRIDAY)]


def test_what_came_first_stands_first_though_it_is_told_last() -> None:
    assert ["cancelled", "rescheduled"] == statuses(
        told("rescheduled", "2018-05-31", position=0), told("cancelled", "2018-05-24", position=90)
    )


def test_a_plan_told_beside_its_cancellation_is_older_than_it() -> None:
    assert ["scheduled", "cancelled"] == statuses(told("cancelled", "2018-06-01"), told("scheduled", position=40))


def test_who_calls_a_cancelled_meeting_postponed_does_not_bring_it_back() -> None:
    assert ["cancelled"] == statuses(told("cancelled", "2018-05-30"), told("postponed", "2018-05-31", position=40))


@given(st.permutations([("scheduled", "2018-05-01"), ("cancelled", "2018-05-10"), ("revived", "2018-05-20")]))
def test_the_order_of_the_text_changes_nothing(steps: list[tuple[Status, str]]) -> None:
    found = statuses(*(told(status, as_of, position=i) for i, (status, as_of) in enumerate(steps)))

    assert ["scheduled", "cancelled", "revived"] == found


@given(st.lists(st.sampled_from(PLANS), min_size=1, max_size=8))
def test_no_status_stands_twice_in_a_row(found: list[Status]) -> None:
    steps = statuses(*(told(status, position=i) for i, status in enumerate(found)))

    assert steps
    assert all(a != b for a, b in pairwise(steps))
