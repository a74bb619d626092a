"""The events of a report: tellings brought together, each matter with its history and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.reading.edtf import days
from dateline.reading.events.company import is_guest
from dateline.reading.events.fillers import Filler
from dateline.reading.events.genre import field_of
from dateline.reading.events.merge import merge
from dateline.reading.events.moods import is_conditional
from dateline.reading.events.tables import CERTAINTY
from dateline.reading.events.tags import VERB
from dateline.reading.events.tell import read_tellings
from dateline.reading.events.telling import TALKS, Telling
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.histories import Told, order_steps, with_plan
from dateline.reading.statements import Speech
from dateline.record import (
    Event,
    Evidence,
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
_PLANNED = TALKS | {"visit", "signing", "exercise", "ceremony", "release"}
_LONG_AGO = 180  # days; what is older is told as background
_OPEN: frozenset[Status] = frozenset({"proposed", "invited", "in_preparation", "tentative", "scheduled", "confirmed"})
_AHEAD: frozenset[Status] = frozenset({"tentative", "scheduled", "confirmed", "rescheduled", "revived"})
_SET: frozenset[Status] = frozenset({"scheduled", "confirmed"})
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
    steps = order_steps(_told(scene, cast, group), scene.day)
    best = max(group, key=weight)
    if not steps:
        status = _bare_status(scene, group)
        if status is None:
            return "only mentioned: whether it took place is not told"
        steps = (Step(status=status, evidence=(_sentence(scene, best),), voices=best.voices),)
    if best.kind in _PLANNED:
        steps = with_plan(steps)
    status = steps[-1].status
    actors, recipients = _sides(scene, group, best)
    if best.kind in TALKS and (delegates := _delegates(scene, cast, group, (*actors, *recipients))):
        actors, recipients = delegates, ()
    if not actors and not recipients:
        return "who takes part is not told"
    alone = best.kind == "ceasefire" and best.verbal  # "laid down their arms": one side can
    alone = alone or _is_guest(cast, best, place_at(group, best), (*actors, *recipients))
    if best.symmetric and not alone and not _is_shared(cast, group, actors, recipients):
        return "nobody does that alone, and with whom is not told"
    when = _when(group, best, status)
    place = place_at(group, best)
    kind: Kind = best.kind
    if kind in ("meeting", "negotiation") and any(one.kind == "summit" for one in group):
        kind = "summit"
    evidence = tuple(dict.fromkeys(_sentence(scene, one) for one in sorted(group, key=weight, reverse=True)))
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


def _sentence(scene: Scene, one: Telling) -> Evidence:
    return scene.cite(scene.sentence(one.sentence).span)


def _told(scene: Scene, cast: Cast, group: Sequence[Telling]) -> list[Told]:
    told: list[Told] = []
    for one in group:
        proof = (_sentence(scene, one),)
        for stage in one.earlier:
            if stage.status != one.status:
                step = Step(status=stage.status, when=stage.when, evidence=proof)
                told.append(Told(step, one.trigger.start - 1, False, one.back or stage.status not in _OPEN))
        if one.status == "proposed" and any(_is_same_act(one, other) for other in group):
            continue  # "met to mediate": what they met for is no step towards the meeting
        if _is_referred_to(one, group) or _is_ahead_of_itself(one, group, scene.day):
            continue
        if one.status is not None and not (
            one.lapsed and any(other.status in _OFF and not other.lapsed for other in group)
        ):
            step = Step(
                status="confirmed" if _is_confirmed(cast, one, group) else one.status,
                as_of=one.as_of,
                by=one.by,
                when=one.when.value if one.when else None,
                place=one.place.entity if one.place else None,
                evidence=proof,
                voices=one.voices,
            )
            told.append(Told(step, one.trigger.start, one.speech is None or _is_to_come(one, scene.day), one.back))
        for n, stage in enumerate(one.later, 1):
            step = Step(status=stage.status, as_of=one.as_of, when=stage.when, evidence=proof)
            told.append(Told(step, one.trigger.start + n, one.speech is None, one.back, later=True))
    return told


def _is_to_come(one: Telling, day: date | None) -> bool:
    """Is it a plan for a day to come, told by somebody on no other day than that of the report?"""
    span = days(one.when.value) if one.when is not None and day is not None else None
    return one.as_of is None and one.status in _SET and span is not None and day is not None and span[0] > day


def _is_referred_to(one: Telling, group: Sequence[Telling]) -> bool:
    """ "will free them once the talks begin", "if the visit goes ahead": of a plan told elsewhere that says no more."""
    if (
        one.kind not in _PLANNED
        or one.status != "proposed"
        or not one.definite
        or one.verbal
        or one.when is not None
        or one.hit is None
    ):
        return False
    words = one.hit.words
    verb = words.tokens[one.hit.head].head
    told = any(other is not one and other.status not in (None, "proposed") for other in group)
    return told and verb >= 0 and words.tokens[verb].tag in VERB and is_conditional(words, verb)


def _is_ahead_of_itself(one: Telling, group: Sequence[Telling], day: date | None) -> bool:
    """A headline's present tense ("Milei heads for Rome") of what the report tells as still to come."""
    if not one.headline or one.status != "occurred" or one.hit is None or not one.hit.outlook.present or day is None:
        return False
    body = [other for other in group if not other.headline and other.status is not None]
    spans = [days(other.when.value) for other in body if other.when is not None and other.verbal]
    return all(other.status in _AHEAD for other in body) and any(span and span[0] > day for span in spans)


def _is_confirmed(cast: Cast, one: Telling, group: Sequence[Telling]) -> bool:
    """Does one side confirm the plan that the other tells as well ("Beijing confirms", "Trump said he would sign")?"""
    cue = one.speech.statement.cue if one.speech is not None else None
    if one.status != "scheduled" or cue is None or not cue.quote.lower().startswith("confirm"):
        return False
    sides = {_country(cast, entity) for other in group for entity in other.entities()}
    mine = _country(cast, one.source)
    theirs = {_country(cast, other.source) for other in group if other.status == "scheduled"} - {mine, None}
    return mine in sides and not sides.isdisjoint(theirs)


def _country(cast: Cast, entity: str | None) -> str | None:
    known = cast.entities.get(entity) if entity is not None else None
    return known.country if known is not None else None


def _is_same_act(wish: Telling, done: Telling) -> bool:
    """Is the wish told in the sentence that tells the act as done?"""
    return done.status in ("occurred", "ongoing") and done.sentence == wish.sentence


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
    ranked = sorted(group, key=lambda one: (one.status not in same, one is not best, one.trigger.start))
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
