"""`record`: one JSON document (schema dateline.ledger/1) in the shapes of a record, with tellings and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import msgspec

from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.ledger.types import LEDGER_SCHEMA, Entity, Event, Proof, Statement


def document(holdings: Holdings) -> dict[str, Any]:
    """The holdings as one object: {"schema", "entities", "events", "statements"}."""
    mentions: dict[str, list[dict[str, Any]]] = {}
    for one in holdings.namings:
        mentions.setdefault(one.entity, []).append(_proof(one.proof) | {"form": one.form})
    return {
        "schema": LEDGER_SCHEMA,
        "entities": [_entity(entity, mentions.get(entity.id, [])) for entity in holdings.entities],
        "events": [_event(event, holdings.confidence) for event in holdings.events],
        "statements": [_statement(said) for said in holdings.statements],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {"article": proof.article, "start": proof.start, "end": proof.end, "quote": proof.quote}


def _proofs(proofs: Iterable[Proof]) -> list[dict[str, Any]]:
    return [_proof(proof) for proof in proofs]


def _entity(entity: Entity, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "country": entity.country,
        "sector": entity.sector,
        "wikidata": entity.wikidata,
        "roles": [
            {
                "title": office.title, "of": office.of, "origin": office.origin, "first": office.first,
                "last": office.last, "evidence": _proof(office.evidence) if office.evidence else None,
            }
            for office in entity.offices
        ],
        "names": [{"name": name.name, "articles": name.articles} for name in entity.names],
        "known_as": list(entity.known_as),
        "mentions": mentions,
    }  # fmt: skip


def _event(event: Event, rated: Mapping[str, float]) -> dict[str, Any]:
    first = event.tellings[0] if event.tellings else None
    return {
        "id": event.id,
        "kind": event.kind,
        "trigger": _proof(first.trigger) if first else None,
        "actors": [_side(side.entity, side.evidence) for side in event.actors],
        "recipients": [_side(side.entity, side.evidence) for side in event.recipients],
        "place": {"entity": event.place.entity, "evidence": _proof(event.place.evidence)} if event.place else None,
        "when": {"value": event.when.value, "evidence": _proof(event.when.evidence)} if event.when else None,
        "status": event.status,
        "unreported": event.unreported,
        "history": [
            {
                "status": turn.status, "as_of": turn.as_of, "known": turn.known, "by": list(turn.by),
                "when": turn.when, "place": turn.place, "evidence": _proofs(turn.evidence),
            }
            for turn in event.history
        ],
        "factuality": [{"source": stance.source, "value": stance.value} for stance in event.factuality],
        "evidence": _proofs(told.sentence for told in event.tellings),
        "salience": event.salience,
        "plover": msgspec.to_builtins(event.plover),
        "cameo": event.cameo,
        "quad": event.quad,
        "tellings": [
            {
                "input": told.input, "article": told.article, "outlet": told.outlet, "published": told.published,
                "event": told.event, "confidence": rated.get(told.claim), "status": told.status,
                "when": told.when, "place": told.place,
                "voices": [{"role": voice.role, "entity": voice.entity} for voice in told.voices],
            }
            for told in event.tellings
        ],
        "conflicts": [_conflict(event, field) for field in dict.fromkeys(one.field for one in event.conflicts)],
    }  # fmt: skip


def _side(entity: str, evidence: Proof | None) -> dict[str, Any]:
    return {"entity": entity, "evidence": _proof(evidence) if evidence else None}


def _conflict(event: Event, field: str) -> dict[str, Any]:
    """A field on which reports differ, its other values with the tellings that give them."""
    told = {one.claim: one for one in event.tellings}
    return {
        "field": field,
        "shown": next(one.shown for one in event.conflicts if one.field == field),
        "others": [
            {
                "value": other.value,
                "tellings": [told[claim].input if claim in told else claim for claim in other.claims],
            }
            for one in event.conflicts
            if one.field == field
            for other in one.others
        ],
    }


def _statement(said: Statement) -> dict[str, Any]:
    return {
        "id": said.id,
        "source": {"entity": said.source, "evidence": None, "words": said.source_words},
        "addressees": [{"entity": one, "evidence": None} for one in said.addressees],
        "content": _proofs(said.content),
        "quoted": _proofs(said.quoted),
        "form": said.form,
        "act": said.act,
        "when": {"value": said.when, "evidence": None} if said.when else None,
        "voices": [{"role": voice.role, "entity": voice.entity} for voice in said.voices],
        "about": list(said.about),
        "articles": list(said.articles),
        "outlets": list(said.outlets),
    }


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One document, indented, with a line end."""
    out.write(msgspec.json.format(msgspec.json.encode(document(holdings)), indent=2) + b"\n")
    return 0


FORMAT = Format(
    name="record",
    about="the whole as one JSON document, in the shapes of a record",
    media_type="application/json",
    parts={"record.json": write},
    loses=(
        "which claims support a value, but for conflicts",
        "of a statement the words for its source's entity, its addressees and its day",
        "the texts of the articles",
    ),
)
