"""What writes: a report added, a judgement given, everything computed anew, each in one transaction of its caller."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dateline.errors import NotInLedger
from dateline.ledger import folding
from dateline.ledger.facts import facts_of, key_of, position_of
from dateline.ledger.identity import Decided
from dateline.ledger.log import Log
from dateline.ledger.parties import Moved, Who, count, decided, parts, regroup
from dateline.ledger.people import find, keys_of
from dateline.ledger.publish import publish_events, publish_statements
from dateline.ledger.queries import event_id
from dateline.ledger.rows import article_row, claims_of, dumps, loads
from dateline.ledger.schema import COMPUTED, articles, claims, event_parties, judgements, placed, said
from dateline.ledger.types import Judgement, Verdict, View
from dateline.ledger.utterances import words_of
from dateline.record import Article, Entity, Event, Record, Statement, from_json


@dataclass
class _Touched:
    """What a transaction has to decide and to show anew."""

    claims: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def add(connection: Connection, records: Sequence[Record], *, at: str) -> list[bool]:
    """Add reports; for each, whether it was new. What they change is decided and written once for all of them."""
    touched, who, verdicts = _Touched(), Who(connection), decided(connection, "entity")
    log = Log(connection, "article", {record.id for record in records})
    new = [_enter(connection, record, at, touched, who, verdicts, log) for record in records]
    if any(new):
        _publish(connection, touched, who, log)
    return new


def _enter(
    connection: Connection, record: Record, at: str, touched: _Touched, who: Who, verdicts: Decided, log: Log
) -> bool:
    """Keep what a report says, and let it speak; False if this very reading of it is there already."""
    row = article_row(record)
    if _has(connection, row["digest"]):
        return False
    number, first = _next(connection, articles), _next(connection, claims)
    connection.execute(insert(articles), [row | {"number": number, "speaks": 0, "version": 0, "added": at}])
    kept = [
        {"number": first + i, "id": one.id, "article": number, "view": one.view, "place": one.place,
         "party": one.party, "body": one.body}
        for i, one in enumerate(claims_of(record))
    ]  # fmt: skip
    if kept:
        connection.execute(insert(claims), kept)
    for silenced, spoken in _speakers(connection, row["page"]):
        if silenced is not None:
            _move(connection, _silence(connection, silenced, touched, verdicts), touched, who, log)
        if spoken is not None:
            _move(connection, _speak(connection, spoken, touched, verdicts, who), touched, who, log)
    return True


def is_there(connection: Connection, record: Record) -> bool:
    """Is this very reading of a report there already?"""
    return _has(connection, article_row(record)["digest"])


def _has(connection: Connection, digest: str) -> bool:
    return connection.execute(select(articles.c.number).where(articles.c.digest == digest)).first() is not None


def meant(connection: Connection, a: str, b: str) -> tuple[View, str, str]:
    """What two ids or names mean: claims of two events, or the keys of two entities. Raises NotInLedger."""
    try:
        event_id(connection, a)
        event_id(connection, b)
    except NotInLedger:
        entities = [find(connection, one) for one in (a, b)]
        keys = [keys_of(connection, one)[0] for one in entities]
        return "entity", keys[0], keys[1]
    return "event", a, b


def judge(
    connection: Connection, view: View, a: str, b: str, verdict: Verdict, *, by: str, reason: str, at: str
) -> Judgement:
    """Keep a judgement and let it speak. `a` and `b` are claims of events, or keys of parties."""
    number = _next(connection, judgements)
    row: dict[str, Any] = {"number": number, "view": view, "a": a, "b": b, "verdict": verdict, "by": by}
    row |= {"reason": reason, "at": at}
    connection.execute(insert(judgements), [row])
    touched, who, log = _Touched(), Who(connection), Log(connection, f"judgement {number}")
    if view == "entity":
        _move(connection, regroup(connection, {a, b}, decided(connection, "entity")), touched, who, log)
    else:
        rows = connection.execute(select(placed.c.event).where(placed.c.claim.in_([a, b]))).scalars().all()
        touched.events |= set(rows)
        members = connection.execute(select(placed.c.claim).where(placed.c.event.in_(rows))).scalars()
        touched.claims |= set(members)
    _publish(connection, touched, who, log)
    return Judgement(**row)


def rebuild(connection: Connection) -> None:
    """Compute everything anew from articles, claims and judgements; what comes out otherwise than before is logged."""
    log = Log(connection, "rebuild")
    log.remember()
    for table in COMPUTED:
        connection.execute(delete(table))
    connection.execute(update(articles).values(speaks=0, version=0))
    who, verdicts = Who(connection), decided(connection, "entity")
    pages = connection.execute(select(articles.c.page).distinct()).scalars().all()
    speaking = [spoken for page in pages for _, spoken in _speakers(connection, page) if spoken is not None]
    order = connection.execute(select(articles.c.number, articles.c.published, articles.c.id)).all()
    ranked = {row.number: (row.published or "9999")[:10] + row.id for row in order}
    for number in sorted(speaking, key=ranked.__getitem__):
        touched = _Touched()
        _move(connection, _speak(connection, number, touched, verdicts, who), touched, who, None)
        _publish(connection, touched, who, None)
    log.compare()


def _next(connection: Connection, table: Any) -> int:
    """The next number. Only one writer at a time: no two ask at once."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


