"""Under which keys a claim is found by those that may tell of the same event, so that nobody asks all pairs.

A claim has a row for each of its keys and days (`rows_of`); `sought` are the keys and days among which it looks. What
`fit` could accept always lies within. Two things keep what is looked at small where two states meet every week:

- A key says on which sides a person is named, since other persons of a side are another matter: whoever names one looks
  for that person, and for claims that name nobody there.
- A claim whose days are firm is found near these days only; plans without a firm day are remembered for months.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from dateline.ledger.facts import DONE, SPOKEN, Facts
from dateline.ledger.fit import OF_STATES, PUT_OFF_DAYS, SPOKEN_DAYS
from dateline.ledger.matter import FIRM, PRECISE, Look, length

Days = tuple[int, int]

_MOST_SIDES = 5  # of a conference: pairs of more say no more
LONG_DAYS = 31  # a span longer than a month tells no day to look at
AROUND_DAYS = 14  # of a day that is told: plans that moved by a week, copies of another day
_BEFORE_DAYS = 24  # before a report that tells a deed without its day: ten days, and the longest of firm spans
_TOLD_DAYS = 21  # deeds without a plan: told within three weeks
_MEETINGS = frozenset({"talks", "call", "visit", "signing", "agreement", "ceasefire", "ceremony"})
MOVED = frozenset({"rescheduled", "revived"})  # the day that is told is another one than before
UNTOLD = 3_652_060  # the day of reports without a date: after all days
WIDEST_DAYS = PUT_OFF_DAYS + LONG_DAYS + AROUND_DAYS  # no claim looks further than that from any of its days


@dataclass(frozen=True, slots=True)
class Sought:
    """Where a claim looks for others: under these keys, on these days."""

    keys: tuple[int, ...]
    days: tuple[Days, ...]


def rows_of(facts: Facts, look: Look) -> list[tuple[int, int]]:
    """The keys and days under which a claim is found; one row for each."""
    mark = _OPEN if is_open(facts) else 0
    keys = {number | mark for number in _numbers(facts, look, own=True)}
    return list(product(sorted(keys), days_of(facts)))


def sought(facts: Facts, look: Look) -> tuple[Sought, ...]:
    """Where a claim looks: for firm claims near its own day, for open ones further back."""
    numbers = sorted(set(_numbers(facts, look, own=False)))
    found = (
        Sought(tuple(numbers), _near(facts)),
        Sought(tuple(number | _OPEN for number in numbers), _wide(facts)),
    )
    return tuple(one for one in found if one.keys and one.days)


def seekers(facts: Facts, look: Look) -> set[int]:
    """The keys of claims that may look for this one: who may be one with whom is the same seen from both."""
    return {number | mark for number in _numbers(facts, look, own=False) for mark in (0, _OPEN)}


def variants(key: int) -> range:
    """All keys that differ from `key` in their marks only: whoever looks for it has one of them."""
    base = key & ~_MARKS
    return range(base, base + _MARKS + 1)


def base_of(key: int) -> int:
    """What of a key says who and what, without its marks."""
    return key & ~_MARKS


# A key is a number of 63 bits: rows with it are a third of the size. Its last bits are marks.
_OPEN, _NAMED, _NAMED_TOO, _BY_NOBODY, _MARKS = 1, 2, 4, 8, 15


@lru_cache(maxsize=200_000)
def _base(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8"), digest_size=8).digest(), "big") >> 5 << 4


# Who


def _numbers(facts: Facts, look: Look, *, own: bool) -> Iterator[int]:
    """The keys of a claim, or (not `own`) those that it looks under; without the mark of open ones."""
    family = facts.family
    if not facts.mutual:
        yield from _one_sided(facts, look, own=own)
        return
    persons = _by_side(facts.sides, look)
    sides = sorted(persons)[:_MOST_SIDES]
    marks = {side: _named(bool(persons[side]) and family not in OF_STATES, own=own) for side in sides}
    if len(sides) == 1:
        yield from (_base(f"{family}|{sides[0]}|") | mark for mark in marks[sides[0]])
    for a, b in combinations(sides, 2):
        base = _base(f"{family}|{a}|{b}")
        yield from (base | one | other << 1 for one in marks[a] for other in marks[b])
    for person in sorted({one for several in persons.values() for one in several})[:_MOST_SIDES]:
        yield _base(f"{family}:{person}")


def _one_sided(facts: Facts, look: Look, *, own: bool) -> Iterator[int]:
    """Of a deed: who does it; of those that name no doer, to whom it is done."""
    family = facts.family
    for sign, keys in ((">", facts.actors), ("<", facts.recipients)):
        if sign == ">":
            doers: tuple[int, ...] = (0,)
        elif facts.actors and facts.kind in SPOKEN:
            return
        elif own:
            doers = (0,) if facts.actors else (_BY_NOBODY,)
        else:  # where both name a doer, the doer decides
            doers = (_BY_NOBODY,) if facts.actors else (0, _BY_NOBODY)
        persons = _by_side(keys, look)
        for side in sorted(persons)[:_MOST_SIDES]:
            base = _base(f"{family}{sign}{side}")
            yield from (base | doer | mark for doer in doers for mark in _named(bool(persons[side]), own=own))
            for person in sorted(persons[side]):
                base = _base(f"{family}{sign}:{person}")
                yield from (base | doer for doer in doers)


def _named(named: bool, *, own: bool) -> tuple[int, ...]:
    """The marks of a side: whoever names a person on it does not look where others are named."""
    if own:
        return (_NAMED,) if named else (0,)
    return (0,) if named else (0, _NAMED)


def _by_side(keys: Sequence[str], look: Look) -> dict[str, set[str]]:
    """The sides that take part, each with the persons who are named."""
    found: dict[str, set[str]] = {}
    for key in keys:
        party = look(key)
        found.setdefault(party.side, set()).update((party.id,) if party.is_person else ())
    return found


# When


def is_open(facts: Facts) -> bool:
    """May a matter of this claim be one with a claim of a far day?"""
    if facts.kind in SPOKEN:
        return False
    if facts.status in DONE:
        return facts.status == "ongoing" or (facts.span is not None and length(facts.span) > AROUND_DAYS)
    plans = [*facts.planned, *([facts.span] if facts.span else [])]
    return facts.status not in FIRM or not plans or any(length(plan) > PRECISE for plan in plans)


def days_of(facts: Facts) -> tuple[int, ...]:
    """The days under which a claim is found: that of the report, and the first for which it is told."""
    found = {one for one in (facts.told, facts.first) if one is not None}
    found |= {first for first, last in facts.planned if last - first < LONG_DAYS}
    return tuple(sorted(found | ({UNTOLD} if facts.told is None else set())))


def _near(facts: Facts) -> tuple[Days, ...]:
    """The days among which a claim looks for firm ones."""
    if facts.kind in SPOKEN:
        days = (facts.told, facts.first, facts.last)
        return _joined([(day - SPOKEN_DAYS, day + SPOKEN_DAYS) for day in days if day is not None])
    span = facts.span if facts.span is not None and length(facts.span) <= LONG_DAYS else None
    if span is not None and facts.status not in MOVED:
        return ((span[0] - AROUND_DAYS, span[1] + AROUND_DAYS),)
    if facts.span is None and facts.status in DONE and facts.told is not None:
        return ((facts.told - _BEFORE_DAYS, facts.told),)
    return _wide(facts)


def _wide(facts: Facts) -> tuple[Days, ...]:
    """The days among which a claim looks for what is open."""
    if facts.kind in SPOKEN:
        return ()
    brief = facts.status == "occurred" and facts.family not in _MEETINGS
    spans = [(facts.told - (_TOLD_DAYS if brief else PUT_OFF_DAYS), facts.told)] if facts.told is not None else []
    if facts.span is not None and length(facts.span) <= LONG_DAYS:
        spans.append((facts.span[0] - AROUND_DAYS, facts.span[1] + AROUND_DAYS))
    return _joined(spans)


def _joined(spans: Sequence[Days]) -> tuple[Days, ...]:
    """The same days in as few spans as can be."""
    joined: list[Days] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
