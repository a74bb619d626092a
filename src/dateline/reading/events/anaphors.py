"""What becomes of a matter that only a pronoun names: "It was soon moved to September", "They are postponed"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.reading.events.attach_times import is_new_day, when_of
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.standing import matching
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
_NEAR = 1  # paragraphs back to what the pronoun means


def read_anaphors(
    scene: Scene,
    words: Words,
    times: Iterable[TimeMention],
    speech: Sequence[Speech],
    told: Sequence[Telling],
) -> list[Telling]:
    """A telling for each verb of the sentence by which "it" was put off or called off; `told` is what came before."""
    found: list[Telling] = []
    for i, token in enumerate(words.tokens):
        if token.text.lower() not in _IT or token.relation != "nsubj:pass" or token.head < 0:
            continue
        verb = token.head
        effect = matching(words, "object", verb)
        if (
            effect is None
            or effect.status not in _TURNS
            or verb_outlook(words, verb).status not in ("occurred", "ongoing")
        ):
            continue
        day = next((one for one in times if words.tokens[one.head].head == verb and is_new_day(words, one)), None)
        if words.tokens[verb].lemma in _WIDE and day is None:
            continue
        before = _before(words, i, told)
        if before is not None:
            found.append(_telling(scene, words, verb, effect.status, day, speech, before))
    return found


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
        again=False, actors=(), recipients=(), status="rescheduled" if day is not None else status, certainty="CT+",
        when=when_of(scene, day), speech=speaker_at(speech, sentence.index, verb),
    )  # fmt: skip
