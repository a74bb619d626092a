"""One line for an event, and cells without what would break a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from dateline.ledger.types import Entity, Event

_MOST = 3  # names in a title: more are counted


def named(ids: Iterable[str], entities: Mapping[str, Entity]) -> str:
    """The names of `ids`, joined ("Donald Trump, Kim Jong-un and 2 others")."""
    names = [entities[one].name if one in entities else one for one in dict.fromkeys(ids)]
    if len(names) <= _MOST:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST])} and {len(names) - _MOST} others"


def title(event: Event, entities: Mapping[str, Entity]) -> str:
    """Who, what, whom, where: "Summit: Donald Trump, Kim Jong-un (Singapore)", "Visit: Kim Jong-un → Russia"."""
    actors = named((side.entity for side in event.actors), entities)
    recipients = named((side.entity for side in event.recipients), entities)
    who = " → ".join(part for part in (actors, recipients) if part) or "parties not told"
    where = f" ({named([event.place.entity], entities)})" if event.place else ""
    return f"{event.kind.replace('_', ' ').capitalize()}: {who}{where}"


def cell(words: str) -> str:
    """`words` on one line, without tabs and control characters: for tables that know no quoting."""
    kept = "".join(" " if letter.isspace() else letter for letter in words if letter.isspace() or _seen(letter))
    return " ".join(kept.split())


def printable(words: str) -> str:
    """`words` without characters that XML and calendars forbid; tabs and line ends stay."""
    return (
        "".join(letter for letter in words if letter in "\t\n" or _seen(letter)) if not words.isprintable() else words
    )


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
