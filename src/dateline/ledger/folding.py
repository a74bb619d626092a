"""The fold of `fold.py` kept up to date in the store: what a new claim changes is decided anew, and nothing else.

A claim's matter depends only on claims before it. So whatever was added, taken away or re-keyed is worked off in the
order of positions; a claim that changes its matter makes those later ones be decided anew that could have seen it.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from dateline.ledger.facts import Facts
from dateline.ledger.fold import decide
from dateline.ledger.keys import WIDEST_DAYS, days_of, keys_of, reach
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import event_keys, placed


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that takes part in the fold."""

    facts: Facts
    number: int
    article: int
    keys: Mapping[str, str]


def put(connection: Connection, rows: Sequence[Row], who: Who) -> None:
    """Add claims to the fold; `settle` decides where they belong."""
    if not rows:
        return
    who.load(key for row in rows for key in row.facts.sides)
    connection.execute(
        insert(placed),
        [
            {
                "claim": row.facts.claim, "number": row.number, "article": row.article, "position": row.facts.position,
                "founder": "", "event": "", "facts": dumps(row.facts), "keys": dumps(row.keys),
            }
            for row in rows
        ],
    )  # fmt: skip
    _put_keys(connection, [row.facts for row in rows], who)


def _put_keys(connection: Connection, facts: Iterable[Facts], who: Who) -> None:
    rows = [
        {"key": key, "day": day, "claim": one.claim}
        for one in facts
        for key in sorted(set(keys_of(one, who)))
        for day in days_of(one)
    ]
    if rows:
        connection.execute(insert(event_keys), rows)


def rekey(connection: Connection, claims: Collection[str], who: Who) -> set[str]:
    """Write the keys of claims anew whose parties have changed; all claims to be decided anew for it."""
    found = set(claims)
    for part in parts(sorted(claims)):
        rows = connection.execute(select(placed).where(placed.c.claim.in_(part))).all()
        facts = [loads(row.facts, Facts) for row in rows]
        who.load(key for one in facts for key in one.sides)
        members = _members(connection, {row.founder for row in rows})
        first = min(row.position for row in rows)
        found |= {claim for claim, _ in _later(connection, members, first)}
        connection.execute(delete(event_keys).where(event_keys.c.claim.in_(part)))
        _put_keys(connection, facts, who)
        found |= {claim for claim, _ in _later(connection, members, first)}
    return found


def take(connection: Connection, article: int) -> tuple[set[str], set[str]]:
    """Take the claims of an article out; the events they belonged to, and the later claims to be decided anew."""
    rows = connection.execute(select(placed).where(placed.c.article == article)).all()
    if not rows:
        return set(), set()
    founders = {row.founder for row in rows}
    first = min(row.position for row in rows)
    later = _later(connection, _members(connection, founders), first)
    claims = [row.claim for row in rows]
    for part in parts(claims):
        connection.execute(delete(event_keys).where(event_keys.c.claim.in_(part)))
        connection.execute(delete(placed).where(placed.c.claim.in_(part)))
    return {row.event for row in rows}, {claim for claim, _ in later} - set(claims)


def settle(
    connection: Connection, claims: Collection[str], who: Who, different: Mapping[str, Collection[str]]
) -> tuple[set[str], set[str]]:
    """Decide the matters of `claims` and of whatever that changes.

    Gives the founders of all matters that changed, and the events to which claims belonged that moved.
    """
    heap: list[tuple[str, str]] = []
    for part in parts(sorted(claims)):
        rows = connection.execute(select(placed.c.position, placed.c.claim).where(placed.c.claim.in_(part)))
        heap += [(row.position, row.claim) for row in rows]
    heapq.heapify(heap)
    waiting = {claim for _, claim in heap}
    last = connection.execute(select(placed.c.position).order_by(placed.c.position.desc()).limit(1)).scalar()
    touched: set[str] = set()
    left: set[str] = set()
    while heap:
        position, claim = heapq.heappop(heap)
        waiting.discard(claim)
        row = connection.execute(select(placed).where(placed.c.claim == claim)).one()
        facts = loads(row.facts, Facts)
        matters = _seen(connection, facts, who)
        founder = decide(facts, matters, who, different)
        if founder == row.founder:
            continue
        touched |= {founder, row.founder} - {""}
        left |= {row.event} - {""}
        connection.execute(update(placed).where(placed.c.claim == claim).values(founder=founder))
        if position == last:
            continue
        members = _members(connection, {founder, row.founder} - {""})
        for later, at in _later(connection, members, position):
            if later not in waiting:
                waiting.add(later)
                heapq.heappush(heap, (at, later))
    return touched, left