# Which reading of which state of a page speaks


def _speakers(connection: Connection, page: str) -> list[tuple[int | None, int | None]]:
    """(who fell silent, who speaks now) on a page, at most one pair; versions are numbered on the way.

    The state published last speaks, of several the longest: updates add. Of several readings of one state that of the
    newest Dateline speaks.
    """
    rows = connection.execute(select(*_MARKS).where(articles.c.page == page)).all()
    states = sorted({(row.published or "", row.words, row.id) for row in rows})
    best = max(
        rows, key=lambda row: (row.published or "", row.words, row.id, _version(row.dateline), row.model, row.digest)
    )
    for row in rows:
        version = states.index((row.published or "", row.words, row.id)) + 1
        speaks = int(row.number == best.number and row.speaks)  # whoever speaks anew is marked by `_speak`
        if (row.version, row.speaks) != (version, speaks):
            connection.execute(
                update(articles).where(articles.c.number == row.number).values(version=version, speaks=speaks)
            )
    before = next((row.number for row in rows if row.speaks), None)
    return [] if before == best.number else [(before, best.number)]


_MARKS = [
    articles.c[name]
    for name in ("number", "id", "published", "words", "dateline", "model", "digest", "version", "speaks")
]


def _rank(row: Row[Any]) -> tuple[Any, ...]:
    return (row.published or "", row.words, row.id, _version(row.dateline), row.model, row.digest)


def _version(words: str) -> tuple[int, ...]:
    """ "0.10.1" as numbers, so that it comes after "0.9"."""
    return tuple(int(part) for part in words.split(".") if part.isdigit())


def _silence(connection: Connection, number: int, touched: _Touched, verdicts: Decided) -> Moved:
    """Take what an article says out of the views; the parties that changed."""
    published, found = _claimed(connection, number, ["entity"])
    moved = count(connection, [(loads(row.body, Entity), published) for row in found], verdicts, sign=-1)
    events, later = folding.take(connection, number)
    touched.events |= events
    touched.claims |= later
    touched.words |= set(connection.execute(select(said.c.words).where(said.c.article == number)).scalars())
    connection.execute(delete(said).where(said.c.article == number))
    return moved


def _claimed(connection: Connection, number: int, views: Collection[str]) -> tuple[str | None, Sequence[Row[Any]]]:
    published = connection.execute(select(articles.c.published).where(articles.c.number == number)).scalar()
    rows = connection.execute(
        select(claims).where(claims.c.article == number, claims.c.view.in_(views)).order_by(claims.c.number)
    ).all()
    return published, rows


