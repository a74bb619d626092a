"""FollowTheMoney: JSON lines of persons, bodies, articles, events and mentions, for Aleph and its kin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from dateline.exports.codes import alpha2
from dateline.exports.days import first_day, span_of
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.words import printable, title
from dateline.ledger.types import Article, Entity, Event
from dateline.record import stable_id

_SCHEMA = {"person": "Person", "state": "PublicBody", "organisation": "Organization", "outlet": "Organization"}
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_WITH_HOST = frozenset({"visit", "summit", "meeting", "negotiation", "ceremony"})


def schema_of(entity: Entity) -> str | None:
    """The schema of an entity; None for places, and for groups that are no body."""
    if entity.kind == "organisation" and entity.sector in _PUBLIC:
        return "PublicBody"
    return _SCHEMA.get(entity.kind)


def write(holdings: Holdings, out: BinaryIO) -> int:
    """Entities, articles, events, then mentions; gives how many statements have no schema."""
    entities = holdings.entity_of()
    for entity in holdings.entities:
        if schema := schema_of(entity):
            _put(out, _id(entity.id), schema, _entity(entity))
    for article in holdings.articles:
        _put(out, _id(article.id), "Article", _article(article, holdings.texts.get(article.id)))
    articles = holdings.article_of()
    for event in holdings.events:
        _put(out, _id(event.id), "Event", _event(event, entities, articles))
    for article_id, entity_id in dict.fromkeys((one.proof.article, one.entity) for one in holdings.namings):
        named = entities.get(entity_id)
        if named and (schema := schema_of(named)):
            values: dict[str, list[str | None]] = {
                "document": [_id(article_id)], "name": [named.name], "resolved": [_id(entity_id)],
                "detectedSchema": [schema], "contextCountry": [(alpha2(named.country) or "").lower()],
            }  # fmt: skip
            _put(out, "dateline-mention-" + stable_id(article_id, entity_id), "Mention", values)
    return len(holdings.statements)


def _put(out: BinaryIO, id: str, schema: str, properties: dict[str, list[str | None]]) -> None:
    cleaned = {
        name: list(dict.fromkeys(words for value in values if value and (words := printable(value).strip())))
        for name, values in properties.items()
    }
    row: dict[str, Any] = {"id": id, "schema": schema, "properties": {k: v for k, v in cleaned.items() if v}}
    out.write(msgspec.json.encode(row) + b"\n")


def _id(ours: str) -> str:
    return f"dateline-{ours}"


def _entity(entity: Entity) -> dict[str, list[str | None]]:
    person = entity.kind == "person"
    country = alpha2(entity.country)
    return {
        "name": [entity.name],
        "alias": [name.name for name in entity.names if name.name != entity.name],
        "country": [country.lower() if country else None],
        "wikidataId": [entity.wikidata],
        "position" if person else "topics": [office.title for office in entity.offices] if person else [],
    }


def _article(article: Article, text: str | None) -> dict[str, list[str | None]]:
    day = first_day(article.published)
    return {
        "title": [article.headline or article.input],
        "sourceUrl": [article.url if article.url and article.url.startswith(("http://", "https://")) else None],
        "publisher": [article.outlet],
        "publishedAt": [day.isoformat() if day else None],
        "bodyText": [text],
    }


def _event(event: Event, entities: dict[str, Entity], articles: dict[str, Article]) -> dict[str, list[str | None]]:
    span = span_of(event.when.value) if event.when else None
    first = span.first.isoformat() if span and span.first else None
    last = span.last.isoformat() if span and span.last else None
    single = span is not None and span.single
    place = entities.get(event.place.entity) if event.place else None
    country = alpha2(place.country) if place else None
    told = [articles[one.article] for one in event.tellings if one.article in articles]
    urls = [one.url for one in told if one.url and one.url.startswith(("http://", "https://"))]
    return {
        "name": [title(event, entities)],
        "summary": [one.sentence.quote for one in event.tellings[:1]],
        "date": [first if single else None],
        "startDate": [None if single else first],
        "endDate": [None if single else last],
        "location": [place.name if place else None],
        "country": [country.lower() if country else None],
        "organizer": _known(entities, (side.entity for side in event.recipients)) if _hosted(event) else [],
        "involved": _known(entities, (side.entity for side in (*event.actors, *event.recipients))),
        "proof": [_id(one.article) for one in event.tellings],
        "sourceUrl": list(urls),
        "publisher": list(event.outlets),
        "keywords": [event.kind, event.status],
    }


def _hosted(event: Event) -> bool:
    return event.kind in _WITH_HOST and bool(event.actors)


def _known(entities: dict[str, Entity], ids: Iterable[str]) -> list[str | None]:
    """Those of `ids` that are written as entities."""
    return [_id(one) for one in ids if one in entities and schema_of(entities[one])]


FORMAT = Format(
    name="ftm",
    about="FollowTheMoney entities",
    media_type="application/x-ndjson",
    parts={"entities.ftm.json": write},
    loses=(
        "statements",
        "who is actor and who recipient (both are involved; a host is the organizer), factuality, codes",
        "history: the kind and the last status stand in keywords",
        "positions of quotes; of each report that names an entity one Mention",
        "places and groups that are no body are names in text",
    ),
)
