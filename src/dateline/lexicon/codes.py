"""Codes of the ontologies: PLOVER's types, modes, contexts and sectors, CAMEO's codes, and sectors of common nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import table


@dataclass(frozen=True, slots=True)
class PloverType:
    """A type of PLOVER 2.0, or one of its modes ("" for the type itself).

    `quad`: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. `score`: the manual's, None if it
    gives none (PROTEST vandalize).
    """

    event: str
    mode: str
    quad: int
    needs_recipient: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO. `goldstein` is Phoenix's score, `goldstein_gdelt` GDELT's; None where a table lacks it."""

    code: str
    root: str
    label: str
    goldstein: float | None
    goldstein_gdelt: float | None


@cache
def plover_types() -> Mapping[tuple[str, str], PloverType]:
    """The 16 types and 67 modes of PLOVER 2.0, by type and mode."""
    found = {
        (row["event"], row["mode"]): PloverType(
            row["event"], row["mode"], int(row["quad"]), row["needs_recipient"] == "yes", _number(row["score"])
        )
        for row in table("plover_types.tsv")
    }
    return MappingProxyType(found)


@cache
def plover_contexts() -> frozenset[str]:
    """The names of PLOVER's 37 contexts."""
    return frozenset(row["context"] for row in table("plover_contexts.tsv"))


@cache
def sectors() -> Mapping[str, str]:
    """PLOVER's sectors and what they mean ("REB": "armed opposition")."""
    return MappingProxyType({row["sector"]: row["gloss"] for row in table("plover_sectors.tsv")})


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """CAMEO's codes."""
    found = {
        row["code"]: CameoCode(
            row["code"], row["root"], row["label"], _number(row["goldstein"]), _number(row["goldstein_gdelt"])
        )
        for row in table("cameo.tsv")
    }
    return MappingProxyType(found)


@cache
def _agents() -> Mapping[str, str]:
    return MappingProxyType({row["noun"]: row["sector"] for row in table("en/agents.tsv")})


def sector_of(noun: str) -> str | None:
    """The PLOVER sector of a common noun in the singular ("farmer": AGR), None if it is not known."""
    return _agents().get(noun.lower())


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
