"""Speech that is an act by what is said: "said it would respond in kind", "told the council that Moscow was lying"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from dateline.errors import LexiconError
from dateline.lexicon.files import table
from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.fillers import Filler, fill, joined
from dateline.reading.events.live import in_entry
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import VERB
from dateline.reading.events.telling import Telling
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast, Scene
from dateline.reading.statements import Speech
from dateline.record import Entity, Kind, Voice, When

Target = Literal["subject", "any", "condition", "none"]

_ACTS: Mapping[str, tuple[Kind, Target]] = {
    "threat": ("threat", "condition"),
    "accusation": ("accusation", "none"),
    "call": ("demand", "subject"),
}
_OWN_WORDS = frozenset({"threat", "accusation", "denial", "demand", "rejection", "praise", "proposal"})
_NEUTRAL = frozenset({"assertion", "offer"})
_DUTY = re.compile(r"\b(should|must|ought to|has to|have to|needs? to)\b", re.IGNORECASE)
_CONDITION = frozenset({"unless", "if"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_BEFORE = 3  # words before the words in which a negation turns them round


class Utterance(NamedTuple):
    """What it is to say words like `pattern`, and who it is said of."""

    kind: Kind
    target: Target
    pattern: re.Pattern[str]


@cache
def utterances() -> tuple[Utterance, ...]:
    """The table, in the order in which it is tried."""
    found = []
    for row in table("en/utterances.tsv"):
        if row["kind"] not in get_args(Kind) or row["target"] not in get_args(Target):
            raise LexiconError(f"utterances.tsv: {row['example']}: {row['kind']} {row['target']}")
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        found.append(Utterance(cast(Kind, row["kind"]), cast(Target, row["target"]), pattern))
    return tuple(found)


def read_utterances(scene: Scene, cast: Cast, speech: Sequence[Speech], found: Sequence[Telling]) -> list[Telling]:
    """A telling of each statement that is such an act and has no trigger of its own among `found`."""
    tellings = []
    for one in speech:
        source = _speaker(cast, one)
        if source is None or _is_told(one, source, found):
            continue
        act = _act(scene, cast, one, source)
        if act is not None and not _is_his_states(one, source, act[0], found, cast):
            tellings.append(_telling(scene, cast, one, *act))
    return tellings


def as_speech(scene: Scene, cast: Cast, speech: Sequence[Speech], telling: Telling) -> Telling:
    """An act told by a cue ("warned that …"), with what its words add: who carried them, and whom a threat is for.

    A threat is for whoever would have to give in: "warned that it would leave unless Europe eased sanctions".
    """
    for one in speech:
        cue = one.statement.cue
        if cue is None or cue.start != telling.trigger.start or (source := _speaker(cast, one)) is None:
            continue
        if telling.kind == "threat" and not telling.recipients:
            telling = replace(telling, recipients=_condition(scene, cast, one, source))
        if telling.kind == "accusation" and not telling.recipients and one.statement.content:
            opening = one.statement.content[0].start
            telling = replace(telling, recipients=_of_clause(scene, cast, opening, source))
        return replace(telling, voices=telling.voices or _carriers(one)) if telling.verbal else telling
    return telling


def _carriers(one: Speech) -> tuple[Voice, ...]:
    return tuple(voice for voice in one.statement.voices if voice.role in ("relay", "reporter", "medium"))


def _speaker(cast: Cast, one: Speech) -> Entity | None:
    """Who speaks, if it is somebody who can act and the words have a cue."""
    who = one.statement.source.entity
    if one.source is None or one.statement.cue is None or not one.source.entities or who is None:
        return None
    entity = cast.entities.get(who)
    return None if entity is None or entity.kind in ("outlet", "place") else entity


def _is_told(one: Speech, source: Entity, found: Sequence[Telling]) -> bool:
    """Has the sentence a verb of its own for what the speaker does ("accused", "warned")?"""
    return any(
        source.id in telling.entities()
        and telling.sentence == one.sentence
        and telling.kind in _OWN_WORDS
        and telling.verbal
        for telling in found
    )


def _is_his_states(one: Speech, source: Entity, kind: Kind, found: Sequence[Telling], cast: Cast) -> bool:
    """ "told reporters that Russia called for talks": the act is in the content, as his country's."""
    return any(
        telling.kind == kind
        and telling.sentence == one.sentence
        and any(e in cast.entities and cast.entities[e].country == source.country for e in telling.entities())
        for telling in found
    )


def _act(scene: Scene, cast: Cast, one: Speech, source: Entity) -> tuple[Kind, tuple[Filler, ...]] | None:
    """What was done by saying it, and to whom."""
    if one.statement.act in _ACTS:
        kind, target = _ACTS[one.statement.act]
        if target == "subject":  # "said Russia must withdraw": of somebody, or it is a wish
            asked = _asked(scene, cast, one, source)
            return (kind, asked) if asked else None
        asked = _condition(scene, cast, one, source) if target == "condition" else ()
        if kind == "threat" and not asked and not _is_of_doing(scene, cast, one, source):
            return None
        return kind, asked
    if one.statement.act not in _NEUTRAL or one.statement.form == "direct":
        return None
    for part in one.statement.content:
        for utterance in utterances():
            match = utterance.pattern.search(part.quote)
            if match is None or _is_negated(part.quote[: match.start()], match[0]):
                continue
            subject = _subject(scene, cast, part.start + match.start(), source)
            if subject or utterance.target != "subject":
                return utterance.kind, subject if utterance.target != "none" else ()
    return None


