"""Near-copies: one wire text in many papers, re-headlined or cut short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dateline.stories.words import Words

# Of the runs of three words of the shorter text, the share that stands in the other. A copy with a headline of its own
# and one paragraph of five keeps .6 and more; reports of one form about two matters share up to .5.
SHARED = 0.6
_AT_LEAST = 5  # runs: fewer are a phrase
# Of the names and numbers of the shorter text. Below are reports of one form: each week's lottery, each earthquake.
_SAME_NAMES = 0.65
NAMED = 1.0  # of `marks`: above stand names and numbers
# Reports by which a run is looked up, the latest of those that have it: "said in a statement" stands in thousands, and
# if the first alone were asked, what it says would hide whose text it is.
_HOLDERS = 8
_LOOKED_AT = 6  # reports with the most such runs in common, whose sketches are compared as a whole


class Copies:
    """The sketches of all reports that are no copies, by their runs."""

    def __init__(self) -> None:
        self._holders: dict[int, tuple[int, ...]] = {}
        self._kept: dict[int, Words] = {}

    def find(self, words: Words, *, may_be: Callable[[int], bool] = lambda _: True) -> int | None:
        """The earlier report, of those that it may be a copy of, of which this is one; None if it is of its own."""
        sketch = words.sketch
        found = Counter(item for run in sketch if run in self._holders for item in self._holders[run])
        near = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_LOOKED_AT]
        alike = [(-len(sketch & self._kept[item].sketch), item) for item, _ in near if may_be(item)]
        return next((item for shared, item in sorted(alike) if self._same(words, self._kept[item], -shared)), None)

    def keep(self, item: int, words: Words) -> None:
        """Remember a report that is of its own."""
        self._kept[item] = words
        for run in words.sketch:
            self._holders[run] = (*self._holders.get(run, ())[1 - _HOLDERS :], item)

    def forget(self, item: int) -> None:
        """Forget a report that is too old to be copied."""
        for run in self._kept.pop(item).sketch:
            if left := tuple(one for one in self._holders.get(run, ()) if one != item):
                self._holders[run] = left
            else:
                self._holders.pop(run, None)

    @staticmethod
    def _same(words: Words, other: Words, shared: int) -> bool:
        """Is one text the other's, by the runs that they share?"""
        sizes = len(words.sketch), len(other.sketch)
        whole = shared == sizes[0] == sizes[1]
        return (whole or shared >= max(_AT_LEAST, SHARED * min(sizes))) and _same_names(words, other)


def _same_names(one: Words, other: Words) -> bool:
    a, b = ({key for key, mark in words.marks.items() if mark > NAMED} for words in (one, other))
    return len(a & b) >= _SAME_NAMES * min(len(a), len(b))
