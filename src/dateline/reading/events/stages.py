"""How a matter that is told by a noun stood before and after, each with the day it was set for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.reading.events.attach_times import when_of
from dateline.reading.events.noun_outlook import earlier_stages, later_stages
from dateline.reading.events.telling import Stage
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene, TimeMention
from dateline.record import Status, When

_PUT_TO = frozenset({"for", "to", "until", "till"})


def stages_before(words: Words, hit: Hit, times: Sequence[TimeMention], when: When | None) -> Iterator[Stage]:
    """The earlier stages of a matter that is told by a noun, each with the day named after its word."""
    stages = earlier_stages(words, hit.head)
    ends = [*(word for _, word in stages[1:]), len(words.tokens)]
    for (outlook, word), end in zip(stages, ends, strict=False):  # no stage, no end
        assert outlook.status is not None  # earlier_stages gives no others
        named = [one.time.value for one in times if one.is_date and word < one.first < end] if len(stages) > 1 else []
        yield Stage(outlook.status, named[0] if named else when.value if when is not None else None)


def stages_after(scene: Scene, hit: Hit, times: Sequence[TimeMention], governor: int) -> Iterator[Stage]:
    """What became of the matter, by the verbs that follow, each with the day that it was put to."""
    words = hit.words
    for outlook, verb in later_stages(words, hit.head, governor):
        if outlook.status is None:
            continue
        after = (one for one in times if one.first > verb and words.tokens[one.first - 1].text.lower() in _PUT_TO)
        day = when_of(scene, next(after, None)) if outlook.status in ("rescheduled", "postponed") else None
        status: Status = "rescheduled" if day is not None else outlook.status
        yield Stage(status, day.value if day is not None else None, day)
