"""Groups whose members are alike on average, grown from pairs: average-link clustering that goes on as items come.

Two groups that are each far more alike within than to each other stay apart, however alike they are: two earthquakes,
two dismissals. That keeps look-alikes apart where one threshold for the likeness alone cannot.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray


class Links:
    """Items in groups, and how alike any two groups are: the mean likeness of their pairs, 0 for pairs never told.

    A group is named by the lowest number of its items, and items are numbered as they come: of two groups that become
    one, the older keeps its name.
    """

    def __init__(self, *, alike: float, apart: float) -> None:
        """Two groups become one if they are at least so much `alike`, and no look-alikes.

        Groups of two and more are look-alikes if their likeness to each other is less than the share `apart` of their
        likeness within (the geometric mean of both).
        """
        self._alike = alike
        self._apart = apart
        self._sizes: dict[int, int] = {}
        self._near: dict[int, dict[int, float]] = {}  # sums of the likenesses of pairs, by the other group
        self._within: dict[int, float] = {}  # sums of the likenesses of pairs within
        self._groups = np.zeros(0, dtype=np.int64)
        self._newest: dict[int, int] = {}

    @property
    def groups(self) -> NDArray[np.int64]:
        """The group of each item, by its number."""
        return self._groups

    def add(self, count: int, pairs: Iterable[tuple[int, int, float]]) -> None:
        """`count` new items, and their likenesses to groups (as a sum over its items) or to each other; group anew.

        The best pair is joined first; of equal ones, the oldest. The result does not depend on the order of `pairs`
        but for the last digits of sums: callers that promise more give them in a fixed order.
        """
        start = len(self._groups)
        self._groups = np.concatenate([self._groups, np.arange(start, start + count)])
        for item in range(start, start + count):
            self._sizes[item], self._near[item], self._newest[item] = 1, {}, item
            self._within[item] = 0.0
        near, sizes_of, alike = self._near, self._sizes, self._alike
        queue = []
        for a, b, likeness in pairs:
            if a in near:  # else a group that is closed
                near[a][b] = near[b][a] = likeness
                sizes = sizes_of[a] * sizes_of[b]
                if likeness / sizes >= alike:
                    queue.append((-likeness / sizes, a, b, sizes))
        heapq.heapify(queue)
        while queue:
            _, a, b, sizes = heapq.heappop(queue)
            if a not in self._sizes or b not in self._sizes or sizes != self._sizes[a] * self._sizes[b]:
                continue  # one of them has grown since
            if not self._look_alikes(a, b):
                for other in self._join(a, b):
                    for entry in self._candidate(min(a, other), max(a, other)):
                        heapq.heappush(queue, entry)

    def close(self, before: int) -> None:
        """Forget the likenesses of groups whose items are all older than the item `before`; they stay as they are."""
        for group in [group for group, newest in self._newest.items() if newest < before]:
            for other in self._near.pop(group):
                self._near.get(other, {}).pop(group, None)
            del self._sizes[group], self._newest[group], self._within[group]

    def _candidate(self, a: int, b: int) -> Iterator[tuple[float, int, int, int]]:
        """An entry of the queue: best first, then oldest. The product of sizes tells later whether it still holds."""
        sizes = self._sizes[a] * self._sizes[b]
        mean = self._near[a][b] / sizes
        if mean >= self._alike:
            yield -mean, a, b, sizes

    def _look_alikes(self, a: int, b: int) -> bool:
        """Are they each much more alike within than to each other?"""
        sizes = self._sizes[a], self._sizes[b]
        if min(sizes) < 2:
            return False
        inner = [2 * self._within[one] / (size * (size - 1)) for one, size in zip((a, b), sizes, strict=True)]
        return self._near[a][b] / (sizes[0] * sizes[1]) < self._apart * math.sqrt(inner[0] * inner[1])

    def _join(self, a: int, b: int) -> list[int]:
        """Make `b` a part of `a`; gives the groups that have a likeness to it."""
        self._groups[self._groups == b] = a
        self._sizes[a] += self._sizes.pop(b)
        self._within[a] += self._within.pop(b) + self._near[a][b]
        self._newest[a] = max(self._newest[a], self._newest.pop(b))
        near = self._near[a]
        near.pop(b, None)
        for other, likeness in self._near.pop(b).items():
            if other != a:
                total = near.get(other, 0.0) + likeness
                near[other] = self._near[other][a] = total
                del self._near[other][b]
        return list(near)
