"""Whose people are told without a name: "villagers in western Algeria", "hundreds of protesters in Minsk"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Entity, Event, Kind, Participant

# Done by a state's own organs to its own people, if nothing else is told.
_AT_HOME: frozenset[Kind] = frozenset({"coercion", "protest", "release", "concession", "rejection", "resignation"})
_ABROAD_AS_WELL: frozenset[Kind] = frozenset({"assault", "threat", "demand", "ceasefire"})
_ORGANS = frozenset({"COP", "JUD", "LEG"})
_LAWLESS = frozenset({"CRM", "REB", "UAF"})
_FOREIGN = frozenset({
    "foreign", "western", "expatriate", "expatriates", "foreigners", "tourists", "migrants", "refugees", "visitors",
    "seekers", "immigrants", "international", "european", "african", "asian", "arab",
})  # fmt: skip
_LOCAL = frozenset({"in", "of", "from", "at", "near", "across", "outside", "throughout", "around"})
_REACH = 7  # words after a mention in which its "in …" stands


def with_countries(events: Iterable[Event], scene: Scene, cast: Cast) -> Cast:
    """The cast with a country for each unnamed group that takes part in an event and whose country the words tell."""
    found: dict[str, str | None] = {}
    for event in events:
        for side, other in ((event.actors, event.recipients), (event.recipients, event.actors)):
            for one in side:
                entity = cast.entities.get(one.entity) if one.entity is not None else None
                if entity is None or entity.country is not None or not _is_unnamed(entity) or _is_of_body(entity, cast):
                    continue
                country = _along(one, side, scene, cast) or _country(event, entity, one, other, scene, cast)
                if country is not None:
                    same = found.setdefault(entity.id, country) == country
                    found[entity.id] = country if same else None  # in two countries: undecided
    told = {one: replace(cast.entities[one], country=country) for one, country in found.items() if country is not None}
    return Cast.of(dict(cast.entities) | told, cast.references) if told else cast


def _is_unnamed(entity: Entity) -> bool:
    """People told without a name who may be at home here; not a body's own, nor people who are told to be foreign."""
    if entity.kind not in ("group", "organisation") or entity.sector == "REF":
        return False
    if any(one.form == "name" for one in entity.mentions):
        return False
    words = {word.lower() for one in entity.mentions for word in one.quote.split()}
    return not words & _FOREIGN


def _is_of_body(entity: Entity, cast: Cast) -> bool:
    """ "NATO troops": of a body of several states, at home nowhere."""
    bodies = (one.id for one in cast.entities.values() if one.kind == "organisation" and one.sector == "IGO")
    return any(entity.id.startswith(f"{body}-") for body in bodies)


def _country(
    event: Event, entity: Entity, one: Participant, other: Iterable[Participant], scene: Scene, cast: Cast
) -> str | None:
    if entity.sector == "MIL" and (own := _of_speaker(event, cast)) is not None:
        return own
    local = _beside(one, scene, cast)
    if local is None and event.place is not None and event.kind in _AT_HOME | _ABROAD_AS_WELL:
        aimed = _is_aimed_at(event, scene) and one in event.actors  # "fired mortars into Israel": from elsewhere
        local = None if aimed else _of(cast, event.place.entity)
    if local is not None:
        return local
    others = {e.country for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None}
    organs = any(
        e.sector in _ORGANS for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None
    )
    armed = any(
        e.sector == "MIL" for p in other if p.entity is not None and (e := cast.entities.get(p.entity)) is not None
    )
    told_by = {_of(cast, voice.entity) for voice in event.voices if voice.entity is not None}
    if armed and (abroad := _scene_of(one, scene, cast, others | told_by)) is not None:
        return abroad  # "US forces raided a Baghdad mosque and killed civilians"
    lawless = entity.sector in _LAWLESS and _only(one, scene, cast) is None  # "kidnappers freed a Pole, Nigeria said"
    if (
        len(others) == 1
        and not lawless
        and (event.kind in _AT_HOME or entity.sector == "OPP" or (event.kind in _ABROAD_AS_WELL and organs))
    ):
        return others.pop()
    people = entity.sector not in ("GOV", "IGO", "JRN")
    if (
        event.kind in _AT_HOME | _ABROAD_AS_WELL
        and people
        and not armed
        and not (one in event.actors and _is_aimed_at(event, scene))
        and (only := _only(one, scene, cast)) is not None
    ):
        return only
    if event.kind in _AT_HOME | _ABROAD_AS_WELL and not others - {None} and scene.article.place is not None:
        return _of(cast, scene.article.place)
    return None


