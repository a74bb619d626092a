"""From an expression and its anchor to an EDTF value: days, months, calendar units. Weeks begin on Monday."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from dateline.reading.times.calendars import (
    ahead,
    day,
    in_month,
    interval,
    last_weekday,
    letter_of,
    months_on,
    next_weekday,
    season,
    step,
    unit,
    year_of,
)
from dateline.reading.times.counted import COUNTED
from dateline.reading.times.resolved import Handler, Resolved
from dateline.reading.times.tense import Tense
from dateline.reading.times.words import month, weekday, words


def resolve(rule: str, match: re.Match[str], ref: date | None, tense: Tense) -> Resolved | None:
    """What a match means; None if it is no time expression after all. `ref` is None in a report without a date.

    What lies beyond the years 1 to 9999 has no value ("in 9,000 years").
    """
    got = {name: value for name, value in match.groupdict().items() if value}
    handler = _HANDLERS.get(rule)
    try:
        return handler(got, ref, tense, match.group()) if handler else None
    except (ValueError, OverflowError):  # of the calendar
        return Resolved(None)


def _explicit(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """Month and day, with a year or without."""
    number_of_day = int(re.sub(r"\D", "", got["d"]))
    month_number = month(got["mon"])
    year = int(got["y"]) if "y" in got else year_of(month_number, number_of_day, ref, tense) if ref else None
    if year is None:
        return Resolved(None)
    try:
        return Resolved(day(date(year, month_number, number_of_day)))
    except ValueError:
        return None


def _range(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    first_day, last_day = (int(re.sub(r"\D", "", got[name])) for name in ("d1", "d2"))
    first_month = month(got["mon"])
    last_month = month(got["mon2"]) if "mon2" in got else first_month
    year = int(got["y"]) if "y" in got else year_of(first_month, first_day, ref, tense) if ref else None
    if year is None:
        return Resolved(None)
    try:
        first, last = date(year, first_month, first_day), date(year, last_month, last_day)
    except ValueError:
        return None
    return Resolved(interval(first, last)) if first < last else None


def _iso(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    try:
        return Resolved(day(date(int(got["y"]), int(got["m"]), int(got["d"]))))
    except ValueError:
        return None


def _numeric(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """dd/mm or mm/dd only where just one reading is possible."""
    a, b = int(got["a"]), int(got["b"])
    readings = {(x, y) for x, y in ((a, b), (b, a)) if 1 <= x <= 31 and 1 <= y <= 12}
    if len(readings) != 1:
        return Resolved(None) if readings else None
    ((day_number, month_number),) = readings
    try:
        return Resolved(day(date(int(got["y"]), month_number, day_number)))
    except ValueError:
        return None


def _month(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """A month, whole: "early June" is June, "the first week of January" its first seven days."""
    month_number = month(got["mon"])
    if "y" in got:
        year = int(got["y"])
    elif ref is None:
        return Resolved(None)
    elif "of" in got:
        year = ref.year + {"last": -1, "this": 0, "next": 1}[got["of"].lower()]
    elif got.get("rel", "").lower() in ("last", "this past"):
        year = ref.year if month_number < ref.month else ref.year - 1
    elif got.get("rel", "").lower() in ("next", "this coming"):
        year = ref.year if month_number > ref.month else ref.year + 1
    elif got.get("rel", "").lower() in ("this", "that"):
        year = ref.year
    elif tense == "past":
        year = ref.year if month_number <= ref.month else ref.year - 1
    elif tense == "future":
        year = ref.year if month_number >= ref.month else ref.year + 1
    elif tense == "loose":
        year = ref.year if month_number <= ref.month + 1 else ref.year - 1
    else:
        year = min(
            (ref.year - 1, ref.year, ref.year + 1), key=lambda y: abs((y - ref.year) * 12 + month_number - ref.month)
        )
    part = got.get("part", "").lower()
    if part.endswith("week of"):
        first = date(year, month_number, 1)
        if part.startswith("last"):
            first = date(year, month_number, calendar.monthrange(year, month_number)[1]) - timedelta(days=6)
        elif part.startswith("second"):
            first += timedelta(days=7)
        return Resolved(interval(first, first + timedelta(days=6)))
    return Resolved(f"{year:04}-{month_number:02}")


def _feast(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    name = re.sub(r"\s+", " ", got["feast"].lower().replace("’", "'"))
    if not got["feast"][:1].isupper() or (name == "new year" and not quote.lower().startswith("the")):
        return None
    month_number, day_number = (int(part) for part in words("feast")[name].split("-"))
    year = int(got["y"]) if "y" in got else year_of(month_number, day_number, ref, tense) if ref else None
    return Resolved(day(date(year, month_number, day_number)) if year is not None else None)


def _weekday(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    if ref is None:
        return Resolved(None)
    name = weekday(got["day"])
    rel = got.get("rel", "").lower()
    if "day2" in got:
        first = next_weekday(name, ref) if tense == "future" else last_weekday(name, ref)
        last = next_weekday(weekday(got["day2"]), first)
        return Resolved(interval(first, last))
    if rel in ("last", "past", "this past", "the previous"):
        return Resolved(day(last_weekday(name, ref, strictly=True)))
    if rel in ("next", "this coming", "coming", "the following"):
        return Resolved(day(next_weekday(name, ref)))
    if rel == "this":
        within = unit("week", ref)[0] + timedelta(days=name)
        return Resolved(day(within if tense != "future" or within >= ref else next_weekday(name, ref)))
    if tense in ("future", "planned"):
        # Wire copy names the day itself by its own name, too: "will vote on Friday", on a Friday.
        return Resolved(day(ref if ref.weekday() == name else next_weekday(name, ref)))
    return Resolved(day(last_weekday(name, ref)))


def _weekday_week(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    if ref is None:
        return Resolved(None)
    count = {"last": -1, "this": 0, "next": 1}[got["rel"].lower()]
    return Resolved(day(unit("week", ref)[0] + timedelta(days=7 * count + weekday(got["day"]))))


def _weekend(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    if ref is None:
        return Resolved(None)
    rel = got.get("rel", "").lower()
    ahead_of = tense == "future" or rel in ("this", "next", "this coming", "the coming")
    if rel in ("last", "this past", "the past") or (rel == "this" and tense in ("past", "loose")):
        ahead_of = False  # "gathered this weekend"
    saturday = (
        ref
        if ref.weekday() == 5 and ahead_of
        else next_weekday(5, ref)
        if ahead_of
        else last_weekday(5, ref, strictly=rel != "this")
    )
    return Resolved(interval(saturday, saturday + timedelta(days=1)))


def _unit(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """Last, this or next week, month or year, whole; "earlier this year" ends with the day, "later" begins after it."""
    if ref is None:
        return Resolved(None)
    rel, name = got["rel"].lower(), got["unit"].lower()
    part = got.get("part", "").lower()
    if rel.startswith(("later ", "earlier ")):
        part, rel = rel.split()[0], "this"
    if rel in ("the previous", "the following", "the same", "that"):
        return Resolved(None, "event")
    if rel == "the past" or (rel == "last" and name in ("decade", "century")):
        return Resolved(interval(ahead(-1, letter_of(name), ref), ref))
    count = {"last": -1, "this past": -1, "next": 1}.get(rel, 0)
    first, last = unit(name, step(name, ref, count))
    if part == "earlier" and count == 0:
        return Resolved(interval(first, ref))
    if part in ("later", "rest of") and count == 0:
        return Resolved(interval(ref + timedelta(days=1), last)) if ref < last else Resolved(None)
    return Resolved(interval(first, last))


def _quarter(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """ "the third quarter of 2019", "… of last year"; alone the latest that has ended, or the coming one."""
    number_of_quarter = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}[got["nth"].lower()]
    if "y" in got:
        year = int(got["y"])
    elif ref is None:
        return Resolved(None)
    elif "rel" in got:
        year = ref.year + {"last": -1, "this": 0, "next": 1}[got["rel"].lower()]
    else:
        this = (ref.month + 2) // 3
        year = ref.year - (tense != "future" and number_of_quarter >= this)
        year += tense == "future" and number_of_quarter < this
    return Resolved(interval(*unit("quarter", date(year, 3 * number_of_quarter, 1))))


def _season(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    if "y" in got:
        return Resolved(season(got["season"], int(got["y"])))
    if ref is None:
        return Resolved(None)
    start = int(words("season")[got["season"].lower()])
    rel = got["rel"].lower()
    year = ref.year
    if rel == "last" and date(year, start, 1) > months_on(ref, -3):
        year -= 1
    elif rel == "next" and date(year, start, 1) <= ref:
        year += 1
    return Resolved(season(got["season"], year))


def _part_year(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    year, part = int(got["y"]), got["part"].lower()
    halves = {"first half of": (1, 6), "second half of": (7, 12)}
    if part in halves:
        first, last = halves[part]
        return Resolved(interval(date(year, first, 1), in_month(year, last, 31)))
    return Resolved(f"{year:04}")


def _decade(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """ "the 1990s", and of a century "the 1800s"."""
    start = int(got["y"])
    if start % 100 == 0 and start < 2000:
        first, last = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}.get(got.get("part", "").lower(), (0, 99))
        return Resolved(f"{start + first}/{start + last}")
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(got.get("part", "").lower(), (0, 9))
    return Resolved(f"{start + first}/{start + last}")


def _years(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    return Resolved(f"{got['y1']}/{got['y2']}") if got["y1"] < got["y2"] else None


def _day_word(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    word = re.sub(r"\s+", " ", got["word"].lower())
    if word not in words("day word"):
        return None
    return Resolved(day(ref + timedelta(days=int(words("day word")[word]))) if ref else None)


def _year(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    year = int(got["y"])
    return Resolved(f"{year:04}") if ref is None or year <= ref.year + 60 else None


_HANDLERS: Mapping[str, Handler] = {
    "iso": _iso, "day_range": _range, "day_range_first": _range, "day_range_months": _range, "month_day": _explicit,
    "day_month": _explicit, "numeric": _numeric, "part_month": _month, "month_year": _month, "rel_month": _month,
    "month_of": _month, "in_month": _month, "bare_month": _month, "feast": _feast, "quarter": _quarter,
    "part_unit": _unit, "rel_unit": _unit, "part_year": _part_year, "part_season": _season, "season_year": _season,
    "weekday_week": _weekday_week, "weekday_range": _weekday, "rel_weekday": _weekday, "weekday": _weekday,
    "weekend": _weekend, "range_years": _years, "decade": _decade, "day_word": _day_word, "year": _year,
    **COUNTED,
}  # fmt: skip
