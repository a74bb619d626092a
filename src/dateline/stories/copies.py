"""Near-copies: one wire text in many papers, re-headlined or cut short."""

from __future__ import annotations

from collections import Counter

from dateline.stories.words import Words

# Of the runs of three words of the shorter text, the share that stands in the other. A copy with a headline of its own
# and one paragraph of five keeps .6 and more; reports of one form about two matters share up to .5.
SHARED = 0.6
_AT_LEAST = 5  # runs: fewer are a phrase
# Of the names and numbers of the shorter text. Below are reports of one form: each week's lottery, each earthquake.
_SAME_NAMES = 0.65


class Copies:
    """The sketches of all reports that are no copies, by their runs."""

    def __init__(self) -> None:
        self._holder: dict[int, int] = {}
        self._kept: dict[int, Words] = {}

    def find(self, words: Words) -> int | None:
        """The earlier report of which this is a near-copy; None if it is of its own."""
        sketch = words.sketch
        found = Counter(holder for run in sketch if (holder := self._holder.get(run)) is not None)
        if not found:
            return None
        item, shared = min(found.items(), key=lambda one: (-one[1], one[0]))
        other = self._kept[item]
        if shared == len(sketch) == len(other.sketch):
            return item if _same_names(words, other) else None
        enough = shared >= max(_AT_LEAST, SHARED * min(len(sketch), len(other.sketch)))
        return item if enough and _same_names(words, other) else None

    def keep(self, item: int, words: Words) -> None:
        """Remember a report that is of its own."""
        self._kept[item] = words
        for run in words.sketch:
            self._holder.setdefault(run, item)

    def forget(self, item: int) -> None:
        """Forget a report that is too old to be copied."""
        for run in self._kept.pop(item).sketch:
            if self._holder.get(run) == item:
                del self._holder[run]


def _same_names(one: Words, other: Words) -> bool:
    a, b = ({key for key, mark in words.marks.items() if mark > 1.0} for words in (one, other))
    return len(a & b) >= _SAME_NAMES * min(len(a), len(b))
