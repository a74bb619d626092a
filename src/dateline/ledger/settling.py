"""Which matter claims belong to, decided for many at once and kept up to date in the store.

A claim's matter depends only on claims before it. What was added, taken away or re-keyed is decided in the order of
positions, in memory; then whatever stands after a matter that changed, and may have looked for it, is decided anew.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from dateline.ledger.facts import Facts
from dateline.ledger.fold import decide
from dateline.ledger.kept import run_many
from dateline.ledger.matter import Matter
from dateline.ledger.nearby import after, near, told_or_last
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import loads
from dateline.ledger.schema import placed

_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_FOUNDERS: BindParameter[Any] = bindparam("founders", expanding=True)
_PLACED = select(placed.c.claim, placed.c.founder, placed.c.event, placed.c.position, placed.c.facts)
_THESE = _PLACED.where(placed.c.claim.in_(_CLAIMS))
_OF_FOUNDERS = _PLACED.where(placed.c.founder.in_(_FOUNDERS))
_HOMES = select(placed.c.founder).where(placed.c.claim.in_(_CLAIMS), placed.c.founder != "").distinct()
_FOUNDED = update(placed).where(placed.c.claim == bindparam("of")).values(founder=bindparam("by"))

Place = tuple[str, str]  # position and id of a claim


def settle(
    connection: Connection, claims: Collection[str], who: Who, different: Mapping[str, Collection[str]]
) -> tuple[set[str], set[str]]:
    """Decide the matters of `claims` and of whatever that changes.

    Gives the founders of all matters that changed, and the events to which claims belonged that moved.
    """
    matters = _Matters(connection, who)
    matters.read(claims)
    waiting = sorted(matters.place(claim) for claim in claims)
    while waiting:
        matters.look_around([claim for _, claim in waiting])
        changed: dict[str, Facts] = {}  # founder: the claim from which on its matter is another than before
        for _, claim in waiting:
            founder = decide(matters.alone(claim), matters.seen(claim), different)
            if founder != matters.homes[claim]:
                for one in matters.move(claim, founder):
                    changed.setdefault(one, matters.facts[claim])
        decided = {claim for _, claim in waiting}  # in their order: whatever changed among them was before them
        waiting = sorted(place for place in matters.later(changed) if place[1] not in decided)
    return matters.write()


class _Matters:
    """The matters around some claims, read as they are asked for; what changes is written at the end."""

    def __init__(self, connection: Connection, who: Who) -> None:
        self._connection = connection
        self._who = who
        self.facts: dict[str, Facts] = {}
        self._positions: dict[str, str] = {}
        self.homes: dict[str, str] = {}  # claim: founder of its matter, "" of one not decided yet
        self._were: dict[str, tuple[str, str]] = {}  # claim: founder and event as they stand in the store
        self._members: dict[str, list[Place]] = {}  # of matters that were read
        self._near: dict[str, set[str]] = {}
        self._alone: dict[str, Matter] = {}
        self._latest = ""  # the position of the last claim that has a matter
        self._made: dict[str, dict[int, Matter]] = {}  # matters as they stand after so many claims

    def place(self, claim: str) -> Place:
        """What claims are put in order by."""
        return self.facts[claim].position, claim

    def read(self, claims: Iterable[str]) -> None:
        """Read claims, each with all of its matter."""
        missing = sorted({claim for claim in claims if claim not in self.facts})
        founders: set[str] = set()
        for part in parts(missing):
            founders |= set(self._connection.execute(_HOMES, {"claims": part}).scalars().all())
        self._read_matters(founders)
        for part in parts([claim for claim in missing if claim not in self.facts]):
            self._take(self._connection.execute(_THESE, {"claims": part}).all())

    def _read_matters(self, founders: Iterable[str]) -> None:
        missing = sorted({one for one in founders if one not in self._members} - {""})
        for one in missing:
            self._members[one] = []
        for part in parts(missing):
            self._take(self._connection.execute(_OF_FOUNDERS, {"founders": part}).all())

    def _take(self, rows: Iterable[Any]) -> None:
        fresh = []
        for claim, founder, event, position, facts in rows:
            if claim not in self.facts:
                self.facts[claim] = fresh_facts = _facts(facts)
                self._positions[claim] = position
                self.homes[claim] = founder
                self._were[claim] = (founder, event)
                fresh.append(fresh_facts)
                if founder:
                    self._latest = max(self._latest, position)
                    insort(self._members.setdefault(founder, []), (position, claim))
        self._who.load(key for one in fresh for key in one.sides)

    def look_around(self, claims: Sequence[str]) -> None:
        """Read whatever lies where these claims look."""
        self._read_matters(claims)  # any of them may turn out to begin one
        missing = [self.facts[claim] for claim in claims if claim not in self._near]
        self._near |= near(self._connection, missing, self._who)
        self.read({other for one in missing for other in self._near[one.claim]})

    def seen(self, claim: str) -> list[Matter]:
        """The matters that a claim may belong to, each as it stands before it."""
        positions, homes, position = self._positions, self.homes, self._positions[claim]
        near: Iterable[str] = self._near[claim]
        if position <= self._latest:  # else, as where reports come day by day, all that has a matter is before it
            near = [one for one in near if positions[one] < position]
        found = []
        for founder in set(map(homes.__getitem__, near)) - {""}:
            if (before := bisect_left(self._members[founder], (position,))) > 0:
                found.append(self._matter(founder, before))
        return found

    def _matter(self, founder: str, before: int) -> Matter:
        """A matter as its first claims tell it, so many of them."""
        made = self._made.setdefault(founder, {})
        if before not in made:
            facts = self.facts
            made[before] = Matter(tuple([facts[claim] for _, claim in self._members[founder][:before]]), self._who)
        return made[before]

    def move(self, claim: str, founder: str) -> set[str]:
        """Put a claim into another matter; the matters that are others than before."""
        before = self.homes[claim]
        self._read_matters({before, founder})
        if before:
            self._members[before].remove(self.place(claim))
        insort(self._members[founder], self.place(claim))
        self._latest = max(self._latest, self._positions[claim])
        self.homes[claim] = founder
        for one in (before, founder):
            self._made.pop(one, None)
        return {before, founder} - {""}

    def later(self, changed: Mapping[str, Facts]) -> set[Place]:
        """Claims that stand after a change and may have looked for a matter that it concerns."""
        if not changed:
            return set()
        groups = []
        for founder, since in changed.items():
            members = [self.facts[claim] for _, claim in self._members[founder]]
            groups.append((told_or_last(since), [since, *members]))
        found = after(self._connection, groups, self._who)
        self.read(found)
        first = min(since.position for since in changed.values())
        return {place for claim in found if (place := self.place(claim))[0] > first}

    def alone(self, claim: str) -> Matter:
        """A claim as a matter of its own."""
        found = self._alone.get(claim)
        if found is None:
            found = self._alone[claim] = Matter((self.facts[claim],), self._who)
        return found

    def write(self) -> tuple[set[str], set[str]]:
        """Write what changed; see `settle`."""
        moved = [claim for claim, founder in self.homes.items() if self._were[claim][0] != founder]
        if moved:
            run_many(self._connection, _FOUNDED, [{"of": claim, "by": self.homes[claim]} for claim in moved])
        founders = {one for claim in moved for one in (self.homes[claim], self._were[claim][0])} - {""}
        return founders, {self._were[claim][1] for claim in moved} - {""}


@lru_cache(maxsize=50_000)
def _facts(text: str) -> Facts:
    """A claim is looked at again with every report of its matter."""
    return loads(text, Facts)
