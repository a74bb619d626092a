"""Where an entity lies: degrees and GeoNames number, as far as the lexicon knows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dateline.exports.codes import country_name
from dateline.ledger.types import Entity, Event
from dateline.lexicon import find_place

Grain = Literal["country", "region", "city", "venue"]


@dataclass(frozen=True, slots=True)
class Site:
    """A place. `lat` and `lon` in degrees north and east, None where they are not known: a country has none.

    `geonames` is None for hand-kept places, `country` (ISO 3166 alpha-3) where several states share or claim it.
    """

    name: str
    grain: Grain
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None

    @property
    def country_name(self) -> str | None:
        """The English name of its country."""
        return country_name(self.country)


def site_of(event: Event, entities: dict[str, Entity]) -> Site | None:
    """The site of an event; None if the event has no place."""
    if event.place is None:
        return None
    entity = entities.get(event.place.entity)
    return None if entity is None else _site(entity.kind == "state", entity.name, entity.country)


@lru_cache(maxsize=10_000)
def _site(state: bool, name: str, country: str | None) -> Site:
    if state:
        return Site(name, "country", country)
    found = find_place(name, near=(country,) if country else ())
    if found is None or (country and found.country and found.country != country):
        return Site(name, "city", country)
    grain: Grain = "city" if found.kind == "city" else "venue" if found.kind == "venue" else "region"
    return Site(name, grain, found.country or country, found.lat, found.lon, found.geonames or None)
