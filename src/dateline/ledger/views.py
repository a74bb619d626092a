"""An event over all its tellings: the best supported value of each field, what contradicts it, and the history.

A view is a pure function of the claims that tell the event and of the corrections that people gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.ledger import corrected
from dateline.ledger.corrected import NO_WORDS, Words
from dateline.ledger.facts import DONE, ordinals
from dateline.ledger.fields import (
    Source,
    best_of,
    day_of,
    id_in,
    kind_of,
    place_in,
    place_of,
    proof,
    sides_of,
    sorting_day,
    status_conflict,
)
from dateline.ledger.matter import Look
from dateline.ledger.tellings import telling_of
from dateline.ledger.turns import Told, turns_of
from dateline.ledger.types import Conflict, Event, Proof
from dateline.record import Stance, Step


def event_of(sources: Sequence[Source], look: Look, words: Words = NO_WORDS, *, tellings: bool = True) -> Event:
    """The view of the event that `sources` tell: at least one, in the order of their positions.

    `words` are the last words of people on its fields. Without `tellings` these are counted only.
    """
    history = turns_of(step for source in sources for step in _steps(source, look))
    history = corrected.history_of(history, words)
    status = history[-1].status
    stage = [one for one in sources if one.facts.status in DONE] if status in DONE else []
    stage = stage or list(sources)
    conflicts: list[Conflict] = []
    kind = kind_of(stage, conflicts)
    when = day_of(stage, sources, history, conflicts)
    place = place_of(stage, history, look, conflicts)
    actors, recipients = sides_of(stage, look)
    status_conflict(sources, history, conflicts)
    if words:
        kind = corrected.kind_of(kind, words, sources, conflicts)
        when = corrected.day_of(when, words, sources, conflicts)
        place = corrected.place_of(place, words, sources, look, conflicts)
        actors, recipients = corrected.sides_of((actors, recipients), words, sources, look)
    best = best_of(stage, kind, history[-1])
    coded = "kind" not in words or best.event.kind == kind  # a kind that a person gave and no report tells has no code
    days = [one.published[:10] for one in sources if one.published]
    return Event(
        id=sources[0].facts.claim,
        kind=kind,
        actors=actors,
        recipients=recipients,
        place=place,
        when=when,
        status=status,
        history=history,
        factuality=tuple(Stance(id_in(one.source, best, look), one.value) for one in best.event.factuality),
        salience="main" if any(one.event.salience == "main" for one in sources) else "background",
        plover=best.event.plover if coded else None,
        cameo=best.event.cameo if coded else None,
        quad=best.event.quad if coded else None,
        tellings=tuple(telling_of(one, look) for one in sources) if tellings else (),
        outlets=tuple(sorted({one.outlet for one in sources if one.outlet})),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        conflicts=tuple(conflicts),
        day=sorting_day(when, history, days),
        told=len(sources),
    )


def _ids(entities: Iterable[str | None], source: Source, look: Look) -> tuple[str, ...]:
    found = (id_in(one, source, look) for one in entities)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _steps(source: Source, look: Look) -> Iterable[Told]:
    steps = source.event.history or (Step(status=source.event.status),)
    if steps[-1].status != source.event.status:
        steps = (*steps, Step(status=source.event.status))
    when = source.event.when.value if source.event.when is not None else None
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        span = ordinals(step.as_of)
        if span is None and last and step.status in DONE:  # it came to be so on its own day
            span = ordinals(step.when or when)
        told = source.facts.told
        yield Told(
            status=step.status,
            told=told,
            # What a report tells as done is of its day at the latest: a later day is that of the plan.
            at=min(span[1], told) if span and told is not None else (span[1] if span else None),
            last=last,
            when=step.when or (when if last else None),
            place=id_in(step.place, source, look) or (place_in(source, look) if last else None),
            by=_ids(step.by, source, look),
            evidence=tuple(proof(source.facts.article, one) for one in step.evidence) or (sentence_of(source),),
            claim=source.facts.claim,
            position=source.facts.position,
            index=index,
        )


def sentence_of(source: Source) -> Proof:
    """The sentence that a telling was read from."""
    event = source.event
    return proof(source.facts.article, event.evidence[0] if event.evidence else event.trigger)
