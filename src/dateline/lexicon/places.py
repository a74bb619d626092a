"""Places: GeoNames' larger towns and a hand-kept list of regions and venues that comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.files import parts, table
from dateline.lexicon.large import cells
from dateline.lexicon.slugs import plain, slug

PlaceKind = Literal["city", "region", "venue", "water"]

_GREAT = 500_000  # inhabitants above which a bare town name is that town whatever the report is about
_FAR = 8  # times as large: then a place is meant even if only its namesake's country is spoken of
_COLUMNS = ("keys", "name", "country", "lat", "lon", "geonames", "population")
_KINDS: Mapping[str, PlaceKind] = MappingProxyType({"region": "region", "venue": "venue", "water": "water"})


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place. Degrees north and east; `geonames` and `population` are 0 for hand-kept places.

    `country` is None where several states share or claim it.
    """

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int
    population: int
    kind: PlaceKind = "city"


@cache
def venues() -> Mapping[str, GazetteerPlace]:
    """The hand-kept places by plain spelling."""
    found: dict[str, GazetteerPlace] = {}
    for row in table("venues.tsv"):
        one = GazetteerPlace(
            row["id"], row["name"], row["country"] or None, _degrees(row["lat"]), _degrees(row["lon"]), 0, 0,
            _KINDS.get(row["kind"], "city"),
        )  # fmt: skip
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), one)
    return MappingProxyType(found)


@cache
def _rows() -> Mapping[str, tuple[list[str], ...]]:
    """GeoNames' towns by plain spelling, the largest first, as the table has them."""
    found: dict[str, tuple[list[str], ...]] = {}
    for row in cells("places.tsv.gz", _COLUMNS):
        for key in row[0].split("|"):
            found[key] = (*found[key], row) if key in found else (row,)
    return MappingProxyType(found)


@lru_cache(maxsize=4_096)
def towns(name: str) -> tuple[GazetteerPlace, ...]:
    """GeoNames' towns of that name, the largest first."""
    return tuple(
        GazetteerPlace(
            slug(row[1]), row[1], row[2] or None, float(row[3]), float(row[4]), int(row[5]), int(row[6])
        )
        for row in _rows().get(plain(name), ())
    )  # fmt: skip


def degrees_of_towns() -> Iterator[tuple[float, float]]:
    """Where GeoNames' towns lie: degrees north and east, each town once."""
    for row in cells("places.tsv.gz", _COLUMNS):
        yield float(row[3]), float(row[4])


def places_named(name: str) -> tuple[GazetteerPlace, ...]:
    """All places of that name, the hand-kept one first, then GeoNames' towns, the largest first."""
    kept = venues().get(plain(name))
    return towns(name) if kept is None else (kept, *towns(name))


def find_place(name: str, *, near: Collection[str] = ()) -> GazetteerPlace | None:
    """The place of that name: hand-kept ones and great cities first, unless another is in a country of `near`.

    `near` are the countries of the report (ISO codes). A town there wins over a place elsewhere that is less than eight
    times as large: Cambridge in Massachusetts, but London on the Thames in a report on Canada. None if the name is in
    no list, or if only small towns far from the countries of the report bear it.
    """
    first, *others = places_named(name) or (None,)
    if first is None or first.country is None or first.country in near:
        return first
    here = next((one for one in others if one.country in near), None)
    people = max([first.population, *(one.population for one in others if one.country == first.country)])
    if here is not None and here.population * _FAR > people:
        return here
    return first if not first.population or first.population >= _GREAT else here


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None
