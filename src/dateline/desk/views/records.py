"""The record: one event over all reports, with its history, its contradictions and how it was put together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, full_day
from dateline.desk.held import the_ledger
from dateline.desk.jsonld import event_ld
from dateline.desk.lines import Cited, Link, Names, cited, ids_in
from dateline.desk.models import Proposal
from dateline.desk.talk import discussion
from dateline.desk.targets import Aim, aim
from dateline.desk.words import FIELD_WORDS, day_words, kind_words, status_words
from dateline.ledger.types import Change, Event, Judgement, Side, Telling

_MOST_CHANGES = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a field; `differs` if it contradicts the record, and is not only older."""

    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: what the record shows, the exact words for it, and what each report says."""

    name: str
    shown: Sequence[tuple[Link, Cited | None]]
    cells: list[Cell]
    disputed: bool


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
    """An event as it stands, or as it stood on a day (`as_of`)."""
    ledger = the_ledger()
    problem, as_of = "", None
    try:
        as_of = full_day(request.GET.get("as_of"), "as of")
    except NotAsked as error:
        problem = str(error)
    now = ledger.event(id)
    event = ledger.event(id, as_of=as_of) if as_of else now
    names = Names(ledger, ids_in([event, now]) | _named_in(event))
    outlet = {one.article: one.outlet or one.input for one in event.tellings}
    claims = {one.claim for one in now.tellings}
    judged = [one for one in ledger.judgements() if one.view == "event" and {one.a, one.b} & claims]
    target = aim(ledger, "event", now.id)
    page = {
        "talk": discussion(request, target), "aim": target, "corrections": _proposed(target),
        "line": names.event(event), "event": event, "as_of": as_of, "as_of_words": day_words(as_of) if as_of else "",
        "problem": problem, "told": [_told(one, names) for one in event.tellings],
        "rows": [row for row in _rows(event, names) if row.shown or any(cell.words for cell in row.cells)],
        "steps": [names.step(turn, outlet) for turn in event.history],
        "days": sorted({turn.known[:10] for turn in now.history if turn.known}),
        "judgements": [_judgement(one, names) for one in judged],
        "changes": [_altered(one, names) for one in ledger.changes(of=now.id)[-_MOST_CHANGES:]],
        "first": day_words(event.first_reported), "last": day_words(event.last_reported),
        "jsonld": event_ld(
            event, ledger.entities(sorted(ids_in([event]))),
            request.build_absolute_uri(reverse("record", args=[event.id])),
        ),
    }  # fmt: skip
    return render(request, "desk/record.html", page)


def _proposed(target: Aim) -> list[Proposal]:
    """What people proposed on it."""
    of_it = Q(a__in=target.ids) | Q(b__in=target.ids)
    return list(Proposal.objects.filter(of_it, view=target.view)[:20])


def _named_in(event: Event) -> set[str]:
    """The entities of the values on which reports differ."""
    values = [one.shown for one in event.conflicts] + [one.value for c in event.conflicts for one in c.others]
    return {word for value in values for word in value.split()}


def _rows(event: Event, names: Names) -> Iterable[FieldRow]:
    first = event.tellings[0] if event.tellings else None
    kind = [(Link(kind_words(event.kind)), cited(first.trigger) if first else None)]
    yield _row("what", "kind", kind, kind_words(event.kind), [kind_words(t.kind) for t in event.tellings], event)
    actors = [tuple(t.actors) for t in event.tellings]
    yield _row("who", "actors", *_sides(event.actors, actors, names), event)
    recipients = [tuple(t.recipients) for t in event.tellings]
    yield _row("to whom", "recipients", *_sides(event.recipients, recipients, names), event)
    place = [(names.link(event.place.entity), cited(event.place.evidence))] if event.place else []
    where = names.name(event.place.entity) if event.place else ""
    yield _row("where", "place", place, where, [names.name(t.place) if t.place else "" for t in event.tellings], event)
    when = [(Link(day_words(event.when.value)), cited(event.when.evidence))] if event.when else []
    day = day_words(event.when.value) if event.when else ""
    yield _row("when", "when", when, day, [day_words(t.when) if t.when else "" for t in event.tellings], event)
    last = event.history[-1].evidence if event.history else ()
    status = [(Link(status_words(event.status)), cited(last[0]) if last else None)]
    told = [status_words(t.status) for t in event.tellings]
    yield _row("where it stands", "status", status, status_words(event.status), told, event)


def _sides(
    sides: Sequence[Side], told: Sequence[tuple[str, ...]], names: Names
) -> tuple[list[tuple[Link, Cited | None]], str, list[str]]:
    """Those who take part: as the record shows them, in one line, and in a line for each report."""
    shown = [(names.link(one.entity), cited(one.evidence) if one.evidence else None) for one in sides]
    lines = [", ".join(names.name(one) for one in sorted(ids)) for ids in (tuple(s.entity for s in sides), *told)]
    return shown, lines[0], lines[1:]


def _row(
    name: str, field: str, shown: Sequence[tuple[Link, Cited | None]], now: str, told: Iterable[str], event: Event
) -> FieldRow:
    other = {claim for one in event.conflicts if one.field == field for choice in one.others for claim in choice.claims}
    cells = [
        Cell(words, telling.claim in other and words != now)
        for words, telling in zip(told, event.tellings, strict=True)
    ]
    return FieldRow(name, shown, cells, any(one.field == field for one in event.conflicts))


def _told(one: Telling, names: Names) -> Told:
    return Told(
        one.claim, one.article, one.outlet or one.input, day_words(one.published), status_words(one.status),
        cited(one.sentence), names.voices(one.voices),
    )  # fmt: skip


def _judgement(one: Judgement, names: Names) -> dict[str, str]:
    return {
        "by": one.by, "verdict": one.verdict, "reason": one.reason, "at": day_words(one.at[:10]), "a": one.a,
        "b": one.b, "number": str(one.number),
    }  # fmt: skip


def _altered(one: Change, names: Names) -> Altered:
    kind, _, number = one.because.partition(" ")
    article = number.split(" ")[0]
    because = Link("a report", reverse("article", args=[article])) if kind == "article" else Link(one.because)
    before, after = (_value(one.what, value, names) for value in (one.before, one.after))
    return Altered(one.number, FIELD_WORDS.get(one.what, one.what), before, after, because)


def _value(field: str, value: str | None, names: Names) -> str:
    """A value of the log in words; what needs more room than a line is left to the page above."""
    if value is None or field in ("new", "gone", "conflicts"):
        return ""
    found = json.loads(value)
    if field == "history":
        return " → ".join(status_words(step[0]) for step in found)
    if isinstance(found, list):
        return ", ".join(names.name(str(one)) for one in found)
    return names.value(field, str(found)) if isinstance(found, str) else str(found)
