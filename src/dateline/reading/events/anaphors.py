"""What becomes of a matter that only a pronoun names: "It was soon moved to September", "They are postponed"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.reading.events.attach_times import is_new_day, when_of
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.standing import matching
from dateline.reading.events.tables import CERTAINTY
from dateline.reading.events.tags import VERB
from dateline.reading.events.telling import TALKS, Telling
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene, TimeMention
from dateline.reading.statements import Speech, speaker_at
from dateline.record import Kind, Span, Status

_PLANNED: frozenset[Kind] = TALKS | {"visit", "signing", "exercise", "ceremony"}
_TURNS: frozenset[Status] = frozenset({"cancelled", "postponed", "rescheduled"})
_IT = frozenset({"it", "they"})
# Verbs that people and things suffer as well: "They were moved to another prison".
_WIDE = frozenset({"move", "shift", "drop", "pull", "suspend", "terminate", "delay", "abandon", "shelve", "axe"})
_HAD = frozenset({"had", "'d", "’d"})
_NEAR = 1  # paragraphs back to what the pronoun means


def read_anaphors(
    scene: Scene,
    words: Words,
    times: Iterable[TimeMention],
    speech: Sequence[Speech],
    told: Sequence[Telling],
) -> list[Telling]:
    """A telling for each verb of the sentence that tells what becomes of "it"; `told` is what came before."""
    found: list[Telling] = []
    for i, token in enumerate(words.tokens):
        if token.text.lower() not in _IT or token.head < 0:
            continue
        one = _turned(scene, words, i, times, speech, told) or _awaited(scene, words, i, times, speech, told)
        if one is not None:
            found.append(one)
    return found


def _turned(
    scene: Scene,
    words: Words,
    pronoun: int,
    times: Iterable[TimeMention],
    speech: Sequence[Speech],
    told: Sequence[Telling],
) -> Telling | None:
    """ "It was put off", "had called it off"."""
    verb, relation = words.tokens[pronoun].head, words.tokens[pronoun].relation
    acted = relation == "obj" and words.tokens[pronoun].text.lower() == "it"
    if relation != "nsubj:pass" and not acted:
        return None
    effect = matching(words, "object", verb)
    if effect is None or effect.status not in _TURNS:
        return None
    if verb_outlook(words, verb).status not in ("occurred", "ongoing"):
        return None
    own = [one for one in times if words.tokens[one.head].head == verb]
    day = next((one for one in own if is_new_day(words, one)), None)
    back = any(words.tokens[i].text.lower() in _HAD for i in words.group(verb))
    wide = words.tokens[verb].lemma in _WIDE and not (back and words.tokens[verb].lemma == "delay")
    before = _before(words, pronoun, told) if day is not None or not wide else None
    if before is None:
        return None
    status: Status = "rescheduled" if day is not None else effect.status
    since = next((one for one in own if one is not day and one.is_date), None)
    return replace(
        _telling(scene, words, verb, status, day, speech, before),
        back=back,
        as_of=since.time.value if since is not None else None,
    )


def _awaited(
    scene: Scene,
    words: Words,
    pronoun: int,
    times: Iterable[TimeMention],
    speech: Sequence[Speech],
    told: Sequence[Telling],
) -> Telling | None:
    """ "They will now start on Tuesday", "It is to take place in May": of a matter that a noun told just before."""
    verb, relation = words.tokens[pronoun].head, words.tokens[pronoun].relation
    if relation not in ("nsubj", "nsubj:pass") or words.tokens[verb].tag not in VERB:
        return None
    if matching(words, "awaited", verb) is None or any(words.kids_as(verb, "obj")) != _takes_place(words, verb):
        return None
    status = verb_outlook(words, verb).status
    before = _before(words, pronoun, told)
    if status not in ("scheduled", "tentative") or before is None or before.verbal:
        return None
    if before.sentence != words.index - 1 or not _is_subject(before):
        return None
    day = next((one for one in times if one.is_date and words.tokens[one.head].head == verb), None)
    return _telling(scene, words, verb, status, day, speech, before)


def _takes_place(words: Words, verb: int) -> bool:
    return words.tokens[verb].lemma == "take"


def _is_subject(one: Telling) -> bool:
    """Is it told as the subject of its clause?"""
    return one.hit is not None and one.hit.words.tokens[one.hit.head].relation in ("nsubj", "nsubj:pass")


def _before(words: Words, pronoun: int, told: Sequence[Telling]) -> Telling | None:
    """The last matter that was planned, told shortly before the pronoun."""
    start, paragraph = words.tokens[pronoun].start, words.sentence.paragraph
    near = [
        one
        for one in told
        if one.trigger.start < start and paragraph - one.paragraph <= _NEAR and one.kind in _PLANNED
        and one.sentence != words.index
    ]  # fmt: skip
    return max(near, key=lambda one: one.trigger.start, default=None)


def _telling(
    scene: Scene,
    words: Words,
    verb: int,
    status: Status,
    day: TimeMention | None,
    speech: Sequence[Speech],
    before: Telling,
) -> Telling:
    sentence = words.sentence
    token = words.tokens[verb]
    return Telling(
        kind=before.kind, symmetric=before.symmetric, sentence=sentence.index, paragraph=sentence.paragraph,
        headline=False, trigger=Span(token.start, token.end), lemma=before.lemma, verbal=False, definite=True,
        again=False, actors=(), recipients=(), status=status, certainty=CERTAINTY[status],
        when=when_of(scene, day), speech=speaker_at(speech, sentence.index, verb),
    )  # fmt: skip
