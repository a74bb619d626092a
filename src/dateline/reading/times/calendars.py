"""Calendar arithmetic for time expressions: units, weekdays, lengths, in EDTF. Weeks begin on Monday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateline.reading.times.tense import Tense
from dateline.reading.times.words import words

_MONTHS = {"D": 0, "W": 0, "M": 1, "Y": 12, "X": 120, "C": 1200}

_SOON = 62  # days ahead within which a date without a year is the coming one rather than that of the year before


def day(value: date) -> str:
    """A day in EDTF."""
    return value.isoformat()


def month_of(value: date) -> str:
    """The month of a day in EDTF."""
    return value.isoformat()[:7]


def interval(first: date, last: date) -> str:
    """An interval in EDTF; whole months, years and single days are written as such."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and first.month == 1 and (last.month, last.day) == (12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if first.day == 1 and (last.year, last.month) == (first.year, first.month) and last.day == _month_days(first):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _month_days(of: date) -> int:
    return calendar.monthrange(of.year, of.month)[1]


def months_on(of: date, count: int) -> date:
    """The same day `count` months on, or the last day of that month."""
    index = of.year * 12 + of.month - 1 + count
    year, month_number = index // 12, index % 12 + 1
    return date(year, month_number, min(of.day, calendar.monthrange(year, month_number)[1]))


def last_weekday(name: int, ref: date, *, strictly: bool = False) -> date:
    """The latest such weekday up to and including `ref` (before it, if `strictly`)."""
    back = (ref.weekday() - name) % 7
    return ref - timedelta(days=back or (7 if strictly else 0))


def next_weekday(name: int, ref: date) -> date:
    """The first such weekday after `ref`."""
    return ref + timedelta(days=(name - ref.weekday() - 1) % 7 + 1)


def year_of(month_number: int, day_number: int, ref: date, tense: Tense) -> int:
    """The year of a day told without one: past not after, future not before `ref`, else the nearest.

    A loose past ends about ten months back: what lay further off would bear its year.
    """
    here = in_month(ref.year, month_number, day_number)
    if tense == "past":
        return ref.year if here <= ref else ref.year - 1
    if tense == "future":
        return ref.year if here >= ref else ref.year + 1
    if tense == "loose":
        return ref.year if here <= ref + timedelta(days=_SOON) else ref.year - 1
    return min(
        (ref.year - 1, ref.year, ref.year + 1), key=lambda y: abs((in_month(y, month_number, day_number) - ref).days)
    )


def in_month(year: int, month_number: int, day_number: int) -> date:
    """That day, or the last day of a month that is shorter."""
    return date(year, month_number, min(day_number, calendar.monthrange(year, month_number)[1]))


def unit(text: str, of: date) -> tuple[date, date]:
    """The calendar week, month, quarter, year, decade or century that holds a day."""
    if text == "week":
        first = of - timedelta(days=of.weekday())
        return first, first + timedelta(days=6)
    if text == "month":
        return of.replace(day=1), of.replace(day=_month_days(of))
    if text == "quarter":
        first = date(of.year, (of.month - 1) // 3 * 3 + 1, 1)
        return first, months_on(first, 3) - timedelta(days=1)
    size = {"year": 1, "decade": 10, "century": 100}[text]
    start = of.year // size * size
    return date(start, 1, 1), date(start + size - 1, 12, 31)


def step(text: str, of: date, count: int) -> date:
    """A day `count` calendar units from `of`."""
    if text == "week":
        return of + timedelta(days=7 * count)
    return months_on(of, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[text])


def duration(count: int, letter: str) -> str:
    """An ISO 8601 duration."""
    if letter == "F":
        return f"P{2 * count}W"
    if letter in ("X", "C"):
        return f"P{count * (10 if letter == 'X' else 100)}Y"
    return f"PT{count}{letter[1]}" if letter.startswith("T") else f"P{count}{letter}"


def letter_of(text: str) -> str:
    """The ISO letter of a unit, singular or plural."""
    low = text.lower()
    low = "century" if low == "centuries" else low
    return words("unit").get(low) or words("unit")[low.removesuffix("s")]


def length_in_days(count: int, letter: str) -> int:
    """Days of so many units, near enough for an interval."""
    return (
        count * {"D": 1, "W": 7, "F": 14, "M": 30, "Y": 365, "X": 3650, "C": 36500, "TH": 0, "TM": 0, "TS": 0}[letter]
    )


def ago(count: int, letter: str, ref: date) -> str:
    """N days or weeks ago are a day, N months the month, N years the year.

    Raises ValueError or OverflowError where that lies before year 1.
    """
    if letter in ("D", "W", "F"):
        return day(ref - timedelta(days=length_in_days(count, letter)))
    if letter == "M":
        return month_of(months_on(ref, -count))
    if letter in ("Y", "X", "C"):
        return months_on(ref, -count * _MONTHS[letter]).isoformat()[:4]
    return day(ref)


def ahead(count: int, letter: str, ref: date) -> date:
    """The day that lies so many units after `ref`."""
    if letter in ("M", "Y", "X", "C"):
        return months_on(ref, count * _MONTHS[letter])
    return ref + timedelta(days=length_in_days(count, letter))


def season(name: str, year: int) -> str:
    """The three months of a season of the northern hemisphere; winter ends in the year after."""
    first = date(year, int(words("season")[name.lower()]), 1)
    return f"{first.isoformat()}/{(months_on(first, 3) - timedelta(days=1)).isoformat()}"
