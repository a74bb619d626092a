"""Whose place it is where nobody is named: the host of a visitor, the state that an attack from abroad hits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline import lexicon
from dateline.reading.frame import Cast
from dateline.record import Entity, Event, Participant


def add_hosts(events: Iterable[Event], cast: Cast) -> tuple[tuple[Event, ...], Cast]:
    """The events, and the cast with the states that became hosts ("visited Tehran": Iran, by the word "Tehran")."""
    added: dict[str, Entity] = {}
    hosted = tuple(_hosted(event, cast, added) for event in events)
    return hosted, Cast.of(dict(cast.entities) | added, cast.references) if added else cast


def _hosted(event: Event, cast: Cast, added: dict[str, Entity]) -> Event:
    if event.kind not in ("visit", "assault") or event.recipients or event.place is None:
        return event
    place = cast.entities.get(event.place.entity)
    if place is not None and event.kind == "assault" and place.kind != "place":
        return event  # "a missile flew over Japan"
    country = place.country if place is not None else None
    visitors = {cast.entities[one.entity].country for one in event.actors if one.entity in cast.entities}
    if country is None or country not in lexicon.states() or country in visitors or None in visitors:
        return event
    state = lexicon.states()[country]
    if state.id not in cast.entities:
        added[state.id] = Entity(id=state.id, kind="state", name=state.name, country=country, sector="GOV")
    return replace(event, recipients=(Participant(state.id, event.place.evidence),))
