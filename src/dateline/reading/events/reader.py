"""The events of a report: tellings brought together, each matter with its history and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.reading.edtf import days
from dateline.reading.events.attach_times import up_to
from dateline.reading.events.company import is_guest
from dateline.reading.events.fillers import Filler
from dateline.reading.events.genre import field_of
from dateline.reading.events.merge import merge
from dateline.reading.events.steps import is_broken_off, sentence_of, told_steps
from dateline.reading.events.tables import CERTAINTY
from dateline.reading.events.tell import read_tellings
from dateline.reading.events.telling import PLANNED, TALKS, Telling
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.histories import order_steps, with_plan
from dateline.reading.statements import Speech
from dateline.record import (
    Event,
    Factuality,
    Issue,
    Kind,
    Participant,
    Place,
    Salience,
    Stance,
    Status,
    Step,
    When,
    stable_id,
)  # fmt: skip

# Told by a definite noun alone ("the expulsion of …"), these are taken as known to have been done.
_KNOWN: frozenset[Kind] = frozenset({
    "sanction", "assault", "coercion", "exercise", "agreement", "visit", "signing", "expulsion", "recall", "release",
    "resignation", "appointment", "test", "recognition", "rejection", "accusation", "threat", "denial", "praise",
    "mobilisation", "withdrawal", "demand",
})  # fmt: skip
_LONG_AGO = 180  # days; what is older is told as background
_SET: frozenset[Status] = frozenset({"scheduled", "confirmed"})
_DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})
_MOVED: frozenset[Status] = frozenset({"postponed", "rescheduled"})
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed", "did_not_occur"})


def read_events(
    scene: Scene, cast: Cast, times: Sequence[TimeMention], speech: Sequence[Speech]
) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """The events of a report in the order in which they are first told, and what could not be decided of them."""
    field = field_of(scene)
    if field is not None:
        first = scene.analysis.sentences[0]
        return (), (Issue("events", f"a text of {field}: what is done in it is not told", scene.cite(first.span)),)
    groups = merge(read_tellings(scene, cast, times, speech), cast)
    return tuple(one for group in groups if isinstance(one := event_of(scene, cast, group), Event)), ()


def event_of(scene: Scene, cast: Cast, group: Sequence[Telling]) -> Event | str:
    """The event that the tellings of one matter make, or why they make none."""
    steps = order_steps(told_steps(scene, cast, group), scene.day)
    best = max(group, key=weight)
    if not steps:
        status = _bare_status(scene, group)
        if status is None:
            return "only mentioned: whether it took place is not told"
        steps = (Step(status=status, evidence=(sentence_of(scene, best),), voices=best.voices),)
    if best.kind in PLANNED or steps[0].status == "postponed":
        steps = with_plan(steps, running=any(is_broken_off(one) for one in group))
    status = steps[-1].status
    actors, recipients = _sides(scene, group, best)
    if best.kind in TALKS and (delegates := _delegates(scene, cast, group, (*actors, *recipients))):
        actors, recipients = delegates, ()
    if not actors and not recipients:
        return "who takes part is not told"
    if len(group) == 1 and _is_told_by_its_end(cast, best):
        return "told by the word that ends it"
    alone = best.kind == "ceasefire" and best.verbal  # "laid down their arms": one side can
    alone = alone or _is_guest(cast, best, place_at(group, best), (*actors, *recipients))
    if best.symmetric and not alone and not _is_shared(cast, group, actors, recipients):
        return "nobody does that alone, and with whom is not told"
    day = _when(group, best, status)
    when = day if status in _MOVED else up_to(scene, day)  # "put off until May" sets the day
    if day is not None and when is not None and when != day:
        steps = tuple(replace(one, when=when.value) if one.when == day.value else one for one in steps)
    place = place_at(group, best)
    kind: Kind = best.kind
    if kind in ("meeting", "negotiation") and any(one.kind == "summit" for one in group):
        kind = "summit"
    evidence = tuple(dict.fromkeys(sentence_of(scene, one) for one in sorted(group, key=weight, reverse=True)))
    return Event(
        id=stable_id(scene.article.text, kind, best.trigger.start, best.trigger.end),
        kind=kind,
        trigger=scene.cite(best.trigger),
        actors=actors,
        recipients=recipients,
        place=place,
        when=when,
        status=status,
        history=steps,
        factuality=_factuality(group, status),
        voices=best.voices,
        evidence=evidence,
        salience=_salience(group, status, when, scene.day),
    )


def _is_told_by_its_end(cast: Cast, one: Telling) -> bool:
    """ "Mali and Niger broke off talks", and no more of them: the breaking off tells it."""
    if one.hit is None or one.kind not in TALKS or one.verbal or one.definite or one.hit.outlook.subject != "by":
        return False
    named = (e for side in (*one.hit.sides.actors, *one.hit.sides.recipients) for e in side.entities)
    sides = [e for e in named if e not in cast.entities or cast.entities[e].kind != "place"]
    return not sides and not one.earlier and not one.later


def place_at(group: Sequence[Telling], best: Telling) -> Place | None:
    """Where it was: by the telling that stands for all, else by the first that says so."""
    return next((one.place for one in (best, *group) if one.place is not None), None)


def _is_guest(cast: Cast, one: Telling, place: Place | None, sides: Sequence[Participant]) -> bool:
    """ "Mubarak held talks in Berlin": with his hosts, whom nobody names."""
    there = cast.entities.get(place.entity) if place is not None else None
    guests = [e for side in sides if side.entity and (e := cast.entities.get(side.entity)) is not None]
    return is_guest(one.kind, guests, there)


def _is_shared(
    cast: Cast, group: Sequence[Telling], actors: Sequence[Participant], recipients: Sequence[Participant]
) -> bool:
    """Do two take part, or a group, as in everything that nobody does alone?"""
    entities = [cast.entities[one.entity] for one in (*actors, *recipients) if one.entity is not None]
    plural = any(filler.plural for one in group for filler in (*one.actors, *one.recipients))
    if len(entities) > 1 or plural or any(entity.kind in ("group", "organisation") for entity in entities):
        return True
    return any(one.kind == "summit" and (one.place is not None or one.when is not None) for one in group)


def weight(one: Telling) -> tuple[int, ...]:
    """How good a telling is to stand for all: verbs, both sides, body before headline, dated."""
    return (
        int(bool(one.actors) + bool(one.recipients) + (one.symmetric and len(one.entities()) > 1)),
        int(one.verbal),
        int(one.status is not None),
        int(not one.headline),
        int(one.when is not None),
        -one.trigger.start,
    )


def _bare_status(scene: Scene, group: Sequence[Telling]) -> Status | None:
    """What a matter that is only mentioned ("US sanctions on Russia") stands as; None if nothing can be said."""
    if all(one.verbal for one in group):
        return None  # "accused them of violating the truce": only alleged
    for one in group:
        if one.when is not None and scene.day is not None and (span := days(one.when.value)) is not None:
            return "scheduled" if span[0] > scene.day else "occurred"
    best = group[0]
    both = bool(best.actors) and bool(best.recipients)  # "US charges against Lebanon"
    both = both or (
        best.kind == "assault" and best.symmetric and len(best.entities()) > 1
    )  # "clashes between Malian troops and rebels"
    if best.kind in _KNOWN and not best.verbal and (both or (best.definite and (best.actors or best.recipients))):
        return "occurred"
    return None


def _participants(scene: Scene, fillers: Sequence[Filler], sentence: int) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for filler in fillers:
        for entity in filler.entities:
            found.setdefault(entity, Participant(entity, scene.cite_tokens(sentence, filler.first, filler.last)))
    return tuple(found.values())


def _sides(
    scene: Scene, group: Sequence[Telling], best: Telling
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The sides of the best telling; a side that it leaves open is taken from another one."""
    actors = _participants(scene, best.actors, best.sentence)
    recipients = _participants(scene, best.recipients, best.sentence)
    for one in group:
        if not actors:
            actors = _participants(scene, one.actors, one.sentence)
        if not recipients and not (best.symmetric and len(actors) > 1):
            taken = {person.entity for person in actors}
            recipients = tuple(p for p in _participants(scene, one.recipients, one.sentence) if p.entity not in taken)
    return actors, recipients


