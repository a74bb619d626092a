"""Which claims lie where others look: by key and day, for many at once.

What is asked goes in as one JSON list, so that a batch of reports is one query, whatever their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, TextClause, bindparam, select, text

from dateline.ledger.facts import Facts
from dateline.ledger.keys import UNTOLD, WIDEST_DAYS, days_of, seekers, sought, variants
from dateline.ledger.matter import Look
from dateline.ledger.parties import parts
from dateline.ledger.schema import event_keys, placed

_CLAIMS: BindParameter[Any] = bindparam("claims", expanding=True)
_LATEST = 45  # days before the last report: what was told since is looked for among all that was told since
_AT_ONCE = 2_000  # places in one query
_LAST = select(placed.c.position).order_by(placed.c.position.desc()).limit(1)
_ROWS = select(event_keys.c.key, event_keys.c.day).where(event_keys.c.claim.in_(_CLAIMS)).distinct()

# The list drives the query, a search of the primary key for each of its items.
_ITEMS = {
    "sqlite": ("json_each(:asked) AS a", "json_extract(a.value, '$[{0}]')"),
    "postgresql": ("json_array_elements(CAST(:asked AS json)) AS a(value)", "CAST(a.value ->> {0} AS bigint)"),
}
_NEAR = (
    "SELECT {0} AS number, k.claim FROM {items} CROSS JOIN event_keys AS k"
    " WHERE k.key = {1} AND k.day BETWEEN {2} AND {3} AND k.told <= {4}"
)
_AFTER = (
    "SELECT DISTINCT k.claim FROM {items} CROSS JOIN event_keys AS k"
    " WHERE k.key = {0} AND k.day BETWEEN {1} AND {2} AND k.told >= {3}"
)


def _statements(form: str) -> dict[str, TextClause]:
    return {
        dialect: text(form.format(*(item.format(i) for i in range(5)), items=items))
        for dialect, (items, item) in _ITEMS.items()
    }


_NEAR_BY, _TOLD_AFTER = _statements(_NEAR), _statements(_AFTER)


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


def after(connection: Connection, changed: Iterable[tuple[int, Sequence[Facts]]], look: Look) -> set[str]:
    """Claims told on a day or later that may look for one of these: (day, claims) of each matter that changed."""
    last = connection.execute(_LAST).scalar()
    if last is None:
        return set()
    newest = _day(last)
    asked: set[tuple[int, int, int, int]] = set()
    keys: dict[tuple[Any, ...], set[int]] = {}  # the claims of a matter mostly have the same
    for day, members in changed:
        for one in members:
            alike = (one.kind, one.actors, one.recipients)
            if alike not in keys:
                keys[alike] = seekers(one, look)
            window = _window(day, newest, days_of(one))
            asked |= {(key, *window, day) for key in keys[alike]}
    return _told_after(connection, asked)


def after_stored(connection: Connection, claims: Collection[str], day: int) -> set[str]:
    """The same of claims under the keys that they have in the store: their parties may have changed since."""
    last = connection.execute(_LAST).scalar()
    asked: set[tuple[int, int, int, int]] = set()
    for part in parts(sorted(claims)):
        for row in connection.execute(_ROWS, {"claims": part}):
            window = _window(day, _day(last), (row.day,))
            asked |= {(key, *window, day) for key in variants(row.key)}
    return _told_after(connection, asked)


def _window(day: int, newest: int, days: Sequence[int]) -> tuple[int, int]:
    """Among which days of keys those are that look for a claim of these days, and were told on `day` or later."""
    if day >= newest - _LATEST:
        return day, UNTOLD  # each is found under the day of its report
    return min(days) - WIDEST_DAYS, max(days) + WIDEST_DAYS


def _day(position: str | None) -> int:
    """The ordinal of the day in a position; a claim of a report without a date stands after all days."""
    return date.fromisoformat(position[:10]).toordinal() if position and position < "9999-99" else UNTOLD


def _told_after(connection: Connection, asked: Collection[tuple[int, int, int, int]]) -> set[str]:
    found: set[str] = set()
    for part in parts(sorted(asked), _AT_ONCE):
        found |= {row[0] for row in _asked(connection, _TOLD_AFTER, part)}
    return found


def _asked(connection: Connection, by: Mapping[str, TextClause], rows: Sequence[Any]) -> Sequence[Any]:
    asked = msgspec.json.encode(rows).decode("ascii")
    return connection.execute(by[connection.dialect.name], {"asked": asked}).all()
