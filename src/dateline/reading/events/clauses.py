"""Clauses and nouns set right: "after a raid there killed six" has the raid as its subject, "fighting" is a noun."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.analysis import Sentence, Token
from dateline.reading.events.tags import NOUN, OBJECT, SUBJECT, VERB

_OPENING = frozenset({"after", "before", "since", "as", "until", "while"})
_REACH = 12  # words from the noun to its verb


_STANCES = frozenset({
    "dismiss", "accuse", "call", "urge", "warn", "blame", "threaten", "reject", "describe", "demand", "vow", "insist",
    "cite", "denounce", "condemn", "criticise", "criticize", "praise", "thank", "promise", "pledge", "add", "say",
})  # fmt: skip
_SPEECH = frozenset({"say", "tell", "announce", "report", "add", "state", "confirm", "declare", "disclose"})
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


def with_speakers(sentence: Sentence) -> Sentence:
    """The sentence with who speaks and what he does besides hung on his verb of speech.

    "… of NATO, the president told reporters": no apposition of NATO. "Iran freed him, Paris said, thanking Oman" and
    "denied that troops had crossed, dismissing a report": who speaks thanks and dismisses, not who is told of.
    """
    tokens = list(sentence.tokens)
    for i, token in enumerate(tokens):
        if token.relation == "appos" and (verb := _told_by(tokens, i)) >= 0:
            tokens[i] = replace(token, head=verb, relation="nsubj")
        elif token.tag == "VBG" and token.relation == "advcl" and i and tokens[i - 1].text == ",":
            clause = token.head
            above = _speech_between(tokens, clause, i) if clause >= 0 else -1
            if above < 0 and clause >= 0 and tokens[clause].relation == "ccomp" and token.lemma in _STANCES:
                above = tokens[clause].head
            if above >= 0 and tokens[above].tag in VERB:
                tokens[i] = replace(token, head=above)
    return replace(sentence, tokens=tuple(tokens))


def _speech_between(tokens: list[Token], clause: int, participle: int) -> int:
    """The verb of speech with its own subject that stands behind what is told: "…, the ministry said, …"; or -1."""
    for verb in range(participle - 1, clause, -1):
        if tokens[verb].tag in ("VBD", "VBZ") and tokens[verb].lemma in _SPEECH:
            own = (one for i, one in enumerate(tokens) if one.head == verb and one.relation in SUBJECT)
            return verb if any(one.tag not in ("WP", "WDT") for one in own) else -1
    return -1


def _told_by(tokens: list[Token], name: int) -> int:
    """The finite verb right after a name behind a comma that has no subject, after what is told; else -1."""
    end = name + 1
    while end < len(tokens) and tokens[end].head == name and tokens[end].relation == "flat":
        end += 1
    first = next((i for i in range(name, -1, -1) if tokens[i].text == ","), -1)
    told = end < len(tokens) and tokens[end].tag in ("VBD", "VBZ") and tokens[end].relation == "root"
    if not told or first < 0 or any(token.tag in VERB for token in tokens[first:name]):
        return -1
    kids = [(i, one) for i, one in enumerate(tokens) if one.head == end]
    has_subject = any(one.relation in SUBJECT for _, one in kids)
    return end if not has_subject and any(one.relation == "ccomp" and i < first for i, one in kids) else -1
