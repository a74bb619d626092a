"""Near-copies in different files of a run: one wire text that was crawled into many.

A reader ties the copies within its file before it reads them. Those in other files have been read, each by itself; here
they are found again, so that what one text says is told once, with all who printed it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.archive.shelf import Limits, Sorted, packed, unpacked
from dateline.stories.copies import NAMED, Copies
from dateline.stories.words import Words, words_of

DAYS = 2  # between copies: a wire text is printed the same day or the next; a year later it is another matter


@dataclass(frozen=True, slots=True, order=True)
class Sketch:
    """A report as far as copies are told by it: about a kilobyte, of which those of some days are in memory."""

    day: str
    article: str
    runs: bytes  # eight each
    names: str  # parted by blanks


def sketch_of(article: str, text: str, published: str) -> Sketch:
    """The sketch of a report."""
    words = words_of(text)
    runs = b"".join(run.to_bytes(8, "big") for run in sorted(words.sketch))
    names = sorted(key for key, mark in words.marks.items() if mark > NAMED)
    return Sketch(published[:10], article, runs, " ".join(names))


def ties_of(sketches: Iterable[Sketch], limits: Limits | None = None) -> Mapping[str, str]:
    """Article that is a copy → that which it tells again: the earliest, and of one day that with the lowest id.

    The same whatever the order of the sketches. A report without a day is compared with none: it may be of any year.
    """
    ordered: Sorted[tuple[str, str]] = Sorted(limits or Limits())
    for one in sketches:
        ordered.add((one.day, one.article), packed(one))
    copies = Copies()
    ties: dict[str, str] = {}
    kept: deque[tuple[date, int]] = deque()
    articles: dict[int, str] = {}  # those of `kept`
    for number, (_, data) in enumerate(ordered):
        one = unpacked(data)
        day = date.fromisoformat(one.day)
        while kept and (day - kept[0][0]).days > DAYS:
            gone = kept.popleft()[1]
            copies.forget(gone)
            del articles[gone]
        words = _words(one)
        first = copies.find(words)
        if first is not None:
            if articles[first] != one.article:
                ties[one.article] = articles[first]
            continue
        copies.keep(number, words)
        kept.append((day, number))
        articles[number] = one.article
    return ties


def _words(one: Sketch) -> Words:
    runs = frozenset(int.from_bytes(one.runs[at : at + 8], "big") for at in range(0, len(one.runs), 8))
    return Words({}, dict.fromkeys(one.names.split(" "), NAMED + 1) if one.names else {}, runs)
