"""What is planned, as a month and as calendars and feeds to subscribe to."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, day_of
from dateline.desk.held import Kept, mark_of, the_ledger
from dateline.desk.lines import EventLine, Link, Names, ids_in
from dateline.desk.parts import part
from dateline.desk.words import day_words
from dateline.exports import FORMATS, Holdings
from dateline.exports.ical import calendar_days
from dateline.exports.lasting import lasting
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Event, Outline
from dateline.version import __version__

_FEEDS = {"ics": "ical", "atom": "atom"}
_MOST_OF_ACTOR = 300
_MOST_STEPS = 400  # changes whose records make the feed of everything
_BEHIND = 60  # days before the last report from which the calendar of everything begins
_LONGEST = 45  # days before a month in which something that reaches into it may have begun
_A_DAY = 4  # entries in a cell; the most reported first, the others behind a link
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the table: what is shown on it, and how much more there is; the day as a code and in words."""

    number: int
    code: str
    long: str
    words: str
    inside: bool
    lines: list[EventLine]
    more: int


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month of what was and is planned, as a table with a list that says the same."""
    problem = ""
    try:
        asked = day_of(request.GET.get("month"), "month") or ""
    except NotAsked as error:
        problem, asked = str(error), ""
    made = part("desk/_calendar.html", (asked[:7], problem), partial(_month, asked, problem))
    return render(request, "desk/calendar.html", {"part": made.html} | made.about)


@require_safe
def month_by_path(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The address that people type, `/calendar/2018/06/`: it leads to the month's own."""
    return redirect(f"{reverse('calendar')}?month={year:04}-{number:02}", permanent=True)


def _month(asked: str, problem: str, ledger: Ledger) -> dict[str, Any]:
    last = ledger.last_day() or date.today().isoformat()
    asked = asked or _next_planned(ledger) or last
    year, number = int(asked[:4]), int(asked[5:7] or 1)
    first = date(min(max(year, 2), 9998), number, 1)
    end = first + timedelta(days=calendar.monthrange(first.year, first.month)[1] - 1)
    found = _events(ledger, first, end)
    undated = _UNDATED.get(ledger, mark_of(ledger), "undated", partial(_undated, ledger))
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = _by_day(weeks[0][0], weeks[-1][-1], found)
    listed = [one for one, _, _ in found[:_LISTED]]
    shown: list[Event | Outline] = [*undated, *listed, *(one for best, _ in days.values() for one in best)]
    names = Names.of(ledger, events=shown)
    line = {one.id: names.event(one) for one in {one.id: one for one in shown}.values()}

    def lines(several: Iterable[Event | Outline]) -> list[EventLine]:
        return [line[one.id] for one in several]

    title = f"{MONTHS[first.month]} {first.year}"
    return {
        "about": {"title": title}, "title": title, "problem": problem, "month": f"{first:%Y-%m}",
        "last_day": day_words(last), "last_code": last,
        "weeks": [
            [
                _cell(day, day.month == first.month, lines(days[day][0]), days[day][1])
                for day in week
            ]
            for week in weeks
        ],
        "lines": lines(listed), "more": max(0, len(found) - _LISTED),
        "first": first.isoformat(), "end": end.isoformat(),
        "earlier": _month_link(first - timedelta(days=1)), "later": _month_link(end + timedelta(days=1)),
        "undated": lines(undated),
        "weekdays": [(str(WEEKDAYS[one]), str(WEEKDAYS_ABBR[one])) for one in range(7)],
    }  # fmt: skip


def _month_link(day: date) -> Link:
    return Link(f"{MONTHS[day.month]} {day.year}", f"?month={day:%Y-%m}")


def _cell(day: date, inside: bool, lines: list[EventLine], more: int) -> Cell:
    words = day_words(f"{day:%Y-%m-%d}").removesuffix(f" {day.year}")  # the year stands above
    long = f"{WEEKDAYS_ABBR[day.weekday()]} {day.day} {MONTHS_3[day.month].capitalize()}"
    return Cell(day.day, f"{day:%Y-%m-%d}", long, words, inside, lines, more)


def _next_planned(ledger: Ledger) -> str | None:
    for event in ledger.upcoming(limit=5, tellings=False):
        span = calendar_days(event)
        if span is not None and span.first is not None:
            return span.first.isoformat()
    return None


Found = tuple[Outline, date, date]  # an event, and the first and last day that a calendar shows it at


