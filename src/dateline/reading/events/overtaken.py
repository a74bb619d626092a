"""Plans of the past: "had been due to meet on Monday". What became of them is told beside them, or was nothing.

A plan that is told in the past perfect stands no longer as it stood. Where the report tells the same matter otherwise
("… but arrived on Tuesday"), the plan is a stage of that matter; where it tells that what it belonged to was put off
or called off, so was the plan. Where the sentence itself says that it came otherwise ("but …", "instead"), it came to
nothing; where it says nothing of it, that is in doubt: reports leave out what they take for known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.reading.events.tables import CERTAINTY
from dateline.reading.events.telling import TALKS, Stage, Telling
from dateline.record import Kind, Status

_BREAKS = frozenset({"but", "instead", "never"})
_WAS = frozenset({"was", "were"})
_PLANNED: frozenset[Kind] = TALKS | {"visit", "signing", "exercise", "ceremony", "ceasefire", "release"}
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed"})
_AHEAD: frozenset[Status] = frozenset({"scheduled", "tentative", "did_not_occur"})
_TOLD: frozenset[Status] = frozenset({
    "occurred", "ongoing", "cancelled", "postponed", "rescheduled", "revived", "did_not_occur",
})  # fmt: skip
_BESIDE = 2  # paragraphs between a plan and the break that it fell with


def overtaken(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, each plan of the past with what became of it."""
    found = [_fate(one, tellings) if one.lapsed and one.status in _AHEAD else one for one in tellings]
    return [_fallen_with(one, found) for one in found]


def _fate(one: Telling, tellings: Sequence[Telling]) -> Telling:
    planned = (Stage(one.status or "scheduled", one.when.value if one.when is not None else None),)
    others = [other for other in tellings if other is not one and not other.lapsed]
    if any(other.status in _TOLD and _is_same(one, other) for other in others):
        return replace(one, status=None, certainty="Uu", earlier=planned, when=None)  # its day was that of the plan
    breaks = [other for other in others if other.status in _OFF and other.kind in _PLANNED and _is_beside(one, other)]
    if not breaks:
        status: Status = "did_not_occur" if _came_otherwise(one) else "in_doubt"
        return replace(one, status=status, certainty=CERTAINTY[status], earlier=planned)
    fallen = min(breaks, key=lambda other: abs(other.sentence - one.sentence))
    assert fallen.status is not None  # it is one of _OFF
    return replace(
        one, status=fallen.status, certainty=CERTAINTY[fallen.status], earlier=planned, as_of=fallen.as_of, by=fallen.by
    )


def _came_otherwise(one: Telling) -> bool:
    """ "had been due to sign it, but …": is a break told behind the plan in its sentence?"""
    if one.hit is None:
        return False
    return any(token.text.lower() in _BREAKS for token in one.hit.words.tokens[one.hit.end :])


def _fallen_with(one: Telling, tellings: Sequence[Telling]) -> Telling:
    """ "called off a trip to Rome, where he was to meet Draghi": what was to be on the trip falls with it."""
    if one.lapsed or one.status not in ("scheduled", "tentative") or not _was_to(one):
        return one
    clause = _is_in_clause(one)
    fallen = next(
        (
            other
            for other in tellings
            if other.status in _OFF
            and other.kind in _PLANNED
            and other.kind != one.kind
            and other.sentence == (one.sentence if clause else one.sentence - 1)
            and (clause or other.paragraph == one.paragraph)
            and other.trigger.start < one.trigger.start
            and not one.entities().isdisjoint(other.entities())
        ),
        None,
    )
    if fallen is None or fallen.status is None or not one.status:
        return one
    planned = (Stage(one.status, one.when.value if one.when is not None else None),)
    return replace(
        one, status=fallen.status, certainty=CERTAINTY[fallen.status], earlier=planned, as_of=fallen.as_of, by=fallen.by
    )


def _was_to(one: Telling) -> bool:
    """ "was to meet", "were due to sign"."""
    if one.hit is None or not one.hit.trigger.verb:
        return False
    tokens, verb = one.hit.words.tokens, one.hit.head
    before = [token.text.lower() for token in tokens[max(0, verb - 3) : verb]]
    return before[-1:] == ["to"] and bool(_WAS & set(before))


def _is_in_clause(one: Telling) -> bool:
    """Does it stand in a clause with "where" or the like?"""
    return one.hit is not None and one.hit.words.tokens[one.hit.head].relation == "acl:relcl"


def _is_same(one: Telling, other: Telling) -> bool:
    """Is it the same matter: of one kind, by the same people, not of two days?"""
    same = one.kind == other.kind or {one.kind, other.kind} <= TALKS - {"call"}
    mine, theirs = one.entities(), other.entities()
    return same and bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _is_beside(one: Telling, other: Telling) -> bool:
    """Does somebody take part in both, in paragraphs near each other?"""
    near = abs(one.paragraph - other.paragraph) <= _BESIDE or other.headline
    return near and not one.entities().isdisjoint(other.entities())
