"""Which claims tell of one matter: a fold over all claims in the order of their positions.

Each claim joins the matter that it fits best, or founds one. The order is that of publication and not of arrival, so
the outcome is a function of the set of claims: any order of adding, any batches, added twice, it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from dateline.ledger.facts import Facts, Party
from dateline.ledger.fit import fit
from dateline.ledger.matter import Look, Matter

Different = Mapping[str, Collection[str]]

_NOBODY: Different = {}


def decide(alone: Matter, matters: Iterable[Matter], different: Different = _NOBODY) -> str:
    """The founder's claim id of the matter that a claim, given as one of its own, joins: its own if it fits none.

    `different` holds, for a claim, the claims that somebody judged to be of another matter. Of matters that fit alike
    the one told last wins, then the one founded first.
    """
    claim = alone.founder
    apart = different.get(claim.claim, ())
    ranked = []
    for matter in matters:
        if apart and any(one.claim in apart for one in matter.claims):
            continue
        if (score := fit(alone, matter)) > 0:
            ranked.append((score, matter.claims[-1].position, matter.founder.position, matter.founder.claim))
    if not ranked:
        return claim.claim
    ranked.sort(key=lambda one: one[2])
    return max(ranked, key=lambda one: one[:2])[3]


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
