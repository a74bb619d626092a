"""Whom "I" and "we" mean in what somebody is quoted as saying: the speaker, or the state that an official speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.frame import Cast, Reference, Scene
from dateline.reading.statements import Speech, speaker_at
from dateline.record import Entity, Mention

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_OFFICIAL = frozenset({"GOV", "MIL"})  # whose "we" is the state's; an opposition's or a parliament's is its own


def read_first_persons(scene: Scene, cast: Cast, speech: Sequence[Speech]) -> Cast:
    """The cast with "I" and "we" within quotation marks in it; what has no known speaker is left out.

    "We" of who holds no office is of nobody known: an exile speaks neither for the state nor for himself alone.
    """
    entities = dict(cast.entities)
    references: list[Reference] = []
    for sentence in scene.analysis.sentences:
        for i, token in enumerate(sentence.tokens):
            low = token.text.lower()
            if low not in _I | _WE or token.tag[:3] != "PRP" or token.text == "US":
                continue
            entity = _speaker(cast, speech, sentence, i)
            meant = entity if entity is None or low in _I else _spoken_for(entity)
            if meant is None or (low in _I and meant.kind != "person") or cast.covering(sentence.index, i):
                continue
            known = entities.setdefault(meant.id, meant)
            mention = Mention(token.start, token.end, token.text, "pronoun")
            mentions = tuple(sorted((*known.mentions, mention), key=lambda one: one.start))
            entities[known.id] = replace(known, mentions=mentions)
            references.append(Reference(sentence.index, i, i + 1, i, token.span, "pronoun", (meant.id,)))
    return Cast.of(entities, (*cast.references, *references)) if references else cast


def _speaker(cast: Cast, speech: Sequence[Speech], sentence: Sentence, i: int) -> Entity | None:
    """Who says the word, if it is within quotation marks."""
    said = speaker_at(speech, sentence.index, i)
    at = sentence.tokens[i].start
    if said is None or not any(part.start <= at < part.end for part in said.statement.quoted):
        return None
    return cast.entities.get(said.statement.source.entity or "")


def _spoken_for(one: Entity) -> Entity | None:
    """Whom "we" of this speaker means: the state of its officials, a movement or a body of states itself."""
    if one.kind == "state" or (one.kind == "organisation" and one.country is None):
        return one
    known = lexicon.states().get(one.country or "")
    if known is None or one.sector not in _OFFICIAL:
        return one if one.kind == "organisation" else None
    return Entity(id=known.id, kind="state", name=known.name, country=known.code, sector="GOV")
