"""A signing that names nobody: "Its signing is now off", "puts a signing back on the agenda".

Whoever negotiates or agrees with somebody signs with him, so the sides are those of the talks told last between two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline import lexicon
from dateline.reading.events.fillers import Filler
from dateline.reading.events.noun_outlook import noun_outlook
from dateline.reading.events.telling import TALKS, Telling
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.reading.statements import Speech, speaker_at
from dateline.record import Kind, Span, Status

_BETWEEN: frozenset[Kind] = TALKS | {"agreement"}
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed", "in_doubt"})
_TWO = 2


def read_signings(words: Words, cast: Cast, speech: Sequence[Speech], told: Sequence[Telling]) -> list[Telling]:
    """A telling for each signing of the sentence that is off, or on again, and of which none of `told` has both sides.

    `told` is what the report tells before and in the sentence. A known one only ("the", "its") can be off.
    """
    found: list[Telling] = []
    for i, token in enumerate(words.tokens):
        if token.lemma != "signing" or token.tag != "NN":
            continue
        here = [one for one in told if one.trigger.start <= token.start < one.trigger.end]
        known = frozenset[str]().union(*(one.entities() for one in here))
        if len(known) >= _TWO:
            continue
        outlook = noun_outlook(words, i)
        first = words.phrase_start(i)
        definite = words.tokens[first].lemma in ("the", "this", "that") or bool(words.kids_as(i, "nmod:poss"))
        if outlook.status != "revived" and not (definite and outlook.status in _OFF):
            continue
        sides = _sides(cast, told, {_party(cast, entity) for entity in known})
        if sides:
            sentence = words.sentence
            found.append(
                Telling(
                    kind="signing", symmetric=True, sentence=sentence.index, paragraph=sentence.paragraph,
                    headline=sentence.section == "headline", trigger=Span(token.start, token.end), lemma="signing",
                    verbal=False, definite=definite, again=False, actors=(Filler(sides, first, i + 1, i, True),),
                    recipients=(), status=outlook.status, certainty=outlook.certainty,
                    speech=speaker_at(speech, sentence.index, i),
                )
            )  # fmt: skip
    return found


def _sides(cast: Cast, told: Sequence[Telling], known: Collection[str]) -> tuple[str, ...]:
    """Those who sign: the two of the last signing told, else the states or bodies of the last talks between two.

    Of the two are the `known`, if one is told by a pronoun ("their signing").
    """
    before = sorted(told, key=lambda one: one.trigger.start, reverse=True)
    for kinds in (frozenset[Kind]({"signing"}), _BETWEEN):
        for one in before:
            sides = tuple(sorted({_party(cast, entity) for entity in one.entities()}))
            if one.kind in kinds and len(sides) == _TWO and set(known) <= set(sides):
                return sides
    return ()


def _party(cast: Cast, entity: str) -> str:
    """For whom somebody signs: unnamed people for the body they are of, others for their state, if it is named."""
    known = cast.entities.get(entity)
    if known is None:
        return entity
    if known.kind == "group":
        bodies = (one.id for one in cast.entities.values() if one.kind == "organisation")
        body = next((one for one in bodies if entity.startswith(f"{one}-") or entity.endswith(f"-of-{one}")), None)
        if body is not None:
            return body
    state = lexicon.states().get(known.country or "")
    return state.id if known.kind in ("person", "group") and state is not None and state.id in cast.entities else entity
