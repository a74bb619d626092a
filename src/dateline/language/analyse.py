"""Articles to analyses: sentences, one pass of the encoder over those that the gate lets through, lemmas by tag."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

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


class Split(NamedTuple):
    """An article as sentences, and whether it is about affairs of states; if not, the encoder need not read it."""

    sentences: Sequence[Sentence]
    political: bool


def analyse(article: Article, *, encoder: Encoder) -> Analysis:
    """The sentences of `article` with tags, trees and names."""
    return analyse_many([article], encoder=encoder)[0]


def analyse_many(articles: Sequence[Article], *, encoder: Encoder, any_subject: bool = True) -> list[Analysis]:
    """One analysis for each article. Sentences of all articles are batched together, so many at once are faster.

    Unless `any_subject`, articles that are not about affairs of states are split, but not read.
    """
    return analyse_split([split(article, any_subject=any_subject) for article in articles], encoder=encoder)


def split(article: Article, *, any_subject: bool = True) -> Split:
    """The sentences of `article`; unless `any_subject`, whether it is worth reading is told by its words."""
    sentences = recased(split_sentences(article))
    return Split(sentences, any_subject or is_political(sentences))


def analyse_split(articles: Sequence[Split], *, encoder: Encoder) -> list[Analysis]:
    """`analyse_many` from where the articles are split."""
    open_ = [gate(one.sentences) if one.political else [False] * len(one.sentences) for one in articles]
    words = [
        [token.text for token in sentence.tokens]
        for one, opened in zip(articles, open_, strict=True)
        for sentence in compress(one.sentences, opened)
    ]
    readings = iter(encoder.read(words))
    return [
        Analysis(
            tuple(
                vote_names([_filled(s, next(readings)) if o else s for s, o in zip(one.sentences, opened, strict=True)])
            ),
            encoder.name,
            one.political,
        )
        for one, opened in zip(articles, open_, strict=True)
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
