"""Whether what a verb tells is negated, denied, demanded or conditional."""

from __future__ import annotations

from dateline.reading.events.tables import classes, effects
from dateline.reading.events.tags import DENYING, FINITE, NEGATIONS, RUMOURS, VERB
from dateline.reading.events.unreal import inverted_at
from dateline.reading.events.words import Words

CHARGES = frozenset({"suspicion", "allegation", "accusation", "charge", "count", "claim"})
_TRACES = frozenset({"evidence", "proof", "sign", "indication", "suggestion", "question"})
_DEMANDS = frozenset({"demand", "call", "request", "proposal", "condition", "insistence", "order", "appeal"})


def is_negated(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "did not meet", "no talks were held", "has had no contact": by its own words, its subject or its object."""
    tokens = words.tokens
    near = [*group, *(i for i in words.kids[verb] if tokens[i].relation in ("advmod", "neg"))]
    if any(tokens[i].lemma in NEGATIONS or tokens[i].text.lower() in NEGATIONS for i in near):
        return not any(tokens[i].lemma == "only" and i - 1 in near for i in near)
    for subject in words.kids_as(verb, "nsubj", "nsubj:pass"):
        if tokens[subject].lemma in ("nobody", "none", "neither"):
            return True
        if any(
            tokens[i].lemma in ("no", "neither") for i in words.kids_as(subject, "det", "cc", "cc:preconj", "advmod")
        ):
            return True
    if any(tokens[i].lemma in ("nothing", "nobody", "none") for i in words.kids_as(verb, "obj")):
        return True  # "cancelled nothing"
    return any(tokens[i].lemma == "no" for obj in words.kids_as(verb, "obj") for i in words.kids_as(obj, "det"))


def is_denied_rumour(words: Words, verb: int) -> bool:
    """ "denied reports that he had agreed", "no evidence that they had met": of a verb that hangs on such a noun."""
    noun = words.tokens[verb].head
    if (
        noun >= 0
        and words.tokens[noun].lemma in _TRACES
        and any(words.tokens[i].lemma == "no" for i in words.kids[noun])
    ):
        return True
    if noun < 0 or words.tokens[noun].lemma not in RUMOURS:
        return False
    false = words.tokens[noun].head  # "rumours that he had gone proved false"
    if false >= 0 and {words.tokens[i].lemma for i in (false, *words.kids_as(false, "xcomp"))} & classes()["untrue"]:
        return True
    denied = [i for i in words.kids[noun] if words.tokens[i].lemma in DENYING and words.is_passive(i)]
    if denied:
        return verb not in denied  # "rumours that he had gone were denied": the arcs hang both verbs on the noun
    above = words.tokens[noun].head
    return above >= 0 and words.tokens[above].lemma in DENYING


def is_demanded(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "the demand that Italy withdraw": a subjunctive, no indicative."""
    head = words.tokens[verb].head
    bare = words.tokens[verb].tag in ("VB", "VBP") and not any(words.tokens[i].tag in ("MD", "TO") for i in group)
    return bare and head >= 0 and words.tokens[head].lemma in _DEMANDS


def is_conditional(words: Words, verb: int) -> bool:
    """Does it stand in a clause with "if", "unless", "whether"?"""
    tokens = words.tokens
    if tokens[verb].relation == "conj" and tokens[verb].head >= 0 and tokens[tokens[verb].head].tag in VERB:
        chain = [verb, tokens[verb].head]
    else:
        chain = [verb]
    for at in chain:
        for i in words.kids[at]:
            if tokens[i].relation in ("mark", "advmod") and i < at and tokens[i].text.lower() in effects("mark"):
                return True
            if tokens[i].relation == "advmod" and tokens[i].text.lower() == "when" and tokens[at].tag in ("VBZ", "VBP"):
                return True
    if _is_as_soon(words, verb):
        return True
    first = min(words.group(verb), default=verb)
    for i in range(first - 1, max(-1, first - 8), -1):  # arcs fail; the word before the subject
        if tokens[i].text.lower() in ("if", "unless", "whether"):
            return True
        if tokens[i].tag in FINITE or tokens[i].text in (",", ";", ":"):
            break
    return False


def _is_as_soon(words: Words, verb: int) -> bool:
    """ "could open it as soon as Egypt agreed": what is waited for."""
    lower = [token.text.lower() for token in words.tokens[:verb]]
    soon = next((i for i in range(len(lower) - 3, -1, -1) if lower[i : i + 3] == ["as", "soon", "as"]), None)
    if soon is None or any(words.tokens[i].tag in FINITE for i in range(soon, verb) if i not in words.group(verb)):
        return False
    above = [i for i in words.sentence.ancestors(verb) if words.tokens[i].tag in VERB]
    return any(words.tokens[k].tag == "MD" for i in above[:2] for k in words.group(i))


def is_doubted(words: Words, verb: int) -> bool:
    """ "It is doubtful whether the visit will go ahead", "it remains unclear if they will meet"."""
    tokens = words.tokens
    head = tokens[verb].head
    marks = {tokens[i].text.lower() for i in words.kids_as(verb, "mark") if i < verb}
    doubted = head >= 0 and any(one.status == "in_doubt" for one in effects("subject").get(tokens[head].lemma, ()))
    return doubted and head < verb and bool(marks & {"if", "whether"})


def has_condition(words: Words, verb: int) -> bool:
    """ "would attend only if …": is a plan tied to an if-clause?"""
    tokens = words.tokens
    to = next((i for i in range(verb) if tokens[i].tag == "TO" and inverted_at(words, i) is not None), None)
    if to is not None and any(tokens[i].text == "," for i in range(to, verb)):
        return True  # "Were Iran to attack, Russia would respond"
    for i in words.kids_as(verb, "advcl"):  # "If he comes, he will be received"
        marks = [k for k in words.kids_as(i, "mark") if i < verb and tokens[k].text.lower() in ("if", "unless")]
        if any(not k or tokens[k - 1].text.lower() != "even" for k in marks):
            return True
    for i, token in enumerate(tokens):
        if i > verb and token.text.lower() in ("if", "unless", "provided"):
            before = tokens[i - 1].text.lower()
            return before in ("only", "but", "even", "except") or any(
                tokens[k].text.lower() == "would" for k in words.group(verb)
            )
    return False


def is_alleged(words: Words, verb: int) -> bool:
    """ "on suspicion of having helped him": what somebody is suspected of is not told as done."""
    head = words.tokens[verb].head
    marks = {words.tokens[i].text.lower() for i in words.kids[verb] if words.tokens[i].relation in ("mark", "case")}
    return "of" in marks and head >= 0 and words.tokens[head].lemma in CHARGES


def is_other_tense(words: Words, verb: int) -> bool:
    """ "denies that it built a reactor and accuses …": what is told now goes on from what is told now."""
    pair = {words.tokens[verb].tag, words.tokens[words.tokens[verb].head].tag}
    return pair in ({"VBZ", "VBD"}, {"VBP", "VBD"})


def is_quoted_off(words: Words, head: int, verb: int) -> bool:
    """ "…", he insisted: what stands before its verb is not governed by it."""
    return verb < head
