"""Words brought to one rough form, and how frequent that form is in English news: for weighing, never for reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table
from dateline.lexicon.large import cells

_DOUBLED = frozenset("bdfgkmnprtvz")  # "stopped", "planned"; not "called", "passed"


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many of `passages` passages of three sentences a stem stands; rare ones are left out."""

    passages: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Cut:
    ending: str
    instead: str
    at_least: int
    not_after: tuple[str, ...]


@cache
def word_counts() -> WordCounts:
    """The counts of English news. The first row of the table holds the number of passages, under the stem "*"."""
    rows = cells("en/word_counts.tsv.gz", ("stem", "passages"))
    counts = {stem: int(count) for stem, count in rows}
    return WordCounts(counts.pop("*"), MappingProxyType(counts))


@cache
def _stages() -> tuple[tuple[str, tuple[_Cut, ...]], ...]:
    found: dict[str, list[_Cut]] = {}
    for row in table("en/stems.tsv"):
        cut = _Cut(row["ending"], row["instead"], int(row["at_least"]), parts(row["not_after"]))
        found.setdefault(row["stage"], []).append(cut)
    return tuple((stage, tuple(cuts)) for stage, cuts in found.items())


def stem(word: str) -> str:
    """A rough stem of a word in lower case ("talks", "talked", "talking": "talk"). Numbers stay as they are."""
    for stage, cuts in _stages():
        for cut in cuts:
            if len(word) >= cut.at_least and word.endswith(cut.ending):
                kept = word[: -len(cut.ending)]
                if kept.endswith(cut.not_after):
                    continue
                doubled = stage == "verb" and len(kept) > 4 and kept[-1] == kept[-2] and kept[-1] in _DOUBLED
                word = kept[:-1] if doubled else kept + cut.instead
                break
    return word
