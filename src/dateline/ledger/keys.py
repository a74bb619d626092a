"""Under which keys a claim is found by those that may tell of the same event, so that nobody asks all pairs.

A claim has a row for each key and each of its days. `reach` are the days among which it looks; what `fit` could accept
always lies within.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import combinations

from dateline.ledger.facts import SPOKEN, Facts
from dateline.ledger.fit import OPEN_DAYS, SPOKEN_DAYS, Look

Days = tuple[int, int]

_MOST_SIDES = 5  # of a conference: pairs of more say no more
_LONG_DAYS = 31  # a span longer than a month tells no day to look at
_AROUND_DAYS = 14  # of a day that is told: plans that moved by a week, copies of another day
_TOLD_DAYS = 21  # deeds without a plan: told within three weeks
_MEETINGS = frozenset({"talks", "call", "visit", "signing", "agreement", "ceasefire", "ceremony"})
WIDEST_DAYS = OPEN_DAYS + _LONG_DAYS + _AROUND_DAYS  # no claim looks further than that from any of its days


def keys_of(facts: Facts, look: Look) -> tuple[int, ...]:
    """The keys of a claim: pairs of sides, persons, and the side where there is only one; of a deed its doer."""
    family = facts.family
    if not facts.mutual:
        actors = sorted({look(key).side for key in facts.actors})[:_MOST_SIDES]
        recipients = sorted({look(key).side for key in facts.recipients})[:_MOST_SIDES]
        words = [f"{family}>{side}" for side in actors]
        if facts.kind not in SPOKEN or not actors:
            words += [f"{family}<{side}" for side in recipients]
        return tuple(map(number_of, words))
    parties = {party.id: party for party in map(look, facts.sides)}.values()
    sides = sorted({party.side for party in parties})[:_MOST_SIDES]
    words = [f"{family}|{a}|{b}" for a, b in combinations(sides, 2)]
    words += sorted(f"{family}:{party.id}" for party in parties if party.is_person)[:_MOST_SIDES]
    if len(sides) == 1:
        words.append(f"{family}|{sides[0]}|")
    return tuple(map(number_of, words))


@lru_cache(maxsize=100_000)
def number_of(words: str) -> int:
    """A number of 63 bits that stands for a key: rows with it are a third of the size."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8"), digest_size=8).digest(), "big") >> 1


def days_of(facts: Facts) -> tuple[int, ...]:
    """The days under which a claim is found: that of the report, and the first for which it is told."""
    found = [one for one in (facts.told, facts.first) if one is not None]
    found += [first for first, last in facts.planned if last - first < _LONG_DAYS]
    return tuple(sorted(set(found))) or (0,)


def reach(facts: Facts) -> tuple[Days, ...]:
    """The days among which a claim looks for others, as few spans as can be."""
    if facts.kind in SPOKEN:
        spans = [
            (day - SPOKEN_DAYS, day + SPOKEN_DAYS) for day in (facts.told, facts.first, facts.last) if day is not None
        ]
    else:
        brief = facts.status == "occurred" and facts.family not in _MEETINGS
        back = _TOLD_DAYS if brief else OPEN_DAYS
        spans = [(facts.told - back, facts.told + back)] if facts.told is not None else []
        if facts.span is not None and facts.span[1] - facts.span[0] <= _LONG_DAYS:
            spans.append((facts.span[0] - _AROUND_DAYS, facts.span[1] + _AROUND_DAYS))
    joined: list[Days] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined) or ((0, 0),)
