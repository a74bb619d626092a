"""Which matter claims belong to, decided for many at once and kept up to date in the store.

A claim's matter depends only on claims before it. What was added, taken away or re-keyed is decided in the order of
positions, in memory; then whatever stands after a matter that changed, and may have looked for it, is decided anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from dateline.ledger.facts import Facts
from dateline.ledger.fit import adds_nothing
from dateline.ledger.fold import Rank, decide, rank
from dateline.ledger.kept import run_many
from dateline.ledger.matter import Matter
from dateline.ledger.nearby import after, lies_where, near, told_or_last
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import kept_facts
from dateline.ledger.schema import placed

_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_FOUNDERS: BindParameter[Any] = bindparam("founders", expanding=True)
_PLACED = select(placed.c.claim, placed.c.founder, placed.c.event, placed.c.position, placed.c.facts)
_THESE = _PLACED.where(placed.c.claim.in_(_CLAIMS))
_OF_FOUNDERS = _PLACED.where(placed.c.founder.in_(_FOUNDERS))
_FOUNDED = update(placed).where(placed.c.claim == bindparam("of")).values(founder=bindparam("by"))

Place = tuple[str, str]  # position and id of a claim


@dataclass(slots=True)
class _Change:
    """What happens to a matter in one pass: the claim from which on it is another, and how it stood before."""

    since: Facts
    had: tuple[Place, ...]
    made: dict[int, Matter]  # of that, as it stood after so many claims
    gained: list[Place] = field(default_factory=list)
    lost: bool = False  # whether a claim left it
    idle: bool | None = None  # whether what it gained tells nothing of it that was not told before; None: not asked yet


_Changes = dict[str, _Change]  # by the founder of the matter


def settle(
    connection: Connection, claims: Collection[str], who: Who, different: Mapping[str, Collection[str]]
) -> tuple[set[str], set[str]]:
    """Decide the matters of `claims` and of whatever that changes.

    Gives the founders of all matters that changed, and the events to which claims belonged that moved.
    """
    matters = _Matters(connection, who, different)
    matters.read(claims)
    matters.look_around(claims)
    for _, claim in sorted(map(matters.place, claims)):  # whatever changes among them was before them
        matters.move(claim, matters.home(claim))
    around = matters.later()
    around = {claim: some for claim, some in around.items() if claim not in claims or matters.is_adrift(claim)}
    while around:
        for _, claim in sorted(map(matters.place, around)):
            matters.move(claim, matters.home_still(claim, around[claim]))
        around = matters.later()
    return matters.write()


class _Matters:
    """The matters around some claims, read as they are asked for; what changes is written at the end."""

    def __init__(self, connection: Connection, who: Who, different: Mapping[str, Collection[str]]) -> None:
        self._connection = connection
        self._who = who
        self._different = different
        self.facts: dict[str, Facts] = {}
        self._positions: dict[str, str] = {}
        self.homes: dict[str, str] = {}  # claim: founder of its matter, "" of one not decided yet
        self._were: dict[str, tuple[str, str]] = {}  # claim: founder and event as they stand in the store
        self._members: dict[str, list[Place]] = {}  # of matters that were read
        self._near: dict[str, set[str]] = {}
        self._alone: dict[str, Matter] = {}
        self._latest = ""  # the position of the last claim that has a matter
        self._made: dict[str, dict[int, Matter]] = {}  # matters as they stand after so many claims
        self._changed: _Changes = {}  # since `later` was asked last
        self._moved: set[str] = set()
        self._stood: dict[str, Rank] = {}  # how well claims that were decided again went into their matter

    def place(self, claim: str) -> Place:
        """What claims are put in order by."""
        return self.facts[claim].position, claim

    def read(self, claims: Iterable[str]) -> None:
        """Read claims, each with all of its matter."""
        self.glance(claims)
        self._read_matters({self.homes[claim] for claim in claims})

    def glance(self, claims: Iterable[str]) -> None:
        """Read claims without their matters."""
        for part in parts(sorted({claim for claim in claims if claim not in self.facts})):
            self._take(self._connection.execute(_THESE, {"claims": part}).all())

    def _read_matters(self, founders: Iterable[str]) -> None:
        missing = sorted({one for one in founders if one not in self._members} - {""})
        for one in missing:
            self._members[one] = []
        for part in parts(missing):
            rows = self._connection.execute(_OF_FOUNDERS, {"founders": part}).all()
            self._take(rows)
            for claim, founder, _, position, _ in rows:  # none of them has moved yet: it would have been read before
                self._members[founder].append((position, claim))
        for one in missing:
            self._members[one].sort()

    def _take(self, rows: Iterable[Any]) -> None:
        fresh = []
        for claim, founder, event, position, facts in rows:
            if claim not in self.facts:
                self.facts[claim] = fresh_facts = kept_facts(facts)
                self._positions[claim] = position
                self.homes[claim] = founder
                self._were[claim] = (founder, event)
                fresh.append(fresh_facts)
                if founder:
                    self._latest = max(self._latest, position)
        self._who.load(key for one in fresh for key in one.sides)

    def look_around(self, claims: Iterable[str]) -> None:
        """Read whatever lies where these claims look."""
        self._read_matters(claims)  # any of them may turn out to begin one
        missing = [self.facts[claim] for claim in claims if claim not in self._near]
        self._near |= near(self._connection, missing, self._who)
        self.read({other for one in missing for other in self._near[one.claim]})

    def home(self, claim: str) -> str:
        """The founder of the matter that a claim belongs to, decided among all that lie where it looks."""
        return decide(self._as_alone(claim), self._seen(claim), self._different)

    def home_still(self, claim: str, changes: _Changes) -> str:
        """The same of a claim that was decided already, since when only these matters have changed.

        Its own matter outdid all others then: unless that fits worse now, only those that changed are compared with it.
        """
        home, place, alone = self.homes[claim], self.place(claim), self._as_alone(claim)
        if self.is_adrift(claim):
            return self._anew(claim)
        apart = self._different.get(claim, ())
        least: Rank | None = None  # what outdid all that have not changed
        best: Rank | None = None
        change, fresh = changes.get(home), self._changed.get(home)  # of the pass before, and of this one
        is_other = home != claim and (fresh or change) is not None
        if is_other and fresh is None and change is not None and self._keeps(claim, change):
            is_other = False
        if is_other:
            least = self._stood.get(claim) or self._rank_before(change or fresh, place, alone, apart)
            best = self._rank(home, place, alone, apart)
            if best is not None and any(one.lost for one in (change, fresh) if one) and not self._sees(place, home):
                best = None
        founder = home
        for one in changes:
            if one in (home, claim) or (ranked := self._rank(one, place, alone, apart)) is None:
                continue
            if best is None and least is None and home != claim:
                self._read_matters([home])
                best = self._rank(home, place, alone, apart)
                if best is None:
                    return self._anew(claim)
            if (best is None or ranked.over(best)) and self._sees(place, one):
                founder, best = one, ranked
        if is_other and (best is None or least is None or best[:2] < least[:2]):
            return self._anew(claim)
        if best is not None and (is_other or founder != home):
            self._stood[claim] = best
        return founder

    def _anew(self, claim: str) -> str:
        self.look_around([claim])
        founder, place = self.home(claim), self.place(claim)
        self._read_matters([founder])
        stands = self._rank(founder, place, self._as_alone(claim), self._different.get(claim, ()))
        if stands is not None:
            self._stood[claim] = stands
        else:
            self._stood.pop(claim, None)
        return founder

    def is_adrift(self, claim: str) -> bool:
        """Has the founder of its matter left it, so that it goes by a name that is none any more?"""
        home = self.homes[claim]
        return home != claim and self.homes.get(home, home) != home

    def _keeps(self, claim: str, change: _Change) -> bool:
        """Has nothing come into the matter of a claim that could make it fit otherwise?"""
        if change.lost or self._different.get(claim):
            return False
        if change.idle is None:
            change.idle = all(
                adds_nothing(self.facts[one[1]], self._grown(change.made, change.had, before))
                if (before := bisect_left(change.had, one))
                else False
                for one in change.gained
            )
        if not change.idle:
            return False
        place, members = self.place(claim), self._members[self.homes[claim]]
        last, article = members[bisect_left(members, place) - 1], self.facts[claim].article
        return not any(one == last or self.facts[one[1]].article == article for one in change.gained if one < place)

    def _rank(self, founder: str, place: Place, alone: Matter, apart: Collection[str]) -> Rank | None:
        """How well a claim goes into a matter as it stands before it."""
        before = bisect_left(self._members[founder], place)
        return rank(alone, self._matter(founder, before), apart) if before else None

    def _rank_before(self, change: _Change | None, place: Place, alone: Matter, apart: Collection[str]) -> Rank | None:
        """The same of the matter as it was."""
        before = bisect_left(change.had, place) if change is not None else 0
        return rank(alone, self._grown(change.made, change.had, before), apart) if change and before else None

    def _sees(self, place: Place, founder: str) -> bool:
        """Does any claim of a matter before this one lie where it looks?"""
        _, claim = place
        members = self._members[founder][: bisect_left(self._members[founder], place)]
        return any(lies_where(self.facts[claim], self.facts[one], self._who) for _, one in members)

    def _seen(self, claim: str) -> list[Matter]:
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
        return self._grown(self._made.setdefault(founder, {}), self._members[founder], before)

    def _grown(self, made: dict[int, Matter], members: Sequence[Place], before: int) -> Matter:
        """The matter of the first `before` members; out of what was made of fewer of them last."""
        if before not in made:
            shorter = made[last] if made and (last := next(reversed(made))) < before else None
            known = shorter.claims if shorter is not None else ()
            fresh = [self.facts[claim] for _, claim in members[len(known) : before]]
            made[before] = Matter((*known, *fresh), self._who, shorter)
        return made[before]

    def move(self, claim: str, founder: str) -> None:
        """Put a claim into a matter, if it is in another."""
        home, place = self.homes[claim], self.place(claim)
        if founder == home:
            return
        self._read_matters({home, founder})
        for one in (home, founder):
            if not one:
                continue
            members, made = self._members[one], self._made.get(one, {})
            change = self._changed.get(one)
            if change is None:
                change = self._changed[one] = _Change(self.facts[claim], tuple(members), made)
            before = bisect_left(members, place)
            if one == home:
                change.lost = True
                del members[before]
            else:
                members.insert(before, place)
                change.gained.append(place)
            self._made[one] = {count: matter for count, matter in made.items() if count <= before}
        self._latest = max(self._latest, self._positions[claim])
        self.homes[claim] = founder
        self._moved.add(claim)

    def later(self) -> dict[str, _Changes]:
        """Claims that stand after a change since last time and may have looked for its matter, with these matters."""
        changed, self._changed = self._changed, {}
        founders = list(changed)
        groups = []
        for founder in founders:
            since = changed[founder].since
            members = [self.facts[claim] for _, claim in self._members[founder]]
            groups.append((told_or_last(since), members))
        found = after(self._connection, groups, self._who)
        self.glance({claim for several in found for claim in several})
        around: dict[str, _Changes] = {}
        for founder, several in zip(founders, found, strict=True):
            change = changed[founder]
            for claim in several | {claim for _, claim in self._members[founder]}:
                if self._positions[claim] > change.since.position:
                    around.setdefault(claim, {})[founder] = change
        for claim in filter(self.is_adrift, self._moved):
            around.setdefault(claim, {})
        return around

    def _as_alone(self, claim: str) -> Matter:
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
