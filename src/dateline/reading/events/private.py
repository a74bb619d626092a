"""Private crime: what somebody of a country did for himself is no act between states.

"A German man murdered his wife in Spain": the nationality is told, yet no state acts and none is acted upon. Whoever
bears an office or arms, and whoever the report names, is left alone; an arrest is an act of the state that makes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline import lexicon
from dateline.reading.events.fillers import Filler
from dateline.reading.events.tables import classes
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast

_FOLK = frozenset({None, "", "CVL", "EDU", "BUS", "LAB", "CRM", "AGR", "MED"})


def is_private(words: Words, cast: Cast, hit: Hit) -> bool:
    """Is it a crime of private people?"""
    if hit.trigger.kind != "assault":
        return False
    doers, others = hit.sides.actors, hit.sides.recipients
    if _is_kin(words, hit) and all(_is_folk(words, cast, one) for one in doers):
        return True
    if not words.vocabulary & classes()["private-crime"]:
        return False
    return bool(doers) and _are_folk(words, cast, doers) and _are_folk(words, cast, others)


def _are_folk(words: Words, cast: Cast, fillers: Sequence[Filler]) -> bool:
    return all(_is_folk(words, cast, one) or _is_place(cast, one) for one in fillers)


def _is_folk(words: Words, cast: Cast, one: Filler) -> bool:
    """Somebody without a name and office: "a Russian man", "two Australians"."""
    token = words.tokens[one.head]
    if token.lemma in classes()["in-arms"] or _is_named(words, one):
        return False
    if token.tag in ("NN", "NNS"):
        body = lexicon.institutions().get(token.lemma)
        return lexicon.sector_of(token.lemma) in _FOLK and (body is None or body.becomes == "group")
    states = [cast.entities[e] for e in one.entities if e in cast.entities]
    if len(states) != 1 or states[0].kind not in ("state", "group"):
        return False
    # a demonym counted or with an article ("an American"), not the name of the state ("the United States")
    first = words.tokens[words.phrase_start(one.head)]
    plain = token.text.lower() != states[0].name.lower()
    return plain and (first.text.lower() in ("a", "an", "another") or first.tag == "CD")


def _is_named(words: Words, one: Filler) -> bool:
    """ "Australian executive Stern Hu", "a student, Otto Warmbier"."""
    tokens, head = words.tokens, one.head
    if tokens[head].relation == "nmod:desc":
        return True
    after = tokens[one.last] if one.last < len(tokens) else None
    if after is not None and after.tag == "NNP" and one.last == head + 1:
        return True
    return any(tokens[i].tag == "NNP" and i > head for i in words.kids_as(head, "appos", "flat"))


def _is_place(cast: Cast, one: Filler) -> bool:
    return bool(one.entities) and all(e in cast.entities and cast.entities[e].kind == "place" for e in one.entities)


def _is_kin(words: Words, hit: Hit) -> bool:
    """ "murdered his wife": his own kin, whoever else is told beside."""
    if not hit.trigger.verb:
        return False
    return any(
        words.tokens[i].lemma in classes()["kin"] and words.tokens[words.phrase_start(i)].tag == "PRP$"
        for i in words.objects(hit.head)
    )
