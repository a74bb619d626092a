"""What the language room hands to the reading room: sentences, words, names. Types only; no model is known here.

They are msgspec structs rather than dataclasses because a report has a thousand of them: they are made in a tenth of
the time, and the collector need not look at them: nothing in them points back.

Offsets are code points in `Article.text`; `head` and the ends of a `Name` count tokens within their sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from dateline.record import SectionKind, Span

NameKind = Literal["PER", "ORG", "LOC", "NORP", "MISC"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word. `tag` is a Penn Treebank tag ("" if not analysed), `relation` a Universal Dependencies relation.

    `head` is the index of the governor in the sentence, -1 for the root and for words not analysed.
    """

    start: int
    end: int
    text: str
    lemma: str  # lower case: "met" → "meet", "talks" → "talk"
    tag: str = ""
    head: int = -1
    relation: str = ""

    @property
    def span(self) -> Span:
        """The characters it covers."""
        return Span(self.start, self.end)


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name found by the encoder: tokens [first, last) of its sentence. NORP: nationalities ("Russian")."""

    first: int
    last: int
    kind: NameKind
    score: float = 1.0


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence. `analysed` is False where the gate kept it from the encoder: its words bear no tags and no heads."""

    index: int  # in the article
    paragraph: int  # index of the paragraph in the article
    section: SectionKind
    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    analysed: bool = True

    @property
    def span(self) -> Span:
        """The characters it covers."""
        return Span(self.start, self.end)

    def children(self, head: int) -> Iterator[int]:
        """The words that hang on word `head`, in their order."""
        return (i for i, token in enumerate(self.tokens) if token.head == head)

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of word `index`, the nearest first."""
        seen = {index}
        while (index := self.tokens[index].head) >= 0 and index not in seen:
            seen.add(index)
            yield index

    def subtree(self, head: int) -> list[int]:
        """Word `head` and all that hangs on it, in their order."""
        inside = {head}
        grew = True
        while grew:
            more = {i for i, token in enumerate(self.tokens) if token.head in inside} - inside
            inside |= more
            grew = bool(more)
        return sorted(inside)

    def cover(self, first: int, last: int) -> Span:
        """The characters of tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def at(self, offset: int) -> int | None:
        """The index of the word that holds the character at `offset`, if any."""
        return next((i for i, token in enumerate(self.tokens) if token.start <= offset < token.end), None)


class Analysis(msgspec.Struct, frozen=True):
    """One pass of the encoder over one article. `political` is False where the gate kept all of it from the encoder."""

    sentences: tuple[Sentence, ...]
    model: str = ""
    political: bool = True
