"""The number of a sentence within its report, for formats that count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_END = re.compile(r"\n\s*\n|(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\Wa-z_])")


def sentence_number(text: str | None, start: int) -> int | None:
    """Which sentence of `text`, counted from 1 with the headline, holds the character `start`; None without a text.

    Sentences are parted at blank lines and at stops before a capital: after "U.S. President" one too many is counted.
    """
    return None if text is None else bisect_right(_ends(text), start) + 1


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[int, ...]:
    return tuple(found.end() for found in _END.finditer(text))
