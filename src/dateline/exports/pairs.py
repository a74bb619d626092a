"""One row a pair: how events with many parties become rows with an actor and a recipient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from dateline.exports.days import first_day
from dateline.ledger.types import Event, Side

Pair = tuple[Side | None, Side | None]


def pairs_of(event: Event) -> Iterator[Pair]:
    """Each actor with each recipient; without recipients each two actors once, for they did it together.

    An event with one party or none is one row all the same.
    """
    if event.actors and event.recipients:
        yield from product(event.actors, event.recipients)
    elif len(event.actors) > 1:
        yield from combinations(event.actors, 2)
    else:
        yield next(iter(event.actors), None), next(iter(event.recipients), None)


def day_of(event: Event) -> tuple[date, str] | None:
    """The one day of a format that knows no more, and what it is: "day", "first day", "published"; None without any."""
    if event.when is not None and (day := first_day(event.when.value)):
        return day, "day" if event.when.value == day.isoformat() else "first day"
    day = first_day(event.first_reported)
    return (day, "published") if day else None
