"""GeoJSON (RFC 7946): one feature for each event that has a place; a country has no point, hence no geometry."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.sites import site_of
from dateline.exports.words import named, title


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One FeatureCollection; gives how many events have no place."""
    entities = holdings.entity_of()
    features: list[dict[str, Any]] = []
    for event in holdings.events:
        site = site_of(event, entities)
        if site is None:
            continue
        point = None
        if site.lat is not None and site.lon is not None:
            point = {"type": "Point", "coordinates": [site.lon, site.lat]}  # east first
        features.append(
            {
                "type": "Feature",
                "id": event.id,
                "geometry": point,
                "properties": {
                    "title": title(event, entities), "kind": event.kind, "status": event.status,
                    "when": event.when.value if event.when else None, "place": site.name, "grain": site.grain,
                    "country": site.country, "geonames": site.geonames,
                    "actors": named((side.entity for side in event.actors), entities),
                    "recipients": named((side.entity for side in event.recipients), entities),
                    "salience": event.salience, "tellings": len(event.tellings), "outlets": list(event.outlets),
                    "quote": event.tellings[0].sentence.quote if event.tellings else None,
                },
            }
        )  # fmt: skip
    out.write(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    return len(holdings.events) - len(features)


FORMAT = Format(
    name="geojson",
    about="events on a map",
    media_type="application/geo+json",
    quotes=False,
    parts={"dateline.geojson": write},
    loses=(
        "events without a place; statements; history, factuality, codes, positions of quotes",
        "a place whose degrees are not known, and every country, has a null geometry",
        "parties are names in one line",
    ),
)
