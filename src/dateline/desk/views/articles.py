"""The article: the report as it was read, every reading tied to its exact words and every word to its reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from dateline.desk.highlight import Note, painted, paragraphs, quoted
from dateline.desk.jsonld import article_ld
from dateline.desk.lines import Link, Names
from dateline.desk.parts import part
from dateline.desk.talk import discussion
from dateline.desk.targets import of_article
from dateline.desk.words import act_words, day_words, kind_words, status_tone, status_words, voice_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.rows import claim_id
from dateline.record import Event, Evidence, Participant, Record, Section, Statement, Step, Voice
from dateline.wording import without_comma

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")
# The names of fields, for translators; their English is the code of each.
_NAMES = (
    gettext_noop("what"), gettext_noop("who"), gettext_noop("to whom"), gettext_noop("where"), gettext_noop("when"),
    gettext_noop("where it stands"), gettext_noop("through whom"), gettext_noop("how"), gettext_noop("words"),
    gettext_noop("statement"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: the words for it, and the places in the text that say so."""

    link: Link
    spans: list[tuple[str, str]] = field(default_factory=list)  # (id of the mark, its words)

    @property
    def html(self) -> SafeString:
        """The words, and each place as a link to it: a long report has hundreds, too many for a template of each."""
        places = "".join(f" {quoted(id, words)}" for id, words in self.spans)
        words = escape(self.link.words)
        return mark_safe((f'<a href="{escape(self.link.url)}">{words}</a>' if self.link.url else words) + places)

    @property
    def quotes(self) -> SafeString:
        """The words themselves as the link: those of a statement."""
        return mark_safe("".join(quoted(id, self.link.words, 240) for id, _words in self.spans))


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a reading: its id on the page, its code and its name."""

    id: str
    code: str
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
    asked = request.GET.get("show", "")
    made = part("desk/_article.html", (id, asked if _SPAN.fullmatch(asked) else ""), partial(_page, id, asked))
    told = made.about | {"part": made.html, "talk": discussion(request, made.about["aim"])}
    return render(request, "desk/article.html", told)


def _page(id: str, asked: str, ledger: Ledger) -> dict[str, Any]:
    """What the article's part shows."""
    record = ledger.record(id)
    names = Names(ledger, {one.id for one in record.entities})
    drawn = Drawn(record, names, _records_of(ledger, record))
    shown = _shown(asked, record)
    notes = [*drawn.notes, *shown]
    page = record.article
    parts = [
        Part(section.kind, painted(page.text, span, notes))
        for section in _sections(record)
        if section.kind not in ("headline", "byline")
        for span in paragraphs(page.text, section)
    ]
    head = next((one for one in page.sections if one.kind == "headline"), None)
    address = settings.SITE_URL + reverse("article", args=[record.id])
    unread = any(one.stage == "language" for one in record.issues)
    return {
        "about": {
            "headline": page.headline or record.input, "aim": of_article(record), "jsonld": article_ld(record, address),
        },
        "id": record.id, "page": page, "headline": page.headline or record.input,
        "headline_html": painted(page.text, (head.start, head.end), notes) if head else None,
        "byline": ", ".join(page.byline), "published": day_words(page.published) if page.published else "",
        "place": names.link(page.place) if page.place else None, "parts": parts, "events": drawn.events,
        "statements": drawn.statements, "issues": record.issues, "unread": unread, "shown": bool(shown),
        "original": page.url if (page.url or "").startswith(("https://", "http://")) else None,
        "people": [names.link(one.id) for one in record.entities if one.kind in ("person", "state", "organisation")],
    }  # fmt: skip


def _sections(record: Record) -> tuple[Section, ...]:
    page = record.article
    return page.sections or (Section("body", 0, len(page.text)),)


def _records_of(ledger: Ledger, record: Record) -> dict[str, str]:
    """The address of the ledger's record for each event of the report; an older version of a page has none."""
    claims = {event.id: claim_id(record.id, "event", event.id) for event in record.events}
    home = ledger.homes(claims.values())
    return {event: reverse("record", args=[home[claim]]) for event, claim in claims.items() if claim in home}


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
        steps = [Value(Link(self._step(one, event.kind)), self._spans(one.evidence)) for one in event.history]
        rows.append(
            self._row(at, "where it stands", kind, steps or [Value(Link(status_words(event.status, event.kind)))])
        )
        rows.append(self._voices(at, kind, event.voices))
        self._whole(event.evidence, at, number, kind, "sentence", trigger=event.trigger)
        return Reading(
            id=at, number=str(number), title=kind, tone=status_tone(event.status),
            status=status_words(event.status, event.kind), url=records.get(event.id, ""),
            rows=[row for row in rows if row.values], confidence=_percent(event.confidence),
            passing=event.salience != "main",
        )  # fmt: skip

    def _statement(self, said: Statement, number: int) -> Reading:
        at, kind = f"r{number}", _("statement")
        rows = [
            self._sides(at, "who", kind, [said.source]),
            self._sides(at, "to whom", kind, said.addressees),
        ]
        if said.cue:
            cue = self._cite([said.cue], at, "how", kind)
            rows.append(self._row(at, "how", kind, [Value(Link(act_words(said.act)), cue)]))
        if said.when:
            spans = self._cite([said.when.evidence, *said.when.via], at, "when", kind)
            rows.append(self._row(at, "when", kind, [Value(Link(day_words(said.when.value)), spans)]))
        rows.append(self._voices(at, kind, said.voices))
        spans = self._spans(said.content)
        words = [Value(Link(without_comma(quote)), [(id, "")]) for id, quote in spans]
        rows.insert(1, self._row(at, "words", kind, words))
        self._whole(said.content, at, number, kind, "said")
        return Reading(
            id=at, number=str(number), title=kind, tone="said", status=said.act, url="",
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
        self.notes += [Note(one.start, one.end, "words", target, f"{kind}: {_(name)}") for one in cited]
        return self._spans(cited)

    def _spans(self, evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
        return [(f"w-{one.start}-{one.end}", one.quote) for one in evidence]

    def _row(self, at: str, name: str, kind: str, values: list[Value]) -> Row:
        return Row(f"{at}.{name.replace(' ', '-')}", name, _(name), values)

    def _sides(self, at: str, name: str, kind: str, sides: Iterable[Participant]) -> Row:
        values = []
        for one in sides:
            link = self._names.link(one.entity) if one.entity else Link(_("somebody whom the text leaves open"))
            if one.entity or one.evidence:
                values.append(Value(link, self._cite([one.evidence], at, name, kind)))
        return self._row(at, name, kind, values)

    def _voices(self, at: str, kind: str, voices: Iterable[Voice]) -> Row:
        values = []
        for one in voices:
            if one.role != "outlet" and one.entity:
                link = self._names.link(one.entity)
                told = voice_words(one.role, several=self._names.are_several(one.entity))
                words = Link(f"{told} {link.words}", link.url)
                values.append(Value(words, self._cite([one.cue], at, "through whom", kind)))
        return self._row(at, "through whom", kind, values)

    def _step(self, step: Step, kind: str) -> str:
        told = [day_words(step.as_of)] if step.as_of else []
        told += [_("by %(names)s") % {"names": self._names.name(one)} for one in step.by]
        return status_words(step.status, kind) + (f" ({', '.join(told)})" if told else "")


def _percent(rated: float | None) -> int | None:
    return None if rated is None else round(rated * 100)
