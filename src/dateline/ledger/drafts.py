"""Drafts of corrections: is that a value of the field, and which words of which report say so?

Nothing is shown without characters: a value that no telling of the event gives needs the words of a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import Connection, select

from dateline.errors import BadCorrection
from dateline.ledger import queries, reports
from dateline.ledger.fields import Source, proof
from dateline.ledger.parties import Who
from dateline.ledger.people import find, keys_of
from dateline.ledger.publish import sources_of
from dateline.ledger.schema import articles, placed
from dateline.ledger.types import Correction, Field, Proof
from dateline.reading.edtf import days
from dateline.record import Evidence, Kind, Status

_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_SIDES = ("actors", "recipients")
_MAY_BE_UNKNOWN = ("when", "place", *_SIDES)


def drafted(
    connection: Connection,
    event: str,
    field: str,
    value: str | Sequence[str] | None,
    *,
    article: str | None,
    quote: str,
    by: str,
    reason: str,
    at: str,
) -> Correction:
    """The correction that this would be, with number 0; nothing is written. Raises BadCorrection, NotInLedger."""
    home = queries.event_id(connection, event)
    claim = event if _is_claim(connection, event) else home
    if field not in get_args(Field):
        raise BadCorrection(f"“{field}” is no field of an event", hint=", ".join(get_args(Field)))
    known: Field = next(one for one in get_args(Field) if one == field)
    word: dict[str, Any] = {"number": 0, "claim": claim, "field": known, "by": by, "reason": reason, "at": at}
    if value is None:
        return Correction(**word, value=None, proof=None, told=None)
    given = _value(connection, known, value)
    cited, told = _cited(connection, article, quote) if article else (None, None)
    if cited is None and given:
        cited = _telling(connection, home, known, given)
        if cited is None and not _all_named(connection, home, known, given):
            raise BadCorrection(
                "no report of this event says so", hint="name a report of the ledger (article) and its words (quote)"
            )
    return Correction(**word, value=given, proof=cited, told=told)


def _is_claim(connection: Connection, given: str) -> bool:
    return connection.execute(select(placed.c.claim).where(placed.c.claim == given)).first() is not None


def _value(connection: Connection, field: Field, value: str | Sequence[str]) -> str:
    """The value as it is kept: codes and days as they are, entities as keys."""
    several = [value] if isinstance(value, str) else list(value)
    several = [one.strip() for one in several if one.strip()]
    if not several:
        if field not in _MAY_BE_UNKNOWN:
            raise BadCorrection(f"“{field}” always has a value", hint="give one, or let the reports speak again")
        return ""
    if field in _SIDES or field == "place":
        keys = list(dict.fromkeys(keys_of(connection, find(connection, one))[0] for one in several))
        if field == "place" and len(keys) > 1:
            raise BadCorrection("an event has one place", hint="give one")
        return " ".join(keys)
    (one,) = several if len(several) == 1 else ("",)
    if field == "when":
        span = days(one) if _EDTF.fullmatch(one) else None
        if span is None or span[0] > span[1]:
            raise BadCorrection(f"“{one}” is no day", hint="2018-06-12, 2018-06, 2018, or two of them with a slash")
    elif one not in get_args(Kind if field == "kind" else Status):
        raise BadCorrection(f"“{one}” is no {field}", hint=", ".join(get_args(Kind if field == "kind" else Status)))
    return one


def _cited(connection: Connection, article: str, quote: str) -> tuple[Proof, str | None]:
    """The words in the report, and its day. Raises BadCorrection if they do not stand there, or twice differently."""
    text = reports.record(connection, article).article.text
    words = quote.strip()
    start = text.find(words) if words else -1
    if start < 0:
        raise BadCorrection("these words do not stand in that report", hint="copy them as they are, blanks and all")
    published = connection.execute(select(articles.c.published).where(articles.c.id == article)).scalar()
    return Proof(article, start, start + len(words), words), str(published)[:10] if published else None


_SAID: Mapping[Field, Callable[[Source], tuple[str, Evidence] | None]] = {
    "kind": lambda one: (one.event.kind, one.event.trigger),
    "status": lambda one: (one.event.status, one.event.evidence[0] if one.event.evidence else one.event.trigger),
    "when": lambda one: (one.event.when.value, one.event.when.evidence) if one.event.when is not None else None,
    "place": lambda one: (one.facts.place, one.event.place.evidence) if one.facts.place and one.event.place else None,
}


def _telling(connection: Connection, event: str, field: Field, value: str) -> Proof | None:
    """The words of the first telling that gives the value."""
    if field not in _SAID:
        return None
    who = Who(connection)
    wanted = who(value).id if field == "place" else value
    for one in sources_of(connection, [event]).get(event, []):
        said = _SAID[field](one)
        if said is not None and (who(said[0]).id if field == "place" else said[0]) == wanted:
            return proof(one.facts.article, said[1])
    return None


def _all_named(connection: Connection, event: str, field: Field, value: str) -> bool:
    """Do the tellings name all of them, in whatever role? Then each has words of its own."""
    if field not in _SIDES:
        return False
    who = Who(connection)
    told = sources_of(connection, [event]).get(event, [])
    named = {who(key).id for one in told for key in one.keys.values()}
    return {who(key).id for key in value.split()} <= named
