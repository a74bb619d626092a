"""Corrections as they are kept: a person's word on a field of an event.

Like a judgement it is added and never edited: the last word on a field counts, and a word without a value lets the
reports speak again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from dateline.ledger.parties import Who
from dateline.ledger.rows import loads
from dateline.ledger.schema import corrections, placed
from dateline.ledger.types import Correction, Field, Proof

_NAMES: tuple[Field, ...] = ("actors", "recipients", "place")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF = (
    select(corrections, placed.c.event)
    .join(placed, placed.c.claim == corrections.c.claim)
    .where(placed.c.event.in_(_IDS))
    .order_by(corrections.c.number)
)


def find_corrections(connection: Connection, event: str | None = None) -> list[Correction]:
    """All corrections, or those of an event, in the order in which they were given; entities by their ids of today."""
    query = select(corrections).order_by(corrections.c.number)
    rows = connection.execute(query if event is None else _OF, {} if event is None else {"ids": [event]})
    return [shown(connection, _correction(row)) for row in rows]


def shown(connection: Connection, one: Correction) -> Correction:
    """A correction with ids in place of keys."""
    if not one.value or one.field not in _NAMES:
        return one
    who = Who(connection)
    marks = {name: getattr(one, name) for name in one.__slots__}
    return Correction(**marks | {"value": " ".join(who(key).id for key in one.value.split())})


def _correction(row: Row[Any]) -> Correction:
    marks = {name: getattr(row, name) for name in Correction.__slots__ if name != "proof"}
    return Correction(**marks, proof=loads(row.proof, Proof) if row.proof else None)


def words_on(
    connection: Connection, events: Collection[str], *, until: str | None = None
) -> dict[str, dict[Field, Correction]]:
    """The last word on each field of events, as far as it was known on a day; without those that were taken back."""
    found: dict[str, dict[Field, Correction]] = {}
    for row in connection.execute(_OF, {"ids": sorted(events)}):
        one = _correction(row)
        if until is not None and one.told is not None and one.told > until:
            continue
        of_event = found.setdefault(row.event, {})
        of_event.pop(one.field, None)
        if one.value is not None:
            of_event[one.field] = one
    return found