def _events(ledger: Ledger, first: date, end: date) -> list[Found]:
    """The events that touch the month."""
    before, eve = first - timedelta(days=_LONGEST), first - timedelta(days=1)
    found = []
    for event in [
        *ledger.outlines(since=before.isoformat(), until=eve.isoformat(), lasting_to=first.isoformat()),
        *ledger.outlines(since=first.isoformat(), until=end.isoformat()),
    ]:
        span = calendar_days(event)
        if span and span.first and span.last and span.first <= end and span.last >= first:
            found.append((event, span.first, span.last))
    return sorted(found, key=lambda one: (one[1], one[0].id))


def _by_day(start: date, end: date, found: list[Found]) -> dict[date, tuple[list[Outline], int]]:
    """What a cell shows of each day from `start` to `end`, the most reported first, and how much more there is."""
    here: dict[date, list[Outline]] = {start + timedelta(days=n): [] for n in range((end - start).days + 1)}
    for event, first, last in found:
        day = max(first, start)
        while day <= min(last, end):
            here[day].append(event)
            day += timedelta(days=1)
    return {day: _best(several) for day, several in here.items()}


def _best(here: list[Outline]) -> tuple[list[Outline], int]:
    best = sorted(here, key=lambda one: (one.salience != "main", -one.told))[:_A_DAY]
    return best, len(here) - len(best)


_UNDATED: Kept[list[Event]] = Kept(1)  # the same under every month


def _undated(ledger: Ledger) -> list[Event]:
    """What is planned without a day, told last first."""
    return [event for event in ledger.upcoming(limit=60, tellings=False) if calendar_days(event) is None][:12]


# Calendars and feeds


@require_safe
def everything_ics(request: HttpRequest) -> HttpResponse:
    """The calendar of what is planned, and was of late."""
    return _feed(request, "ics", "dateline", "", _of_late)


@require_safe
def everything_atom(request: HttpRequest) -> HttpResponse:
    """The feed of the latest steps."""
    return _feed(request, "atom", "dateline", "", _changed_of_late)


@require_safe
def of_record(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """The calendar or feed of one record."""
    return _feed(request, form, "record", id, lambda ledger: [ledger.event(id)])


@require_safe
def of_actor(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """The calendar or feed of what somebody takes part in: the latest records, by their day."""

    def latest(ledger: Ledger) -> list[Event]:
        return ledger.events(who=ledger.entity(id).id, newest_first=True, limit=_MOST_OF_ACTOR)[::-1]

    return _feed(request, form, "actor", id, latest)


def _of_late(ledger: Ledger) -> list[Event]:
    last = ledger.last_day()
    since = (date.fromisoformat(last) - timedelta(days=_BEHIND)).isoformat() if last else None
    return ledger.some_events(one.id for one in ledger.outlines(since=since) if calendar_days(one) is not None)


def _changed_of_late(ledger: Ledger) -> list[Event]:
    last = int(ledger.mark().rpartition("-")[2])
    changes = ledger.changes(after=max(0, last - _MOST_STEPS))
    return ledger.some_events(one.record for one in changes if one.view == "event")


_FILES: Kept[bytes] = Kept(200)


def _feed(request: HttpRequest, form: str, name: str, id: str, events: Any) -> HttpResponse:
    """The file, made once in a state of the ledger, whose mark is its ETag."""
    if form not in _FEEDS:
        raise Http404
    ledger = the_ledger()
    mark, chosen = ledger.mark(), FORMATS[_FEEDS[form]]

    def written() -> bytes:
        out = BytesIO()
        (write,) = chosen.parts.values()
        write(_holdings(ledger, events(ledger)), out)
        return out.getvalue()

    headers = {
        "Content-Disposition": f'inline; filename="{name}.{form}"', "Cache-Control": "public, max-age=300",
        "ETag": f'"{__version__}-{mark}"',
    }  # fmt: skip
    if request.headers.get("If-None-Match", "").removeprefix("W/") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    content = _FILES.get(ledger, mark, (form, name, id), written)
    return HttpResponse(content, content_type=f"{chosen.media_type}; charset=utf-8", headers=headers)


def _holdings(ledger: Ledger, events: list[Event]) -> Holdings:
    """A few events with what their feed needs, and what a calendar goes on with."""
    first_ids, sequences = lasting(ledger, events)
    return Holdings(
        articles=tuple(ledger.articles({one.article for event in events for one in event.tellings})),
        entities=tuple(ledger.entities(sorted(ids_in(events)))),
        events=tuple(events),
        first_ids=first_ids,
        sequences=sequences,
        origin=f"dateline {__version__}",
    )
