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
from dateline.reading.events.others import with_other
from dateline.reading.events.tables import classes
from dateline.reading.events.telling import TALKS
from dateline.reading.events.whereabouts import with_bodies, with_countries
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Kind, Participant

# Done to a state through its people, missions or means.
_THROUGH: frozenset[Kind] = frozenset({"expulsion", "recall", "sanction"})
_RISING = frozenset({"REB", "CVL", "UAF", "OPP", "LAB", "EDU"})
_HELD = frozenset({"PSE", "ESH"})  # whose land another state holds: its militants do not turn on their own
_FORCES = frozenset({"MIL", "COP"})
_STRIFE = frozenset({"conflict", "war", "fighting", "clash", "clashes", "battle", "battles", "violence", "hostilities"})
_STRUCK = frozenset({"attack", "strike", "raid", "hit", "kill"})
_WEAPONS = frozenset({"missile", "rocket", "projectile", "torpedo", "icbm"})


def settle(events: Iterable[Event], scene: Scene, cast: Cast) -> tuple[tuple[Event, ...], Cast]:
    """The events, and the cast with the states that came in ("visited Tehran": Iran, by the word "Tehran")."""
    added: dict[str, Entity] = {}
    events = tuple(_moved(event, cast) for event in events)
    cast = with_countries(events, scene, cast)
    through = [
        _through(
            _abroad(_taken_up(_tested(_hosted(_places(event, cast, added), scene, cast, added), scene)), cast),
            scene,
            cast,
            added,
        )
        for event in events
    ]
    through = [_foreign_first(event, cast) for event in through]
    settled = tuple(_received(_domestic(_alike(event, through), scene, cast, added), cast) for event in through)
    cast = with_countries(settled, scene, cast)
    settled = tuple(_towards_home(with_other(event, scene, cast), scene, cast, added) for event in settled)
    cast = with_bodies(cast)
    return settled, Cast.of(dict(cast.entities) | added, cast.references) if added else cast


def _state(code: str, cast: Cast, added: dict[str, Entity]) -> str:
    state = lexicon.states()[code]
    if state.id not in cast.entities:
        added[state.id] = Entity(id=state.id, kind="state", name=state.name, country=code, sector="GOV")
    return state.id


def _countries(cast: Cast, side: Iterable[Participant]) -> set[str | None]:
    return {cast.entities[one.entity].country for one in side if one.entity and one.entity in cast.entities}


