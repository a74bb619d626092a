"""Parades and galas to come that nobody is told to take part in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.reading.events.fillers import Filler, fill, filler_of
from dateline.reading.events.noun_outlook import noun_outlook
from dateline.reading.events.planned import PLANNED
from dateline.reading.events.sides import Sides
from dateline.reading.events.standing import Outlook
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import triggers
from dateline.reading.events.tags import NOUN
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast

_IN = frozenset({"in", "at", "outside", "on"})


def find_staged(words: Words, cast: Cast, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Ceremonies to come that no side is told of: of those who call them off, else of the state they are to be in."""
    told = {hit.head for hit in hits}
    told |= {noun for hit in hits if hit.trigger.kind == "ceremony" for noun in words.objects(hit.head)}
    for i, token in enumerate(words.tokens):
        rows = triggers()[1].get(token.lemma, ()) if token.tag in NOUN and i not in told else ()
        row = next((row for row in rows if row.needs == "staged" and words.ends(row.pattern, i) is not None), None)
        if row is None:
            continue
        outlook = noun_outlook(words, i)
        hosts = _hosts(words, cast, i, outlook) if outlook.status in PLANNED else ()
        if hosts:
            yield Hit(words, row, words.ends(row.pattern, i) or i, i + 1, i, Sides(hosts, ()), outlook)


def _hosts(words: Words, cast: Cast, noun: int, outlook: Outlook) -> tuple[Filler, ...]:
    if outlook.word >= 0 and outlook.subject in ("by", "actor") and not words.is_passive(outlook.word):
        found = (one for head in subjects_of(words, outlook.word) for one in fill(words, cast, head))
        if by := tuple(one for one in found if one.entities):
            return by
    for case, at in words.obliques(noun):
        reference = cast.at(words.index, at) if case in _IN else None
        if reference is not None and _is_somewhere(cast, reference.entities):
            return (filler_of(words, reference),)
    return ()


def _is_somewhere(cast: Cast, entities: Sequence[str]) -> bool:
    known = [cast.entities[one] for one in entities if one in cast.entities]
    return len(known) == 1 and known[0].kind in ("place", "state", "organisation") and known[0].country is not None
