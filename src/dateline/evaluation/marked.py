"""A report as its marks have it: the types; `marks.py` reads them."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
Values = tuple[str | None, ...]
Sides = tuple[tuple[str, ...], ...]

MUTUAL = frozenset(("meeting", "call", "summit", "negotiation", "agreement", "signing", "cooperation"))
TOGETHER = MUTUAL | {"ceasefire", "exercise", "withdrawal"}  # mutual where several act and nobody receives


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the text names, with every marked mention of it alone."""

    id: str
    kind: str
    name: str
    country: str | None
    part_of: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name one entity or several; `hard` where it was marked so by hand."""

    span: Span
    entities: tuple[str, ...]
    hard: bool


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its EDTF value or ISO 8601 length; None for what cannot be known."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event by its marks. An empty `when` or `place` is not judged; (None,) must be null."""

    id: str
    kinds: tuple[str, ...]
    triggers: tuple[Span, ...]
    actors: Sides
    recipients: Sides
    also_actors: tuple[str, ...]
    also_recipients: tuple[str, ...]
    told: str
    statuses: tuple[str, ...]
    facts: tuple[str, ...]
    when: Values
    place: Values
    steps: tuple[tuple[str, str | None], ...]
    voices: tuple[tuple[str, str], ...]
    background: bool

    @property
    def symmetric(self) -> bool:
        """Whether it does not matter who acts and who receives."""
        return self.kinds[0] in MUTUAL or (self.kinds[0] in TOGETHER and not self.recipients and len(self.actors) > 1)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement by its marks; source (None,) where nobody is named."""

    id: str
    source: Values
    cue: Span | None
    content: tuple[Span, ...]
    forms: tuple[str, ...]
    acts: tuple[str, ...]
    addressees: tuple[str, ...]
    voices: tuple[tuple[str, str], ...]
    background: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One report, its text plain, every mark an offset in it."""

    id: str
    published: str | None
    style: str
    text: str
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