def _hosted(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """A visit without a host, and an attack without a victim, has the state whose place it is.

    People of no known country, rebels and the like are at home there: what they attack is their own state's.
    """
    alone = event.kind in ("meeting", "negotiation") and len(event.actors) == 1
    placed = event.kind in ("visit", "assault", "mobilisation") or alone or _is_foreign_raid(event, cast)
    if not placed or event.recipients:
        return event
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    actors = _countries(cast, event.actors)
    if event.kind == "assault" and (place is None or place.country is None):
        return event if _is_blamed(event, scene) else _rising(event, cast, added)
    if place is None or event.place is None or place.country is None or place.country not in lexicon.states():
        return event
    if (event.kind == "visit" or alone) and {place.country, None} & actors:
        return event
    if alone and (place.name.lower() in classes()["common-ground"] or not _is_person(event.actors[0], cast)):
        return event
    own = lexicon.states()[place.country].id
    if event.kind == "assault" and own in {one.entity for one in event.actors}:
        return event  # "North Korea blew up its test site at Punggye-ri"
    before = scene.article.text[: event.place.evidence.start].lower().split()[-2:] if event.place.evidence else []
    if event.kind == "assault" and (before[-1:] in (["over"], ["off"]) or before == ["border", "with"]):
        return event  # "a missile flew over Japan" hits nobody
    host = Participant(_state(place.country, cast, added), event.place.evidence)
    return replace(event, recipients=(host,))


def _is_person(one: Participant, cast: Cast) -> bool:
    known = cast.entities.get(one.entity or "")
    return known is not None and known.kind == "person"


def _is_foreign_raid(event: Event, cast: Cast) -> bool:
    """ "US forces raided a mosque in Ramadi": done to the state where they are."""
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    doers = [cast.entities.get(one.entity or "") for one in event.actors]
    abroad = place is not None and any(one is not None and one.country not in (None, place.country) for one in doers)
    return event.kind == "coercion" and abroad


def _received(event: Event, cast: Cast) -> Event:
    """A meeting of guests with those at home where it is held: the guests are the actors, whatever the words put first.

    The contract has it so for visitors and hosts; where nobody or everybody is at home, the words decide.
    """
    place = cast.entities.get(event.place.entity) if event.place is not None and event.kind in TALKS else None
    if place is None or place.country is None:
        return event
    sides = (*event.actors, *event.recipients)
    home = tuple(one for one in sides if _countries(cast, (one,)) == {place.country})
    if any({place.country} < _countries(cast, side) for side in (event.actors, event.recipients) if event.recipients):
        return event  # "Abbas's meeting with Netanyahu and Obama in New York": the words part them
    guests = tuple(one for one in sides if one not in home)
    if not home or not guests or not all(_is_from_elsewhere(cast, one) for one in guests):
        return event
    return replace(event, actors=guests, recipients=home)


def _is_from_elsewhere(cast: Cast, one: Participant) -> bool:
    """Of a known country, or somebody who serves a body of several: he is at home nowhere."""
    guest = cast.entities.get(one.entity or "")
    return guest is not None and (guest.country is not None or (guest.kind == "person" and guest.sector == "IGO"))


def _foreign_first(event: Event, cast: Cast) -> Event:
    """ "Tokyo proposed a meeting between its premier and Hu": what is proposed to somebody is to the others."""
    if event.kind not in ("proposal", "invitation", "agreement"):
        return event
    own = _countries(cast, event.actors)
    others = tuple(one for one in event.recipients if not _countries(cast, (one,)) <= own)
    return replace(event, recipients=others) if others else event


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
    state = _state(str(countries.pop()), cast, added)
    return replace(event, recipients=(Participant(state, event.actors[0].evidence),))


def _places(event: Event, cast: Cast, added: dict[str, Entity]) -> Event:
    """ "bombed Beirut airport": the state of the place that is hit; "visited US troops in Iraq": Iraq, not them."""
    if event.kind not in ("assault", "mobilisation", "withdrawal", "visit", "recall", "aid", "recognition"):
        return event
    known = cast.entities
    recipients = []
    for one in event.recipients:
        place = known.get(one.entity) if one.entity is not None else None
        if event.kind == "visit" and event.place is not None and place is not None and place.sector == "MIL":
            continue
        if place is not None and place.kind == "place":
            if place.country in lexicon.states():
                recipients.append(replace(one, entity=_state(str(place.country), cast, added)))
        else:
            recipients.append(one)
    return replace(event, recipients=tuple({one.entity: one for one in recipients}.values()))


def _moved(event: Event, cast: Cast) -> Event:
    """ "Italian troops have begun arriving in Lebanon": no visit, a deployment."""
    if event.kind != "visit" or not event.actors or not event.recipients:
        return event
    doers = [cast.entities.get(one.entity or "") for one in event.actors]
    troops = all(one is not None and one.kind in ("group", "organisation") and one.sector == "MIL" for one in doers)
    return replace(event, kind="mobilisation") if troops else event


def _tested(event: Event, scene: Scene) -> Event:
    """Missiles that are fired at nobody are tested."""
    if event.kind != "assault" or event.recipients or event.trigger.quote.lower().startswith("claim"):
        return event
    for sentence in scene.analysis.sentences:
        if sentence.start <= event.trigger.start < sentence.end:
            i = sentence.at(event.trigger.start)
            near = sentence.tokens[i : i + 8] if i is not None else ()
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
    return replace(event, recipients=(Participant(_state(home[0], cast, added), home[1]),))


def _towards_home(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """With the state that words or a protest are aimed at, where nobody is named as the other side."""
    aim = opposed_state(event, scene) or own_state(event, scene, cast)
    if aim is None:
        return event
    code = next(one.code for one in lexicon.states().values() if one.id == aim.entity)
    return replace(event, recipients=(replace(aim, entity=_state(code, cast, added)),))


def _abroad(event: Event, cast: Cast) -> Event:
    """Who sends troops or calls them home does it towards where they go or were, not towards them."""
    if event.kind not in ("withdrawal", "mobilisation"):
        return event
    own = _countries(cast, event.actors) - {None}
    kept = tuple(one for one in event.recipients if not _is_own(cast, one, own, event.kind == "mobilisation"))
    return replace(event, recipients=kept)


def _is_own(cast: Cast, one: Participant, own: set[str | None], forces_only: bool) -> bool:
    """A force of no country, or somebody of a country that acts: of its forces, if only those are asked for."""
    entity = cast.entities.get(one.entity) if one.entity is not None else None
    force = entity is not None and entity.sector in _FORCES
    mine = bool(_countries(cast, (one,)) & own) and (force or not forces_only)
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
    own = _countries(cast, event.actors)
    recipients: list[Participant] = []
    for one in event.recipients:
        entity = cast.entities.get(one.entity) if one.entity is not None else None
        if entity is not None and _is_posted(entity):
            if entity.country in own or entity.country is None:
                continue  # its own ambassador: towards whom is told by the other words, or not at all
            recipients.append(replace(one, entity=_state(entity.country, cast, added)))
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
    return replace(one, entity=_state(str(entity.country), cast, added))


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
    """The state of the place that they are called home from or sent away to: "recalled its ambassador from Jakarta"."""
    for one in cast.references:
        sentence = scene.sentence(one.sentence)
        after = min([event.trigger.start, *(actor.evidence.end for actor in event.actors if actor.evidence)])
        behind = sentence.start <= event.trigger.start < sentence.end and after <= one.span.start < sentence.end
        if not behind or not one.first or sentence.tokens[one.first - 1].text.lower() not in ("from", "in", "to"):
            continue
        country = next((cast.entities[e].country for e in one.entities), None)
        if country is not None and country in lexicon.states() and country not in own:
            return [Participant(_state(country, cast, added), scene.cite(one.span))]
    return []
