"""Who else takes part in talks where the words name one side only: by the list of guests, by who arranged them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.sides import Site, is_resolved
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.record import Entity, Kind

_TALKS: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation"})


def included(site: Site) -> list[Filler]:
    """ "The talks include the two Koreas", "talks involving them", "the meeting brought together Chad and Libya"."""
    words, tokens = site.words, site.words.tokens
    if site.trigger.kind not in _TALKS:
        return []
    verbs = [i for i in words.kids_as(site.head, "acl", "acl:relcl") if tokens[i].tag == "VBG"]
    if tokens[site.head].relation == "nsubj" and tokens[site.head].head >= 0:
        verbs.append(tokens[site.head].head)
    for verb in verbs:
        together = any(tokens[i].text.lower() == "together" for i in words.kids[verb])
        if tokens[verb].lemma in classes()["including"] or (tokens[verb].lemma == "bring" and together):
            found = site.fillers(words.objects(verb))
            if len({e for one in found for e in one.entities}) > 1:
                return found
    return []


def arranger(site: Site) -> list[Filler]:
    """ "is close to arranging a meeting with the rebels": who sets talks with somebody is the other side."""
    words, verb = site.words, site.words.tokens[site.head].head
    if site.trigger.kind not in _TALKS or verb < 0 or words.tokens[site.head].relation != "obj":
        return []
    if words.tokens[verb].lemma not in classes()["arranging"] or words.is_passive(verb):
        return []
    if not is_resolved(site.fillers(site.obliques(site.head, "with"))):
        return []
    return [one for one in site.fillers(subjects_of(words, verb)) if one.entities]


def visits_alone(one: Candidate) -> bool:
    """ "Mubarak held talks in Berlin": is the only one who is named a guest where the words put the talks?"""
    words, known = one.words, one.cast.entities
    taking = [known[e] for e in one.sides.entities() if e in known]
    for head in (one.head, words.tokens[one.head].head, *words.objects(one.head)):
        for case, noun in words.obliques(head) if head >= 0 else ():
            if case == "in" and len(there := [e for f in fill(words, one.cast, noun) for e in f.entities]) == 1:
                return is_guest(one.trigger.kind, taking, known.get(there[0]))
    return False


def is_guest(kind: Kind, taking: Sequence[Entity], there: Entity | None) -> bool:
    """Is the only one who talks a person of a state in another one, which is no common ground of many?

    Then it is with his hosts, whom nobody names.
    """
    if kind not in _TALKS - {"summit"} or len(taking) != 1 or taking[0].kind != "person":
        return False
    if there is None or there.kind not in ("place", "state") or None in (there.country, taking[0].country):
        return False
    return there.country != taking[0].country and there.name.lower() not in classes()["common-ground"]
