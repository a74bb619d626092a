"""Many reports merged without a store, in parts that need nothing of each other: what a ledger would hold.

A claim of an event can be one only with claims under the same sides, told or planned within some months of it
(`keys.py`), so claims that no chain of such neighbours joins are merged apart: a part is a pair of sides and a stretch
of time. Who is who is decided before, over all reports. What is decided is decided by the code of the ledger
(`identity.group`, `fold.decide`, `views.event_of`, `sayings`), and a test holds both against each other.

Whoever calls this has the claims of all reports on disk, and knows them by numbers: here four bytes are kept of each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Protocol

from dateline.ledger.facts import Facts, Party, key_of
from dateline.ledger.fields import Source
from dateline.ledger.fold import decide
from dateline.ledger.identity import Card, blocks_of, group, may_be_one
from dateline.ledger.keys import UNTOLD, WIDEST_DAYS, base_of, days_of, rows_of, sought
from dateline.ledger.matter import Look, Matter
from dateline.ledger.nearby import told_or_last
from dateline.ledger.parties import count_in
from dateline.ledger.sayings import WITHIN_DAYS, Saying, same_saying
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
    ordered = [cards[key] for key in sorted(cards)]
    joined = Joined(len(ordered))
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(ordered):
        for block in sorted(blocks_of(card)):
            for other in blocks[block]:
                if not joined.are(number, other) and may_be_one(card, ordered[other]):
                    joined.join(number, other)
            blocks[block].append(number)
    groups: defaultdict[int, list[Card]] = defaultdict(list)
    for number, card in enumerate(ordered):
        groups[joined.first(number)].append(card)
    parties: dict[str, Party] = {}
    entities: defaultdict[str, list[Card]] = defaultdict(list)
    for several in groups.values():
        for one in group(several):
            parties |= dict.fromkeys((card.key for card in one.cards), one.party)
            entities[one.id] += one.cards
    return Known(parties, {id_: tuple(sorted(some, key=lambda one: one.key)) for id_, some in entities.items()})


def neighbours(facts: Facts, look: Look) -> set[tuple[int, int]]:
    """Where a claim lies or looks, as (who and what, day); who lies near it there may be one with it."""
    bases = {base_of(key) for key, _ in rows_of(facts, look)}
    bases |= {base_of(key) for where in sought(facts, look) for key in where.keys}
    return set(product(bases, days_of(facts)))


def join_events(rows: Iterable[tuple[int, int, int]], joined: Joined) -> None:
    """Join the claims of one part, by their `neighbours`: (who and what, day, number of the claim) in order."""
    for (base, day, number), (same, later, other) in pairwise(rows):
        if base == same and later - day <= WIDEST_DAYS:
            joined.join(number, other)


def join_words(rows: Iterable[tuple[str, int]], joined: Joined) -> None:
    """Join statements that have the very same words: (their hash, number) in order."""
    for (words, number), (same, other) in pairwise(rows):
        if words == same:
            joined.join(number, other)


def join_sayings(rows: Iterable[tuple[str, int, int, Saying]], joined: Joined) -> None:
    """Join statements that are one utterance: (speaker, day, number, what was said) in order."""
    near: deque[tuple[int, int, Saying]] = deque()
    current = ""
    for speaker, day, number, saying in rows:
        if speaker != current:
            current = speaker
            near.clear()
        while near and day - near[0][0] > WITHIN_DAYS:
            near.popleft()
        for _, other, said in near:
            if not joined.are(number, other) and same_saying(said, saying):
                joined.join(number, other)
        near.append((day, number, saying))


def is_compared(speaker: str, told: int) -> bool:
    """Is a statement compared with others of its speaker: is he known, and the day of the report?"""
    return bool(speaker) and told != UNTOLD


def events_of(part: Sequence[Source], look: Look, matters: Matters | None = None) -> Iterator[Event]:
    """The events that the claims of a part tell, in their order of positions.

    `part` may lie on disk: it is gone through once, and then the claims of each event are asked for together. Then
    `matters` may too.
    """
    homes = _arranged((one.facts for one in part), look, matters if matters is not None else {})
    told: dict[int, array[int]] = {}
    for number, home in enumerate(homes):
        told.setdefault(home, array("I")).append(number)
    return (event_of([part[number] for number in several], look) for several in told.values())


class Matters(Protocol):
    """The matters of a part so far, by the number of their founder."""

    def __getitem__(self, founder: int, /) -> Matter: ...

    def __setitem__(self, founder: int, matter: Matter, /) -> None: ...


def _arranged(claims: Iterable[Facts], look: Look, matters: Matters) -> array[int]:
    """For each claim the number of its founder; it is compared with the matters of earlier claims where it looks."""
    # By key the day and the number of each claim that lies there, as one number; and of each the day of its report.
    places: dict[int, array[int]] = {}
    told, homes = array("I"), array("I")
    for number, claim in enumerate(claims):
        day = told_or_last(claim)
        near = set()
        for where in sought(claim, look):
            for found in (places[key] for key in where.keys if key in places):
                for first, last in where.days:
                    start, end = (bisect_left(found, max(one, 0) << _SHIFT) for one in (first, last + 1))
                    others = (one & _NUMBER for one in found[start:end])
                    near |= {homes[other] for other in others if told[other] <= day}
        known = {founder: matters[founder] for founder in near}
        alone = Matter((claim,), look)
        founder = decide(alone, known.values())
        home = next((one for one, matter in known.items() if matter.founder.claim == founder), number)
        matters[home] = Matter((*known[home].claims, claim), look) if home in known else alone
        homes.append(home)
        told.append(day)
        for key, lies in rows_of(claim, look):
            insort(places.setdefault(key, array("Q")), lies << _SHIFT | number)
    return homes


_SHIFT = 40  # bits for the number of a claim within its part
_NUMBER = (1 << _SHIFT) - 1


class Joined:
    """Numbers from 0 that hang together, by the pairs that join them: four bytes each."""

    def __init__(self, count: int) -> None:
        self._above = array("I", range(count))

    def join(self, one: int, other: int) -> None:
        """They hang together, and whatever hangs with either."""
        a, b = self.first(one), self.first(other)
        self._above[max(a, b)] = min(a, b)

    def are(self, one: int, other: int) -> bool:
        """Do they hang together already?"""
        return self.first(one) == self.first(other)

    def first(self, number: int) -> int:
        """The least of all that hang together with a number."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number
