"""Whom "I" and "we" mean in a quotation: the speaker, or the state that an official speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.frame import Cast, Scene
from dateline.reading.statements import Speech, speaker_at
from dateline.record import Entity, Mention

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_OFFICIAL = frozenset({"GOV", "MIL"})  # whose "we" is the state's; an opposition's or a parliament's is its own
# What several do together: "we agreed" is said of both sides, and whom it means besides the speaker is not told.
_TOGETHER = frozenset({
    "agree", "meet", "sign", "discuss", "negotiate", "talk", "reach", "conclude", "share", "cooperate",
})  # fmt: skip


def read_first_persons(scene: Scene, cast: Cast, speech: Sequence[Speech]) -> dict[str, Entity]:
    """The entities with "I" and "we" within quotation marks among their mentions; not those of no known speaker.

    For the record alone, once its events are read: what a speaker tells of himself is told by him, not by the report.
    "We" of who holds no office is of nobody known: an exile speaks neither for the state nor for himself alone.
    """
    entities = dict(cast.entities)
    for sentence in scene.analysis.sentences:
        for i, token in enumerate(sentence.tokens):
            low = token.text.lower()
            if low not in _I | _WE or token.tag[:3] != "PRP" or token.text == "US":
                continue
            said = _said(speech, sentence, i)
            one = cast.entities.get(said.statement.source.entity or "") if said is not None else None
            if said is None or one is None or cast.covering(sentence.index, i) or _is_of_both(sentence, i):
                continue
            meant = _spoken_for(cast, said, one) if low in _WE else one if one.kind == "person" else None
            if meant is None:
                continue
            known = entities.setdefault(meant.id, meant)
            mention = Mention(token.start, token.end, token.text, "pronoun")
            mentions = tuple(sorted((*known.mentions, mention), key=lambda one: one.start))
            entities[known.id] = replace(known, mentions=mentions)
    return entities


def _is_of_both(sentence: Sentence, i: int) -> bool:
    """ "We agreed on a truce", but not "we have rejected it": said of both sides."""
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head].lemma if token.relation == "nsubj" and token.head >= 0 else ""
    return token.text.lower() == "we" and verb in _TOGETHER


def _said(speech: Sequence[Speech], sentence: Sentence, i: int) -> Speech | None:
    """The speech that holds the word within quotation marks."""
    said, at = speaker_at(speech, sentence.index, i), sentence.tokens[i].start
    quoted = said is not None and any(part.start <= at < part.end for part in said.statement.quoted)
    return said if quoted else None


def _spoken_for(cast: Cast, said: Speech, one: Entity) -> Entity | None:
    """Whom "we" of this speaker means: the state of its officials, a movement or a body of states itself."""
    if said.source is not None and one.kind == "group":  # "a Taliban spokesman"
        inside = cast.within(said.source.sentence, said.source.first, said.source.last)
        bodies = [cast.entities[e] for r in inside for e in r.entities if cast.entities[e].kind == "organisation"]
        if bodies and bodies[0].sector not in _OFFICIAL:
            return bodies[0]
    if one.kind == "state" or (one.kind == "organisation" and one.country is None):
        return one
    known = lexicon.states().get(one.country or "")
    told = one.sector is None and any(role.of in lexicon.states() for role in one.roles)  # by the lexicon alone
    if known is None or not (told or one.sector in _OFFICIAL):
        return one if one.kind == "organisation" else None
    return Entity(id=known.id, kind="state", name=known.name, country=known.code, sector="GOV")
