"""Articles to analyses: sentences, one pass of the encoder over those that the gate lets through, lemmas by tag."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from msgspec.structs import replace

from dateline.analysis import Analysis, Sentence, Token
from dateline.language.cases import recased
from dateline.language.encoder import Encoder, Reading
from dateline.language.gate import gate
from dateline.language.lemmas import lemma
from dateline.language.sentences import split_sentences
from dateline.language.subject import is_political
from dateline.language.votes import vote_names
from dateline.record import Article


def analyse(article: Article, *, encoder: Encoder) -> Analysis:
    """The sentences of `article` with tags, trees and names."""
    return analyse_many([article], encoder=encoder)[0]


def analyse_many(articles: Sequence[Article], *, encoder: Encoder, any_subject: bool = True) -> list[Analysis]:
    """One analysis for each article. Sentences of all articles are batched together, so many at once are faster.

    Unless `any_subject`, articles that are not about affairs of states are split, but not read.
    """
    split = [recased(split_sentences(article)) for article in articles]
    political = [any_subject or is_political(sentences) for sentences in split]
    open_ = [
        gate(sentences) if about else [False] * len(sentences)
        for sentences, about in zip(split, political, strict=True)
    ]
    words = [
        [token.text for token in sentence.tokens]
        for sentences, opened in zip(split, open_, strict=True)
        for sentence in compress(sentences, opened)
    ]
    readings = iter(encoder.read(words))
    return [
        Analysis(
            tuple(vote_names([_filled(s, next(readings)) if o else s for s, o in zip(sentences, opened, strict=True)])),
            encoder.name,
            about,
        )
        for sentences, opened, about in zip(split, open_, political, strict=True)
    ]


def _filled(sentence: Sentence, reading: Reading) -> Sentence:
    """The sentence with what the encoder says of it."""
    tokens = tuple(
        Token(token.start, token.end, token.text, lemma(token.text, tag), tag, head, relation)
        for token, tag, head, relation in zip(
            sentence.tokens, reading.tags, reading.heads, reading.relations, strict=True
        )
    )
    return replace(sentence, tokens=tokens, names=reading.names, analysed=True)
