"""Who takes part in what is told: sides without places and outlets, hosts, who decides and who announces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from dateline.reading.events.fillers import Filler
from dateline.reading.events.organs import organ_that_tells
from dateline.reading.events.triggers import Hit, is_decided
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.reading.statements import Speech
from dateline.record import Kind

# Acts whose other side is the state where they are done.
_AT_HOME: frozenset[Kind] = frozenset({"visit", "recall", "withdrawal", "mobilisation", "assault", "aid", "coercion"})


def hosts_of(cast: Cast) -> Mapping[str, str]:
    """The state entity of each country that the report names."""
    return {entity.country: entity.id for entity in cast.entities.values() if entity.kind == "state" and entity.country}


def decider(cast: Cast, hit: Hit, speech: Speech) -> tuple[Filler, ...]:
    """ "The minister said that tariffs would be lowered": nobody else being named, it is for him who says so."""
    words, source = hit.words, speech.source
    if told := organ_that_tells(cast, hit, speech):
        return told
    if (
        not hit.trigger.verb
        or source is None
        or len(source.entities) != 1
        or not is_decided(words, hit.trigger, hit.head)
    ):
        return ()
    entity = cast.entities.get(source.entities[0])
    if source.sentence != words.index or entity is None or entity.kind not in ("person", "state", "organisation"):
        return ()
    return (Filler(source.entities, source.first, source.last, source.head),)


def is_announcer(cast: Cast, source: str | None, actors: Sequence[Filler]) -> bool:
    """Is the source one of those who act, or of the same country?"""
    if source is None or source not in cast.entities:
        return False
    mine = {source, cast.entities[source].country} - {None}
    return any(
        one == source or (one in cast.entities and cast.entities[one].country in mine)
        for filler in actors
        for one in filler.entities
    )


def entities_at(words: Words, cast: Cast, head: int) -> tuple[str, ...]:
    """Whom the phrase at a word means."""
    reference = cast.at(words.index, head)
    return reference.entities if reference is not None else ()


def sides_of(cast: Cast, hit: Hit, hosts: Mapping[str, str]) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """Sides without places and outlets; the place that a visit goes to becomes the state that it lies in."""

    def acting(fillers: tuple[Filler, ...], *, host: bool) -> tuple[Filler, ...]:
        kept = []
        for filler in fillers:
            entities = []
            for one in filler.entities:
                entity = cast.entities.get(one)
                if entity is None:
                    continue
                if entity.kind == "place":
                    if host and entity.country is not None:
                        entities.append(hosts.get(entity.country, one))  # a place stands for its state until settled
                elif entity.kind not in ("outlet", "other"):
                    entities.append(one)
            if entities:
                kept.append(structs.replace(filler, entities=tuple(dict.fromkeys(entities))))
        return tuple(kept)

    at_home = hit.trigger.kind in ("ceremony", "protest")  # "a parade in Minsk"
    actors = acting(hit.sides.actors, host=at_home)
    mission = hit.trigger.frame.recipient[:1] == ("in",)  # "reopened its embassy in Kabul", not "recognised Abkhazia"
    recipients = acting(hit.sides.recipients, host=mission or hit.trigger.kind in _AT_HOME)
    taken = {entity for one in actors for entity in one.entities}
    recipients = tuple(
        structs.replace(one, entities=rest)
        for one in recipients
        if (rest := tuple(e for e in one.entities if e not in taken))
    )
    return actors, recipients
