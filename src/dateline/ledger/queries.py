"""What a ledger is asked: events by who, when and where; statements; entities; full text; what changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import (
    Connection,
    bindparam,
    func,
    select,
    text,
    true,
)

from dateline.errors import Ambiguous, NotInLedger
from dateline.ledger.corrected import NO_WORDS
from dateline.ledger.corrections import words_on
from dateline.ledger.facts import DONE, OFF, ordinals
from dateline.ledger.lists import Asked, find_events, ordered
from dateline.ledger.parties import Who, parts
from dateline.ledger.publish import sources_of
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import (
    COMPUTED,
    articles,
    changes,
    corrections,
    events,
    judgements,
    parties,
    placed,
)
from dateline.ledger.tellings import tellings_of
from dateline.ledger.types import Change, Event, Judgement, Outline
from dateline.ledger.views import event_of

Seen = TypeVar("Seen", Event, Outline)

_LETTERS = 4  # of an id: fewer mean one event only in the smallest ledgers, and another one a day later
_AT_ONCE = 100  # events whose tellings are read at a time
_TOLD_OF_LATE = 60  # days for which a plan without a day is still upcoming


# Statements are made once: to put one together costs SQLAlchemy more than to run it.
_LAST_DAY = select(func.max(articles.c.published)).where(articles.c.speaks == 1)
_BODIES = select(events.c.id, events.c.body).where(events.c.id.in_(bindparam("ids", expanding=True)))
_HOMES = select(placed.c.claim, placed.c.event).where(placed.c.claim.in_(bindparam("claims", expanding=True)))


def last_day(connection: Connection) -> str | None:
    """The latest day of publication: as of when views are told, unless somebody asks for another day."""
    found = connection.execute(_LAST_DAY).scalar()
    return str(found)[:10] if found else None


def views(
    connection: Connection, ids: Sequence[str], as_of: str | None = None, *, tellings: bool = True
) -> list[Event]:
    """The events of these ids in their order, as the ledger stood on the day `as_of`, or stands now.

    Without `tellings` they are left out where they need not be read: many times as fast.
    """
    who = Who(connection)
    today = as_of or last_day(connection)
    found: dict[str, Event] = {}
    for part in parts(list(ids)):
        if not as_of:
            kept = _kept(connection, part)
            told = tellings_of(connection, part, who) if tellings else {}
            found |= {
                event: aged(replace(view, tellings=told[event]) if tellings else view, today)
                for event, view in kept.items()
            }
            continue
        sources = sources_of(connection, part, until=as_of)
        who.load(key for several in sources.values() for one in several for key in one.keys.values())
        words = words_on(connection, part, until=as_of)
        for event, several in sources.items():
            found[event] = aged(event_of(several, who, words.get(event, NO_WORDS)), today)
    return [
        found[event] if found[event].id == event else replace(found[event], id=event) for event in ids if event in found
    ]


def _kept(connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    """The views as they were written, without their tellings."""
    return {row.id: loads(row.body, Event) for row in connection.execute(_BODIES, {"ids": ids})}


def outlines(connection: Connection, asked: Asked) -> list[Outline]:
    """The events asked for in short, by their day: a fifth of the time of the whole views."""
    today = last_day(connection)
    if not asked.parties:
        every = ordered(select(events.c.body), events.c.day, events.c.id, asked)
        return [aged(loads(body, Outline), today) for body in connection.execute(every).scalars()]
    ids = find_events(connection, asked)
    found: dict[str, Outline] = {}
    for part in parts(ids):
        found |= {row.id: loads(row.body, Outline) for row in connection.execute(_BODIES, {"ids": part})}
    return [aged(found[one], today) for one in ids if one in found]


def aged(view: Seen, today: str | None) -> Seen:
    """A plan whose day has passed is unreported: that it took place, or did not, nobody has told."""
    if today is None or view.status in DONE | OFF:
        return view
    planned = view.when.value if view.when is not None else None
    span, now = ordinals(planned), ordinals(today)
    return replace(view, unreported=True) if span and now and span[1] < now[0] else view


def homes(connection: Connection, claims_: Collection[str]) -> dict[str, str]:
    """The event that each of these claims tells; claims that speak no more are left out."""
    found: dict[str, str] = {}
    for part in parts(sorted(set(claims_))):
        found |= {row.claim: row.event for row in connection.execute(_HOMES, {"claims": part})}
    return found


def given_out(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The numbers of the changes by which events of these ids came into the record."""
    found: dict[str, int] = {}
    new = select(changes.c.record, func.min(changes.c.number).label("number")).group_by(changes.c.record)
    for part in parts(sorted(set(ids))):
        rows = connection.execute(
            new.where(changes.c.record.in_(part), changes.c.view == "event", changes.c.what == "new")
        )
        found |= {row.record: row.number for row in rows}
    return found


