"""Whose a phrase is, and where it begins: "Russia's two senior officials", "his office", "the ministry in Beijing"."""

from __future__ import annotations

from collections.abc import Collection

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.reading.entities.draft import Draft

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_REACH = 6  # words of "in the northern Iraqi city of …" that are looked through
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Dr"})


def owner_of(draft: Draft, sentence: Sentence, first: int) -> tuple[int, str | None]:
    """Whose a phrase is that begins with token `first`: where the whole begins, and the country of "Russia's"."""
    tokens = sentence.tokens
    begin = first
    while begin > 0 and tokens[begin - 1].text.lower() in lexicon.modifiers():
        if tokens[begin - 1].tag in ("VBD", "VBZ", "VBP"):
            break  # "Belarus jailed lawyers"
        begin -= 1
    before = begin - 1
    if before >= 1 and tokens[before].text in POSSESSIVE:
        before -= 1
    if before >= 0:
        for reference in draft.at(sentence.index, before):
            for entity in reference.entities:
                character = draft.characters[entity]
                if character.kind in ("state", "organisation", "group") and (
                    reference.form != "name" or before < begin - 1 or reference.last == begin
                ):
                    return reference.first, character.country
    return begin, None


def owner_or_person(draft: Draft, sentence: Sentence, begin: int) -> tuple[int, str | None, str | None]:
    """Where a phrase begins with its owner, the owner's country, and the person whose it is ("his", "Ghani's")."""
    first, country = owner_of(draft, sentence, begin)
    if first < begin or not begin:
        return first, country, None
    at = begin - 2 if sentence.tokens[begin - 1].text in POSSESSIVE else begin - 1
    if at < 0 or (at == begin - 1 and sentence.tokens[at].tag != "PRP$"):
        return begin, None, None
    for one in draft.at(sentence.index, at):
        if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person":
            titles = [t for t in draft.at(sentence.index, one.first - 1) if t.form == "title"] if one.first else []
            first = titles[0].first if titles and titles[0].last == one.first else one.first
            first -= first > 0 and sentence.tokens[first - 1].text.rstrip(".") in _HONORIFICS
            return first, draft.characters[one.entities[0]].country, one.entities[0]
    return begin, None, None


def start_with_article(tokens: tuple[Token, ...], first: int) -> int:
    """Where the phrase of token `first` begins, its article counted in."""
    return first - 1 if first and tokens[first - 1].text.lower() in ("the", "a", "an", "this", "that") else first


def start_with_words(draft: Draft, sentence: Sentence, begin: int, noun: int, tags: frozenset[str]) -> int:
    """Where the words of these tags begin that stand before `begin` and belong to nobody: "senior", "two", "port".

    They hang on what follows, up to the noun: "put to death eight convicts" tells of no death convicts.
    """
    tokens = sentence.tokens
    while begin and tokens[begin - 1].tag in tags and draft.free(sentence.index, begin - 1, begin):
        if not begin <= tokens[begin - 1].head <= noun:
            break
        if tokens[begin - 1].tag == "VBN" and tokens[begin - 1].relation not in ("amod", "compound"):
            break  # "fired missiles" at the end of what did it
        if tokens[begin - 1].text == "dead" and begin > 1 and tokens[begin - 2].lemma == "shoot":
            break
        begin -= 1
    if begin and tokens[begin].text.lower() in ("least", "most") and tokens[begin - 1].text.lower() == "at":
        begin -= 1  # "at least two demonstrators"
    return begin


def country_of_place_after(draft: Draft, sentence: Sentence, last: int) -> str | None:
    """The country of the place or state that follows: "the Foreign Ministry in Beijing", "the government of Chad"."""
    tokens = sentence.tokens
    if last + 2 < len(tokens) and tokens[last].text == "and":  # "police and security forces in Kirkuk"
        beyond = last + 1
        while beyond < len(tokens) and tokens[beyond].tag in ("JJ", "NN", "NNS"):
            beyond += 1
        last = beyond if tokens[beyond - 1].tag == "NNS" else last
    if last + 1 >= len(tokens) or tokens[last].text not in ("in", "of"):
        return None
    at = last + 1
    while at < min(len(tokens), last + _REACH) and tokens[at].tag in ("DT", "JJ", "NN", "NNP", "IN"):
        for reference in draft.at(sentence.index, at):
            for entity in reference.entities:
                if draft.characters[entity].kind in ("place", "state"):
                    return draft.characters[entity].country
        at += 1
    return None


def country_spoken_of(draft: Draft, sentence: int, token: int, but: Collection[str | None] = ()) -> str | None:
    """The country that is spoken of, none of `but`: of the reference before, in this sentence or the one before."""
    for reference in draft.before(sentence, token, reach=1):
        for entity in reference.entities:
            one = draft.characters[entity]
            if one.country and one.country not in but and one.kind in ("state", "person"):
                return one.country
    return None
