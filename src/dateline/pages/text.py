"""Plain text to the pieces of a report: a text saved from a page, a wire copy, Markdown, a single passage."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable

from dateline.errors import EmptyInput, TooLarge
from dateline.pages.article import Pieces
from dateline.pages.bylines import is_credit, names_in, trim_credit
from dateline.pages.charset import normalise
from dateline.pages.chrome import strip_chrome
from dateline.pages.datelines import find_dateline
from dateline.pages.dates import DateEvidence, printed_dates, read_date
from dateline.pages.front_matter import split_front_matter
from dateline.pages.words import alternatives, fold, words

LIMIT_CHARACTERS = 1_000_000  # of a plain text: 170,000 words, a thick book
NEAR_TOP = 6  # lines among which the date of a text stands
LONGEST_DATE_LINE = 120  # characters
LONGEST_HEADLINE = 30  # words
_SENTENCE = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:D\.C|Inc|Corp|Ltd|Co|Jr|Sr|Gen|Dr|St|Mr|Mrs|No|vs)\.$")


def read_text(text: str) -> Pieces:
    """The pieces of a report in plain text or Markdown. Raises EmptyInput if nothing but boilerplate is in it."""
    if len(text) > LIMIT_CHARACTERS:
        raise TooLarge(f"more than {LIMIT_CHARACTERS:,} characters", hint="give one report, not a collection")
    told, source = split_front_matter(normalise(text))
    marked = bool(re.search(r"^#{1,6} \S|\]\(https?://|^\s*[*-] \[|\*\*\w", source, re.M))
    title, lines = _without_markdown(source) if marked else (None, _paragraphs(source))
    stamps = (found for line in lines[:NEAR_TOP] if (found := date_line(line)) and found != "modified")
    stamp = next(stamps, None)
    kept, removed = strip_chrome(lines)
    if not kept:
        raise EmptyInput("there is nothing in it but boilerplate", hint="give the text of the report itself")
    headline, rest, skipped = _headline(kept, title)
    credit, dated, rest, gone = _furniture(rest)
    if headline is None and credit and not rest:
        headline, credit = credit, None
    if day := read_date(told.get("published", "")):
        dated = DateEvidence(day, "front matter")
    if (above := told.get("title")) and above != headline:
        headline, rest = above, [headline, *rest] if headline else rest
    author, outlet = credit or told.get("author"), told.get("outlet", "")
    return Pieces(
        headline=headline,
        credit=credit,
        authors=names_in(author) if author else (),
        outlet=outlet if outlet and "://" not in outlet else None,
        paragraphs=tuple(rest),
        dated=DateEvidence(day, "front matter")
        if day
        else dated or (DateEvidence(stamp, "printed") if stamp else None),
        removed=(*skipped, *removed, *gone),
    )


def _paragraphs(text: str) -> list[str]:
    """The paragraphs: parted by blank lines, with hard line breaks within them undone; else one a line."""
    blocks = [block.split("\n") for block in re.split(r"\n[^\S\n]*\n\s*", text.strip("\n"))]
    lines = [[line.strip() for line in block if line.strip()] for block in blocks]
    wrapped = [len(line) for block in lines for line in block[:-1]]
    # Lines broken at a column are alike in length and end within sentences; lines of a list or poem are not.
    joined = len(wrapped) > 1 and statistics.median(wrapped) >= 50 and max(wrapped) <= 110
    paragraphs = [_rejoined(block) for block in lines] if joined else [line for block in lines for line in block]
    return [line for line in (" ".join(line.split()) for line in paragraphs) if re.search(r"\w", line)]


def _rejoined(lines: Iterable[str]) -> str:
    """Lines of one paragraph; one that breaks behind a hyphen goes on without a blank ("Kim Jong-" and "un")."""
    return re.sub(r"(?<=\w-)\n(?=[a-z])", "", "\n".join(lines)).replace("\n", " ")


def _without_markdown(text: str) -> tuple[str | None, list[str]]:
    """The first title, and the paragraphs without the marks of Markdown; images are dropped, links keep their words."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"<(https?://[^>]+)>", "", text)
    text = re.sub(r"^(.+)\n=+[ \t]*$", r"# \1", text, flags=re.M)
    text = re.sub(r"^[ \t]*(?:[-*_][ \t]*){3,}$", "", text, flags=re.M)
    text = re.sub(r"^\s{0,3}(?:>\s?)+", "", text, flags=re.M)
    text = re.sub(r"^\s*[*+-]\s+", "", text, flags=re.M)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])", r"\1", text)
    title = re.search(r"^#[ \t]+(.+?)[ \t#]*$", text, re.M)
    text = re.sub(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", r"\n\1\n", text, flags=re.M)
    return (title[1].strip() if title else None), _paragraphs(text)


def _headline(lines: list[str], title: str | None) -> tuple[str | None, list[str], list[str]]:
    """The headline, what follows it, and what stood before it (the name of a section of the paper).

    Decided by form: the first line is short, ends without a stop and prose follows. A passage has none.
    """
    if title and title in lines[:4]:
        at = lines.index(title)
        return title, lines[at + 1 :], lines[:at]
    for at in (0, 1):
        rest = lines[at + 1 :]
        if len(rest) < 1 or not _headline_like(lines[at]):
            break
        if at == 0 and len(lines[0].split()) < 4 and len(rest) > 1 and _headline_like(rest[0]):
            continue  # "Europe", "World news": a label above the headline
        if any(_prose(line) for line in rest[:4]):
            return lines[at], rest, lines[:at]
    return None, lines, []


def _headline_like(line: str) -> bool:
    if len(line.split()) > LONGEST_HEADLINE or len(line) > 240 or is_credit(line) or date_line(line):
        return False
    if find_dateline(line) and _prose(line):
        return False
    stop = _SENTENCE.search(line)
    return stop is None or stop[0][0] in "?!" or bool(_ABBREVIATION.search(line))


def _prose(line: str) -> bool:
    return len(line.split()) >= 5 and bool(re.search(r"[.!?…][”\"’'»)\]]*$", line))


def _furniture(lines: list[str]) -> tuple[str | None, DateEvidence | None, list[str], list[str]]:
    """Printed byline and publication date among the first four lines; the lines without them; the date lines."""
    credit, dated, rest, gone = None, None, [], []
    for index, line in enumerate(lines):
        if index < 4 and credit is None and is_credit(line):
            dates = list(printed_dates(line))
            credit = trim_credit(line)
            if dates and dated is None:
                dated = DateEvidence(dates[0].value, "printed")
        elif index < 4 and (stamp := date_line(line)):
            gone.append(line)
            if dated is None and stamp != "modified":
                dated = DateEvidence(stamp, "printed")
        else:
            rest.append(line)
    return credit, dated, rest, gone


def date_line(line: str) -> str | None:
    """The date of a line that holds nothing but a date and words such as "Published"; "modified" if it is not that."""
    if len(line) > LONGEST_DATE_LINE or not (dates := list(printed_dates(line))) or len(line.split()) > 14:
        return None
    left = fold(line[: dates[0].start])
    rest = re.sub(r"[\W\d]", " ", fold(line[dates[-1].end :]))
    rest = re.sub(
        rf"\b(?:{alternatives('weekday')}|{alternatives('modified')}|at|am|pm|gmt|utc|[a-z]{{1,4}}t)\b", " ", rest
    )
    lead = re.sub(rf"\b(?:{alternatives('weekday')})\b|[|:,·•-]", " ", left).split()
    head = " ".join(lead)
    if rest.split() or (head and head not in words("published") and head not in words("modified")):
        return None
    return "modified" if head in words("modified") else dates[0].value
