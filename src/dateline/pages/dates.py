"""Publication dates: reading what is printed or declared, and choosing by evidence. Unknown stays unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

from dateline.errors import BadDate
from dateline.pages.words import alternatives, months

FIRST_YEAR = 1990  # older dates on a page are its subject, or a zero of some clock
_ZEROS = ("1601-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1970-01-01")  # of clocks
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.I,
)
_YEAR = re.compile(r"\d{4}")
_OFFSETS = {"gmt": 0, "utc": 0, "z": 0, "bst": 60, "ist": 330, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
            "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "jst": 540, "kst": 540,
            "hkt": 480, "sgt": 480, "pkt": 300, "msk": 180, "eet": 120, "eest": 180, "aest": 600,
            "aedt": 660}  # fmt: skip


def normalise_date(value: str) -> str:
    """A publication date given from outside, as `Article.published` holds it: a date, or date-time with offset.

    ISO 8601 and RFC 2822 are understood; a clock time without an offset is dropped. Raises BadDate for anything else.
    """
    found = (read_date(value) or _of_an_archive(value.strip())) if value else None
    if found is None:
        raise BadDate(f"{value!r} is no date", hint="write 2018-06-01 or 2018-06-01T09:30:00+02:00")
    return found


def _of_an_archive(value: str) -> str | None:
    """A whole day before the web, which nobody gives by mistake: archives of agencies begin long before."""
    found = re.fullmatch(r"(1[6-9]\d\d-\d\d-\d\d)(?:T\S+)?", value)
    try:
        return date.fromisoformat(found[1]).isoformat() if found and found[1] not in _ZEROS else None
    except ValueError:
        return None


def read_date(value: str) -> str | None:
    """The date, or date-time with offset, that a machine-readable value states; None if it states none."""
    value = value.strip()
    if found := _ISO.match(value):
        return _from_iso(found, rest=value[found.end() :].strip())
    if re.fullmatch(r"\d{8}", value):
        return _day(int(value[:4]), int(value[4:6]), int(value[6:]))
    if re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:", value):
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        return moment.isoformat() if moment.tzinfo and _plausible(moment.date()) else _iso_day(moment.date())
    dates = list(printed_dates(value))
    return dates[0].value if len(dates) == 1 else None


def _from_iso(found: re.Match[str], rest: str) -> str | None:
    year, month, day, hour, minute, second, zone = found.groups()
    whole = _day(int(year), int(month), int(day))
    if whole is None or hour is None:
        return whole if not rest or hour is None else None
    offset = _offset(zone or "")
    try:
        moment = datetime.fromisoformat(f"{whole}T{int(hour):02}:{minute}:{second or '00'}")
    except ValueError:
        return whole
    if offset is None:
        return whole
    text = moment.replace(tzinfo=timezone(timedelta(minutes=offset))).isoformat()
    return text.removesuffix("+00:00") + "Z" if (zone or "").upper() == "Z" else text


def _offset(zone: str) -> int | None:
    """Minutes east of Greenwich of "Z", "+05:30", "-0400" or a known abbreviation."""
    if zone.lower() in _OFFSETS:
        return _OFFSETS[zone.lower()]
    if found := re.fullmatch(r"([+-])(\d\d):?(\d\d)?", zone):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (minutes if found[1] == "+" else -minutes) if minutes < 24 * 60 else None
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _iso_day(date(year, month, day))
    except ValueError:
        return None


def _iso_day(day: date) -> str | None:
    return day.isoformat() if _plausible(day) else None


def _plausible(day: date) -> bool:
    return FIRST_YEAR <= day.year <= 2100


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as it is printed in a line: its value and where it stands."""

    value: str
    start: int
    end: int


