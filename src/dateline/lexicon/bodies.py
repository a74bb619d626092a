"""Organisations, outlets and platforms by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import Row, parts, table
from dateline.lexicon.slugs import plain


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that acts and speaks. `plover` is its code where it belongs to no state, `sector` PLOVER's.

    `fills`: the institutions that it is in its state ("parliament" for the Knesset). `shared`: it was found by a name
    that bodies of other states bear too ("the Senate"), which means it only where its state is spoken of.
    """

    id: str
    name: str
    country: str | None
    plover: str
    sector: str
    seat: str
    kind: str
    fills: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency; `ownership`: state, party, military, public, private, cooperative or trust."""

    id: str
    name: str
    country: str | None
    kind: str
    ownership: str
    domain: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A channel without an editor; `ambiguous` if its name is also a word."""

    id: str
    name: str
    ambiguous: bool


@cache
def organisations() -> Mapping[str, Organisation]:
    """Organisations by plain spelling of name and aliases."""
    found: dict[str, Organisation] = {}
    for row in table("organisations.tsv"):
        one = Organisation(
            row["id"], row["name"], row["country"] or None, row["plover"], row["sector"], row["seat"], row["kind"],
            parts(row["fills"]),
        )  # fmt: skip
        shared = set(map(plain, parts(row["shared"])))
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), replace(one, shared=True) if plain(name) in shared else one)
    return MappingProxyType(found)


@cache
def outlets() -> Mapping[str, Outlet]:
    """Outlets by plain spelling of name and aliases; with the article where a common word would be left ("the sun")."""
    found: dict[str, Outlet] = {}
    for row in table("outlets.tsv"):
        one = _outlet(row)
        article = "the " if row["article"] == "needed" else ""
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(article + plain(name) if name.startswith("The ") else plain(name), one)
    return MappingProxyType(found)


def _outlet(row: Row) -> Outlet:
    domain = (parts(row["domain"]) or ("",))[0]
    return Outlet(row["id"], row["name"], row["country"] or None, row["kind"], row["ownership"], domain)


@cache
def domains() -> Mapping[str, Outlet]:
    """Outlets by web domain, without "www."."""
    return MappingProxyType({name: _outlet(row) for row in table("outlets.tsv") for name in parts(row["domain"])})


@cache
def platforms() -> Mapping[str, Platform]:
    """Platforms by plain spelling."""
    found: dict[str, Platform] = {}
    for row in table("platforms.tsv"):
        one = Platform(row["id"], row["name"], row["ambiguous"] == "yes")
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), one)
    return MappingProxyType(found)


def find_organisation(words: str) -> Organisation | None:
    """The organisation of that name or alias."""
    return organisations().get(plain(words))


@cache
def _filled() -> Mapping[tuple[str, str], Organisation]:
    return MappingProxyType(
        {(one.country, noun): one for one in organisations().values() if one.country for noun in one.fills}
    )


def institution_of(country: str, noun: str) -> Organisation | None:
    """The body with a name of its own that an institution is in a state: ("ISR", "parliament") is the Knesset."""
    return _filled().get((country, noun.lower()))


def find_outlet(words: str) -> Outlet | None:
    """The outlet of that name or alias; "the Atlantic" is one, "Atlantic" is not."""
    key = plain(words)
    return outlets().get("the " + key if words.lower().startswith("the ") else key) or outlets().get(key)


def outlet_of_domain(host: str) -> Outlet | None:
    """The outlet that publishes at `host` or at a domain above it."""
    labels = host.lower().removeprefix("www.").split(".")
    return next((one for n in range(len(labels) - 1) if (one := domains().get(".".join(labels[n:])))), None)


def find_platform(words: str) -> Platform | None:
    """The platform of that name."""
    return platforms().get(plain(words))


@cache
def _kinds_by_id() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({one.id: frozenset({one.kind}) for one in organisations().values()})


def organisation_kinds(entity: str) -> frozenset[str]:
    """What an organisation of that id is ("IGO", "ministry" …); told by the id where it has no name of its own."""
    known = _kinds_by_id().get(entity)
    if known is not None:
        return known
    return frozenset({"ministry"}) if entity.endswith(("ministry", "department", "office")) else frozenset()
