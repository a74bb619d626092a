"""Who held which office on a day.

A row is an assertion with a date: an empty end means open on `as_of`. After that a holder is a guess that gets older,
and whoever came later closes it. So an office is always asked for the day of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dateline.lexicon.files import table
from dateline.lexicon.persons import Person, known_persons
from dateline.lexicon.slugs import plain, slug
from dateline.lexicon.spells import SHARED, Spell, spells_by_office, spells_by_person
from dateline.lexicon.states import states

# How long an open end is believed after the day on which it was seen: heads and ministers serve two to four years.
TRUST_DAYS = 120


@dataclass(frozen=True, slots=True)
class Holder:
    """An office held by a person. `sure` is False where an open end is older than its table warrants.

    `of` is ISO 3166 alpha-3, EU, UNO, INT or the id of an organisation. `source`: own, or a letter told in the head of
    offices.tsv.gz.
    """

    role: str
    of: str
    person: Person
    start: str
    end: str
    as_of: str
    sure: bool
    source: str = "own"


@lru_cache(maxsize=10_000)
def holders(role: str, of: str, day: date) -> tuple[Holder, ...]:
    """Who held an office on a day: sure ones first, then whoever began last. Empty if no table tells."""
    several = [one for one in spells_by_office().get((role, of), ()) if one.start <= day.isoformat()]
    open_then = [one for one in several if one.covers(day) and not _closed(one, several)]
    found: dict[str, Holder] = {}
    for one in open_then:
        holder = _holder(one, day)
        if holder.person.id not in found or (holder.sure and not found[holder.person.id].sure):
            found[holder.person.id] = holder
    return tuple(sorted(found.values(), key=lambda one: (one.sure, one.start), reverse=True))


def offices_of(person_id: str, day: date) -> tuple[Holder, ...]:
    """The offices that a person held on a day, the hand-kept ones first."""
    return tuple(
        _holder(one, day)
        for one in spells_by_person().get(person_id, ())
        if one.covers(day)
        and not _closed(one, [o for o in spells_by_office()[one.role, one.of] if o.start <= day.isoformat()])
    )


def _closed(one: Spell, several: Sequence[Spell]) -> bool:
    """Did somebody else take an office that one person holds, where the end of this spell is not known?"""
    if one.end or one.role in SHARED:
        return False
    return any(other.start > one.start and other.person != one.person for other in several)


def _holder(one: Spell, day: date) -> Holder:
    sure = bool(one.end) or (day - _last_day(one.as_of)).days <= TRUST_DAYS
    return Holder(one.role, one.of, _person(one), one.start, one.end, one.as_of, sure, one.source)


def _person(one: Spell) -> Person:
    state = one.of if one.of in states() else None
    known = _exact(one.person, state)
    return known or Person(slug(one.person), one.person, state, "", one.wikidata or None)


@lru_cache(maxsize=20_000)
def _exact(name: str, state: str | None) -> Person | None:
    """Tables are compiled with the names of persons.tsv: no other spelling needs to be looked for."""
    one = known_persons().get(plain(name))
    return one if one is not None and (state is None or one.country in (None, state)) else None


def _last_day(as_of: str) -> date:
    return date.fromisoformat((as_of + "-12-28")[:10] if len(as_of) == 4 else (as_of + "-28")[:10])


@cache
def _spells(name: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((row["code"], row["since"], row["until"]) for row in table(name))


def _is_listed(name: str, code: str, day: date) -> bool:
    told = day.isoformat()
    return any(one == code and since <= told and (not until or told < until) for one, since, until in _spells(name))


def is_led_by_government(code: str, day: date) -> bool:
    """Does the head of government lead this state on that day, not its head of state: whom "its leader" means?"""
    return _is_listed("parliamentary.tsv", code, day)


def is_monarchy(code: str, day: date) -> bool:
    """Is the head of this state on that day a king, an emir or another who is crowned?"""
    return _is_listed("monarchies.tsv", code, day)
