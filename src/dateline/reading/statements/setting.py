"""A sentence as the rules of speech see it: its words, the quotations around, where it really begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.analysis import Sentence, Token
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.phrases import FINITE, is_quote_mark
from dateline.reading.statements.quotes import Quote, Quotes
from dateline.record import Span

DASHES = frozenset({"—", "–", "-", "--"})
PUNCTUATION = frozenset({".", "!", "?", "…", ";", ",", ":", ")"}) | DASHES
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_LONGEST_PREFIX = 14  # words of a dateline


@dataclass(frozen=True, slots=True)
class Setting:
    """One sentence. `dates`: where a time expression begins → the word after it.

    Its words proper are tokens [start, stop): no dateline or clock time before, no full stop or closing mark after.
    """

    sentence: Sentence
    quotes: Quotes
    cues: Cues
    dates: Mapping[int, int]
    start: int
    stop: int

    @classmethod
    def of(cls, sentence: Sentence, quotes: Quotes, cues: Cues, dates: Mapping[int, int]) -> Setting:
        """The setting of a sentence."""
        return cls(sentence, quotes, cues, dates, _start(sentence.tokens), _stop(sentence.tokens))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.sentence.tokens

    def is_a(self, i: int, kind: str) -> bool:
        """Is word `i` one of the little words of this kind?"""
        return i < len(self.tokens) and self.tokens[i].text.lower() in self.cues.words[kind]

    def opening_quote(self, i: int) -> Quote | None:
        """The quotation whose opening mark is word `i`."""
        quote = self.quotes.at(self.tokens[i].start) if i < len(self.tokens) else None
        return quote if quote is not None and quote.outer.start == self.tokens[i].start else None

    def closing_quote(self, i: int) -> Quote | None:
        """The quotation whose closing mark is word `i`."""
        quote = self.quotes.at(self.tokens[i].start) if i >= 0 and is_quote_mark(self.tokens[i]) else None
        return quote if quote is not None and quote.outer.end == self.tokens[i].end else None

    def holds_quote(self, first: int, last: int) -> bool:
        """Does a quotation begin within tokens [first, last)?"""
        return any(True for _ in self.quotes.within(self.tokens[first].start, self.tokens[last - 1].end))

    def trim(self, first: int, last: int) -> tuple[Span, ...]:
        """The characters of tokens [first, last) without commas at their ends and without marks around all of it."""
        tokens = self.tokens
        while first < last and tokens[first].text in PUNCTUATION:
            first += 1
        while last > first and tokens[last - 1].text in PUNCTUATION and self.quotes.at(tokens[last - 1].start) is None:
            last -= 1
        if first >= last:
            return ()
        start, end = tokens[first].start, tokens[last - 1].end
        quote = self.quotes.at(start)
        if quote is not None and quote.outer.start == start and quote.outer.end >= end:
            return quote.parts
        closing = self.quotes.at(end - 1)
        if closing is not None and closing.closed and end < closing.outer.end <= self.sentence.end:
            end = closing.outer.end
        return (Span(start, end),)


def _start(tokens: Sequence[Token]) -> int:
    """The word after a dateline or a clock time ("20:35 GMT —")."""
    if tokens and _CLOCK.fullmatch(tokens[0].text) and not any(token.text in DASHES for token in tokens[1:4]):
        return 1
    for i, token in enumerate(tokens[:_LONGEST_PREFIX]):
        if token.text in DASHES:
            return i + 1
        named = token.tag in ("NNP", "NNPS", "CD", ",", "-LRB-", "-RRB-", "SYM") or token.text.isupper()
        if not named and token.text not in ("/", "."):  # "A deputy - a father of two - died"
            break
    return 0


def _stop(tokens: Sequence[Token]) -> int:
    stop = len(tokens)
    while stop and (tokens[stop - 1].text in PUNCTUATION or is_quote_mark(tokens[stop - 1])):
        stop -= 1
    return stop


def is_speech(tokens: Sequence[Token]) -> bool:
    """Is a quotation of these words a thing said, not a word set off ("a “gift”")? It ends a clause or holds a verb."""
    words = [token for token in tokens if not is_quote_mark(token)]
    if not words:
        return False
    if words[-1].text in (",", ".", "!", "?", "…", "—") and (len(words) > 2 or words[0].text[:1].isupper()):
        return True
    return words[0].text[:1].isupper() and any(word.tag in FINITE for word in words)
