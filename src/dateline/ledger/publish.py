"""Views written to the store: the body of each, what it is found by, and what changed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, select, update

from dateline.ledger.corrected import NO_WORDS, Words, keys_in
from dateline.ledger.corrections import words_on
from dateline.ledger.facts import Party
from dateline.ledger.fields import Source
from dateline.ledger.kept import into, run_many
from dateline.ledger.log import Log
from dateline.ledger.matter import Look
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import dumps, kept_facts, loads, printable
from dateline.ledger.schema import (
    articles,
    claims,
    event_parties,
    events,
    placed,
    said,
    statements,
    texts,
)
from dateline.ledger.types import Event, Statement, View
from dateline.ledger.utterances import Utterance, statement_of
from dateline.ledger.views import event_of, sentence_of
from dateline.record import Event as ClaimedEvent
from dateline.record import Statement as ClaimedStatement

_SENTENCES = 5  # of an event that can be searched for: more tellings say the same
_NO_DAY = "9999"  # sorts after all days


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TOLD = (
    select(placed, claims.c.body, articles.c.input, articles.c.outlet, articles.c.published, articles.c.headline)
    .join(claims, claims.c.number == placed.c.number)
    .join(articles, articles.c.number == placed.c.article)
    .where(placed.c.event.in_(_IDS))
    .order_by(placed.c.position)
)
_TOLD_UNTIL = _TOLD.where(placed.c.position < bindparam("until"))
_SAID = (
    select(said, claims.c.body, articles.c.id, articles.c.outlet, articles.c.published, articles.c.headline)
    .join(claims, claims.c.number == said.c.number)
    .join(articles, articles.c.number == said.c.article)
    .where(said.c.words.in_(_IDS))
    .order_by(said.c.position)
)
_EVENTS = select(events.c.id, events.c.body).where(events.c.id.in_(_IDS))
_STATEMENTS = select(statements).where(statements.c.words.in_(_IDS))
_NO_EVENTS = delete(events).where(events.c.id.in_(_IDS))
_OTHERWISE = (
    update(events)
    .where(events.c.id == bindparam("of"))
    .values({one: bindparam(f"new_{one.name}") for one in events.c if not one.primary_key})
)
_FOUND_BY = select(event_parties.c.party, event_parties.c.day, event_parties.c.event).where(
    event_parties.c.event.in_(_IDS)
)
_NO_PARTY = delete(event_parties).where(
    *(column == bindparam(f"old_{column.name}") for column in event_parties.primary_key)
)
_NO_STATEMENTS = delete(statements).where(statements.c.words.in_(_IDS))
_TEXTS = select(texts.c.record, texts.c.words).where(texts.c.record.in_(_IDS), texts.c.view == bindparam("of"))
_NO_TEXTS = delete(texts).where(texts.c.record.in_(_IDS), texts.c.view == bindparam("of"))
_LAST_TEXT = select(func.coalesce(func.max(texts.c.number), 0))


def publish_events(
    connection: Connection, ids: Collection[str], who: Who, log: Log | None, *, moved: Collection[str] = ()
) -> None:
    """Write the views of events anew; those of which no claim is left are gone.

    Those in `moved` are written even where the body stays: somebody who takes part has changed sides.
    """
    for part in parts(sorted(ids)):
        old = {row.id: row.body for row in connection.execute(_EVENTS, {"ids": part})}
        told = sources_of(connection, part)
        words = words_on(connection, part)
        who.load(key for several in told.values() for one in several for key in one.keys.values())
        views = {
            event: event_of(several, who, words.get(event, NO_WORDS), tellings=False) for event, several in told.items()
        }
        bodies = {event: body_of(view) for event, view in views.items()}
        stale = [event for event in part if old.get(event) != bodies.get(event) or event in moved]
        there = [event for event in stale if event in views]
        rows = [_event_row(views[event], bodies[event], told[event], words.get(event, NO_WORDS)) for event in there]
        found_by = {
            row for event in there for row in _found_by(views[event], told[event], who, words.get(event, NO_WORDS))
        }
        _write_events(connection, [event for event in stale if event in old], rows)
        _write_parties(connection, [event for event in stale if event in old], found_by)
        # Of all: a report that comes again under another headline changes no view.
        _write_texts(connection, "event", part, {event: _event_words(views[event], told[event]) for event in views})
        if log is not None:
            for event in stale:
                articles_of = (one.facts.article for one in told.get(event, ()))
                log.differ("event", event, old.get(event), bodies.get(event), articles_of)
    if log is not None:
        log.write()


# What is there and stays as it is, is left alone: each row that is written costs a page of every index over it.


def _write_events(connection: Connection, were: Collection[str], rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows of events, of which some are there; those that come no more are gone."""
    if gone := sorted(set(were) - {row["id"] for row in rows}):
        connection.execute(_NO_EVENTS, {"ids": gone})
    known = set(were)
    if changed := [row for row in rows if row["id"] in known]:
        others = [{"of" if name == "id" else f"new_{name}": value for name, value in row.items()} for row in changed]
        run_many(connection, _OTHERWISE, others)
    if new := [row for row in rows if row["id"] not in known]:
        run_many(connection, into(events), new)


