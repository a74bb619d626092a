"""Persons of world politics: one spelling and one id for all records, whatever a report writes.

Two sources: `persons.tsv`, kept by hand, with the spellings of the press; and all who held an office in the tables of
`offices`, named as those tables name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from dateline.lexicon.bodies import organisations
from dateline.lexicon.files import parts, table
from dateline.lexicon.names import family_of, gender_of, parse_name
from dateline.lexicon.namesakes import same_name
from dateline.lexicon.romanisation import korean_key, letters, variants
from dateline.lexicon.slugs import plain, slug
from dateline.lexicon.spells import Spell, spells_by_person
from dateline.lexicon.states import states

_KOREAS = ("PRK", "KOR")
_LEADING = frozenset(
    ["head_of_state", "head_of_government", "supreme_leader", "foreign_minister", "defence_minister", "crown_prince",
     "vice_president", "un_secretary_general", "eu_leader", "national_security_adviser", "party_leader"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name; `gender` is "m", "f" or ""; `wikidata` an item id where a table has it."""

    id: str
    name: str
    country: str | None
    gender: str
    wikidata: str | None = None


@cache
def known_persons() -> Mapping[str, Person]:
    """Hand-kept persons by plain spelling of every alias."""
    found: dict[str, Person] = {}
    for row in table("persons.tsv"):
        rows = (one for one in spells_by_person().get(row["id"], ()) if one.wikidata and one.of == row["country"])
        item = next((one.wikidata for one in rows), None)
        one = Person(row["id"], row["name"], row["country"] or None, row["gender"], item)
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(plain(name), one)
    return MappingProxyType(found)


@cache
def _hand_kept() -> Mapping[str, Person]:
    return MappingProxyType({one.id: one for one in known_persons().values()})


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({row["id"]: (row["name"], *parts(row["aliases"])) for row in table("persons.tsv")})


def spellings_of(person: Person) -> tuple[str, ...]:
    """The name of a known person and the other spellings that the hand-kept table has."""
    return _spellings().get(person.id, (person.name,))


def is_hand_kept(person: Person) -> bool:
    """Is the person in the hand-kept table, not only in lists of office holders?"""
    return person.id in _hand_kept()


@lru_cache(maxsize=20_000)
def _persons(key: str) -> tuple[Person, ...]:
    """Whoever has that id: the hand-kept, else office holders, several where two states each have one of that name."""
    if (kept := _hand_kept().get(key)) is not None:
        return (kept,)
    rows = spells_by_person().get(key, ())
    by_state = {one.of if one.of in states() else None: one for one in reversed(rows)}
    return tuple(Person(key, one.person, state, "", one.wikidata or None) for state, one in by_state.items())


@cache
def _blocks() -> Mapping[str, list[str]]:
    """Ids of everybody by the keys under which `same_name` is worth asking: it is too slow to be asked of all."""
    found: dict[str, list[str]] = {}
    for key in _hand_kept().keys() | spells_by_person().keys():
        rows = spells_by_person().get(key)
        known = _hand_kept().get(key)
        korean = (known.country if known else rows[0].of if rows else None) in _KOREAS
        name = (known.name if known else rows[0].person if rows else "") if korean else ""
        for block in _blocks_of(key, name):
            found.setdefault(block, []).append(key)
    return MappingProxyType(found)


def _blocks_of(key: str, korean: str) -> set[str]:
    """Initial of the first and first two letters of any later word, either way round; Korean names by their key."""
    words = key.split("-")
    blocks = {words[0][:1] + word[:2] for word in words[1:]} | {words[-1][:1] + words[0][:2]}
    return blocks | {"|".join(found)} if korean and (found := korean_key(korean)) else blocks


@cache
def _hand_kept_blocks() -> Mapping[str, tuple[Person, ...]]:
    """The hand-kept by the first two letters of first and last word: their given name may be a short form (Bill)."""
    found: dict[str, dict[str, Person]] = {}
    for one in known_persons().values():
        words = one.id.split("-")
        for block in {words[0][:2], words[-1][:2]}:
            found.setdefault(block, {}).setdefault(one.id, one)
    return MappingProxyType({block: tuple(persons.values()) for block, persons in found.items()})


def _candidates(name: str) -> list[Person]:
    key = slug(name)
    last = key.rsplit("-", 1)[-1]
    starts = {spelling[:2] for spelling in (last, *variants().get(last, ()))}
    keys = {one.id for start in starts for one in _hand_kept_blocks().get(start, ())}
    keys |= {one for block in _blocks_of(key, name) for one in _blocks().get(block, ())}
    return [one for key in sorted(keys) for one in _persons(key)]


def find_person(name: str, *, country: str | None = None, day: date | None = None) -> Person | None:
    """The known person of that full name in any spelling. None if there is none, or several, or a country contradicts.

    A single word finds a person only where a table lists it as a name of its own ("Lula"). `day` decides between
    namesakes: whoever held an office then.
    """
    return _find(name, country, day)


