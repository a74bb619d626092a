"""Do two reports carry the same words of one speaker, cut, translated or told otherwise? Decided by the words alone.

Two sentences that share nearly all that matters are one utterance, unless they differ in what turns it into another: a
denial, a condition, a number, a name, or one word in place of another (`contrasts.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from dateline.ledger.kept import kept
from dateline.lexicon.files import parts, table
from dateline.lexicon.stems import stem, word_counts

WITHIN_DAYS = 3  # of the reports: what is said again a week later is said again
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][a-z]+)?")
_COMMON = 0.04  # of the passages of English news: stems that stand in more of them say little
_ENOUGH = 4  # words that matter, on the shorter side
_CUT_WORDS = 5  # in a row, where one report quotes a part of what the other quotes
_CUT_MATTER = 3  # of them that matter
_NEXT = 2  # words after a cut in which a condition may follow
_SHARED = 0.75  # of what matters on the shorter side
_SHARED_OF_ALL = 0.5  # of what matters on either side
_SPELLINGS = (
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"enc(e|es)$"), r"ens\1"),
    (re.compile(r"(?<=..)our(s|ed|ing)?$"), r"or\1"),
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}


@dataclass(frozen=True)
class Saying:
    """What one report has somebody say: the words inside quotation marks, and all of them, as printed."""

    quoted: str
    content: str

    @kept
    def quote(self) -> Words:
        """The quoted words."""
        return words_in(self.quoted)

    @kept
    def all(self) -> Words:
        """All words."""
        return words_in(self.content)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: its stems in their order, and which of them matter, deny or count."""

    row: tuple[str, ...]
    matter: frozenset[str]
    denying: int
    numbers: frozenset[str]


def same_saying(a: Saying, b: Saying) -> bool:
    """Is it one utterance? Both are of one speaker, told within `WITHIN_DAYS`."""
    if a.quoted and b.quoted and (_cut(a.quote, b.quote) or _alike(a.quote, b.quote)):
        return True
    if (a.quoted, b.quoted) == (a.content, b.content):
        return False  # of words that are all quoted nothing else is left to compare
    return _alike(a.all, b.all)


def _cut(a: Words, b: Words) -> bool:
    """Does one stand within the other, word by word?"""
    short, long = (a, b) if len(a.row) <= len(b.row) else (b, a)
    if len(short.row) < _CUT_WORDS or len(short.matter) < _CUT_MATTER:
        return False
    if not short.matter <= long.matter:
        return False
    width = len(short.row)
    found = [i for i in range(len(long.row) - width + 1) if long.row[i : i + width] == short.row]
    # "We return to the talks" is no part of "we return to the talks only if …".
    return any(_class("condition").isdisjoint(long.row[i + width : i + width + _NEXT]) for i in found)


def _alike(a: Words, b: Words) -> bool:
    shared, least = len(a.matter & b.matter), min(len(a.matter), len(b.matter))
    if least < _ENOUGH or shared < _SHARED * least:
        return False
    if shared < _SHARED_OF_ALL * len(a.matter | b.matter):
        return False
    if a.denying % 2 != b.denying % 2 or a.numbers != b.numbers:
        return False
    if (_class("condition") & set(a.row)) != (_class("condition") & set(b.row)):
        return False
    mine, theirs = frozenset(a.row) - frozenset(b.row), frozenset(b.row) - frozenset(a.row)
    if mine - _grammar() and theirs - _grammar():
        return False  # one word in place of another: "killed" or "released", Seoul or Tokyo
    return not any(one in _opposites().get(other, ()) for one in mine for other in theirs)  # of words of grammar


@lru_cache(maxsize=20_000)
def words_in(text: str) -> Words:
    """The words of a text, brought to stems; numbers up to twelve as figures."""
    row, numbers = [], set()
    for found in _WORD.finditer(text):
        printed = found.group().replace("’", "'")
        for word in _split(printed):
            low = _NUMBERS.get(word.lower(), word.lower())
            key = low if low[0].isdigit() else _form(low)
            row.append(key)
            if key[0].isdigit():
                numbers.add(key)
    known = word_counts()
    matter = {key for key in row if len(key) > 2 and known.counts.get(key, 0) < _COMMON * known.passages}
    denying = sum(key in _denying() for key in row)
    return Words(tuple(row), frozenset(matter), denying, frozenset(numbers))


def _split(printed: str) -> Iterator[str]:
    """ "won't" as "will" and "not", "Kim's" as "Kim"."""
    head, mark, tail = printed.partition("'")
    low = printed.lower()
    if low == "cannot":
        yield from ("can", "not")
    elif low.endswith("n't"):
        yield from ({"won't": "will", "can't": "can", "shan't": "shall"}.get(low, low[:-3]), "not")
    elif mark and tail in ("s", ""):
        yield head
    elif mark:
        yield from (head, {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}.get(tail, tail))
    else:
        yield printed


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    """The stem of a word, British or American."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return stem(word)


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(_form(word) for row in table("en/contrasts.tsv") if row["class"] == name for word in _of(row))


def _denying() -> frozenset[str]:
    return _class("denying")


def _grammar() -> frozenset[str]:
    return _class("grammar")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("en/contrasts.tsv"):
        if row["class"] == "opposed":
            for a, b in combinations(map(_form, _of(row)), 2):
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in found.items()}


def _of(row: object) -> Sequence[str]:
    return parts(row["words"])  # type: ignore[index]
