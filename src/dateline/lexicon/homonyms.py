"""Names that two office holders of one state bear: which of them a report means, by the office it tells and its day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.lexicon.files import table
from dateline.lexicon.romanisation import letters

_NO_CONTENT = frozenset(["of", "the", "for", "and", "to", "in", "minister", "secretary"])


class _Held(NamedTuple):
    item: str
    title: frozenset[str]
    start: str
    end: str


@cache
def _homonyms() -> Mapping[tuple[str, str], tuple[_Held, ...]]:
    found: dict[tuple[str, str], list[_Held]] = {}
    for row in table("homonyms.tsv"):
        held = _Held(row["wikidata"], frozenset(letters(row["title"])), row["start"], row["end"])
        found.setdefault((row["id"], row["country"]), []).append(held)
    return MappingProxyType({key: tuple(several) for key, several in found.items()})


def which_of(person: str, country: str | None, titles: Collection[str], day: str | None) -> str | None:
    """The Wikidata item of him who is meant; None where nobody else bears the name, or nothing decides.

    An office that only one of them held decides before the day does.
    """
    several = _homonyms().get((person, country or ""))
    if several is None:
        return None
    scores: dict[str, tuple[float, bool]] = {}
    for one in several:
        fit = max((_fit(frozenset(letters(title)), one.title) for title in titles), default=0.0)
        score = (fit if fit >= 0.5 else 0.0, _covers(one, day))
        scores[one.item] = max(score, scores.get(one.item, (0.0, False)))
    best = max(scores.values(), default=(0.0, False))
    meant = [item for item, score in scores.items() if score == best]
    return meant[0] if len(meant) == 1 and best > (0.0, False) else None


def _fit(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of two titles is alike, little words left out where something else is there."""
    x, y = a - _NO_CONTENT or a, b - _NO_CONTENT or b
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def _covers(one: _Held, day: str | None) -> bool:
    return bool(day and one.start and one.start <= day[: len(one.start)] and (not one.end or day <= one.end))
