"""A matter: the claims that tell of one event, with what is asked of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dateline.ledger.facts import DONE, Facts, Party
from dateline.ledger.kept import kept
from dateline.record import Kind

Look = Callable[[str], Party]
Days = tuple[int, int]

FIRM = frozenset({"scheduled", "confirmed", "rescheduled", "revived"})
PRECISE = 3  # days of a span that is as firm as a day; of a week any other day may still be told


@dataclass(frozen=True, slots=True)
class Group:
    """Those who take part, as they are compared: their sides, their ids, and of each side the persons."""

    sides: frozenset[str]
    ids: frozenset[str]
    persons: Mapping[str, frozenset[str]]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Matter:
    """The claims that tell of one matter, in the order of their positions, at least one."""

    claims: tuple[Facts, ...]
    look: Look

    @property
    def founder(self) -> Facts:
        """The first claim."""
        return self.claims[0]

    @kept
    def parties(self) -> Group:
        """Everybody whom any claim names."""
        return _group({key for one in self.claims for key in one.sides}, self.look)

    @kept
    def actors(self) -> Group:
        """Everybody whom any claim names as doing it."""
        return _group({key for one in self.claims for key in one.actors}, self.look)

    @kept
    def recipients(self) -> Group:
        """Everybody whom any claim names as having it done to him."""
        return _group({key for one in self.claims for key in one.recipients}, self.look)

    @kept
    def articles(self) -> frozenset[str]:
        """The reports that tell it."""
        return frozenset(one.article for one in self.claims)

    @kept
    def kinds(self) -> frozenset[Kind]:
        """The kinds of event as which it is told."""
        return frozenset(one.kind for one in self.claims)

    @kept
    def places(self) -> frozenset[str]:
        """The places that are told of it."""
        return frozenset(one.place for one in self.claims if one.place is not None)

    @kept
    def rounds(self) -> frozenset[int]:
        """Which round it is, by those who say so."""
        return frozenset(one.round for one in self.claims if one.round is not None)

    @kept
    def done(self) -> tuple[Days, ...]:
        """The days on which it took place, as told; a claim without a day gives that of its report."""
        found = []
        for one in self.claims:
            if one.status in DONE and one.span is not None:
                found.append(one.span)
            elif one.status in DONE and one.told is not None:
                found.append((one.told - 1, one.told))
        return tuple(dict.fromkeys(found))

    @kept
    def done_between(self) -> Days | None:
        """The first and last of these days."""
        return (min(first for first, _ in self.done), max(last for _, last in self.done)) if self.done else None

    @kept
    def is_done(self) -> bool:
        """Does any claim tell that it took place?"""
        return any(one.status in DONE for one in self.claims)

    @kept
    def plans(self) -> tuple[Days, ...]:
        """The days for which it was planned, the latest plan first."""
        found = [
            span
            for one in self.claims
            if one.status not in DONE
            for span in ((*one.planned, one.span) if one.span else one.planned)
        ]
        return tuple(dict.fromkeys(reversed(found)))

    @kept
    def last_told(self) -> int | None:
        """The day of the last report that tells it."""
        return max((one.told for one in self.claims if one.told is not None), default=None)

    @kept
    def first_told(self) -> int | None:
        """The day of the first report that tells it."""
        return min((one.told for one in self.claims if one.told is not None), default=None)

    @property
    def is_over(self) -> bool:
        """Was it called off, and not revived since?"""
        return self.claims[-1].status in ("cancelled", "did_not_occur")

    @property
    def is_broken(self) -> bool:
        """Is the plan put off or in doubt, or has it never had a firm day, so that any later day may be its day?"""
        last = self.claims[-1]
        return last.status not in FIRM or not self.plans or length(self.plans[0]) > PRECISE


def length(span: Days) -> int:
    """Days of a span."""
    return span[1] - span[0] + 1


def meet(a: Days, b: Days, *, within: int = 0) -> bool:
    """Do two spans share a day, or lie at most `within` days apart?"""
    return a[0] <= b[1] + within and b[0] <= a[1] + within


def _group(keys: Iterable[str], look: Look) -> Group:
    parties = set(map(look, keys))
    persons: dict[str, set[str]] = {}
    for one in parties:
        if one.is_person:
            persons.setdefault(one.side, set()).add(one.id)
    return Group(
        frozenset(one.side for one in parties),
        frozenset(one.id for one in parties),
        {side: frozenset(ids) for side, ids in persons.items()},
    )
