"""Patterns of time expressions, the longest and most special first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.files import table
from dateline.reading.times.words import either

# A sentence without any of these holds no date: cheaper than all patterns.
GATE = re.compile(
    r"\d|day|week|month|year|morrow|night|decade|century|centuries|hour|minute|fortnight|spring|summer|autumn|winter|weekend"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|eve\b|later|christmas",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression and its pattern."""

    name: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried (`en/time_patterns.tsv`)."""
    names = _names()
    made = []
    for row in table("en/time_patterns.tsv"):
        # "<day>" is a class, "(?P<day>" the name of a group.
        pattern = re.sub(r"(?<!\?P)<(\w+)>", lambda match: names[match.group(1)], row["pattern"])
        made.append(Rule(row["rule"], re.compile(f"(?i:{pattern})")))
    return tuple(made)


def _names() -> dict[str, str]:
    """What the names in angle brackets stand for. Capitals of months and weekdays are asked for even in any case."""
    months, weekdays = (f"(?-i:{_titled(either(kind))})" for kind in ("month", "weekday"))
    one, tens = either("number"), "twenty|thirty|forty|fifty|sixty|ninety"
    unit = f"(?:{either('unit')})"
    return {
        "months": months,
        "month": f"(?:{months})\\.?",
        "weekday": f"(?:{weekdays})\\.?",
        "part": r"(?:\s+(?:morning|afternoon|evening|night))?",
        "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
        "year": r"(?:1[5-9]\d\d|20\d\d)",
        "count": f"(?:\\d+(?:[.,]\\d+)?|(?:(?:{tens})[- ](?:{one})|(?:{one})))",
        "units": f"(?:{unit}s?|centuries)",
        "unit": unit,
        "about": r"(?:(?:(?:more|less) than|nearly|almost|about|around|over|at least|some|up to|just|under)\s+)?",
        "season": f"(?:{either('season')})",
        "feasts": either("feast").replace(" ", r"\s+"),
    }


def _titled(words: str) -> str:
    """Names in capitals as they are written: "June" and "JUNE", never "june"."""
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in words.split("|"))


def trimmed(quote: str) -> str:
    """The quote without a preposition that only some patterns take along."""
    return re.sub(r"^(?:in|over|for|during|on|from|between)\s+(?=the\b|\d)", "", quote, flags=re.IGNORECASE)
