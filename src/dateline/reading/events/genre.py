"""What a text is about, where that is no politics at all: a match, a film, a takeover. Its acts are not told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN
from dateline.reading.frame import Scene

_WORDS = 5  # different words of the field, at least: a president who watches a match is told of in a few
_SHARE = 0.4  # of the sentences that have such a word, at least
_POLITICS = 0.34  # of the sentences that have a word of politics, at most
_OPENING = 2  # sentences in which a review names the work
_WORKS = frozenset({"film", "movie", "novel", "thriller", "drama", "comedy", "opera", "series", "sequel", "play"})


def field_of(scene: Scene) -> str | None:
    """ "sport", "film" or "business" if the whole text is of that and not of politics; None for all others."""
    sentences = [one for one in scene.analysis.sentences if one.section in ("headline", "body")]
    if not sentences:
        return None
    if _is_of(sentences, classes()["film-text"]) and _names_a_work(sentences):
        return "film"  # whatever presidents do in it
    politics = sum(_is_political(one) for one in sentences) / len(sentences)
    if politics > _POLITICS:
        return None
    return next((name for name in ("sport", "business") if _is_of(sentences, classes()[f"{name}-text"])), None)


def _nouns(sentence: Sentence) -> set[str]:
    return {token.lemma for token in sentence.tokens if token.tag in NOUN}


def _is_of(sentences: Sequence[Sentence], field: frozenset[str]) -> bool:
    found = [_nouns(one) & field for one in sentences]
    return len(set().union(*found)) >= _WORDS and sum(map(bool, found)) >= _SHARE * len(sentences)


def _names_a_work(sentences: Sequence[Sentence]) -> bool:
    body = [one for one in sentences if one.section == "body"][:_OPENING]
    return any(_nouns(one) & _WORKS for one in body)


def _is_political(sentence: Sentence) -> bool:
    texts = {token.text.lower() for token in sentence.tokens if token.tag in NOUN}
    return not texts.isdisjoint(_political_words())


@cache
def _political_words() -> frozenset[str]:
    offices = {one.form for one in lexicon.titles().values() if one.sector in ("GOV", "MIL", "LEG", "IGO")}
    return classes()["politics"] | offices
