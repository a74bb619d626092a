"""The words of dates, from the lexicon, as numbers and as pieces of patterns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import table


@cache
def words(kind: str) -> Mapping[str, str]:
    """The words of a class of `en/times.tsv` with their values, in lower case."""
    return MappingProxyType({row["word"]: row["value"] for row in table("en/times.tsv") if row["class"] == kind})


def either(kind: str) -> str:
    """A pattern for any word of a class, the longest first."""
    return "|".join(sorted((word.replace("'", "['’]") for word in words(kind)), key=len, reverse=True))


def number(text: str) -> int | None:
    """A number written in digits or words, up to "twenty-one"; None if it is neither."""
    low = text.lower().replace(",", "")
    if low.isdigit():
        return int(low)
    total = 0
    for part in low.replace("-", " ").split():
        if part not in words("number"):
            return None
        total += int(words("number")[part])
    return total or None


def month(text: str) -> int:
    """The number of a month by its name or abbreviation."""
    return int(words("month")[text.lower().rstrip(".")])


def weekday(text: str) -> int:
    """The number of a weekday by its name, Monday being 0."""
    return int(words("weekday")[text.lower().rstrip(".")])
