"""Does the clause that a date hangs on look back or ahead?"""

from __future__ import annotations

from typing import Literal

from dateline.analysis import Sentence

Tense = Literal["past", "future", "none"]

_AHEAD = frozenset(
    ["will", "shall", "would", "may", "might", "could", "should", "can", "must", "'ll", "’ll", "wo", "to", "going"]
)
_PLANS = frozenset(
    ["schedule", "plan", "expect", "due", "set", "slate", "aim", "intend", "upcoming", "hope", "ahead", "prepare", "invite",
     "propose", "next", "want", "ready", "likely", "possible", "forthcoming", "await", "deadline", "until", "by"]
)  # fmt: skip
_REPORTING = frozenset(
    ["say", "tell", "report", "announce", "state", "add", "write", "tweet", "confirm", "warn", "note"]
)


def tense_at(sentence: Sentence, first: int) -> Tense:
    """The tense of the verb that the word hangs on; a modal or a plan counts as future.

    In "Pompeo said the two will meet on Monday" Monday hangs on "meet", in "said on Monday" on "said". Where the arc
    leads to a noun, the words right before decide, then the verb above the noun.
    """
    tokens = sentence.tokens
    if not sentence.analysed:
        return "none"
    for above in sentence.ancestors(first):
        token = tokens[above]
        if token.lemma in _PLANS and token.tag[:1] in ("V", "J", "N"):
            return "future"
        if token.tag[:2] in ("VB", "MD"):
            return _of_verb(sentence, above)
        if token.tag[:2] == "NN" and any(
            tokens[child].tag in ("VBD", "VBZ", "MD", "VBP") for child in sentence.children(above)
        ):
            return _of_verb(sentence, above)
    before = [i for i in range(first) if tokens[i].tag[:2] in ("VB", "MD")]
    return _of_verb(sentence, before[-1]) if before else "none"


def _of_verb(sentence: Sentence, verb: int) -> Tense:
    tokens = sentence.tokens
    token = tokens[verb]
    helpers = {
        tokens[child].lemma
        for child in sentence.children(verb)
        if tokens[child].relation.startswith("aux") or tokens[child].tag in ("MD", "TO")
    }
    if token.lemma in _PLANS:
        return "future"
    if helpers & _AHEAD or token.tag == "MD":
        perfect = "have" in helpers and "would" in helpers | {"would"} and "to" not in helpers and "will" not in helpers
        return "past" if perfect and "have" in helpers and not helpers & {"will", "shall", "may", "might"} else "future"
    if token.tag == "VBD" or "have" in helpers:
        return "past"
    if token.tag == "VBN":
        if any(
            tokens[child].text.lower() in ("was", "were", "had", "has", "been") for child in sentence.children(verb)
        ):
            return "past"
        return (
            "future"
            if any(tokens[child].text.lower() in ("is", "are", "be") for child in sentence.children(verb))
            else "past"
        )
    if token.tag in ("VBG", "VB"):
        for above in sentence.ancestors(verb):
            if tokens[above].tag == "VBD" and tokens[above].lemma not in _PLANS:
                return (
                    "past"
                    if token.tag == "VBG"
                    else "future"
                    if tokens[above].lemma in _REPORTING | {"agree"}
                    else "past"
                )
            if tokens[above].tag[:2] in ("VB", "MD"):
                return _of_verb(sentence, above) if above != verb else "none"
        return "none"
    return "none"
