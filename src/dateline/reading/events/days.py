"""The day of an event that names none: the one its sentence or paragraph is about.

News goes on in the day it has named: "Lavrov met Kim on Thursday. He invited him to Moscow." A day is lent only to what
happened, only from a whole day that is over, and only within its paragraph or from the one before; the words it is
read from are its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.analysis import Sentence
from dateline.reading.edtf import days
from dateline.reading.frame import Scene, TimeMention
from dateline.record import Event, Kind, Status, When

_DONE: frozenset[Status] = frozenset({"occurred", "did_not_occur", "ongoing"})
# What lasts or is told as a state has no single day of its own.
_LASTING: frozenset[Kind] = frozenset(
    {"sanction", "exercise", "cooperation", "negotiation", "assault", "mobilisation", "agreement"}
)
_VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_LONGEST = 6  # days that an interval may have and still be "the day" of the paragraph


def lend_days(events: Sequence[Event], scene: Scene, times: Sequence[TimeMention]) -> tuple[Event, ...]:
    """The events, those without a day with the day their sentence or paragraph is about, if it has one."""
    dated = [one for one in times if _is_day(one, scene.day)]
    return tuple(_lent(event, scene, times, dated) for event in events)


def _is_day(one: TimeMention, today: date | None) -> bool:
    if not one.is_date or one.time.value is None or today is None:
        return False
    span = days(one.time.value)
    return span is not None and (span[1] - span[0]).days <= _LONGEST and span[0] <= today


def _lent(event: Event, scene: Scene, times: Sequence[TimeMention], dated: Sequence[TimeMention]) -> Event:
    if event.when is not None or event.status not in _DONE or event.kind in _LASTING or event.salience != "main":
        return event
    told = (one.start for one in (event.trigger, *event.evidence))
    homes = (s for at in told for s in scene.analysis.sentences if s.start <= at < s.end)
    home = next((one for one in homes if one.section != "headline"), None)
    if home is None:
        return event
    if any(one.sentence == home.index and one.shift is not None and one.time.value is None for one in times):
        return event  # "two days earlier": it has a day of its own, which is not known
    same = [one for one in dated if one.sentence == home.index and _is_around(home, one.head, event)]
    reach = len(scene.analysis.sentences) if _is_of_that_day(home) else 1
    paragraph = [
        one
        for one in dated
        if one.sentence < home.index
        and home.paragraph - reach <= scene.sentence(one.sentence).paragraph
        and scene.sentence(one.sentence).section == "body"
        and not _looks_back(scene.sentence(one.sentence), one.head)
        and _aside(scene.sentence(one.sentence), one.head) is None
    ]
    if any(_is_just_before(one, home, scene) for one in dated):
        paragraph = []  # "Last week he had cancelled it. He blamed …": that week's, or of the report's own day
    chosen = (
        same[0] if len({one.time.value for one in same}) == 1 else paragraph[-1] if not same and paragraph else None
    )
    if chosen is None or chosen.time.value is None:
        return event
    return replace(event, when=When(chosen.time.value, scene.cite((chosen.time.start, chosen.time.end))))


def _is_just_before(one: TimeMention, home: Sentence, scene: Scene) -> bool:
    """Is it a day of what went before, told in the sentence before this one in its paragraph?"""
    sentence = scene.sentence(one.sentence)
    return one.sentence == home.index - 1 and sentence.paragraph == home.paragraph and _looks_back(sentence, one.head)


def _aside(sentence: Sentence, word: int) -> int | None:
    """The verb of the relative clause in which a word stands: "Lammy, who flew in on Monday", a day of that alone."""
    return next((i for i in (word, *sentence.ancestors(word)) if sentence.tokens[i].relation == "acl:relcl"), None)


def _is_around(sentence: Sentence, word: int, event: Event) -> bool:
    """Is a day of the sentence one of the event: of no relative clause, or of that in which the event is told?"""
    clause = _aside(sentence, word)
    if clause is None:
        return True
    at = sentence.at(event.trigger.start)
    return at is not None and (at == clause or clause in sentence.ancestors(at))


def _is_of_that_day(sentence: Sentence) -> bool:
    """ "Earlier in the day the envoy met …": of the day named last, however long before."""
    words = " ".join(token.text.lower() for token in sentence.tokens[:6])
    return any(told in words for told in ("earlier in the day", "later in the day", "later that day", "the same day"))


def _looks_back(sentence: Sentence, word: int) -> bool:
    """Is a word told in the past perfect ("had been called off on May 24 and revived a week later")?

    Such a day is that of what went before; the report then goes on in its own.
    """
    for above in (word, *sentence.ancestors(word)):
        if sentence.tokens[above].tag in _VERB:
            if any(
                sentence.tokens[i].relation == "aux" and sentence.tokens[i].text.lower() in ("had", "'d", "’d")
                for i in sentence.children(above)
            ):
                return True
            if sentence.tokens[above].relation != "conj":
                return False
    return False
