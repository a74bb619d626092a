"""Which claims tell of one matter: a fold over all claims in the order of their positions.

Each claim joins the matter that it fits best, or founds one. The order is that of publication and not of arrival, so
the outcome is a function of the set of claims: any order of adding, any batches, added twice, it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from dateline.ledger.facts import Facts, Party
from dateline.ledger.fit import fit
from dateline.ledger.matter import Look, Matter

Different = Mapping[str, Collection[str]]

_NOBODY: Different = {}


class Rank(NamedTuple):
    """How a matter stands among those that a claim fits; the greatest wins, of equals the one founded first."""

    score: float
    last: str  # the position of the claim that tells it last
    first: str  # of its founder

    def over(self, other: Rank) -> bool:
        """Does this one win?"""
        return self[:2] > other[:2] or (self[:2] == other[:2] and self.first < other.first)


def rank(alone: Matter, matter: Matter, apart: Collection[str]) -> Rank | None:
    """How well a claim, given as a matter of its own, goes into `matter`; None where it does not.

    `apart` are the claims that somebody judged to be of another matter.
    """
    if apart and any(one.claim in apart for one in matter.claims):
        return None
    score = fit(alone, matter)
    return Rank(score, matter.claims[-1].position, matter.founder.position) if score > 0 else None


def decide(alone: Matter, matters: Iterable[Matter], different: Different = _NOBODY) -> str:
    """The founder's claim id of the matter that a claim, given as one of its own, joins: its own if it fits none.

    `different` holds, for a claim, the claims that somebody judged to be of another matter. Of matters that fit alike
    the one told last wins, then the one founded first.
    """
    found, best = alone.founder.claim, None
    apart = different.get(found, ())
    for matter in matters:
        ranked = rank(alone, matter, apart)
        if ranked is not None and (best is None or ranked.over(best)):
            found, best = matter.founder.claim, ranked
    return found


def arrange(claims: Iterable[Facts], look: Look, different: Different = _NOBODY) -> dict[str, str]:
    """{claim: founder} for all claims, without any store: every earlier matter of the family is a candidate.

    What the store keeps up to date claim by claim is this; a test holds both against each other.
    """
    matters: dict[str, dict[str, list[Facts]]] = {}
    found: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: one.position):
        family = matters.setdefault(claim.family, {})
        matters_of = [Matter(tuple(several), look) for several in family.values()]
        founder = decide(Matter((claim,), look), matters_of, different)
        family.setdefault(founder, []).append(claim)
        found[claim.claim] = founder
    return found


def look_in(parties: Mapping[str, Party]) -> Callable[[str], Party]:
    """A look-up by key that fails loudly where a key is not known."""
    return parties.__getitem__