def _seen(connection: Connection, facts: Facts, who: Who) -> list[list[Facts]]:
    """The matters that `facts` may belong to, each as its claims before it."""
    keys = sorted(set(keys_of(facts, who)))
    if not keys:
        return []
    days = or_(*(event_keys.c.day.between(first, last) for first, last in reach(facts)))
    founders = (
        select(placed.c.founder)
        .join(event_keys, event_keys.c.claim == placed.c.claim)
        .where(event_keys.c.key.in_(keys), days, placed.c.position < facts.position)
    )
    rows = connection.execute(
        select(placed.c.founder, placed.c.facts)
        .where(placed.c.founder.in_(founders), placed.c.position < facts.position)
        .order_by(placed.c.position)
    )
    found: dict[str, list[Facts]] = {}
    for row in rows:
        found.setdefault(row.founder, []).append(loads(row.facts, Facts))
    who.load(key for members in found.values() for one in members for key in one.sides)
    return list(found.values())


def _members(connection: Connection, founders: Collection[str]) -> list[str]:
    found: list[str] = []
    for part in parts(sorted(founders)):
        found += connection.execute(select(placed.c.claim).where(placed.c.founder.in_(part))).scalars()
    return found


def _later(connection: Connection, members: Sequence[str], position: str) -> list[tuple[str, str]]:
    """Claims after `position` that may see one of `members`, with their positions."""
    found: dict[str, str] = {}
    mine, other = event_keys.alias("mine"), event_keys.alias("other")
    for part in parts(members):
        rows = connection.execute(
            select(placed.c.claim, placed.c.position)
            .join(other, other.c.claim == placed.c.claim)
            .join(
                mine,
                and_(
                    mine.c.key == other.c.key, other.c.day.between(mine.c.day - WIDEST_DAYS, mine.c.day + WIDEST_DAYS)
                ),
            )
            .where(mine.c.claim.in_(part), placed.c.position > position)
            .distinct()
        )
        found |= {row.claim: row.position for row in rows}
    return list(found.items())


def unite(connection: Connection, founders: Collection[str], together: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """Give the claims of matters their event, judged-one matters a common one; {event: its founders} of those named.

    `together` are groups of claims that somebody judged to be of one event.
    """
    groups = _groups(connection, together)
    named: dict[str, set[str]] = {}
    for founder in founders:
        members = groups.get(founder, {founder})
        positions = connection.execute(
            select(placed.c.founder).where(placed.c.founder.in_(sorted(members))).order_by(placed.c.position).limit(1)
        ).scalar()
        if positions is not None:
            named.setdefault(positions, set()).update(members)
    for event, members in named.items():
        connection.execute(
            update(placed).where(placed.c.founder.in_(bindparam("of", expanding=True))).values(event=bindparam("as")),
            {"of": sorted(members), "as": event},
        )
    return named


def _groups(connection: Connection, together: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """Founders of matters that judgements make one."""
    claims = sorted({claim for group in together for claim in group})
    homes: dict[str, str] = {}
    for part in parts(claims):
        rows = connection.execute(select(placed.c.claim, placed.c.founder).where(placed.c.claim.in_(part)))
        homes |= {row.claim: row.founder for row in rows}
    groups: dict[str, set[str]] = {}
    for group in together:
        joined = {homes[claim] for claim in group if claim in homes}
        for founder in list(joined):
            joined |= groups.get(founder, set())
        for founder in joined:
            groups[founder] = joined
    return groups
