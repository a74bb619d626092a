"""What words weigh: by how rare they are in English news and in the reports that came so far."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.lexicon.stems import word_counts
from dateline.stories.words import Words

# English news counts as so many reports before the first has come: .01 to .05 lie within .3 points of each other.
PRIOR = 0.02
# Of the inverse frequency: 1 to 2 in steps of .5. Above 1, long texts are no nearer each other than short ones.
POWER = 1.5
HEAVIEST = 50  # stems of a report that are compared: 30 lose half a point, all of them gain nothing
_EVERYWHERE = 0.2  # the share of passages above which a stem says nothing


class Weights:
    """Frequencies of stems, learnt as reports come."""

    def __init__(self) -> None:
        prior = word_counts()
        self._prior = prior.counts
        self._everywhere = frozenset(one for one, n in prior.counts.items() if n > _EVERYWHERE * prior.passages)
        self._passages = PRIOR * prior.passages
        self._seen: dict[str, int] = {}
        self._reports = 0
        self._rarities: dict[str, float] = {}  # since the last report was counted

    def learn(self, words: Iterable[Words]) -> None:
        """Count the stems of new reports."""
        seen = self._seen
        self._rarities = {}
        for one in words:
            self._reports += 1
            for key in one.counts:
                seen[key] = seen.get(key, 0) + 1

    def vector(self, words: Words) -> dict[str, float]:
        """The heaviest stems of a report, as a vector of length one; empty if it has none."""
        marks, counts = words.marks, words.counts
        rarities = self._rarities
        for key in counts:
            if key not in rarities:
                rarities[key] = self._rarity(key)
        found = [(rarities[key] * marks[key] * _often(counts[key]), key) for key in counts]
        found.sort(reverse=True)
        heaviest = [(key, weight) for weight, key in found[:HEAVIEST] if weight > 0.0]
        length = math.sqrt(sum(weight * weight for _, weight in heaviest))
        return {key: weight / length for key, weight in heaviest}

    def _rarity(self, key: str) -> float:
        if key in self._everywhere:
            return 0.0
        seen = self._seen.get(key, 0) + PRIOR * self._prior.get(key, 0)
        rarity = math.log((self._passages + self._reports + 1) / (seen + 0.5))
        return float(rarity**POWER) if rarity > 0.0 else 0.0


_LOG = tuple(1 + math.log(n) for n in range(1, 64))


def _often(count: int) -> float:
    """The second mention counts less than the first."""
    return _LOG[count - 1] if count <= len(_LOG) else _LOG[-1]
