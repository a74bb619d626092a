"""Whose people are told without a name: "villagers in western Algeria", "hundreds of protesters in Minsk"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.lexicon.bodies import find_organisation
from dateline.lexicon.states import expeditions
from dateline.reading.events.local import country_of_attackers, country_of_victims
from dateline.reading.events.spoken_of import (
    countries_with,
    country_beside,
    is_mission,
    named_with,
    only_country,
    places_with,
    scene_of,
    sentence_of,
    words_of,
)
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Kind, Participant

# Done by a state's own organs to its own people, if nothing else is told.
_AT_HOME: frozenset[Kind] = frozenset({"coercion", "protest", "release", "concession", "rejection", "resignation"})
_ABROAD_AS_WELL: frozenset[Kind] = frozenset({"assault", "threat", "demand", "ceasefire"})
_DEALT_WITH: frozenset[Kind] = frozenset({"meeting", "negotiation", "accusation", "agreement", "proposal"})
_ORGANS = frozenset({"COP", "JUD", "LEG"})
_FORCES = frozenset({"MIL", "COP", "GOV"})
_VISITING = frozenset({"JRN", "BUS", "NGO"})  # told with their country, they are abroad
_LAWLESS = frozenset({"CRM", "REB", "UAF"})
_HOLDERS = frozenset({"ISR", "MAR"})  # states that hold the land of another people
_FOREIGN = frozenset({
    "foreign", "western", "expatriate", "expatriates", "foreigners", "tourists", "migrants", "refugees", "visitors",
    "seekers", "immigrants", "international", "european", "african", "asian", "arab", "latin",
})  # fmt: skip
_ALLIED = frozenset({"coalition", "multinational", "allied"})  # of several states, and not of where they are
_TOWARDS = frozenset({"with", "against", "to", "toward", "towards", "into", "on", "over", "from", "for"})


def with_countries(events: Iterable[Event], scene: Scene, cast: Cast) -> Cast:
    """The cast with a country for each unnamed group that takes part in an event and whose country the words tell."""
    found: dict[str, str | None] = {}
    for event in events:
        for side, other in ((event.actors, event.recipients), (event.recipients, event.actors)):
            for one in side:
                entity = cast.entities.get(one.entity) if one.entity is not None else None
                if entity is None or entity.country is not None or not _is_unnamed(entity) or _is_of_body(entity, cast):
                    continue
                mutual = event.kind == "assault" and not other  # "fighting between U.S. forces and insurgents"
                facing = tuple(p for p in side if p is not one) if mutual else other
                country = _along(event, one, side, scene, cast) or _country(event, entity, one, facing, scene, cast)
                if country is not None:
                    same = found.setdefault(entity.id, country) == country
                    found[entity.id] = country if same else None  # in two countries: undecided
    told = {one: replace(cast.entities[one], country=country) for one, country in found.items() if country is not None}
    return Cast.of(dict(cast.entities) | told, cast.references) if told else cast


def _is_unnamed(entity: Entity) -> bool:
    """People told without a name who may be at home here; not a body's own, nor people who are told to be foreign."""
    if entity.kind not in ("group", "organisation") or entity.sector in ("REF", "IGO", "NGO"):
        return False
    if any(one.form == "name" for one in entity.mentions):
        return False
    return not words_of(entity) & _FOREIGN


def _is_of_body(entity: Entity, cast: Cast) -> bool:
    """ "NATO troops": of a body of several states, at home nowhere."""
    several = (one for one in cast.entities.values() if one.kind == "organisation" and one.country is None)
    bodies = (one.id for one in several if one.sector == "IGO" or _is_mission_abroad(one))
    return any(entity.id.startswith(f"{body}-") for body in bodies)


def with_bodies(cast: Cast) -> Cast:
    """The cast with the forces of a body of several states as that body's: "NATO troops" stand for NATO."""
    forces = (one for one in cast.entities.values() if one.country is None and one.sector in ("MIL", "COP"))
    told = {
        one.id: replace(one, sector="IGO")
        for one in forces
        if _is_of_body(one, cast) or _is_mission_abroad(one) or words_of(one) & _ALLIED
    }
    return Cast.of(dict(cast.entities) | told, cast.references) if told else cast


