"""POLECAT: tab-separated, 40 columns in exact order, one row a pair of actor and recipient, `None` where unknown."""

from __future__ import annotations

from typing import BinaryIO

from dateline.exports.codes import country_name, plover_score
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.pairs import day_of, pairs_of
from dateline.exports.separated import Value, write_row
from dateline.exports.sites import site_of
from dateline.ledger.types import Entity, Event, Side

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(holdings: Holdings, out: BinaryIO) -> int:
    """A head line, then the rows; gives how many events have no PLOVER type or no day."""
    entities, articles = holdings.entity_of(), holdings.article_of()
    stories = _stories(holdings, entities)
    write_row(out, COLUMNS, columns=40)
    left = 0
    for event in holdings.events:
        day = day_of(event)
        if event.plover is None or day is None:
            left += 1
            continue
        told = event.tellings[0] if event.tellings else None
        article = articles.get(told.article) if told else None
        head: tuple[Value, ...] = (
            day[0].isoformat(), event.plover.event, event.plover.mode, plover_score(event), event.quad,
            ";".join(event.plover.contexts),
        )  # fmt: skip
        tail: tuple[Value, ...] = (
            *_place(event, entities), told.outlet if told else None,
            (told.published or "")[:10] if told else None, *stories.get(told.article if told else "", ("", "", "")),
            article.language if article else None, holdings.origin,
        )  # fmt: skip
        for n, (actor, recipient) in enumerate(pairs_of(event), 1):
            row = (f"{event.id}-{n}", *head, *_party(actor, entities), *_party(recipient, entities), *tail)
            write_row(out, row, columns=40, missing="None")
    return left


def _party(side: Side | None, entities: dict[str, Entity]) -> tuple[Value, ...]:
    """Name, country, COW number (not known), sector twice, title, words of the report, Wikidata id."""
    entity = entities.get(side.entity) if side else None
    if side is None or entity is None:
        return (side.entity if side else None, *[None] * 7)
    title = entity.offices[0].title if entity.offices else None
    quote = side.evidence.quote if side.evidence else None
    country = country_name(entity.country) or entity.country
    return entity.name, country, None, entity.sector, entity.sector, title, quote, entity.wikidata


def _place(event: Event, entities: dict[str, Entity]) -> tuple[Value, ...]:
    site = site_of(event, entities)
    if site is None or event.place is None:
        return (None,) * 10
    return (
        site.name, site.name if site.grain == "city" else None, None, site.name if site.grain == "region" else None,
        site.country_name, site.lat, site.lon, site.geonames, event.place.evidence.quote,
        {"city": "PPL", "country": "PCLI"}.get(site.grain),
    )  # fmt: skip


def _stories(holdings: Holdings, entities: dict[str, Entity]) -> dict[str, tuple[str, str, str]]:
    """The persons, bodies and places that each article names."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    groups = {"person": "people", "organisation": "bodies", "state": "places", "place": "places"}
    for naming in holdings.namings:
        entity = entities.get(naming.entity)
        group = groups.get(entity.kind) if entity else None
        if entity and group:
            found.setdefault(naming.proof.article, {}).setdefault(group, {})[entity.name] = None
    return {
        article: (";".join(of.get("people", ())), ";".join(of.get("bodies", ())), ";".join(of.get("places", ())))
        for article, of in found.items()
    }


FORMAT = Format(
    name="polecat",
    about="POLECAT's 40 columns",
    media_type="text/tab-separated-values",
    parts={"polecat.txt": write},
    loses=(
        "events without a PLOVER type or without any day; statements",
        "status, history, factuality, quotes with their places, all tellings but the first",
        "intervals: their first day stands; a day that is not told is that of the report",
        "Correlates of War numbers, districts: not known here",
    ),
)
