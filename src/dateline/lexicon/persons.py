"""Persons of world politics and the offices they held, by date.

A role is an assertion: an empty end means open at `as_of`; after that a holder is a guess that gets older, and a newer
one closes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table
from dateline.lexicon.names import family_of, korean_key, same_name, tokens
from dateline.lexicon.slugs import plain, slug

_TRUST_DAYS = 400  # how long after `as_of` an open end is still believed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name; `gender` is "m", "f" or ""."""

    id: str
    name: str
    country: str | None
    gender: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An office held by a person; `sure` is False where an open end is older than the table warrants."""

    role: str
    of: str
    person: Person
    start: str
    end: str
    as_of: str
    sure: bool


@cache
def known_persons() -> Mapping[str, Person]:
    """Hand-kept persons by plain spelling of every alias."""
    found: dict[str, Person] = {}
    for row in table("persons.tsv"):
        one = Person(row["id"], row["name"], row["country"] or None, row["gender"])
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), one)
    return MappingProxyType(found)


@cache
def _by_key() -> Mapping[tuple[str, ...], tuple[Person, ...]]:
    """Hand-kept persons by last token, and Korean names by their key: the candidates of `same_name`."""
    found: dict[tuple[str, ...], list[Person]] = {}
    for one in dict.fromkeys(known_persons().values()):
        korean = korean_key(one.name)
        key = korean if korean else (tokens(one.name)[-1][:3],)
        found.setdefault(key, []).append(one)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


@cache
def _spells() -> Mapping[str, tuple[tuple[str, str, str, str, str], ...]]:
    """Open tables: (role, of, start, end, as_of) by plain name."""
    found: dict[str, list[tuple[str, str, str, str, str]]] = {}
    for row in table("offices.tsv.gz"):
        spell = (row["role"], row["of"], row["start"], row["end"], row["as_of"])
        found.setdefault(plain(row["person"]), []).append(spell)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def find_person(name: str, *, country: str | None = None) -> Person | None:
    """The known person of that full name in any spelling; None for a single token, or if a country contradicts."""
    one = known_persons().get(plain(name))
    if one is None and len(tokens(name)) > 1:
        korean = korean_key(name)
        key = korean if korean else (tokens(name)[-1][:3],)
        alike = [other for other in _by_key().get(key, ()) if same_name(name, other.name) == "same"]
        one = alike[0] if len(alike) == 1 else None
    if one is not None:
        return one if country is None or one.country is None or one.country == country else None
    spells = _spells().get(plain(name), ())
    states = {of for _, of, *_ in spells}
    if len(states) == 1 and (country is None or country in states):
        return Person(slug(name), name, states.pop(), "")
    return None


@cache
def _offices() -> Mapping[tuple[str, str], tuple[tuple[str, str, str, str], ...]]:
    """(person, start, end, as_of) by (role, of), the hand-kept table first."""
    found: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
    for name in ("offices_own.tsv", "offices.tsv.gz"):
        for row in table(name):
            found.setdefault((row["role"], row["of"]), []).append(
                (row["person"], row["start"], row["end"], row["as_of"])
            )
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def holders(role: str, of: str, day: date) -> tuple[Holder, ...]:
    """Who held an office on a day: sure ones first, then whoever began last."""
    at = day.isoformat()
    found: dict[str, Holder] = {}
    for person, start, end, as_of in _offices().get((role, of), ()):
        if start > at or (end and end <= at):
            continue
        sure = bool(end) or _within(as_of, day)
        one = known_persons().get(plain(person)) or find_person(person, country=None) or Person(slug(person), person, of, "")
        if one.id not in found:
            found[one.id] = Holder(role, of, one, start, end, as_of, sure)
    return tuple(sorted(found.values(), key=lambda one: (one.sure, one.start), reverse=True))


def offices_of(person_id: str, day: date) -> tuple[Holder, ...]:
    """The offices that a person of the hand-kept table held on a day."""
    at = day.isoformat()
    return tuple(one for one in _by_person().get(person_id, ()) if one.start <= at and (not one.end or one.end > at))


@cache
def _by_person() -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for row in table("offices_own.tsv"):
        person = known_persons()[plain(row["person"])]
        holder = Holder(row["role"], row["of"], person, row["start"], row["end"], row["as_of"], True)
        found.setdefault(person.id, []).append(holder)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def _within(as_of: str, day: date) -> bool:
    padded = (as_of + "-12-31")[:10] if len(as_of) == 4 else (as_of + "-28")[:10] if len(as_of) == 7 else as_of[:10]
    return (day - date.fromisoformat(padded)).days <= _TRUST_DAYS


def called(person: Person) -> str:
    """The name by which the press goes on after the first mention."""
    return family_of(person.name, person.country)


@cache
def _called() -> Mapping[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    for one in dict.fromkeys(known_persons().values()):
        found.setdefault(plain(called(one)), []).append(one)
    for spelling, one in known_persons().items():
        if " " not in spelling and one not in found.get(spelling, ()):
            found.setdefault(spelling, []).append(one)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def bearers(name: str) -> tuple[Person, ...]:
    """The hand-kept persons whom the press calls by that single name."""
    return _called().get(plain(name), ())
