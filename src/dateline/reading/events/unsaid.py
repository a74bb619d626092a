"""Who did it, where no word says so and it was done at home: bombings by unknown hands, arrests told in the passive.

Coders count both as done within the country: "a bomb killed six people in Karachi", "was sentenced to ten years in
Cairo". Of a blow the record says that attackers did it of whom nothing is known but where; of an arrest, the state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.states import expeditions
from dateline.reading.events.hosts import state_in
from dateline.reading.events.local import is_edge
from dateline.reading.events.spoken_of import named_with
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast, Scene
from dateline.record import Entity, Event, Evidence, Mention, Participant, Status

_LAWLESS = frozenset({"REB", "UAF", "CRM"})  # who kills them is as often an army from abroad
_DISPUTED = frozenset({"PSE", "ESH", "ISR"})  # where a blow is as often struck by the other side
_WHERE = frozenset({"in", "near", "outside", "at"})
_PUT_TO_DEATH = frozenset({"execute", "hang"})  # done by states
_NEAR = 3  # words before a name in which its "in" stands: "in the southern Iraqi city of Basra" is an event's place
_DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})


def with_unsaid(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """The event with those at home as its actor, if nobody is told to have done it and where is told."""
    if event.actors or event.status not in _DONE or event.kind not in ("assault", "coercion"):
        return event
    sentence = next((one for one in scene.analysis.sentences if one.start <= event.trigger.start < one.end), None)
    if sentence is None or (where := _where(event, sentence, scene, cast)) is None:
        return event
    country, proof = where
    lemma = sentence.tokens[i].lemma if (i := sentence.at(event.trigger.start)) is not None else ""
    if event.kind == "coercion" or lemma in _PUT_TO_DEATH:
        if not event.recipients or not _is_verb(sentence, event):
            return event
        if not any(token.lemma in classes()["captors"] for token in sentence.tokens):
            return replace(event, actors=(Participant(state_in(country, cast, added), proof),))
        return replace(event, actors=(Participant(_attackers_in(country, event, added), event.trigger),))
    if country in _DISPUTED or not _is_blow(sentence, event, cast):
        return event
    return replace(event, actors=(Participant(_attackers_in(country, event, added), event.trigger),))


def _where(event: Event, sentence: Sentence, scene: Scene, cast: Cast) -> tuple[str, Evidence | None] | None:
    """The country of the place, or of the only place named; else of those who suffer it, if no other is named."""
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    if event.place is not None and place is not None and place.country is not None:
        return (place.country, event.place.evidence) if place.country in lexicon.states() else None
    there = _only_place(sentence, cast) if event.kind == "assault" and _is_verb(sentence, event) else None
    countries = {there[0]} if there is not None else {_country(one, cast) for one in event.recipients}
    if len(countries) != 1 or not countries & lexicon.states().keys():
        return None
    only = str(countries.pop())
    soldiers = [one for one in event.recipients if _sector(one, cast) == "MIL" and _country(one, cast) == only]
    if only in expeditions() and soldiers:
        return None  # "an American soldier was killed by a bomb": not at home
    if there is not None:
        return there
    one = event.recipients[0]
    named = {each.country for _, each in named_with(one, scene, cast)} - {None}
    return (only, one.evidence) if named <= {only} else None


def _only_place(sentence: Sentence, cast: Cast) -> tuple[str, Evidence | None] | None:
    """ "A roadside bomb ripped through a US vehicle in Afghanistan": where all places told by "in" are."""
    found: dict[str | None, None] = {}
    for reference in cast.within(sentence.index, 0, len(sentence.tokens)):
        before = [token.text.lower() for token in sentence.tokens[max(0, reference.first - _NEAR) : reference.first]]
        known = cast.entities.get(reference.entities[0]) if len(reference.entities) == 1 else None
        if known is None or known.kind not in ("place", "state") or not set(before) & _WHERE:
            continue
        if not is_edge(sentence, reference.first, reference.last):
            found[known.country] = None
    return (str(next(iter(found))), None) if len(found) == 1 and found.keys() <= lexicon.states().keys() else None


def _country(one: Participant, cast: Cast) -> str | None:
    known = cast.entities.get(one.entity or "")
    return known.country if known is not None else None


def _sector(one: Participant, cast: Cast) -> str | None:
    known = cast.entities.get(one.entity or "")
    return known.sector if known is not None else None


def _is_verb(sentence: Sentence, event: Event) -> bool:
    i = sentence.at(event.trigger.start)
    return i is not None and sentence.tokens[i].tag[:2] == "VB"


def _is_blow(sentence: Sentence, event: Event, cast: Cast) -> bool:
    """By arms, in no accident, nor as armies strike: "killed when a bomb exploded", "was gunned down"."""
    i = sentence.at(event.trigger.start)
    lemmas = {word for token in sentence.tokens for word in (token.lemma, token.text.lower())}
    if i is None or lemmas & (classes()["mishap"] | classes()["known-hands"]) or _is_lawless(event.recipients, cast):
        return False
    lemma = sentence.tokens[i].lemma
    if i and sentence.tokens[i - 1].lemma in classes()["bodily"]:
        return False  # "a heart attack", "a shark attack"
    if sentence.tokens[i].tag[:2] == "VB" and lemma in classes()["slaying"]:
        return True
    return bool(lemmas & classes()["by-unknown-hands"])


def _is_lawless(side: Iterable[Participant], cast: Cast) -> bool:
    return any(_sector(one, cast) in _LAWLESS for one in side)


def _attackers_in(country: str, event: Event, added: dict[str, Entity]) -> str:
    state = lexicon.states()[country]
    name = f"{state.id}-unknown-attackers"
    told = event.trigger
    mention = Mention(told.start, told.end, told.quote, "nominal")
    known = added.get(name)
    mentions = (*(known.mentions if known is not None else ()), mention)
    added[name] = Entity(
        id=name, kind="group", name=f"unknown attackers ({state.name})", country=country, sector="UAF",
        mentions=mentions,
    )  # fmt: skip
    return name
