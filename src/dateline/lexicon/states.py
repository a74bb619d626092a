"""States and territories, their demonyms, capitals, and the buildings that speak for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import plain

NameForm = Literal["name", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory; `code` is ISO 3166 alpha-3 (XKX: Kosovo), `id` the slug of its entity."""

    code: str
    id: str
    name: str
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateName:
    """What words say of a state. `place_only`: a seat that is a place and never speaks (Camp David)."""

    code: str
    form: NameForm
    place_only: bool = False


@cache
def states() -> Mapping[str, State]:
    """All states by code."""
    found = {
        row["code"]: State(row["code"], row["id"], row["name"], parts(row["capitals"])) for row in table("states.tsv")
    }
    return MappingProxyType(found)


@cache
def state_names() -> Mapping[str, StateName]:
    """Names, demonyms, capitals and metonyms by their plain spelling; names win over demonyms over capitals."""
    found: dict[str, StateName] = {}
    for row in table("states.tsv"):
        for name in (row["name"], *parts(row["names"])):
            found[plain(name)] = StateName(row["code"], "name")
    columns: tuple[tuple[str, NameForm], ...] = (
        ("adjectives", "demonym"),
        ("people", "demonym"),
        ("capitals", "capital"),
    )
    for column, form in columns:
        for row in table("states.tsv"):
            for name in parts(row[column]):
                found.setdefault(plain(name), StateName(row["code"], form))
    for row in table("metonyms.tsv"):
        reading = row["reading"]
        form = "capital" if reading == "capital" else "metonym"
        found.setdefault(plain(row["surface"]), StateName(row["stands_for"], form, place_only=reading == "place"))
    return MappingProxyType(found)


@cache
def demonym_adjectives() -> frozenset[str]:
    """Plain spellings that are adjectives ("russian"), as against people ("russians")."""
    return frozenset(plain(name) for row in table("states.tsv") for name in parts(row["adjectives"]))


def find_state(words: str) -> StateName | None:
    """The state that `words` name in whatever form; "the North" needs context and is not here."""
    return state_names().get(plain(words))
