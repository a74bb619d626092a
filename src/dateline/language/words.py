"""Words with exact offsets, split as in the Penn Treebank except that a word with hyphens stays whole.

"Kim Jong-un’s" is ``Kim | Jong-un | ’s``, "don't" ``do | n't``, "$2.5 billion" ``$ | 2.5 | billion``, "U.S.-led"
one word. Only where a hyphen joins two actors ("US-North Korea talks", see `pairs`) are there three words. The encoder
was trained on words split by this module: change both or none.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dateline.language.pairs import pair_at
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
_HYPHENATED = re.compile(rf"{_HYPHEN}[A-Z]")
_NOT = re.compile(rf"n{_APOSTROPHE}t$", re.IGNORECASE)
_SHORT = re.compile(rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m)$", re.IGNORECASE)


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
        before = words[-1].text if words else ""
        if stop < end and text[stop] == "." and _takes_stop(piece, before, text[stop + 1 : stop + 3], known):
            skip = stop + 1
            words.append(Word(begin, skip, text[begin:skip]))
            continue
        for first, last in pairwise((0, *_cuts(piece), len(piece))):
            words.append(Word(begin + first, begin + last, piece[first:last]))
    return words


def _cuts(piece: str) -> tuple[int, ...]:
    """Where a word is cut: before a clitic ("do|n't", "Kim|’s"), within "cannot", around the hyphen of a pair."""
    if "'" in piece or "’" in piece:
        clitic = _NOT.search(piece) or _SHORT.search(piece)
        if clitic is not None and clitic.start() > 0:
            return (clitic.start(),)
    if piece.lower() == "cannot":
        return (3,)
    hyphen = pair_at(piece) if _HYPHENATED.search(piece) else None
    return () if hyphen is None else (hyphen, hyphen + 1)


def _takes_stop(piece: str, before: str, after: str, known: dict[str, str]) -> bool:
    """Whether a full stop after `piece` belongs to it: a listed abbreviation, or an initial ("George W. Bush")."""
    if after.startswith("."):
        return False
    kind = known.get(piece.lower()) if len(piece) <= 6 else None
    if len(piece) == 1:
        return piece.isupper() and (kind != "never" or before[:1].isupper())
    if kind is None:
        return False
    if kind == "number":
        return after.strip()[:1].isdigit()
    return piece[0].isupper() or kind == "lower"
