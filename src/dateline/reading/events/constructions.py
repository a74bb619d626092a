"""Events that a sentence tells by its build: a verb left out ("and Romania two"), talk carried "by telephone"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.reading.events.fillers import Filler, fill, filler_of, is_gapped
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.sides import Sides
from dateline.reading.events.staged import find_staged
from dateline.reading.events.standing import Outlook
from dateline.reading.events.subjects import PAPERS, authors, subjects_of
from dateline.reading.events.tables import classes, triggers
from dateline.reading.events.tags import VERB
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast

_MEANS = frozenset({"by", "over", "on", "via"})
_DURING = frozenset({"in", "during"})
_TALKS = frozenset({"call", "conversation", "talk"})
_TO_SOMEBODY = frozenset({"with", "to"})


def find_constructions(words: Words, cast: Cast, hits: Sequence[Hit]) -> Iterator[Hit]:
    """What the build of a sentence tells besides its triggers `hits`."""
    yield from _gapped(words, cast, hits)
    yield from _calls(words, cast, hits)
    yield from _stays(words, cast)
    yield from _critical(words, cast)
    yield from find_staged(words, cast, hits)


def _critical(words: Words, cast: Cast) -> Iterator[Hit]:
    """ "issued a report critical of Chad", "a statement highly critical of him": said by those whose paper it is."""
    tokens = words.tokens
    for i in range(1, len(tokens) - 1):
        if (
            tokens[i].lemma != "critical"
            or tokens[i].relation not in ("amod", "acl", "nmod")
            or tokens[i + 1].text != "of"
        ):
            continue
        paper = tokens[i].head
        head = words.head_after(i + 2)
        if not 0 <= paper < i or tokens[paper].lemma not in PAPERS or head is None:
            continue
        actors = tuple(one for at in authors(words, paper) for one in fill(words, cast, at) if one.entities)
        recipients = tuple(one for one in fill(words, cast, head) if one.entities)
        if actors and recipients:
            row = next(row for row in triggers()[0]["criticise"] if row.kind == "accusation")
            yield Hit(words, row, i, i + 2, i, Sides(actors, recipients), Outlook.of("occurred"))


def _gapped(words: Words, cast: Cast, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "Hungary expelled three diplomats, and Romania two": the same again, by somebody else."""
    for one in cast.within(words.index, 0, len(words.tokens)):
        if not is_gapped(words, one):
            continue
        before = [hit for hit in hits if hit.trigger.verb and hit.head < one.first and words.objects(hit.head)]
        if before:
            sides = Sides((filler_of(words, one),), before[-1].sides.recipients)
            yield replace(before[-1], first=one.first, end=one.last + 1, sides=sides)


def _stays(words: Words, cast: Cast) -> Iterator[Hit]:
    """ "is in Baghdad for talks", "was in Paris to sign the accord": a visit told by where somebody is, and why.

    Of somebody in office the place is enough: "the foreign minister will be in Moscow on Sunday".
    """
    tokens = words.tokens
    places = {token.head for token in tokens if token.relation == "cop" and token.head > 0}
    for noun in sorted(places):
        if not words.is_staying(noun):
            continue
        who = tuple(one for head in words.kids_as(noun, "nsubj") for one in fill(words, cast, head))
        if not _has_purpose(words, noun) and not _is_official(cast, who):
            continue
        where = tuple(one for one in fill(words, cast, noun) if one.entities)
        people = [e for one in who for e in one.entities if e in cast.entities]
        if not where or not people or any(cast.entities[e].kind not in ("person", "group") for e in people):
            continue
        if {cast.entities[e].country for e in people} & {
            cast.entities[e].country for one in where for e in one.entities
        }:
            continue  # at home
        cop = words.kids_as(noun, "cop")[0]
        sides = Sides(tuple(one for one in who if one.entities), where)
        row = next(row for row in triggers()[0]["visit"] if row.kind == "visit")
        outlook = verb_outlook(words, cop)
        if tokens[cop].tag in ("VBZ", "VBP") and outlook.status == "occurred":
            outlook = Outlook.of("ongoing", present=True)
        yield Hit(words, row, cop, noun + 1, noun, sides, outlook)


def _is_official(cast: Cast, who: Sequence[Filler]) -> bool:
    people = [cast.entities[e] for one in who for e in one.entities if e in cast.entities]
    return bool(people) and all(one.roles or (one.kind == "group" and one.sector == "GOV") for one in people)


def _has_purpose(words: Words, noun: int) -> bool:
    """For talks, a visit or the like, or to meet or attend."""
    purposes = classes()["errand"]
    if any(case == "for" and words.tokens[i].lemma in purposes for case, i in words.obliques(noun)):
        return True
    aims = (i for i in words.kids_as(noun, "advcl", "acl") if words.tokens[i].tag == "VB")
    return any(words.tokens[i].lemma in purposes for i in aims)


def _calls(words: Words, cast: Cast, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "told him by telephone", "in a phone call, she assured him"."""
    phones, tokens = classes()["phone"], words.tokens
    if any(hit.trigger.kind == "call" for hit in hits):
        return
    for i in range(1, len(tokens)):
        before = tokens[i - 1].lemma
        article = before in ("the", "a") and i > 1
        preposition = tokens[i - 2].text.lower() if article else tokens[i - 1].text.lower()
        noun = i
        if tokens[i].lemma in phones and i + 1 < len(tokens) and tokens[i + 1].lemma in _TALKS:
            noun, means = i + 1, _DURING
        elif tokens[i].lemma in phones - _TALKS:
            means = _MEANS
        else:
            continue
        if preposition not in means:
            continue
        verb = next((above for above in words.sentence.ancestors(noun) if tokens[above].tag in VERB), None)
        if verb is None:
            continue
        sides = _talkers(words, cast, verb)
        if sides is not None:
            outlook = verb_outlook(words, verb)
            yield Hit(words, triggers()[0]["phone"][0], i, noun + 1, verb, sides, outlook)
            return


def _talkers(words: Words, cast: Cast, verb: int) -> Sides | None:
    """The people on both ends of the line, if both are told."""
    speakers = _people(words, cast, subjects_of(words, verb))
    if words.is_passive(verb):
        return None
    heads = [*words.objects(verb), *(noun for case, noun in words.obliques(verb) if case in _TO_SOMEBODY)]
    taken = {entity for one in speakers for entity in one.entities}
    hearers = tuple(one for one in _people(words, cast, heads) if not taken & set(one.entities))
    if not speakers or not (hearers or len(taken) > 1):
        return None
    return Sides(speakers, hearers)


def _people(words: Words, cast: Cast, heads: Sequence[int]) -> tuple[Filler, ...]:
    found = (one for head in heads for one in fill(words, cast, head))
    return tuple(
        one
        for one in found
        if any(e in cast.entities and cast.entities[e].kind in ("person", "state") for e in one.entities)
    )
