"""Which claims lie where others look: by key and day, for many at once.

What is asked goes in as one JSON list, so that a batch of reports is one query, whatever their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import BindParameter, Connection, TextClause, bindparam, select, text

from dateline.ledger.facts import Facts
from dateline.ledger.keys import UNTOLD, WIDEST_DAYS, rows_of, seekers, sought, variants
from dateline.ledger.lookers import Stage, stages
from dateline.ledger.matter import Look
from dateline.ledger.parties import parts
from dateline.ledger.schema import event_keys

T = TypeVar("T")
_Place = tuple[int, Stage]  # a key, and where under it
_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_AT_ONCE = 2_000  # places in one query
_ROWS = select(event_keys.c.key, event_keys.c.day).where(event_keys.c.claim.in_(_CLAIMS)).distinct()

# The list drives the query, a search of the primary key for each of its items.
_ITEMS = {
    "sqlite": ("json_each(:asked) AS a", "json_extract(a.value, '$[{0}]')"),
    "postgresql": ("json_array_elements(CAST(:asked AS json)) AS a(value)", "CAST(a.value ->> {0} AS bigint)"),
}
_NEAR = (
    "SELECT a.number, k.claim FROM a CROSS JOIN event_keys AS k"
    " WHERE k.key = a.key AND k.day BETWEEN a.first AND a.last AND k.told <= a.told"
)
_AFTER = (
    "SELECT a.number, k.claim FROM a CROSS JOIN event_keys AS k"
    " WHERE k.key = a.key AND k.day BETWEEN a.first AND a.last AND k.told BETWEEN a.told AND a.latest AND k.day <="
    " CASE k.looks WHEN 0 THEN a.until0 WHEN 1 THEN a.until1 WHEN 2 THEN a.until2 WHEN 3 THEN a.until3"
    " ELSE a.until4 END"
)


def _statements(form: str, *names: str) -> dict[str, TextClause]:
    """A query over a list of rows with these names: taken out of the JSON once, and not for each pair again."""
    return {
        dialect: text(
            f"WITH a AS MATERIALIZED (SELECT {', '.join(f'{item.format(i)} AS {name}' for i, name in enumerate(names))}"
            f" FROM {items}) {form}"
        )
        for dialect, (items, item) in _ITEMS.items()
    }


_NEAR_BY = _statements(_NEAR, "number", "key", "first", "last", "told")
_UNTIL = [f"until{i}" for i in range(5)]
_TOLD_AFTER = _statements(_AFTER, "number", "key", "first", "last", "told", "latest", *_UNTIL)


def told_or_last(facts: Facts) -> int:
    """The day of the report as it is kept beside the keys; of one without a date, after all days."""
    return facts.told if facts.told is not None else UNTOLD


def near(connection: Connection, claims: Collection[Facts], look: Look) -> dict[str, set[str]]:
    """For each claim, those that lie where it looks and were told up to its day; it may be among them itself."""
    asked: dict[tuple[int, int, int, int], list[str]] = {}
    for one in claims:
        for where in sought(one, look):
            for key in where.keys:
                for first, last in where.days:
                    asked.setdefault((key, first, last, told_or_last(one)), []).append(one.claim)
    found: dict[str, set[str]] = {one.claim: set() for one in claims}
    places = list(asked.items())
    for part in parts(places, _AT_ONCE):
        rows = [[number, *place] for number, (place, _) in enumerate(part)]
        for number, other in _asked(connection, _NEAR_BY, rows):
            for claim in part[number][1]:
                found[claim].add(other)
    return found


def lies_where(claim: Facts, other: Facts, look: Look) -> bool:
    """Does another claim lie where this one looks?"""
    if told_or_last(other) > told_or_last(claim):
        return False
    lies = rows_of(other, look)
    return any(
        key in where.keys and any(first <= day <= last for first, last in where.days)
        for where in sought(claim, look)
        for key, day in lies
    )


def after(connection: Connection, changed: Sequence[tuple[int, Sequence[Facts]]], look: Look) -> list[set[str]]:
    """For each matter that changed, given as (day, claims): claims told on that day or later that may look for it."""
    asked: dict[_Place, list[int]] = {}
    keys: dict[tuple[Any, ...], set[int]] = {}  # the claims of a matter mostly have the same
    for number, (day, members) in enumerate(changed):
        where = stages(members, day)
        mine: set[int] = set()
        for alike in {(one.kind, one.actors, one.recipients): one for one in members}.items():
            mine |= keys.get(alike[0]) or keys.setdefault(alike[0], seekers(alike[1], look))
        for place in product(mine, where):
            asked.setdefault(place, []).append(number)
    found: list[set[str]] = [set() for _ in changed]
    for numbers, claim in _told_after(connection, asked):
        for number in numbers:
            found[number].add(claim)
    return found


def after_stored(connection: Connection, claims: Collection[str], day: int) -> set[str]:
    """The same of claims under the keys that they have in the store: their parties may have changed since."""
    asked: set[_Place] = set()
    for part in parts(sorted(claims)):
        for row in connection.execute(_ROWS, {"claims": part}):
            anywhere = Stage((day, UNTOLD), row.day - WIDEST_DAYS, (row.day + WIDEST_DAYS,) * 5)
            asked |= {(key, anywhere) for key in variants(row.key)}
    return {claim for _, claim in _told_after(connection, dict.fromkeys(asked))}


def _told_after(connection: Connection, asked: Mapping[_Place, T]) -> Iterator[tuple[T, str]]:
    """Claims that lie in these places, each with what the place is asked for."""
    for part in parts(sorted(asked, key=itemgetter(0)), _AT_ONCE):
        rows = [
            (i, key, where.first, max(where.until), *where.told, *where.until) for i, (key, where) in enumerate(part)
        ]
        for number, claim in _asked(connection, _TOLD_AFTER, rows):
            yield asked[part[number]], claim


def _asked(connection: Connection, by: Mapping[str, TextClause], rows: Sequence[Any]) -> Sequence[Any]:
    asked = msgspec.json.encode(rows).decode("ascii")
    return connection.execute(by[connection.dialect.name], {"asked": asked}).all()
