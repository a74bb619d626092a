"""Words of events that tell of none: what was left unsaid, a deal that is only left, what another word tells."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.tables import classes, frames
from dateline.reading.events.tags import NEGATIONS, OBJECT, VERB
from dateline.reading.events.telling import TALKS
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast

_OPEN = frozenset({"whether", "if"})
_LEFT = frozenset({"from", "of", "out of"})


def is_hollow(words: Words, cast: Cast, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Does the hit tell nothing that the report says of somebody, or nothing besides the other hits?"""
    return (
        _is_left_unsaid(words, hit.head)
        or _is_deal_left(words, hit, hits)
        or _is_asked_meeting(words, hit, hits)
        or _is_affirmed_to_nobody(words, cast, hit)
        or _is_measured(words, hit, hits)
    )


def _is_left_unsaid(words: Words, at: int) -> bool:
    """ "did not say whether Oslo would send a delegation", "declined to say if …": nobody says that it will."""
    tokens = words.tokens
    for clause in (at, *words.sentence.ancestors(at)):
        says = tokens[clause].head
        if (
            says < 0
            or tokens[clause].relation not in ("ccomp", "advcl")
            or tokens[says].lemma not in classes()["telling"]
        ):
            continue
        if all(tokens[i].text.lower() not in _OPEN or i > clause for i in words.kids_as(clause, "mark", "advmod")):
            continue
        above = tokens[says].head
        declined = above >= 0 and tokens[says].tag == "VB" and tokens[above].lemma in classes()["declining"]
        near = {tokens[i].text.lower() for i in (*words.group(says), *words.kids[says]) if i < says}
        if clause > says and (declined or near & (NEGATIONS | {"n’t"})):
            return True
    return False


def _is_deal_left(words: Words, hit: Hit, hits: Sequence[Hit]) -> bool:
    """ "withdrew his country from the accord with Peru": the deal that is left is not told as made."""
    if hit.trigger.verb or hit.trigger.kind != "agreement":
        return False
    leaving = (one.head for one in hits if one.trigger.verb and one.trigger.kind == "withdrawal")
    return any(
        hit.head in words.objects(verb) or any(case in _LEFT and i == hit.head for case, i in words.obliques(verb))
        for verb in leaving
    )


def _is_asked_meeting(words: Words, hit: Hit, hits: Sequence[Hit]) -> bool:
    """ "asked for the meeting": of one that is known, the meeting tells it all."""
    if hit.trigger.kind != "demand" or not hit.trigger.verb or any(side.entities for side in hit.sides.recipients):
        return False
    asked = {i for case, i in words.obliques(hit.head) if case == "for"}
    talks = (one.head for one in hits if not one.trigger.verb and one.trigger.kind in TALKS and one.head in asked)
    return any(words.tokens[words.phrase_start(noun)].lemma in ("the", "this", "that") for noun in talks)


def _is_affirmed_to_nobody(words: Words, cast: Cast, hit: Hit) -> bool:
    """ "reaffirmed his commitment to peace": said again, to no state and of no person; nor is it agreed anew."""
    if hit.trigger.verb:
        affirmed = hit.trigger.kind == "praise" and hit.trigger.frame == frames()["affirm"]
        towards = (cast.entities[one].kind for side in hit.sides.recipients for one in side.entities)
        return affirmed and POLITICAL.isdisjoint(towards)
    verb = words.tokens[hit.head].head
    again = verb >= 0 and words.tokens[verb].lemma in classes()["affirming"]
    return again and hit.trigger.kind == "agreement" and words.tokens[hit.head].relation in OBJECT


def _is_measured(words: Words, hit: Hit, hits: Sequence[Hit]) -> bool:
    """ "the most senior official to visit Peru in ten years arrived in Lima": one visit, told by the verb."""
    tokens = words.tokens
    noun = tokens[hit.head].head
    if hit.trigger.kind != "visit" or tokens[hit.head].relation != "acl" or noun < 0:
        return False
    first = max(0, words.phrase_start(noun) - 1)
    if all(tokens[i].tag not in ("RBS", "JJS") for i in range(first, noun)):
        return False
    clause = next((i for i in words.sentence.ancestors(noun) if tokens[i].tag in VERB), -1)
    return any(one.trigger.verb and one.trigger.kind == "visit" and one.head == clause for one in hits)
