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
from dateline.ledger.types import Change, Event

_LATEST_CHANGES = 400  # looked through for what is new: the last thirty reports or so
_MOST_TOUCHED = 150  # events of these that are looked at: some 0.7 ms each, once in a state of the ledger
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Step:
    """How an event came to stand as it does: the status before, and the day of the first report that says so.

    `known` is None where no dated report says so: a person's correction does not.
    """

    event: Event
    before: str
    known: str | None


@dataclass(frozen=True, slots=True)
class Turned:
    """A record whose status changed, what it was before, and since when that is known."""

    line: EventLine
    before: str
    known: str


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
    touched = _touched(ledger, changes)
    turned, coming = _turned(touched, _logged(ledger, changes)), ledger.upcoming(limit=_SHOWN, tellings=False)
    elsewhere = {one.event.id for one in turned} | {one.id for one in coming}
    fresh = [one for one in _fresh(touched, changes, last_day or "") if one.id not in elsewhere][:_SHOWN]
    names = Names.of(ledger, events=[*(one.event for one in turned), *fresh, *coming])
    return {
        "sizes": ledger.sizes(), "coming": [names.event(one) for one in coming],
        "turned": [
            Turned(
                names.event(one.event), status_words(one.before, one.event.kind),
                day_words(one.known) if one.known else "",
            )
            for one in turned
        ],
        "fresh": [names.event(one) for one in fresh],
        "reports": _reports(ledger, changes),
        "last_day": day_words(last_day) if last_day else None,
    }  # fmt: skip


def _touched(ledger: Ledger, changes: list[Change]) -> list[Event]:
    """The events that came in, or came to stand otherwise, by these changes; the last touched first."""
    told = ("new", "status", "history")
    ids = dict.fromkeys(one.record for one in reversed(changes) if one.view == "event" and one.what in told)
    return ledger.some_events(list(ids)[:_MOST_TOUCHED], tellings=False)


def _logged(ledger: Ledger, changes: list[Change]) -> dict[str, str]:
    """The status that events had before they changed for the last time, under whatever id they had it."""
    before: dict[str, str] = {}
    for one in reversed(changes):
        if one.view == "event" and one.what in ("status", "gone") and one.before:
            stood = json.loads(one.before)
            before.setdefault(one.record, str(stood["status"] if isinstance(stood, dict) else stood))
    home = ledger.homes(before)
    return {home[record]: status for record, status in reversed(before.items()) if record in home}


def _turned(touched: list[Event], logged: dict[str, str]) -> list[Step]:
    """The events whose status changed, the one that is known last first."""
    found = [step for event in touched if (step := step_of(event, logged.get(event.id))) is not None]
    return sorted(found, key=lambda one: one.known or "", reverse=True)[:_SHOWN]


def step_of(event: Event, logged: str | None) -> Step | None:
    """The last change of an event's status; None if it has stood so since it was first told.

    It is read from the history: what one report tells of the way to a status is no change of what was known, so the
    status before is that of an earlier day. Where no day tells of one, it is `logged`, what the record said before.
    """
    last = event.history[-1] if event.history else None
    known = last.known if last is not None and last.status == event.status else None
    if known is not None:
        before = [turn.status for turn in event.history if turn.known is not None and turn.known[:10] < known[:10]]
        if before and before[-1] != event.status:
            return Step(event, before[-1], known)
    return Step(event, logged, known) if logged is not None and logged != event.status else None


def _fresh(touched: list[Event], changes: list[Change], last_day: str) -> list[Event]:
    """The events that are new and that their report is about, the newest day first; one without a day by its report.

    What lies ahead of the last report is left to what is coming.
    """
    new = {one.record for one in changes if one.view == "event" and one.what == "new"}
    found = [one for one in touched if one.id in new and one.salience == "main" and (one.day or "") <= last_day]
    return sorted(found, key=lambda one: (one.day or "", one.when is not None), reverse=True)


def _reports(ledger: Ledger, changes: list[Change]) -> list[NewReport]:
    """The reports of the latest days, the newest day first; of one day the last that came in first.

    What comes in late, from an archive, takes the place of its day; one without a day stands last.
    """
    came = dict.fromkeys(
        id for one in reversed(changes) if one.because.startswith("article ") for id in one.because.split()[1:2]
    )
    place = {id: number for number, id in enumerate(came)}
    found = {one.id: one for one in [*ledger.articles(newest_first=True, limit=_SHOWN), *ledger.articles(came)]}
    by_arrival = sorted(found.values(), key=lambda one: place.get(one.id, len(place)))
    newest = sorted(by_arrival, key=lambda one: (one.published or "")[:10], reverse=True)[:_SHOWN]
    return [
        NewReport(one.id, one.headline or one.input, one.outlet or "", day_words(one.published), one.language)
        for one in newest
    ]
