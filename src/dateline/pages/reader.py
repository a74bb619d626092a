"""One way in: bytes or characters of a page or text to `Parsed`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.errors import EmptyInput
from dateline.pages.article import Parsed, Pieces, put_together
from dateline.pages.charset import LIMIT_BYTES, decode, repair
from dateline.pages.datelines import find_dateline
from dateline.pages.dates import DateEvidence, normalise_date, printed_dates
from dateline.pages.outlets import outlet_at
from dateline.pages.page import read_page
from dateline.pages.text import read_text
from dateline.pages.tree import looks_like_html
from dateline.record import Issue

Kind = Literal["html", "text"]
_NEAR = 3  # days between a dateline and publication that need no word: an eve, a weekend


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known from outside; it wins over what the page says."""

    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    headline: str | None = None
    language: str | None = None
    today: date | None = None


def parse(
    data: bytes | str,
    *,
    kind: Kind | None = None,
    url: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    headline: str | None = None,
    language: str | None = None,
    content_type: str | None = None,
    today: date | None = None,
) -> Parsed:
    """The article of a page or text.

    `kind` is decided by looking if it is None. `published`, `outlet`, `headline` and `url` come from outside and win
    over what the page says. `today` is compared only: a publication date after it becomes an issue.

    Raises EmptyInput, NotText, TooLarge, NoArticle (see `dateline.errors`), and BadDate for a bad `published`.
    """
    given = Given(url=url, published=published, outlet=outlet, headline=headline, language=language, today=today)
    text = _characters(data, content_type)
    if kind is None:
        kind = "html" if looks_like_html(text) else "text"
    return _finish(read_page(text, url=url, headline=headline) if kind == "html" else _text(text, headline), given)


def parse_html(data: bytes | str, *, content_type: str | None = None, **given: str | None) -> Parsed:
    """`parse` for what is known to be HTML."""
    return parse(data, kind="html", content_type=content_type, **given)  # type: ignore[arg-type]


def parse_text(data: bytes | str, **given: str | None) -> Parsed:
    """`parse` for what is known to be plain text or Markdown."""
    return parse(data, kind="text", **given)  # type: ignore[arg-type]


def _characters(data: bytes | str, content_type: str | None) -> str:
    if isinstance(data, bytes):
        return repair(decode(data, content_type=content_type))
    if len(data) > LIMIT_BYTES:
        decode(data[: LIMIT_BYTES + 1].encode("utf-8", "replace"))
    if not data.strip():
        raise EmptyInput("there is nothing in it", hint="check the file or what the server sent")
    return repair(data)


def _text(text: str, headline: str | None) -> Pieces:
    pieces = read_text(text)
    if headline is None or pieces.headline == headline:
        return pieces
    first = () if pieces.headline is None else (pieces.headline,)
    return replace(
        pieces, headline=headline, paragraphs=tuple(one for one in (*first, *pieces.paragraphs) if one != headline)
    )


def _of_dateline(pieces: Pieces) -> DateEvidence | None:
    """The day of "MADRID, 12 April 2024 (Agency) –", if it is a whole one: mostly that of publication, or the eve."""
    for line in pieces.paragraphs[:3]:
        found = find_dateline(line)
        if found and found.day:
            days = (one.value for one in printed_dates(line[found.day.start : found.day.end]))
            return next((DateEvidence(day, "dateline") for day in days), None)
    return None


def _days_apart(one: DateEvidence, other: DateEvidence) -> int:
    return abs((date.fromisoformat(one.value[:10]) - date.fromisoformat(other.value[:10])).days)


def _finish(pieces: Pieces, given: Given) -> Parsed:
    dated = DateEvidence(normalise_date(given.published), "given") if given.published else pieces.dated
    issues = list(pieces.issues)
    own = _of_dateline(pieces)
    if given.published and dated and own and _days_apart(dated, own) > _NEAR:
        differs = f"the publication date given ({dated.value}) is not that of the dateline ({own.value})"
        issues.append(Issue("pages", f"{differs}; the one given was taken"))
    if dated is None and (dated := own):
        issues.append(Issue("pages", f"only the dateline bears a date ({dated.value}); taken as that of publication"))
    if dated is None:
        hint = "give one with --published, or as `published` in a list"
        issues.append(Issue("pages", f"the page bears no publication date; {hint}"))
    elif given.today and dated.value[:10] > given.today.isoformat():
        issues.append(Issue("pages", f"the publication date {dated.value} ({dated.source}) lies in the future"))
    outlet = given.outlet or pieces.outlet or outlet_at(given.url)
    pieces = replace(pieces, dated=dated, outlet=outlet, issues=tuple(issues))
    return put_together(pieces, url=given.url, language=given.language)
