"""The front page: what is coming, what changed status, what is new."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.held import the_ledger
from dateline.desk.lines import EventLine, Names
from dateline.desk.words import day_words, status_tone, status_words
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Change, Event

_LATEST_CHANGES = 400  # looked through for what is new: the last thirty reports or so
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Turned:
    """A record whose status changed: from what to what."""

    line: EventLine
    before: str
    after: str
    tone: str


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that came in of late."""

    id: str
    headline: str
    outlet: str
    published: str
    minutes: int


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is new, what is coming, what changed status."""
    ledger = the_ledger()
    info = ledger.info()
    changes = ledger.changes(after=max(0, info.changes - _LATEST_CHANGES))
    turned, fresh = _turned(ledger, changes), _fresh(ledger, changes)
    coming = ledger.upcoming(limit=_SHOWN)
    names = Names.of(ledger, events=[*(event for event, _ in turned), *fresh, *coming])
    told = [
        Turned(names.event(event), status_words(before), status_words(event.status), status_tone(event.status))
        for event, before in turned
    ]
    page = {
        "info": info, "coming": [names.event(one) for one in coming], "turned": told,
        "fresh": [names.event(one) for one in fresh], "reports": _reports(ledger, changes),
        "last_day": day_words(info.last_day) if info.last_day else None,
    }  # fmt: skip
    return render(request, "desk/front.html", page)


def _turned(ledger: Ledger, changes: list[Change]) -> list[tuple[Event, str]]:
    """The events whose status changed last, with the status before."""
    before: dict[str, str] = {}
    for one in reversed(changes):
        if one.view == "event" and one.what == "status" and one.before and one.record not in before:
            before[one.record] = str(json.loads(one.before))
    found = _events(ledger, list(before))
    return [(one, before[one.id]) for one in found if one.id in before and before[one.id] != one.status][:_SHOWN]


def _fresh(ledger: Ledger, changes: list[Change]) -> list[Event]:
    """The events that are new, those that their report is about."""
    ids = [one.record for one in reversed(changes) if one.view == "event" and one.what == "new"]
    return [one for one in _events(ledger, ids[: _SHOWN * 6]) if one.salience == "main"][:_SHOWN]


def _events(ledger: Ledger, ids: list[str]) -> list[Event]:
    found: dict[str, Event] = {}
    for id in dict.fromkeys(ids):
        try:
            event = ledger.event(id)
        except NotInLedger:
            continue
        found.setdefault(event.id, event)
        if len(found) >= _SHOWN * 3:
            break
    return list(found.values())


def _reports(ledger: Ledger, changes: list[Change]) -> list[NewReport]:
    ids = dict.fromkeys(
        id for one in reversed(changes) if one.because.startswith("article ") for id in one.because.split()[1:2]
    )
    found = []
    for id in list(ids)[:_SHOWN]:
        record = ledger.record(id)
        page = record.article
        found.append(
            NewReport(
                id=id, headline=page.headline or record.input, outlet=page.outlet or "",
                published=day_words(page.published), minutes=page.reading_minutes,
            )
        )  # fmt: skip
    return found
