"""The record: one event over all reports, with its history, its contradictions and how it was put together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, full_day
from dateline.desk.jsonld import event_ld
from dateline.desk.lines import Cited, Link, Names, cited, ids_in
from dateline.desk.models import Proposal
from dateline.desk.models.targets import anything_on
from dateline.desk.parts import part
from dateline.desk.talk import discussion
from dateline.desk.targets import Aim, of_event
from dateline.desk.words import day_words, field_words, kind_words, status_words, verdict_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Change, Correction, Event, Field, Judgement, Side, Telling
from dateline.wording import once

_MOST_CHANGES = 40
_MOST_OUTLETS = 6  # side by side; those that contradict the record come first
_MOST_TELLINGS = 25
_FIELDS: tuple[tuple[str, Field], ...] = (
    (gettext_noop("what"), "kind"), (gettext_noop("who"), "actors"), (gettext_noop("to whom"), "recipients"),
    (gettext_noop("where"), "place"), (gettext_noop("when"), "when"), (gettext_noop("where it stands"), "status"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """An outlet in the table of fields: its name, and the reports of it that tell the event, by day."""

    name: str
    tellings: list[Telling]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Cell:
    """What the reports of one outlet say of a field; `differs` if one contradicts the record, and is not only older."""

    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: what the record shows, the exact words for it, and what each outlet says."""

    code: Field
    name: str
    shown: Sequence[tuple[Link, Cited | None]]
    cells: list[Cell]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Differing:
    """A field on which reports differ: what the record shows, and the other values with those who give them."""

    name: str
    shown: str
    others: list[tuple[str, list[Cited]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A report that tells it."""

    claim: str
    article: str
    name: str
    day: str
    status: str
    sentence: Cited
    voices: list[tuple[str, Link]]


@dataclass(frozen=True, slots=True)
class Altered:
    """An entry of the log in words."""

    number: int
    what: str
    before: str
    after: str
    because: Link


@require_safe
def record(request: HttpRequest, id: str) -> HttpResponse:
    """An event as it stands, or as it stood on a day (`as_of`); all tellings side by side with `all`."""
    problem, as_of = "", None
    try:
        as_of = full_day(request.GET.get("as_of"), "as of")
    except NotAsked as error:
        problem = str(error)
    whole = request.GET.get("all") == "1"
    made = part("desk/_record.html", (id, as_of, whole, problem), partial(_page, id, as_of, whole, problem))
    target = made.about["aim"]
    told = made.about | {
        "part": made.html, "talk": discussion(request, target), "corrections": _proposed(target),
    }  # fmt: skip
    return render(request, "desk/record.html", told)


def _page(id: str, as_of: str | None, whole: bool, problem: str, ledger: Ledger) -> dict[str, Any]:
    """What the part shows."""
    now = ledger.event(id)
    event = ledger.event(id, as_of=as_of) if as_of else now
    names = Names(ledger, ids_in([event, now]) | _named_in(event))
    outlet = {one.article: one.outlet or one.input for one in event.tellings}
    claims = {one.claim for one in now.tellings}
    judged = [one for one in ledger.judgements() if one.view == "event" and {one.a, one.b} & claims]
    line = names.event(event)
    columns = _columns(event)
    shown = columns if whole else columns[:_MOST_OUTLETS]
    tellings = event.tellings if whole else event.tellings[:_MOST_TELLINGS]
    rows = [_row(name, field, event, shown, names) for name, field in _FIELDS]
    path = reverse("record", args=[event.id])
    return {
        "about": {
            "title": line.title, "aim": of_event(now, line.title), "id": now.id, "url": path,
            "jsonld": event_ld(event, ledger.entities(sorted(ids_in([event]))), settings.SITE_URL + path),
        },
        "line": line, "event": event, "as_of": as_of, "as_of_words": day_words(as_of) if as_of else "", "url": path,
        "problem": problem, "told": [_told(one, names) for one in tellings], "columns": shown,
        "more_outlets": len(columns) - len(shown), "more_tellings": len(event.tellings) - len(tellings),
        "rows": [row for row in rows if row.shown or any(cell.words for cell in row.cells)],
        "differing": [_differing(event, one.field, names, outlet) for one in event.conflicts],
        "steps": [names.step(turn, event.kind, outlet) for turn in event.history],
        "days": sorted({turn.known[:10] for turn in now.history if turn.known}),
        "judgements": [_judgement(one) for one in judged],
        "corrected": [_corrected(one, now.kind, names) for one in ledger.corrections(now.id)],
        "changes": [_altered(one, now.kind, names) for one in ledger.changes(of=now.id)[-_MOST_CHANGES:]],
        "first": day_words(event.first_reported), "last": day_words(event.last_reported),
        "other": next((one.claim for one in now.tellings if one.claim != event.id), event.id),
    }  # fmt: skip


def _proposed(target: Aim) -> list[Proposal]:
    """What people proposed on it."""
    if not anything_on(Proposal, target.view, target.ids, ("a", "b")):
        return []
    of_it = Q(a__in=target.ids) | Q(b__in=target.ids)
    return list(Proposal.objects.filter(of_it, view=target.view)[:20])


def _named_in(event: Event) -> set[str]:
    """The entities of the values on which reports differ."""
    values = [one.shown for one in event.conflicts] + [one.value for c in event.conflicts for one in c.others]
    return {word for value in values for word in value.split()}


def _columns(event: Event) -> list[Column]:
    """The outlets that tell it, those that contradict the record first, then by their first report."""
    other = {claim for one in event.conflicts for choice in one.others for claim in choice.claims}
    found: dict[str, list[Telling]] = {}
    for one in event.tellings:
        found.setdefault(one.outlet or one.input, []).append(one)
    several = sorted(found.items(), key=lambda pair: not any(one.claim in other for one in pair[1]))
    return [
        Column(
            name, told,
            [Link(day_words(one.published), reverse("article", args=[one.article])) for one in told[:4]],
        )
        for name, told in several
    ]  # fmt: skip


def _row(name: str, field: Field, event: Event, columns: Iterable[Column], names: Names) -> FieldRow:
    """A field of the record, and what each outlet says of it, from its older reports to its newer ones."""
    other = {claim for one in event.conflicts if one.field == field for choice in one.others for claim in choice.claims}
    shown = list(_shown(field, event, names))
    now = _words(field, event, names)
    cells = []
    for column in columns:
        said = {one.claim: _words(field, one, names) for one in column.tellings}
        words = " → ".join(dict.fromkeys(one for one in said.values() if one))
        cells.append(Cell(words, any(claim in other and one != now for claim, one in said.items())))
    return FieldRow(field, _(name), shown, cells, any(one.field == field for one in event.conflicts))


def _shown(field: Field, event: Event, names: Names) -> Iterable[tuple[Link, Cited | None]]:
    """What the record shows of a field, each value with the words for it."""
    if field in ("actors", "recipients"):
        sides: Sequence[Side] = event.actors if field == "actors" else event.recipients
        for one in sides:
            yield names.link(one.entity), cited(one.evidence) if one.evidence else None
    elif field == "place":
        if event.place:
            yield names.link(event.place.entity), cited(event.place.evidence)
    elif field == "when":
        if event.when:
            yield Link(day_words(event.when.value)), cited(event.when.evidence)
    elif field == "status":
        last = event.history[-1].evidence if event.history else ()
        yield Link(status_words(event.status, event.kind)), cited(last[0]) if last else None
    else:
        yield Link(kind_words(event.kind)), cited(event.tellings[0].trigger) if event.tellings else None


def _words(field: Field, told: Event | Telling, names: Names) -> str:
    """What a record or a report says of a field, in one line; "" if nothing."""
    value = getattr(told, field)
    if field in ("actors", "recipients"):
        ids = sorted(one if isinstance(one, str) else one.entity for one in value)
        return ", ".join(map(names.name, ids))
    if field == "place":
        id = value if value is None or isinstance(value, str) else value.entity
        return names.name(id) if id else ""
    if field == "when":
        day = value if value is None or isinstance(value, str) else value.value
        return day_words(day) if day else ""
    return status_words(value, told.kind) if field == "status" else kind_words(value)


def _differing(event: Event, field: Field, names: Names, outlet: dict[str, str]) -> Differing:
    conflict = next(one for one in event.conflicts if one.field == field)
    sentence = {one.claim: one for one in event.tellings}
    others = []
    for choice in conflict.others:
        told = [sentence[claim] for claim in choice.claims if claim in sentence]
        proofs = [cited(one.sentence, outlet.get(one.article, "")) for one in told[:3]]
        others.append((names.value(field, choice.value, event.kind), proofs))
    return Differing(field_words(field), names.value(field, conflict.shown, event.kind), others)


def _told(one: Telling, names: Names) -> Told:
    return Told(
        one.claim, one.article, one.outlet or one.input, day_words(one.published), status_words(one.status, one.kind),
        cited(one.sentence), names.voices(one.voices),
    )  # fmt: skip


def _judgement(one: Judgement) -> dict[str, str]:
    return {
        "by": one.by, "verdict": verdict_words(one.verdict), "reason": one.reason, "at": day_words(one.at[:10]),
        "a": one.a, "b": one.b, "number": str(one.number),
    }  # fmt: skip


def _corrected(one: Correction, kind: str, names: Names) -> dict[str, Any]:
    value = names.value(one.field, one.value, kind) if one.value else ""
    value = _("what the reports say") if one.value is None else value
    return {
        "by": one.by, "reason": one.reason, "at": day_words(one.at[:10]), "name": field_words(one.field),
        "value": value or _("not known"), "proof": cited(one.proof) if one.proof else None, "number": one.number,
    }  # fmt: skip


def _altered(one: Change, kind: str, names: Names) -> Altered:
    what, _blank, number = one.because.partition(" ")
    article = number.split(" ")[0]
    because = Link(_("a report"), reverse("article", args=[article])) if what == "article" else Link(one.because)
    before, after = (_value(one.what, value, kind, names) for value in (one.before, one.after))
    if before == after:  # a step came or went, or another day of one: the line says no more
        before = ""
    return Altered(one.number, field_words(one.what), before, after, because)


def _value(field: str, value: str | None, kind: str, names: Names) -> str:
    """A value of the log, of an event of that kind, in words; what needs more room than a line stands above."""
    if value is None or field in ("new", "gone", "conflicts"):
        return ""
    found = json.loads(value)
    if found is None:
        return _("no day") if field == "when" else _("not told")
    if field == "history":
        return " → ".join(once(status_words(step[0], kind) for step in found))
    if isinstance(found, list):
        return ", ".join(names.name(str(one)) for one in found)
    return names.value(field, str(found), kind) if isinstance(found, str) else str(found)
