"""Clauses and nouns set right: "after a raid there killed six" has the raid as its subject, "fighting" is a noun."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.analysis import Sentence, Token
from dateline.reading.events.tags import NOUN, OBJECT, SUBJECT, VERB

_OPENING = frozenset({"after", "before", "since", "as", "until", "while"})
_REACH = 12  # words from the noun to its verb


_STRIFE = frozenset({"fighting", "bombing", "shelling", "shooting", "killing"})
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obl", "nmod"})


def with_strife(sentence: Sentence) -> Sentence:
    """The sentence with "fighting" and the like as nouns, where they are the subject and act upon nobody."""
    tokens = list(sentence.tokens)
    for i, token in enumerate(tokens):
        if token.tag != "VBG" or token.text.lower() not in _STRIFE or token.relation not in _NOMINAL:
            continue
        if not any(one.head == i and one.relation in (*SUBJECT, *OBJECT) for one in tokens):
            tokens[i] = replace(token, tag="NN", lemma=token.text.lower())
    return replace(sentence, tokens=tuple(tokens))


def with_clauses(sentence: Sentence) -> Sentence:
    """The sentence with every noun that was hung beside a clause without a subject made the subject of that clause."""
    tokens = list(sentence.tokens)
    for verb, token in enumerate(tokens):
        finite = token.tag in ("VBD", "VBZ", "VBP") and token.relation == "advcl"
        if not finite or any(one.head == verb and one.relation in (*SUBJECT, "mark", "expl") for one in tokens):
            continue
        noun = _before(tokens, verb)
        if noun < 0:
            continue
        for i in range(noun):
            if tokens[i].head == noun and tokens[i].relation == "case":
                tokens[i] = replace(tokens[i], head=verb, relation="mark")
        tokens[noun] = replace(tokens[noun], head=verb, relation="nsubj")
    return replace(sentence, tokens=tuple(tokens))


def _before(tokens: list[Token], verb: int) -> int:
    """The noun that hangs beside the clause of `verb` by "after" or the like, nothing of another clause between."""
    for i in range(verb - 1, max(-1, verb - _REACH), -1):
        if tokens[i].tag in VERB or tokens[i].text in (",", ";", ":"):
            return -1
        if tokens[i].tag in NOUN and tokens[i].head == tokens[verb].head and tokens[i].relation == "obl":
            opens = any(one.head == i and one.relation == "case" and one.text.lower() in _OPENING for one in tokens[:i])
            return i if opens else -1
    return -1