def _is_mission_abroad(one: Entity) -> bool:
    """ "ISAF", "the Kosovo Force": forces of several states by their own name."""
    known = find_organisation(one.name) if one.kind == "organisation" else None
    return known is not None and known.id == one.id and known.country is None and known.plover != ""


def _country(
    event: Event, entity: Entity, one: Participant, other: Iterable[Participant], scene: Scene, cast: Cast
) -> str | None:
    facing = {_of(cast, p.entity) for p in other if p.entity is not None}
    if entity.sector == "MIL" and (own := _of_speaker(event, cast)) is not None and own not in facing:
        return own
    if entity.sector == "MIL" and words_of(entity) & _ALLIED:
        return None
    sent = _is_sent(entity)
    local = country_beside(one, scene, cast, guests=sent)
    if local is None and not sent and event.place is not None and event.kind in _AT_HOME | _ABROAD_AS_WELL:
        aimed = _is_aimed_at(event, scene) and one in event.actors  # "fired mortars into Israel": from elsewhere
        local = None if aimed else _of(cast, event.place.entity)
    if local is not None:
        return local
    others = {e.country for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None}
    organs = any(
        e.sector in _ORGANS for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None
    )
    if entity.sector in _LAWLESS and (near := _of_teller(event, one, scene, cast)) is not None:
        return near
    armed = any(
        e.sector == "MIL" for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None
    )
    told_by = {_of(cast, voice.entity) for voice in event.voices if voice.entity is not None}
    if armed and (abroad := scene_of(one, scene, cast, others | told_by)) is not None:
        return abroad  # "US forces raided a Baghdad mosque and killed civilians"
    if event.kind == "demand" and entity.sector in _LAWLESS and one in event.recipients:
        return None  # "Kenya urged the rebels to lay down their arms": anybody's
    if entity.sector in (*_LAWLESS, "OPP") and (home := _of_foe(event, one, other, scene, cast)) is not None:
        return home
    if armed and others & expeditions():
        return None  # "US forces detained five men": whose they are is not told
    lawless = (
        entity.sector in _LAWLESS and only_country(one, scene, cast) is None
    )  # "kidnappers freed a Pole, Nigeria said"
    if (
        len(others) == 1
        and None not in others
        and not lawless
        and (event.kind in _AT_HOME or entity.sector == "OPP" or (event.kind in _ABROAD_AS_WELL and organs))
    ):
        return others.pop()
    here = _spoken_of(one, scene, cast) if _is_official(entity) else None
    if here is not None and not (event.kind == "assault" and here in others):
        return here  # but "a kingdom was occupied by Japan"
    people = entity.sector not in ("GOV", "IGO", "JRN")
    if others & _HOLDERS and one in event.actors and entity.sector in _LAWLESS:
        return None  # "militants struck an Israeli post": as likely those whose land it holds
    if (
        event.kind in _AT_HOME | _ABROAD_AS_WELL
        and people
        and not armed
        and not (entity.sector in _LAWLESS and _is_abroad(other, cast))
        and not (one in event.actors and _is_aimed_at(event, scene))
        and (only := only_country(one, scene, cast)) is not None
        and not (entity.sector in _LAWLESS and one in event.recipients and only in expeditions())  # hit by US jets
    ):
        return only
    by_side = country_of_victims(event, cast, one) or country_of_attackers(event, cast, one)
    if people and by_side is not None:
        return by_side
    if event.kind in _AT_HOME | _ABROAD_AS_WELL and not others - {None} and scene.article.place is not None:
        return _of(cast, scene.article.place)
    return None


def _of_foe(event: Event, one: Participant, other: Iterable[Participant], scene: Scene, cast: Cast) -> str | None:
    """ "Rebels killed ten Colombian soldiers": of the one state that is fought or dealt with, if it fights at home.

    Nothing else may be spoken of, as of a place of another state; of several the one whose forces do not go abroad.
    """
    if event.kind not in _AT_HOME | _ABROAD_AS_WELL | _DEALT_WITH:
        return None
    known = [e for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None]
    official = {e.country for e in known if e.kind == "state" or (e.sector in _FORCES and not is_mission(e))}
    at_home = official - expeditions() - {None}
    if len(at_home) != 1 or _is_aimed_at(event, scene):
        return None
    named = countries_with(one, scene, cast) - expeditions()
    return at_home.pop() if named <= at_home else None


