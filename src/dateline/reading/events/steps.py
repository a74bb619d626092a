"""The steps that the tellings of one matter tell, each with its day and with who made it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.reading.edtf import days
from dateline.reading.events.moods import is_conditional
from dateline.reading.events.standing import matching
from dateline.reading.events.tags import VERB
from dateline.reading.events.telling import PLANNED, Telling
from dateline.reading.frame import Cast, Scene
from dateline.reading.histories import Told
from dateline.record import Evidence, Status, Step

_OPEN: frozenset[Status] = frozenset({"proposed", "invited", "in_preparation", "tentative", "scheduled", "confirmed"})
_AHEAD: frozenset[Status] = frozenset({"tentative", "scheduled", "confirmed", "rescheduled", "revived"})
_SET: frozenset[Status] = frozenset({"scheduled", "confirmed"})
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed", "did_not_occur"})


def sentence_of(scene: Scene, one: Telling) -> Evidence:
    """The sentence of a telling, as evidence."""
    return scene.cite(scene.sentence(one.sentence).span)


def told_steps(scene: Scene, cast: Cast, group: Sequence[Telling]) -> list[Told]:
    """Every step that they tell, in text order."""
    told: list[Told] = []
    broken = _broken_days(group)
    off = any(one.status in _OFF or any(stage.status in _OFF for stage in one.later) for one in group)
    for one in group:
        proof = (sentence_of(scene, one),)
        for stage in one.earlier:
            if stage.status != one.status:
                step = Step(status=stage.status, as_of=stage.as_of, when=stage.when, evidence=proof)
                told.append(Told(step, one.trigger.start - 1, False, one.back or stage.status not in _OPEN))
        if one.status == "proposed" and any(_is_same_act(one, other) for other in group):
            continue  # "met to mediate": what they met for is no step towards the meeting
        if _is_referred_to(one, group) or _is_known_plan(one, group) or _is_ahead_of_itself(one, group, scene.day):
            continue
        if one.status is not None and not (
            one.lapsed and any(other.status in _OFF and not other.lapsed for other in group)
        ):
            step = Step(
                status="confirmed" if _is_confirmed(cast, one, group) else one.status,
                as_of=one.as_of,
                by=one.by,
                when=_day_set(one, off=off),
                place=one.place.entity if one.place else None,
                evidence=proof,
                voices=one.voices,
            )
            present = one.speech is None or _is_to_come(one, scene.day)
            anew = one.status in _SET | {"tentative"} and _is_anew(one, broken)
            shaken = one.status == "tentative" and any(stage.status in _SET for stage in one.earlier)
            told.append(Told(step, one.trigger.start, present, one.back, later=shaken, anew=anew))
        for n, stage in enumerate(one.later, 1):
            said = one.speech.statement.when if one.speech is not None else None
            since = stage.as_of or (said.value if said is not None else None)
            step = Step(status=stage.status, as_of=since, when=stage.when, evidence=proof)
            told.append(Told(step, one.trigger.start + n, one.speech is None, one.back, later=True))
    return told


def _day_set(one: Telling, *, off: bool) -> str | None:
    """The day that a telling sets; one that is over by now only if the plan was broken off."""
    day = one.when or (one.past if off else None)
    return day.value if day is not None else None


def _broken_days(group: Sequence[Telling]) -> list[tuple[Telling, str]]:
    """The days that the matter was set for by plans that were put off or called off, by the words of each break."""
    found: list[tuple[Telling, str]] = []
    for one in group:
        if one.status in _OFF | {"rescheduled"}:
            found += [(one, stage.when) for stage in one.earlier if stage.when is not None]
            found += [(one, one.when.value)] if one.when is not None and one.status in _OFF else []
        elif one.when is not None and any(stage.status in _OFF for stage in one.later):
            found.append((one, one.when.value))
        found += [(one, one.past.value)] if one.past is not None else []
    return found


def _is_anew(one: Telling, broken: Sequence[tuple[Telling, str]]) -> bool:
    """Is it a plan for a day behind those of the plans that were broken off, told by other words?"""
    span = days(one.when.value) if one.when is not None else None
    old = [known for other, value in broken if other is not one and (known := days(value)) is not None]
    return span is not None and bool(old) and all(known[1] < span[0] for known in old)


def _is_to_come(one: Telling, day: date | None) -> bool:
    """Is it a plan for a day to come, told by somebody on no other day than that of the report?"""
    span = days(one.when.value) if one.when is not None and day is not None else None
    return one.as_of is None and one.status in _SET and span is not None and day is not None and span[0] > day


def _is_referred_to(one: Telling, group: Sequence[Telling]) -> bool:
    """ "will free them once the talks begin", "if the visit goes ahead": of a plan told elsewhere that says no more."""
    if (
        one.kind not in PLANNED
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


def _is_known_plan(one: Telling, group: Sequence[Telling]) -> bool:
    """ "progress towards the meeting", whose day is tentative elsewhere: named only, it is no firmer for that."""
    if one.verbal or one.status != "scheduled" or one.when is not None or one.hit is None or one.hit.outlook.word >= 0:
        return False
    return any(other.status == "tentative" and other.when is not None and not other.verbal for other in group)


def _is_ahead_of_itself(one: Telling, group: Sequence[Telling], day: date | None) -> bool:
    """A headline's present tense ("Milei heads for Rome") of what the report tells as still to come."""
    if not one.headline or one.status != "occurred" or one.hit is None or not one.hit.outlook.present or day is None:
        return False
    body = [other for other in group if not other.headline and other.status is not None]
    spans = [days(other.when.value) for other in body if other.when is not None and other.verbal]
    undated = bool(body) and all(other.verbal and other.when is None for other in body)  # "would accept the plan"
    return all(other.status in _AHEAD for other in body) and (undated or any(span and span[0] > day for span in spans))


def _is_confirmed(cast: Cast, one: Telling, group: Sequence[Telling]) -> bool:
    """Does one side confirm the plan that the other tells as well ("Beijing confirms", "Trump said he would sign")?"""
    cue = one.speech.statement.cue if one.speech is not None else None
    if one.status != "scheduled" or cue is None or not cue.quote.lower().startswith("confirm"):
        return False
    if any(stage.status == "rescheduled" for stage in one.earlier) or _was_announced(one, group):
        return True
    sides = {_country(cast, entity) for other in group for entity in other.entities()}
    mine = _country(cast, one.source)
    theirs = {_country(cast, other.source) for other in group if other.status == "scheduled"} - {mine, None}
    return mine in sides and not sides.isdisjoint(theirs)


def _was_announced(one: Telling, group: Sequence[Telling]) -> bool:
    """ "Iran confirmed the visit. Turkey had announced it on Monday": was it set on an earlier day?"""
    mine = days(one.as_of) if one.as_of is not None else None
    others = (days(other.as_of) for other in group if other.status == "scheduled" and other.as_of is not None)
    return mine is not None and any(other is not None and other[1] < mine[0] for other in others)


def _country(cast: Cast, entity: str | None) -> str | None:
    known = cast.entities.get(entity) if entity is not None else None
    return known.country if known is not None else None


def _is_same_act(wish: Telling, done: Telling) -> bool:
    """Is the wish told in the sentence that tells the act as done?"""
    return done.status in ("occurred", "ongoing") and done.sentence == wish.sentence


def is_broken_off(one: Telling) -> bool:
    """ "broke off the talks": what runs already, no plan."""
    if one.hit is None or one.verbal or one.status not in _OFF or one.hit.outlook.word < 0:
        return False
    return matching(one.hit.words, "running", one.hit.outlook.word) is not None