def _speak(connection: Connection, number: int, touched: _Touched, verdicts: Decided, who: Who) -> Moved:
    """Let what an article says take part in the views; the parties that changed."""
    row = connection.execute(select(articles.c.id, articles.c.body).where(articles.c.number == number)).one()
    article = from_json(row.body).article
    published, found = _claimed(connection, number, ["entity", "event", "statement"])
    entities = [loads(one.body, Entity) for one in found if one.view == "entity"]
    keys = {entity.id: key_of(entity) for entity in entities}
    moved = count(connection, [(entity, published) for entity in entities], verdicts)
    connection.execute(update(articles).where(articles.c.number == number).values(speaks=1))
    who.forget(moved)
    folded, spoken = [], []
    for one in found:
        if one.view == "event":
            folded.append(_folded(one, loads(one.body, Event), article, row.id, number, keys))
        elif one.view == "statement":
            spoken.append(_spoken(one, loads(one.body, Statement), article, row.id, number, keys))
    folding.put(connection, folded, who)
    touched.claims |= {one.facts.claim for one in folded}
    if spoken:
        connection.execute(insert(said), spoken)
        touched.words |= {one["words"] for one in spoken}
    return moved


def _folded(
    row: Row[Any], event: Event, article: Article, article_id: str, number: int, keys: Mapping[str, str]
) -> folding.Row:
    facts = facts_of(row.id, event, article=article, article_id=article_id, index=row.place, keys=keys)
    used = {one.entity for one in (*event.actors, *event.recipients)} | {one.entity for one in event.voices}
    used |= {stance.source for stance in event.factuality} | {by for step in event.history for by in step.by}
    used |= {step.place for step in event.history} | ({event.place.entity} if event.place is not None else set())
    return folding.Row(facts, row.number, number, {one: keys[one] for one in sorted(keys) if one in used})


def _spoken(
    row: Row[Any], statement: Statement, article: Article, article_id: str, number: int, keys: Mapping[str, str]
) -> dict[str, Any]:
    used = {one.entity for one in (statement.source, *statement.addressees)} | {one.entity for one in statement.voices}
    return {
        "claim": row.id, "number": row.number, "article": number,
        "position": position_of(article, article_id, row.place), "words": words_of(statement, keys),
        "keys": dumps({one: keys[one] for one in sorted(keys) if one in used}),
    }  # fmt: skip


# What a transaction has touched


def _move(connection: Connection, moved: Moved, touched: _Touched, who: Who, log: Log | None) -> None:
    """Parties mean somebody else than before: whatever names them is decided and shown anew."""
    who.forget(moved)
    for key, (before, after) in sorted(moved.items()):
        if log is not None and before != after:
            log.note("entity", after or before or key, "identity" if before else "new", before, after)
    affected: set[str] = set()
    keys = sorted(key for key, (before, _) in moved.items() if before)  # a new key is named nowhere yet
    for part in parts([*keys, *(f"~{key}" for key in keys)]):
        affected |= set(
            connection.execute(select(event_parties.c.event).where(event_parties.c.party.in_(part))).scalars()
        )
    touched.events |= affected
    named = folding.naming(connection, touched.claims, keys)  # of this transaction, not shown yet
    for part in parts(sorted(affected)):
        named |= set(connection.execute(select(placed.c.claim).where(placed.c.event.in_(part))).scalars())
    if named:
        touched.claims |= folding.rekey(connection, named, who)


def _publish(connection: Connection, touched: _Touched, who: Who, log: Log | None) -> None:
    """Settle which claims tell of one event, and write the views of all that changed."""
    verdicts = decided(connection, "event")
    different: dict[str, set[str]] = {}
    for pair, verdict in verdicts.items():
        if verdict != "same":
            for claim in pair:
                different.setdefault(claim, set()).update(pair - {claim})
    together = [
        sorted(pair) for pair, verdict in sorted(verdicts.items(), key=lambda one: sorted(one[0])) if verdict == "same"
    ]
    founders, left = folding.settle(connection, touched.claims, who, different)
    affected = touched.events | left
    for part in parts(sorted(affected)):
        founders |= set(connection.execute(select(placed.c.founder).where(placed.c.event.in_(part))).scalars())
    named = folding.unite(connection, founders, together)
    publish_events(connection, affected | named, who, log, moved=touched.events)
    publish_statements(connection, touched.words, who, log)
