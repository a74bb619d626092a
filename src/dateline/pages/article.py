"""The pieces of a report put together: one clean text, its sections, its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.pages.charset import normalise
from dateline.pages.datelines import find_dateline, is_place_line
from dateline.pages.dates import DateEvidence
from dateline.record import WORDS_PER_MINUTE, Article, Dateline, Issue, Section

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a page or text holds. `article.place` is still None: the reading decides which place the dateline means.

    `dated` says where `article.published` comes from; None where it is unknown. `language` of the article is the one
    given or "und"; `language_hint` is what the page declares (`<html lang>`), which may be wrong.
    """

    article: Article
    dateline: Dateline | None = None
    dated: DateEvidence | None = None
    language_hint: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What was found on a page or in a text, before it is put together. `credit` is the byline as printed."""

    headline: str | None = None
    credit: str | None = None
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    dated: DateEvidence | None = None
    removed: tuple[str, ...] = ()
    language_hint: str | None = None
    issues: tuple[Issue, ...] = ()


def put_together(pieces: Pieces, *, url: str | None = None, language: str | None = None) -> Parsed:
    """The article of `pieces`: headline, byline, dateline and body, parted by one blank line, with exact sections."""
    headline, credit = _one_line(pieces.headline), _one_line(pieces.credit)
    body = [line for line in map(_one_line, pieces.paragraphs) if line]
    text, sections = "", []
    for kind, line in (("headline", headline), ("byline", credit)):
        if line:
            sections.append(Section(kind, len(text), len(text) + len(line)))  # type: ignore[arg-type]
            text += line + "\n\n"
    start = len(text)
    text = (text + "\n\n".join(body)).rstrip("\n")
    article = Article(
        text=text,
        language=language or "und",
        url=url,
        outlet=_one_line(pieces.outlet) or None,
        byline=tuple(name for name in map(_one_line, pieces.authors) if name),
        headline=headline or None,
        published=pieces.dated.value if pieces.dated else None,
        removed=_distinct(pieces.removed),
        words=(count := sum(len(_WORD.findall(line)) for line in body)),
        reading_minutes=reading_minutes(count),
    )
    dateline, after = _dateline(article, body, start)
    if dateline and (first := after[0]) is not None:
        sections.append(first)
    if start < len(text):
        sections += [Section("body", begin, end) for begin, end in after[1]]
    return Parsed(
        article=replace(article, sections=tuple(sections)),
        dateline=dateline,
        dated=pieces.dated,
        language_hint=pieces.language_hint,
        issues=pieces.issues,
    )


def reading_minutes(words: int) -> int:
    """Minutes of silent reading, rounded to the nearest, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))


def _dateline(
    article: Article, body: Sequence[str], start: int
) -> tuple[Dateline | None, tuple[Section | None, list[tuple[int, int]]]]:
    """The dateline within the first paragraphs, its section, and the ranges of the body around it."""
    whole, at = (start, len(article.text)), start
    for line in body[:3]:  # a standfirst or a summary may come before
        if found := find_dateline(line):
            dateline = Dateline(
                places=tuple(article.cite((at + one.start, at + one.end)) for one in found.places),
                day=article.cite((at + found.day.start, at + found.day.end)) if found.day else None,
                agency=article.cite((at + found.agency.start, at + found.agency.end)) if found.agency else None,
            )
            before = [(start, at - 2)] if at > start else []
            return dateline, (Section("dateline", at, at + found.end), [*before, (at + found.prose, whole[1])])
        if line is not body[-1] and is_place_line(line):
            after = at + len(line)
            dateline = Dateline(places=(article.cite((at, at + len(line.split(",")[0].rstrip()))),))
            before = [(start, at - 2)] if at > start else []
            return dateline, (Section("dateline", at, after), [*before, (after + 2, whole[1])])
        at += len(line) + 2
    return None, (None, [whole])


def _one_line(text: str | None) -> str:
    return " ".join(normalise(text or "").split())


def _distinct(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(_one_line, lines) if line))