def _is_of_doing(scene: Scene, cast: Cast, one: Speech, source: Entity) -> bool:
    """Do the words tell of a deed, or of the speaker's own side? Who warns of a flood threatens nobody."""
    for index, first, last in one.tokens:
        if any(token.lemma in classes()["deed"] for token in scene.sentence(index).tokens[first:last]):
            return True
        named = (cast.entities[e] for r in cast.within(index, first, last) for e in r.entities if e in cast.entities)
        if any(e.id == source.id or (e.country is not None and e.country == source.country) for e in named):
            return True
    return False


def _asked(scene: Scene, cast: Cast, one: Speech, source: Entity) -> tuple[Filler, ...]:
    """Who "should" or "must", by the words."""
    for part in one.statement.content:
        match = _DUTY.search(part.quote)
        if match is not None:
            return _subject(scene, cast, part.start + match.start(), source)
    return ()


def _is_negated(before: str, words: str) -> bool:
    return bool({word.lower() for word in before.split()[-_BEFORE:]} & _NEGATIONS) and not words.startswith("not")


def _subject(scene: Scene, cast: Cast, at: int, source: Entity) -> tuple[Filler, ...]:
    """The subject of the clause that the character `at` stands in: of the nearest verb above that has one."""
    for sentence in scene.analysis.sentences:
        i = sentence.at(at) if sentence.start <= at < sentence.end else None
        if i is None:
            continue
        words = Words(sentence, cast)
        for verb in (i, *sentence.ancestors(i)):
            heads = subjects_of(words, verb)
            if heads:
                found = [one for head in heads for one in fill(words, cast, head)]
                return _others(cast, found, source)
            if words.tokens[verb].tag in VERB and words.tokens[verb].relation in ("ccomp", "root"):
                return ()
    return ()


def _of_clause(scene: Scene, cast: Cast, at: int, source: Entity) -> tuple[Filler, ...]:
    """The subject of the clause that begins at character `at`: "charged that Colombia was planning an attack"."""
    for sentence in scene.analysis.sentences:
        first = sentence.at(at) if sentence.start <= at < sentence.end else None
        if first is not None:
            words = Words(sentence, cast)
            for i in range(first, len(sentence.tokens)):
                if sentence.tokens[i].relation == "nsubj":
                    return _others(cast, fill(words, cast, i), source)
    return ()


def _condition(scene: Scene, cast: Cast, one: Speech, source: Entity) -> tuple[Filler, ...]:
    """Who would have to give in: the subject of "unless Washington lifted its sanctions"."""
    for index, first, last in one.tokens:
        sentence = scene.sentence(index)
        for i in range(first, last):
            if sentence.tokens[i].lemma in _CONDITION and sentence.tokens[i].head >= 0:
                words = Words(sentence, cast)
                found = [f for head in subjects_of(words, sentence.tokens[i].head) for f in fill(words, cast, head)]
                return _others(cast, found, source)
    return ()


def _others(cast: Cast, fillers: Sequence[Filler], source: Entity) -> tuple[Filler, ...]:
    """Those of the fillers that can be spoken of as somebody else: of another country than the speaker."""
    kept = []
    for filler in fillers:
        known = [cast.entities[one] for one in filler.entities if one in cast.entities]
        foreign = [
            one for one in known if one.id != source.id and (one.country is None or one.country != source.country)
        ]
        if foreign and all(one.kind in POLITICAL for one in foreign):
            kept.append(filler)
    return tuple(kept)


def _day(scene: Scene, one: Speech) -> When | None:
    """In an entry of a live blog, the day of the report."""
    cue = one.statement.cue
    if scene.day is None or cue is None or not in_entry(scene, scene.sentence(one.sentence)):
        return None
    return When(scene.day.isoformat(), cue)


def _telling(scene: Scene, cast: Cast, one: Speech, kind: Kind, recipients: tuple[Filler, ...]) -> Telling:
    sentence = scene.sentence(one.sentence)
    reference, cue = one.source, one.statement.cue
    assert reference is not None, "_speaker has asked"
    assert cue is not None, "_speaker has asked"
    named = joined(Words(sentence, cast), cast, reference)  # "Britain, China and France said"
    speakers = tuple(Filler(r.entities, r.first, r.last, r.head) for r in named if r.entities)
    return Telling(
        kind=kind, symmetric=False, sentence=sentence.index, paragraph=sentence.paragraph,
        headline=sentence.section == "headline", trigger=cue.span, lemma=sentence.tokens[one.cue_token].lemma,
        verbal=True, definite=False, again=False,
        actors=speakers, recipients=recipients,
        status="occurred", certainty="CT+", when=one.statement.when or _day(scene, one),
    )  # fmt: skip
