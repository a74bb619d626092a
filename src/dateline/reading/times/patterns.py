"""Patterns of time expressions, the longest and most special first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.lexicon.files import table
from dateline.reading.times.words import either

# A sentence without any of these holds no date: cheaper than all patterns.
_GATE = re.compile(
    r"\d|day|week|month|year|morrow|night|decade|century|centuries|hour|minute|fortnight|spring|summer|autumn|winter|weekend"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|eve\b|later|christmas",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")  # "<day>" is a class, "(?P<day>" the name of a group


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression, its pattern, and what a sentence must hold for the pattern to be tried."""

    name: str
    needs: re.Pattern[str]
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried (`en/time_patterns.tsv`)."""
    return tuple(
        Rule(row["rule"], _compiled(row["needs"]), _compiled(row["pattern"])) for row in table("en/time_patterns.tsv")
    )


def rules_for(text: str) -> Iterator[Rule]:
    """The rules whose needs `text` meets, in their order; none where no word of it is one of times."""
    words = text.split()
    if not any(map(_is_of_time, words)):
        return
    met = {need for need in _needs()[1] if need.search(text)}.union(*map(_met_by, words))
    for rule in rules():
        if rule.needs in met:
            yield rule


@cache
def _needs() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What the rules need: those that one word can meet, and those that take several."""
    all_ = tuple(dict.fromkeys(rule.needs for rule in rules()))
    return tuple(one for one in all_ if r"\s" not in one.pattern), tuple(one for one in all_ if r"\s" in one.pattern)


# Words come again and again, so each is looked at once: a pattern over every sentence costs ten times as much.
@lru_cache(maxsize=20_000)
def _is_of_time(word: str) -> bool:
    return _GATE.search(word) is not None


@lru_cache(maxsize=20_000)
def _met_by(word: str) -> frozenset[re.Pattern[str]]:
    return frozenset(need for need in _needs()[0] if need.search(word))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """One object for one pattern, its classes filled in."""
    filled = _CLASS.sub(lambda match: _names()[match.group(1)], pattern)
    return re.compile(f"(?i:{filled})")


@cache
def _names() -> dict[str, str]:
    """What the names in angle brackets stand for. Capitals of months and weekdays are asked for even in any case."""
    months, weekdays = (f"(?-i:{_titled(either(kind))})" for kind in ("month", "weekday"))
    one, tens = either("number"), "twenty|thirty|forty|fifty|sixty|ninety"
    unit = f"(?:{either('unit')})"
    return {
        "months": months,
        "weekdays": weekdays,
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
