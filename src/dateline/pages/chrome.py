"""Boilerplate by phrase: whole short lines that are no part of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.pages.words import chrome_kind

_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*$")


def strip_chrome(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines that belong to the report, and those that were removed.

    Where readers' comments begin, after the first half of the words, the rest goes; where links to other reports
    begin, the bare titles that follow go. A line of prose is never matched in part.
    """
    kinds = [chrome_kind(line) for line in lines]
    sizes = [len(line.split()) if kind is None else 0 for line, kind in zip(lines, kinds, strict=True)]
    total, seen = sum(sizes), 0
    kept: list[str] = []
    removed: list[str] = []
    titles = False  # in a list of links
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        seen += sizes[index]
        if kind in ("comments", "end") and seen and _closes(kind, seen, total):
            removed += lines[index:]
            break
        if kind:
            removed.append(line)
            titles = kind == "related" or (titles and kind == "tags")
        elif titles and not _SENTENCE.search(line) and sizes[index] < 25:
            removed.append(line)
        else:
            titles = False
            kept.append(line)
    return kept, removed


def _closes(kind: str, seen: int, total: int) -> bool:
    """Does this line end the report? Comments may be longer than the report: 40 words before them are enough."""
    return seen >= 40 if kind == "comments" else seen * 2 >= total
