"""Places: GeoNames' larger towns and a hand-kept list of regions and venues that comes first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import plain, slug

_GREAT = 500_000  # inhabitants above which a bare town name is that town whatever the report is about
_FIRST = 10**9  # a hand-kept place comes before every town of its name


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place. Degrees north and east; `geonames` and `population` are 0 for hand-kept places."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int
    population: int


@cache
def gazetteer() -> Mapping[str, tuple[GazetteerPlace, ...]]:
    """Places by plain spelling, hand-kept ones first, then by inhabitants."""
    found: dict[str, list[GazetteerPlace]] = {}
    for row in table("venues.tsv"):
        one = GazetteerPlace(
            row["id"], row["name"], row["country"] or None, _degrees(row["lat"]), _degrees(row["lon"]), 0, 0
        )
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), []).append(one)
    towns: dict[str, list[GazetteerPlace]] = {}
    for row in table("places.tsv.gz"):
        name = row["name"]
        one = GazetteerPlace(
            slug(name), name, row["country"] or None, _degrees(row["lat"]), _degrees(row["lon"]),
            int(row["geonames"]), int(row["population"]),
        )  # fmt: skip
        for spelling in {plain(name), *map(plain, parts(row["aliases"]))}:
            towns.setdefault(spelling, []).append(one)
    for spelling, several in towns.items():
        found.setdefault(spelling, []).extend(sorted(several, key=lambda one: -one.population))
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


@cache
def venues() -> Mapping[str, GazetteerPlace]:
    """The hand-kept places by plain spelling."""
    return MappingProxyType({key: several[0] for key, several in gazetteer().items() if not several[0].population})


def find_place(name: str, *, near: Collection[str] = ()) -> GazetteerPlace | None:
    """The place of that name: hand-kept ones first, then one in a country of `near` (ISO codes), then the largest.

    None if the name is in no list, or if only small towns far from the countries of the report bear it.
    """
    several = gazetteer().get(plain(name), ())
    if not several:
        return None
    ranked = sorted(several, key=lambda one: -(one.population or _FIRST) - (10**10 if one.country in near else 0))
    best = ranked[0]
    return best if not best.population or best.country in near or best.population >= _GREAT else None


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None
