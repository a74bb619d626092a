"""Statements that a ledger is asked for: by day, of somebody, addressed to somebody, or by their ids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, select

from dateline.ledger.parties import Who
from dateline.ledger.publish import resolved
from dateline.ledger.queries import homes
from dateline.ledger.rows import loads
from dateline.ledger.schema import statements
from dateline.ledger.types import Statement

_NO_DAY = "9999"
_BY_DAY = select(statements.c.day, statements.c.id, statements.c.body)


@dataclass(frozen=True, slots=True)
class _Addressed:
    """To whom a statement is said, as keys of parties: all that is read of those that are addressed to others."""

    addressees: tuple[str, ...]


def find_statements(
    connection: Connection,
    *,
    sources: Collection[str] | None = None,
    to: str | None = None,
    since: str | None = None,
    until: str | None = None,
    ids: Collection[str] | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[Statement]:
    """Statements by day, of these sources (keys of parties), or of these ids.

    `newest_first` leaves out those of no day. `to` leaves those that are addressed to that entity (its id), of as many
    as `limit` has.
    """
    query = _BY_DAY
    if newest_first:
        query = query.where(statements.c.day < _NO_DAY).order_by(statements.c.day.desc(), statements.c.id.desc())
    else:
        query = query.order_by(statements.c.day, statements.c.id)
    if ids is not None:
        query = query.where(statements.c.id.in_(sorted(ids)))
    if since:
        query = query.where(statements.c.day >= since)
    if until:
        query = query.where(statements.c.day <= f"{until}~")
    if limit is not None:
        query = query.limit(limit)
    bodies = _read(connection, query, sources, newest_first)[:limit]
    who = Who(connection)
    if to is not None:
        bodies = _addressed(bodies, to, who)
    found = [loads(body, Statement) for body in bodies]
    who.load(key for one in found for key in [one.source, *one.addressees, *(v.entity for v in one.voices)] if key)
    return _about(connection, [resolved(one, who) for one in found])


def _read(connection: Connection, query: Select[Any], sources: Collection[str] | None, newest_first: bool) -> list[str]:
    """The bodies in the order of the query, read for one source at a time: then an index is in the order of days."""
    if sources is None:
        return [row.body for row in connection.execute(query)]
    mine = [query.where(statements.c.source == one) for one in sorted(sources)]
    rows = [row for one in mine for row in connection.execute(one)]
    if len(mine) > 1:
        rows.sort(key=lambda row: (row.day is not None, row.day, row.id), reverse=newest_first)
    return [row.body for row in rows]


def _addressed(bodies: Sequence[str], to: str, who: Who) -> list[str]:
    """Those that are said to an entity."""
    told = [loads(body, _Addressed).addressees for body in bodies]
    who.load(key for keys in told for key in keys)
    return [body for body, keys in zip(bodies, told, strict=True) if any(who(key).id == to for key in keys)]


def _about(connection: Connection, found: Sequence[Statement]) -> list[Statement]:
    """What statements are about, as ids of events rather than of claims."""
    home = homes(connection, {claim for one in found for claim in one.about})
    return [replace(one, about=tuple(sorted({home[claim] for claim in one.about if claim in home}))) for one in found]
