"""A matter: the claims that tell of one event, with what is asked of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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
    """The claims that tell of one matter, in the order of their positions, at least one.

    `shorter` may give it as its first claims tell it: what is known of that need not be gathered again.
    """

    claims: tuple[Facts, ...]
    look: Look
    shorter: Matter | None = None

    def _gathered(self, name: str) -> tuple[Any, Sequence[Facts]]:
        """A property as it is known of the shorter matter, and the claims beyond; else nothing, and all claims."""
        shorter = self.shorter
        if shorter is None or name not in shorter.__dict__:
            return None, self.claims
        return shorter.__dict__[name], self.claims[len(shorter.claims) :]

    @property
    def founder(self) -> Facts:
        """The first claim."""
        return self.claims[0]

    @kept
    def parties(self) -> Group:
        """Everybody whom any claim names."""
        return self._group("parties", "party_keys")

    @kept
    def actors(self) -> Group:
        """Everybody whom any claim names as doing it."""
        return self._group("actors", "actor_keys")

    @kept
    def recipients(self) -> Group:
        """Everybody whom any claim names as having it done to him."""
        return self._group("recipients", "recipient_keys")

    def _group(self, name: str, keys: str) -> Group:
        known: Group | None = self._gathered(name)[0]
        if known is not None and self.shorter is not None and getattr(self, keys) is getattr(self.shorter, keys):
            return known  # nobody new
        return _group(getattr(self, keys), self.look)

    @kept
    def party_keys(self) -> frozenset[str]:
        """The keys of everybody."""
        before, claims = self._gathered("party_keys")
        return _more(before, {key for one in claims for key in one.sides})

    @kept
    def actor_keys(self) -> frozenset[str]:
        """The keys of those who do it."""
        before, claims = self._gathered("actor_keys")
        return _more(before, {key for one in claims for key in one.actors})

    @kept
    def recipient_keys(self) -> frozenset[str]:
        """The keys of those who have it done to them."""
        before, claims = self._gathered("recipient_keys")
        return _more(before, {key for one in claims for key in one.recipients})

    @kept
    def articles(self) -> frozenset[str]:
        """The reports that tell it."""
        before, claims = self._gathered("articles")
        return _more(before, {one.article for one in claims})

    @kept
    def kinds(self) -> frozenset[Kind]:
        """The kinds of event as which it is told."""
        before, claims = self._gathered("kinds")
        return _more(before, {one.kind for one in claims})

    @kept
    def places(self) -> frozenset[str]:
        """The places that are told of it."""
        before, claims = self._gathered("places")
        return _more(before, {one.place for one in claims if one.place is not None})

    @kept
    def rounds(self) -> frozenset[int]:
        """Which round it is, by those who say so."""
        before, claims = self._gathered("rounds")
        return _more(before, {one.round for one in claims if one.round is not None})

    @kept
    def done(self) -> tuple[Days, ...]:
        """The days on which it took place, as told; a claim without a day gives that of its report."""
        before, claims = self._gathered("done")
        found = list(before or ())
        for one in claims:
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
        before, claims = self._gathered("is_done")
        return bool(before) or any(one.status in DONE for one in claims)

    @kept
    def plans(self) -> tuple[Days, ...]:
        """The days for which it was planned, the latest plan first."""
        before, claims = self._gathered("plans")
        found = [
            span
            for one in claims
            if one.status not in DONE
            for span in ((*one.planned, one.span) if one.span else one.planned)
        ]
        return tuple(dict.fromkeys((*reversed(found), *(before or ()))))

    @kept
    def last_told(self) -> int | None:
        """The day of the last report that tells it."""
        before, claims = self._gathered("last_told")
        found = [one.told for one in claims if one.told is not None]
        return max(found if before is None else [*found, before], default=None)

    @kept
    def first_told(self) -> int | None:
        """The day of the first report that tells it."""
        before, claims = self._gathered("first_told")
        found = [one.told for one in claims if one.told is not None]
        return min(found if before is None else [*found, before], default=None)

    @property
    def is_over(self) -> bool:
        """Was it called off, and not revived since?"""
        return self.claims[-1].status in ("cancelled", "did_not_occur")

    @property
    def is_broken(self) -> bool:
        """Is the plan put off or in doubt, or has it never had a firm day, so that any later day may be its day?"""
        last = self.claims[-1]
        return last.status not in FIRM or not self.plans or length(self.plans[0]) > PRECISE


T = TypeVar("T")


def _more(before: frozenset[T] | None, found: set[T]) -> frozenset[T]:
    """Both together; the very same set where nothing is new."""
    if before is None:
        return frozenset(found)
    return before if before >= found else before | found


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
