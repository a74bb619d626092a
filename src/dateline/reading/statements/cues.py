"""Words that carry speech ("told", "according to", "in a letter"), read from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.lexicon.files import parts, table
from dateline.record import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or preposition that introduces speech: its act, what it takes as content, and how it names hearers."""

    lemma: str
    act: Act
    takes: frozenset[str]
    to: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one language, by lemma. `particles` are the second words of "point out", by first word."""

    verbs: Mapping[str, Cue]
    particles: Mapping[str, tuple[str, ...]]
    prepositions: Mapping[tuple[str, ...], Cue]
    opinions: frozenset[str]
    outlets: frozenset[str]
    documents: frozenset[str]
    deeds: frozenset[str]
    media: frozenset[str]
    claims: frozenset[str]
    speakers: frozenset[str]


@cache
def english() -> Cues:
    """The cue words of `lexicon/en/cues.tsv`."""
    by_kind: dict[str, dict[str, Cue]] = {}
    for row in table("en/cues.tsv"):
        act = cast(Act, row["act"] or "assertion")
        cue = Cue(row["cue"], act, frozenset(parts(row["takes"])), frozenset(parts(row["to"])))
        by_kind.setdefault(row["kind"], {})[row["cue"]] = cue
    particles: dict[str, tuple[str, ...]] = {}
    for lemma in by_kind["verb"]:
        first, _, rest = lemma.partition(" ")
        if rest:
            particles[first] = (*particles.get(first, ()), rest)
    return Cues(
        verbs=by_kind["verb"],
        particles=particles,
        prepositions={tuple(words.split()): cue for words, cue in by_kind["preposition"].items()},
        opinions=frozenset(by_kind["opinion"]),
        outlets=frozenset(by_kind["outlet"]),
        documents=frozenset(by_kind["document"]),
        deeds=frozenset(by_kind["deed"]),
        media=frozenset(by_kind["medium"]),
        claims=frozenset(by_kind["claim"]),
        speakers=frozenset(by_kind["speaker"]),
    )
