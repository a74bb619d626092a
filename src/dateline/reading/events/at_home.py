"""What people say and do in the street where only their own country is named is aimed at it.

"Nigerian unions criticised rising fuel prices", "thousands of Moroccans rallied in Rabat": whoever holds no office and
names nobody abroad speaks to those who do, at home. Of those in office this holds only for what they ask others to do.
"""

from __future__ import annotations

from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Kind, Participant

_SPOKEN: frozenset[Kind] = frozenset({"accusation", "demand", "rejection", "threat"})
# Sectors of those who hold no office: the rest speaks for the state, and to whom must be told.
_UNOFFICIAL = frozenset({"CVL", "OPP", "LAB", "EDU", "REL", "REF", "LEG", "PTY", "AGR", "MED", "JRN", "NGO"})
_HELD = frozenset({"PSE", "ESH"})  # whose land another state holds


def own_state(event: Event, scene: Scene, cast: Cast) -> Participant | None:
    """The state at which an act without another side is aimed: that of those who act; None if it may be another."""
    if event.recipients or not event.actors or event.kind not in _SPOKEN | {"protest"}:
        return None
    doers = [one for p in event.actors if (one := cast.entities.get(p.entity or "")) is not None]
    countries = {one.country for one in doers} & lexicon.states().keys()
    if len(countries) != 1 or len(doers) != len(event.actors):
        return None
    country = str(countries.pop())
    if country in _HELD or any(one.country != country for one in doers):
        return None
    if event.kind != "protest" and any(one.kind == "state" for one in doers):
        return None
    sentence = next((one for one in scene.analysis.sentences if one.start <= event.trigger.start < one.end), None)
    if sentence is None or _names_others(sentence, cast, country):
        return None
    return Participant(lexicon.states()[country].id, event.actors[0].evidence)


def _is_unofficial(one: Entity) -> bool:
    return one.kind in ("group", "organisation", "person") and one.sector in _UNOFFICIAL


def _names_others(sentence: Sentence, cast: Cast, own: str) -> bool:
    """Is another country, or a body of no country, named in the sentence?"""
    for reference in cast.within(sentence.index, 0, len(sentence.tokens)):
        for entity in reference.entities:
            one = cast.entities.get(entity)
            if one is not None and one.kind not in ("outlet", "other") and one.country != own:
                if one.country is not None or one.sector == "IGO":
                    return True
    words = {token.lemma for token in sentence.tokens}
    return bool(words & classes()["abroad"]) or any(token.text.lower().startswith("anti-") for token in sentence.tokens)
