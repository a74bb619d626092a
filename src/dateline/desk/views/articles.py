"""The article: the report as it was read, every reading tied to its exact words and every word to its reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dateline.desk.held import the_ledger
from dateline.desk.highlight import Note, painted, paragraphs
from dateline.desk.jsonld import article_ld
from dateline.desk.lines import Link, Names
from dateline.desk.talk import discussion
from dateline.desk.targets import aim
from dateline.desk.words import ACT_WORDS, day_words, kind_words, status_tone, status_words
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.rows import claim_id
from dateline.record import Event, Evidence, Participant, Record, Section, Statement, Voice
from dateline.wording import VOICE_WORDS

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: the words for it, and the places in the text that say so."""

    link: Link
    spans: list[tuple[str, str]] = field(default_factory=list)  # (id of the mark, its words)


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a reading."""

    id: str
    name: str
    values: list[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An event or statement of the report: what stands beside the text."""

    id: str
    number: str
    title: str
    tone: str
    status: str
    url: str
    rows: list[Row]
    confidence: int | None
    passing: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text as HTML, and what it is."""

    kind: str
    html: SafeString


@require_safe
def article(request: HttpRequest, id: str) -> HttpResponse:
    """An article with its readings."""
    ledger = the_ledger()
    record = ledger.record(id)
    names = Names(ledger, _ids(record))
    drawn = Drawn(record, names, _records_of(ledger, record))
    shown = _shown(request.GET.get("show", ""), record)
    notes = [*drawn.notes, *shown]
    page = record.article
    parts = [
        Part(section.kind, painted(page.text, span, notes))
        for section in _sections(record)
        if section.kind not in ("headline", "byline")
        for span in paragraphs(page.text, section)
    ]
    head = next((one for one in page.sections if one.kind == "headline"), None)
    said = {
        "talk": discussion(request, aim(ledger, "article", record.id)),
        "record": record, "page": page, "headline": page.headline or record.input,
        "headline_html": painted(page.text, (head.start, head.end), notes) if head else None,
        "byline": ", ".join(page.byline), "published": day_words(page.published) if page.published else "",
        "place": names.link(page.place) if page.place else None, "parts": parts, "events": drawn.events,
        "statements": drawn.statements, "issues": record.issues, "shown": bool(shown),
        "original": page.url if (page.url or "").startswith(("https://", "http://")) else None,
        "jsonld": article_ld(record, request.build_absolute_uri(reverse("article", args=[record.id]))),
        "people": [names.link(one.id) for one in record.entities if one.kind in ("person", "state", "organisation")],
    }  # fmt: skip
    return render(request, "desk/article.html", said)


def _ids(record: Record) -> set[str]:
    return {one.id for one in record.entities}


def _sections(record: Record) -> tuple[Section, ...]:
    page = record.article
    return page.sections or (Section("body", 0, len(page.text)),)


def _records_of(ledger: Ledger, record: Record) -> dict[str, str]:
    """The address of the ledger's record for each event of the report."""
    found: dict[str, str] = {}
    for event in record.events:
        try:
            found[event.id] = reverse("record", args=[ledger.event(claim_id(record.id, "event", event.id)).id])
        except NotInLedger:
            continue  # an older version of a page: it speaks no more
    return found


def _shown(asked: str, record: Record) -> list[Note]:
    """The span that a link asked for, if it is one."""
    found = _SPAN.fullmatch(asked)
    if found is None:
        return []
    start, end = int(found[1]), int(found[2])
    return [Note(start, end, "shown")] if 0 <= start < end <= len(record.article.text) else []