def _along(one: Participant, side: Sequence[Participant], scene: Scene, cast: Cast) -> str | None:
    """ "Urged both the Uzbek government and demonstrators": of the country of the one whom "and" joins them to."""
    for before in side:
        if one.evidence is None or before.evidence is None or before.evidence.end >= one.evidence.start:
            continue
        if scene.article.text[before.evidence.end : one.evidence.start].strip() == "and":
            return _of(cast, before.entity) if before.entity is not None else None
    return None


def _of_speaker(event: Event, cast: Cast) -> str | None:
    """ "The U.S. military says soldiers killed two rebels": an army that speaks of soldiers means its own."""
    said = [cast.entities.get(voice.entity or "") for voice in event.voices]
    armies = {one.country for one in said if one is not None and one.country is not None and _is_army(one)}
    return armies.pop() if len(armies) == 1 else None


def _is_aimed_at(event: Event, scene: Scene) -> bool:
    told = [one.evidence for one in (*event.recipients, *([event.place] if event.place else ())) if one.evidence]
    return any("into" in scene.article.text[: one.start].lower().split()[-2:] for one in told)


def _is_army(one: Entity) -> bool:
    words = {word.lower() for mention in one.mentions for word in mention.quote.split()}
    return one.sector == "MIL" or bool(words & {"military", "army", "navy"})


def _scene_of(one: Participant, scene: Scene, cast: Cast, but: Collection[str | None]) -> str | None:
    """The country of the places that the sentence names, if it is one and none of `but`."""
    sentence = next(
        (s for s in scene.analysis.sentences if one.evidence and s.start <= one.evidence.start < s.end), None
    )
    if sentence is None:
        return None
    named = cast.within(sentence.index, 0, len(sentence.tokens))
    known = (cast.entities[e] for r in named for e in r.entities if e in cast.entities)
    countries = {e.country for e in known if e.kind in ("place", "state")} - {None, *but}
    return countries.pop() if len(countries) == 1 else None


def _only(one: Participant, scene: Scene, cast: Cast) -> str | None:
    """The one country that is spoken of in the sentence: "Gunmen holding Fiji's prime minister threatened …"."""
    if one.evidence is None:
        return None
    for sentence in scene.analysis.sentences:
        if sentence.start <= one.evidence.start < sentence.end:
            named = cast.within(sentence.index, 0, len(sentence.tokens))
            countries = {cast.entities[e].country for r in named for e in r.entities if e in cast.entities} - {None}
            return countries.pop() if len(countries) == 1 else None
    return None


def _beside(one: Participant, scene: Scene, cast: Cast) -> str | None:
    """The country of the place that follows the words: "gunmen in the southern Philippines"."""
    if one.evidence is None:
        return None
    for sentence in scene.analysis.sentences:
        if not sentence.start <= one.evidence.start < sentence.end:
            continue
        end = next((i for i, token in enumerate(sentence.tokens) if token.start >= one.evidence.end), None)
        if end is None:
            return None
        start = next((i for i, token in enumerate(sentence.tokens) if token.start >= one.evidence.start), 0)
        named = cast.at(sentence.index, start - 1) if start else None
        if named is not None and named.last == start and (country := _locating(named, cast)):
            return country  # "Tigray rebels"
        for reference in cast.within(sentence.index, end, min(len(sentence.tokens), end + _REACH)):
            between = sentence.tokens[end : reference.first]
            if any(token.tag[:2] in ("VB", "MD") or token.text in (",", ";", ":") for token in between):
                return None
            if between and between[0].text.lower() in _LOCAL and (country := _locating(reference, cast)):
                return country
    return None


def _locating(reference: Reference, cast: Cast) -> str | None:
    if len(reference.entities) != 1:
        return None
    entity = cast.entities.get(reference.entities[0])
    return entity.country if entity is not None and entity.kind in ("place", "state") else None


def _of(cast: Cast, entity: str) -> str | None:
    known = cast.entities.get(entity)
    return known.country if known is not None else None
