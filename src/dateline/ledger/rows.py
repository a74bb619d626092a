"""A record as rows: its article, and a claim for each of its entities, events and statements, as canonical JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from dateline.ledger.facts import Facts, key_of
from dateline.ledger.types import View
from dateline.record import Entity, Event, Record, Statement, from_json, stable_id, to_json

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="deterministic")


def dumps(value: Any) -> str:
    """Canonical JSON: equal values are equal text."""
    return _ENCODER.encode(value).decode("utf-8")


def loads(text: str | bytes, kind: type[T]) -> T:
    """The value that `dumps` wrote."""
    return msgspec.json.decode(text, type=kind)


@lru_cache(maxsize=50_000)
def kept_facts(text: str) -> Facts:
    """The facts of a claim as they are kept: it is looked at again with every report of its matter."""
    return loads(text, Facts)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it is kept: what it is of, its place in the record, and its body."""

    id: str
    view: View
    place: int
    party: str | None
    body: str


def article_row(record: Record) -> dict[str, Any]:
    """The row of an article, without what is computed (`speaks`, `version`) and without the clock."""
    article = record.article
    headline, outlet, url, name = map(printable, (article.headline, article.outlet, article.url, record.input))
    bare = replace(record, entities=(), events=(), statements=())
    return {
        "id": record.id,
        "digest": stable_id(to_json(record).decode("utf-8")),
        "page": url or record.id,
        "input": name or "",
        "url": url,
        "outlet": outlet,
        "headline": headline,
        "published": article.published,
        "language": article.language,
        "words": article.words,
        "dateline": record.origin.dateline,
        "model": record.origin.model,
        "body": dumps(bare),
    }


def printable(words: str | None) -> str | None:
    """Words as every database takes them: without NUL, which JSON has escaped."""
    return None if words is None else words.replace("\x00", "")


def claims_of(record: Record) -> Iterator[Claim]:
    """The claims of a record: entities, events, statements, each in their order.

    The id of a claim is that of its article and its own within the record, so a new reading of the same article that
    finds the same event keeps the id.
    """
    for place, entity in enumerate(record.entities):
        yield Claim(
            claim_id(record.id, "entity", entity.id),
            "entity",
            place,
            key_of(entity, record.article.published),
            dumps(entity),
        )
    parts: tuple[tuple[View, Sequence[Event | Statement]], ...] = (
        ("event", record.events),
        ("statement", record.statements),
    )
    for view, told in parts:
        seen: set[str] = set()
        for place, one in enumerate(told):
            local = one.id if one.id not in seen else f"{one.id}#{place}"  # an id that comes twice
            seen.add(one.id)
            yield Claim(claim_id(record.id, view, local), view, place, None, dumps(one))


def claim_id(record: str, view: View, local: str) -> str:
    """The id of the claim that a record makes under an id of its own."""
    return stable_id("claim", record, view, local)


def record_of(body: str, claims: Iterator[tuple[View, str]]) -> Record:
    """The record again, from the row of its article and the bodies of its claims in their order."""
    found: dict[View, list[str]] = {"entity": [], "event": [], "statement": []}
    for view, claim in claims:
        found[view].append(claim)
    bare = from_json(body)
    return replace(
        bare,
        entities=tuple(loads(one, Entity) for one in found["entity"]),
        events=tuple(loads(one, Event) for one in found["event"]),
        statements=tuple(loads(one, Statement) for one in found["statement"]),
    )
