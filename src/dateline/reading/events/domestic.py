"""What people say and do in the street where only their own country is named is aimed at it.

"Nigerian unions criticised rising fuel prices", "thousands of Moroccans rallied in Rabat": people, bodies and whoever
is in office, where they name nobody abroad, speak to those at home. What a state itself says is said to others.
"""

from __future__ import annotations

import re

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Kind, Participant, Span

# What those who fight their own state do to it.
_FOUGHT: frozenset[Kind] = frozenset({"withdrawal", "ceasefire", "concession"})
_REBELS = frozenset({"REB", "UAF"})
_SPOKEN: frozenset[Kind] = frozenset({"accusation", "demand", "rejection", "threat"})
# Sectors of those who hold no office.
_UNOFFICIAL = frozenset({"CVL", "OPP", "LAB", "EDU", "REL", "REF", "LEG", "AGR", "MED", "JRN", "NGO"})
_ANTI = re.compile(r"\banti-(?P<whom>[A-Z][\w.]*\w\.?|[A-Z]\.[A-Z]\.)", re.IGNORECASE)
_ANTI_SOMEBODY = re.compile(r"[Aa]nti-[A-Z]")  # "anti-Western", not "anti-government"
_HELD = frozenset({"PSE", "ESH"})  # whose land another state holds


def own_state(event: Event, scene: Scene, cast: Cast) -> Participant | None:
    """The state at which an act without another side is aimed: that of those who act; None if it may be another."""
    if event.recipients or not event.actors or event.kind not in _SPOKEN | _FOUGHT | {"protest"}:
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
    if event.kind != "protest" and not all(_is_at_odds(event, one) for one in doers):
        return None  # whom a government speaks to is told by other words
    sentence = next((one for one in scene.analysis.sentences if one.start <= event.trigger.start < one.end), None)
    if sentence is None or _names_others(sentence, cast, country):
        return None
    return Participant(lexicon.states()[country].id, event.actors[0].evidence)


def _is_at_odds(event: Event, one: Entity) -> bool:
    """Do they hold no office, or fight their own state: "rebels in Chad laid down their arms"?"""
    if event.kind in _SPOKEN:  # whose "the rebels" are that turned an offer down is not told by a place
        return one.sector in _UNOFFICIAL or (one.sector in _REBELS and one.kind == "organisation")
    return one.sector in _REBELS


def opposed_state(event: Event, scene: Scene) -> Participant | None:
    """ "Anti-American protests", "chanted anti-Israel slogans": the state that a protest is against by name."""
    if event.recipients or event.kind != "protest":
        return None
    sentence = next((one for one in scene.analysis.sentences if one.start <= event.trigger.start < one.end), None)
    if sentence is None:
        return None
    for found in _ANTI.finditer(scene.article.text, sentence.start, sentence.end):
        after = [token.lemma for token in sentence.tokens if token.start >= found.end()]
        if not classes()["outcry"].intersection(after[:2]):
            continue  # "the anti-Syrian leader"
        state = lexicon.find_state(found["whom"]) or lexicon.find_state(found["whom"].rstrip("."))
        if state is not None and state.code in lexicon.states() and found["whom"][0].isupper():
            span = Span(found.start("whom"), found.end("whom"))
            return Participant(lexicon.states()[state.code].id, scene.cite(span))
    return None


def _names_others(sentence: Sentence, cast: Cast, own: str) -> bool:
    """Is another country, or a body of no country, named in the sentence?"""
    for reference in cast.within(sentence.index, 0, len(sentence.tokens)):
        for entity in reference.entities:
            one = cast.entities.get(entity)
            if one is None or one.kind in ("outlet", "other") or one.country == own:
                continue
            if one.country is not None or one.sector == "IGO":
                return True
    after = (*sentence.tokens[1:], None)
    words = {
        token.lemma if token.tag != "NNS" else token.text.lower()
        for token, following in zip(sentence.tokens, after, strict=True)
        if not (token.lemma == "western" and following is not None and following.tag == "NNP")  # "in western China"
    }
    return bool(words & classes()["abroad"]) or any(_ANTI_SOMEBODY.match(token.text) for token in sentence.tokens)