_MARK = select(
    *(select(func.max(table.c.number)).scalar_subquery() for table in (articles, judgements, corrections, changes))
)


def mark(connection: Connection) -> str:
    """The last numbers of articles, judgements, corrections and changes."""
    return "-".join(str(one or 0) for one in connection.execute(_MARK).one())


def event_id(connection: Connection, given: str) -> str:
    """The event that an id means: its own, or that of any of its claims; first letters do where they mean one only.

    Raises NotInLedger, Ambiguous.
    """
    exact = connection.execute(select(placed.c.event).where(placed.c.claim == given)).scalar()
    if exact is not None:
        return str(exact)
    if 0 < len(given) < _LETTERS:
        raise NotInLedger(f"no event {given}", hint=f"of an id the first {_LETTERS} letters are needed at least")
    if given:
        ending = given[:-1] + chr(ord(given[-1]) + 1)
        near = select(placed.c.event).where(placed.c.claim >= given, placed.c.claim < ending).distinct().limit(2)
        found = connection.execute(near).scalars().all()
        if len(found) == 1:
            return str(found[0])
        if found:
            raise Ambiguous(f"several events have ids that begin with {given}", hint="give more letters of the id")
    raise NotInLedger(f"no event {given}", hint="ids are shown by `dateline timeline` and `dateline search`")


def claim_meant(connection: Connection, given: str) -> str:
    """The claim that an id means: its own, or the one that begins so; of several of one event that of the event.

    Raises NotInLedger.
    """
    event = event_id(connection, given)
    near = select(placed.c.claim).where(placed.c.event == event, placed.c.claim.startswith(given, autoescape=True))
    found = connection.execute(near.limit(2)).scalars().all()
    return str(found[0]) if len(found) == 1 else event


def place_of(connection: Connection, event: str) -> tuple[str | None, str]:
    """Where an event stands in a list by day: its day and id. Raises NotInLedger."""
    found = event_id(connection, event)
    return connection.execute(select(events.c.day).where(events.c.id == found)).scalar(), found


def upcoming(connection: Connection, on: str, *, past: bool, limit: int | None, tellings: bool = True) -> list[Event]:
    """What is planned for `on` or later, by day; then what is planned without a day and was told last.

    `past` says that `on` is a day before the ledger's last: then what stood otherwise on it is looked at as well.
    """
    ahead = true() if past else events.c.status.not_in(sorted(DONE | OFF))
    # In the order of days here, not there: asked for the order, SQLite walks all days for the few that are ahead.
    dated = select(events.c.id, events.c.day).where(ahead, events.c.until >= on)
    soonest = sorted(connection.execute(dated), key=lambda row: (row.day or "", row.id))
    late = events.c.reported >= _long_before(on)
    open_ended = (
        select(events.c.id)
        .where(ahead, events.c.until.is_(None), events.c.salience == "main", late)
        .where(true() if past else events.c.reported <= f"{on}~")
        .order_by(events.c.reported.desc(), events.c.id)
    )
    found: list[Event] = []
    for ids in ([row.id for row in soonest], connection.execute(open_ended).scalars().all()):
        for part in parts(ids, _AT_ONCE):
            seen = views(connection, part, on if past else None, tellings=tellings)
            found += [one for one in seen if one.status not in DONE | OFF and not one.unreported]
            if limit is not None and len(found) >= limit:
                return found[:limit]
    return found


