"""Who is at home where something is done: hosts of visitors, victims where a blow falls, rebels in their own state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline import lexicon
from dateline.reading.events.company import is_guest
from dateline.reading.events.telling import TALKS
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Participant

_RISING = frozenset({"REB", "CVL", "UAF", "OPP", "LAB", "EDU"})
_HELD = frozenset({"PSE", "ESH"})  # whose land another state holds: its militants do not turn on their own
_STRIFE = frozenset({"conflict", "war", "fighting", "clash", "clashes", "battle", "battles", "violence", "hostilities"})


def state_in(code: str, cast: Cast, added: dict[str, Entity]) -> str:
    """The id of a state; it is put among `added` if the cast does not have it."""
    state = lexicon.states()[code]
    if state.id not in cast.entities:
        added[state.id] = Entity(id=state.id, kind="state", name=state.name, country=code, sector="GOV")
    return state.id


def countries_of(cast: Cast, side: Iterable[Participant]) -> set[str | None]:
    """The countries of those who are known of a side."""
    return {cast.entities[one.entity].country for one in side if one.entity and one.entity in cast.entities}


def hosted(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """A visit without a host, and an attack without a victim, has the state whose place it is.

    People of no known country, rebels and the like are at home there: what they attack is their own state's.
    """
    alone = event.kind in ("meeting", "negotiation") and len(event.actors) == 1
    placed = event.kind in ("visit", "assault", "mobilisation") or alone or _is_foreign_raid(event, cast)
    if not placed or event.recipients:
        return event
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    actors = countries_of(cast, event.actors)
    if event.kind == "assault" and (place is None or place.country is None):
        return event if _is_blamed(event, scene) else _rising(event, cast, added)
    if place is None or event.place is None or place.country is None or place.country not in lexicon.states():
        return event
    if event.kind == "visit" and {place.country, None} & actors:
        return event
    if alone and not is_guest(event.kind, _known(event.actors, cast), place):
        return event
    own = lexicon.states()[place.country].id
    if event.kind == "assault" and own in {one.entity for one in event.actors}:
        return event  # "North Korea blew up its test site at Punggye-ri"
    before = scene.article.text[: event.place.evidence.start].lower().split()[-2:] if event.place.evidence else []
    if event.kind == "assault" and (before[-1:] in (["over"], ["off"]) or before == ["border", "with"]):
        return event  # "a missile flew over Japan" hits nobody
    host = Participant(state_in(place.country, cast, added), event.place.evidence)
    return replace(event, recipients=(host,))


def _known(side: Iterable[Participant], cast: Cast) -> list[Entity]:
    return [one for p in side if (one := cast.entities.get(p.entity or "")) is not None]


def _is_foreign_raid(event: Event, cast: Cast) -> bool:
    """ "US forces raided a mosque in Ramadi": done to the state where they are."""
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    doers = [cast.entities.get(one.entity or "") for one in event.actors]
    abroad = place is not None and any(one is not None and one.country not in (None, place.country) for one in doers)
    return event.kind == "coercion" and abroad


def received(event: Event, cast: Cast) -> Event:
    """A meeting of guests with those at home where it is held: the guests are the actors, whatever the words put first.

    The contract has it so for visitors and hosts; where nobody or everybody is at home, the words decide.
    """
    place = cast.entities.get(event.place.entity) if event.place is not None and event.kind in TALKS else None
    if place is None or place.country is None:
        return event
    sides = (*event.actors, *event.recipients)
    home = tuple(one for one in sides if countries_of(cast, (one,)) == {place.country})
    if any({place.country} < countries_of(cast, side) for side in (event.actors, event.recipients) if event.recipients):
        return event  # "Abbas's meeting with Netanyahu and Obama in New York": the words part them
    guests = tuple(one for one in sides if one not in home)
    if not home or not guests or not all(_is_from_elsewhere(cast, one) for one in guests):
        return event
    return replace(event, actors=guests, recipients=home)


def _is_from_elsewhere(cast: Cast, one: Participant) -> bool:
    """Of a known country, or somebody who serves a body of several: he is at home nowhere."""
    guest = cast.entities.get(one.entity or "")
    return guest is not None and (guest.country is not None or (guest.kind == "person" and guest.sector == "IGO"))


def _is_blamed(event: Event, scene: Scene) -> bool:
    """ "blamed Hezbollah for the attack", "the conflict": whom it hit was told elsewhere."""
    if event.trigger.quote.lower() in _STRIFE:
        return True
    before = scene.article.text[: event.trigger.start].split()[-2:]
    return len(before) == 2 and before[0].lower() == "for" and before[1].lower() in ("the", "a", "an", "that", "this")


def _rising(event: Event, cast: Cast, added: dict[str, Entity]) -> Event:
    """ "Chad rebels advance on the capital": without another side, rebels and protesters turn on their own state."""
    doers = [entity for one in event.actors if one.entity and (entity := cast.entities.get(one.entity)) is not None]
    countries = {one.country for one in doers}
    if (
        len(countries) != 1
        or not all(one.sector in _RISING for one in doers)
        or not countries & lexicon.states().keys() - _HELD
    ):
        return event
    state = state_in(str(countries.pop()), cast, added)
    return replace(event, recipients=(Participant(state, event.actors[0].evidence),))
