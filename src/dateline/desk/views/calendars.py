"""What is planned, as a month and as calendars and feeds to subscribe to."""

from __future__ import annotations

import calendar
import threading
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, day_of
from dateline.desk.held import the_ledger
from dateline.desk.lines import EventLine, Names, ids_in
from dateline.exports import FORMATS, Holdings, from_ledger
from dateline.exports.ical import calendar_days
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Article, Event
from dateline.version import __version__
from dateline.wording import MONTHS

_FEEDS = {"ics": "ical", "atom": "atom"}
_MOST_OF_ACTOR = 1000
_LONGEST = 45  # days before a month in which something that reaches into it may have begun


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month of what was and is planned, as a table with a list that says the same."""
    ledger = the_ledger()
    last = ledger.info().last_day or date.today().isoformat()
    problem = ""
    try:
        asked = day_of(request.GET.get("month"), "month") or _next_planned(ledger) or last
    except NotAsked as error:
        problem, asked = str(error), last
    year, number = int(asked[:4]), int(asked[5:7] or 1)
    first = date(min(max(year, 2), 9998), number, 1)
    end = first + timedelta(days=calendar.monthrange(first.year, first.month)[1] - 1)
    found = _events(ledger, first, end)
    names = Names.of(ledger, events=[event for event, _, _ in found])
    lines = [(names.event(event), one, other) for event, one, other in found]
    weeks = [
        [(day, day.month == first.month, _on(day, lines)) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    page = {
        "title": f"{MONTHS[first.month - 1]} {first.year}", "weeks": weeks, "lines": [line for line, _, _ in lines],
        "earlier": f"{first - timedelta(days=1):%Y-%m}", "later": f"{end + timedelta(days=1):%Y-%m}",
        "month": f"{first:%Y-%m}", "problem": problem, "last_day": last,
        "undated": _undated(ledger), "weekdays": list(zip(calendar.day_name, calendar.day_abbr, strict=True)),
    }  # fmt: skip
    return render(request, "desk/calendar.html", page)


def _next_planned(ledger: Ledger) -> str | None:
    for event in ledger.upcoming(limit=5):
        span = calendar_days(event)
        if span is not None and span.first is not None:
            return span.first.isoformat()
    return None


def _events(ledger: Ledger, first: date, end: date) -> list[tuple[Event, date, date]]:
    """Events with the days that a calendar shows them at, those that touch the month."""
    since = first - timedelta(days=_LONGEST)
    found = []
    for event in ledger.events(since=since.isoformat(), until=end.isoformat()):
        span = calendar_days(event)
        if span and span.first and span.last and span.first <= end and span.last >= first:
            found.append((event, span.first, span.last))
    return sorted(found, key=lambda one: (one[1], one[0].id))


def _on(day: date, lines: list[tuple[EventLine, date, date]]) -> list[EventLine]:
    return [line for line, first, last in lines if first <= day <= last]


def _undated(ledger: Ledger) -> list[EventLine]:
    planned = [event for event in ledger.upcoming(limit=60) if calendar_days(event) is None][:12]
    names = Names.of(ledger, events=planned)
    return [names.event(one) for one in planned]


# Calendars and feeds


@require_safe
def everything_ics(request: HttpRequest) -> HttpResponse:
    """The calendar of all that is or was planned."""
    return _feed("ics", lasting_holdings(), "dateline")


@require_safe
def everything_atom(request: HttpRequest) -> HttpResponse:
    """The feed of all steps."""
    return _feed("atom", lasting_holdings(), "dateline")


@require_safe
def of_record(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """The calendar or feed of one record."""
    event = the_ledger().event(id)
    return _feed(form, _some(the_ledger(), [event]), f"record-{event.id}")


@require_safe
def of_actor(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """The calendar or feed of what somebody takes part in: the latest records, by their day."""
    ledger = the_ledger()
    events = ledger.events(who=ledger.entity(id).id, newest_first=True, limit=_MOST_OF_ACTOR)
    return _feed(form, _some(ledger, events[::-1]), "actor")


def _feed(form: str, holdings: Holdings, name: str) -> HttpResponse:
    if form not in _FEEDS:
        raise Http404
    chosen = FORMATS[_FEEDS[form]]
    out = BytesIO()
    (write,) = chosen.parts.values()
    write(holdings, out)
    headers = {"Content-Disposition": f'inline; filename="{name}.{form}"', "Cache-Control": "public, max-age=300"}
    return HttpResponse(out.getvalue(), content_type=f"{chosen.media_type}; charset=utf-8", headers=headers)


def _some(ledger: Ledger, events: list[Event]) -> Holdings:
    """A few events with what their feed needs, under the ids first given out."""
    told = {one.article for event in events for one in event.tellings}
    return Holdings(
        articles=tuple(one for one in _articles(ledger, ledger.info().articles) if one.id in told),
        entities=tuple(ledger.entities(sorted(ids_in(events)))),
        events=tuple(events),
        first_ids=_GIVEN.first_ids(ledger, events),
        origin=f"dateline {__version__}",
    )


@lru_cache(maxsize=1)
def _articles(ledger: Ledger, count: int) -> list[Article]:
    return [one for one in ledger.articles() if one.latest]


class _Given:
    """The ids under which events came into the record, read on from the log as it grows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place = ""
        self._last = 0
        self._numbers: dict[str, int] = {}

    def first_ids(self, ledger: Ledger, events: list[Event]) -> dict[str, str]:
        """For each event the id first given out, where it has another now."""
        with self._lock:
            if self._place != ledger.place:
                self._place, self._last, self._numbers = ledger.place, 0, {}
            for change in ledger.changes(after=self._last):
                self._last = change.number
                if change.view == "event" and change.what == "new":
                    self._numbers.setdefault(change.record, change.number)
            numbers = self._numbers
            found = {}
            for event in events:
                known = [one.claim for one in event.tellings if one.claim in numbers]
                first = min(known, key=numbers.__getitem__, default=event.id)
                if first != event.id:
                    found[event.id] = first
            return found


_GIVEN = _Given()


def lasting_holdings() -> Holdings:
    """The whole ledger without texts, events under the ids first given out; made again when the ledger has changed."""
    ledger = the_ledger()
    return _holdings(ledger, ledger.info().changes)


@lru_cache(maxsize=1)
def _holdings(ledger: Ledger, changes: int) -> Holdings:
    return from_ledger(ledger, texts=False, lasting=True)
