"""What writes: reports added, a judgement given, everything computed anew, each in one transaction of its caller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from dateline.errors import Ambiguous, NotInLedger
from dateline.ledger import folding
from dateline.ledger.drafts import drafted
from dateline.ledger.kept import into, run_many
from dateline.ledger.log import Log
from dateline.ledger.parties import decided, is_person, regroup
from dateline.ledger.people import find, keys_of
from dateline.ledger.publish import publish_events, publish_statements
from dateline.ledger.queries import claim_meant, event_id
from dateline.ledger.rows import article_row, claims_of, dumps
from dateline.ledger.schema import COMPUTED, articles, claims, corrections, judgements, placed
from dateline.ledger.settling import settle
from dateline.ledger.speaking import Transaction, choose, move, speak, voice_in, voice_of
from dateline.ledger.types import Correction, Judgement, Verdict, View
from dateline.record import Record

Row = dict[str, Any]


def add(connection: Connection, records: Sequence[Record], *, at: str) -> list[bool]:
    """Add reports; for each, whether it was new. What they change is decided and written once for all of them."""
    on = Transaction(connection, Log(connection, "article", {record.id for record in records}))
    rows = [article_row(record) for record in records]
    there = _there(connection, rows)
    digests, pages = {digest for digest, _ in there}, {page for _, page in there}
    new: list[bool] = []
    fresh: list[tuple[Record, Row]] = []  # whose pages nobody has told before: most are, and they go in together
    for record, row in zip(records, rows, strict=True):
        new.append(row["digest"] not in digests)
        if not new[-1]:
            continue
        digests.add(row["digest"])
        if row["page"] in pages:
            _keep(on, fresh, at)
            fresh = []
            _keep(on, [(record, row)], at, alone=False)
            choose(on, row["page"])
        else:
            pages.add(row["page"])
            fresh.append((record, row))
    _keep(on, fresh, at)
    if any(new):
        _publish(on)
    return new


_THERE = select(articles.c.digest, articles.c.page).where(
    or_(
        articles.c.digest.in_(bindparam("digests", expanding=True)),
        articles.c.page.in_(bindparam("pages", expanding=True)),
    )
)


def _there(connection: Connection, rows: Sequence[Row]) -> list[tuple[str, str]]:
    asked = {"digests": [row["digest"] for row in rows], "pages": sorted({row["page"] for row in rows})}
    return [(row.digest, row.page) for row in connection.execute(_THERE, asked)]


def _keep(on: Transaction, fresh: Sequence[tuple[Record, Row]], at: str, *, alone: bool = True) -> None:
    """Write reports and their claims; where each is the only one of its page, it speaks."""
    if not fresh:
        return
    number, claim = _next(on.connection, articles), _next(on.connection, claims)
    kept: list[Row] = []
    claimed: list[Row] = []
    voices = []
    for i, (record, row) in enumerate(fresh):
        kept.append(row | {"number": number + i, "speaks": int(alone), "version": int(alone), "added": at})
        mine = [
            {"number": claim + len(claimed) + n, "id": one.id, "article": number + i, "view": one.view,
             "place": one.place, "party": one.party, "body": one.body}
            for n, one in enumerate(claims_of(record))
        ]  # fmt: skip
        claimed += mine
        voices.append(voice_of(record, number + i, mine))
    run_many(on.connection, into(articles), kept)
    if claimed:
        run_many(on.connection, into(claims), claimed)
    if alone:
        speak(on, voices)


def is_there(connection: Connection, record: Record) -> bool:
    """Is this very reading of a report there already?"""
    row = article_row(record)
    return any(digest == row["digest"] for digest, _ in _there(connection, [row]))


def meant(connection: Connection, a: str, b: str) -> tuple[View, str, str]:
    """What two ids or names mean: claims of two events, or the keys of two entities. Raises NotInLedger, Ambiguous."""
    try:
        return "event", claim_meant(connection, a), claim_meant(connection, b)
    except NotInLedger as no_event:
        try:
            one, other = (keys_of(connection, find(connection, name))[0] for name in (a, b))
        except NotInLedger:
            if any(re.fullmatch("[0-9a-f]{4,16}", name) for name in (a, b)):  # ids were meant, no names
                raise no_event from None
            raise
    if is_person(one) != is_person(other):
        person, body = (a, b) if is_person(one) else (b, a)
        raise Ambiguous(f"{person} is a person, {body} is none", hint="give two persons, or two states or bodies")
    return "entity", one, other


def judge(
    connection: Connection, view: View, a: str, b: str, verdict: Verdict, *, by: str, reason: str, at: str
) -> Judgement:
    """Keep a judgement and let it speak. `a` and `b` are claims of events, or keys of parties."""
    number = _next(connection, judgements)
    row: Row = {"number": number, "view": view, "a": a, "b": b, "verdict": verdict, "by": by, "reason": reason}
    row["at"] = at
    connection.execute(insert(judgements), [row])
    on = Transaction(connection, Log(connection, f"judgement {number}"))
    if view == "entity":
        move(on, regroup(connection, {a, b}, on.verdicts))
    else:
        rows = connection.execute(select(placed.c.event).where(placed.c.claim.in_([a, b]))).scalars().all()
        on.events |= set(rows)
        on.claims |= set(connection.execute(select(placed.c.claim).where(placed.c.event.in_(rows))).scalars())
    _publish(on)
    return Judgement(**row)


def correct(
    connection: Connection, event: str, field: str, value: str | Sequence[str] | None, **how: Any
) -> Correction:
    """Keep a correction and let it speak; takes and raises what `drafted` does."""
    word = replace(drafted(connection, event, field, value, **how), number=_next(connection, corrections))
    row = {name: getattr(word, name) for name in word.__slots__}
    row["proof"] = dumps(word.proof) if word.proof is not None else None
    connection.execute(insert(corrections), [row])
    on = Transaction(connection, Log(connection, f"correction {word.number}"))
    on.events.add(event_id(connection, word.claim))
    _publish(on)
    return word


_AT_ONCE = 100  # reports of a rebuild that are decided together


def rebuild(connection: Connection) -> None:
    """Compute everything anew from articles, claims and judgements; what comes out otherwise than before is logged."""
    log = Log(connection, "rebuild")
    log.remember()
    for table in COMPUTED:
        connection.execute(delete(table))
    connection.execute(update(articles).values(speaks=0, version=0))
    rows = connection.execute(select(articles.c.number, articles.c.page, articles.c.published, articles.c.id)).all()
    several: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: ((row.published or "9999")[:10], row.id)):
        several.setdefault(row.page, []).append(row)
    single = [group[0].number for group in several.values() if len(group) == 1]
    if single:
        one = update(articles).where(articles.c.number == bindparam("of")).values(speaks=1, version=1)
        connection.execute(one, [{"of": number} for number in single])
    for start in range(0, len(single), _AT_ONCE):
        on = Transaction(connection, None)
        speak(on, [voice_in(connection, number) for number in single[start : start + _AT_ONCE]])
        _publish(on)
    for page, group in several.items():
        if len(group) > 1:
            on = Transaction(connection, None)
            choose(on, page)
            _publish(on)
    log.compare()


def _next(connection: Connection, table: Any) -> int:
    """The next number. Only one writer at a time: no two ask at once."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


def _publish(on: Transaction) -> None:
    """Settle which claims tell of one event, and write the views of all that changed."""
    verdicts = decided(on.connection, "event")
    different: dict[str, set[str]] = {}
    for pair, verdict in verdicts.items():
        if verdict != "same":
            for claim in pair:
                different.setdefault(claim, set()).update(pair - {claim})
    together = sorted(sorted(pair) for pair, verdict in verdicts.items() if verdict == "same")
    founders, left = settle(on.connection, on.claims, on.who, different)
    affected = on.events | left
    founders |= folding.founders_of(on.connection, affected)
    named = folding.unite(on.connection, founders, together)
    publish_events(on.connection, affected | named, on.who, on.log, moved=on.events)
    publish_statements(on.connection, on.words, on.who, on.log)
