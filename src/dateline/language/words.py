"""Words with exact offsets, split as in the Penn Treebank except that a word with hyphens stays whole.

"Kim Jong-un’s" is ``Kim | Jong-un | ’s``, "don't" ``do | n't``, "$2.5 billion" ``$ | 2.5 | billion``, "U.S.-led"
one word. Only where a hyphen joins an acronym and a name ("US-North Korea talks", "Turkey-EU") are there three
words, since two actors meet there. The encoder was trained on words split by this module: change both or none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.lexicon.files import table


class Word(NamedTuple):
    """A word of a text: half-open range of code points and its characters."""

    start: int
    end: int
    text: str


# Combining marks and joiners are no \w for Python's re, but parts of words.
_W = r"[\w\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0900-\u0903\u093a-\u094f\u200c\u200d\u00ad]"
_HYPHEN = r"[-\u2010\u2011]"
_APOSTROPHE = r"['\u2019]"

_WORD = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]’'] | [\w.+-]+@\w[\w-]*(?:\.[\w-]+)+)
  | (?P<handle>[@\#]\w+)
  | (?P<dotted>(?:[^\W\d_]\.){{2,}}(?:{_HYPHEN}{_W}+)*)                       # U.S., a.m., U.S.-led
  | (?P<money>(?:US|AU?|CA?|HK|NT|NZ|R|S)\$)
  | (?P<number>\d+(?:[.,:]\d+)*(?:{_HYPHEN}?{_W}+)*(?:{_HYPHEN}{_W}+)*)       # 2.5, 14:35, 1990s, 12-year-old
  | (?P<joint>[A-Z]&[A-Z]\b)                                                  # R&D
  | (?P<word>{_W}+(?:(?:{_HYPHEN}|{_APOSTROPHE}|\#){_W}+)*)
  | (?P<dots>\.{{2,}}|…)
  | (?P<dash>-{{2,}})
  | (?P<mark>[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0f\ud800-\udfff])
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(rf"(?:(?<=n)(?=n)|(?=n{_APOSTROPHE}t$)|(?={_APOSTROPHE}(?:s|re|ve|ll|d|m)$))", re.IGNORECASE)
_NOT = re.compile(rf"n{_APOSTROPHE}t$", re.IGNORECASE)
_SHORT = re.compile(rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m)$", re.IGNORECASE)
# "US-North", "EU-Japan", "Russia-US": an acronym and a name; but "F-16", "C-SPAN", "US-led", "KN-08" are one word.
_PAIR = re.compile(
    rf"^(?:(?:[A-Z]{{2,5}}|(?:[A-Z]\.){{2,}})(?={_HYPHEN}[A-Z][a-z]+$)|[A-Z][a-z]+(?={_HYPHEN}(?:US|UK|EU|UN|U\.S\.|U\.N\.)$))"
)


@cache
def abbreviations() -> dict[str, str]:
    """Words written with a full stop, lower case without it, and their kind (see lexicon/en/abbreviations.tsv)."""
    return {row["word"]: row["kind"] for row in table("en/abbreviations.tsv")}


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, in order and without overlap; white space and control characters are in none."""
    end = len(text) if end is None else end
    known = abbreviations()
    words: list[Word] = []
    skip = start
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        if begin < skip:  # the full stop of an abbreviation, taken already
            continue
        kind = match.lastgroup
        piece = match[0]
        if kind not in ("word", "dotted"):
            words.append(Word(begin, stop, piece))
            continue
        if text[stop : stop + 1] == "." and stop < end and _takes_stop(piece, text[stop + 1 : stop + 3], known):
            words.append(Word(begin, stop + 1, piece + "."))
            skip = stop + 1
            continue
        if "'" in piece or "’" in piece:
            cut = _NOT.search(piece) or _SHORT.search(piece)
            if cut is not None and cut.start() > 0:
                middle = begin + cut.start()
                words.append(Word(begin, middle, text[begin:middle]))
                words.append(Word(middle, stop, text[middle:stop]))
                continue
        if piece.lower() == "cannot":
            words.append(Word(begin, begin + 3, piece[:3]))
            words.append(Word(begin + 3, stop, piece[3:]))
            continue
        pair = _PAIR.match(piece)
        if pair is not None:
            middle = begin + pair.end()
            words.append(Word(begin, middle, text[begin:middle]))
            words.append(Word(middle, middle + 1, text[middle]))
            words.append(Word(middle + 1, stop, text[middle + 1 : stop]))
            continue
        words.append(Word(begin, stop, piece))
    return words


def _takes_stop(piece: str, after: str, known: dict[str, str]) -> bool:
    """Whether a full stop after `piece` belongs to it: a listed abbreviation, or an initial ("George W. Bush")."""
    if after.startswith("."):
        return False
    if len(piece) == 1:
        return piece.isupper() and piece != "I"
    kind = known.get(piece.lower()) if len(piece) <= 6 else None
    if kind is None:
        return False
    if kind == "number":
        return after.strip()[:1].isdigit()
    return piece[0].isupper() or kind == "lower"
