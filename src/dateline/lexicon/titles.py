"""Titles: which office the words before or after a name say that its bearer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table


@dataclass(frozen=True, slots=True)
class Title:
    """An office by the words that name it; `sector` is PLOVER's, "" where it is that of what is headed.

    `scope`: the states where the words mean this office (ISO 3166 alpha-3, EU); empty: wherever no other row says so.
    """

    form: str
    role: str
    sector: str
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun for several entities: its members are persons, states or parties, holding `office` if that is said."""

    noun: str
    members: str
    office: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A common noun for who acts or speaks without a name; `becomes`: ministry, body, state, outlet or group."""

    noun: str
    sector: str
    becomes: str


@cache
def titles() -> Mapping[str, Title]:
    """Titles by their lower-case words, as they are understood of most states."""
    return MappingProxyType({one.form: one for one in _rows() if not one.scope})


@cache
def _rows() -> tuple[Title, ...]:
    return tuple(Title(row["form"], row["role"], row["sector"], parts(row["scope"])) for row in table("en/titles.tsv"))


@cache
def _scoped() -> Mapping[tuple[str, str], Title]:
    return MappingProxyType({(one.form, state): one for one in _rows() for state in one.scope})


def find_title(words: str, *, country: str | None = None) -> Title | None:
    """The title of these words in a state: "Chancellor" is the finance minister in the United Kingdom.

    `country`: ISO 3166 alpha-3 or EU; without it, what the words mean of most states.
    """
    key = " ".join(words.lower().replace("’", "'").split())
    return _scoped().get((key, country or "")) or titles().get(key)


@cache
def _called() -> Mapping[tuple[str, str], str]:
    return MappingProxyType(
        {(row["role"], of): row["title"] for row in table("en/roles.tsv") for of in parts(row["of"]) or ("",)}
    )


def title_of(role: str, of: str | None) -> str:
    """What the holder of an office is called: the foreign minister of the USA is "secretary of state".

    `of` is as in `Holder`. A role that no table knows is told by its own words.
    """
    found = _called().get((role, of or ""), _called().get((role, "")))
    return role.replace("_", " ") if found is None else found


@cache
def longest_title() -> int:
    """Words of the longest title."""
    return max(len(form.split()) for form in titles())


@cache
def title_starts() -> frozenset[str]:
    """The first words of all titles, so that most words are passed over at one look."""
    return frozenset(form.split()[0] for form in titles())


@cache
def modifiers() -> Mapping[str, str]:
    """Words before a title and their effect: past, future, deputy or now."""
    return MappingProxyType({row["word"]: row["effect"] for row in table("en/modifiers.tsv")})


@cache
def group_nouns() -> Mapping[str, GroupNoun]:
    """Group nouns by singular lemma."""
    return MappingProxyType(
        {row["noun"].lower(): GroupNoun(row["noun"], row["members"], row["office"]) for row in table("en/groups.tsv")}
    )


@cache
def institution_starts() -> frozenset[str]:
    """The first words of all institutions."""
    return frozenset(noun.split()[0] for noun in institutions())


@cache
def institutions() -> Mapping[str, Institution]:
    """Institutions by their lower-case words."""
    return MappingProxyType(
        {row["noun"]: Institution(row["noun"], row["sector"], row["becomes"]) for row in table("en/institutions.tsv")}
    )
