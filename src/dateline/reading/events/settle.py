"""What follows from who takes part: hosts by their place, states by their diplomats, tests by their lack of a target.

PLOVER's rules on sides: the host of a visitor is a participant, expelled diplomats and closed missions stand for their
state, and weapons fired at nobody are a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Token
from dateline.reading.events.at_home import home_of
from dateline.reading.events.domestic import opposed_state, own_state
from dateline.reading.events.hosts import countries_of, hosted, received, state_in
from dateline.reading.events.others import with_other
from dateline.reading.events.tables import classes
from dateline.reading.events.unsaid import with_unsaid
from dateline.reading.events.whereabouts import with_bodies, with_countries
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Kind, Participant

# Done to a state through its people, missions or means.
_THROUGH: frozenset[Kind] = frozenset({"expulsion", "recall", "sanction"})
_FORCES = frozenset({"MIL", "COP"})
_STRUCK = frozenset({"attack", "strike", "raid", "hit", "kill"})
_WEAPONS = frozenset({"missile", "rocket", "projectile", "torpedo", "icbm"})


def settle(events: Iterable[Event], scene: Scene, cast: Cast) -> tuple[tuple[Event, ...], Cast]:
    """The events, and the cast with the states that came in ("visited Tehran": Iran, by the word "Tehran")."""
    added: dict[str, Entity] = {}
    events = tuple(_staged(_moved(event, cast), cast, added) for event in events)
    cast = with_countries(events, scene, cast)
    through = [
        _through(
            _abroad(_taken_up(_tested(hosted(_places(event, cast, added), scene, cast, added), scene)), cast),
            scene,
            cast,
            added,
        )
        for event in events
    ]
    through = [_foreign_first(event, cast) for event in through]
    settled = tuple(received(_domestic(_alike(event, through), scene, cast, added), cast) for event in through)
    settled = tuple(with_unsaid(event, scene, cast, added) for event in settled)
    cast = Cast.of(dict(cast.entities) | added, cast.references) if added else cast
    cast = with_countries(settled, scene, cast)
    settled = tuple(_towards_home(with_other(event, scene, cast), scene, cast, added) for event in settled)
    cast = with_bodies(cast)
    return settled, Cast.of(dict(cast.entities) | added, cast.references) if added else cast


def _foreign_first(event: Event, cast: Cast) -> Event:
    """ "Tokyo proposed a meeting between its premier and Hu": what is proposed to somebody is to the others."""
    if event.kind not in ("proposal", "invitation", "agreement"):
        return event
    own = countries_of(cast, event.actors)
    others = tuple(one for one in event.recipients if not countries_of(cast, (one,)) <= own)
    return replace(event, recipients=others) if others else event


def _places(event: Event, cast: Cast, added: dict[str, Entity]) -> Event:
    """ "bombed Beirut airport": the state of the place that is hit; "visited US troops in Iraq": Iraq, not them."""
    known = cast.entities
    if event.kind == "protest":
        return replace(event, actors=tuple(_as_state(one, cast, added) for one in event.actors))
    if event.kind not in (
        "assault", "mobilisation", "withdrawal", "visit", "recall", "aid", "recognition", "coercion",
    ):  # fmt: skip
        return event
    recipients = []
    for one in event.recipients:
        place = known.get(one.entity) if one.entity is not None else None
        if event.kind == "visit" and event.place is not None and place is not None and place.sector == "MIL":
            continue
        if place is not None and place.kind == "place":
            if place.country in lexicon.states():
                recipients.append(replace(one, entity=state_in(str(place.country), cast, added)))
        else:
            recipients.append(one)
    return replace(event, recipients=tuple({one.entity: one for one in recipients}.values()))


def _as_state(one: Participant, cast: Cast, added: dict[str, Entity]) -> Participant:
    """ "Protests erupted in Lyon": by people of the state of the place."""
    place = cast.entities.get(one.entity or "")
    if place is None or place.kind != "place" or place.country not in lexicon.states():
        return one
    return replace(one, entity=state_in(str(place.country), cast, added))


def _moved(event: Event, cast: Cast) -> Event:
    """ "Italian troops have begun arriving in Lebanon": no visit, a deployment."""
    if event.kind != "visit" or not event.actors or not event.recipients:
        return event
    doers = [cast.entities.get(one.entity or "") for one in event.actors]
    troops = all(one is not None and one.kind in ("group", "organisation") and one.sector == "MIL" for one in doers)
    return replace(event, kind="mobilisation") if troops else event


def _staged(event: Event, cast: Cast, added: dict[str, Entity]) -> Event:
    """ "A parade in Minsk": of the state of the place."""
    places = [cast.entities.get(one.entity or "") for one in event.actors]
    if event.kind != "ceremony" or not any(one is not None and one.kind == "place" for one in places):
        return event
    actors = tuple(
        replace(one, entity=state_in(str(place.country), cast, added))
        if place is not None and place.kind == "place" and place.country in lexicon.states()
        else one
        for one, place in zip(event.actors, places, strict=True)
    )
    return replace(event, actors=actors)


def _tested(event: Event, scene: Scene) -> Event:
    """Missiles that are fired at nobody are tested."""
    if event.kind != "assault" or event.recipients or event.trigger.quote.lower().startswith("claim"):
        return event
    for sentence in scene.analysis.sentences:
        if sentence.start <= event.trigger.start < sentence.end:
            i = sentence.at(event.trigger.start)
            near = sentence.tokens[i : i + 8] if i is not None else ()
            if len(event.actors) > 1 and any(token.lemma in ("exchange", "trade", "swap") for token in near[:1]):
                return event  # "traded rocket fire": at each other
            if i is not None and _is_aimed(sentence.tokens[i : i + 8]):
                return event  # "fired rockets at a car"
            struck = any(token.lemma in _STRUCK for token in near)  # "rocket and mortar attacks"
            if not struck and any(token.lemma in _WEAPONS and token.tag[:2] == "NN" for token in near):
                return replace(event, kind="test")
    return event


def _is_aimed(tokens: Sequence[Token]) -> bool:
    """Does "at a house" or the like stand among these words?"""
    hittable = classes()["settlement"] | classes()["vessel"] | classes()["hittable"]
    aimed = next((i for i, token in enumerate(tokens) if token.text.lower() in ("at", "into")), None)
    return aimed is not None and any(token.lemma in hittable for token in tokens[aimed + 1 : aimed + 4])


def _domestic(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """ "The governor imposed a curfew", "Sudan withdrew troops from Darfur": done to the own country."""
    home = home_of(event, scene, cast)
    if home is None:
        return event
    return replace(event, recipients=(Participant(state_in(home[0], cast, added), home[1]),))


def _towards_home(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """With the state that words or a protest are aimed at, where nobody is named as the other side."""
    aim = opposed_state(event, scene) or own_state(event, scene, cast)
    if aim is None:
        return event
    code = next(one.code for one in lexicon.states().values() if one.id == aim.entity)
    return replace(event, recipients=(replace(aim, entity=state_in(code, cast, added)),))


def _abroad(event: Event, cast: Cast) -> Event:
    """Who sends troops or calls them home does it towards where they go or were, not towards them."""
    if event.kind not in ("withdrawal", "mobilisation"):
        return event
    own = countries_of(cast, event.actors) - {None}
    kept = tuple(one for one in event.recipients if not _is_own(cast, one, own, event.kind == "mobilisation"))
    return replace(event, recipients=kept)


def _is_own(cast: Cast, one: Participant, own: set[str | None], forces_only: bool) -> bool:
    """A force of no country, or somebody of a country that acts: of its forces, if only those are asked for."""
    entity = cast.entities.get(one.entity) if one.entity is not None else None
    force = entity is not None and entity.sector in _FORCES
    mine = bool(countries_of(cast, (one,)) & own) and (force or not forces_only)
    return mine or _is_nobodys_force(cast, one)


def _is_nobodys_force(cast: Cast, one: Participant) -> bool:
    entity = cast.entities.get(one.entity) if one.entity is not None else None
    return entity is not None and entity.kind == "group" and entity.sector == "MIL" and entity.country is None


def _taken_up(event: Event) -> Event:
    """ "has been named foreign secretary": where nobody is told to have appointed, whoever takes the office acts.

    Likewise "Turkey's ambassador was recalled": a state recalls its own.
    """
    if event.kind not in ("appointment", "recall") or event.actors or not event.recipients:
        return event
    return replace(event, actors=event.recipients, recipients=())


def _through(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """Diplomats, embassies and officials of another state stand for it where they are expelled or sanctioned."""
    if event.kind not in _THROUGH:
        return event
    own = countries_of(cast, event.actors)
    recipients: list[Participant] = []
    for one in event.recipients:
        entity = cast.entities.get(one.entity) if one.entity is not None else None
        if entity is not None and _is_posted(entity):
            if entity.country in own or entity.country is None:
                continue  # its own ambassador: towards whom is told by the other words, or not at all
            recipients.append(replace(one, entity=state_in(entity.country, cast, added)))
        else:
            recipients.append(one)
    if event.kind == "recall":
        event = replace(event, actors=tuple(_state_of(one, cast, added) for one in event.actors))
    if not recipients and event.actors:
        recipients = _from(event, scene, cast, added, own)
    return replace(event, recipients=tuple({one.entity: one for one in recipients}.values()))


def _is_posted(entity: Entity) -> bool:
    """Are they told without a name: diplomats, an embassy, "Turkey's ambassador"?"""
    if entity.kind == "person":
        return not any(mention.form == "name" for mention in entity.mentions)
    return entity.kind in ("group", "organisation") and any(mention.form == "nominal" for mention in entity.mentions)


def _state_of(one: Participant, cast: Cast, added: dict[str, Entity]) -> Participant:
    """ "Turkey's ambassador was recalled": by Turkey."""
    entity = cast.entities.get(one.entity) if one.entity is not None else None
    if entity is None or entity.kind != "person" or not _is_posted(entity) or entity.country not in lexicon.states():
        return one
    return replace(one, entity=state_in(str(entity.country), cast, added))


def _alike(event: Event, events: Iterable[Event]) -> Event:
    """ "Canada expelled four": whom most of the others of the report expelled, if it is not somebody else as often."""
    if event.kind not in _THROUGH or event.recipients or not event.actors or event.status == "did_not_occur":
        return event
    known = {one.entity: one for other in events if other.kind == event.kind for one in other.recipients}
    times = Counter(one.entity for other in events if other.kind == event.kind for one in other.recipients)
    ranked = times.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return event
    most = ranked[0][0]
    return event if most in {one.entity for one in event.actors} else replace(event, recipients=(known[most],))


def _from(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity], own: set[str | None]) -> list[Participant]:
    """The states whose places they are called home from or sent away to: "recalled its envoys to Laos and Mali"."""
    found: list[Participant] = []
    last = None
    for one in cast.references:
        sentence = scene.sentence(one.sentence)
        after = min([event.trigger.start, *(actor.evidence.end for actor in event.actors if actor.evidence)])
        behind = sentence.start <= event.trigger.start < sentence.end and after <= one.span.start < sentence.end
        before = one.first - 1
        if before > 0 and sentence.tokens[before].text.lower() == "the":
            before -= 1
        if not behind or before < 0:
            continue
        word = sentence.tokens[before].text.lower()
        if word not in (("and", ",") if found else ("from", "in", "to")) or (found and before != last):
            continue
        country = next((cast.entities[e].country for e in one.entities), None)
        if country is not None and country in lexicon.states() and country not in own:
            found.append(Participant(state_in(country, cast, added), scene.cite(one.span)))
            last = one.last
    return found
