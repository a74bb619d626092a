"""Titles: which office the words before or after a name say that its bearer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import table


@dataclass(frozen=True, slots=True)
class Title:
    """An office by the words that name it; `sector` is PLOVER's, "" where it is that of what is headed."""

    form: str
    role: str
    sector: str


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
    """Titles by their lower-case words."""
    return MappingProxyType(
        {row["form"]: Title(row["form"], row["role"], row["sector"]) for row in table("en/titles.tsv")}
    )


@cache
def longest_title() -> int:
    """Words of the longest title."""
    return max(len(form.split()) for form in titles())


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
def institutions() -> Mapping[str, Institution]:
    """Institutions by their lower-case words."""
    return MappingProxyType(
        {row["noun"]: Institution(row["noun"], row["sector"], row["becomes"]) for row in table("en/institutions.tsv")}
    )
