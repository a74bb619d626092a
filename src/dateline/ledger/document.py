"""The whole ledger as one JSON document in the shapes of a record: `dateline.ledger/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from dateline.ledger import people, queries
from dateline.ledger.parties import parts
from dateline.ledger.rows import dumps
from dateline.ledger.schema import events, statements
from dateline.ledger.types import LEDGER_SCHEMA

_AT_ONCE = 200  # events in memory at a time


def document(connection: Connection, as_of: str | None = None) -> Iterator[bytes]:
    """The document in pieces, so that a large ledger never is in memory; events and statements by day and id."""
    yield f'{{"schema":"{LEDGER_SCHEMA}","as_of":{dumps(as_of or queries.last_day(connection))},"entities":['.encode()
    yield from _listed(dumps(one) for one in people.entities(connection))
    yield b'],"events":['
    ids = connection.execute(select(events.c.id).order_by(events.c.day, events.c.id)).scalars().all()
    yield from _listed(dumps(one) for part in parts(ids, _AT_ONCE) for one in queries.views(connection, part, as_of))
    yield b'],"statements":['
    said = connection.execute(select(statements.c.id).order_by(statements.c.day, statements.c.id)).scalars().all()
    yield from _listed(
        dumps(one)
        for part in parts(said, _AT_ONCE)
        for one in queries.find_statements(connection, ids=part)
        if as_of is None or (one.first_reported or "9999") <= as_of
    )
    yield b"]}\n"


def _listed(items: Iterable[str]) -> Iterator[bytes]:
    for number, item in enumerate(items):
        yield (("," if number else "") + item).encode("utf-8")
