"""Builders, so that a test shows only its subject: sentences by a mini notation, scenes as the encoder reads them."""

from __future__ import annotations

from datetime import date
from functools import cache

from dateline.analysis import Analysis, Name, NameKind, Sentence, Token
from dateline.language import Encoder, analyse, load_encoder
from dateline.language.lemmas import lemma
from dateline.reading.frame import Scene
from dateline.record import Article, SectionKind


@cache
def encoder() -> Encoder:
    """The shipped encoder, loaded once for all tests."""
    return load_encoder()


def read_scene(text: str, *, day: date | None = None) -> Scene:
    """A scene as the shipped encoder reads `text` (paragraphs parted by blank lines)."""
    article = Article(text=text, language="en")
    return Scene(article, analyse(article, encoder=encoder()), day)


def scene(
    notation: str,
    *,
    day: date | None = None,
    names: tuple[tuple[int, int, NameKind], ...] = (),
    section: SectionKind = "body",
) -> Scene:
    """A scene of one sentence made by hand: "They/PRP/nsubj>1 met/VBD/root>-1 on/IN/case>3 Thursday/NNP/obl>1"."""
    tokens, text = [], ""
    for word in notation.split():
        form, tag, arc = word.rsplit("/", 2)
        relation, _, head = arc.partition(">")
        start = len(text) + bool(text)
        text = f"{text} {form}".strip()
        tokens.append(Token(start, len(text), form, lemma(form, tag), tag, int(head), relation))
    found = tuple(Name(first, last, kind) for first, last, kind in names)
    sentence = Sentence(0, 0, section, 0, len(text), tuple(tokens), found)
    return Scene(Article(text=text, language="en"), Analysis((sentence,)), day)
