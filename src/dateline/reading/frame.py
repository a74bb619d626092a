"""What the modules of this room hand to each other, besides the types of the record.

Positions are (sentence, token): `sentence` is `Sentence.index`, tokens count within it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from dateline.analysis import Analysis, Sentence
from dateline.record import Article, Entity, Evidence, Form, Span, Time


@dataclass(frozen=True, slots=True)
class Scene:
    """A report as the reading sees it: its text, its words, and the day it was written (None if unknown).

    `day` is the dateline's own day where it has one, else the day of publication: "Thursday" is counted from it.
    """

    article: Article
    analysis: Analysis
    day: date | None

    def sentence(self, index: int) -> Sentence:
        """The sentence of that `Sentence.index`."""
        return self.analysis.sentences[index]

    def cite(self, span: tuple[int, int]) -> Evidence:
        """The characters of `span`, as evidence."""
        return self.article.cite(span)

    def cite_tokens(self, sentence: int, first: int, last: int) -> Evidence:
        """Tokens [first, last) of a sentence as evidence."""
        return self.article.cite(self.sentence(sentence).cover(first, last))


class Reference(msgspec.Struct, frozen=True, gc=False):
    """Words that mean one or several entities: a name, "his", "the two leaders", "Washington" as a government.

    `entities` is empty where it could not be decided; then `candidates` are those that it may be.
    """

    sentence: int
    first: int
    last: int  # tokens [first, last)
    head: int  # the word that the rest hangs on
    span: Span
    form: Form
    entities: tuple[str, ...]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a report names, and every place where it does so."""

    entities: Mapping[str, Entity]
    references: tuple[Reference, ...]  # in text order, the longer first where two begin together
    _by_token: Mapping[tuple[int, int], tuple[Reference, ...]] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, entities: Mapping[str, Entity], references: Iterable[Reference]) -> Cast:
        """A cast whose references are in text order and can be looked up by word."""
        ordered = tuple(sorted(references, key=lambda one: (one.span.start, -one.span.end)))
        by_token: dict[tuple[int, int], list[Reference]] = {}
        for one in ordered:
            for token in range(one.first, one.last):
                by_token.setdefault((one.sentence, token), []).append(one)
        return cls(entities, ordered, {key: tuple(found) for key, found in by_token.items()})

    def at(self, sentence: int, token: int) -> Reference | None:
        """The longest reference whose head is this word, else the shortest that covers it, else None."""
        covering = self._by_token.get((sentence, token), ())
        heads = [one for one in covering if one.head == token]
        if heads:
            return max(heads, key=lambda one: one.last - one.first)
        return min(covering, key=lambda one: one.last - one.first, default=None)

    def covering(self, sentence: int, token: int) -> tuple[Reference, ...]:
        """Every reference that covers this word, the outermost first."""
        return self._by_token.get((sentence, token), ())

    def within(self, sentence: int, first: int, last: int) -> tuple[Reference, ...]:
        """The references that lie within tokens [first, last) of a sentence, in text order."""
        found = dict.fromkeys(one for token in range(first, last) for one in self._by_token.get((sentence, token), ()))
        return tuple(one for one in found if first <= one.first and one.last <= last)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and where it hangs. `is_date` is False for durations and repeated times.

    `shift` is what is left to do for an expression that leans on an event ("a few days later"): days [from, to] to be
    added to that event's day; None for all others.
    """

    time: Time
    sentence: int
    first: int
    last: int
    head: int
    is_date: bool = True
    shift: tuple[int, int] | None = None
