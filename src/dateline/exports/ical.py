"""iCalendar (RFC 5545): what is or was planned, one UID for life, SEQUENCE raised at each step.

What is called off stays, as CANCELLED, on the day it was planned for: clients take it away themselves. What has no day
is no VEVENT: an undated plan, and what is put off without a new day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from dateline.exports.days import Span, first_day, span_of
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.sites import site_of
from dateline.exports.words import printable, title
from dateline.ledger.types import Entity, Event, Outline
from dateline.record import Kind, Status

STATUS: dict[Status, str] = {
    "proposed": "TENTATIVE", "invited": "TENTATIVE", "tentative": "TENTATIVE", "scheduled": "CONFIRMED",
    "confirmed": "CONFIRMED", "in_preparation": "TENTATIVE", "in_doubt": "TENTATIVE", "rescheduled": "CONFIRMED",
    "cancelled": "CANCELLED", "revived": "CONFIRMED", "ongoing": "CONFIRMED", "occurred": "CONFIRMED",
    "did_not_occur": "CANCELLED",
}  # fmt: skip
_HELD: frozenset[Kind] = frozenset(
    {"meeting", "visit", "call", "summit", "negotiation", "signing", "ceremony", "exercise"}
)
_DONE: frozenset[Status] = frozenset({"occurred", "ongoing", "did_not_occur"})
_FOLD = 75  # octets of a line


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One calendar; gives how many events have no place in one: without a day, or neither planned nor held."""
    entities = holdings.entity_of()
    urls = {article.id: article.url for article in holdings.articles}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Record//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    left = 0
    for event in holdings.events:
        span = calendar_days(event)
        if span is None or span.first is None or span.last is None:
            left += 1
            continue
        url = next((urls[told.article] for told in event.tellings if urls.get(told.article)), None)
        uid = holdings.first_ids.get(event.id, event.id)
        sequence = holdings.sequences.get(event.id, max(0, len(event.history) - 1))
        lines += _vevent(event, uid, sequence, span.first, span.last, entities, url)
    out.write(b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"]))
    return left


def calendar_days(event: Event | Outline) -> Span | None:
    """The days at which a calendar shows the event; None if it has none there."""
    planned = any(turn.status not in _DONE for turn in event.history) or event.status not in _DONE
    if (event.kind not in _HELD and not planned) or event.status == "postponed":
        return None
    told = [event.when.value] if event.when else []
    if STATUS[event.status] == "CANCELLED":  # the day that it was planned for may stand in a step only
        told += [turn.when for turn in event.history[::-1] if turn.when]
    spans = (span_of(value) for value in told)
    return next((span for span in spans if span is not None and span.bounded), None)


def _vevent(
    event: Event, uid: str, sequence: int, first: date, last: date, entities: dict[str, Entity], url: str | None
) -> Iterator[str]:
    site = site_of(event, entities)
    stamp = f"{changed(event) or first:%Y%m%d}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(uid)}@dateline"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the day after, by the standard
    yield f"STATUS:{STATUS[event.status]}"
    yield f"SUMMARY:{_text(title(event, entities))}"
    if site is not None:
        yield f"LOCATION:{_text(', '.join(dict.fromkeys(filter(None, (site.name, site.country_name)))))}"
        if site.lat is not None and site.lon is not None:
            yield f"GEO:{site.lat};{site.lon}"
    yield f"DESCRIPTION:{_text(_described(event))}"
    if url:
        yield f"URL:{''.join(printable(url).split())}"
    yield f"CATEGORIES:{_text(event.kind)}"
    yield "END:VEVENT"


def changed(event: Event) -> date | None:
    """The day on which the last step of the event was known; None if no report that tells it is dated."""
    for turn in reversed(event.history):
        if day := first_day(turn.known) or first_day(turn.as_of):
            return day
    return first_day(event.last_reported)


def _described(event: Event) -> str:
    """Where it stands, how it came to that, and who tells it."""
    lines = [event.status.replace("_", " ")]
    if event.unreported:
        lines[0] += "; its day has passed and no report tells whether it took place"
    if len(event.history) > 1:
        lines += [f"{turn.as_of or turn.known or 'day not told'}: {turn.status}" for turn in event.history]
    # A report without an outlet goes by its name: it tells the event as well, and it may be the one that is quoted.
    unnamed = sorted({told.input for told in event.tellings if not told.outlet and told.input})
    if names := (*event.outlets, *unnamed):
        lines.append("told by " + ", ".join(names))
    if event.tellings:
        last = event.tellings[-1]
        lines.append(f"“{last.sentence.quote}” ({last.outlet or last.input})")
    return "\n".join(lines)


def _text(words: str) -> str:
    cleaned = printable(words).replace("\t", " ").replace("\r", "")
    for letter in "\\;,":
        cleaned = cleaned.replace(letter, "\\" + letter)
    return cleaned.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """`line` with CRLF, folded at 75 octets and never within a character."""
    rows: list[bytes] = [b""]
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(rows[-1]) + len(octets) > _FOLD:
            rows.append(b" ")
        rows[-1] += octets
    return b"".join(row + b"\r\n" for row in rows)


FORMAT = Format(
    name="ical",
    about="a calendar of what is, was or is no longer planned",
    media_type="text/calendar; method=PUBLISH",
    quotes=False,
    lasting=True,
    parts={"dateline.ics": write},
    loses=(
        "events without a day, with one of a month or more, or put off without a new one",
        "events that were never planned and are of no kind that is held (an accusation, a sanction)",
        "who is actor and who recipient, but for the title; codes; statements; positions of quotes",
        "steps but for their days in the description",
    ),
)
