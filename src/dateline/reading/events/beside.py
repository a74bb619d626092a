"""Tellings beside each other in a report: what one says of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.reading.events.telling import TALKS, Telling
from dateline.reading.events.triggers import DIRECTED
from dateline.reading.frame import Scene

_NOD = 12  # characters between "agreed" and what is agreed to ("to meet", "to a visit")


def settled_beside(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings in text order, their sides shared within a sentence, mere nods to what is told left out."""
    found = [_with_shared(one, tellings) for one in tellings]
    found = [one for one in found if not _is_mere_assent(scene, one, found) and not _is_effect(one, found)]
    return _by_phone(sorted(found, key=lambda one: one.trigger.start))


def _is_mere_assent(scene: Scene, one: Telling, found: Sequence[Telling]) -> bool:
    """ "agreed that it was late" is an opinion; of "agreed to meet" the meeting is told, not the nod."""
    if one.kind != "agreement" or one.lemma not in ("agree", "accept", "consent") or not one.verbal:
        return False
    if scene.article.text[one.trigger.end :].lstrip().startswith("that "):
        return True
    follows = (other for other in found if other.sentence == one.sentence and other.trigger.start > one.trigger.end)
    return any(other.kind in TALKS | {"visit"} and other.trigger.start - one.trigger.end < _NOD for other in follows)


def _is_effect(one: Telling, found: Sequence[Telling]) -> bool:
    """ "agreed to restore relations, ending a row": what the agreement brings about is no second one."""
    if one.kind != "agreement" or one.lemma not in ("end", "settle", "resolve") or not one.verbal:
        return False
    before = (other for other in found if other.sentence == one.sentence and other.trigger.start < one.trigger.start)
    return any(other.kind in ("agreement", "signing") for other in before)


def _with_shared(one: Telling, found: Sequence[Telling]) -> Telling:
    """ "broke off relations, recalled their ambassadors and closed their borders to Qatar": for all of them."""
    if one.kind not in DIRECTED or one.recipients or not one.actors or not one.verbal:
        return one
    for other in found:
        same = other.sentence == one.sentence and [f.entities for f in other.actors] == [f.entities for f in one.actors]
        if same and other.verbal and other.kind in DIRECTED and other.recipients:
            return replace(one, recipients=other.recipients)
    return one


def _by_phone(tellings: Sequence[Telling]) -> list[Telling]:
    """ "A and B spoke by phone. A and C had talked on Tuesday": who talks beside a call has called as well."""
    found: list[Telling] = []
    for one in tellings:
        beside = any(other.kind == "call" and other.paragraph == one.paragraph for other in found)
        called = beside and one.verbal and one.lemma == "talk" and one.place is None
        found.append(replace(one, kind="call") if called else one)
    return found
