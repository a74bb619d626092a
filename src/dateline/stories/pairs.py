"""Which reports are alike, and how much: cosines of sparse vectors, found through the stems that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

NEAR = 0.05  # likenesses below are noise and are not kept: keeping them changes no set by more than .2 points
WINDOW_DAYS = 90  # a report is compared with those of so many days before
HALVED_AFTER_DAYS = 20  # from then on a likeness counts half

_Posting = tuple[NDArray[np.int32], NDArray[np.float32]]


class Pairs:
    """The vectors of the last weeks by their stems."""

    def __init__(self) -> None:
        self._items: dict[str, list[int]] = {}
        self._weights: dict[str, list[float]] = {}
        self._frozen: dict[str, _Posting] = {}
        self._vectors: list[Mapping[str, float]] = []
        self._days: list[int] = []  # ordinals; 0 for an unknown day
        self._ages: list[int] = []  # the same, an unknown day being that of the report before
        self._first = 0

    @property
    def first(self) -> int:
        """The number of the oldest item that is still compared."""
        return self._first

    def add(
        self, vectors: Sequence[Mapping[str, float]], day: date | None, groups: NDArray[np.int64]
    ) -> Iterator[tuple[int, int, float]]:
        """How alike new reports of one day are to what is kept: (older, new item, likeness).

        Items are numbered as they come, from 0; `groups` are those of the items so far. Older is a group, with the sum
        of the likenesses to its items, or one of the new items. Without a day, time plays no part.
        """
        start = len(self._vectors)
        ordinal = day.toordinal() if day else 0
        if ordinal:
            self._forget(ordinal - WINDOW_DAYS)
        first = self._first
        for item, vector in enumerate(vectors, start):
            self._vectors.append(vector)
            self._days.append(ordinal)
            self._ages.append(ordinal or (self._ages[-1] if self._ages else 0))
            for key, weight in vector.items():
                self._items.setdefault(key, []).append(item)
                self._weights.setdefault(key, []).append(weight)
                self._frozen.pop(key, None)
        sizes = np.bincount(groups) if len(groups) else groups
        decay = self._decay(ordinal)
        scores = np.zeros(len(self._vectors) - first, dtype=np.float32)
        for item, vector in enumerate(vectors, start):
            scores[:] = 0.0
            for key, weight in vector.items():
                items, weights = self._posting(key)
                scores[items] += np.float32(weight) * weights
            yield from _told(scores * decay, item, start, groups, sizes, first)

    def _posting(self, key: str) -> _Posting:
        found = self._frozen.get(key)
        if found is None:
            items = np.array(self._items[key], dtype=np.int32) - np.int32(self._first)
            found = self._frozen[key] = (items, np.array(self._weights[key], dtype=np.float32))
        return found

    def _decay(self, ordinal: int) -> NDArray[np.float32]:
        return _decayed(self._days[self._first :], ordinal)

    def _forget(self, before: int) -> None:
        """Drop what is older than the ordinal `before`, once that is half of what is kept."""
        last = self._first
        while last < len(self._ages) and self._ages[last] < before:
            last += 1
        if 2 * (last - self._first) <= len(self._days) - self._first:
            return
        for item in range(self._first, last):
            for key in self._vectors[item]:
                del self._items[key][0], self._weights[key][0]
            self._vectors[item] = {}
        self._first = last
        self._frozen.clear()


class FewPairs:
    """The same for a few hundred reports within the window: all of a day at once, as a product of matrices."""

    first = 0  # nothing is too old

    def __init__(self, most: int) -> None:
        """For so many reports at most."""
        self._columns: dict[str, int] = {}
        self._vectors = np.zeros((most, 1024), dtype=np.float32)
        self._days: list[int] = []

    def add(
        self, vectors: Sequence[Mapping[str, float]], day: date | None, groups: NDArray[np.int64]
    ) -> Iterator[tuple[int, int, float]]:
        """How alike new reports are to what is there, as `Pairs.add` tells it."""
        start, ordinal = len(self._days), day.toordinal() if day else 0
        self._days += [ordinal] * len(vectors)
        end, columns = len(self._days), self._columns
        places = [[columns.setdefault(key, len(columns)) for key in vector] for vector in vectors]
        while len(columns) > self._vectors.shape[1]:
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)], axis=1)
        for item, vector, place in zip(range(start, end), vectors, places, strict=True):
            self._vectors[item, place] = list(vector.values())
        known = self._vectors[:, : len(columns)]
        rows = known[start:end] @ known[:end].T * _decayed(self._days, ordinal)
        sizes = np.bincount(groups) if len(groups) else groups
        for item, likeness in enumerate(rows, start):
            yield from _told(likeness, item, start, groups, sizes, 0)


def _told(
    likeness: NDArray[np.float32],
    item: int,
    start: int,
    groups: NDArray[np.int64],
    sizes: NDArray[np.int64],
    first: int,
) -> Iterator[tuple[int, int, float]]:
    """The pairs of one new item: with groups of items before `start`, and with the new ones before it."""
    near = np.flatnonzero(likeness[: item - first] >= NEAR)
    among = np.searchsorted(near, start - first)
    older, which = np.unique(groups[near[:among] + first], return_inverse=True)
    sums = np.bincount(which, likeness[near[:among]], len(older))
    kept = sums >= NEAR / 2 * sizes[older]
    for other, total in zip(older[kept].tolist(), sums[kept].tolist(), strict=True):
        yield other, item, total
    for other, one in zip((near[among:] + first).tolist(), likeness[near[among:]].tolist(), strict=True):
        yield other, item, one


def _decayed(ordinals: Sequence[int], ordinal: int) -> NDArray[np.float32]:
    """How much a likeness to reports of these days counts: 1 on the same day, half after some weeks."""
    days = np.array(ordinals, dtype=np.int64)
    apart = np.where((days > 0) & (ordinal > 0), np.abs(ordinal - days), 0)
    return np.maximum(0.5, 1.0 - 0.5 * apart / HALVED_AFTER_DAYS).astype(np.float32)
