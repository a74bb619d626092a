"""The history of one matter over all reports: what stood when, who said so, and when it was known.

Each telling brings the steps of its own record. Steps that several tell are one turn; the order is that of the days on
which the matter came to stand so, and not that of telling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.ledger.facts import DONE, OFF, ordinals
from dateline.ledger.types import Proof, Turn
from dateline.record import Status

# Where two steps are of one day, the one that leads to the other goes first (as within one report).
_ORDER: tuple[Status, ...] = (
    "proposed", "invited", "in_preparation", "tentative", "scheduled", "confirmed", "in_doubt", "postponed",
    "rescheduled", "cancelled", "revived", "ongoing", "did_not_occur", "occurred",
)  # fmt: skip
_RANK = {status: rank for rank, status in enumerate(_ORDER)}
_OVER: frozenset[Status] = frozenset({"cancelled", "did_not_occur"})
_AGAIN: frozenset[Status] = frozenset({"revived", "rescheduled"})
_FIRM: frozenset[Status] = frozenset({"in_preparation", "tentative", "scheduled", "confirmed"})
_NEWS = 1  # days after a break in which reports that do not know of it yet still tell the plan
_STALE = 30  # days after which a mere proposal is a new attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One step as one report tells it. Days are ordinals; `last` says that it is where the matter stands for him.

    `at` is told; `day` is where the step is put among others, told or not.
    """

    status: Status
    told: int | None
    at: int | None
    last: bool
    when: str | None
    place: str | None
    by: tuple[str, ...]
    evidence: tuple[Proof, ...]
    claim: str
    position: str
    index: int
    day: int = 0


def turns_of(told: Iterable[Told]) -> tuple[Turn, ...]:
    """The turns, oldest first; at least one if anything is told."""
    steps = list(told)
    if not any(one.last and one.status in DONE for one in steps):
        # Nobody says that it took place: whoever tells so on the way to something else has another matter in mind.
        steps = [one for one in steps if one.status not in DONE]
    kept: list[list[Told]] = []
    for one in _ordered(steps):
        home = _home(one, kept)
        if home is not None:
            kept[home].append(one)
        elif not kept or _follows(one, kept[-1][0]):
            kept.append([one])
    return tuple(_turn(group) for group in kept)


def _ordered(told: Sequence[Told]) -> Iterator[Told]:
    """Steps in the order of their days; one without a day stands right before what the same report tells next."""
    by_claim: dict[str, list[Told]] = {}
    for one in told:
        by_claim.setdefault(one.claim, []).append(one)
    dated: list[tuple[tuple[int, int, int, str, int], Told]] = []
    for steps in by_claim.values():
        following: int | None = None
        for one in sorted(steps, key=lambda step: -step.index):
            at = one.at if one.at is not None else (one.told if one.last else None)
            if at is None:
                at = following if following is not None else (one.told or date.max.toordinal())
            elif following is not None and at > following:
                at = following
            sure = one.at is not None or one.last
            dated.append(((at, int(sure), _RANK[one.status], one.position, one.index), replace(one, day=at)))
            following = at
    return iter([one for _, one in sorted(dated, key=lambda pair: pair[0])])


def _home(one: Told, kept: Sequence[Sequence[Told]]) -> int | None:
    """The turn that `one` tells again, or None."""
    if not kept:
        return None
    if _same(kept[-1][0], one):
        return len(kept) - 1
    if not one.last or one.status not in _FIRM:  # a plan told again after a break is news; a break told again is not
        for i in range(len(kept) - 1, -1, -1):
            if kept[i][0].status == one.status and not _moved(kept[i][0].when, one.when):
                return i
    return None


def _same(a: Told, b: Told) -> bool:
    if a.status != b.status and not (a.status == "cancelled" and b.status == "did_not_occur"):
        return False
    return a.status in DONE or not _moved(a.when, b.when)


def _moved(before: str | None, after: str | None) -> bool:
    """Is a plan told for another day than before?"""
    one, two = ordinals(before), ordinals(after)
    return one is not None and two is not None and not (one[0] <= two[1] and two[0] <= one[1])


def _follows(one: Told, before: Told) -> bool:
    """May a matter that stood so come to stand like `one`, or is that an old plan told by one who knew no better?"""
    if before.status in DONE:
        return one.status == "occurred" and before.status == "ongoing"
    if before.status not in _OVER:
        return before.status != "postponed" or one.status != "in_doubt"
    if one.status in _AGAIN or one.status in DONE:
        return True
    if one.status in OFF or not one.last:
        return False
    return one.day > before.day + (_NEWS if one.status in _FIRM else _STALE)


def _turn(group: Sequence[Told]) -> Turn:
    """One turn of all who tell it: its day from whoever gives one, what was planned from the first."""
    told = sorted(group, key=lambda one: (one.position, one.index))
    known = min((one.told for one in told if one.told is not None), default=None)
    days = [one.at for one in told if one.at is not None]
    as_of = min(days) if days else (known if any(one.last for one in told) else None)
    return Turn(
        status=group[0].status,
        as_of=date.fromordinal(as_of).isoformat() if as_of is not None else None,
        known=date.fromordinal(known).isoformat() if known is not None else None,
        by=next((one.by for one in told if one.by), ()),
        when=next((one.when for one in told if one.when), None),
        place=next((one.place for one in told if one.place), None),
        evidence=tuple(dict.fromkeys(proof for one in told for proof in one.evidence[:1])),
        claims=tuple(dict.fromkeys(one.claim for one in told)),
    )
