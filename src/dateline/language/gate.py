"""The gate before the encoder: which sentences can hold anything that a record tells.

What it keeps away names no one that is named elsewhere, quotes no one, counts nothing, refers to nothing told before,
and has no word of an event, of speech or of time ("The rowers wore yellow caps."). Figures: tests/language.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.analysis import Sentence, Token
from dateline.language.lemmas import lemma
from dateline.lexicon.files import parts, table

_QUOTES = frozenset("\"“”„«»‘’'")


@cache
def _words() -> frozenset[str]:
    """Lemmas that open the gate: of each trigger and cue its longest word, without which it cannot stand; own ones."""
    phrases = [phrase for row in table("en/triggers.tsv") for phrase in parts(row["words"])]
    phrases += [row["cue"] for row in table("en/cues.tsv")]
    return frozenset(max(phrase.split(), key=len) for phrase in phrases) | {row["word"] for row in table("en/gate.tsv")}


def gate(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence of an article whether it can hold anything, so that the encoder should read it.

    A word with a capital counts as a name inside a sentence; at its beginning only if it is written so inside another.
    Headlines, datelines and captions are always read.
    """
    capitals = [{token.text for token in sentence.tokens[1:] if token.text[0].isupper()} for sentence in sentences]
    named = frozenset().union(*capitals)
    return [
        bool(inside)
        or sentence.section != "body"
        or sentence.tokens[0].text in named
        or any(map(_opens, sentence.tokens))
        for sentence, inside in zip(sentences, capitals, strict=True)
    ]


def _opens(token: Token) -> bool:
    """Whether a word opens the gate by itself: a quotation mark, a figure, a listed word."""
    text = token.text
    if text in _QUOTES or any(map(str.isdigit, text)):
        return True
    known = _words()
    return token.lemma in known or text.lower() in known or lemma(text.lower()) in known
