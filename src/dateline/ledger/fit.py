"""Does a claim tell of a matter that others have told before? Decided by family, sides and time, never by a distance.

A matter is the claims that tell of it, in the order of their positions. `fit` looks at what stands before the claim
only, so what a ledger says on a day is what it would have said had it ended on that day.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ledger.facts import DONE, OFF, SPOKEN, Facts
from dateline.ledger.matter import FIRM, Days, Group, Matter, length, meet

OPEN_DAYS = 120  # how long a plan is remembered after it was last told: from one round of talks to the next
PUT_OFF_DAYS = 183  # how long what was put off without a day may wait for its new one
UNDATED_DAYS = 45  # a plan told again without a day
NEWS_DAYS = 10  # what was done without a day was done in the days before the report
LONE = 1.5  # between the countries alone (1) and persons of both (3)
SPOKEN_DAYS = 3  # words are told within some days of being said
OF_STATES = frozenset({"signing", "agreement", "ceasefire"})  # who signs for a state may change
_WISHED = frozenset({"proposed", "in_doubt"})
_WORDS_ALIKE = 0.3  # of the words of the shorter sentence: what two outlets share when they tell one utterance


def fit(alone: Matter, matter: Matter) -> float:
    """How well a claim, given as a matter of its own, belongs to `matter`: 0 not at all; the higher the better."""
    claim = alone.founder
    if claim.family != matter.founder.family:
        return 0
    if claim.article in matter.articles and any(
        one.article == claim.article and not _told_twice(one, claim) for one in matter.claims
    ):
        return 0
    if claim.round is not None and matter.rounds - {claim.round}:
        return 0  # another round of the same talks
    time = _spoken(claim, matter) if claim.kind in SPOKEN else _time(claim, matter)
    sides = _sides(alone, matter) if time else 0
    if not sides:
        return 0
    same_place = claim.place in matter.places
    if sides + time < 3 or (sides == LONE and not (same_place or time == 3)):
        return 0
    if time == 1 and claim.status in DONE and sides < 2:
        return 0
    if sides < 2 and claim.status in DONE and _is_wish(matter):
        return 0  # "the UN urged both sides to talk": any meeting of theirs
    if matter.is_over and claim.status in DONE and not (sides >= 2 and same_place):
        return 0  # what was called off and then held was revived in between, and somebody told that
    if _elsewhere(claim, matter) and (
        len(alone.parties.sides | matter.parties.sides) < 2 or (sides < 2 and claim.status in DONE)
    ):
        return 0
    same_kind = claim.kind in matter.kinds
    return 10 * sides + 10 * time + 3 * same_place + 2 * same_kind


def adds_nothing(claim: Facts, matter: Matter) -> bool:
    """Does whatever stands after the next claim of `matter` fit it alike, whether this claim is of it or not?

    So it is where the claim tells only what the claims before it tell: what `fit` asks of a matter stays the same, save
    for its last claim, and for its reports.
    """
    known = matter.done if claim.status in DONE else matter.plans[:1]
    days = set(claim.planned) if claim.status not in DONE else set()
    if claim.span is not None:
        days.add(claim.span)
    elif claim.status in DONE and claim.told is not None:
        days.add((claim.told - 1, claim.told))
    return (
        claim.kind not in SPOKEN
        and claim.told is not None
        and matter.last_told is not None
        and days <= set(known)
        and claim.kind in matter.kinds
        and matter.actor_keys.issuperset(claim.actors)
        and matter.recipient_keys.issuperset(claim.recipients)
        and (claim.place is None or claim.place in matter.places)
        and (claim.round is None or claim.round in matter.rounds)
        and any(claim.status == one.status for one in matter.claims)
    )


def _told_twice(one: Facts, other: Facts) -> bool:
    """Two events of one report are two, unless they differ in nothing."""
    return (
        (one.kind, one.status, one.first, one.last) == (other.kind, other.status, other.first, other.last)
        and set(one.sides) == set(other.sides)
        and one.kind not in SPOKEN
        and (one.first is not None or one.status in DONE)  # two proposals without a day may be two
    )


def _elsewhere(claim: Facts, matter: Matter) -> bool:
    """Does everybody who names a place name another one?"""
    return claim.place is not None and bool(matter.places) and claim.place not in matter.places


# Sides


def _sides(alone: Matter, matter: Matter) -> float:
    """3 the same persons on two sides, 2 on one, 1 the same countries only, 0 somebody else.

    LONE if only one side is told, and the same person stands on it.
    """
    claim = alone.founder
    if claim.mutual:
        return _agree(alone.parties, matter.parties, claim.family in OF_STATES)
    levels = []
    for mine, others in ((alone.actors, matter.actors), (alone.recipients, matter.recipients)):
        if mine and others:
            levels.append(_agree(mine, others))
    return 0 if not levels or 0 in levels else max(levels)


def _agree(mine: Group, others: Group, of_states: bool = False) -> float:
    """As `_sides`, for two groups who may be told by each other's delegations."""
    small, large = sorted((mine.sides, others.sides), key=len)
    if not small or not _mostly(small, large):
        return 0
    shared = 0
    for side in mine.persons.keys() & others.persons.keys():
        if not mine.persons[side].isdisjoint(others.persons[side]):
            shared += 1
        elif not of_states:
            return 0
    same = not mine.ids.isdisjoint(others.ids)
    if len(small) < min(2, len(large)):
        return LONE if shared else 0  # nobody by name: that could be any matter of that country
    return 1 + min(2, shared) if same else 1


