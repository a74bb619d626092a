"""How events hang together: a visit and its meetings, a summit and what is signed there, one round after the other.

Nothing of it is kept: it is told of the views as they stand, whenever somebody asks. Where days, places or people leave
it open, nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.ledger.facts import DONE, OFF, Party, family_of, ordinals
from dateline.ledger.types import Event, Relation, Telling
from dateline.lexicon.rounds import is_yearly, round_in
from dateline.record import Kind

AROUND_DAYS = 3  # within which parts are looked for
SERIES_DAYS = 800  # from one round to the next, at most
_STAY_DAYS = 2  # that a visit lasts beyond the one day that is told
_YEAR = (300, 430)  # days from one yearly meeting to the next
_MET: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation"})
_DONE_THERE: frozenset[Kind] = frozenset({"signing", "agreement", "ceremony"})

Parties = Mapping[str, Party]  # by the id of the entity


@dataclass(frozen=True, slots=True)
class Seen:
    """An event with what is needed to compare it."""

    event: Event
    days: tuple[int, int] | None
    people: frozenset[str]
    sides: frozenset[str]
    where: str | None  # the side on which its place lies
    articles: frozenset[str]


def seen(event: Event, parties: Parties) -> Seen:
    """An event as it is compared. `parties` know all who take part, and the place."""
    who = [parties[one.entity] for one in (*event.actors, *event.recipients) if one.entity in parties]
    place = parties.get(event.place.entity) if event.place is not None else None
    return Seen(
        event=event,
        days=ordinals(event.when.value) if event.when is not None else None,
        people=frozenset(one.id for one in who if one.is_person),
        sides=frozenset(one.side for one in who),
        where=place.side if place is not None else None,
        articles=frozenset(one.article for one in event.tellings),
    )


def relations(event: Seen, others: Iterable[Seen], parties: Parties) -> Iterator[tuple[Relation, Event]]:
    """Of which wholes an event is a part, and which are its parts; what came before it and comes after, in a series."""
    known = [other for other in others if other.event.id != event.event.id]
    yield from (("whole", other.event) for other in known if is_part(event, other, parties))
    yield from (("part", other.event) for other in known if is_part(other, event, parties))
    yield from _series(event, known)


def is_part(part: Seen, whole: Seen, parties: Parties) -> bool:
    """Is one event a part of the other?"""
    if _phase(part.event) != _phase(whole.event):
        return False
    if whole.event.kind == "visit" and part.event.kind in _MET | _DONE_THERE:
        return _on_a_visit(part, whole, parties)
    if whole.event.kind in _MET:
        return _at_a_summit(part, whole)
    return False


def _phase(event: Event) -> str:
    return "done" if event.status in DONE else "off" if event.status in OFF else "planned"


def _on_a_visit(part: Seen, whole: Seen, parties: Parties) -> bool:
    """Does the traveller take part, in the country that he visits, while he is there?"""
    travellers = {one.entity for one in whole.event.actors}
    states = {parties[one].side for one in travellers if one in parties and not parties[one].is_person}
    if not (travellers & part.people or states & part.sides):
        return False
    home = {parties[one].side for one in travellers if one in parties}
    hosts = (whole.sides | ({whole.where} if whole.where else set())) - home
    there = part.where in hosts if part.where is not None else bool(hosts & part.sides)
    return there and _while(part, whole, _STAY_DAYS)


def _at_a_summit(part: Seen, whole: Seen) -> bool:
    """Do some of those who are at a summit meet there, or do those who meet sign something?"""
    if part.event.kind in _MET:
        within = (
            whole.event.kind != "meeting" and len(whole.sides) > 2 and len(part.sides) > 1 and part.sides < whole.sides
        )
    else:
        within = part.event.kind in _DONE_THERE and len(part.sides) > 1 and part.sides <= whole.sides
    places = {one.event.place.entity for one in (part, whole) if one.event.place is not None}
    return within and len(places) < 2 and _while(part, whole, 0)


def _while(part: Seen, whole: Seen, stay: int) -> bool:
    """Is one within the days of the other? Without days, does one report tell both?"""
    if part.days is None or whole.days is None:
        return part.days is None and whole.days is None and bool(part.articles & whole.articles)
    first, last = whole.days
    return first <= part.days[0] and part.days[1] <= last + (stay if first == last else 0)


def _series(event: Seen, known: Sequence[Seen]) -> Iterator[tuple[Relation, Event]]:
    """The nearest earlier and later round of the same, and the yearly meeting of the year before and after."""
    mine, at = _round(event.event), _day(event)
    yearly = _is_yearly(event.event)
    alike = [one for one in known if _alike(one, event)]
    for relation, sign in (("before", -1), ("after", 1)):
        if mine is not None:
            rounds = [(sign * (number - mine), one) for one in alike if (number := _round(one.event)) is not None]
            ahead = sorted((gap, one.event.day or "", one.event.id, one) for gap, one in rounds if gap > 0)
            near = [one for *_, one in ahead if _gap(at, _day(one), sign) in range(SERIES_DAYS + 1)]
        elif yearly:
            years = [(_gap(at, _day(one), sign), one.event.id, one) for one in alike if _is_yearly(one.event)]
            near = [one for gap, _, one in sorted(years, key=lambda year: year[:2]) if gap in range(*_YEAR)]
        else:
            return
        if near:
            yield ("before" if relation == "before" else "after"), near[0].event


def _alike(one: Seen, other: Seen) -> bool:
    return family_of(one.event.kind) == family_of(other.event.kind) and one.sides == other.sides


def _day(one: Seen) -> int | None:
    found = one.days or ordinals(one.event.day)
    return found[0] if found else None


def _gap(a: int | None, b: int | None, sign: int) -> int:
    return sign * (b - a) if a is not None and b is not None else -1


def _round(event: Event) -> int | None:
    """The number on which most of its tellings agree."""
    found = [number for told in event.tellings if (number := round_in(*_words(told))) is not None]
    return max(sorted(set(found)), key=found.count) if found else None


def is_one_of_several(event: Event) -> bool:
    """Does anybody count it, or tell that it comes every year?"""
    return _round(event) is not None or _is_yearly(event)


def _is_yearly(event: Event) -> bool:
    return any(is_yearly(*_words(told)) for told in event.tellings)


def _words(told: Telling) -> tuple[str, int, int]:
    """A sentence and where in it the event is told."""
    start = told.trigger.start - told.sentence.start
    return told.sentence.quote, start, start + len(told.trigger.quote)


def needed(events: Iterable[Event]) -> Collection[str]:
    """The entities whose parties `seen` asks for."""
    found: set[str] = set()
    for event in events:
        found |= {one.entity for one in (*event.actors, *event.recipients)}
        found |= {event.place.entity} if event.place is not None else set()
    return found
