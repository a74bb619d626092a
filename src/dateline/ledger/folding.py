"""The claims that take part in the fold of `fold.py`: put in, taken out, keyed anew, and joined to events.

`settling.settle` decides which matter each belongs to; what has to be decided anew is told here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, update

from dateline.ledger.facts import Facts
from dateline.ledger.kept import into, run_many
from dateline.ledger.keys import rows_of
from dateline.ledger.lookers import DATED, VAGUE, looks
from dateline.ledger.nearby import after_stored, told_or_last
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import event_keys, placed

_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_FOUNDERS: BindParameter[Any] = bindparam("founders", expanding=True)
_PLACED = select(placed).where(placed.c.claim.in_(_CLAIMS))
_OF_FOUNDERS = select(placed.c.claim).where(placed.c.founder.in_(_FOUNDERS))
_POSITIONS = select(placed.c.claim, placed.c.position).where(placed.c.claim.in_(_CLAIMS))
_UNITED = update(placed).where(placed.c.founder.in_(_FOUNDERS)).values(event=bindparam("as"))
_NAMED = select(placed.c.event).where(placed.c.founder.in_(_FOUNDERS)).distinct()
_BY_THEMSELVES = (
    update(placed)
    .where(placed.c.founder.in_(_FOUNDERS), placed.c.event != placed.c.founder)
    .values(event=placed.c.founder)
)
_IN_EVENTS = select(placed.c.founder).where(placed.c.event.in_(bindparam("events", expanding=True))).distinct()
_THERE = select(placed.c.founder).where(placed.c.founder.in_(_FOUNDERS)).distinct()
_NEXT = select(placed.c.claim, placed.c.facts).where(placed.c.claim > bindparam("after")).order_by(placed.c.claim)
_NEXT = _NEXT.limit(5_000)
_LOOKS = update(event_keys).where(event_keys.c.claim.in_(_CLAIMS)).values(looks=bindparam("how"))


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that takes part in the fold."""

    facts: Facts
    number: int
    article: int
    keys: Mapping[str, str]


def put(connection: Connection, rows: Sequence[Row], who: Who) -> None:
    """Add claims to the fold; `settling.settle` decides where they belong."""
    if not rows:
        return
    who.load(key for row in rows for key in row.facts.sides)
    run_many(
        connection,
        into(placed),
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
        {"key": key, "day": day, "claim": one.claim, "told": told_or_last(one), "looks": looks(one)}
        for one in facts
        for key, day in rows_of(one, who)
    ]
    if rows:
        run_many(connection, into(event_keys), rows)


def mark_looks(connection: Connection) -> None:
    """Tell how claims look, in a ledger of schema 7 or before, in which all are taken to look as far as any does."""
    last = ""
    while rows := connection.execute(_NEXT, {"after": last}).all():
        last = rows[-1].claim
        told = [(row.claim, looks(loads(row.facts, Facts))) for row in rows]
        for kind in range(DATED, VAGUE):
            for part in parts([claim for claim, how in told if how == kind]):
                connection.execute(_LOOKS, {"claims": part, "how": kind})


def rekey(connection: Connection, claims: Collection[str], who: Who) -> set[str]:
    """Write the keys of claims anew whose parties have changed; all claims to be decided anew for it."""
    found = set(claims)
    for part in parts(sorted(claims)):
        rows = connection.execute(_PLACED, {"claims": part}).all()
        facts = [loads(row.facts, Facts) for row in rows]
        who.load(key for one in facts for key in one.sides)
        members = _members(connection, {row.founder for row in rows})
        first = min(facts, key=lambda one: one.position)
        found |= _later(connection, members, first)
        connection.execute(delete(event_keys).where(event_keys.c.claim.in_(part)))
        _put_keys(connection, facts, who)
        found |= _later(connection, members, first)
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
    first = min((loads(row.facts, Facts) for row in rows), key=lambda one: one.position)
    later = _later(connection, _members(connection, founders), first)
    claims = [row.claim for row in rows]
    for part in parts(claims):
        connection.execute(delete(event_keys).where(event_keys.c.claim.in_(part)))
        connection.execute(delete(placed).where(placed.c.claim.in_(part)))
    return {row.event for row in rows}, later - set(claims)


def _rows(connection: Connection, claims: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts(sorted(claims)):
        found |= {row.claim: row for row in connection.execute(_PLACED, {"claims": part})}
    return found


def _members(connection: Connection, founders: Collection[str]) -> list[str]:
    found: list[str] = []
    for part in parts(sorted(founders)):
        found += connection.execute(_OF_FOUNDERS, {"founders": part}).scalars()
    return found


def _later(connection: Connection, members: Sequence[str], first: Facts) -> set[str]:
    """Claims after `first` that may see one of `members`, as both are kept."""
    found = after_stored(connection, members, told_or_last(first))
    later: set[str] = set()
    for part in parts(sorted(found)):
        rows = connection.execute(_POSITIONS, {"claims": part})
        later |= {row.claim for row in rows if row.position > first.position}
    return later


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