@cache
def _printed_pattern() -> re.Pattern[str]:
    month = rf"(?P<{{}}>{alternatives('month')})\b\.?"
    clock = (
        r"(?:,?\s*(?:at\s|[|·•–-]\s?)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?!\.?\d)(?::\d\d)?\s?(?P<half>[ap]\.?m\b\.?)?"
        r"\s?\(?(?P<zone>[A-Z]{1,4}T|UTC|[+-]\d\d:?\d\d)?)?"
    )
    return re.compile(
        rf"(?<![\w/.-])(?:(?P<iso>\d{{4}}-\d\d?-\d\d?(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)(?!\d|-)"
        rf"|{month.format('m1')}\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y1>\d{{4}})"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s(?:of|de))?[\s-]{month.format('m2')},?(?:\sde)?[\s-](?P<y2>\d{{4}})"
        rf"|(?P<y4>\d{{4}})(?P<sep4>[/.])(?P<n4>\d\d)(?P=sep4)(?P<d4>\d\d)"
        rf"|(?P<y5>\d{{4}})\s?[年년]\s?(?P<n5>\d{{1,2}})\s?[月월]\s?(?P<d5>\d{{1,2}})\s?[日일]"
        rf"|(?P<a3>\d{{1,2}})(?P<sep>[./-])(?P<b3>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}}))(?!\w|\.\d){clock}",
        re.I,
    )


def printed_dates(line: str) -> Iterator[Printed]:
    """The full dates (with a year) in a line. "03/04/2018" can be two days and is left out; "25.04.2019" cannot."""
    for found in _printed_pattern().finditer(line) if _YEAR.search(line) else ():
        if value := _printed_value(found):
            yield Printed(value, *found.span())


def _printed_value(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["iso"]:
        whole = read_date(part["iso"])
    elif part["m1"] or part["m2"]:
        name, day, year = (part["m1"], part["d1"], part["y1"]) if part["m1"] else (part["m2"], part["d2"], part["y2"])
        whole = _day(int(year), months()[name.lower()], int(day))
    elif part["y4"]:
        whole = _day(int(part["y4"]), int(part["n4"]), int(part["d4"]))
    elif part["y5"]:
        whole = _day(int(part["y5"]), int(part["n5"]), int(part["d5"]))
    else:
        first, second, year = int(part["a3"]), int(part["b3"]), int(part["y3"])
        dotted = part["sep"] == "."  # only day.month.year is written with points
        if first > 12 or dotted or first == second:
            whole = _day(year, second, first)
        else:
            whole = _day(year, first, second) if second > 12 else None
    offset = _offset(part["zone"] or "")
    if whole is None or part["hour"] is None or offset is None:
        return whole
    hour = int(part["hour"]) % 12 + 12 * part["half"].lower().startswith("p") if part["half"] else int(part["hour"])
    if hour > 23 or int(part["minute"]) > 59:
        return whole
    clock = f"{whole}T{hour:02}:{part['minute']}:00"
    return datetime.fromisoformat(clock).replace(tzinfo=timezone(timedelta(minutes=offset))).isoformat()


def date_in_url(url: str) -> str | None:
    """The day that a path states ("/2018/06/01/", "/2018-06-01-", "/20180601/", "/2018/jun/01/"); None if not whole."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    for year, month, day in re.findall(
        r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2}|[a-z]{3,9})[/_-](\d{1,2})(?!\d)", path, re.I
    ):
        number = int(month) if month.isdigit() else months().get(month.lower(), 0)
        if number and (value := _day(int(year), number, int(day))):
            return value
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", path)
    return _day(*map(int, found.groups())) if found else None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A publication date and where it was found: "given", "json-ld", "meta", "time", "printed", "url", "updated",
    "dateline", "front matter".
    """

    value: str
    source: str


def rank_dates(candidates: list[DateEvidence]) -> DateEvidence | None:
    """The best supported candidate, which are in order of trust; a clock time is taken from a later one of that day."""
    if not candidates:
        return None
    best = candidates[0]
    if len(best.value) == 10:
        timed = (one for one in candidates[1:] if len(one.value) > 10 and one.value.startswith(best.value))
        best = next(timed, best)
    return best
