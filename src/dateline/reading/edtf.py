"""Days of EDTF values, as far as the reading of events needs them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def days(value: str) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval; an open end is a century away; None if it is neither."""
    first, slash, last = value.partition("/")
    if not slash:
        return _span(first)
    start = date(1900, 1, 1) if first in ("", "..") else (_span(first) or (None, None))[0]
    end = date(2100, 1, 1) if last in ("", "..") else (_span(last) or (None, None))[1]
    return (start, end) if start is not None and end is not None else None


def _span(value: str) -> tuple[date, date] | None:
    parts = value[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1 and len(parts[0]) == 4:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2 and 1 <= numbers[1] <= 12:
            return date(numbers[0], numbers[1], 1), date(
                numbers[0], numbers[1], calendar.monthrange(numbers[0], numbers[1])[1]
            )
        if len(numbers) == 3:
            return date(*numbers), date(*numbers)
    except ValueError:
        return None
    return None


def overlap(a: str, b: str) -> bool:
    """May both mean the same day? True if either is no date."""
    one, two = days(a), days(b)
    return one is None or two is None or (one[0] <= two[1] and two[0] <= one[1])


def shifted(value: str, shift: tuple[int, int]) -> str | None:
    """The day or interval that lies `shift` days from `value`; None if `value` is no date or the result no year has."""
    span = days(value)
    if span is None:
        return None
    try:
        first, last = span[0] + timedelta(days=shift[0]), span[1] + timedelta(days=shift[1])
    except OverflowError:
        return None
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