def _mostly(small: frozenset[str], large: frozenset[str]) -> bool:
    """All of two, two thirds of more: no report names everybody who came to a conference."""
    shared = len(small & large)
    return shared == len(small) or (len(small) > 2 and 3 * shared >= 2 * len(small))


# Time


def _spoken(claim: Facts, matter: Matter) -> int:
    """3 if said on one day in like words, 2 in about these days, else 0."""
    best = 0
    for one in matter.claims:
        if claim.span and one.span:
            level = 3 * meet(claim.span, one.span)
        elif claim.told is not None and one.told is not None:
            level = 2 * (abs(claim.told - one.told) <= SPOKEN_DAYS)
        else:
            continue
        if level > best and _alike(claim.words, one.words) >= _WORDS_ALIKE:
            best = level
    return best


def _alike(a: Sequence[str], b: Sequence[str]) -> float:
    small = min(len(a), len(b))
    return len(set(a) & set(b)) / small if small else 0.0


def _time(claim: Facts, matter: Matter) -> int:
    """3 the same day, 2 days that agree, 1 days that may be those of one matter, 0 another time."""
    span = claim.span
    if claim.told is None or matter.last_told is None:
        known = (*matter.done, *matter.plans)
        return 2 * (span is not None and length(span) <= 31 and any(meet(span, other) for other in known))
    if matter.is_done:
        return _after_the_deed(claim, span, matter)
    if span is not None:
        return _dated_in_a_plan(claim, span, matter)
    return _undated_in_a_plan(claim, matter, claim.told - matter.last_told)


def _after_the_deed(claim: Facts, span: Days | None, matter: Matter) -> int:
    """The matter took place, as some report told: what is told now is told of that day."""
    assert claim.told is not None
    if claim.status not in DONE and claim.status not in OFF:  # a late copy of the plan
        fresh = any(claim.told <= day[1] + 1 for day in matter.done)
        return 2 * (span is not None and fresh and any(meet(span, day) for day in matter.done))
    if span is not None:
        between = matter.done_between
        if between is None or not meet(span, between, within=1):
            return 0  # as of most that are looked at
        if any(length(day) <= 2 and length(span) <= 2 and meet(span, day) for day in matter.done):
            return 3
        if any(meet(span, day) for day in matter.done):
            return 2 if length(span) <= 31 else 1
        return int(length(span) <= 2 and any(length(day) <= 2 and meet(span, day, within=1) for day in matter.done))
    last = matter.last_told
    if claim.status == matter.claims[-1].status == "ongoing" and last is not None and claim.told - last <= OPEN_DAYS:
        return 2  # what goes on is told again and again
    near = (claim.told - NEWS_DAYS, claim.told) if claim.status in DONE else (claim.told - 3, claim.told)
    return (2 if claim.status in DONE else 1) * any(meet(near, day) for day in matter.done)


def _dated_in_a_plan(claim: Facts, span: Days, matter: Matter) -> int:
    assert claim.told is not None
    assert matter.last_told is not None
    gap = claim.told - matter.last_told
    first = matter.first_told or 0
    if claim.status in DONE and span[1] < first - 3:
        return 0  # before anybody planned it
    if matter.plans and meet(span, matter.plans[0]):
        return 3 if length(span) <= 2 and length(matter.plans[0]) <= 2 else 2
    if any(meet(span, plan) for plan in matter.plans):
        return 2
    if gap > (PUT_OFF_DAYS if _is_awaited(claim, matter) else OPEN_DAYS):
        return 0
    if claim.status in OFF:
        return int(not matter.plans or meet(span, matter.plans[0], within=7))
    if span[1] < first - 3:
        return 0
    if matter.is_broken or claim.status in ("rescheduled", "revived"):
        return 2 if not matter.plans or span[1] >= matter.plans[0][0] - 7 else 1
    return int(meet(span, matter.plans[0], within=3))


def _is_wish(matter: Matter) -> bool:
    """Is it no more than proposed, for no day that anybody named?"""
    return not matter.plans and all(one.status in _WISHED for one in matter.claims)


def _is_awaited(claim: Facts, matter: Matter) -> bool:
    """Is this a day set for what was put off, not called off, by the last that was told of it?"""
    return matter.claims[-1].status == "postponed" and claim.status in FIRM and claim.kind in matter.kinds


def _undated_in_a_plan(claim: Facts, matter: Matter, gap: int) -> int:
    assert claim.told is not None
    if gap > OPEN_DAYS:
        return 0
    last = matter.plans[0][1] if matter.plans else None
    if claim.status in DONE:
        if last is None:
            return int(gap <= 2 * NEWS_DAYS)
        return 2 * any(meet((claim.told - NEWS_DAYS, claim.told), plan) for plan in matter.plans[:1])
    if claim.status in OFF:
        return 2 if last is None or last >= claim.told - 14 else 1
    if claim.status == "revived":
        return 2
    if last is not None and last >= claim.told - 1:
        return 2
    if gap > UNDATED_DAYS:
        return int(matter.claims[-1].status in OFF)
    return 2 if matter.is_broken else 1
