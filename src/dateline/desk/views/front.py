"""The front page: what is coming, what changed status, what is new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.lines import EventLine, Names
from dateline.desk.parts import part
from dateline.desk.words import day_words, status_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Article, Change, Event

_LATEST_CHANGES = 400  # looked through for what is new: the last thirty reports or so
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Turned:
    """A record whose status changed, and what it was before."""

    line: EventLine
    before: str


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that came in of late."""

    id: str
    headline: str
    outlet: str
    published: str
    language: str


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is new, what is coming, what changed status."""
    return render(request, "desk/front.html", {"part": part("desk/_front.html", "", _page).html})


def _page(ledger: Ledger) -> dict[str, Any]:
    """What the part shows."""
    last, last_day = int(ledger.mark().rpartition("-")[2]), ledger.last_day()
    changes = ledger.changes(after=max(0, last - _LATEST_CHANGES))
    turned, fresh = _turned(ledger, changes), _fresh(ledger, changes)
    coming = ledger.upcoming(limit=_SHOWN, tellings=False)
    names = Names.of(ledger, events=[*(event for event, _ in turned), *fresh, *coming])
    return {
        "sizes": ledger.sizes(), "coming": [names.event(one) for one in coming],
        "turned": [Turned(names.event(event), status_words(before)) for event, before in turned],
        "fresh": [names.event(one) for one in fresh], "reports": _reports(ledger, changes),
        "last_day": day_words(last_day) if last_day else None,
    }  # fmt: skip


def _turned(ledger: Ledger, changes: list[Change]) -> list[tuple[Event, str]]:
    """The events whose status changed last, with the status before."""
    before: dict[str, str] = {}
    for one in reversed(changes):
        if one.view == "event" and one.what == "status" and one.before and one.record not in before:
            before[one.record] = str(json.loads(one.before))
    found = ledger.some_events(list(before)[: _SHOWN * 3], tellings=False)
    return [(one, before[one.id]) for one in found if one.id in before and before[one.id] != one.status][:_SHOWN]


def _fresh(ledger: Ledger, changes: list[Change]) -> list[Event]:
    """The events that are new, those that their report is about."""
    ids = [one.record for one in reversed(changes) if one.view == "event" and one.what == "new"]
    found = ledger.some_events(ids[: _SHOWN * 6], tellings=False)
    return [one for one in found if one.salience == "main"][:_SHOWN]


def _reports(ledger: Ledger, changes: list[Change]) -> list[NewReport]:
    ids = dict.fromkeys(
        id for one in reversed(changes) if one.because.startswith("article ") for id in one.because.split()[1:2]
    )
    latest = list(ids)[:_SHOWN]
    found: dict[str, Article] = {one.id: one for one in ledger.articles(latest)}
    return [
        NewReport(id, one.headline or one.input, one.outlet or "", day_words(one.published), one.language)
        for id in latest
        if (one := found.get(id))
    ]
