"""The log of changes: what a transaction changed in which view, written with it, numbered, never edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from dateline.ledger.kept import into, run_many
from dateline.ledger.rows import dumps
from dateline.ledger.schema import changes
from dateline.ledger.types import View

# Fields whose changes are told one by one; tellings and claims by their number, since the view itself lists them.
_FIELDS: dict[View, tuple[str, ...]] = {
    "event": ("kind", "status", "when", "place", "actors", "recipients", "history", "conflicts", "salience"),
    "statement": ("source", "content", "act", "outlets"),
    "entity": (),
}
_ONE_AT_A_TIME = 500


class Log:
    """Changes of one transaction, because of one thing, or of those of `articles` that tell what has changed."""

    def __init__(self, connection: Connection, because: str, articles: Collection[str] = ()) -> None:
        self._connection = connection
        self._because = because
        self._articles = frozenset(articles)
        self._rows: list[dict[str, Any]] = []

    def differ(self, view: View, record: str, before: str | None, after: str | None, told: Iterable[str] = ()) -> None:
        """Note how a view's body changed; None is for no view. `told` are the articles that tell it."""
        if before == after:
            return
        because = self._cause(told)
        if before is None or after is None:
            what = "new" if before is None else "gone"
            self._note(view, record, what, _summary(view, before), _summary(view, after), because)
            return
        old, new = msgspec.json.decode(before), msgspec.json.decode(after)
        for field in _FIELDS[view]:
            if (was := _told(field, old.get(field))) != (now := _told(field, new.get(field))):
                self._note(view, record, field, dumps(was), dumps(now), because)
        if (was := _count(old)) != (now := _count(new)):
            self._note(view, record, "tellings", dumps(was), dumps(now), because)

    def note(self, view: View, record: str, what: str, before: Any, after: Any) -> None:
        """Note a change that is no difference of bodies."""
        was, now = (None if value is None else dumps(value) for value in (before, after))
        self._note(view, record, what, was, now, self._cause(()))

    def _cause(self, told: Iterable[str]) -> str:
        """Which of the articles tell it; all of them, where none does but they moved it."""
        return " ".join([self._because, *sorted(self._articles & set(told) or self._articles)])

    def _note(self, view: View, record: str, what: str, before: str | None, after: str | None, because: str) -> None:
        self._rows.append(
            {"view": view, "record": record, "what": what, "before": before, "after": after, "because": because}
        )

    def write(self) -> None:
        """Number what was noted and write it."""
        if not self._rows:
            return
        first = int(self._connection.execute(select(func.coalesce(func.max(changes.c.number), 0))).scalar_one()) + 1
        run_many(self._connection, into(changes), [{"number": first + i, **row} for i, row in enumerate(self._rows)])
        self._rows = []

    def remember(self) -> None:
        """Keep the views as they are, until `compare`."""
        for view, table in (("event", "events"), ("statement", "statements")):
            self._connection.execute(text(f"DROP TABLE IF EXISTS was_{view}"))
            self._connection.execute(text(f"CREATE TEMPORARY TABLE was_{view} AS SELECT id, body FROM {table}"))

    def compare(self) -> None:
        """Note what differs from the views that were remembered, and write it."""
        views: tuple[tuple[View, str], ...] = (("event", "events"), ("statement", "statements"))
        for view, table in views:
            for row in self._differing(view, table):
                self.differ(view, row[0], row[1], row[2])
            self._connection.execute(text(f"DROP TABLE was_{view}"))
        self.write()

    def _differing(self, view: View, table: str) -> Iterator[Any]:
        both = f"SELECT n.id, w.body, n.body FROM {table} n LEFT JOIN was_{view} w ON w.id = n.id"
        gone = f"SELECT w.id, w.body, NULL FROM was_{view} w LEFT JOIN {table} n ON n.id = w.id WHERE n.id IS NULL"
        yield from self._connection.execute(
            text(f"{both} WHERE w.body IS NULL OR w.body <> n.body ORDER BY n.id")
        ).all()
        yield from self._connection.execute(text(f"{gone} ORDER BY w.id")).all()


def _summary(view: View, body: str | None) -> str | None:
    """What a reader of the log needs to know of a view that came or went."""
    if body is None:
        return None
    found = msgspec.json.decode(body)
    names = (
        ("source", "act", "content")
        if view == "statement"
        else ("kind", "status", "when", "place", "actors", "recipients")
    )
    return dumps({name: _told(name, found[name]) for name in names})


def _told(field: str, value: Any) -> Any:
    """The value without its evidence: a new quote for the same day is no change of the day."""
    if field in ("actors", "recipients"):
        return [one["entity"] for one in value or []]
    if field == "history":
        return [[one["status"], one["as_of"], one["when"]] for one in value or []]
    if field == "conflicts":
        return [[one["field"], one["shown"], [other["value"] for other in one["others"]]] for one in value or []]
    if field == "content":
        return [one["quote"] for one in value or []]
    if isinstance(value, dict):
        return value.get("value", value.get("entity"))
    return value


def _count(body: dict[str, Any]) -> int:
    return len(body["claims"]) if "claims" in body else int(body["told"])
