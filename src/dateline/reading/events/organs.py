"""Who did it, where the passive leaves it out and an organ of a state tells of it: "police said two were arrested"."""

from __future__ import annotations

from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.tables import classes
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.reading.statements import Speech
from dateline.record import Entity, Kind

_THEIRS: frozenset[Kind] = frozenset({"coercion", "release"})  # what organs of a state do and tell of
_ORGANS = frozenset({"COP", "MIL", "JUD"})
_OFFICIALS = frozenset({"official", "authority", "prosecutor", "officer"})
_LAWLESS = frozenset({"REB", "UAF"})
_EXPLODING = frozenset({"explode", "detonate", "bomb", "mine", "explosion", "drone"})


def organ_that_tells(cast: Cast, hit: Hit, speech: Speech) -> tuple[Filler, ...]:
    """The police, court, army or officials who tell of an arrest, or of rebels killed, and of nobody who did it.

    Not of what was done in another country, unless an army tells of it: that may be where it is.
    """
    words, source = hit.words, speech.source
    if source is None or source.sentence != words.index or len(source.entities) != 1:
        return ()
    if not hit.trigger.verb or not words.is_passive(hit.head) or _is_within(hit, source.first, source.last):
        return ()
    entity = cast.entities.get(source.entities[0])
    if entity is None or entity.country is None or not _may(cast, hit, entity, source.head):
        return ()
    told = range(source.last, len(words.tokens)) if source.first < hit.head else range(source.first)
    if entity.sector != "MIL" and not _countries(cast, words, told) <= {entity.country}:
        return ()
    return (Filler(source.entities, source.first, source.last, source.head),)


def _is_within(hit: Hit, first: int, last: int) -> bool:
    return first <= hit.head < last


def _may(cast: Cast, hit: Hit, entity: Entity, head: int) -> bool:
    """Is that theirs: arrests of police, courts, armies and unnamed officials, rebels killed of police and armies?"""
    if hit.trigger.kind in _THEIRS:
        official = entity.sector == "GOV" and entity.kind == "group"
        return entity.sector in _ORGANS or (official and hit.words.lemma(head) in _OFFICIALS)
    if hit.trigger.kind != "assault" or hit.words.lemma(hit.head) not in ("kill", "wound"):
        return False
    known = cast.entities
    hit_ones = [known[e] for one in hit.sides.recipients for e in one.entities if e in known]
    lawless = bool(hit_ones) and all(one.sector in _LAWLESS and one.kind == "group" for one in hit_ones)
    return lawless and entity.sector in ("COP", "MIL") and not _is_by_weapon(hit.words, hit.head)


def _is_by_weapon(words: Words, verb: int) -> bool:
    """ "when a bomb exploded", "in a drone strike": whose it was is open."""
    weapons = _EXPLODING | (classes()["blow"] - {"raid", "offensive", "assault", "ambush", "shooting"})
    return any(token.lemma in weapons for token in words.tokens[verb:])


def _countries(cast: Cast, words: Words, told: range) -> set[str | None]:
    """The countries of the places and states named among these words, those only told of as neighbours left out."""
    found: set[str | None] = set()
    for case_, noun in ((c, n) for verb in told for c, n in words.obliques(verb)):
        if case_ in ("in", "at", "near", "from"):
            found |= {
                known.country
                for one in fill(words, cast, noun)
                for e in one.entities
                if (known := cast.entities.get(e)) is not None and known.kind in ("place", "state")
            }
    return found - {None}
