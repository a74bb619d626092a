"""Conditions on what is said of others and of oneself: verdicts ("called the demands unreasonable") and refusals."""

from __future__ import annotations

from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.fillers import fill
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NEGATIONS, VERB

_REACH = 14  # words after a verb in which its verdict stands
_VOLITION = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "wo"})
_ENDS = frozenset({";", ":", "and", "but", "who", "which", "that", "while", "after", "before", "because"})


def harsh(one: Candidate) -> bool:
    """ "called the drill a provocation", "described it as a blatant violation of the law"."""
    return _verdict(one, "harsh")


def unacceptable(one: Candidate) -> bool:
    """ "called the demands unreasonable", "described the talks as premature"."""
    return _verdict(one, "unacceptable")


def answering(one: Candidate) -> bool:
    """ "Libreville accepted", "Deula accepted it": what was offered is told before; not "accepted his fate"."""
    words = one.words
    if words.is_passive(one.head) or not one.kinds(one.sides.actors) & POLITICAL:
        return False
    taken = [i for i in words.kids[one.head] if words.tokens[i].relation in ("obj", "ccomp", "xcomp")]
    return all(words.lemma(i) in ("it", "they", "this", "that", "both") for i in taken)


def denying(one: Candidate) -> bool:
    """Says that something is not so; not "neither confirmed nor denied"."""
    words = one.words
    near = {words.lemma(i) for i in (*words.group(one.head), *words.kids[one.head])} | {one.text_before()}
    return not near & {"nor", "neither"}


def yielding(one: Candidate) -> bool:
    """Gives up a claim, an arm, a town: not hope, a habit or a job."""
    return not any(one.words.lemma(i) in classes()["own-affair"] for i in one.words.objects(one.head))


def _verdict(one: Candidate, name: str) -> bool:
    """Does a word of class `name` close what is said of the object: its complement, or what stands after "as"?"""
    tokens, words = one.words.tokens, classes()[name]
    if not one.kinds(one.sides.actors) & POLITICAL or one.words.is_passive(one.head):
        return False
    heads = [i for i in one.words.objects(one.head) if i > one.head]
    if not heads:
        return False
    for i in range(one.end, min(len(tokens), one.end + _REACH)):
        if tokens[i].text.lower() in _ENDS or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD"):
            return False
        # Before the head of the object a word tells which one ("called the illegal drill …"), after it what it is.
        said = i > heads[0] or tokens[i].relation in ("xcomp", "obj") or tokens[i].head == one.head
        if said and (tokens[i].lemma in words or tokens[i].text.lower() in words):
            return True
    return False


def refusing(one: Candidate) -> bool:
    """ "will not take part", "said it would not attend": by the one who would have to do it, in words of their own."""
    words, tokens = one.words, one.words.tokens
    group = {tokens[i].text.lower() for i in words.group(one.head)}
    if not group & _VOLITION or not (group & NEGATIONS or "n’t" in group) or words.is_passive(one.head):
        return False
    actors = {entity for filler in one.sides.actors for entity in filler.entities}
    if not one.kinds(one.sides.actors) & POLITICAL or any(tokens[i].relation == "mark" for i in _marks(one)):
        return False
    at = one.head
    while tokens[at].relation == "conj" and tokens[at].head >= 0:
        at = tokens[at].head
    above = tokens[at].head
    if tokens[at].relation not in ("ccomp", "parataxis") or above < 0 or tokens[above].tag not in VERB:
        return tokens[at].relation == "root" or above < 0
    speakers = {
        entity for i in subjects_of(words, above) for filler in fill(words, one.cast, i) for entity in filler.entities
    }
    return bool(speakers & actors or _countries(one, speakers) & _countries(one, actors))


def negated(one: Candidate) -> bool:
    """ "would not let them in", "does not accept the ruling": by somebody who could have done it."""
    group = {one.words.tokens[i].text.lower() for i in one.words.group(one.head)}
    return bool(group & NEGATIONS or "n’t" in group) and bool(one.kinds(one.sides.actors) & POLITICAL)


def _marks(one: Candidate) -> list[int]:
    """Words like "if" that open the clause; "that" only joins it."""
    return [i for i in one.words.kids[one.head] if one.words.tokens[i].lemma in ("if", "unless", "whether", "because")]


def _countries(one: Candidate, entities: set[str]) -> set[str]:
    known = one.cast.entities
    return {str(known[entity].country) for entity in entities if entity in known and known[entity].country}
