"""Many reports merged without a store, in parts that need nothing of each other: what a ledger would hold.

A claim of an event can be one only with claims under the same sides, told or planned within some months of it
(`keys.py`), so claims that no chain of such neighbours joins are merged apart: a part is a pair of sides and a stretch
of time. Who is who is decided before, over all reports. What is decided is decided by the code of the ledger
(`identity.group`, `fold.decide`, `views.event_of`, `echoes`), and a test holds both against each other.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.ledger.facts import Facts, Party, key_of
from dateline.ledger.fields import Source
from dateline.ledger.fit import Look, Matter
from dateline.ledger.fold import decide
from dateline.ledger.identity import Card, blocks_of, group, may_be_one
from dateline.ledger.keys import WIDEST_DAYS, base_of, days_of, rows_of, sought
from dateline.ledger.nearby import told_or_last
from dateline.ledger.parties import count_in
from dateline.ledger.types import Event
from dateline.ledger.views import event_of
from dateline.record import Entity


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who over all reports: the party of each key, and the cards of each entity in the order of their keys."""

    parties: Mapping[str, Party]
    cards: Mapping[str, tuple[Card, ...]]


def count_cards(told: Iterable[tuple[Entity, str | None]], cards: dict[str, Card]) -> None:
    """Count the entities of reports into `cards`, each with the day of its report."""
    for entity, published in told:
        key = key_of(entity, published)
        count_in(cards.setdefault(key, Card(key=key, slug=entity.id, country=entity.country)), entity, published)


def who_is_who(cards: Mapping[str, Card]) -> Known:
    """Group all cards."""
    joined = _Joined()
    blocks: defaultdict[str, list[Card]] = defaultdict(list)
    for key in sorted(cards):
        for block in sorted(blocks_of(cards[key])):
            for other in blocks[block]:
                if not joined.are(key, other.key) and may_be_one(cards[key], other):
                    joined.join(key, other.key)
            blocks[block].append(cards[key])
    parties: dict[str, Party] = {}
    entities: defaultdict[str, list[Card]] = defaultdict(list)
    for keys in joined.groups(cards):
        for one in group([cards[key] for key in keys]):
            parties |= dict.fromkeys((card.key for card in one.cards), one.party)
            entities[one.id] += one.cards
    return Known(parties, {id_: tuple(sorted(some, key=lambda one: one.key)) for id_, some in entities.items()})


def parts_of(claims: Mapping[str, Facts], look: Look) -> list[list[str]]:
    """The claims of each part, in the order of their positions; the largest part first."""
    days: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for claim, facts in claims.items():
        bases = {base_of(key) for key, _ in rows_of(facts, look)}
        bases |= {base_of(key) for where in sought(facts, look) for key in where.keys}
        for base in bases:
            days[base] += ((day, claim) for day in days_of(facts))
    joined = _Joined()
    for found in days.values():
        for (day, claim), (later, other) in pairwise(sorted(found)):
            if later - day <= WIDEST_DAYS:
                joined.join(claim, other)
    parts = [sorted(part, key=lambda one: claims[one].position) for part in joined.groups(claims)]
    return sorted(parts, key=lambda part: (-len(part), claims[part[0]].position))


def events_of(part: Sequence[Source], look: Look) -> Iterator[Event]:
    """The events that the claims of a part tell, which come in the order of their positions."""
    homes = _arranged([one.facts for one in part], look)
    told: defaultdict[str, list[Source]] = defaultdict(list)
    for one in part:
        told[homes[one.facts.claim]].append(one)
    return (event_of(several, look) for several in told.values())


def _arranged(claims: Sequence[Facts], look: Look) -> dict[str, str]:
    """{claim: founder}; each claim is compared with the matters of earlier claims that lie where it looks."""
    places: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)  # day, day of the report, claim
    homes: dict[str, str] = {}
    matters: dict[str, Matter] = {}
    for claim in claims:
        near = set()
        for where in sought(claim, look):
            for key in where.keys:
                found = places[key]
                for first, last in where.days:
                    start, end = bisect_left(found, (first,)), bisect_left(found, (last + 1,))
                    near |= {homes[one] for _, told, one in found[start:end] if told <= told_or_last(claim)}
        founder = decide(Matter((claim,), look), [matters[one] for one in sorted(near)])
        homes[claim.claim] = founder
        before = matters[founder].claims if founder in matters else ()
        matters[founder] = Matter((*before, claim), look)
        for key, day in rows_of(claim, look):
            insort(places[key], (day, told_or_last(claim), claim.claim))
    return homes


class _Joined:
    """Names that hang together, by the pairs that join them."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """They hang together, and whatever hangs with either."""
        self._above[self._top(one)] = self._top(other)

    def are(self, one: str, other: str) -> bool:
        """Do they hang together already?"""
        return self._top(one) == self._top(other)

    def groups(self, names: Iterable[str]) -> list[list[str]]:
        """All `names`, those together that hang together."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            found[self._top(name)].append(name)
        return list(found.values())

    def _top(self, name: str) -> str:
        top = name
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(name, name)) != top and name != top:
            self._above[name] = top
            name = above
        return top
