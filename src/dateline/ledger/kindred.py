"""The events that hang together with one: found in the store, judged by `kin.py`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dateline.ledger.facts import Party, family_of, ordinals
from dateline.ledger.kin import AROUND_DAYS, SERIES_DAYS, Parties, is_one_of_several, needed, relations, seen
from dateline.ledger.parties import parts
from dateline.ledger.queries import views
from dateline.ledger.schema import event_parties, events, parties
from dateline.ledger.types import Event, Link

_MOST = 400  # events of busy parties within some days


def links(connection: Connection, event: Event, as_of: str | None = None) -> list[Link]:
    """What an event is part of, its parts, and what came before and comes after it, by day."""
    mine = event_parties.c.event == event.id
    keys = [
        key for key in connection.execute(select(event_parties.c.party).where(mine)).scalars() if key[:1] not in "~s"
    ]
    found = set(_around(connection, event, keys)) | set(_of_its_series(connection, event, keys))
    others = views(connection, sorted(found - {event.id}), as_of)
    known = _parties(connection, needed([event, *others]))
    linked = relations(seen(event, known), [seen(one, known) for one in others], known)
    return sorted(
        (Link(relation, other) for relation, other in linked),
        key=lambda one: (one.relation, one.event.day or "9999", one.event.id),
    )


def _around(connection: Connection, event: Event, keys: Collection[str]) -> list[str]:
    """Events of the same parties about its days."""
    span = ordinals(event.when.value) if event.when is not None else ordinals(event.day)
    if span is None:
        return []
    first, last = (date.fromordinal(day) for day in span)
    return _between(connection, keys, first - timedelta(AROUND_DAYS), last + timedelta(AROUND_DAYS))


def _of_its_series(connection: Connection, event: Event, keys: Collection[str]) -> list[str]:
    """Events of its family and parties within some years, where it is told to be one of several."""
    if event.day is None or not is_one_of_several(event):
        return []
    day, wide = date.fromisoformat(event.day), timedelta(SERIES_DAYS)
    return _between(connection, keys, day - wide, day + wide, family=family_of(event.kind))


def _between(
    connection: Connection, keys: Collection[str], first: date, last: date, *, family: str | None = None
) -> list[str]:
    mine = event_parties
    query = (
        select(mine.c.event)
        .where(mine.c.party.in_(sorted(keys)), mine.c.day >= first.isoformat(), mine.c.day <= last.isoformat())
        .distinct()
        .order_by(mine.c.event)
        .limit(_MOST)
    )
    if family is not None:
        kinds = ("meeting", "summit", "negotiation") if family == "talks" else (family,)
        query = query.join(events, events.c.id == mine.c.event).where(events.c.kind.in_(kinds))
    return list(connection.execute(query).scalars())


def _parties(connection: Connection, entities: Collection[str]) -> Parties:
    found: dict[str, Party] = {}
    for part in parts(sorted(entities)):
        rows = connection.execute(
            select(parties.c.entity, parties.c.kind, parties.c.side).where(parties.c.entity.in_(part))
        )
        found |= {row.entity: Party(row.entity, row.kind, row.side) for row in rows}
    return found