class Drawn:
    """The readings of a report and the notes that tie them to its text."""

    def __init__(self, record: Record, names: Names, records: dict[str, str]) -> None:
        self._names = names
        self.notes: list[Note] = []
        self.events = [self._event(one, number, records) for number, one in enumerate(record.events, 1)]
        self.statements = [
            self._statement(one, number) for number, one in enumerate(record.statements, len(record.events) + 1)
        ]

    def _event(self, event: Event, number: int, records: dict[str, str]) -> Reading:
        at = f"r{number}"
        kind = kind_words(event.kind)
        rows = [
            self._row(at, "what", kind, [Value(Link(kind), self._cite([event.trigger], at, "what", kind))]),
            self._sides(at, "who", kind, event.actors),
            self._sides(at, "to whom", kind, event.recipients),
        ]
        if event.place:
            spans = self._cite([event.place.evidence, *event.place.via], at, "where", kind)
            rows.append(self._row(at, "where", kind, [Value(self._names.link(event.place.entity), spans)]))
        if event.when:
            spans = self._cite([event.when.evidence, *event.when.via], at, "when", kind)
            rows.append(self._row(at, "when", kind, [Value(Link(day_words(event.when.value)), spans)]))
        steps = [
            Value(Link(self._step(one.status, one.as_of, one.by)), self._spans(one.evidence)) for one in event.history
        ]
        rows.append(self._row(at, "where it stands", kind, steps or [Value(Link(status_words(event.status)))]))
        rows.append(self._voices(at, kind, event.voices))
        self._whole(event.evidence, at, number, kind, "sentence", trigger=event.trigger)
        return Reading(
            id=at, number=str(number), title=kind, tone=status_tone(event.status), status=status_words(event.status),
            url=records.get(event.id, ""), rows=[row for row in rows if row.values],
            confidence=_percent(event.confidence), passing=event.salience != "main",
        )  # fmt: skip

    def _statement(self, said: Statement, number: int) -> Reading:
        at = f"r{number}"
        rows = [
            self._sides(at, "who", "statement", [said.source]),
            self._sides(at, "to whom", "statement", said.addressees),
        ]
        if said.cue:
            cue = self._cite([said.cue], at, "how", "statement")
            rows.append(self._row(at, "how", "statement", [Value(Link(ACT_WORDS[said.act]), cue)]))
        if said.when:
            spans = self._cite([said.when.evidence, *said.when.via], at, "when", "statement")
            rows.append(self._row(at, "when", "statement", [Value(Link(day_words(said.when.value)), spans)]))
        rows.append(self._voices(at, "statement", said.voices))
        spans = self._spans(said.content)
        rows.insert(1, self._row(at, "words", "statement", [Value(Link(quote), [(id, "")]) for id, quote in spans]))
        self._whole(said.content, at, number, "statement", "said")
        return Reading(
            id=at, number=str(number), title="statement", tone="said", status=said.act, url="",
            rows=[row for row in rows if row.values], confidence=_percent(said.confidence),
        )  # fmt: skip

    def _whole(
        self, evidence: Iterable[Evidence], at: str, number: int, kind: str, tone: str, trigger: Evidence | None = None
    ) -> None:
        """The sentences that the whole was read from; the number stands behind the trigger, or the first of them."""
        cited = list(evidence)
        if trigger is not None:
            self.notes.append(Note(trigger.start, trigger.end, "words", f"{at}.what", "", str(number)))
        for place, one in enumerate(cited):
            number_here = str(number) if place == 0 and trigger is None else None
            target = f"{at}.words" if tone == "said" else None
            self.notes.append(Note(one.start, one.end, tone, target, f"{kind} {number}", number_here))

    def _cite(self, evidence: Iterable[Evidence | None], at: str, name: str, kind: str) -> list[tuple[str, str]]:
        cited = [one for one in evidence if one is not None]
        target = f"{at}.{name.replace(' ', '-')}"
        self.notes += [Note(one.start, one.end, "words", target, f"{kind}: {name}") for one in cited]
        return self._spans(cited)

    def _spans(self, evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
        return [(f"w-{one.start}-{one.end}", one.quote) for one in evidence]

    def _row(self, at: str, name: str, kind: str, values: list[Value]) -> Row:
        return Row(f"{at}.{name.replace(' ', '-')}", name, values)

    def _sides(self, at: str, name: str, kind: str, sides: Iterable[Participant]) -> Row:
        values = []
        for one in sides:
            link = self._names.link(one.entity) if one.entity else Link("somebody whom the text leaves open")
            if one.entity or one.evidence:
                values.append(Value(link, self._cite([one.evidence], at, name, kind)))
        return self._row(at, name, kind, values)

    def _voices(self, at: str, kind: str, voices: Iterable[Voice]) -> Row:
        values = []
        for one in voices:
            if one.role != "outlet" and one.entity:
                link = self._names.link(one.entity)
                words = Link(f"{VOICE_WORDS[one.role]} {link.words}", link.url)
                values.append(Value(words, self._cite([one.cue], at, "through whom", kind)))
        return self._row(at, "through whom", kind, values)

    def _step(self, status: str, as_of: str | None, by: Iterable[str]) -> str:
        told = [day_words(as_of)] if as_of else []
        told += [f"by {self._names.name(one)}" for one in by]
        return status_words(status) + (f" ({', '.join(told)})" if told else "")


def _percent(rated: float | None) -> int | None:
    return None if rated is None else round(rated * 100)
