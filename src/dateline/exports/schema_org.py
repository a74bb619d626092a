"""schema.org JSON-LD: NewsArticle, Event with its eventStatus, Quotation with its speaker."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from dateline.exports.days import span_of
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.sites import site_of
from dateline.exports.words import title
from dateline.ledger.types import Article, Entity, Event, Statement
from dateline.record import Status

CONTEXT = "https://schema.org"
STATUS: dict[Status, str] = {
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "did_not_occur": "EventCancelled",
}  # every other status: EventScheduled
# A state is a place that acts: as an actor it is its government.
_TYPE: dict[str, str | list[str]] = {
    "person": "Person", "state": ["Country", "GovernmentOrganization"], "organisation": "Organization",
    "outlet": "NewsMediaOrganization", "place": "Place", "group": "Organization",
}  # fmt: skip


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One document with an @graph; what refers to another thing does so by its @id."""
    entities = holdings.entity_of()
    graph = [_article(article) for article in holdings.articles]
    graph += [_entity(entity) for entity in holdings.entities]
    graph += [_event(event, entities) for event in holdings.events]
    graph += [_quotation(said) for said in holdings.statements]
    out.write(msgspec.json.format(msgspec.json.encode({"@context": CONTEXT, "@graph": graph}), indent=2) + b"\n")
    return 0


def _ref(kind: str, id: str) -> dict[str, str]:
    return {"@id": f"urn:dateline:{kind}:{id}"}


def _without_nothing(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _article(article: Article) -> dict[str, Any]:
    return _without_nothing(
        _ref("article", article.id)
        | {
            "@type": "NewsArticle", "headline": article.headline, "url": article.url,
            "datePublished": article.published, "inLanguage": article.language, "wordCount": article.words,
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        }
    )  # fmt: skip


def _entity(entity: Entity) -> dict[str, Any]:
    return _without_nothing(
        _ref("entity", entity.id)
        | {
            "@type": _TYPE.get(entity.kind, "Thing"), "name": entity.name,
            "alternateName": [name.name for name in entity.names if name.name != entity.name],
            "sameAs": f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
            "jobTitle": [office.title for office in entity.offices] if entity.kind == "person" else None,
        }
    )  # fmt: skip


def _event(event: Event, entities: dict[str, Entity]) -> dict[str, Any]:
    span = span_of(event.when.value) if event.when else None
    return _without_nothing(
        _ref("event", event.id)
        | {
            "@type": "Event",
            "name": title(event, entities),
            "additionalType": f"urn:dateline:kind:{event.kind}",
            "eventStatus": f"https://schema.org/{STATUS.get(event.status, 'EventScheduled')}",
            "startDate": span.first.isoformat() if span and span.first and event.status != "postponed" else None,
            "endDate": span.last.isoformat() if span and span.last and event.status != "postponed" else None,
            "previousStartDate": _previous(event),
            "location": _place(event, entities),
            "actor": [_ref("entity", side.entity) for side in event.actors],
            "attendee": [_ref("entity", side.entity) for side in event.recipients],
            "subjectOf": [_ref("article", told) for told in dict.fromkeys(one.article for one in event.tellings)],
        }
    )  # fmt: skip


def _previous(event: Event) -> str | None:
    """The day that was planned before, of what is put off or has a new day."""
    if event.status not in ("postponed", "rescheduled"):
        return None
    now = event.when.value if event.when and event.status == "rescheduled" else None
    for value in [turn.when for turn in reversed(event.history)] + [event.when.value if event.when else None]:
        span = span_of(value)
        if value != now and span and span.first:
            return span.first.isoformat()
    return None


def _place(event: Event, entities: dict[str, Entity]) -> dict[str, Any] | None:
    site = site_of(event, entities)
    if site is None:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": site.lat, "longitude": site.lon} if site.lat is not None else None
    return _without_nothing(
        {
            "@type": "Country" if site.grain == "country" else "Place", "name": site.name, "geo": geo,
            "address": {"@type": "PostalAddress", "addressCountry": site.country} if site.country else None,
        }
    )  # fmt: skip


def _quotation(said: Statement) -> dict[str, Any]:
    texts = said.quoted or said.content
    return _without_nothing(
        _ref("statement", said.id)
        | {
            "@type": "Quotation" if said.quoted else "CreativeWork", "text": " […] ".join(one.quote for one in texts),
            "spokenByCharacter": _ref("entity", said.source) if said.source and said.quoted else None,
            "creator": _ref("entity", said.source) if said.source else None,
            "audience": [_ref("entity", one) for one in said.addressees],
            "about": [_ref("event", one) for one in said.about],
            "isBasedOn": [_ref("article", one) for one in said.articles],
            "additionalType": f"urn:dateline:act:{said.act}",
        }
    )  # fmt: skip


FORMAT = Format(
    name="schema-org",
    about="JSON-LD for web pages and search engines",
    media_type="application/ld+json",
    quotes=False,
    parts={"schema-org.jsonld": write},
    loses=(
        "history but for previousStartDate; nine statuses become EventScheduled",
        "factuality, codes, voices, positions of quotes",
        "of the day of a postponed event only previousStartDate is told",
    ),
)
