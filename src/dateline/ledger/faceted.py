"""Search by words and facets: narrowed by kind, status, who, where, outlet and day; and counted by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, exists, select

from dateline.ledger.lists import Asked, find_events, narrowed
from dateline.ledger.parties import parts
from dateline.ledger.queries import MOST_RANKED, find_statements, search
from dateline.ledger.rows import loads
from dateline.ledger.schema import articles, event_parties, events, parties, placed
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
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    years: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    named: dict[str, set[str]] = {}  # key of a party: events
    for part in parts(ids):
        for kind, status, day, body in connection.execute(_VIEWS, {"ids": part}):
            kinds[kind] += 1
            statuses[status] += 1
            years.update([day[:4]] if day else [])
            outlets.update(loads(body, _Carried).outlets)
        for event, party in connection.execute(_TAKING_PART, {"ids": part}):
            if party.startswith("s:"):
                countries[party[2:]] += 1
            else:
                named.setdefault(party, set()).add(event)
    told = (kinds, statuses, outlets, _actors(connection, named), countries, years)
    return Facets(len(hits), whole, *(_counts(one, most) for one in told))


@dataclass(frozen=True, slots=True)
class _Carried:
    """Of the body of a view what is counted."""

    outlets: tuple[str, ...]


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_VIEWS = select(events.c.kind, events.c.status, events.c.day, events.c.body).where(events.c.id.in_(_IDS))
_TAKING_PART = select(event_parties.c.event, event_parties.c.party).where(
    event_parties.c.event.in_(_IDS), event_parties.c.party < "~"
)
_WHO = select(parties.c.key, parties.c.entity).where(
    parties.c.key.in_(_IDS), parties.c.kind.not_in(("place", "state", "outlet"))
)


def _actors(connection: Connection, named: Mapping[str, Collection[str]]) -> Counter[str]:
    """In how many events each person and body takes part, under whatever keys."""
    found: dict[str, set[str]] = {}
    for part in parts(sorted(named)):
        for key, entity in connection.execute(_WHO, {"ids": part}):
            found.setdefault(entity, set()).update(named[key])
    return Counter({entity: len(told) for entity, told in found.items()})


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
