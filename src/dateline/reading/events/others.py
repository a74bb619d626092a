"""Towards whom an act is, where no word says so and the sentence names just one other country."""

from __future__ import annotations

from dataclasses import replace

from dateline import lexicon
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Event, Kind, Participant

# Done to another side by what they are; a plan, a protest or a resignation is not.
_AIMED: frozenset[Kind] = frozenset({
    "accusation", "sanction", "expulsion", "recall", "rejection", "threat", "demand", "concession", "aid", "withdrawal",
    "mobilisation", "praise", "cooperation", "cancellation", "assault",
})  # fmt: skip


def with_other(event: Event, scene: Scene, cast: Cast) -> Event:
    """The event with the one other country of its sentence as its recipient, if it has none and there is just one."""
    if event.recipients or not event.actors or event.kind not in _AIMED:
        return event
    own = {one.country for p in event.actors if (one := cast.entities.get(p.entity or "")) is not None}
    said = {voice.entity for voice in event.voices}
    for sentence in scene.analysis.sentences:
        if not sentence.start <= event.trigger.start < sentence.end:
            continue
        others: dict[str, Reference] = {}
        for reference in cast.within(sentence.index, 0, len(sentence.tokens)):
            for entity in reference.entities:
                one = cast.entities.get(entity)
                if one is None or one.country in own or one.country is None or one.country not in lexicon.states():
                    continue
                if entity in said:
                    continue
                others.setdefault(one.country, reference)
        if len(others) != 1:
            return event
        reference = next(iter(others.values()))
        entity = next(e for e in reference.entities if cast.entities[e].country in others)
        if cast.entities[entity].kind not in ("state", "person", "group", "organisation"):
            return event
        return replace(event, recipients=(Participant(entity, scene.cite(reference.span)),))
    return event
