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
_SEATS = frozenset({"the-hague", "hague"})  # courts of many states sit there
_WHERE = frozenset({"in", "near", "outside", "at"})
_PUT_TO_DEATH = frozenset({"execute", "hang"})  # done by states
_NEAR = 3  # words before a name in which its "in" stands: "in the southern Iraqi city of Basra" is an event's place
_DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})


def with_unsaid(event: Event, scene: Scene, cast: Cast, added: dict[str, Entity]) -> Event:
    """The event with those at home as its actor, if nobody is told to have done it and where is told."""
    if event.actors or event.status not in _DONE or event.kind not in ("assault", "coercion"):
        return event
    sentence = next((one for one in scene.analysis.sentences if one.start <= event.trigger.start < one.end), None)
    if sentence is None or _is_told_by_whom(sentence, event) or _is_held_against(sentence, event):
        return event
    if (where := _where(event, sentence, scene, cast)) is None:
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
    if event.place is not None and (event.place.entity in _SEATS or _goes_on(sentence, event.place.evidence, cast)):
        return None
    if event.place is not None and place is not None and place.country is not None:
        return (place.country, event.place.evidence) if place.country in lexicon.states() else None
    there = _only_place(sentence, cast) if event.kind == "assault" and _is_verb(sentence, event) else None
    if event.place is not None and there is None:
        return None  # in a town of which nobody says in which state it is
    own = [one for one in event.recipients if not _is_lent(one, sentence, cast)]
    countries = {there[0]} if there is not None else {_country(one, cast) for one in own}
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


def _goes_on(sentence: Sentence, place: Evidence, cast: Cast) -> bool:
    """ "in Tripoli, Lebanon", "in Birmingham, Alabama": a name behind the comma says which town of that name it is."""
    last = sentence.at(place.end - 1)
    if last is None or last + 2 >= len(sentence.tokens) or sentence.tokens[last + 1].text != ",":
        return False
    after, here = cast.at(sentence.index, last + 2), cast.at(sentence.index, last)
    end = last + 3 if after is None else after.last
    if end < len(sentence.tokens) and sentence.tokens[end].text not in (",", ".", "on"):
        return False  # "in Spain, Dutch police said"
    if after is None:
        return sentence.tokens[last + 2].tag == "NNP" and sentence.tokens[last + 2].relation in (
            "appos",
            "nmod",
            "flat",
        )
    mine = {cast.entities[e].country for e in (here.entities if here is not None else ()) if e in cast.entities}
    theirs = {cast.entities[e] for e in after.entities if e in cast.entities}
    return any(one.kind in ("state", "place") and one.country not in mine for one in theirs)


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


def _is_lent(one: Participant, sentence: Sentence, cast: Cast) -> bool:
    """ "Four people were charged over the Qatar scandal": people of a country that none of their own words tells."""
    known = cast.entities.get(one.entity or "")
    if known is None or known.kind != "group" or known.country not in lexicon.states() or one.evidence is None:
        return False
    if any(mention.form in ("name", "demonym") for mention in known.mentions):
        return False  # "Uighurs"
    first, last = sentence.at(one.evidence.start), sentence.at(one.evidence.end - 1)
    if first is None or last is None:
        return False
    within = {e for each in cast.within(sentence.index, first, last + 1) for e in each.entities} - {one.entity}
    named = any(cast.entities[e].country == known.country for e in within if e in cast.entities)
    return not named and not known.id.startswith(lexicon.states()[str(known.country)].id)


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
    if sentence.tokens[i].relation == "nsubj:pass" and sentence.tokens[i].tag[:2] == "NN":
        return False  # "violence in films is condemned": nobody says that it took place there
    lemma = sentence.tokens[i].lemma
    if i and sentence.tokens[i - 1].lemma in classes()["bodily"]:
        return False  # "a heart attack", "a shark attack"
    if sentence.tokens[i].tag[:2] == "VB" and lemma in classes()["slaying"]:
        return True
    near = {word for k in _around(sentence, i) for word in (sentence.tokens[k].lemma, sentence.tokens[k].text.lower())}
    return bool(near & classes()["by-unknown-hands"])


def _around(sentence: Sentence, i: int) -> set[int]:
    """The trigger, what stands above it, and what hangs on those; not a word that only tells what kind of thing the
    next is ("a bomb disposal expert", "a suicide note")."""
    spine = [i, *sentence.ancestors(i)]
    found = {k for at in spine for k in (at, *sentence.children(at))}
    found |= {k for at in tuple(found) for k in sentence.children(at) if sentence.tokens[k].relation != "acl:relcl"}
    return {k for k in found if not _is_kind_of(sentence, k)}


def _is_kind_of(sentence: Sentence, k: int) -> bool:
    token = sentence.tokens[k]
    of = sentence.tokens[token.head] if token.head >= 0 else None
    known = classes()["by-unknown-hands"]
    return token.relation == "compound" and of is not None and not {of.lemma, of.text.lower()} & known


def _is_told_by_whom(sentence: Sentence, event: Event) -> bool:
    """ "was shot dead by his wife", "an attack by wasps": somebody is told, though nobody whom the record knows."""
    i = sentence.at(event.trigger.start)
    if i is None:
        return True
    for k in {k for at in (i, *sentence.ancestors(i)) for k in (at, *sentence.children(at))}:
        for noun in sentence.children(k):
            by = any(sentence.tokens[c].text.lower() == "by" for c in sentence.children(noun))
            token = sentence.tokens[noun]
            if by and token.tag[:2] == "NN" and not {token.lemma, token.text.lower()} & classes()["by-unknown-hands"]:
                return True
    return False


def _is_held_against(sentence: Sentence, event: Event) -> bool:
    """ "was arrested in Paris for an attack in Brussels": the place told is that of the arrest."""
    i = sentence.at(event.trigger.start)
    return i is not None and any(sentence.tokens[c].text.lower() == "for" for c in sentence.children(i))


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
