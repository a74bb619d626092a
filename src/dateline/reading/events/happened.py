"""Where it was, of what is told without anybody: "fighting broke out in the Libyan capital", "was shot in Lyon".

What is told of nobody by name is of the country where it was: the place stands for those who take part.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.fillers import Filler, filler_of
from dateline.reading.events.sides import Site
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import SUBJECT, VERB
from dateline.reading.events.words import Words

_WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around"})
_DEPTH = 3  # phrases: "in clashes in the Indian city of Lucknow"
_DONE = frozenset({"occurred", "ongoing"})
_ANYWHERE = frozenset({"place", "state"})


def at_scene(site: Site) -> list[Filler]:
    """The place or state where it was done, if one is told; of a noun only where a verb tells that it happened."""
    words, above = site.words, site.words.tokens[site.head].head
    anchors = [site.head]
    if not site.trigger.verb:
        if site.outlook.status not in _DONE or site.outlook.word < 0:
            return []
        if above >= 0 and words.tokens[above].tag in VERB and words.tokens[site.head].relation in SUBJECT:
            if hit := _struck(site, above):
                return hit
            anchors.append(above)
    elif not (words.is_passive(site.head) or site.trigger.frame.recipient[:1] == ("subj",) or _in_numbers(site)):
        return []
    elif any(words.lemma(i) in classes()["footage"] for i in words.objects(site.head)):
        return []  # "the film was shot in Lyon"
    found = [one for anchor in anchors for one in _places(site, anchor, _DEPTH)]
    return found[:1]


def _in_numbers(site: Site) -> bool:
    """ "Thousands of professionals marched in New Delhi": a crowd that nothing else tells of."""
    heads = (site.words.tokens[i] for i in subjects_of(site.words, site.head))
    return site.trigger.kind == "protest" and any(
        one.tag == "NNS" and one.lemma in classes()["measure"] for one in heads
    )


def _struck(site: Site, verb: int) -> list[Filler]:
    """ "A strike paralysed Nepal", "riots shook Lyon": the place that it is told to have hit."""
    return [one for i in site.words.objects(verb) for one in _place_at(site, i)]


def _places(site: Site, head: int, depth: int) -> Iterator[Filler]:
    for case, noun in site.words.obliques(head):
        if case == "from" and site.trigger.verb and depth:  # "abducted from a house in Chitral"
            yield from _places(site, noun, depth - 1)
            continue
        fronted = head == site.head and site.words.tokens[0].head == noun and case == "in"  # "In Spain, 25 were …"
        where = case in _WHERE or (case == "of" and site.words.lemma(head) in classes()["settled"])
        if (noun < head and not fronted) or not where:
            continue
        if here := _place_at(site, noun):
            yield from here
        elif depth:
            yield from _places(site, noun, depth - 1)


def _place_at(site: Site, noun: int) -> list[Filler]:
    """The place or state that a word itself means; not the state whose soldiers or strike it is."""
    reference = site.cast.at(site.words.index, noun)
    if reference is None or reference.head != noun or len(reference.entities) != 1:
        return []
    entity = site.cast.entities.get(reference.entities[0])
    return [filler_of(site.words, reference)] if entity is not None and entity.kind in _ANYWHERE else []


def broke_out(one: Candidate) -> bool:
    """Of nobody by name, where a place tells of whom: "clashes broke out in Basra"."""
    return not one.kinds(one.sides.actors) and bool(one.kinds(one.sides.recipients) & _ANYWHERE)


def died_by_arms(one: Candidate) -> bool:
    """ "died in an ambush", "perished when gunmen stormed the hotel" is not asked: by a blow that a phrase tells."""
    blows = classes()["blow"] | classes()["strife"] | classes()["gunfire"]
    words = one.words
    return any(case in ("in", "during", "from") and words.lemma(i) in blows for case, i in words.obliques(one.head))


def by_blow(one: Candidate) -> bool:
    """By a blow: "the blast left 30 people dead"."""
    blows = classes()["blow"] | classes()["strife"] | classes()["gunfire"]
    return any(_is_of(one.words, i, blows) for i in subjects_of(one.words, one.head))


def _is_of(words: Words, noun: int, wanted: frozenset[str]) -> bool:
    """ "an ambush", "a series of attacks"."""
    return words.lemma(noun) in wanted or any(
        case == "of" and words.lemma(i) in wanted for case, i in words.obliques(noun)
    )


def suffered(one: Candidate) -> bool:
    """In the passive by nobody named, or by organs to people at home: "was remanded", "impeached the president"."""
    political = {"state", "organisation", "group", "person"}
    if one.words.tokens[one.head].relation in ("acl", "amod"):
        return False  # "a committee charged with drafting the law", "people charged with spying"
    organs = one.sectors(one.sides.actors) & {"JUD", "LEG", "COP", "GOV", "MIL"}
    objects = one.object_lemmas() | {one.words.lemma(i) for i in one.words.objects(one.head)}
    if organs and objects & classes()["home-folk"]:
        return True
    if not one.kinds(one.sides.recipients) & (political | {"place"}):
        return False
    passive = one.words.is_passive(one.head) or one.trigger.frame.recipient[:1] == ("subj",)
    return bool(one.kinds(one.sides.actors) & political) or passive
