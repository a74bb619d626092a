"""Why a report was read as it was: for each event its words, the rows that hold there, and what was not taken.

`explain` reads one report again with the functions that made its record, and keeps what they give on the way: nothing
is guessed afterwards, and reading itself keeps no trace. What later stages changed shows by comparing their results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from dateline.pipeline import Setting, read_with_setting, settle_events
from dateline.reading.events.fillers import Filler
from dateline.reading.events.merge import merge
from dateline.reading.events.play import is_play
from dateline.reading.events.reader import event_of, weight
from dateline.reading.events.screen import verdicts
from dateline.reading.events.tables import Trigger
from dateline.reading.events.tell import REPORTING, read_tellings
from dateline.reading.events.telling import Telling
from dateline.reading.events.triggers import Hit, Lack, Miss, find_tries
from dateline.reading.events.words import Words
from dateline.record import Event, Evidence, Factuality, Kind, Place, Record, Status, When

_NOBODY = "nobody takes part, and nothing was told before that it could mean"
_BORROWED = "a word of sport, film or business here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of triggers.tsv: its words as a pattern, where it looks for both sides, and what it asks for besides.

    `actor` and `recipient` are places of a frame: subj, obj, poss, adj, or a preposition. `object` are the lemmas one
    of which its object must be (empty: any); `needs` names a condition of `reading.events.conditions`.
    """

    words: str
    part: Literal["verb", "noun"]
    kind: Kind
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...] = ()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Words on one side of an event, whom they mean, and how they hang in the sentence (a relation of its tree)."""

    entities: tuple[str, ...]
    evidence: Evidence
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A row that was tried at a word and does not hold there."""

    trigger: Evidence
    row: Row
    lack: Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One place where an event is told. `row` is None for speech that is an act by what is said.

    `words_say` is the status by the words alone and `governor` the word that gives it (None: the trigger itself);
    `status` is what was made of it with its day, its hedges and its speaker. Of several tellings the first is the best:
    the one from which sides and place are taken, where it has them. `before`: how it stood before by the same words
    ("talks set for Monday were called off").
    """

    trigger: Evidence
    sentence: Evidence
    kind: Kind
    row: Row | None
    words_say: Status | None
    governor: Evidence | None
    status: Status | None
    certainty: Factuality
    before: tuple[Status, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    when: When | None
    place: Place | None
    source: str | None
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of the record: where it is told, best place first, and what later stages added to what is told there."""

    event: str
    tellings: tuple[Reason, ...]
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was read as an event and is none in the record, and why."""

    kind: Kind
    why: str
    trigger: Evidence
    tellings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A record, why its events are in it, and what is not: events that were dropped and rows that do not hold."""

    schema: Literal["dateline.explanation/1"] = "dateline.explanation/1"
    record: Record
    told: tuple[Told, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    passed: tuple[Passed, ...] = ()


def explain_row(row: Mapping[str, Any], *, any_subject: bool = False) -> Explanation:
    """The explanation of one row. Raises what `dateline.read` raises."""
    record, setting = read_with_setting(row, any_subject=any_subject)
    return Explanation(record=record) if setting is None else explain(record, setting)


def explain(record: Record, setting: Setting) -> Explanation:
    """Why `record` tells what it tells, from what it was read from."""
    teller = _Teller(setting)
    tellings = read_tellings(setting.scene, setting.cast, setting.times, setting.speech)
    groups = merge(tellings, setting.cast)
    judged = [(group, event_of(setting.scene, setting.cast, group)) for group in groups]
    settled, cast = settle_events([event for _, event in judged if isinstance(event, Event)], setting)
    verdict = iter([why for _, why in verdicts(settled, cast)])
    final = {event.id: event for event in record.events}
    told: list[Told] = []
    dropped: list[Dropped] = []
    for group, event in judged:
        why = event if isinstance(event, str) else next(verdict)
        reasons = teller.reasons(group)
        if why or isinstance(event, str):
            kind = group[0].kind if isinstance(event, str) else event.kind
            dropped.append(Dropped(kind=kind, why=why, trigger=reasons[0].trigger, tellings=reasons))
        else:
            told.append(Told(event=event.id, tellings=reasons, added=tuple(_added(event, final[event.id]))))
    grouped = {id(one) for group in groups for one in group}
    for one in tellings:
        if id(one) not in grouped:
            (reason,) = teller.reasons([one])
            dropped.append(Dropped(kind=one.kind, why=_NOBODY, trigger=reason.trigger, tellings=(reason,)))
    dropped += teller.borrowed()
    return Explanation(
        record=record,
        told=tuple(told),
        dropped=tuple(sorted(dropped, key=lambda one: one.trigger.start)),
        passed=tuple(teller.passed_alone()),
    )


def to_json(explanation: Explanation) -> bytes:
    """The explanation as one line of UTF-8 JSON."""
    return msgspec.json.encode(explanation)


def _added(event: Event, final: Event) -> Iterator[str]:
    """What the stages after the tellings made of an event, in words."""
    if event.kind != final.kind:
        yield f"kind: {event.kind} → {final.kind}, by who takes part"
    for side in ("actors", "recipients"):
        before = [one.entity for one in getattr(event, side)]
        after = [one.entity for one in getattr(final, side)]
        if before != after:
            yield f"{side}: {_names(before)} → {_names(after)}, by its place or whom they stand for"
    if event.when is None and final.when is not None:
        yield f"when: {final.when.value}, the day of what it goes on from (“{final.when.evidence.quote}”)"
    if event.place != final.place and final.place is not None:
        via = f", which means “{final.place.via[0].quote}”" if final.place.via else ""
        yield f"place: {final.place.entity}, by “{final.place.evidence.quote}”{via}"


def _names(entities: Sequence[str | None]) -> str:
    return ", ".join(one or "?" for one in entities) or "nobody"


class _Teller:
    """Turns tellings into reasons; the rows of each sentence are tried once."""

    def __init__(self, setting: Setting) -> None:
        self._scene = setting.scene
        self._tries = {
            sentence.index: list(find_tries(Words(sentence, setting.cast), setting.cast))
            for sentence in setting.scene.analysis.sentences
            if sentence.analysed and sentence.section in REPORTING
        }

    def reasons(self, group: Sequence[Telling]) -> tuple[Reason, ...]:
        """A reason for each telling of one matter, the best one first, then in the order of the text."""
        best = max(group, key=weight)
        return tuple(self._reason(one) for one in (best, *(one for one in group if one is not best)))

    def borrowed(self) -> Iterator[Dropped]:
        """Rows that hold in a sentence of sport, film or business."""
        for sentence, tries in self._tries.items():
            for hit in tries:
                if isinstance(hit, Hit) and is_play(hit.words, hit):
                    trigger = self._scene.cite_tokens(sentence, hit.first, hit.end)
                    yield Dropped(kind=hit.trigger.kind, why=_BORROWED, trigger=trigger)

    def passed_alone(self) -> Iterator[Passed]:
        """Rows that do not hold, at words where no other row does."""
        for sentence, tries in self._tries.items():
            hits = [one for one in tries if isinstance(one, Hit)]
            for one in tries:
                if isinstance(one, Miss) and not any(_overlap(one, hit) for hit in hits):
                    yield self._passed(sentence, one)

    def _reason(self, one: Telling) -> Reason:
        scene, hit = self._scene, one.hit
        governor = hit.outlook.word if hit is not None else -1
        misses = self._tries.get(one.sentence, ()) if hit is not None else ()
        return Reason(
            trigger=scene.cite(one.trigger),
            sentence=scene.cite(scene.sentence(one.sentence).span),
            kind=one.kind,
            row=_row(hit.trigger) if hit is not None else None,
            words_say=hit.outlook.status if hit is not None else None,
            governor=scene.cite_tokens(one.sentence, governor, governor + 1) if governor >= 0 else None,
            status=one.status,
            certainty=one.certainty,
            before=tuple(stage.status for stage in one.earlier),
            actors=tuple(self._side(one.sentence, filler) for filler in one.actors),
            recipients=tuple(self._side(one.sentence, filler) for filler in one.recipients),
            when=one.when,
            place=one.place,
            source=one.source,
            passed=tuple(
                self._passed(one.sentence, miss)
                for miss in misses
                if hit is not None and isinstance(miss, Miss) and _overlap(miss, hit)
            ),
        )

    def _side(self, sentence: int, filler: Filler) -> Side:
        relation = self._scene.sentence(sentence).tokens[filler.head].relation
        return Side(filler.entities, self._scene.cite_tokens(sentence, filler.first, filler.last), relation)

    def _passed(self, sentence: int, miss: Miss) -> Passed:
        trigger = self._scene.cite_tokens(sentence, miss.first, miss.end)
        return Passed(trigger=trigger, row=_row(miss.trigger), lack=miss.lack)


def _overlap(miss: Miss, hit: Hit) -> bool:
    return miss.first < hit.end and hit.first < miss.end


def _row(trigger: Trigger) -> Row:
    pairs = zip(trigger.pattern.lemmas, trigger.pattern.gaps, strict=True)
    return Row(
        words=" ".join(f"… {lemma}" if gap else lemma for lemma, gap in pairs),
        part="verb" if trigger.verb else "noun",
        kind=trigger.kind,
        actor=trigger.frame.actor,
        recipient=trigger.frame.recipient,
        object=tuple(sorted(trigger.objects)),
        needs=trigger.needs,
    )
