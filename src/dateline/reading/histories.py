"""The life of one matter: the steps by which it came to stand where it stands, oldest first.

Text order is not time order: a report may tell of the new date before it tells of the cancellation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.reading.edtf import days
from dateline.record import Status, Step

# Where two steps are told for one day, the one that leads to the other goes first.
_ORDER: tuple[Status, ...] = (
    "proposed", "invited", "in_preparation", "tentative", "scheduled", "confirmed", "in_doubt", "postponed",
    "rescheduled", "cancelled", "revived", "ongoing", "did_not_occur", "occurred",
)  # fmt: skip
_RANK = {status: rank for rank, status in enumerate(_ORDER)}
_PLANS = frozenset({"proposed", "invited", "in_preparation", "tentative", "scheduled", "confirmed"})
_FIRM = frozenset({"in_preparation", "tentative", "scheduled", "confirmed"})
_BREAKS = frozenset({"postponed", "cancelled", "in_doubt", "did_not_occur"})
_OFF = frozenset({"postponed", "cancelled"})
_STALE = timedelta(days=3)  # a break older than that is no news; what the report says of the plan since then is


@dataclass(frozen=True, slots=True)
class Told:
    """A step and where it is told. `present`: in the report's own words, of its own day."""

    step: Step
    position: int
    present: bool
    back: bool = False  # told in the past perfect
    later: bool = False  # told as what became of it after a step of the same sentence
    anew: bool = False  # a plan for a later day than that which was broken off


def order_steps(told: Sequence[Told], day: date | None) -> tuple[Step, ...]:
    """The steps oldest first, without the same status twice in a row (the later evidence joins the first)."""
    told = [_dated(one, told) for one in told]
    breaks = [one for one in told if one.step.status in _BREAKS]
    ordered = sorted(told, key=lambda one: _key(one, breaks, day))
    if breaks and any(one.step.status in _FIRM and one.present for one in told):
        # After a break, what is being prepared or has a day again is no longer a mere proposal.
        ordered = [one for one in ordered if one.step.status != "proposed" or not _outlived(one, breaks, day)]
    if any(one.step.status == "cancelled" for one in ordered):
        # a party that ends its part cancels the meeting, even if the other calls it postponed
        first = next(i for i, one in enumerate(ordered) if one.step.status == "cancelled")
        ordered = [one for i, one in enumerate(ordered) if i < first or one.step.status != "postponed"]
    steps: list[Step] = []
    for one in ordered:
        again = one.step.status == "scheduled" and bool(steps) and steps[-1].status == "confirmed"
        if steps and (steps[-1].status == one.step.status or again):  # what is confirmed is told again
            steps[-1] = _joined(steps[-1], one.step)
        else:
            steps.append(one.step)
    return tuple(steps)


def with_plan(steps: Sequence[Step], *, running: bool = False) -> tuple[Step, ...]:
    """The steps of something planned, with what a break says of what was before and after it.

    Only what was set can be put off or called off, so the words that tell a break prove the plan as well. That it "will
    not" be held says the same once more, before it or after it ("would not meet as planned. The talks are postponed").
    `running`: what was broken off was no plan ("broke off the talks").
    """
    kept = [step for i, step in enumerate(steps) if not (step.status == "did_not_occur" and _is_told_better(steps, i))]
    if kept and not running and kept[0].status in ("postponed", "cancelled", "rescheduled"):
        kept.insert(0, Step(status="scheduled", evidence=kept[0].evidence, voices=kept[0].voices))
    return tuple(kept)


def _is_told_better(steps: Sequence[Step], i: int) -> bool:
    """Is what did not come about at `i` put off or called off in the step before, or later with nothing set anew?"""
    if i and steps[i - 1].status in _OFF:
        return True
    for step in steps[i + 1 :]:
        if step.status in _OFF:
            return True
        if step.status != "in_doubt":
            return False
    return False


def _dated(one: Told, told: Sequence[Told]) -> Told:
    """A break that is told again without its day is of the day that is told with it elsewhere."""
    if one.step.status not in _BREAKS or one.step.as_of is not None:
        return one
    as_of = next(
        (other.step.as_of for other in told if other.step.status == one.step.status and other.step.as_of), None
    )
    return replace(one, step=replace(one.step, as_of=as_of))


def _key(one: Told, breaks: Sequence[Told], day: date | None) -> tuple[date, int, int, int]:
    known = days(one.step.as_of) if one.step.as_of else None
    if known is not None:
        at = known[1]
    else:
        at = day or date.max
        if one.back and one.step.status not in _PLANS:
            at -= timedelta(days=1)
        elif one.step.status in _PLANS and breaks and not (one.anew or one.later) and not _outlived(one, breaks, day):
            at = min((_day(other, day) for other in breaks), default=at) - timedelta(days=1)
    return at, 2 * one.anew or int(one.later), _RANK[one.step.status], one.position


def _day(one: Told, day: date | None) -> date:
    known = days(one.step.as_of) if one.step.as_of else None
    return known[1] if known else (day or date.max)


def _outlived(one: Told, breaks: Sequence[Told], day: date | None) -> bool:
    """Is this plan told as it stands now, long after it was broken off, or after it "had been" broken off?"""
    if not one.back and one.step.status in _FIRM and breaks and all(other.back for other in breaks):
        return True
    return one.present and day is not None and all(day - _day(other, day) > _STALE for other in breaks)


def _joined(first: Step, second: Step) -> Step:
    return Step(
        status=first.status,
        as_of=first.as_of or second.as_of,
        by=first.by or second.by,
        when=first.when or second.when,
        place=first.place or second.place,
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
        voices=first.voices or second.voices,
    )