@lru_cache(maxsize=10_000)
def _find(name: str, country: str | None, day: date | None) -> Person | None:
    exact = known_persons().get(plain(name))
    if exact is not None:
        return exact if country is None or exact.country is None or exact.country == country else None
    listed = _only(_persons(slug(name)), country, day)
    if listed is not None:
        return listed
    if len(letters(name)) < 2:
        return None
    alike = [one for one in _candidates(name) if same_name(name, one.name, country=one.country) == "same"]
    hand_kept = [one for one in alike if plain(one.name) in known_persons()]
    return _only(tuple(hand_kept or alike), country, day)


def _only(several: tuple[Person, ...], country: str | None, day: date | None) -> Person | None:
    fitting = [one for one in several if country is None or one.country is None or one.country == country]
    if len(fitting) > 1 and day is not None:
        held = {one.id for one in fitting if any(s.covers(day) for s in spells_by_person().get(one.id, ()))}
        fitting = [one for one in fitting if one.id in held]
    return fitting[0] if len(fitting) == 1 else None


def called(person: Person) -> str:
    """The name by which the press goes on after the first mention."""
    return family_of(person.name.split(" of ")[0], person.country)  # "King Abdullah of Saudi Arabia"


@cache
def _called() -> Mapping[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    for one in dict.fromkeys(known_persons().values()):
        alone = (called(one), *parse_name(one.name, one.country).alone)
        for key in dict.fromkeys(map(plain, alone)):
            if key not in organisations():  # "Houthi" is the movement
                found.setdefault(key, []).append(one)
    for spelling, one in known_persons().items():
        if " " not in spelling and one not in found.get(spelling, ()):
            found.setdefault(spelling, []).append(one)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def bearers(name: str) -> tuple[Person, ...]:
    """The hand-kept persons whom the press calls by that single name.

    A name that the table lists for one of them alone is his ("Saddam", "Blair"). Where some of them led a state or its
    foreign or defence policy, only those: "Macron" is not the president's wife.
    """
    own = known_persons().get(plain(name)) if " " not in name else None
    if own is not None and is_short(own, name):
        return (own,)
    several = _called().get(plain(name), ())
    leading = tuple(one for one in several if _led(one))
    return leading or several


def is_short(person: Person, name: str) -> bool:
    """Is the single word one of a person's spellings, but not his whole name ("Wiranto")?"""
    return plain(name) != plain(person.name)


def _led(person: Person) -> bool:
    return any(one.role in _LEADING for one in spells_by_person().get(person.id, ()))


@cache
def _common_surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in table("common_surnames.tsv"))


def is_common_surname(name: str) -> bool:
    """Is it one of the listed family names that many others bear too ("Bush", "Kim")?"""
    return plain(name) in _common_surnames()


def is_distinctive(name: str) -> bool:
    """Does the single name mean one known leader even where nothing else tells of his country ("Merkel", not "May")?

    So does a name that the table lists as one of a person's own ("Rumsfeld"), and one that two leaders of a state bear.
    """
    several = bearers(name)
    listed = plain(name) in known_persons()
    if not several or is_common_surname(name) or (gender_of(name) is not None and not listed):
        return False  # "Mohammed" is not the king
    if len(several) > 1:
        return len({one.country for one in several}) == 1 and all(map(_led, several))
    return listed or _led(several[0])


@cache
def _by_later_word() -> Mapping[str, tuple[str, ...]]:
    """Ids of office holders by every word of the id but the first: "zapatero", "rodriguez"."""
    found: dict[str, list[str]] = {}
    for key in spells_by_person():
        for word in key.split("-")[1:]:
            found.setdefault(word, []).append(key)
    return MappingProxyType({word: tuple(keys) for word, keys in found.items()})


def incumbent_called(name: str, roles: frozenset[str], day: date) -> Person | None:
    """The one person who held one of these offices on the day and has that single word as a family name.

    None if there is none, or if there are several: a title or an honorific narrows, it does not choose.
    """
    keys = _by_later_word().get(slug(name), ())
    return _only_holder(keys, roles, lambda one: one.covers(day))


_LIVELY = 30  # years after which a leader is seldom in the news


def leader_called(name: str, roles: frozenset[str], day: date) -> Person | None:
    """The one person who held one of these offices up to that day or in the thirty years before it, so called."""
    keys = _by_later_word().get(slug(name), ())
    since = f"{day.year - _LIVELY}"
    return _only_holder(keys, roles, lambda one: one.start <= day.isoformat() and (one.end or one.as_of) >= since)


def _only_holder(keys: Iterable[str], roles: frozenset[str], fits: Callable[[Spell], bool]) -> Person | None:
    held = [
        (key, one)
        for key in keys
        for one in spells_by_person()[key]
        if one.role in roles and one.of in states() and fits(one)
    ]
    if len({key for key, _ in held}) != 1:
        return None
    key, spell = held[0]
    return next((one for one in _persons(key) if one.country == spell.of), None)
