"""Expressions that count units: "three days ago", "within two weeks", "two days later", "for 48 hours"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateline.reading.times.calendars import ago, ahead, day, duration, interval, length_in_days, letter_of, month_of
from dateline.reading.times.resolved import Handler, Resolved
from dateline.reading.times.tense import Tense
from dateline.reading.times.words import number

_FEW = (2, 9)  # days that "a few days" may be


def _ago(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    letter, count = letter_of(got["unit"]), number(got["n"])
    if ref is None:
        return Resolved(None)
    if count is None and "couple" in got["n"].lower():
        count = 2
    if count is None and got["n"][0].isdigit():
        return Resolved(None)  # "2.5 years ago"
    if count is None:
        return Resolved(
            interval(ref - timedelta(days=length_in_days(9, letter)), ref - timedelta(days=length_in_days(2, letter)))
        )
    return Resolved(ago(count, letter, ref), is_date=not letter.startswith("T"))


def _shifted(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """ "two days later": leans on an event; the days to add are kept."""
    letter, count = letter_of(got["unit"]), number(got["n"])
    sign = 1 if got["way"].lower() in ("later", "after", "afterwards") else -1
    low, high = (count, count) if count is not None else _FEW
    days = sorted((sign * length_in_days(low, letter), sign * length_in_days(high, letter)))
    return Resolved(None, "event", is_date=not letter.startswith("T"), shift=(days[0], days[1]))


def _in_units(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    letter, count = letter_of(got["unit"]), number(got["n"])
    if count is None:
        return None
    if ref is None:
        return Resolved(None)
    within = got["head"].lower() == "within" or "next" in quote.lower() or "coming" in quote.lower()
    if letter.startswith("T"):
        return Resolved(interval(ref, ref + timedelta(days=count // 24)) if letter == "TH" and within else None)
    if not within and tense == "past" and "time" not in quote.lower():
        return Resolved(duration(count, letter), is_date=False)  # "in three days it was over"
    end = ahead(count, letter, ref)
    if within:
        return Resolved(interval(ref, end))
    if letter == "M":
        return Resolved(month_of(end))
    return Resolved(f"{end.year:04}" if letter in ("Y", "X", "C") else day(end))


def _span_units(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    letter = letter_of(got["unit"])
    if ref is None:
        return Resolved(None)
    way = got["way"].lower()
    count = number(got["n"]) if "n" in got else None
    if count is None:
        return Resolved(None)  # "the coming weeks": how many is not told
    if letter.startswith("T"):
        return Resolved(
            interval(ref - timedelta(days=max(1, count // 24)), ref) if way.startswith(("past", "last")) else None
        )
    if way.startswith(("past", "last")):
        return Resolved(interval(ahead(-count, letter, ref), ref))
    return Resolved(interval(ref, ahead(count, letter, ref)))


def _day_after(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    word = got["word"].lower()
    count = (
        1
        if any(w in word for w in ("next", "following", "after"))
        else -1
        if any(w in word for w in ("previous", "before", "eve"))
        else 0
    )
    return Resolved(None, "event", shift=(count, count))


def _later(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    return Resolved(None)


def _length(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    count = number(got["n"]) if "n" in got else 1
    letter = letter_of(got["unit"])
    if count is None or letter == "TS" or (count >= 1000 and not got["unit"].endswith("s")):
        return None  # "the World Cup 2018 day five"
    return Resolved(duration(count, letter), "text", is_date=False)


def _half(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    lengths = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
    return Resolved(lengths[got["unit"].lower()], "text", is_date=False)


def _and_half(got: dict[str, str], ref: date | None, tense: Tense, quote: str) -> Resolved | None:
    """ "an hour and a half", "two-and-a-half years"."""
    count = number(got["n"])
    if count is None:
        return None
    forms = {"hour": f"PT{count}H30M", "day": f"P{count}DT12H", "year": f"P{count}Y6M"}
    unit_name = (got.get("unit") or got["unit2"]).lower().removesuffix("s")
    return Resolved(forms[unit_name], "text", is_date=False)


# What resolves each of those rules of `en/time_patterns.tsv` that count.
COUNTED: Mapping[str, Handler] = {
    "and_half": _and_half, "ago": _ago, "shift_after": _shifted, "in_units": _in_units, "span_units": _span_units,
    "coming_units": _span_units, "day_after": _day_after, "later_date": _later, "long": _length, "compound": _length,
    "week_long": _length, "length": _length, "half": _half,
}  # fmt: skip