def _delegates(
    scene: Scene, cast: Cast, group: Sequence[Telling], sides: Sequence[Participant]
) -> tuple[Participant, ...]:
    """The persons for states that talk, if the report names somebody for each: "US and North Korea talks" of Pompeo."""
    states = [cast.entities[one.entity] for one in sides if one.entity is not None]
    if not states or any(one.kind != "state" for one in states):
        return ()
    found: dict[str, Participant] = {}
    for one in group:
        for person in _participants(scene, (*one.actors, *one.recipients), one.sentence):
            if person.entity is not None and cast.entities[person.entity].kind == "person":
                found.setdefault(person.entity, person)
    named = {cast.entities[one].country for one in found}
    return tuple(found.values()) if named == {one.country for one in states} else ()


def _when(group: Sequence[Telling], best: Telling, status: Status) -> When | None:
    """The day of the telling that stands for all; a narrower one of another telling of the same standing ("next week",
    "from January 13 to 15"), if it lies within."""
    same = _SET if status in _SET else {status}
    moved = (stage.day for one in group for stage in one.later if stage.status == status and stage.day is not None)
    if (new := next(moved, None)) is not None:
        return new  # "cancelled it but rescheduled it for September 3"
    # The day that a plan was once put to is not yet that on which it came about.
    told = [one for one in group if status not in _DONE or one.status not in _OFF | {"rescheduled"}]
    ranked = sorted(told, key=lambda one: (one.status not in same, one is not best, one.trigger.start))
    found = next((one.when for one in ranked if one.when is not None), None)
    span = days(found.value) if found is not None else None
    if found is None or span is None:
        return found
    for one in group:
        inner = days(one.when.value) if one.when is not None and one.status in same else None
        if one.when is not None and inner is not None and span[0] <= inner[0] and inner[1] <= span[1] and inner != span:
            found, span = one.when, inner
    return found


def _factuality(group: Sequence[Telling], status: Status) -> tuple[Stance, ...]:
    """How sure the report and each of its sources is; what only sources tell is unknown to the report."""
    stances: dict[str | None, Factuality] = {}
    for one in group:
        if one.status is None:
            continue
        certainty = one.certainty if one.status == status else CERTAINTY[one.status]
        if one.status == status or one.source not in stances:
            stances[one.source] = certainty
    if None not in stances:
        stances[None] = "Uu" if stances else CERTAINTY[status]
    return tuple(Stance(source, value) for source, value in stances.items())


def _salience(group: Sequence[Telling], status: Status, when: When | None, day: date | None) -> Salience:
    span = days(when.value) if when is not None else None
    if span is not None and day is not None and (day - span[1]).days > _LONG_AGO:
        return "background"
    if status == "proposed" and all(one.kind not in TALKS for one in group):
        return "background"
    if group[0].kind == "ceremony" and status in _SET | {"cancelled", "postponed", "rescheduled", "revived"}:
        return "main"
    return (
        "main"
        if any(one.verbal or one.headline for one in group) or len(group) > 1 or group[0].kind in TALKS | {"visit"}
        else "background"
    )
