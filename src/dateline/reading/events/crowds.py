"""Conditions on people in the street."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.parties import FEASTS
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes

_OFFICIAL = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "GOV", "IGO", "JUD", "LEG", "BUS"})


def street(one: Candidate) -> bool:
    """By people in numbers who hold no office and bear no arms: "motorists blocked the highways"."""
    if one.complement() in FEASTS:
        return False  # "poured into the streets to celebrate"
    known = one.cast.entities
    named = {known[e] for filler in one.sides.actors for e in filler.entities if e in known}
    offices = {str(each.sector) for each in named if each.kind != "state"}  # "Kosovo's Serbs" are told by their state
    if offices & _OFFICIAL and not one.lemmas(one.sides.actors) & classes()["crowd"]:
        return False
    heads = [one.words.tokens[i] for i in subjects_of(one.words, one.head)]
    return any(head.lemma in classes()["crowd"] or head.tag in ("NNS", "NNPS") for head in heads)
