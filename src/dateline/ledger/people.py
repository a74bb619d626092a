"""Entities of a ledger: found by name, id or office, and shown with all names and dated offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, or_, select

from dateline.errors import Ambiguous, NotInLedger
from dateline.ledger.identity import Card, Held, most
from dateline.ledger.parties import parts
from dateline.ledger.rows import loads
from dateline.ledger.schema import parties
from dateline.ledger.types import Entity, Name, Office
from dateline.lexicon.bodies import find_organisation, find_outlet
from dateline.lexicon.persons import find_person
from dateline.lexicon.slugs import slug
from dateline.lexicon.states import find_state, states

_LEAST = 3  # letters of a part of a name: one or two are in anybody's
_MOST_NAMED = 8  # of several of one name, how many a message lists

# Statements are made once: to put one together costs SQLAlchemy more than to run it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_EXACT = select(parties.c.entity).where(parties.c.entity == bindparam("of")).limit(1)
_KEYS = select(parties.c.key, parties.c.kind, parties.c.side).where(parties.c.entity == bindparam("of"))
_BODIES = select(parties.c.entity, parties.c.body).order_by(parties.c.entity, parties.c.key)
_BODIES_OF = _BODIES.where(parties.c.entity.in_(_IDS))


def find(connection: Connection, name: str) -> str:
    """The id of the entity of that id, name or spelling. Raises NotInLedger, or Ambiguous if there are several.

    Exact ids and names come first, then what the lexicon knows by that name, then family names ("Lavrov").
    """
    if connection.execute(_EXACT, {"of": name}).first() is not None:
        return name
    for found in _steps(connection, name):
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(
                f"“{name}” may be {_told_apart(connection, found)}", hint="give one of these ids in place of the name"
            )
    raise NotInLedger(f"nobody called “{name}” is in this ledger", hint="try `dateline search`, or another spelling")


def _told_apart(connection: Connection, ids: Sequence[str]) -> str:
    """Who they are, for one who must choose: each id with the name that goes with it."""
    told = [
        f"{one.id} ({one.name}{f', {one.country}' if one.country else ''})"
        for one in entities(connection, ids[:_MOST_NAMED])
    ]
    more = len(ids) - len(told)
    return ", ".join(told) + (f" or one of {more} more" if more else "")


def _steps(connection: Connection, name: str) -> Iterator[list[str]]:
    yield _ids(connection, [name])
    words = slug(name)
    yield _ids(connection, [words])
    yield _ids(connection, list(_known_as(name)))
    if find_state(name) is not None:
        return  # Guinea is not Equatorial Guinea, even where nobody has told of Guinea
    family = select(parties.c.entity).where(
        parties.c.kind == "person", or_(parties.c.slug.like(f"%-{words}"), parties.c.slug.like(f"{words}-%"))
    )
    yield sorted(set(connection.execute(family).scalars()))
    if len(words) >= _LEAST:
        parts_of = select(parties.c.entity).where(parties.c.slug.like(f"%{words}%"))
        yield sorted(set(connection.execute(parts_of).scalars()))


def _known_as(name: str) -> Iterator[str]:
    """Slugs by which the lexicon knows a name."""
    state = find_state(name)
    if state is not None:
        yield slug(states()[state.code].name)
        return
    person = find_person(name)
    if person is not None:
        yield person.id
    yield from (one.id for one in (find_organisation(name), find_outlet(name)) if one is not None)


def _ids(connection: Connection, names: Sequence[str]) -> list[str]:
    query = select(parties.c.entity).where(or_(parties.c.entity.in_(names), parties.c.slug.in_(names)))
    found = set(connection.execute(query).scalars())
    exact = found & set(names)
    return sorted(exact or found)


def named(connection: Connection, name: str) -> list[str]:
    """The keys of whoever is called so; a state need not be named by any report to be a side. Raises as `find`."""
    try:
        return keys_of(connection, find(connection, name))
    except NotInLedger as error:
        state = find_state(name)
        if state is None or isinstance(error, Ambiguous):
            raise
        return [f"s:{state.code}"]


def keys_of(connection: Connection, entity: str) -> list[str]:
    """The keys under which reports know an entity, and of a state the side on which all stand who act for it."""
    rows = connection.execute(_KEYS, {"of": entity})
    found: dict[str, None] = {}
    for row in rows:
        found[row.key] = None
        if row.kind == "state" and len(row.side) == 3:
            found[f"s:{row.side}"] = None
    return list(found)


def entities(connection: Connection, ids: Iterable[str] | None = None) -> Iterator[Entity]:
    """Entities by id: all, or those of `ids`."""
    if ids is None:
        yield from _gathered(connection.execute(_BODIES))
        return
    for part in parts(sorted(set(ids))):
        yield from _gathered(connection.execute(_BODIES_OF, {"ids": part}))


def _gathered(rows: Iterable[Row[Any]]) -> Iterator[Entity]:
    cards: list[Card] = []
    current = ""
    for row in rows:
        if row.entity != current and cards:
            yield entity_of(current, cards)
            cards = []
        current = row.entity
        cards.append(loads(row.body, Card))
    if cards:
        yield entity_of(current, cards)


def entity_of(entity: str, cards: Sequence[Card]) -> Entity:
    """The view of an entity by all that reports say of it, in the order of their keys."""
    best = max(cards, key=lambda one: (one.articles, one.key))
    names = _sum(one.names for one in cards)
    spellings = _sum(one.spellings for one in cards) or names
    countries = _sum({one.country: one.articles} for one in cards if one.country)
    days = [day for one in cards for day in (one.first, one.last) if day is not None]
    return Entity(
        id=entity,
        kind=best.kind,
        name=most(names) or best.slug,
        country=most(countries),
        sector=most(_sum(one.sectors for one in cards)),
        wikidata=most(_sum(one.wikidata for one in cards)),
        names=tuple(Name(one, spellings[one]) for one in sorted(spellings, key=lambda one: (-spellings[one], one))),
        offices=tuple(_offices(cards)),
        known_as=tuple(sorted({one.slug for one in cards})),
        articles=sum(one.articles for one in cards),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
    )


def _offices(cards: Sequence[Card]) -> Iterator[Office]:
    found: dict[tuple[str, str | None, str], list[Held]] = {}
    for card in cards:
        for held in card.offices.values():
            found.setdefault((held.title, held.of, held.origin), []).append(held)
    for (title, of, origin), several in sorted(found.items(), key=lambda one: (one[1][0].first or "9999", str(one[0]))):
        yield Office(
            title=title, of=of, origin=origin,  # type: ignore[arg-type]
            first=min((one.first for one in several if one.first), default=None),
            last=max((one.last for one in several if one.last), default=None),
            articles=sum(one.articles for one in several),
        )  # fmt: skip


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for name, number in one.items():
            total[name] = total.get(name, 0) + number
    return total