def _write_parties(connection: Connection, were: Collection[str], found_by: Set[tuple[str, str, str]]) -> None:
    """Write under whom events are found: (party, day, event)."""
    there: set[tuple[str, str, str]] = set()
    if were:
        there = {(row.party, row.day, row.event) for row in connection.execute(_FOUND_BY, {"ids": list(were)})}
    if gone := sorted(there - found_by):
        run_many(connection, _NO_PARTY, [{"old_party": a, "old_day": day, "old_event": b} for a, day, b in gone])
    if new := sorted(found_by - there):
        run_many(connection, into(event_parties), [{"party": a, "day": day, "event": b} for a, day, b in new])


def sources_of(connection: Connection, ids: Sequence[str], *, until: str | None = None) -> dict[str, list[Source]]:
    """The tellings of events in the order of their positions; only those up to the day `until`, if it is given."""
    query = _TOLD if until is None else _TOLD_UNTIL
    rows = connection.execute(query, {"ids": ids} | ({} if until is None else {"until": f"{until}~"}))
    found: dict[str, list[Source]] = {}
    for row in rows.all():
        facts, keys = kept_facts(row.facts), loads(row.keys, dict[str, str])
        event = loads(row.body, ClaimedEvent)
        source = Source(facts, event, keys, row.input, row.outlet, row.published, row.headline)
        found.setdefault(row.event, []).append(source)
    return found


def body_of(view: Event) -> str:
    """The view as it is kept: without its tellings, which are read from their claims, but with their number."""
    return dumps({name: getattr(view, name) for name in Event.__dataclass_fields__ if name != "tellings"})


def _event_row(view: Event, body: str, told: Sequence[Source], words: Words) -> dict[str, Any]:
    place = next((one.facts.place for one in told if view.place and one.facts.claim in view.place.claims), None)
    planned = [view.when.value] if view.when is not None else [turn.when for turn in view.history if turn.when]
    last = [span for one in told for span in (one.facts.span, *one.facts.planned) if span is not None]
    if place is None and view.place is not None:
        place = next(iter(keys_in(words).get("place", ())), None)
    return {
        "id": view.id, "kind": view.kind, "status": view.status, "salience": view.salience, "place": place,
        "day": view.day, "until": planned[-1].rpartition("/")[2] if planned and (last or "when" in words) else None,
        "reported": view.last_reported, "body": body,
    }  # fmt: skip


def _found_by(view: Event, told: Sequence[Source], who: Who, words: Words) -> Iterator[tuple[str, str, str]]:
    """Under whom a timeline finds the event; with "~", who is named otherwise, so that it is renewed with him."""
    given = keys_in(words)
    sides = {key for several in given.values() for key in several}
    for one in told:
        sides |= set() if "actors" in given else set(one.facts.actors)
        sides |= set() if "recipients" in given else set(one.facts.recipients)
        sides |= {one.facts.place} if one.facts.place and "place" not in given else set()
    named = {key for one in told for key in one.keys.values()} - sides
    states = {f"s:{party.side}" for key in sides if len((party := who(key)).side) == 3 and not key.startswith("l:")}
    day = view.day or _NO_DAY
    yield from ((key, day, view.id) for key in sides | states)
    yield from ((f"~{key}", day, view.id) for key in named)


