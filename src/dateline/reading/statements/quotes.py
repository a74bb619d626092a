"""Where a text has quotation marks, and what stands between them. Marks are surface facts: no words are looked at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.record import Span

PAIRS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "‘": "’", '"': '"', "'": "'"}
OPENING = "“„‟«‹‘"
CLOSING = "”»›’"
MARKS = frozenset("“”„‟«»‹›‘’\"'") | {"``", "''"}  # as words, too, a mark stands alone
_MARK = re.compile("[“”„‟«»‹›‘’\"']")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/“„«‘\"']")
_PARAGRAPH = re.compile(r"[^\n].*?(?=\n\n|\Z)", re.DOTALL)
LONGEST_UNCLOSED = 4  # paragraphs that one quotation may run over


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation. `parts` are the characters between the marks, one a paragraph; `outer` includes the marks.

    `closed` is False where no closing mark was found: it then runs to the end of its paragraph.
    """

    outer: Span
    parts: tuple[Span, ...]
    closed: bool = True

    @property
    def start(self) -> int:
        """The first character after the opening mark."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The character after the last one within."""
        return self.parts[-1].end


class Quotes:
    """The outermost quotations of a text, in text order, and which characters lie within them."""

    def __init__(self, quotes: tuple[Quote, ...]) -> None:
        self.all = quotes
        self._starts = [quote.outer.start for quote in quotes]

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds this character, marks included."""
        i = bisect_right(self._starts, offset) - 1
        return self.all[i] if i >= 0 and offset < self.all[i].outer.end else None

    def within(self, start: int, end: int) -> Iterator[Quote]:
        """The quotations that begin in [start, end)."""
        for quote in self.all[bisect_right(self._starts, start - 1) :]:
            if quote.outer.start >= end:
                return
            yield quote


def find_quotes(text: str) -> Quotes:
    """Every outermost quotation of `text`; quotations within quotations are parts of these.

    A quotation that is not closed in its paragraph goes on where the next paragraph opens with the same mark; else it
    ends with its paragraph. An apostrophe ("the players’ union", "'90s") is no mark.
    """
    pieces: list[tuple[Span, Span, bool, str]] = []  # outer, inner, closed, mark; one or more a paragraph
    for paragraph in _PARAGRAPH.finditer(text):
        pieces += _in_paragraph(text, paragraph.start(), paragraph.end())
    quotes: list[Quote] = []
    i = 0
    while i < len(pieces):
        outer, inner, closed, mark = pieces[i]
        parts = [inner]
        while not closed and i + 1 < len(pieces) and len(parts) < LONGEST_UNCLOSED:
            following = pieces[i + 1]
            if following[3] != mark or text[outer.end : following[0].start] != "\n\n":
                break
            i += 1
            outer, closed = Span(outer.start, following[0].end), following[2]
            parts.append(following[1])
        quotes.append(Quote(outer, tuple(parts), closed))
        i += 1
    return Quotes(tuple(quotes))


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[Span, Span, bool, str]]:
    found: list[tuple[Span, Span, bool, str]] = []
    opened: list[int] = []  # places of the marks that are open, the outermost first
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        matching = next((k for k in reversed(range(len(opened))) if sign in PAIRS[text[opened[k]]]), None)
        if matching is not None and _closes(text, at, sign, end):
            place = opened[matching]
            del opened[matching:]
            if not opened and at > place + 1:
                found.append((Span(place, at + 1), Span(place + 1, at), True, text[place]))
        elif _opens(text, at, sign, start, end):
            if sign in '“«"' and opened and text[opened[0]] == sign:
                opened.clear()  # the one before was never closed: what it holds cannot be known
            opened.append(at)
    if opened and text[opened[0]] not in "'‘" and end > opened[0] + 1:
        found.append((Span(opened[0], end), Span(opened[0] + 1, end), False, text[opened[0]]))
    return found


def _opens(text: str, at: int, sign: str, start: int, end: int) -> bool:
    if sign in "”»›" or at + 1 >= end or text[at + 1].isspace():
        return False
    before = at == start or bool(_BEFORE_OPENING.match(text[at - 1]))
    if sign in "’'‘" and not before:
        return False
    if sign == "’" or (sign == "'" and not text[at + 1].isalpha()):
        return False  # ’90s, '90s
    if sign in "'‘":  # ‘twas, 'em, the boys' own: only what is closed later is a quotation
        return any(_closes(text, k, text[k], end) for k in range(at + 2, end) if text[k] in PAIRS[sign])
    return before or sign in OPENING


def _closes(text: str, at: int, sign: str, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if sign in "’'":
        if after.isalnum() or text[at - 1].isspace():
            return False
        if text[at - 1] in "sS" and after == " " and text[at + 2 : at + 3].islower():
            # "the players’ union is ‘finished’": a genitive, if another mark can close later
            later = next((k for k in range(at + 1, end) if text[k] in "‘’'" and not _is_apostrophe(text, k)), None)
            return later is None or text[later] == "‘"
        return True
    if sign == "“":  # closes what „ opened
        return not after.isalnum()
    return sign != '"' or not after.isalnum()


def _is_apostrophe(text: str, at: int) -> bool:
    """Does a letter stand on both sides?"""
    return text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()
