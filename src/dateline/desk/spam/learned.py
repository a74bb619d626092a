"""Words of spam, learned from this desk's moderators and nothing else: naive Bayes over words and pairs of words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.desk.spam.text import plain, words

LEAST = 15  # decisions of each sort, below which nothing is said
_MOST_MARKS = 60  # of one comment: long ones are not surer than short ones
_RARE = 2  # a mark seen less often says nothing


@dataclass(frozen=True, slots=True)
class Learned:
    """Counts of marks in spam and in honest comments."""

    spam: Counter[str] = field(default_factory=Counter)
    honest: Counter[str] = field(default_factory=Counter)
    spams: int = 0
    honests: int = 0

    @property
    def speaks(self) -> bool:
        """Are there decisions enough of both sorts?"""
        return min(self.spams, self.honests) >= LEAST

    def likely(self, text: str) -> float | None:
        """The likelihood that a text is spam, from 0 to 1; None while too little is learned."""
        if not self.speaks:
            return None
        odds = math.log(self.spams / self.honests)
        seen = [one for one in _marks(text) if self.spam[one] + self.honest[one] >= _RARE]
        weights = [
            math.log((self.spam[one] + 0.5) / (self.spams + 1))
            - math.log((self.honest[one] + 0.5) / (self.honests + 1))
            for one in seen
        ]
        strongest = sorted(weights, key=abs, reverse=True)[:_MOST_MARKS]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds + sum(strongest)))))


def learn(decided: Iterable[tuple[str, bool]]) -> Learned:
    """What moderators decided: texts, and whether each is spam."""
    spam: Counter[str] = Counter()
    honest: Counter[str] = Counter()
    spams = honests = 0
    for text, is_spam in decided:
        (spam if is_spam else honest).update(_marks(text))
        spams, honests = spams + is_spam, honests + (not is_spam)
    return Learned(spam, honest, spams, honests)


def _marks(text: str) -> set[str]:
    found = words(plain(text))
    return {*found, *(f"{one} {other}" for one, other in pairwise(found))}
