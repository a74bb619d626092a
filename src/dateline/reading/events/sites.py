"""Where a blow fell, told by what is there: "near a Gaza refugee camp", "in Iraq's western province"."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reading.events.tables import classes
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast, Reference

_WHERE = frozenset({"in", "at", "near", "outside", "off", "inside", "around", "across", "throughout"})
_ENTERING = frozenset({"enter", "storm", "raid", "attack", "bomb", "shell", "surround", "strike", "hit", "pound"})
_AIMED = frozenset({"at", "on", "into"})
_WHOSE = ("compound", "amod", "nmod:poss", "flat")


def site_of(cast: Cast, words: Words, anchors: Iterable[int]) -> Reference | None:
    """The place or state whose town, camp or district it was; of a base or post only a place tells where it lies."""
    for anchor in anchors:
        if words.lemma(anchor) in _ENTERING:
            for noun in words.objects(anchor):
                if (found := _owner(cast, words, noun)) is not None:
                    return found  # "entered the Khan Younis refugee camp"
        told = [*words.obliques(anchor), *(pair for obj in words.objects(anchor) for pair in words.obliques(obj))]
        for case, noun in told:
            if case in _WHERE and (found := _owner(cast, words, noun)) is not None:
                return found
            if case in _AIMED and (found := _on_its_way(cast, words, noun)) is not None:
                return found
    return None


def _owner(cast: Cast, words: Words, noun: int) -> Reference | None:
    lemma = words.tokens[noun].lemma
    if lemma not in classes()["settlement"] | classes()["settled"] or lemma == "border":
        return None
    for i in words.kids_as(noun, *_WHOSE):
        reference = cast.at(words.index, i)
        entity = cast.entities.get(reference.entities[0]) if reference and len(reference.entities) == 1 else None
        if entity is None or reference is None or entity.country is None:
            continue
        if entity.kind == "place" or (entity.kind == "state" and lemma in classes()["settled"]):
            return reference
    return None


def _on_its_way(cast: Cast, words: Words, noun: int) -> Reference | None:
    """ "at a car travelling in the Gaza Strip": where what was hit was going or stood."""
    for verb in words.kids_as(noun, "acl"):
        for case, place in words.obliques(verb):
            reference = cast.at(words.index, place) if case in _WHERE else None
            if reference is not None and len(reference.entities) == 1:
                entity = cast.entities.get(reference.entities[0])
                if entity is not None and entity.kind in ("place", "state") and entity.country is not None:
                    return reference
    return None
