"""Patterns of time expressions, the longest and most special first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.reading.times.words import either

# A sentence without any of these holds no date: cheaper than all patterns.
GATE = re.compile(
    r"\d|day|week|month|year|morrow|night|decade|century|centuries|hour|minute|fortnight|spring|summer|autumn|winter|weekend"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|eve\b|later|christmas",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression and its pattern; capitals of month and weekday names are asked for where they tell."""

    name: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    month = f"(?:{_titled(either('month'))})\\.?"
    weekday = f"(?:{_titled(either('weekday'))})\\.?"
    part = r"(?:\s+(?:morning|afternoon|evening|night))?"
    day = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:1[5-9]\d\d|20\d\d)"
    count = f"(?:\\d+(?:[.,]\\d+)?|(?:(?:{either('number')})(?:[- ](?:{either('number')}))?))"
    unit = f"(?:{either('unit')})"
    units = f"(?:{unit}s?|centuries)"
    date_unit = "(?:day|week|month|year|quarter|decade)"
    about = r"(?:(?:more than|less than|nearly|almost|about|around|over|at least|some|roughly|up to|just|under)\s+)?"
    season = f"(?:{either('season')})"
    made = (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("day_range", f"\\b(?P<mon>{month})\\s+(?P<d1>{day})\\s*(?:-|–|to|and)\\s*(?:(?P<mon2>{month})\\s+)?(?P<d2>{day})(?!\\d)(?:,?\\s+(?P<y>{year}))?"),
        ("day_range_first", f"\\b(?P<d1>{day})\\s*(?:-|–|to|and)\\s*(?P<d2>{day})\\s+(?:of\\s+)?(?P<mon>{month})(?:,?\\s+(?P<y>{year}))?\\b"),
        ("month_day", f"\\b(?:{weekday},?\\s+)?(?P<mon>{month})\\s+(?P<d>{day})(?![\\d:]|\\s*(?:percent|%))(?:,?\\s+(?P<y>{year}))?(?!\\d)"),
        ("day_month", f"\\b(?:{weekday},?\\s+)?(?:the\\s+)?(?P<d>{day})\\s+(?:of\\s+)?(?P<mon>{month})(?:,?\\s+(?P<y>{year}))?(?!\\w)"),
        ("numeric", r"\b(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>\d{4})\b"),
        ("part_month", f"\\b(?:the\\s+)?(?P<part>early|mid|late|beginning of|start of|middle of|end of|first half of|second half of|first week of|last week of|second week of)[\\s-]+(?:(?P<rel>last|next|this)\\s+)?(?P<mon>{month})(?:,?\\s+(?:of\\s+)?(?P<y>{year}))?\\b"),
        ("month_year", f"\\b(?P<mon>{month}),?\\s+(?:of\\s+)?(?P<y>{year})\\b"),
        ("feast", f"\\b(?:the\\s+)?(?P<feast>{_spaced(either('feast'))})(?:\\s+(?P<y>{year}))?(?!\\w)"),
        ("part_unit", f"\\b(?:(?:the\\s+)?(?P<part>early|late|later|earlier|mid|start of|beginning of|end of|first half of|second half of|middle of|rest of)[\\s-]+)(?P<rel>this|last|next|the|that)\\s+(?P<unit>week|month|year|decade|quarter)\\b"),
        ("part_year", f"\\b(?:the\\s+)?(?P<part>early|late|mid|start of|beginning of|end of|first half of|second half of|middle of)[\\s-]+(?P<y>{year})\\b"),
        ("part_season", f"\\b(?:(?:early|late|mid)[\\s-]+)?(?P<rel>last|next|this)\\s+(?P<season>{season})\\b"),
        ("season_year", f"\\b(?:in\\s+)?(?:the\\s+)?(?P<season>{season})\\s+(?:of\\s+)?(?P<y>{year})\\b"),
        ("weekday_week", f"\\b(?P<day>{weekday}){part}\\s+(?P<rel>last|next|this)\\s+week\\b"),
        ("weekday_range", f"\\b(?:from\\s+)?(?P<day>{weekday})\\s*(?:and|to|-|–|through|until)\\s*(?P<day2>{weekday})\\b"),
        ("rel_weekday", f"\\b(?P<rel>last|past|next|this|this past|this coming|coming|the previous|the following)\\s+(?P<day>{weekday}){part}"),
        ("weekday", f"\\b(?P<day>{weekday}){part}(?!\\w)"),
        ("rel_month", f"\\b(?P<rel>last|next|this|this past|this coming|that)\\s+(?P<mon>{month})\\b"),
        ("weekend", r"\b(?:(?P<rel>last|next|this|this past|this coming|the past|the coming|over the|the|at the|at)\s+)weekend\b"),
        ("range_years", f"\\b(?:from\\s+|between\\s+)?(?P<y1>{year})\\s*(?:-|–|to|and)\\s*(?P<y2>{year})\\b"),
        ("since", f"\\bsince\\s+(?P<y>{year})\\b"),
        ("decade", r"\b(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<y>(?:1[5-9]|20)\d0)s\b"),
        ("ago", f"\\b{about}(?P<n>{count}|several|a few|a couple of)\\s+(?P<unit>{units})\\s+(?:ago|back)\\b"),
        ("shift_after", f"\\b(?P<n>{count}|several|a few|a couple of)\\s+(?P<unit>{units})\\s+(?P<way>later|earlier|before|after|afterwards)\\b"),
        ("in_units", f"\\b(?P<head>in|within)\\s+(?:the\\s+)?(?:next\\s+|coming\\s+)?(?P<about>{about})(?P<n>{count})\\s+(?P<unit>days?|weeks?|months?|years?|hours?)(?:['’]?\\s+time)?(?:\\s+or\\s+so)?\\b"),
        ("span_units", f"\\b(?:in|over|for|during|within)?\\s*the\\s+(?P<way>past|last|next|coming)\\s+(?P<n>{count}|few|several|couple of)\\s+(?P<unit>days?|weeks?|months?|years?|hours?|decades?)\\b"),
        ("coming_units", r"\b(?:in\s+)?the\s+(?P<way>coming|next few|past few|last few)\s+(?P<unit>days|weeks|months|years|hours)\b"),
        ("rel_unit", f"\\b(?P<rel>last|next|this|that|the previous|the following|the past|the same|later this|earlier this)\\s+(?P<unit>week|month|year|quarter|decade|century)\\b"),
        ("day_word", r"\b(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night|this morning|this afternoon|this evening|tomorrow night|overnight)\b"),
        ("day_after", r"\b(?:on\s+)?(?P<word>(?:the\s+)?next day|the following day|the day after|the previous day|the day before|(?:the\s+)?same day|that day|(?:on\s+)?the eve|the next morning|the following morning)\b"),
        ("later_date", r"\b(?:at\s+a\s+later\s+date|at\s+a\s+future\s+date|at\s+some\s+point|in\s+the\s+(?:not\s+too\s+distant|near|foreseeable)\s+future)\b"),
        ("in_month", f"(?<=\\bin )(?P<mon>{month})(?!\\w)(?!\\s+(?:{_titled(either('month'))}))"),
        ("bare_month", f"(?<!\\w)(?P<mon>{month})(?!\\w)"),
        ("long", f"\\b(?P<n>{count})[- ](?P<unit>{unit})(?:-long|-old)\\b"),
        ("compound", f"\\b(?P<n>{count})-(?P<unit>{unit})\\b"),
        ("week_long", r"\b(?P<unit>day|week|month|year|hour)-long\b"),
        ("length", f"\\b{about}(?P<n>{count})\\s+(?P<unit>{units})\\b(?!['’]s)"),
        ("half", r"\bhalf\s+(?:a|an)\s+(?P<unit>hour|day|year|century|decade)\b"),
        ("year", f"(?<![\\d$€£.,-])\\b(?P<y>{year})\\b(?![\\d,.]\\d|\\s*(?:%|percent|people|troops|soldiers|dollars|euros|tonnes|tons|km|miles|men|metres))"),
    )  # fmt: skip
    # The names of months and weekdays bear their capitals in the pattern; all else is read in any case.
    return tuple(Rule(name, re.compile(pattern)) for name, pattern in ((n, _cased(p)) for n, p in made))


def _titled(words: str) -> str:
    """Names in capitals as they are written: "June" and "JUNE", never "june"."""
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in words.split("|"))


def _spaced(words: str) -> str:
    return words.replace(" ", r"\s+")


def _cased(pattern: str) -> str:
    """Any case for all but the capitalised names: their letters are put behind a case-sensitive group."""
    names = {_titled(either("month")), _titled(either("weekday"))}
    for name in names:
        pattern = pattern.replace(name, f"(?-i:{name})")
    return f"(?i:{pattern})"


def trimmed(quote: str) -> str:
    """The quote without a preposition that only some patterns take along."""
    return re.sub(r"^(?:in|over|for|during|on|from|between)\s+(?=the\b|\d)", "", quote, flags=re.IGNORECASE)
