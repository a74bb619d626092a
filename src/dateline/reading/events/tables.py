"""The lexicon of events, read once: triggers with their frames, classes of objects, and what tells of a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.errors import LexiconError
from dateline.lexicon.files import parts, table
from dateline.record import Factuality, Kind, Status

GAP = 4  # words that may stand at a "…" of a pattern

CERTAINTY: Mapping[Status, Factuality] = {
    "occurred": "CT+", "ongoing": "CT+", "scheduled": "CT+", "confirmed": "CT+", "rescheduled": "CT+",
    "revived": "CT+", "tentative": "PS+", "in_preparation": "PR+", "in_doubt": "PS+", "proposed": "Uu",
    "invited": "Uu", "postponed": "Uu", "cancelled": "CT-", "did_not_occur": "CT-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the sides of a trigger stand: `subj`, `obj`, `poss`, `adj`, or a preposition."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas in order; `gaps[i]` tells whether words may stand between lemma i and the one before it."""

    lemmas: tuple[str, ...]
    gaps: tuple[bool, ...]

    @classmethod
    def of(cls, words: str) -> Pattern:
        """ "call … off" as a pattern."""
        lemmas, gaps, gap = [], [], False
        for word in words.split():
            if word == "…":
                gap = True
            else:
                lemmas.append(word)
                gaps.append(gap)
                gap = False
        return cls(tuple(lemmas), tuple(gaps))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the table for one pattern. `objects` are lemmas one of which its object must be (empty: any)."""

    pattern: Pattern
    verb: bool
    kind: Kind
    frame: Frame
    objects: frozenset[str]
    by_of: bool  # of a noun: `objects` stand in its "of" phrase rather than before it
    needs: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governing word makes of the event below it; `status` None: as the governing word itself stands."""

    pattern: Pattern
    status: Status | None
    certainty: Factuality | None
    subject: str


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """The classes of objects by name."""
    return {row["class"]: frozenset(parts(row["lemmas"])) for row in table("en/classes.tsv")}


@cache
def frames() -> Mapping[str, Frame]:
    """The frames by name."""
    return {
        row["frame"]: Frame(parts(row["actor"]), parts(row["recipient"]), row["symmetric"] == "yes")
        for row in table("en/frames.tsv")
    }


def _objects(cell: str) -> tuple[frozenset[str], bool]:
    by_of = cell.startswith("of@")
    words: set[str] = set()
    for part in parts(cell.removeprefix("of")) if by_of else parts(cell):
        words |= classes()[part[1:]] if part.startswith("@") else {part}
    return frozenset(words), by_of


@cache
def triggers() -> tuple[Mapping[str, tuple[Trigger, ...]], Mapping[str, tuple[Trigger, ...]]]:
    """Triggers by the lemma of their head: of verbs (the first word), of nouns (the last). Longer patterns first."""
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    for row in table("en/triggers.tsv"):
        if row["kind"] not in get_args(Kind) or row["pos"] not in ("v", "n"):
            raise LexiconError(f"triggers.tsv: {row['words'][:40]}: {row['kind']} {row['pos']}")
        objects, by_of = _objects(row["object"])
        for words in parts(row["words"]):
            pattern = Pattern.of(words)
            one = Trigger(
                pattern,
                row["pos"] == "v",
                cast(Kind, row["kind"]),
                frames()[row["frame"]],
                objects,
                by_of,
                row["needs"],
            )
            if one.verb:
                verbs.setdefault(pattern.lemmas[0], []).append(one)
            else:
                nouns.setdefault(pattern.lemmas[-1], []).append(one)
    ordered = [
        {lemma: tuple(sorted(rows, key=lambda row: -len(row.pattern.lemmas))) for lemma, rows in found.items()}
        for found in (verbs, nouns)
    ]
    return ordered[0], ordered[1]


@cache
def effects(relation: str) -> Mapping[str, tuple[Effect, ...]]:
    """What words in this relation to a trigger say of its status, by their first lemma. Longer patterns first."""
    found: dict[str, list[Effect]] = {}
    for row in table("en/outlooks.tsv"):
        if row["relation"] != relation:
            continue
        status = None if row["status"] == "inherit" else row["status"]
        if status is not None and status not in get_args(Status):
            raise LexiconError(f"outlooks.tsv: {row['words'][:40]}: {status}")
        for words in parts(row["words"]):
            pattern = Pattern.of(words)
            effect = Effect(
                pattern,
                cast("Status | None", status),
                cast("Factuality | None", row["certainty"] or None),
                row["subject"],
            )
            found.setdefault(pattern.lemmas[0], []).append(effect)
    return {lemma: tuple(sorted(rows, key=lambda row: -len(row.pattern.lemmas))) for lemma, rows in found.items()}
