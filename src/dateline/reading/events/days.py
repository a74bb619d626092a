"""The day of an event that names none: that of the clause it goes on from, in its sentence or in the one before.

"Lavrov met Kim on Thursday. He invited him to Moscow." A day is lent only to what happened, only from a whole day that
is over, and only where the words go on in it: within a sentence to what hangs on the dated clause, unless that is what
somebody said on the day; to the next sentence, if it is told in the simple past as the dated one is, and who acts in it
acted there. What a neighbouring sentence says of others, of a plan or of what went before lends nothing: no day is
better than that of something else. The words it is read from are its evidence.

Tried before: whatever day the paragraph named last. It gave 192 events of the train reports a day; of the 15 for which
a day is annotated 12 were right, but of the others, looked at one by one, most were of another day or of no single one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dateline.analysis import Sentence
from dateline.reading.edtf import days
from dateline.reading.events.dated import (
    SAID,
    dated_verb,
    hangs_together,
    is_after,
    is_deed,
    is_main_day,
    is_simple_past,
    top,
)
from dateline.reading.events.tags import SUBJECT, VERB
from dateline.reading.events.telling import TALKS
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.statements import Speech
from dateline.record import Event, Kind, Status, When

_DONE: frozenset[Status] = frozenset({"occurred", "did_not_occur", "ongoing"})
# What lasts or is told as a state has no single day of its own.
_LASTING: frozenset[Kind] = frozenset(
    {"sanction", "exercise", "cooperation", "negotiation", "assault", "mobilisation", "agreement"}
)
_LONGEST = 6  # days that an interval may have and still be "the day" of what is told
# Words that give an event a time of its own, which is not that of the sentence before.
_ELSEWHEN = frozenset({
    "earlier", "later", "ago", "previously", "before", "since", "once", "already", "recently", "separately",
    "meanwhile", "last", "long", "always", "never", "ever", "now", "still",
})  # fmt: skip
_THAT_DAY = ("earlier in the day", "later in the day", "later that day", "the same day")
_WHOLES = frozenset({"state", "organisation"})


def lend_days(
    events: Sequence[Event], scene: Scene, cast: Cast, times: Sequence[TimeMention], speech: Sequence[Speech]
) -> tuple[Event, ...]:
    """The events, those without a day with that of the clause they go on from, if there is one."""
    lender = _Lender(scene, cast, times, speech)
    return tuple(lender.lent(event) for event in events)


class _Lender:
    """A report with its whole days that are over."""

    def __init__(self, scene: Scene, cast: Cast, times: Sequence[TimeMention], speech: Sequence[Speech]) -> None:
        self.scene, self.cast, self.times = scene, cast, times
        self.days = [one for one in times if _is_day(one, scene.day)]
        self.speakers = {
            (one.sentence, one.cue_token): one.statement.source.entity for one in speech if one.cue_token >= 0
        }

    def lent(self, event: Event) -> Event:
        """The event with the day that is lent to it, if one is."""
        if event.when is not None or event.status not in _DONE or event.salience != "main":
            return event
        told = [s for at in _places(event) for s in self.scene.analysis.sentences if s.start <= at < s.end]
        if not told or not told[0].analysed:
            return event
        day = self._day(event, told)
        if day is None or day.time.value is None:
            return event
        return replace(event, when=When(day.time.value, self.scene.cite((day.time.start, day.time.end))))

    def _day(self, event: Event, told: Sequence[Sentence]) -> TimeMention | None:
        home = told[0]
        if home.section == "headline":
            return self._of_report(event, home, [one for one in told if one.section == "body"])
        if (own := _when_it(home, event, self.times)) is not None:
            return own
        here = [one for one in self.times if one.sentence == home.index and (one.is_date or one.shift is not None)]
        if event.kind in _LASTING or any(one.shift is not None and one.time.value is None for one in here):
            return None  # "two days earlier": it has a day of its own, which is not known
        if any(not _is_of_content(home, one, event) for one in here):
            return _one(day for day in self._in(home) if _is_around(home, day, event))
        return self._before(event, home)

    def _of_report(self, event: Event, headline: Sentence, told: Sequence[Sentence]) -> TimeMention | None:
        """Of what the headline tells in the present: the day of the sentence that tells it again, else that of the
        first one, which tells of the same people what the headline sums up."""
        at = headline.at(event.trigger.start)
        if any(one.sentence == headline.index for one in self.times) or at is None:
            return None
        if told:
            return self._main_day(told[0]) if event.kind not in _LASTING else None
        body = [one for one in self.scene.analysis.sentences if one.section == "body" and one.analysed]
        if not body or headline.tokens[at].tag not in ("VBZ", "VBP"):
            return None
        taking = {one.entity for side in (event.actors, event.recipients) for one in side if one.entity is not None}
        names = {e for one in self.cast.references if one.sentence == body[0].index for e in one.entities}
        known = self._countries(taking)
        return self._main_day(body[0]) if known and known <= self._countries(names) else None

    def _in(self, sentence: Sentence) -> list[TimeMention]:
        return [one for one in self.days if one.sentence == sentence.index]

    def _main_day(self, sentence: Sentence) -> TimeMention | None:
        return _one(day for day in self._in(sentence) if is_main_day(sentence, day))

    def _before(self, event: Event, home: Sentence) -> TimeMention | None:
        """The day of a sentence before, where the event goes on in it; that of the day, for "earlier in the day"."""
        at = home.at(event.trigger.start)
        told = [i for i in (at, *home.ancestors(at)) if home.tokens[i].tag in VERB] if at is not None else []
        words = " ".join(token.text.lower() for token in home.tokens)
        of_that_day = any(phrase in words for phrase in _THAT_DAY)
        if not told or not (of_that_day or _is_simple(home, told)):
            return None
        acting = {one.entity for side in (event.actors, event.recipients) for one in side if one.entity is not None}
        acting |= self._leading(home)
        after = home
        for index in range(home.index - 1, -1, -1):
            sentence = self.scene.sentence(index)
            if sentence.section != "body" or (home.paragraph - sentence.paragraph > 1 and not of_that_day):
                return None
            day = self._main_day(sentence)
            if of_that_day:
                named = day or _one(one for one in self._in(sentence) if dated_verb(sentence, one) is not None)
                if named is not None:
                    return named
                continue
            first = self._leading(sentence)
            framed = day is not None and day.first <= 1 and sentence.paragraph == home.paragraph
            if not (framed or acting & first or self._stand_for(after, sentence, acting, first)):
                return None
            if day is not None:
                return day
            if not is_simple_past(sentence, top(sentence)):
                return None
            acting, after = acting | first, sentence
        return None

    def _leading(self, sentence: Sentence) -> set[str]:
        """Who acts by the main verb: the speaker of a verb of saying, else who is told of before the verb."""
        verb = top(sentence)
        if (sentence.index, verb) in self.speakers:
            speaker = self.speakers[sentence.index, verb]
            return {speaker} if speaker is not None else set()
        subjects = [i for i in sentence.children(verb) if sentence.tokens[i].relation in SUBJECT]
        inside = {*range(verb), *(i for head in subjects for i in sentence.subtree(head))}
        found = (self.cast.at(sentence.index, i) for i in inside)
        return {entity for one in found if one is not None for entity in one.entities}

    def _stand_for(self, home: Sentence, sentence: Sentence, acting: set[str], first: set[str]) -> bool:
        """ "Chad and Libya signed it on Monday. Their ministers shook hands": people of those who acted, of one of them
        in the same paragraph, of two of them in the next one."""
        wholes = {one for one in first if one in self.cast.entities and self.cast.entities[one].kind in _WHOLES}
        shared = self._countries(acting) & self._countries(wholes)
        return len(shared) > 1 or (bool(shared) and home.paragraph == sentence.paragraph)

    def _countries(self, entities: Iterable[str]) -> set[str]:
        """Their countries, and the bodies that are of none."""
        known = (self.cast.entities[one] for one in entities if one in self.cast.entities)
        return {one.country or one.id for one in known}


def _one(found: Iterable[TimeMention]) -> TimeMention | None:
    """The first of days that are all the same; None if they are not, or if there is none."""
    every = list(found)
    return every[0] if len({one.time.value for one in every}) == 1 else None


def _places(event: Event) -> list[int]:
    return [one.start for one in (event.trigger, *event.evidence)]


def _is_day(one: TimeMention, today: date | None) -> bool:
    if not one.is_date or one.time.value is None or today is None:
        return False
    span = days(one.time.value)
    return span is not None and (span[1] - span[0]).days <= _LONGEST and span[0] <= today


def _when_it(sentence: Sentence, event: Event, times: Sequence[TimeMention]) -> TimeMention | None:
    """ "in May, when he accused China": the time that the clause of the event goes on from, be it a day or a year."""
    at = sentence.at(event.trigger.start)
    if at is None:
        return None
    clause = next((i for i in (at, *sentence.ancestors(at)) if sentence.tokens[i].tag in VERB), -1)
    for one in times:
        after = one.last + (one.last < len(sentence.tokens) and sentence.tokens[one.last].text == ",")
        here = one.sentence == sentence.index and one.is_date and one.time.value is not None and clause > after
        if here and sentence.tokens[after].text.lower() == "when" and sentence.tokens[after].head == clause:
            return one
    return None


def _is_of_content(sentence: Sentence, day: TimeMention, event: Event) -> bool:
    """ "asked him to come in May", "blamed them for the attack on Monday": a day of what they did it about."""
    at, verb = sentence.at(event.trigger.start), dated_verb(sentence, day)
    if at is None:
        return False
    if verb is None:
        noun = next((i for i in sentence.ancestors(day.head) if not day.first <= i < day.last), -1)
        return noun > at and is_deed(sentence.tokens[noun].lemma) and at in sentence.ancestors(noun)
    return sentence.tokens[verb].tag == "VB" and verb > at and at in sentence.ancestors(verb)


def _is_around(sentence: Sentence, day: TimeMention, event: Event) -> bool:
    """Is a day of the sentence one of the event: of its clause, or of the one that it hangs on or goes on from?"""
    at, verb = sentence.at(event.trigger.start), dated_verb(sentence, day)
    if at is None or verb is None:
        return False
    path = [at]
    for above in sentence.ancestors(at):
        if above == verb:
            return all(hangs_together(sentence, i) for i in path) or _is_after_talks(sentence, path, verb, event)
        path.append(above)
    return verb == at


def _is_after_talks(sentence: Sentence, path: Sequence[int], verb: int, event: Event) -> bool:
    """ "said on Friday he would go, after he met the envoy": who speaks after talks does so on their day."""
    clause = next((i for i in path if sentence.tokens[i].relation == "advcl"), None)
    said = any(sentence.tokens[i].relation in SAID for i in sentence.children(verb))
    return clause is not None and event.kind in TALKS and said and is_after(sentence, clause)


def _is_simple(sentence: Sentence, told: Sequence[int]) -> bool:
    """Is the event told by, or together with, a main verb of the simple past, and by no word that gives it a time?"""
    if any(token.text.lower() in _ELSEWHEN for token in sentence.tokens):
        return False
    return all(hangs_together(sentence, i) for i in told[:-1]) and is_simple_past(sentence, told[-1])
