"""Days of EDTF values, for formats that know days and nothing wider."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WIDE_DAYS = 27  # a month or more: somebody said "in May", and no calendar should block it


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; None for an open end."""

    first: date | None
    last: date | None

    @property
    def single(self) -> bool:
        """Is it one day?"""
        return self.first is not None and self.first == self.last

    @property
    def bounded(self) -> bool:
        """Has it two ends less than a month apart, so that a calendar can show it?"""
        return self.first is not None and self.last is not None and (self.last - self.first).days < _WIDE_DAYS


@lru_cache(maxsize=10_000)  # a calendar asks for a thousand events of the same thirty days
def span_of(value: str | None) -> Span | None:
    """The days that an EDTF date or interval covers; None if it is neither, or unknown."""
    if value is None:
        return None
    start, slash, end = value.partition("/")
    if not slash:
        return _covered(start)
    first = Span(None, None) if start in ("", "..") else _covered(start)
    last = Span(None, None) if end in ("", "..") else _covered(end)
    if first is None or last is None or (first.first is None and last.last is None):
        return None
    return Span(first.first, last.last)


def _covered(part: str) -> Span | None:
    found = _PART.fullmatch(part[:10])
    if found is None:
        return None
    year, month, day = (int(one) if one else None for one in found.groups())
    try:
        if year is None:
            return None
        if month is None:
            return Span(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Span(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        return None


def first_day(value: str | None) -> date | None:
    """The first day of an EDTF value, of an open interval the end that is known; None if there is none."""
    span = span_of(value)
    return None if span is None else span.first or span.last


def instant(published: str | None) -> str | None:
    """RFC 3339 of a date or date-time: midnight UTC of a day, a time without offset taken as UTC; None if unknown."""
    if not published:
        return None
    try:
        if len(published) == 10:
            return date.fromisoformat(published).isoformat() + "T00:00:00Z"
        moment = datetime.fromisoformat(published)
    except ValueError:
        day = first_day(published)
        return day.isoformat() + "T00:00:00Z" if day else None
    return moment.isoformat() if moment.tzinfo else moment.isoformat() + "Z"
