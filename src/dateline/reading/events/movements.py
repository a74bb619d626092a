"""Conditions on who comes and goes, and where to."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.parties import political_side
from dateline.reading.events.tables import classes

_TOWARDS = frozenset({"in", "to", "into", "at", "for"})


def to_post(one: Candidate) -> bool:
    """ "sent jets to a base near the border": to where they stand ready, not to somebody who gets them."""
    posts = classes()["military-post"]
    return any(
        case in ("to", "towards", "near", "into") and one.words.lemma(i) in posts
        for case, i in one.words.obliques(one.head)
    )


def place(one: Candidate) -> bool:
    """Somebody visits a place, a state or somebody: "toured the border towns", "visited the capital"."""
    if not one.kinds(one.sides.actors) & {"person", "group", "organisation"} and not _is_headless(one):
        return False
    if _is_visiting(one):
        return False
    if _is_where_told(one):
        return True
    lemmas = one.object_lemmas() | one.lemmas(one.sides.recipients)
    if one.kinds(one.sides.recipients) & {"place", "state", "person"} or lemmas & classes()["capital"]:
        return True
    return "MIL" in one.sectors(one.sides.recipients) and one.words.lemma(one.head) == "visit"  # "troops in Iraq"


def _is_where_told(one: Candidate) -> bool:
    """ "A Finnish minister will visit next month": to where the report is; "visited" of things needs its object."""
    words = one.words
    finite = words.tokens[one.head].tag in ("VB", "VBD", "VBZ", "VBP") and words.lemma(one.head) == "visit"
    return finite and not words.is_passive(one.head) and not one.sides.recipients and not words.objects(one.head)


def _is_visiting(one: Candidate) -> bool:
    """ "talks with visiting President Abbas": he is the one who visits, and that is told elsewhere."""
    tokens, i = one.words.tokens, one.head
    before = tokens[i - 1] if i else None
    opens = before is not None and (before.text.lower() in ("with", "the", "a") or before.tag in ("VBD", "VBZ"))
    return tokens[i].tag == "VBG" and opens and one.kinds(one.sides.recipients) == {"person"}


def _is_headless(one: Candidate) -> bool:
    return not one.sides.actors and one.trigger.verb


def going(one: Candidate) -> bool:
    """Somebody arrives in, or leaves for, a place that the words right after it tell; who is "flown" there is taken."""
    tokens = one.words.tokens
    if one.words.is_passive(one.head):
        return False
    forces = one.sectors(one.sides.actors) == {"MIL"}
    if not (forces or one.kinds(one.sides.actors) & {"person", "group"}) or one.sectors(one.sides.actors) == {"CVL"}:
        return False  # "thousands crossed into Uganda" is no visit
    leaving = tokens[one.head].lemma in ("leave", "depart", "head", "set")
    for preposition, noun in one.words.obliques(one.head):
        if preposition not in (("for", "to") if leaving else _TOWARDS) or noun < one.head:
            continue
        if preposition in ("in", "at") and tokens[one.head].lemma not in ("arrive", "land", "stop", "touch", "stay"):
            continue
        if preposition == "for" and tokens[one.head].lemma not in ("leave", "depart", "head", "set"):
            continue
        if _is_place(one, noun):
            return True
    i = one.end
    if i < len(tokens) and tokens[i].text.lower() in ("there", "here") and not leaving:
        return True  # "will travel there next week"
    if (
        i + 1 < len(tokens)
        and tokens[i].text.lower() in ("to", "in", "into", "for")
        and (head := one.words.head_after(i + 1)) is not None
    ):
        return (tokens[i].text.lower() == "for") == leaving and _is_place(one, head)
    return False


def _is_place(one: Candidate, noun: int) -> bool:
    if one.words.tokens[noun].lemma == "exile" or one.words.tokens[noun].tag == "PRP":
        return False  # "return to it": to a deal or to talks, whatever else was told before
    reference = one.cast.at(one.words.index, noun)
    if reference is not None and any(
        one.cast.entities[e].kind in ("place", "state") for e in reference.entities if e in one.cast.entities
    ):
        return True
    return one.words.tokens[noun].lemma in classes()["capital"]


def visitor(one: Candidate) -> bool:
    """Of somebody, or to a place: "Lavrov's arrival", "a trip to Moscow"."""
    if "REF" in one.sectors(one.sides.actors):
        return False  # "the return of 13,000 refugees"
    if one.words.lemma(one.head) == "tour" and one.sectors(one.sides.actors) == {"MIL"}:
        return False  # "the tour of 3,000 troops"
    if one.kinds(one.sides.actors) & {"person", "group"}:
        return True
    return (
        one.words.tokens[one.head].tag == "NN"
        and one.words.tokens[one.head].lemma in ("visit", "trip")
        and bool(one.kinds(one.sides.recipients) & {"place", "state"})
    )


def visitor_abroad(one: Candidate) -> bool:
    """Of somebody to somewhere; people who go home from camps are no visitors."""
    return political_side(one) and "REF" not in one.sectors(one.sides.actors)


def due(one: Candidate) -> bool:
    """ "is due in Paris on Thursday": somebody, at a place."""
    if not one.kinds(one.sides.actors) & {"person", "group"}:
        return False
    head = one.words.head_after(one.end)
    reference = one.cast.at(one.words.index, head) if head is not None else None
    return reference is not None and any(
        one.cast.entities[entity].kind in ("place", "state")
        for entity in reference.entities
        if entity in one.cast.entities
    )
