"""Atom (RFC 4287): one entry for each step in the life of an event, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from xml.etree import ElementTree as Xml

from dateline.exports.days import first_day, instant
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.words import printable, title
from dateline.ledger.types import Entity, Event, Turn
from dateline.record import stable_id

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"  # the `updated` of a feed without entries, which Atom demands


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    updated: str  # RFC 3339; "" if no day is known
    number: int
    event: Event
    turn: Turn | None

    @property
    def order(self) -> tuple[datetime, str, int]:
        """Its place in time, whatever the offset; steps of one moment in their order."""
        return datetime.fromisoformat(self.updated), self.id, self.number


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One feed; gives how many steps have no day, without which there is no entry."""
    entities = holdings.entity_of()
    urls = {article.id: article.url for article in holdings.articles if article.url}
    found = list(_entries(holdings))
    dated = sorted((one for one in found if one.updated), key=lambda one: one.order)
    feed = Xml.Element("feed", xmlns=_ATOM)
    _add(feed, "id", "urn:dateline:feed")
    _add(feed, "title", "Dateline: what happened, and what is planned")
    _add(feed, "updated", dated[-1].updated if dated else _NEVER)
    _add(_add(feed, "author"), "name", "Dateline")
    _add(feed, "generator", holdings.origin)
    for one in reversed(dated):
        feed.append(_entry(one, entities, urls))
    Xml.indent(feed)
    out.write(b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="utf-8") + b"\n")
    return len(found) - len(dated)


def _entries(holdings: Holdings) -> Iterator[_Entry]:
    """The steps with the moment they were known: of a telling its time, else the day."""
    for event in holdings.events:
        named = f"urn:dateline:event:{holdings.first_ids.get(event.id, event.id)}"
        seen: Counter[str] = Counter()
        times = {told.claim: told.published for told in event.tellings}
        for number, turn in enumerate(event.history):
            told = min((when for claim in turn.claims if (when := times.get(claim))), default=None)
            day = first_day(turn.known) or first_day(turn.as_of)
            # The name of a step stays when a report that comes late puts another before it.
            id = f"{named}:{stable_id(turn.status, turn.as_of or turn.known, turn.when)[:8]}"
            seen[id] += 1
            id += f":{seen[id]}" if seen[id] > 1 else ""
            yield _Entry(id, instant(told) or (f"{day}T00:00:00Z" if day else ""), number, event, turn)
        if not event.history:
            yield _Entry(f"{named}:0", instant(event.first_reported) or "", 0, event, None)


def _entry(one: _Entry, entities: dict[str, Entity], urls: dict[str, str]) -> Xml.Element:
    event, turn = one.event, one.turn
    status = (turn.status if turn else event.status).replace("_", " ")
    entry = Xml.Element("entry")
    _add(entry, "id", one.id)
    _add(entry, "title", f"{title(event, entities)} — {status}")
    _add(entry, "updated", one.updated)
    claims = turn.claims if turn else ()
    told = next((told for told in event.tellings if told.claim in claims), None) or next(iter(event.tellings), None)
    if told is not None:
        if told.outlet:
            _add(_add(entry, "author"), "name", told.outlet)
        if url := urls.get(told.article):
            _add(entry, "link", rel="related", href="".join(printable(url).split()))
    proofs = turn.evidence if turn else ()
    quote = proofs[0].quote if proofs else told.sentence.quote if told else ""
    _add(entry, "summary", f"“{quote}”" if quote else status)
    _add(entry, "category", term=event.kind)
    _add(entry, "category", term=status.replace(" ", "_"), scheme="urn:dateline:status")
    return entry


def _add(parent: Xml.Element, tag: str, text: str | None = None, **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, tag, {key: printable(value) for key, value in attributes.items()})
    element.text = None if text is None else printable(text)
    return element


FORMAT = Format(
    name="atom",
    about="a feed of steps: announced, put off, called off, held",
    media_type="application/atom+xml",
    quotes=False,
    lasting=True,
    parts={"dateline.atom": write},
    loses=(
        "steps of which neither the day nor that of their report is known",
        "parties but for the title, places and days but for the words of the proof, codes, statements",
        "all but the first report and the first quote of a step",
    ),
)
