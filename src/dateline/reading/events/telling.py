"""One place where a report tells of an event: what it is, who takes part, when and where, how sure, by whose word."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reading.events.fillers import Filler
from dateline.reading.events.triggers import Hit
from dateline.reading.statements import Speech
from dateline.record import Factuality, Kind, Place, Span, Status, Voice, When

TALKS: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation", "call"})
PLANNED: frozenset[Kind] = TALKS | {"visit", "signing", "exercise", "ceremony", "release"}  # done on a day set before


@dataclass(frozen=True, slots=True)
class Stage:
    """How a matter stood before or after, and for when it was set then (EDTF); `day` with the words that set it.

    `as_of` is when it came to stand so, if the words say."""

    status: Status
    when: str | None = None
    day: When | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """`status` None is a mere mention ("the talks"); then it says nothing of where the matter stands."""

    kind: Kind
    symmetric: bool
    sentence: int
    paragraph: int
    headline: bool
    trigger: Span
    lemma: str
    verbal: bool
    definite: bool
    again: bool  # told as another one than before ("a second summit", "meet again")
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    status: Status | None
    certainty: Factuality
    by: tuple[str, ...] = ()  # who made it so
    back: bool = False  # told in the past perfect, as what was before the rest ("after he had called it off")
    lapsed: bool = False  # it had been planned and did not come about, in a word ("was to have met")
    earlier: tuple[Stage, ...] = ()  # how it stood before, by the same words ("the summit set for June was cancelled")
    later: tuple[Stage, ...] = ()  # how it stood after that ("cancelled it, only to revive it eight days later")
    when: When | None = None
    past: When | None = (
        None  # the day of a plan that is over by now ("was to open on Monday"): its own, if it was broken
    )
    place: Place | None = None
    as_of: str | None = None  # when it came to stand so, if the words say
    speech: Speech | None = None
    voices: tuple[Voice, ...] = ()
    hit: Hit | None = field(default=None, repr=False, compare=False)  # what it was read from, None for mere speech

    def entities(self) -> frozenset[str]:
        """Everyone who takes part."""
        return frozenset(entity for filler in (*self.actors, *self.recipients) for entity in filler.entities)

    @property
    def source(self) -> str | None:
        """Who says so, None if the report itself does."""
        return self.speech.statement.source.entity if self.speech is not None else None
