"""Which of several an event is, where the words around it count: "the third round of talks", "its annual summit"."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon.files import parts, table

_NEAR = 30  # characters between "annual" and the word that tells the event


def round_in(sentence: str, start: int, end: int) -> int | None:
    """The number of the round that the words at [start, end) of a sentence are part of, or None."""
    for found in _rounds().finditer(sentence):
        if found.start() <= end and start <= found.end():
            word = found.group("number").lower()
            return _numbers().get(word) or int(re.sub(r"\D", "", word))
    return None


def is_yearly(sentence: str, start: int, end: int) -> bool:
    """Is what stands at [start, end) of a sentence told to come every year?"""
    return any(
        found.start() <= end and start - found.end() <= _NEAR and not re.search(r"[,;.]", sentence[found.end() : start])
        for found in _yearly().finditer(sentence)
    )


@cache
def _numbers() -> dict[str, int]:
    return {word: int(row["value"]) for row in table("en/rounds.tsv") if row["class"] == "number" for word in _of(row)}


@cache
def _rounds() -> re.Pattern[str]:
    """An ordinal, what is counted, and what it is a round of."""
    numbers = "|".join(sorted(_numbers(), key=len, reverse=True))
    counted, talk = _class("counted"), _class("talk")
    return re.compile(
        rf"\b(?P<number>{numbers}|\d+(?:st|nd|rd|th))(?:\s+[\w’'-]+){{0,2}}?\s+(?:{counted})\b"
        rf"(?:\s+of(?:\s+[\w’'-]+){{0,3}}?\s+(?:{talk})\b)?",
        re.IGNORECASE,
    )


@cache
def _yearly() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_class('yearly')})\b", re.IGNORECASE)


def _class(name: str) -> str:
    return "|".join(word for row in table("en/rounds.tsv") if row["class"] == name for word in _of(row))


def _of(row: object) -> tuple[str, ...]:
    return parts(row["words"])  # type: ignore[index]
