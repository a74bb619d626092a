"""Which events are asked for, and their ids by day, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, or_, select, tuple_

from dateline.ledger.schema import event_parties, events

_NO_DAY = "9999"
_FEW = 5_000  # events of a side that are counted: of more it is as good as any other


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which events are asked for; None is any. `since` and `until` are days (a year or month is its first, or last)."""

    parties: Sequence[Collection[str]] = ()  # of each somebody takes part
    kinds: Collection[str] = ()
    statuses: Collection[str] = ()
    since: str | None = None
    until: str | None = None
    lasting_to: str | None = None  # those whose plan, or whose days, last to that day or longer
    passing: bool = True  # also what is told in passing only
    newest_first: bool = False
    limit: int | None = None
    after: tuple[str | None, str] | None = None  # day and id of the last event of the page before


def find_events(connection: Connection, asked: Asked) -> list[str]:
    """Ids of the events asked for, by their day."""
    found: dict[str, str] = {}
    if not asked.parties:
        for row in connection.execute(ordered(select(events.c.id, events.c.day), events.c.day, events.c.id, asked)):
            found[row.id] = row.day or _NO_DAY
    sides = _rarest_first(connection, asked.parties)
    for key in sides[0] if sides else ():
        # One key at a time: then the index is in the order of days, and a limit ends the search early.
        mine = event_parties
        query = select(mine.c.event.label("id"), mine.c.day).where(mine.c.party == key)
        if asked.lasting_to or asked.kinds or asked.statuses or not asked.passing:
            query = query.join(events, events.c.id == mine.c.event)
        for others in sides[1:]:
            other = event_parties.alias()  # of one event all rows have its day: so each is found by the primary key
            same = (other.c.day == mine.c.day, other.c.event == mine.c.event)
            query = query.where(exists().where(other.c.party.in_(sorted(others)), *same))
        for row in connection.execute(ordered(query, mine.c.day, mine.c.event, asked)):
            found[row.id] = row.day
    return sorted(found, key=lambda one: (found[one], one), reverse=asked.newest_first)[: asked.limit]


def _rarest_first(connection: Connection, sides: Sequence[Collection[str]]) -> list[Collection[str]]:
    """The sides of a pair, first the one with fewer events: these are walked, and the other is looked up for each."""
    if len(sides) < 2:
        return list(sides)
    party = event_parties.c.party

    def told(keys: Collection[str]) -> int:
        some = select(party).where(party.in_(sorted(keys))).limit(_FEW).subquery()
        return int(connection.execute(select(func.count()).select_from(some)).scalar_one())

    return sorted(sides, key=told)


def ordered(query: Select[Any], day: Any, event: Any, asked: Asked) -> Select[Any]:
    """The query with all other conditions, in the order of days, no more rows than are wanted."""
    query = narrowed(query, asked, day)
    if asked.since or asked.until or asked.newest_first:
        query = query.where(day < _NO_DAY)
    if asked.after is not None:
        query = query.where(_beyond(day, event, asked))
    if asked.newest_first:
        query = query.order_by(day.desc(), event.desc())
    else:
        query = query.order_by(day, event) if asked.parties else query.order_by(day.asc().nulls_last(), event)
    return query.limit(asked.limit) if asked.limit is not None else query


def narrowed(query: Select[Any], asked: Asked, day: Any) -> Select[Any]:
    """The query with what is asked of each event by itself: its day, kind, status and salience."""
    if asked.since:
        query = query.where(day >= asked.since)
    if asked.until:
        query = query.where(day <= f"{asked.until}~")
    if asked.lasting_to:
        query = query.where(events.c.until >= asked.lasting_to)
    if asked.kinds:
        query = query.where(events.c.kind.in_(sorted(asked.kinds)))
    if asked.statuses:
        query = query.where(events.c.status.in_(sorted(asked.statuses)))
    if not asked.passing:
        query = query.where(events.c.salience == "main")
    return query


def _beyond(day: Any, event: Any, asked: Asked) -> ColumnElement[bool]:
    """What comes after the last event of a page, in the order in which it is asked for."""
    assert asked.after is not None
    at, last = asked.after
    if asked.parties:  # there no day is the last of all days
        here, there = tuple_(day, event), tuple_(literal(at or _NO_DAY), literal(last))
        return here < there if asked.newest_first else here > there
    if at is None:
        return and_(day.is_(None), event > last)
    here, there = tuple_(day, event), tuple_(literal(at), literal(last))
    return here < there if asked.newest_first else or_(here > there, day.is_(None))
