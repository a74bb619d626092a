"""Does the clause that a date hangs on look back or ahead?"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Literal

from dateline.analysis import Sentence
from dateline.lexicon.files import table

# "loose": a date that hangs on a noun in a clause of the past ("raised the prospect of a signing in November").
# "planned": a plan told in the past perfect ("had been scheduled for Tuesday").
# "overtaken": the like with no word that looks ahead ("had been due to meet on Monday", "was to begin on Monday"): the
# report as a whole tells on which side of its own day that lies.
Tense = Literal["past", "future", "none", "loose", "planned", "overtaken"]

_PURPOSE = frozenset({"for", "to", "until", "till", "by"})
_SPAN = 4  # words from the first day of "from June 12 to June 20" within which the other one begins
_DEADLINE = frozenset({"until", "till", "by"})


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("en/time_verbs.tsv") if row["class"] == kind)


def tense_at(sentence: Sentence, first: int) -> Tense:
    """The tense of the verb that the word hangs on; a modal or a plan counts as future.

    In "Pompeo said the two will meet on Monday" Monday hangs on "meet", in "said on Monday" on "said". Where the arc
    leads to a noun, the words right before decide, then the verb above the noun. "planned" for plans of the past ("had
    been planned for 26 March"): their day may lie on either side. "none" where no verb tells.
    """
    tokens = sentence.tokens
    if not sentence.analysed:
        return "none"
    by_noun = False
    for above in sentence.ancestors(first):
        token = tokens[above]
        if token.tag == "VBN" and token.relation == "acl" and _is_earlier(sentence, token.head):
            return "past"  # "an earlier trip, set for March"
        if token.tag[:2] in ("VB", "MD"):
            tense = _of_verb(sentence, above, first)
            if by_noun and tense == "past" and _calls_off(sentence, above):
                return "planned"  # "has called off Thursday's summit"
            return "loose" if tense == "past" and by_noun else tense
        if token.lemma in _verbs("plan") and token.tag[:1] in ("J", "N"):
            return "future"
        if token.tag[:2] == "NN" and _preposition(sentence, above) == "for" and _is_planned(sentence, above):
            return "future"  # "invited him for talks on Saturday"
        if token.tag[:2] == "NN" and any(
            tokens[child].tag in ("VBD", "VBZ", "MD", "VBP") for child in sentence.children(above)
        ):
            return _of_verb(sentence, above, first)
        by_noun = by_noun or token.tag[:2] == "NN"
    before = [i for i in range(first) if tokens[i].tag[:2] in ("VB", "MD")]
    return _of_verb(sentence, before[-1], first) if before else "none"


def _is_earlier(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[i].text.lower() == "earlier" for i in sentence.children(noun) if i < noun)


def _calls_off(sentence: Sentence, verb: int) -> bool:
    """Does the verb put off or call off what the date hangs on?"""
    return _phrase(sentence, verb) in _verbs("cancel")


def _phrase(sentence: Sentence, verb: int) -> str:
    """A verb with its particle: "call off", "push back"."""
    tokens = sentence.tokens
    particles = [
        tokens[i].text.lower()
        for i in sentence.children(verb)
        if tokens[i].relation == "compound:prt" or (i == verb + 1 and tokens[i].text.lower() in ("back", "off"))
    ]
    return " ".join([tokens[verb].lemma, *particles])


def _has_asked_for(sentence: Sentence, verb: int, at: int) -> bool:
    """ "has asked for a meeting in Paris on Monday": the perfect goes with no day that is over."""
    asked = (i for i in sentence.children(verb) if verb < i < at and _preposition(sentence, i) == "for")
    return sentence.tokens[verb].lemma in _verbs("ask") and any(asked)


def _is_planned(sentence: Sentence, at: int) -> bool:
    """Does the word hang on a verb that looks ahead: invited, proposed, scheduled?"""
    verb = next((i for i in sentence.ancestors(at) if sentence.tokens[i].tag[:2] == "VB"), -1)
    return verb >= 0 and sentence.tokens[verb].lemma in _verbs("plan")


def _preposition(sentence: Sentence, at: int) -> str:
    """The preposition of the date's phrase."""
    words = [i for i in sentence.children(at) if sentence.tokens[i].relation == "case"]
    if words:
        return sentence.tokens[words[0]].text.lower()
    return sentence.tokens[at - 1].text.lower() if at else ""


def _of_verb(sentence: Sentence, verb: int, at: int) -> Tense:
    tokens = sentence.tokens
    token = tokens[verb]
    children = list(sentence.children(verb))
    helpers = {
        tokens[i].text.lower()
        for i in children
        if tokens[i].relation.startswith("aux") or tokens[i].tag in ("MD", "TO")
    }
    helpers |= {tokens[i].text.lower() for i in children if tokens[i].relation == "cop"}
    looks_ahead = _preposition(sentence, at) in _PURPOSE
    if looks_ahead and _phrase(sentence, verb) in _verbs("move"):
        return "planned" if "had" in helpers else "future"  # "was postponed to Tuesday"
    onwards = any(one.text.lower() == "to" for one in tokens[at : at + _SPAN])
    if _preposition(sentence, at) == "from" and onwards and _phrase(sentence, verb) in _verbs("move"):
        return "planned"  # "postponed from June 12 to June 20"
    if _preposition(sentence, at) == "from" and _phrase(sentence, verb) in _verbs("move"):
        return "none"  # "was postponed from Monday": on either side
    if token.lemma in _verbs("plan"):
        if "had" in helpers:
            return "planned" if looks_ahead else "overtaken"
        if token.tag == "VBD" and not looks_ahead and not any(tokens[i].relation == "xcomp" for i in children):
            return "past"  # "proposed on Tuesday that …": the day of proposing
        return "future"
    if helpers & {"will", "shall", "'ll", "’ll", "wo", "may", "might", "can"}:
        return "future"
    if "have" in helpers and helpers & {"would", "could", "should", "must"}:
        return "past"
    if helpers & {"would", "could", "should", "must"} or token.tag == "MD":
        return "future"
    if "to" in helpers and "have" in helpers and _was_to(sentence, verb):
        return "overtaken"  # "was to have been held in February"
    if "to" in helpers:
        return _of_infinitive(sentence, verb, at)
    if _preposition(sentence, at) == "for" and token.tag in ("VBD", "VBN"):
        return "planned" if "had" in helpers or token.tag == "VBD" else "future"  # "has been called for Wednesday"
    if helpers & {"has", "have", "'ve", "’ve"} and _preposition(sentence, at) in _DEADLINE:
        return "future"  # "has given them until 25 November"
    if helpers & {"has", "have", "'ve", "’ve"} and _has_asked_for(sentence, verb, at):
        return "future"
    if _is_due(sentence, verb) and helpers & {"was", "were"}:
        return "none"
    if "had" in helpers and _had_been_due(sentence, verb):
        return "overtaken"
    if token.tag == "VBD" or helpers & {"had", "did", "has", "have", "'ve", "’ve"}:
        return "past"
    if token.tag == "VBN":
        if helpers & {"was", "were", "been"}:
            return "past"
        return "future" if looks_ahead or helpers & {"is", "are", "be", "being"} else "past"
    if token.tag in ("VBZ", "VBP"):
        return "future" if token.lemma in _verbs("timetable") and sentence.section == "body" else "none"
    if token.tag == "VBG" and helpers & {"is", "are", "'s", "’s", "'re", "’re"}:
        return "future"  # "is heading to Iran on Monday"
    if token.tag == "VBG":
        above = next((i for i in sentence.ancestors(verb) if tokens[i].tag[:2] in ("VB", "MD")), -1)
        return _of_verb(sentence, above, at) if above >= 0 else "none"
    return _of_infinitive(sentence, verb, at) if token.tag == "VB" else "none"


def _was_to(sentence: Sentence, verb: int) -> bool:
    words = [one.text.lower() for one in sentence.tokens[max(0, verb - 5) : verb]]
    return any(pair in (("was", "to"), ("were", "to")) for pair in pairwise(words))


def _is_due(sentence: Sentence, verb: int) -> bool:
    """ "was due to be held on 12 June", whatever the arcs make of "due to": a day on either side."""
    words = sentence.tokens[max(0, verb - 3) : verb]
    return [one.text.lower() for one in words] == ["due", "to", "be"]


def _had_been_due(sentence: Sentence, verb: int) -> bool:
    """ "had been due to sign": a plan, whatever the arcs make of "due to"."""
    words = [one.text.lower() for one in sentence.tokens[max(0, verb - 5) : verb]]
    return any(pair in pairwise(words) for pair in (("due", "to"), ("scheduled", "to"), ("set", "to")))


def calls_off(sentence: Sentence, verb: int) -> bool:
    """Does a verb put something off or call it off?"""
    return sentence.tokens[verb].tag[:2] == "VB" and _calls_off(sentence, verb)


def _of_infinitive(sentence: Sentence, verb: int, at: int) -> Tense:
    """ "to meet on Monday" looks ahead, unless what it hangs on is a plan of the past ("had hoped to", "were to")."""
    tokens = sentence.tokens
    if verb and tokens[verb - 1].text.lower() == "to" and verb > 1 and tokens[verb - 2].text.lower() in ("was", "were"):
        return "overtaken"
    for above in sentence.ancestors(verb):
        if tokens[above].tag[:2] in ("VB", "MD"):
            helpers = {tokens[i].text.lower() for i in sentence.children(above) if tokens[i].relation.startswith("aux")}
            if "had" in helpers:
                return "overtaken" if tokens[above].lemma in _verbs("plan") else "none"
            if tokens[above].lemma in _verbs("achieved") and tokens[above].tag == "VBD":
                return "past"
            break
    return "future"
