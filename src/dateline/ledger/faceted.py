"""Search by words and facets: narrowed by kind, status, who, where, outlet and day; and counted by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, TextClause, exists, select, text

from dateline.ledger.lists import Asked, find_events, narrowed
from dateline.ledger.parties import parts
from dateline.ledger.queries import MOST_RANKED, search
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import articles, event_parties, events, placed
from dateline.ledger.spoken import find_statements
from dateline.ledger.types import Count, Facets, Statement

MOST = MOST_RANKED  # hits that are narrowed and counted: by words those written last, the latest without
Hit = tuple[str, str]  # "event" or "statement", and its id


_ANY = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is searched for: words, and what events must be besides; `asked` without a limit, outlets by any of them."""

    words: str = ""
    asked: Asked = _ANY
    outlets: Collection[str] = ()

    @property
    def is_narrowed(self) -> bool:
        """Is anything asked besides words?"""
        return bool(self.outlets) or self.asked != _ANY


def find(connection: Connection, question: Question, *, limit: int | None) -> tuple[list[Hit], bool]:
    """(view, id) of what is found, the best or latest first; and whether that is all."""
    if not question.words.strip():
        ids = find_events(connection, replace(question.asked, newest_first=True, limit=MOST))
        hits: list[Hit] = [("event", one) for one in ids]
        if question.outlets:
            kept = _carried(connection, ids, question.outlets)
            hits = [hit for hit in hits if hit[1] in kept]
        return hits[:limit], len(ids) < MOST
    if not question.is_narrowed:
        hits = search(connection, question.words, view=None, limit=MOST if limit is None else limit)
        return hits, len(hits) < MOST
    hits = search(connection, question.words, view=None, limit=MOST)
    kept = _narrowed(connection, [one for view, one in hits if view == "event"], question)
    if not question.asked.kinds and not question.asked.statuses and len(question.asked.parties) < 2:
        kept |= _said(connection, [one for view, one in hits if view == "statement"], question)
    return [hit for hit in hits if hit[1] in kept][:limit], len(hits) < MOST


def count(connection: Connection, question: Question, *, most: int) -> Facets:
    """How many events of each kind, status, outlet, actor, country and year are found; `most` values of each."""
    hits, whole = find(connection, question, limit=None)
    ids = [one for view, one in hits if view == "event"]
    asked = {"ids": dumps(ids)}
    by = connection.dialect.name
    views = connection.execute(_VIEWS[by], asked).all()
    told: tuple[Counter[str], ...] = (
        Counter([row.kind for row in views]),
        Counter([row.status for row in views]),
        Counter([outlet for row in views for outlet in loads(row.body, _Carried).outlets]),
        Counter({row.entity: row.told for row in connection.execute(_ACTORS[by], asked)}),
        Counter({row.party.removeprefix("s:"): row.told for row in connection.execute(_STATES[by], asked)}),
        Counter([row.day[:4] for row in views if row.day]),
    )
    return Facets(len(hits), whole, *(_counts(one, most) for one in told))


@dataclass(frozen=True, slots=True)
class _Carried:
    """Of the body of a view what is counted."""

    outlets: tuple[str, ...]


# The events come as one JSON list, and are counted where they are kept: thousands of rows take long to fetch.
_ITEMS = {
    "sqlite": "json_each(:ids) AS a",
    "postgresql": "json_array_elements_text(CAST(:ids AS json)) AS a(value)",
}


def _counting(form: str) -> dict[str, TextClause]:
    return {dialect: text(form.format(items=items)) for dialect, items in _ITEMS.items()}


_VIEWS = _counting("SELECT e.kind, e.status, e.day, e.body FROM {items} CROSS JOIN events AS e WHERE e.id = a.value")
_STATES = _counting(
    "SELECT p.party, count(*) AS told FROM {items} CROSS JOIN event_parties AS p"
    " WHERE p.event = a.value AND p.party >= 's:' AND p.party < 's;' GROUP BY p.party"
)
_ACTORS = _counting(  # each person and body, under whatever keys
    "SELECT w.entity, count(DISTINCT p.event) AS told"
    " FROM {items} CROSS JOIN event_parties AS p CROSS JOIN parties AS w"
    " WHERE p.event = a.value AND p.party < '~' AND w.key = p.party"
    " AND w.kind NOT IN ('place', 'state', 'outlet') GROUP BY w.entity"
)


def _counts(found: Counter[str], most: int) -> tuple[Count, ...]:
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Count(value, number) for value, number in ranked[:most])


def _narrowed(connection: Connection, ids: Sequence[str], question: Question) -> set[str]:
    """Those of these events that are as is asked."""
    kept: set[str] = set()
    for part in parts(ids):
        query = narrowed(select(events.c.id).where(events.c.id.in_(part)), question.asked, events.c.day)
        for keys in question.asked.parties:
            other = event_parties.alias()
            query = query.where(exists().where(other.c.event == events.c.id, other.c.party.in_(sorted(keys))))
        kept |= set(connection.execute(query).scalars())
    return _carried(connection, sorted(kept), question.outlets) if question.outlets else kept


def _carried(connection: Connection, ids: Sequence[str], outlets: Collection[str]) -> set[str]:
    """Those of these events that one of the outlets tells."""
    kept: set[str] = set()
    for part in parts(ids):
        query = (
            select(placed.c.event)
            .join(articles, articles.c.number == placed.c.article)
            .where(placed.c.event.in_(part), articles.c.outlet.in_(sorted(outlets)))
        )
        kept |= set(connection.execute(query).scalars())
    return kept


def _said(connection: Connection, ids: Sequence[str], question: Question) -> set[str]:
    """Those of these statements that are of whom, when and where is asked."""
    asked = question.asked
    sources = next(iter(asked.parties), None)
    found: Iterable[Statement] = find_statements(
        connection, ids=ids, sources=sources, since=asked.since, until=asked.until
    )
    wanted = set(question.outlets)
    return {one.id for one in found if not wanted or wanted & set(one.outlets)}
