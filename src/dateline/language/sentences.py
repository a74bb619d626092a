"""Paragraphs and sentences of an article.

A paragraph ends at a blank line, and a sentence never reaches over a paragraph or over a border of the article's
sections (headline, dateline, body). Closing quotation marks and brackets stay with their sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.analysis import Sentence, Token
from dateline.language.lemmas import lemma
from dateline.language.words import Word, abbreviations, split_words
from dateline.lexicon.files import table
from dateline.record import Article, SectionKind

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = frozenset({".", "?", "!", "…", "...", "..", "....", "。", "？", "！", "؟", "।"})
_CLOSERS = frozenset("”’»)]")
_STRAIGHT = frozenset("\"'")
_OPENERS = frozenset("“‘«([{—–-*•")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$|[^\W\d_]\.$")
MAX_WORDS = (
    400  # a "sentence" of more words (tables, lists without full stops) is cut, so that no step meets an endless one
)


@cache
def _starters() -> frozenset[str]:
    return frozenset(row["word"] for row in table("en/starters.tsv"))


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of `article` with words and lemmas, not analysed; they tile the words of its paragraphs."""
    sentences: list[Sentence] = []
    for paragraph, (start, end, section) in enumerate(_paragraphs(article)):
        for border_start, border_end, kind in _parts(article, start, end, section):
            words = split_words(article.text, border_start, border_end)
            for group in group_words(words, article.text):
                tokens = tuple(Token(w.start, w.end, w.text, lemma(w.text)) for w in group)
                sentences.append(
                    Sentence(
                        index=len(sentences),
                        paragraph=paragraph,
                        section=kind,
                        start=tokens[0].start,
                        end=tokens[-1].end,
                        tokens=tokens,
                        analysed=False,
                    )
                )
    return tuple(sentences)


def _paragraphs(article: Article) -> Iterator[tuple[int, int, SectionKind]]:
    """Start, end and section of each paragraph that is not blank."""
    text = article.text
    start = 0
    for match in _BLANK_LINE.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start(), _section_at(article, start)
        start = match.end()
    if text[start:].strip():
        yield start, len(text), _section_at(article, start)


def _section_at(article: Article, offset: int) -> SectionKind:
    for section in article.sections:
        if section.start <= offset < section.end:
            return section.kind
    return "body"


def _parts(article: Article, start: int, end: int, kind: SectionKind) -> Iterator[tuple[int, int, SectionKind]]:
    """The paragraph cut at the borders of sections that lie within it ("PYONGYANG (AP) — " and the body after it)."""
    borders = {start, end}
    for section in article.sections:
        borders |= {border for border in (section.start, section.end) if start < border < end}
    cuts = sorted(borders)
    if len(cuts) == 2:
        yield start, end, kind
        return
    for first, last in itertools.pairwise(cuts):
        yield first, last, _section_at(article, first)


def group_words(words: Sequence[Word], text: str) -> Iterator[Sequence[Word]]:
    """The words of one paragraph, sentence by sentence; none is empty."""
    first = 0
    i = 0
    open_quotes = {'"': False, "'": False}
    count = len(words)
    while i < count:
        word = words[i].text
        if word in _STRAIGHT:
            open_quotes[word] = _opens(words, i, text, is_open=open_quotes[word])
        if i + 1 - first >= MAX_WORDS:
            yield words[first : i + 1]
            first = i + 1
        elif word in _ENDS or (len(word) > 1 and word[-1] == "."):
            last = i
            while last + 1 < count and _closes(words, last + 1, text, open_quotes):
                last += 1
                if words[last].text in _STRAIGHT:
                    open_quotes[words[last].text] = False
            if last + 1 < count and _breaks(words, first, i, last, text):
                yield words[first : last + 1]
                first = last + 1
            i = last
        i += 1
    if first < count:
        yield words[first:]


def _opens(words: Sequence[Word], i: int, text: str, *, is_open: bool) -> bool:
    """The state of a straight quotation mark after word `i`: one before white space closes, one after it opens."""
    before = words[i].start == 0 or text[words[i].start - 1].isspace() or text[words[i].start - 1] in "([—–-"
    after = words[i].end >= len(text) or text[words[i].end].isspace()
    if before and not after:
        return True
    if after and not before:
        return False
    return not is_open


def _closes(words: Sequence[Word], i: int, text: str, open_quotes: dict[str, bool]) -> bool:
    """Whether word `i` is a closing mark that belongs to the sentence ended before it."""
    word = words[i].text
    if word in _CLOSERS or word in _ENDS:
        return True
    if word not in _STRAIGHT:
        return False
    touches = words[i].start == words[i - 1].end
    after = words[i].end >= len(text) or text[words[i].end].isspace()
    return open_quotes[word] if touches == after else touches


def _breaks(words: Sequence[Word], first: int, end: int, last: int, text: str) -> bool:
    """Whether a sentence ends with the words `end` (the full stop or abbreviation) to `last` (its closing marks)."""
    after = words[last + 1]
    gap = text[words[last].end : after.start]
    mark = words[end].text
    head = after.text[0]
    if not any(map(str.isspace, gap)):
        return mark in "。？！" or (mark in _ENDS and head in "“‘«([{")
    if "\n" in gap and mark in _ENDS:
        return True
    if head.islower():
        return False
    if mark not in _ENDS:
        return _breaks_after_abbreviation(words, first, end, last)
    if len(mark) > 1 or mark == "…":
        return head.isupper() or head in _OPENERS | _STRAIGHT
    return not (mark in "?!" and last > end and _is_told_on(words, last + 1))


def _breaks_after_abbreviation(words: Sequence[Word], first: int, end: int, last: int) -> bool:
    """Whether a sentence ends with an abbreviation: "in the U.S. The", never "Mr. Lavrov" or "John F. Kennedy"."""
    word = words[end].text
    after = words[last + 1].text
    if last > end:  # a quotation mark or bracket closed after it
        return after[0].isupper()
    kind = abbreviations().get(word[:-1].lower(), "")
    if kind in ("title", "number"):
        return False
    if not kind and not _DOTTED.search(word):
        return False
    if after[0].isupper() or after[0] in '“"‘':
        starts = after.lower() in _starters() or after[0] in '“"‘'
        is_initial = len(word) == 2 and end > first and words[end - 1].text[:1].isupper()
        return starts and not is_initial
    return False


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["cue"] for row in table("en/cues.tsv") if row["kind"] == "verb")


def _is_told_on(words: Sequence[Word], i: int) -> bool:
    """Whether a speaker and a verb follow a quote that ended in ? or ! ("Why?" Mr. Lavrov asked.)."""
    first_small = next((word.text for word in words[i : i + 5] if not word.text[0].isupper()), "")
    return lemma(first_small) in _telling()
