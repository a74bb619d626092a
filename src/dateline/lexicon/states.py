"""States and territories, their demonyms, capitals, and the buildings that speak for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import plain

NameForm = Literal["name", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory; `code` is ISO 3166 alpha-3 (XKX: Kosovo), `id` the slug of its entity.

    `status`: state, partial (recognised by some) or territory. The first of `adjectives` is the usual one.
    """

    code: str
    id: str
    name: str
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    status: str = "state"
    wikidata: str | None = None
    subregion: str = ""


@dataclass(frozen=True, slots=True)
class StateName:
    """What words say of a state. `place_only`: a seat that is a place and never speaks (Camp David).

    `trap`: historic, part, namesake or ambiguous (see en/state_traps.tsv), "" for most. `refers_to`: what works in a
    building that speaks, an organisation's id or a noun ("foreign ministry").
    """

    code: str
    form: NameForm
    place_only: bool = False
    trap: str = ""
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Words for a people, a faith or the people of a region: no state. `of`: where they live, "" if nowhere alone.

    `of` is the id of a region (venues.tsv) for kind "region", else ISO 3166 alpha-3.
    """

    word: str
    kind: str
    of: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class ContextName:
    """Words that name one of `stands_for` (codes or ids) while the report speaks of one of `needs`: "the North"."""

    words: str
    stands_for: tuple[str, ...]
    needs: tuple[str, ...]


@cache
def states() -> Mapping[str, State]:
    """All states by code."""
    found = {
        row["code"]: State(
            row["code"], row["id"], row["name"], parts(row["capitals"]), parts(row["adjectives"]), row["status"],
            row["wikidata"] or None, row["subregion"],
        )
        for row in table("states.tsv")
    }  # fmt: skip
    return MappingProxyType(found)


@cache
def names_in(language: str) -> Mapping[str, str]:
    """The names of states and territories by code, as a language other than English has them; none without a table."""
    name = f"{language}/state_names.tsv"
    if not files("dateline.lexicon").joinpath(name).is_file():
        return MappingProxyType({})
    return MappingProxyType({row["code"]: row["name"] for row in table(name)})


@cache
def state_names() -> Mapping[str, StateName]:
    """Names, demonyms, capitals and metonyms by their plain spelling; names win over demonyms over capitals."""
    found: dict[str, StateName] = {}
    traps = {plain(row["name"]): row["trap"] for row in table("en/state_traps.tsv")}
    for row in table("states.tsv"):
        for name in (row["name"], *parts(row["names"])):
            key = plain(name)
            found.setdefault(key, StateName(row["code"], "name", trap=traps.get(key, "")))
    columns: tuple[tuple[str, NameForm], ...] = (
        ("adjectives", "demonym"),
        ("people", "demonym"),
        ("capitals", "capital"),
    )
    for column, form in columns:
        for row in table("states.tsv"):
            for name in parts(row[column]):
                key = plain(name)
                if traps.get(key) != "common":
                    found.setdefault(key, StateName(row["code"], form, trap=traps.get(key, "")))
                elif not name.isascii():  # "Malé" is no word, as "Male" is
                    found.setdefault(name.lower(), StateName(row["code"], form))
    for row in table("metonyms.tsv"):
        reading = row["reading"]
        form = "capital" if reading == "capital" else "metonym"
        seat = StateName(row["stands_for"], form, place_only=reading == "place", refers_to=row["refers_to"])
        found.setdefault(plain(row["surface"]), seat)
    return MappingProxyType(found)


@cache
def articled() -> frozenset[str]:
    """Capitals that are always named with "The", without it ("Hague")."""
    names = (name for row in table("states.tsv") for name in parts(row["capitals"]))
    return frozenset(name.removeprefix("The ") for name in names if name.startswith("The "))


@cache
def demonym_adjectives() -> frozenset[str]:
    """Plain spellings that are adjectives ("russian"), as against people ("russians")."""
    return frozenset(plain(name) for row in table("states.tsv") for name in parts(row["adjectives"]))


@cache
def peoples() -> Mapping[str, People]:
    """Peoples, faiths and regions by the plain spelling of adjective and plural ("kurdish", "kurds")."""
    found: dict[str, People] = {}
    for row in table("en/peoples.tsv"):
        found.setdefault(plain(row["word"]), People(row["word"], row["kind"], row["of"]))
        if row["plural"]:
            found.setdefault(plain(row["plural"]), People(row["word"], row["kind"], row["of"], many=True))
    return MappingProxyType(found)


def find_people(words: str) -> People | None:
    """The people, faith or region that capitalised words name ("Kurds", "European"); None if it is a state's."""
    return peoples().get(plain(words)) if any(letter.isupper() for letter in words) else None


@cache
def context_names() -> Mapping[str, ContextName]:
    """Words that name a state or body only in context ("the North", "the bloc"), by their lower-case words."""
    return MappingProxyType(
        {
            row["words"].lower(): ContextName(
                row["words"], parts(row["stands_for"]), parts(row["needs"]) or parts(row["stands_for"])
            )
            for row in table("en/context_names.tsv")
        }
    )


def find_state(words: str) -> StateName | None:
    """The state that `words` name in whatever form; None for words in lower case ("us") and short ones like "Us".

    "The North" needs a context and is not found here: see `context_names`.
    """
    if not any(letter.isupper() for letter in words) or words in ("Us", "Car"):
        return None
    return state_names().get(plain(words)) or state_names().get(words.lower())


@cache
def expeditions() -> frozenset[str]:
    """Codes of the states whose forces fight abroad, so that "rebels" whom they hit are not their own."""
    return frozenset(row["code"] for row in table("expeditions.tsv"))