def _long_before(day: str) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=_TOLD_OF_LATE)).isoformat()


# Full text


def search(connection: Connection, words: str, *, view: str | None, limit: int) -> list[tuple[str, str]]:
    """(view, id) of what holds all of `words`, the best first; of more than `MOST_RANKED` those written last."""
    if connection.dialect.name != "postgresql":
        words = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    if not words.strip():
        return []
    only = " AND view = :view" if view else ""
    query = text(_FOUND[connection.dialect.name].format(only=only))
    asked = {"words": words, "limit": limit, "last": MOST_RANKED - 1} | ({"view": view} if view else {})
    return [(row.view, row.record) for row in connection.execute(query, asked)]


MOST_RANKED = 2_000  # hits of a search: to rank one takes a microsecond, and a common word is in every third event

# The number from which on hits are ranked is looked up first, from the end: that reads no more than it has to.
_FOUND = {
    "sqlite": (
        "SELECT view, record FROM texts_index JOIN texts ON texts.number = texts_index.rowid"
        " WHERE texts_index MATCH :words AND texts_index.rowid >= coalesce((SELECT rowid FROM texts_index"
        " WHERE texts_index MATCH :words ORDER BY rowid DESC LIMIT 1 OFFSET :last), 0){only}"
        " ORDER BY bm25(texts_index), texts.number LIMIT :limit"
    ),
    "postgresql": (
        "WITH hits AS MATERIALIZED (SELECT number, view, record, vector FROM texts"
        " WHERE vector @@ websearch_to_tsquery('english', :words) ORDER BY number DESC LIMIT :last + 1)"
        " SELECT view, record FROM hits WHERE true{only}"
        " ORDER BY ts_rank(vector, websearch_to_tsquery('english', :words)) DESC, number LIMIT :limit"
    ),
}


# What is kept


def places(connection: Connection, *, since: str | None, until: str | None, limit: int) -> list[tuple[str, int]]:
    """The places with most events between two days, and how many; those of one entity together."""
    by_key = select(events.c.place, func.count().label("told")).where(events.c.place.is_not(None))
    if since:
        by_key = by_key.where(events.c.day >= since)
    if until:
        by_key = by_key.where(events.c.day <= f"{until}~")
    counted = by_key.group_by(events.c.place).subquery()  # first, so that few are looked up
    told = func.sum(counted.c.told).label("told")
    query = select(parties.c.entity, told).join(counted, counted.c.place == parties.c.key).group_by(parties.c.entity)
    rows = connection.execute(query.order_by(told.desc(), parties.c.entity).limit(limit))
    return [(row.entity, int(row.told)) for row in rows]


def find_changes(
    connection: Connection,
    *,
    after: int,
    limit: int | None,
    of: Collection[str] | None,
    what: Collection[str] | None,
) -> list[Change]:
    """The log after a number, in its order; of some records and some fields, or of all."""
    query = select(changes).where(changes.c.number > after).order_by(changes.c.number).limit(limit)
    query = query.where(changes.c.what.in_(what)) if what is not None else query
    asked = [query] if of is None else [query.where(changes.c.record.in_(some)) for some in parts(sorted(set(of)))]
    found = [Change(**row._mapping) for one in asked for row in connection.execute(one)]
    return sorted(found, key=lambda one: one.number)[:limit]


def find_judgements(connection: Connection) -> list[Judgement]:
    """All judgements, in the order in which they were given."""
    return [Judgement(**row._mapping) for row in connection.execute(select(judgements).order_by(judgements.c.number))]


def state(connection: Connection) -> bytes:
    """The computed tables and who speaks, sorted, without what numbers the order of arrival."""
    lines = [
        f"articles {dumps([row.digest, row.speaks, row.version])}"
        for row in connection.execute(select(articles.c.digest, articles.c.speaks, articles.c.version))
    ]
    for table in COMPUTED:
        columns = [column for column in table.c if column.name not in ("number", "article")]
        lines += [f"{table.name} {dumps(list(row))}" for row in connection.execute(select(*columns))]
    return "\n".join(sorted(lines)).encode("utf-8")
