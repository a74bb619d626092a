"""Whose a named person is by a noun beside the name: "the mayor of Tirana, X", "Palestinian militant X"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.reading.entities.bodies import is_across_states
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.surface import Found

POSTED = frozenset({"ambassador", "permanent_representative"})  # at a body or in a state, not for it
_SENT = frozenset({"negotiator", "mediator", "representative", "emissary", "delegate"})
_BEFORE = frozenset({"nmod:poss", "amod", "compound"})
_HOME = frozenset({"of", "in", "from"})
_BETWEEN = frozenset({"NN", "JJ", "HYPH", "NNP", "VBN"})
_REACH = 5  # words before a name in which its people's name stands


def country_explained(draft: Draft, one: Found) -> str | None:
    """The country that a noun in apposition, or right before the name, tells of a named person."""
    sentence = draft.scene.sentence(one.sentence)
    for noun in _nouns(sentence, one):
        if not _is_somebody(sentence.tokens[noun]):
            continue
        for i in sentence.children(noun):
            relation, cases = sentence.tokens[i].relation, _cases(sentence, i)
            before = i < noun and relation in _BEFORE
            after = i > noun and relation == "nmod" and cases <= _HOME and not _is_posted(sentence.tokens[noun])
            if (before or after) and (country := country_at(draft, one.sentence, sentence.tokens, i)) is not None:
                return country
    return _right_before(draft, one)


def _right_before(draft: Draft, one: Found) -> str | None:
    """ "Palestinian militant Samir X", "Iraqi Shi'ite cleric Hadi X"."""
    tokens = draft.scene.sentence(one.sentence).tokens
    if not one.first or not _is_somebody(tokens[one.first - 1]):
        return None
    for i in range(one.first - 2, max(-1, one.first - 2 - _REACH), -1):
        for reference in draft.at(one.sentence, i):
            if reference.form == "demonym" and reference.last - 1 == i:
                return draft.characters[reference.entities[0]].country
        if tokens[i].tag not in _BETWEEN:
            return None
    return None


def is_head_of_body(draft: Draft, one: Found) -> bool:
    """ "The head of the IAEA, Mohamed ElBaradei", "Jan Pronk, the U.N. mission chief": explained as a body's own."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    for noun in _nouns(sentence, one):
        if tokens[noun].tag != "NN" or tokens[noun].lemma not in lexicon.titles():
            continue
        for i in sentence.children(noun):
            if tokens[i].relation not in (*_BEFORE, "nmod") or not _cases(sentence, i) <= {"of", "'s", "’s"}:
                continue
            if any(is_across_states(draft.characters[e]) for r in draft.at(one.sentence, i) for e in r.entities):
                return i < noun or not _is_posted(tokens[noun])
    return False


def _nouns(sentence: Sentence, one: Found) -> Iterator[int]:
    """The nouns in apposition to a name; also what the arcs pass over by hanging the name on "of Tirana"."""
    tokens = sentence.tokens
    words = range(one.first, one.last)
    heads = [tokens[i].head for i in words if tokens[i].relation == "appos"]
    yield from heads
    yield from (k for i in words for k in sentence.children(i) if tokens[k].relation == "appos")
    yield from (tokens[i].head for i in heads if tokens[i].relation == "nmod" and tokens[i].head >= 0)


def _is_somebody(token: Token) -> bool:
    """A noun for one person: "negotiator", "mayor", "militant"."""
    known = token.lemma in _SENT or token.lemma in lexicon.titles() or lexicon.sector_of(token.lemma) is not None
    return token.tag == "NN" and known


def _is_posted(token: Token) -> bool:
    title = lexicon.titles().get(token.lemma)
    return title is not None and title.role in POSTED


def _cases(sentence: Sentence, i: int) -> set[str]:
    return {sentence.tokens[k].lemma for k in sentence.children(i) if sentence.tokens[k].relation == "case"}


def country_at(draft: Draft, sentence: int, tokens: tuple[Token, ...], token: int) -> str | None:
    """The country of the state or body that ends at a word."""
    for reference in draft.at(sentence, token):
        for entity in reference.entities:
            if draft.characters[entity].country:
                return draft.characters[entity].country
    named = lexicon.find_state(tokens[token].text)
    return named.code if named is not None and len(named.code) == 3 and named.form != "capital" else None