def _event_words(view: Event, told: Sequence[Source]) -> str:
    """What a search finds it by: its kind and status, the names of those who take part, and how it was told.

    A headline that was read itself stands among the sentences, and is not repeated.
    """
    entities = [one.entity for one in (*view.actors, *view.recipients)] + ([view.place.entity] if view.place else [])
    sentences: dict[str, None] = {}
    for one in told:
        if len(sentences) == _SENTENCES:
            break
        sentences[sentence_of(one).quote] = None
    headlines = [one for one in _headlines(told) if one not in sentences]
    return "\n".join([view.kind, view.status, *(one.replace("-", " ") for one in entities), *sentences, *headlines])


def publish_statements(connection: Connection, words: Collection[str], who: Who, log: Log | None) -> None:
    """Write the views of statements anew, by the hash of who said what."""
    for part in parts(sorted(words)):
        old = {row.words: (row.id, row.body) for row in connection.execute(_STATEMENTS, {"ids": part})}
        told = utterances_of(connection, part)
        views = {one: statement_of(several, itself) for one, several in told.items()}
        if old:
            connection.execute(_NO_STATEMENTS, {"ids": part})
        if views:
            rows = [_statement_row(one, view) for one, view in views.items()]
            run_many(connection, into(statements), rows)
        stale = [record for record, _ in old.values()]
        found_by = {view.id: _statement_words(view, told[one]) for one, view in views.items()}
        _write_texts(connection, "statement", stale, found_by)
        if log is not None:
            before, after = dict(old.values()), {view.id: view for view in views.values()}
            for record in sorted(before.keys() | after.keys()):
                view = after.get(record)
                body, carried = (dumps(view), view.articles) if view is not None else (None, ())
                log.differ("statement", record, before.get(record), body, carried)
    if log is not None:
        log.write()


def utterances_of(connection: Connection, words: Sequence[str]) -> dict[str, list[Utterance]]:
    """The tellings of statements in the order of their positions."""
    rows = connection.execute(_SAID, {"ids": words})
    found: dict[str, list[Utterance]] = {}
    for row in rows:
        keys, statement = loads(row.keys, dict[str, str]), loads(row.body, ClaimedStatement)
        one = Utterance(row.claim, statement, keys, row.id, row.outlet, row.published, row.headline)
        found.setdefault(row.words, []).append(one)
    return found


def itself(key: str) -> Party:
    """Statements are kept with keys in place of ids: they hold when two spellings become one person."""
    return Party(key, "other", key)


def resolved(view: Statement, who: Look) -> Statement:
    """A statement as it is kept, with the ids of entities as they are now."""
    return replace(
        view,
        source=who(view.source).id if view.source is not None else None,
        addressees=tuple(dict.fromkeys(who(key).id for key in view.addressees)),
        voices=tuple(replace(one, entity=who(one.entity).id) for one in view.voices),
    )


def _statement_row(words: str, view: Statement) -> dict[str, Any]:
    day = view.when or view.first_reported
    return {"id": view.id, "words": words, "source": view.source, "day": day, "body": dumps(view)}


def _statement_words(view: Statement, told: Sequence[Utterance]) -> str:
    """What a search finds it by: who spoke, the words, and the headlines above them."""
    speaker = view.source.split(":")[1].split("@")[0].replace("-", " ") if view.source else view.source_words or ""
    return "\n".join([speaker, *(part.quote for part in view.content), *_headlines(told)])


def _headlines(told: Iterable[Source | Utterance]) -> list[str]:
    """The headlines of the reports that tell it, each once, as many as sentences: what they add is in a few of them."""
    return list(islice(dict.fromkeys(one.headline for one in told if one.headline), _SENTENCES))


def _write_texts(connection: Connection, view: View, stale: Iterable[str], fresh: dict[str, str]) -> None:
    printed = {record: printable(words) for record, words in fresh.items()}
    for part in parts(sorted({*stale, *fresh})):
        were = {row.record: row.words for row in connection.execute(_TEXTS, {"ids": part, "of": view})}
        if other := [record for record, words in were.items() if printed.get(record) != words]:
            connection.execute(_NO_TEXTS, {"ids": other, "of": view})
        for record in were.keys() - set(other):
            del printed[record]
    if printed:
        first = int(connection.execute(_LAST_TEXT).scalar_one()) + 1
        rows = [
            {"number": first + i, "view": view, "record": record, "words": words}
            for i, (record, words) in enumerate(sorted(printed.items()))
        ]
        run_many(connection, into(texts), rows)
