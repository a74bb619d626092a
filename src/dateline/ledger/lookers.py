"""Which claims may be one with a matter: `keys.sought` seen from the other side, for a claim that comes late.

Whoever looks lies on the day of his report and on the first day that he tells. How many days after a matter he may lie
depends on how he looks (`looks`), which is kept beside his keys, and on what is told of the matter: what took place on
a day is told again of that day, a firm plan of its days; only what is open may be meant months later. What `fit` could
accept always lies within; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ledger.facts import DONE, SPOKEN, Facts
from dateline.ledger.fit import NEWS_DAYS, PUT_OFF_DAYS, SPOKEN_DAYS
from dateline.ledger.keys import AROUND_DAYS, LONG_DAYS, MOVED, UNTOLD, WIDEST_DAYS, days_of, is_open
from dateline.ledger.matter import length

DATED, UNDATED, AWAITED, ANEW, VAGUE = range(5)  # how a claim looks
_EARLIER = AROUND_DAYS + LONG_DAYS  # a span that is looked from may have begun so long before the day that it meets
_OFF_DAYS = 7  # a day that is told of what is off is that of the plan, give or take so many days


def looks(facts: Facts) -> int:
    """From which of its days a claim looks, and how far.

    DATED from the day that it tells; UNDATED, a deed, from that of its report; AWAITED, no deed and no day, from that
    of its report half a year back; ANEW, a plan that was moved, as both; VAGUE, a span of more than a month.
    """
    if facts.span is None:
        return UNDATED if facts.status in DONE or facts.kind in SPOKEN else AWAITED
    if length(facts.span) > LONG_DAYS:
        return VAGUE
    return ANEW if facts.status in MOVED and facts.kind not in SPOKEN else DATED


@dataclass(frozen=True, slots=True)
class Stage:
    """Where those lie who look for a matter while it stands so: told on these days, and of each sort up to a day."""

    told: tuple[int, int]
    first: int
    until: tuple[int, int, int, int, int]  # by how they look


def stages(members: Sequence[Facts], since: int) -> tuple[Stage, ...]:
    """Where claims lie that were told on `since` or later and may be one with a matter of these claims, in order."""
    found = sorted({day for one in members for day in days_of(one) if day != UNTOLD})
    if not found:
        return ()
    first, last = found[0], found[-1]
    if members[0].kind in SPOKEN:
        near = last + SPOKEN_DAYS
        return (Stage((since, UNTOLD), first - WIDEST_DAYS, (near, near, near, near, last + WIDEST_DAYS)),)
    begun = next((i for i, one in enumerate(members) if one.status in DONE), len(members))
    plans, late = members[:begun], last + PUT_OFF_DAYS
    held = UNTOLD if begun == len(members) else _told(members[begun])
    found_stages = []
    if plans and since <= held:
        until = (late,) * 5
        if not any(is_open(one) for one in plans):
            planned = max(day for one in plans for _, day in (*one.planned, *((one.span,) if one.span else ())))
            until = (planned + _OFF_DAYS, planned + NEWS_DAYS, late, late, late)
        found_stages.append(Stage((since, held), first - _EARLIER, until))
    if begun < len(members):
        until = (late,) * 5
        if not any(one.status == "ongoing" for one in members):
            known = max((day for one in members for day in _known(one)), default=first)
            until = (known + 1, known + NEWS_DAYS, known + NEWS_DAYS, known, late)
        found_stages.append(Stage((max(since, held), UNTOLD), first - _EARLIER, until))
    return tuple(found_stages)


def _told(facts: Facts) -> int:
    return facts.told if facts.told is not None else UNTOLD


def _known(facts: Facts) -> Iterator[int]:
    """The last days for which a claim tells a matter; of a deed without a day that of its report."""
    yield from (last for _, last in facts.planned)
    if facts.span is not None:
        yield facts.span[1]
    elif facts.status in DONE and facts.told is not None:
        yield facts.told
