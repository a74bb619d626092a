"""The words of a report as far as grouping needs them: stems with their weight, and a sketch of their order."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.stems import stem

# Swept on the sets of dateline.evaluation.stories: 200 words lose 1 point where reports are long, 1,000 gain nothing.
READ_WORDS = 400
_READ_CHARACTERS = 15 * READ_WORDS  # more than they are in any language, so that a book costs no more than a report
# Names and numbers tell look-alike events apart. 1.0 to 1.5 in steps of .25: 1.25 is best over all sets, by .5 points.
NAME = NUMBER = 1.25

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ALL, _ONE_IN = 64, 8  # runs of words that are kept: all of the first, then one of so many
_RUN = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Stems with how often they stand (`counts`) and how much they matter (`marks`); `sketch` of runs of words."""

    counts: Mapping[str, int]
    marks: Mapping[str, float]
    sketch: frozenset[int]


def stems_of(text: str) -> Iterator[str]:
    """The stems of all words of `text`, in their order."""
    return (stem(word.lower().replace("’", "'")) for word in _WORD.findall(text))


def words_of(text: str) -> Words:
    """The first words of `text`, weighed."""
    words = _WORD.findall(text[:_READ_CHARACTERS])[:READ_WORDS]
    counts: dict[str, int] = {}
    marks: dict[str, float] = {}
    for word, count in Counter(words).items():
        key, mark, _ = _known(word)
        counts[key] = counts.get(key, 0) + count
        if mark > marks.get(key, 0.0):
            marks[key] = mark
    return Words(counts, marks, _sketch(np.array([_known(word)[2] for word in words], dtype=np.uint64)))


@lru_cache(maxsize=200_000)  # the words of a day's news: nearly all are looked up again
def _known(word: str) -> tuple[str, float, int]:
    """Stem, mark and hash of a word as it is written."""
    key = stem(word.lower().replace("’", "'"))
    data = key.encode("utf-8", "surrogatepass")
    mark = NAME if word[0].isupper() else NUMBER if word[0].isdigit() else 1.0
    return key, mark, zlib.crc32(data) << 32 | zlib.adler32(data)


def _sketch(hashes: NDArray[np.uint64]) -> frozenset[int]:
    """Hashes of runs of three words; of a long text a sample that is the same wherever a run stands."""
    if len(hashes) < _RUN:
        return frozenset(hashes.tolist())
    runs = hashes[:-2] * np.uint64(0x9E3779B97F4A7C15) ^ hashes[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F) ^ hashes[2:]
    runs = (runs ^ (runs >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    runs ^= runs >> np.uint64(32)
    later = runs[_ALL:]
    return frozenset(runs[:_ALL].tolist()) | frozenset(later[later % np.uint64(_ONE_IN) == 0].tolist())
