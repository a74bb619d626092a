"""Codes that the formats ask for: of actors, of event types with their scores, of countries in two letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.ledger.types import Entity, Event
from dateline.lexicon import cameo_codes, plover_types, states
from dateline.lexicon.bodies import organisations
from dateline.lexicon.files import table

_BODIES = frozenset({"EU", "UNO", "INT"})  # stand where a country's code stands, and are no country


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor in CAMEO: "RUSGOV" is country RUS and type GOV; the UN is group and type ("IGOUNO"). "" is unknown."""

    country: str
    group: str
    type: str

    @property
    def whole(self) -> str:
        """All of it, as one code."""
        return self.country + (self.group if self.group == self.type else self.type + self.group)


@cache
def _alpha2() -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["alpha2"] for row in table("alpha2.tsv")})


@cache
def _types() -> Mapping[str, str]:
    return MappingProxyType({row["sector"]: row["cameo"] for row in table("cameo_sectors.tsv")})


@cache
def _groups() -> Mapping[str, str]:
    return MappingProxyType({one.id: one.plover for one in organisations().values() if one.plover})


def alpha2(country: str | None) -> str | None:
    """The two letters of a country ("RUS": "RU"); None for bodies and what is not known."""
    return _alpha2().get(country) if country else None


def country_name(country: str | None) -> str | None:
    """The short English name of a country's code; None for bodies and what is not known."""
    found = states().get(country) if country else None
    return found.name if found else None


def actor_code(entity: Entity) -> ActorCode:
    """The CAMEO code of an entity by its country, body and sector. A state by itself has no type."""
    country = entity.country or ""
    group = _groups().get(entity.id, "") or (country if country in _BODIES else "")
    sector = "" if entity.kind in ("state", "place") else entity.sector or ""
    return ActorCode("" if country in _BODIES else country, group, _types().get(sector, ""))


def plover_score(event: Event) -> float | None:
    """The score of the event's PLOVER type and mode; None where the manual has none."""
    if event.plover is None:
        return None
    types = plover_types()
    found = types.get((event.plover.event, event.plover.mode or "")) or types.get((event.plover.event, ""))
    return found.score if found else None


def goldstein(event: Event, *, gdelt: bool = False) -> float | None:
    """The Goldstein score of the event's CAMEO code, else of its root; GDELT's scale differs in places."""
    code = event.cameo
    while code:
        found = cameo_codes().get(code)
        score = None if found is None else found.goldstein_gdelt if gdelt else found.goldstein
        if score is not None:
            return score
        code = code[:-1] if len(code) > 2 else ""
    return None


def cameo_label(event: Event) -> str | None:
    """The words of the event's CAMEO code; None without one."""
    found = cameo_codes().get(event.cameo) if event.cameo else None
    return found.label if found else None


@cache
def gdelt_quads() -> Mapping[str, int]:
    """GDELT's class of each CAMEO code: 01 and 02 are verbal cooperation, 16 is material conflict."""
    return MappingProxyType({row["code"]: int(row["quad_gdelt"]) for row in table("cameo.tsv")})
