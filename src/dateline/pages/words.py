"""The word lists of this room, read once: boilerplate lines, byline and date words, months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table

LONGEST_LINE = 400  # characters of a line that is looked at
LONGEST_CHROME = 45  # words; a longer line is prose even where it begins like chrome
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})


def fold(line: str) -> str:
    """A line as the patterns of `chrome.tsv` want it: lower case, straight quotation marks, single blanks."""
    return " ".join(line.translate(_QUOTES).lower().split())


@cache
def _chrome() -> re.Pattern[str]:
    """One pattern for all boilerplate: a group for each kind, in the order of the table, by its name."""
    kinds: dict[str, list[str]] = {}
    for row in table("en/chrome.tsv"):
        kinds.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()))


@lru_cache(maxsize=4096)  # each line is asked for twice, and pages of one site share their lines
def chrome_kind(line: str) -> str | None:
    """What kind of boilerplate the whole of a short line is; None if it is not.

    A line of several parts ("Print | E-mail this") is boilerplate if each part is; counts and pictures before the
    words ("👍 41 Sign in to react") do not matter.
    """
    if len(line) > LONGEST_LINE:
        return None
    folded = fold(line).strip("•·*|>»→ ▪▶►📣✉")
    if not folded or folded.count(" ") >= LONGEST_CHROME:
        return None
    if kind := _kind(folded):
        return kind
    pieces = [piece for piece in re.split(r"\s*[|·•]\s*", folded) if piece]
    if 1 < len(pieces) < 12 and all(map(_kind, pieces)):
        return _kind(pieces[0])
    bare = re.sub(r"^[\W\d_]+", "", folded)
    return _kind(bare) if len(bare) > 3 and bare != folded else None


def _kind(folded: str) -> str | None:
    found = _chrome().fullmatch(folded)
    return found.lastgroup if found else None  # the last to close is the outermost


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
