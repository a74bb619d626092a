"""Words that two exchange: "Chad and Sudan accused each other" is said by either of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec import structs

from dateline.reading.events.sides import Sides, is_resolved
from dateline.reading.events.triggers import Hit
from dateline.record import Kind

_SPOKEN: frozenset[Kind] = frozenset({"accusation", "threat", "demand", "praise"})
_PAIRS = frozenset({("each", "other"), ("one", "another")})
_REACH = 3  # words between the verb and "each other"


def both_ways(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits, those between two on "each other" once for each: the second is told by "each other" itself."""
    for hit in hits:
        at = _each_other(hit)
        both = [(one, entity) for one in hit.sides.actors for entity in one.entities]
        if at is None or len(both) != 2 or is_resolved(hit.sides.recipients):
            yield hit
            continue
        one, other = ((structs.replace(filler, entities=(entity,)),) for filler, entity in both)
        yield replace(hit, sides=Sides(one, other))
        yield replace(hit, first=at, end=at + 2, sides=Sides(other, one))


def _each_other(hit: Hit) -> int | None:
    """Where "each other" stands as the object of words that can be exchanged."""
    if not hit.trigger.verb or hit.trigger.kind not in _SPOKEN:
        return None
    texts = [token.text.lower() for token in hit.words.tokens[: hit.end + _REACH + 1]]
    return next((i for i in range(hit.end, len(texts) - 1) if (texts[i], texts[i + 1]) in _PAIRS), None)
