"""The word lists of this room, read once: boilerplate lines, byline and date words, months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table

LONGEST_CHROME = 45  # words; a longer line is prose even where it begins like chrome
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})


def fold(line: str) -> str:
    """A line as the patterns of `chrome.tsv` want it: lower case, straight quotation marks, single blanks."""
    return " ".join(line.translate(_QUOTES).lower().split())


@cache
def chrome_patterns() -> Mapping[str, re.Pattern[str]]:
    """One pattern for each kind of boilerplate, in the order of the table."""
    kinds: dict[str, list[str]] = {}
    for row in table("en/chrome.tsv"):
        kinds.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
    return MappingProxyType({kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()})


def chrome_kind(line: str) -> str | None:
    """What kind of boilerplate the whole of a short line is; None if it is not."""
    folded = fold(line).strip("•·*|>»→ ▪▶►📣✉")
    if not folded or len(folded) > 400 or folded.count(" ") >= LONGEST_CHROME:
        return None
    return next((kind for kind, pattern in chrome_patterns().items() if pattern.fullmatch(folded)), None)


@cache
def words(kind: str) -> Mapping[str, str]:
    """Every form of the words of one kind of `page_words.tsv`, with the word it stands for; the longest first."""
    found = {
        form: row["word"]
        for row in table("en/page_words.tsv")
        if row["kind"] == kind
        for form in (row["word"], *parts(row["forms"]))
    }
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: -len(item[0]))))


@cache
def months() -> Mapping[str, int]:
    """Month names and short forms, lower case, with the number of the month."""
    names = [row["word"] for row in table("en/page_words.tsv") if row["kind"] == "month"]
    return MappingProxyType({form: names.index(name) + 1 for form, name in words("month").items()})


def alternatives(kind: str) -> str:
    """The forms of `words(kind)` as the inside of a regular expression."""
    return "|".join(map(re.escape, words(kind)))
