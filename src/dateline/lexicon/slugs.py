"""Identifiers of entities and plain spellings of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOST = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"}
)
_BETWEEN = re.compile(r"[^a-z0-9]+")


def unaccented(words: str) -> str:
    """`words` in ASCII letters: "Çavuşoğlu" → "Cavusoglu". What has no Latin letters is dropped."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFKD", words.translate(_LOST)).encode("ascii", "ignore").decode()


@lru_cache(maxsize=50_000)  # the words of some hundred reports: most are looked up again and again
def plain(words: str) -> str:
    """The key by which names are looked up: ASCII, lower case, one blank, no article, no full stops within "U.S."."""
    key = " ".join(unaccented(words).lower().replace(".", "").split())
    return key.removeprefix("the ")


def slug(name: str) -> str:
    """The id of an entity by its canonical name: "Viktor Orbán" → "viktor-orban"."""
    return _BETWEEN.sub("-", unaccented(name).lower().replace("'", "")).strip("-") or "unnamed"
