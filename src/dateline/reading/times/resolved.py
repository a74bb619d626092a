"""What a time expression means, and the shape of the functions that find it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.reading.times.tense import Tense
from dateline.record import Anchor


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means. `shift`: days from … to … that are to be added to an event's day."""

    value: str | None
    anchor: Anchor = "published"
    is_date: bool = True
    shift: tuple[int, int] | None = None


# From the groups of a match, the day of the report, the tense and the words to a meaning; None: no time after all.
Handler = Callable[[dict[str, str], date | None, Tense, str], Resolved | None]
