"""Whose day a day is: the verb that it dates, and what else of the sentence is of that day."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN, SUBJECT, VERB
from dateline.reading.frame import TimeMention

# A day behind these is a limit or a plan, no day on which something is told to have happened.
_BOUNDS = frozenset({"for", "until", "till", "by", "since", "from", "before", "after", "to", "of"})
# A noun behind these is something else than the deed that is told: "after talks on Monday".
_APART = frozenset({"until", "till", "by", "since", "from", "before", "after", "following", "of", "ahead", "about"})
_HAD = frozenset({"had", "'d", "’d"})
_PERFECT = _HAD | {"have", "has", "'ve", "’ve"}
_AS = frozenset({"as", "when", "while", "where"})
SAID = frozenset({"ccomp", "parataxis"})


def dated_verb(sentence: Sentence, day: TimeMention) -> int | None:
    """The verb, or the noun told of somebody, whose day it is.

    None where it is the day of something else ("condemned the talks on Monday"), a limit or a plan. "in a speech on
    Monday", "in a letter dated Monday": that of what was said there.
    """
    tokens = sentence.tokens
    if any(tokens[i].relation == "case" and tokens[i].text.lower() in _BOUNDS for i in sentence.children(day.head)):
        return None
    outer = [i for i in sentence.ancestors(day.head) if not day.first <= i < day.last]
    if any(is_deed(tokens[i].lemma) and _runs_on(sentence, i, day) for i in range(day.first)):
        return None
    while outer and tokens[outer[0]].tag[:2] == "RB":
        outer = outer[1:]  # "earlier on Monday"
    if outer and tokens[outer[0]].text.lower() == "dated":
        paper = next((i for i in outer if tokens[i].lemma in classes()["paper"]), None)
        return next((i for i in outer[1:] if i != paper and tokens[i].tag in VERB), None) if paper else None
    if outer and tokens[outer[0]].tag in NOUN and not _is_predicate(sentence, outer[0]):
        where = [tokens[i].text.lower() for i in sentence.children(outer[0]) if tokens[i].relation == "case"]
        if not where or where[0] in _APART or is_deed(tokens[outer[0]].lemma):
            return None
        outer = outer[1:]
    if not outer or not (tokens[outer[0]].tag in VERB or _is_predicate(sentence, outer[0])):
        return None
    return _told_then(sentence, day, outer[0])


def _runs_on(sentence: Sentence, noun: int, day: TimeMention) -> bool:
    """ "an attack on Monday that killed two": does what hangs on a noun go on behind a day?"""
    return noun > 0 and any(
        i >= day.last and sentence.tokens[i].relation.startswith("acl") and sentence.tokens[day.last].text != ","
        for i in sentence.children(noun)
    )


def is_deed(lemma: str) -> bool:
    """ "blamed them for an attack on Monday", "protested over the arrests on Monday": what has a day of its own."""
    known = classes()
    return any(lemma in known[name] for name in ("deed", "blow", "suffering", "offence", "war"))


def _is_predicate(sentence: Sentence, word: int) -> bool:
    """ "were guests on Monday": told of somebody without a verb of its own."""
    return any(sentence.tokens[i].relation == "cop" for i in sentence.children(word))


def _told_then(sentence: Sentence, day: TimeMention, verb: int) -> int:
    """ "said on Monday his country had left": the day of the saying, whichever verb the arcs hang it on."""
    tokens, above = sentence.tokens, sentence.tokens[verb].head
    subject = next((i for i in sentence.children(verb) if tokens[i].relation in SUBJECT), -1)
    between = tokens[verb].relation == "ccomp" and 0 <= above < day.first and day.last <= subject
    return above if between else verb


def top(sentence: Sentence) -> int:
    """The main verb of a sentence, or what stands for one."""
    return next((i for i, token in enumerate(sentence.tokens) if token.head < 0), -1)


def is_simple_past(sentence: Sentence, verb: int) -> bool:
    """ "met", "was met", "was a guest"; not "has met", not "had met", not "meets"."""
    tokens = sentence.tokens
    helpers = [tokens[i] for i in sentence.children(verb) if tokens[i].relation.startswith(("aux", "cop"))]
    past = tokens[verb].tag == "VBD" or any(one.tag == "VBD" for one in helpers)
    return past and not any(one.text.lower() in _PERFECT for one in helpers)


def is_main_day(sentence: Sentence, day: TimeMention) -> bool:
    """Is it the day of what the sentence tells, in the simple past, by its main verb?"""
    tokens, verb = sentence.tokens, dated_verb(sentence, day)
    if verb is None or words_of(sentence, verb) & _PERFECT:
        return False
    while tokens[verb].relation == "conj" or (tokens[verb].relation == "advcl" and tokens[verb].tag == "VBG"):
        verb = tokens[verb].head  # "Speaking on Monday, he said"
    return tokens[verb].head < 0 and is_simple_past(sentence, verb)


def words_of(sentence: Sentence, head: int) -> set[str]:
    """The words that hang on a word, lower case, but the verbs among them that are no auxiliaries of it."""
    found = (sentence.tokens[i] for i in sentence.children(head))
    return {one.text.lower() for one in found if one.tag not in VERB or one.relation.startswith("aux")}


def hangs_together(sentence: Sentence, i: int) -> bool:
    """Is the day of what a word hangs on also that of the word?

    Not of what is said, nor of what had been done before, nor of a clause beside it that has a subject of its own.
    """
    tokens, words = sentence.tokens, words_of(sentence, i)
    beside = tokens[i].tag == "VBD" and bool(words & _AS) and not words & _PERFECT
    if tokens[i].relation.startswith("acl") and not beside:
        return "to" in words or _is_in_paper(sentence, i)
    if tokens[i].relation in SAID:
        return False
    if tokens[i].tag not in VERB:
        return True
    if tokens[i].relation == "conj":
        return not words & _HAD and not any(tokens[n].relation in SUBJECT for n in sentence.children(i))
    return beside or (tokens[i].relation != "advcl" and not words & _PERFECT)


def _is_in_paper(sentence: Sentence, verb: int) -> bool:
    """ "handed over a letter which said …": what a paper says is of the day of the paper."""
    paper, words = sentence.tokens[verb].head, words_of(sentence, verb)
    says = sentence.tokens[verb].tag == "VBD" and bool(words & {"which", "that"}) and not words & _PERFECT
    return says and sentence.tokens[paper].lemma in classes()["paper"]


def is_after(sentence: Sentence, clause: int) -> bool:
    """ "…, after he met the envoy": in the simple past."""
    words = words_of(sentence, clause)
    return sentence.tokens[clause].tag == "VBD" and "after" in words and not words & _PERFECT
