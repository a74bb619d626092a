"""The fold of `fold.py` kept up to date in the store: what a new claim changes is decided anew, and nothing else.

A claim's matter depends only on claims before it. So whatever was added, taken away or re-keyed is worked off in the
order of positions; a claim that changes its matter makes those later ones be decided anew that could have seen it.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, delete, insert, or_, select, update

from dateline.ledger.facts import Facts
from dateline.ledger.fold import decide
from dateline.ledger.keys import WIDEST_DAYS, days_of, keys_of, reach
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import event_keys, placed

_NEVER = (1, 0)  # a span without days
_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_FOUNDERS: BindParameter[Any] = bindparam("founders", expanding=True)
_PLACED = select(placed).where(placed.c.claim.in_(_CLAIMS))
_OF_FOUNDERS = select(placed.c.claim).where(placed.c.founder.in_(_FOUNDERS))
_LAST = select(placed.c.position, placed.c.claim).order_by(placed.c.position.desc()).limit(bindparam("most"))
_FOUNDED = update(placed).where(placed.c.claim == bindparam("of")).values(founder=bindparam("by"))
_UNITED = update(placed).where(placed.c.founder.in_(_FOUNDERS)).values(event=bindparam("as"))
_NAMED = select(placed.c.event).where(placed.c.founder.in_(_FOUNDERS)).distinct()
_BY_THEMSELVES = (
    update(placed)
    .where(placed.c.founder.in_(_FOUNDERS), placed.c.event != placed.c.founder)
    .values(event=placed.c.founder)
)
_IN_EVENTS = select(placed.c.founder).where(placed.c.event.in_(bindparam("events", expanding=True))).distinct()
_THERE = select(placed.c.founder).where(placed.c.founder.in_(_FOUNDERS)).distinct()
# Claims whose keys and days lie where a claim looks, and with them all of their matters: what stands before it only.
_KEYED = (
    select(placed.c.founder)
    .join(event_keys, event_keys.c.claim == placed.c.claim)
    .where(
        event_keys.c.key.in_(bindparam("keys", expanding=True)),
        or_(
            event_keys.c.day.between(bindparam("first"), bindparam("last")),
            event_keys.c.day.between(bindparam("first2"), bindparam("last2")),
            event_keys.c.day.between(bindparam("first3"), bindparam("last3")),
        ),
        placed.c.position < bindparam("position"),
    )
)
_SEEN = (
    select(placed.c.founder, placed.c.facts)
    .where(placed.c.founder.in_(_KEYED), placed.c.position < bindparam("position"))
    .order_by(placed.c.position)
)
_MINE, _OTHER = event_keys.alias("mine"), event_keys.alias("other")
_NEAR = and_(_MINE.c.key == _OTHER.c.key, _OTHER.c.day.between(_MINE.c.day - WIDEST_DAYS, _MINE.c.day + WIDEST_DAYS))
_LATER = (
    select(placed.c.claim, placed.c.position)
    .join(_OTHER, _OTHER.c.claim == placed.c.claim)
    .join(_MINE, _NEAR)
    .where(_MINE.c.claim.in_(_CLAIMS), placed.c.position > bindparam("position"))
    .distinct()
)
_AFTER = (
    select(placed.c.claim, placed.c.position)
    .where(placed.c.position > bindparam("position"))
    .order_by(placed.c.position)
    .limit(bindparam("most"))
)
_KEYS = select(event_keys.c.claim, event_keys.c.key).where(event_keys.c.claim.in_(_CLAIMS))
_FEW = 300  # claims after a position that are looked at one by one, rather than joined with all of a lane


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
        rows = connection.execute(_PLACED, {"claims": part}).all()
        facts = [loads(row.facts, Facts) for row in rows]
        who.load(key for one in facts for key in one.sides)
        members = _members(connection, {row.founder for row in rows})
        first = min(row.position for row in rows)
        found |= {claim for claim, _ in _later(connection, members, first)}
        connection.execute(delete(event_keys).where(event_keys.c.claim.in_(part)))
        _put_keys(connection, facts, who)
        found |= {claim for claim, _ in _later(connection, members, first)}
    return found


def naming(connection: Connection, claims: Collection[str], keys: Collection[str]) -> set[str]:
    """Those of `claims` in which one of the parties takes part."""
    if not keys:
        return set()
    rows = _rows(connection, claims)
    return {claim for claim, row in rows.items() if not set(keys).isdisjoint(loads(row.facts, Facts).sides)}


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
    rows = _rows(connection, claims)
    heap = [(row.position, row.claim) for row in rows.values()]
    heapq.heapify(heap)
    # Most reports are the newest: nobody stands after their claims but themselves, and nobody has to be asked.
    newest = connection.execute(_LAST, {"most": len(rows) + 1})
    last = next((row.position for row in newest if row.claim not in rows), "")
    touched: set[str] = set()
    left: set[str] = set()
    while heap:
        position, claim = heapq.heappop(heap)
        row = rows[claim]
        facts = loads(row.facts, Facts)
        founder = decide(facts, _seen(connection, facts, who), who, different)
        if founder == row.founder:
            continue
        touched |= {founder, row.founder} - {""}
        left |= {row.event} - {""}
        connection.execute(_FOUNDED, {"of": claim, "by": founder})
        if position > last:
            continue
        members = _members(connection, {founder, row.founder} - {""})
        later = [one for one, _ in _later(connection, members, position) if one not in rows]
        for one in _rows(connection, later).values():
            rows[one.claim] = one
            heapq.heappush(heap, (one.position, one.claim))
    return touched, left


def _rows(connection: Connection, claims: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts(sorted(claims)):
        found |= {row.claim: row for row in connection.execute(_PLACED, {"claims": part})}
    return found


def _seen(connection: Connection, facts: Facts, who: Who) -> list[list[Facts]]:
    """The matters that `facts` may belong to, each as its claims before it."""
    keys = sorted(set(keys_of(facts, who)))
    if not keys:
        return []
    days = [*reach(facts), _NEVER, _NEVER]
    asked: dict[str, Any] = {"keys": keys, "position": facts.position}
    for (first, last), name in zip(days[:3], ("", "2", "3"), strict=True):
        asked |= {f"first{name}": first, f"last{name}": last}
    found: dict[str, list[Facts]] = {}
    for row in connection.execute(_SEEN, asked):
        found.setdefault(row.founder, []).append(loads(row.facts, Facts))
    who.load(key for members in found.values() for one in members for key in one.sides)
    return list(found.values())


def _members(connection: Connection, founders: Collection[str]) -> list[str]:
    found: list[str] = []
    for part in parts(sorted(founders)):
        found += connection.execute(_OF_FOUNDERS, {"founders": part}).scalars()
    return found


def _later(connection: Connection, members: Sequence[str], position: str) -> list[tuple[str, str]]:
    """Claims after `position` that may see one of `members`, with their positions."""
    after = connection.execute(_AFTER, {"position": position, "most": _FEW + 1}).all()
    if len(after) <= _FEW:  # a report of today: what stands after it is of today too, and no day tells them apart
        keys = {row.key for part in parts(members) for row in connection.execute(_KEYS, {"claims": part})}
        rows = connection.execute(_KEYS, {"claims": [row.claim for row in after]})
        seeing = {row.claim for row in rows if row.key in keys}
        return [(row.claim, row.position) for row in after if row.claim in seeing]
    found: dict[str, str] = {}
    for part in parts(members):
        rows = connection.execute(_LATER, {"claims": part, "position": position})
        found |= {row.claim: row.position for row in rows}
    return list(found.items())


def founders_of(connection: Connection, events: Collection[str]) -> set[str]:
    """The founders of the matters that are these events."""
    found: set[str] = set()
    for part in parts(sorted(events)):
        found |= set(connection.execute(_IN_EVENTS, {"events": part}).scalars())
    return found


def unite(connection: Connection, founders: Collection[str], together: Sequence[Sequence[str]]) -> set[str]:
    """Give the claims of matters their event, and matters that somebody judged to be one a common one.

    `together` are groups of claims of one event. Gives the events of the matters in `founders`, and those that they
    were before.
    """
    groups = _groups(connection, together)
    named: set[str] = set()
    alone = sorted(founder for founder in founders if founder not in groups)
    for part in parts(alone):
        connection.execute(_BY_THEMSELVES, {"founders": part})
        named |= set(connection.execute(_THERE, {"founders": part}).scalars())
    for founder in founders:
        if founder not in groups:
            continue
        members = sorted(groups[founder])
        first = select(placed.c.founder).where(placed.c.founder.in_(members)).order_by(placed.c.position).limit(1)
        event = connection.execute(first).scalar()
        if event is not None:
            named.add(event)
            # Who was one already under a later founder's name: that event is no more.
            named |= set(connection.execute(_NAMED, {"founders": members}).scalars()) - {""}
            connection.execute(_UNITED, {"founders": members, "as": event})
    return named


def _groups(connection: Connection, together: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """Founders of matters that judgements make one."""
    claims = sorted({claim for group in together for claim in group})
    homes: dict[str, str] = {}
    for part in parts(claims):
        rows = connection.execute(_PLACED, {"claims": part})
        homes |= {row.claim: row.founder for row in rows}
    groups: dict[str, set[str]] = {}
    for group in together:
        joined = {homes[claim] for claim in group if claim in homes}
        for founder in list(joined):
            joined |= groups.get(founder, set())
        for founder in joined:
            groups[founder] = joined
    return groups
