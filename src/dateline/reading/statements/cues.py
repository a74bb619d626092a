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
    takes: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one language, by lemma. `particles` are the second words of "point out", by first word.

    `words` are the little words of `speech_words.tsv`, by kind.
    """

    verbs: Mapping[str, Cue]
    particles: Mapping[str, tuple[str, ...]]
    prepositions: Mapping[tuple[str, ...], Cue]
    nouns: Mapping[str, frozenset[str]]  # opinion, outlet, document, deed, medium, claim, speaker
    words: Mapping[str, frozenset[str]]


@cache
def english() -> Cues:
    """The cue words of `lexicon/en`."""
    by_kind: dict[str, dict[str, Cue]] = {}
    for row in table("en/cues.tsv"):
        act = cast(Act, row["act"] or "assertion")
        cue = Cue(row["cue"], act, frozenset(parts(row["takes"])), frozenset(parts(row["to"])))
        by_kind.setdefault(row["kind"], {})[row["cue"]] = cue
    verbs, prepositions = by_kind.pop("verb"), by_kind.pop("preposition")
    particles: dict[str, tuple[str, ...]] = {}
    for lemma in verbs:
        first, _, rest = lemma.partition(" ")
        if rest:
            particles[first] = (*particles.get(first, ()), rest)
    return Cues(
        verbs=verbs,
        particles=particles,
        prepositions={tuple(words.split()): cue for words, cue in prepositions.items()},
        nouns={kind: frozenset(rows) for kind, rows in by_kind.items()},
        words=words_by_kind(),
    )


@cache
def words_by_kind() -> Mapping[str, frozenset[str]]:
    """The words of `speech_words.tsv`, by kind."""
    found: dict[str, set[str]] = {}
    for row in table("en/speech_words.tsv"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}
