"""A plan and what came of it are one matter, though their days differ; a look back at the time before is another."""

from __future__ import annotations

from dateline.reading.events.telling import Telling
from dateline.record import Status

_DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})
_SET: frozenset[Status] = frozenset({"scheduled", "confirmed", "tentative"})
_TURNED: frozenset[Status] = frozenset({"cancelled", "postponed", "rescheduled"})
_EARLIER = frozenset({"early", "earlier", "original", "first"})


def is_moved(a: Telling, b: Telling) -> bool:
    """ "met in Washington. They had been due to meet in New York before it was put off": one matter."""
    if _is_earlier_plan(a, b) or _is_earlier_plan(b, a):
        return True
    stood = {a.status, b.status} | {stage.status for one in (a, b) for stage in one.later}
    if not a.symmetric:
        return _is_trip_put_off(a, b) or _is_trip_put_off(b, a)
    return a.entities() == b.entities() and "postponed" in stood and bool(stood & _DONE)


def _is_earlier_plan(off: Telling, plan: Telling) -> bool:
    """ "will travel to Oslo on Monday. He put off an earlier trip, set for March": the plan as it was first set."""
    if off.hit is None or off.verbal or off.kind != plan.kind or off.status not in _TURNED or plan.status not in _SET:
        return False
    words = off.hit.words
    first = any(words.tokens[i].lemma in _EARLIER for i in range(words.phrase_start(off.hit.head), off.hit.head))
    if off.symmetric:
        return first and off.entities() == plan.entities()
    sides = {e for one in off.actors for e in one.entities}, {e for one in plan.actors for e in one.entities}
    return first and not off.recipients and bool(sides[0]) and sides[0] == sides[1]


def _is_trip_put_off(off: Telling, done: Telling) -> bool:
    """ "flew to Oslo. He had twice put off the trip": of somebody's visit that is told as done."""
    sides = {e for one in off.actors for e in one.entities}, {e for one in done.actors for e in one.entities}
    return (
        off.kind == done.kind == "visit"
        and off.definite
        and off.back
        and off.status in _TURNED
        and done.status in _DONE
        and not off.recipients
        and bool(sides[0])
        and sides[0] == sides[1]
    )


def is_last(telling: Telling) -> bool:
    """ "The dialogue was last held in 2017": another one than what the report tells of."""
    if telling.hit is None or telling.status not in _DONE:
        return False
    words = telling.hit.words
    verbs = (telling.hit.head, telling.hit.outlook.word)
    return any(words.tokens[i].lemma == "last" for verb in verbs if verb >= 0 for i in words.kids_as(verb, "advmod"))
