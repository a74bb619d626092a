"""The outlet that published a report stands last in the chain of everything it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.lexicon import find_outlet, slug
from dateline.record import Article, Entity, Event, Statement, Voice


def outlet_of(article: Article, entities: Iterable[Entity]) -> Entity | None:
    """The entity that published `article`; None if that is unknown.

    One of `entities` where the report names its own outlet, else one without mentions, known to the lexicon or not.
    """
    if article.outlet is None:
        return None
    known = find_outlet(article.outlet)
    name = known.id if known else slug(article.outlet)
    named = next((entity for entity in entities if entity.id == name), None)
    if named is not None:
        return named
    if known is None:
        return Entity(id=name, kind="outlet", name=article.outlet, sector="JRN")
    return Entity(id=name, kind="outlet", name=known.name, country=known.country, sector="JRN")


def carry_events(events: Iterable[Event], outlet: Entity) -> tuple[Event, ...]:
    """`events` with `outlet` as the last of their voices."""
    return tuple(replace(event, voices=_last(event.voices, outlet)) for event in events)


def carry_statements(statements: Iterable[Statement], outlet: Entity) -> tuple[Statement, ...]:
    """`statements` with `outlet` as the last of their voices."""
    return tuple(replace(statement, voices=_last(statement.voices, outlet)) for statement in statements)


def _last(voices: tuple[Voice, ...], outlet: Entity) -> tuple[Voice, ...]:
    return (*(voice for voice in voices if voice.role != "outlet"), Voice("outlet", outlet.id))