def _is_abroad(other: Iterable[Participant], cast: Cast) -> bool:
    """ "Militants attacked the U.S. embassy", "seized a French reporter": of a state, and not where that state is."""
    known = [e for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None]
    return any(is_mission(e) or (e.sector in _VISITING and e.kind != "organisation") for e in known)


def _is_sent(entity: Entity) -> bool:
    """ "Negotiators in Beijing", "diplomats in Vienna": they may well be guests there."""
    words = {word.removesuffix("s") for word in words_of(entity)}
    return entity.sector == "GOV" and bool(
        words & {"negotiator", "diplomat", "envoy", "delegate", "minister", "leader", "president"}
    )


def _is_official(entity: Entity) -> bool:
    """Organs and officials of some state: parliament, the army, police officers, senior officials; not soldiers."""
    if entity.kind == "organisation":
        return entity.sector in ("LEG", "JUD", "COP", "MIL", "GOV")
    return entity.sector in ("LEG", "JUD", "COP", "GOV") and not _is_sent(entity)


def _spoken_of(one: Participant, scene: Scene, cast: Cast) -> str | None:
    """ "Hugo Chavez presented the plan to parliament": the one country of the sentence, if not only dealt with."""
    sentence = sentence_of(one, scene)
    known = [(r, each) for r, each in named_with(one, scene, cast) if each.country is not None and r.form != "pronoun"]
    told = (r for r, each in known if each.kind in ("state", "place", "person"))
    if sentence is None or len({each.country for _, each in known}) != 1:
        return None
    before = [{token.text.lower() for token in sentence.tokens[max(0, r.first - 2) : r.first]} for r in told]
    return known[0][1].country if any(not words & _TOWARDS for words in before) else None


def _of_teller(event: Event, one: Participant, scene: Scene, cast: Cast) -> str | None:
    """ "Nigerian officials say gunmen killed two": of the state whose own officials or police tell of it.

    Not if a place of another state is named, nor if that state's forces fight abroad.
    """
    if one not in event.actors or event.kind not in _ABROAD_AS_WELL | _AT_HOME:
        return None
    said = [e for voice in event.voices if (e := cast.entities.get(voice.entity or "")) is not None]
    own = {e.country for e in said if e.kind != "person" and e.sector in _FORCES} - {None}
    if len(own) != 1 or own & expeditions() or _is_aimed_at(event, scene):
        return None
    return own.pop() if places_with(one, scene, cast) <= own else None


def _along(event: Event, one: Participant, side: Sequence[Participant], scene: Scene, cast: Cast) -> str | None:
    """ "Urged both the Uzbek government and demonstrators": of the country of the one whom "and" joins them to."""
    for before in side:
        if one.evidence is None or before.evidence is None or before.evidence.end >= one.evidence.start:
            continue
        if event.kind == "assault" and _sector(one, cast) in _LAWLESS and _sector(before, cast) not in _LAWLESS:
            continue  # "fighting between U.S. forces and insurgents"
        if scene.article.text[before.evidence.end : one.evidence.start].strip() == "and":
            return _of(cast, before.entity) if before.entity is not None else None
    return None


def _sector(one: Participant, cast: Cast) -> str | None:
    known = cast.entities.get(one.entity or "")
    return known.sector if known is not None else None


def _of_speaker(event: Event, cast: Cast) -> str | None:
    """ "The U.S. military says soldiers killed two rebels": an army that speaks of soldiers means its own."""
    said = [cast.entities.get(voice.entity or "") for voice in event.voices]
    armies = {one.country for one in said if one is not None and one.country is not None and _is_army(one)}
    return armies.pop() if len(armies) == 1 else None


def _is_aimed_at(event: Event, scene: Scene) -> bool:
    told = [one.evidence for one in (*event.recipients, *([event.place] if event.place else ())) if one.evidence]
    return any("into" in scene.article.text[: one.start].lower().split()[-2:] for one in told)


def _is_army(one: Entity) -> bool:
    return one.sector == "MIL" or bool(words_of(one) & {"military", "army", "navy"})


def _of(cast: Cast, entity: str) -> str | None:
    known = cast.entities.get(entity)
    return known.country if known is not None else None
