"""The tellings of events: what a list of them shows of each report, and no more is read of its claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from dateline.ledger.fields import Source, proof
from dateline.ledger.matter import Look
from dateline.ledger.parties import Who, parts
from dateline.ledger.rows import loads
from dateline.ledger.schema import articles, claims, placed
from dateline.ledger.types import Carrier, Telling
from dateline.record import Evidence, Kind, Salience, Status, VoiceRole

_AT_ONCE = 500
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TOLD = (
    select(
        placed.c.event, placed.c.facts, placed.c["keys"], claims.c.body,
        articles.c.input, articles.c.outlet, articles.c.published,
    )
    .join(claims, claims.c.number == placed.c.number)
    .join(articles, articles.c.number == placed.c.article)
    .where(placed.c.event.in_(_IDS))
    .order_by(placed.c.position)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Facts:
    """Of the facts of a claim what a telling shows."""

    claim: str
    article: str
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _When:
    value: str


@dataclass(frozen=True, slots=True)
class _Voice:
    role: VoiceRole
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """Of the claim itself the same."""

    id: str
    kind: Kind
    status: Status
    trigger: Evidence
    salience: Salience
    when: _When | None = None
    evidence: tuple[Evidence, ...] = ()
    voices: tuple[_Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """One telling as it is listed: a `Source` of which less was read."""

    facts: _Facts
    event: _Event
    keys: Mapping[str, str]
    input: str
    outlet: str | None
    published: str | None


def tellings_of(connection: Connection, ids: Sequence[str], who: Who) -> dict[str, tuple[Telling, ...]]:
    """The tellings of events in the order of their positions, by the id of the event."""
    found: dict[str, list[Glance]] = {}
    for part in parts(list(ids), _AT_ONCE):
        for event, facts, keys, body, *report in connection.execute(_TOLD, {"ids": part}):
            glance = Glance(loads(facts, _Facts), loads(body, _Event), loads(keys, dict[str, str]), *report)
            found.setdefault(event, []).append(glance)
    who.load(key for several in found.values() for one in several for key in one.keys.values())
    return {event: tuple(telling_of(one, who) for one in several) for event, several in found.items()}


def telling_of(source: Source | Glance, look: Look) -> Telling:
    """What one report tells of an event, as a view lists it."""
    facts, event, keys = source.facts, source.event, source.keys
    return Telling(
        claim=facts.claim,
        article=facts.article,
        input=source.input,
        event=event.id,
        outlet=source.outlet,
        published=source.published,
        kind=event.kind,
        status=event.status,
        when=event.when.value if event.when is not None else None,
        place=look(facts.place).id if facts.place is not None else None,
        actors=tuple([look(key).id for key in facts.actors]),
        recipients=tuple([look(key).id for key in facts.recipients]),
        trigger=proof(facts.article, event.trigger),
        sentence=proof(facts.article, event.evidence[0] if event.evidence else event.trigger),
        salience=event.salience,
        voices=tuple([Carrier(one.role, look(key).id) for one in event.voices if (key := keys.get(one.entity or ""))]),
    )
