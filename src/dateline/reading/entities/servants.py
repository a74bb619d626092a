"""Who speaks and acts for a body of several states, and so for none: "U.N. envoy Hans Blix", "EU foreign ministers"."""

from __future__ import annotations

from dateline import lexicon
from dateline.reading.entities.draft import Character, Draft

_ARMED = frozenset({"MIL", "COP"})  # "NATO troops" stay troops for what they do: see `with_bodies`


def settle_servants(draft: Draft) -> None:
    """Give the servants of a body its sector and no country. Whoever holds an office of a state, too, stays of it."""
    for one in draft.characters.values():
        if not one.serves or _is_of_state(one):
            continue
        if one.kind == "person":
            one.country = None
        if one.kind == "person" or one.sector not in _ARMED:
            one.sector = "IGO"


def _is_of_state(one: Character) -> bool:
    if one.kind != "person":
        return one.country is not None
    return any(of in lexicon.states() and not role.startswith(("past_", "future_")) for role, of in one.roles)
