"""Stories as they grow: reports come in day by day, each is given its story, and a near-copy its original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dateline.record import stable_id
from dateline.stories.copies import Copies
from dateline.stories.links import Links
from dateline.stories.pairs import WINDOW_DAYS, FewPairs, Pairs
from dateline.stories.weights import Weights
from dateline.stories.words import Words, words_of

# Chosen together, by leaving out one kind of text after the other and one half of the topics after the other
# (docs/stories.md, docs/decisions/0010). ALIKE .10 to .14 and APART .50 to .58 lie within a point of each other;
# without APART look-alike events lose three points.
ALIKE = 0.12  # mean likeness of two groups that tell of one matter
APART = 0.55  # of two groups that only look alike: the share of their likeness within that they have between them
_FEW = 500  # reports, of which all pairs are weighed at once: at 250 in two thirds of the time, beyond 1,000 in more
_AT_ONCE = 2_000  # reports of one time that are weighed against each other; more are taken in parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What grouping needs of a report. `text` begins with the headline; `published` is ISO 8601, None if unknown."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication. Raises ValueError if it is none."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A report and the story it belongs to; `copy_of` is the id of the report that it repeats, None for its own text.

    `story` is made from the first report of the story and stays when others come. Where a new report shows that two
    stories are one, the older name stands for both: ask `Stories.placed` for how things are now.
    """

    id: str
    story: str
    outlet: str | None = None
    copy_of: str | None = None


class Stories:
    """A live grouping. Reports of one call are of one time: their order does not matter."""

    def __init__(self, *, alike: float = ALIKE, apart: float = APART, pairs: Pairs | FewPairs | None = None) -> None:
        self._weights = Weights()
        self._copies = Copies()
        self._pairs = pairs or Pairs()
        self._links = Links(alike=alike, apart=apart)
        self._reports: list[tuple[Report, int, bool]] = []  # with the item it is (part of), and whether it is a copy
        self._items: list[Report] = []
        self._forgotten = 0

    def add(self, reports: Iterable[Report]) -> tuple[Placed, ...]:
        """Place `reports`, all of one day (the first one's), in their order."""
        given = list(reports)
        first = len(self._reports)
        self._reports += [(report, 0, False) for report in given]
        order = sorted(range(len(given)), key=lambda n: _order(given[n]))
        for start in range(0, len(order), _AT_ONCE):
            self._add(given, order[start : start + _AT_ONCE], first)
        return tuple(self._place(n) for n in range(first, len(self._reports)))

    def placed(self) -> Iterator[Placed]:
        """All reports in the order in which they were given, with the stories as they are now."""
        return (self._place(n) for n in range(len(self._reports)))

    def _add(self, reports: Sequence[Report], order: Sequence[int], first: int) -> None:
        """Number those of `reports` that `order` names: copies get the number of their original."""
        own: list[Words] = []
        for n in order:
            report = reports[n]
            words = words_of(report.text)
            original = self._copies.find(words)
            item = len(self._items) if original is None else original
            if original is None:
                self._items.append(report)
                self._copies.keep(item, words)
                own.append(words)
            self._reports[first + n] = (report, item, original is not None)
        self._weights.learn(own)
        vectors = [self._weights.vector(words) for words in own]
        self._links.add(len(own), self._pairs.add(vectors, reports[0].day, self._links.groups))
        self._forget()

    def _place(self, number: int) -> Placed:
        report, item, copy = self._reports[number]
        first = self._items[self._links.groups[item]]
        return Placed(
            id=report.id,
            story=stable_id("story", first.id, first.published, first.text),
            outlet=report.outlet,
            copy_of=self._items[item].id if copy else None,
        )

    def _forget(self) -> None:
        for item in range(self._forgotten, self._pairs.first):
            self._copies.forget(item)
        if self._forgotten < self._pairs.first:
            self._links.close(self._pairs.first)
            self._forgotten = self._pairs.first


def _order(report: Report) -> tuple[str, int, str, str, str]:
    """The earliest first, then the longest, so that what was cut short is the copy; ties by text and outlet."""
    text = report.text
    return report.published or "", -len(text), stable_id(text), report.outlet or "", report.id


def group(reports: Sequence[Report], *, alike: float = ALIKE, apart: float = APART) -> tuple[Placed, ...]:
    """The stories of `reports`, day by day, those without a day last; in the order of the input, which does not matter.

    Raises ValueError if a day of publication is none.
    """
    stories = Stories(alike=alike, apart=apart, pairs=_pairs_for(reports))
    order = sorted(range(len(reports)), key=lambda n: (reports[n].day or date.max, n))
    for _, same in groupby(order, key=lambda n: reports[n].day):
        stories.add(reports[n] for n in same)
    found = dict(zip(order, stories.placed(), strict=True))
    return tuple(found[n] for n in range(len(reports)))


def _pairs_for(reports: Sequence[Report]) -> Pairs | FewPairs:
    days = [day for one in reports if (day := one.day)]
    near = not days or (max(days) - min(days)).days <= WINDOW_DAYS
    return FewPairs(len(reports)) if near and len(reports) <= _FEW else Pairs()
