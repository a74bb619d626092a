"""Whom words are aimed at where no place of the frame tells: in a clause, or a phrase or two deeper.

"Charged that Colombia was planning a raid", "condemned what it called Israeli aggression", "warned of an uprising
against Israel", "urged the world to press Burma".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.sides import Site, is_resolved
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN, OBJECT, VERB
from dateline.reading.events.verb_roles import owners
from dateline.record import Kind

_NAMING = frozenset({"call", "term", "describe", "label", "brand", "see", "regard", "view", "consider", "say", "be"})
# By which words the phrases below tell whom an act is aimed at: who condemns an embargo "against Cuba" blames those
# who laid it; who calls for pressure "on Syria" means Syria.
_BY = ("by", "from")
_CASES: Mapping[Kind, tuple[str, ...]] = {
    "accusation": _BY, "rejection": _BY, "denial": _BY, "praise": _BY, "protest": (*_BY, "against"),
    "demand": (*_BY, "against", "on", "upon", "toward", "towards"), "threat": ("against", "on"),
}  # fmt: skip
_INTERNAL: frozenset[Kind] = frozenset({"accusation", "demand", "praise"})
_WITHIN = ("in", "inside", "across")
_AT = frozenset({"outside", "at", "near", "around", "to", "toward", "towards", "on", "before", "by"})
_OVER = frozenset({"of", "about", "over"})
_DEPTH = 2  # phrases below the object: "violations of a truce by Israel"


def aimed(site: Site, open_ones: list[Filler]) -> list[Filler]:
    """Whom the act is aimed at, by what hangs on the phrases that mean nobody themselves; empty if nobody."""
    ways = _OVER | ({"at"} if site.trigger.kind in ("accusation", "demand") else set())  # "outrage at the raid"
    heads = [one.head for one in open_ones if not one.entities]
    heads += [i for case, i in site.words.obliques(site.head) if case in ways and i > site.head]
    heads = [_named_so(site, i) for i in dict.fromkeys(heads)]
    if site.trigger.kind == "protest":  # "against the arrest of Ocalan": not against him who suffered it
        lost = classes()["suffering"] | classes()["mishap"] | {"death", "killing", "shooting"}
        heads = [i for i in heads if site.words.tokens[i].lemma not in lost]
    found = _first(_beneath(site, heads))
    if found or site.trigger.kind not in _INTERNAL:
        return found
    return _first(site.fillers(_places(site, i, _DEPTH)) for i in heads)


def _first(ways: Iterator[list[Filler]]) -> list[Filler]:
    return next((found for found in ways if found), [])


def _beneath(site: Site, heads: list[int]) -> Iterator[list[Filler]]:
    for head in heads:
        if site.trigger.kind != "threat":
            yield _political(site, fill(site.words, site.cast, head))
            yield owners(site, head)
        for noun in _doers(site, head):
            yield _political(site, fill(site.words, site.cast, noun))
        if site.words.tokens[head].lemma in classes()["support"]:
            continue  # "asked for help against pirates": of others
        for noun in _below(site, head, _CASES.get(site.trigger.kind, _BY), _DEPTH):
            yield _political(site, fill(site.words, site.cast, noun)) or owners(site, noun)


def _doers(site: Site, head: int) -> list[int]:
    """ "drills conducted by Japan", "a raid carried out last week by Kenya": who did what is spoken of."""
    words = site.words
    told = [i for i in words.kids_as(head, "acl", "acl:relcl") if i > head and words.is_passive(i)]
    return [i for verb in told for case, i in words.obliques(verb) if case == "by"]


def _political(site: Site, found: list[Filler]) -> list[Filler]:
    """Those who can act in politics; "Pakistan and its army" are Pakistan."""
    known = site.cast.entities
    states = {known[e].country for one in found for e in one.entities if e in known and known[e].kind == "state"}

    def own(one: Filler) -> bool:
        people = [known[e] for e in one.entities if e in known]
        return all(each.kind != "state" and each.country in states for each in people)

    return [one for one in found if site.is_any(one, POLITICAL) and not own(one)]


def _below(site: Site, head: int, cases: tuple[str, ...], depth: int) -> list[int]:
    """Nouns below a phrase by one of these prepositions, or by "of" and then by one of them."""
    found = [i for case, i in site.words.obliques(head) if case in cases and i > head]
    inner = [i for case, i in site.words.obliques(head) if case in ("of", "for") and i > head]
    return found + [k for i in inner for k in (_below(site, i, cases, depth - 1) if depth else [])]


def _places(site: Site, head: int, depth: int) -> list[int]:
    """ "voiced alarm about violence in Burma": the state whose own affair it is, not "the war in Iraq"."""
    known = site.cast.entities
    told = {head, *(i for case, i in site.words.obliques(head) if case == "of")}
    if not any(site.words.tokens[i].lemma in classes()["internal"] for i in told):
        return []
    return [
        i
        for i in _below(site, head, _WITHIN, depth)
        if any(known[e].kind == "state" for one in fill(site.words, site.cast, i) for e in one.entities if e in known)
    ]


def _named_so(site: Site, noun: int) -> int:
    """ "what it called aggression": the name that is given; any other noun itself."""
    words, tokens = site.words, site.words.tokens
    if tokens[noun].tag != "WP":
        return noun
    for verb in words.kids_as(noun, "acl:relcl", "acl"):
        if tokens[verb].lemma not in _NAMING:
            continue
        given = [i for i in words.kids_as(verb, "xcomp", *OBJECT) if i > verb and tokens[i].tag in NOUN]
        given += [i for case, i in words.obliques(verb) if case == "as"]
        if given:
            return given[0]
    return noun


def charged(site: Site, actors: list[Filler]) -> list[Filler]:
    """ "alleged that Pakistan's agency was behind it", "U.S. accusations it is arming rebels": of whom it is said.

    A state says so of nobody of its own: "allegations by Moscow that militants hide in Iran" are about Iran.
    """
    words, known = site.words, site.cast.entities
    own = {known[e].country for one in actors for e in one.entities if e in known and known[e].kind == "state"}
    below = ("ccomp", "acl", "acl:relcl") if not site.trigger.verb else ("ccomp",)
    for clause in words.kids_as(site.head, *below):
        if clause < site.head or words.tokens[clause].tag not in VERB | NOUN | {"JJ"}:
            continue
        heads = [i for i in subjects_of(words, clause) if i > site.head]
        found = _political(site, site.fillers(heads)) or [one for i in heads for one in owners(site, i)]
        if found := [one for one in found if not {known[e].country for e in one.entities if e in known} & own]:
            return found
    return []


def pressed(site: Site) -> list[Filler]:
    """ "urged world leaders to press Burma": of those who are told to put another under pressure the other is meant."""
    words, tokens = site.words, site.words.tokens
    for verb in words.kids_as(site.head, "xcomp", "advcl", "ccomp", "acl"):
        if verb < site.head or tokens[verb].tag != "VB" or tokens[verb].lemma not in classes()["pressing"]:
            continue
        heads = [*words.objects(verb), *(i for case, i in words.obliques(verb) if case in ("on", "upon", "against"))]
        found = _political(site, site.fillers(heads)) or [one for i in heads for one in owners(site, i)]
        if found:
            return found
    return []


def is_countryless(site: Site, found: list[Filler]) -> bool:
    """Are all of them people of no country ("world leaders", "prisoners")?"""
    known = site.cast.entities
    named = [known[e] for one in found for e in one.entities if e in known]
    return is_resolved(found) and all(one.kind == "group" and one.country is None for one in named)


def before_mission(site: Site) -> list[Filler]:
    """ "gathered outside the Danish embassy to protest": the state whose mission a crowd stands at."""
    words, tokens = site.words, site.words.tokens
    above = tokens[site.head].head if tokens[site.head].relation in ("xcomp", "advcl", "obj", "obl", "nmod") else -1
    for verb in (site.head, *([above] if above >= 0 else [])):
        near = [
            i
            for case, i in words.obliques(verb)
            if case in _AT and tokens[i].lemma in classes()["mission"] - {"office"}
        ]
        near += [
            k
            for case, i in words.obliques(verb)
            if tokens[i].lemma == "front"
            for of, k in words.obliques(i)
            if of == "of"
        ]
        near = [i for i in near if tokens[i].lemma in classes()["mission"]]
        if found := _political(site, site.fillers(near)):
            return found
    return []


def people_of(site: Site, found: list[Filler]) -> list[Filler]:
    """ "Thousands of Muslims across Fiji staged protests", "demonstrations in Fiji": those of that state."""
    words, known = site.words, site.cast.entities
    heads = [one.head for one in found] + [site.head]
    heads += [i for head in heads for case, i in words.obliques(head) if case == "of"]
    for head in heads:
        for noun in (i for case, i in words.obliques(head) if case in (*_WITHIN, "throughout")):
            here = [one for one in fill(words, site.cast, noun) if one.entities]
            if here and all(e in known and known[e].kind == "state" for one in here for e in one.entities):
                return here
    return []
