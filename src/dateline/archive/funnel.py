"""The funnel: what a page must pass before it is read, the cheapest test first. Losses: docs/archive.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.intake.rows import PAGE_LIMIT
from dateline.language.subject import is_plausible
from dateline.pages.charset import decode

# In the order in which a page meets them. `page` is the cleaning of pages, `subject` the gate of `docs/gate.md`.
STAGES = ("record", "http", "url", "size", "duplicate", "language", "lexicon", "page", "subject", "quarantine")
ENGLISH = 5  # of the commonest words: of 350 pages with an article in English one has under 50
ENGLISH_BRIEF, BRIEF = 2, 4_000  # and of a page of fewer bytes, which may hold two sentences
LEAST_TEXT = 500  # characters of a main text
LEAST = 400  # bytes of an HTML page: less than the tags of an empty one

_WORDS = (" the ", " of ", " and ", " to ")
_HTML = ("text/html", "application/xhtml+xml")
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
# Lists and doors, not articles. Only whole parts of a path that no site uses for articles.
_LISTS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|signin|register|feed|cart|wp-json)(?:/|$)"
)
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|pdf|mp[34]|zip|woff2?)$")


# Of a line of JSON that is no article, as of a list of labels that lies beside the articles.
NO_ROW = "a line that is no JSON object with an id"
NO_ARTICLE = "a line with neither text nor html"


class Drop(NamedTuple):
    """Why a page goes no further: at which stage, and for what reason, in words that can be counted."""

    stage: str
    reason: str


def by_status(status: int | None, content_type: str | None, coding: str) -> Drop | None:
    """Of a server's answer: only pages that it gave whole."""
    if status != 200:
        return Drop("http", f"status {status}")
    kind = (content_type or "").split(";")[0].strip().lower()
    if kind not in _HTML:
        return Drop("http", f"type {kind[:60] or 'not told'}")
    if coding not in _CODINGS:
        return Drop("http", f"content encoding {coding[:20]}")
    return None


def by_url(url: str) -> Drop | None:
    """Of an address: no front pages, lists, forms or files."""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.lower()
    if path in ("", "/") and not parts.query:
        return Drop("url", "front page")
    if _LISTS.search(path):
        return Drop("url", "list or form")
    if _FILES.search(path):
        return Drop("url", "file")
    return None


def by_row(row: Mapping[str, Any]) -> Drop | None:
    """Of a line of a list: only what may be an article."""
    if row.get("error") is not None:
        return Drop("record", NO_ROW)
    if not any(isinstance(row.get(key), str) and row[key].strip() for key in ("text", "html")):
        return Drop("record", NO_ARTICLE)
    return None


def by_size(size: int) -> Drop | None:
    """Of a page's bytes: neither empty nor no page at all."""
    if size < LEAST:
        return Drop("size", f"under {LEAST} bytes")
    if size >= PAGE_LIMIT:
        return Drop("size", f"over {PAGE_LIMIT >> 20} MB")
    return None


def by_content(row: Mapping[str, Any], *, any_subject: bool) -> Drop | None:
    """Of the page itself, before it is taken apart: its language, and whether it may be about affairs of states.

    What stands in it is found by a quick extraction, which takes a twentieth of the time of cleaning a page.
    """
    data = row.get("bytes") if row.get("bytes") is not None else row.get("html") or row.get("text")
    if not isinstance(data, bytes | str) or row.get("error") is not None:
        return None
    is_html = row.get("kind") == "html" or row.get("html") is not None
    if is_html and not _speaks_english(data):
        return Drop("language", "no words of English")
    if any_subject:
        return None
    text = _main_text(data, row.get("content_type")) if is_html else data
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return None if is_plausible(text) else Drop("lexicon", "no words of affairs of states")


def _speaks_english(data: bytes | str) -> bool:
    """Are there words of English at all? Of an encoding in which they cannot be told it is not denied."""
    enough = ENGLISH_BRIEF if len(data) < BRIEF else ENGLISH
    if isinstance(data, str):
        return sum(map(data.count, _WORDS)) >= enough
    if b"\0" in data[:1000]:  # UTF-16
        return True
    return sum(data.count(word.encode()) for word in _WORDS) >= enough


def _main_text(data: bytes | str, content_type: str | None) -> str:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    page = data if isinstance(data, str) else _decoded(data, content_type)
    text: str = extract(page, main_content=True, alt_texts=False)
    if len(text) < LEAST_TEXT:  # the main part was not found, or is no more than a picture and a line
        text = extract(page, alt_texts=False)
    return text


def _decoded(data: bytes, content_type: str | None) -> str:
    """UTF-8 as most pages are, else as the page stage decodes it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return decode(data, content_type=content_type)
        except InputError:
            return data.decode("latin-1")
