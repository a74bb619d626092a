"""The funnel: what a page must pass before it is read, the cheapest test first. Losses: docs/archive.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dateline.intake.rows import PAGE_LIMIT

STAGES = (
    "record", "http", "url", "size", "duplicate", "language", "subject", "page", "copy", "quarantine",
)  # fmt: skip
LEAST = 400  # bytes of an HTML page: less than the tags of an empty one

_HTML = ("text/html", "application/xhtml+xml")
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
# Lists and doors, not articles. Only whole parts of a path that no site uses for articles.
_LISTS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|signin|register|feed|cart|wp-json)(?:/|$)"
)
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|pdf|mp[34]|zip|woff2?)$")


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


def by_size(size: int) -> Drop | None:
    """Of a page's bytes: neither empty nor no page at all."""
    if size < LEAST:
        return Drop("size", f"under {LEAST} bytes")
    if size >= PAGE_LIMIT:
        return Drop("size", f"over {PAGE_LIMIT >> 20} MB")
    return None


def by_content(row: Mapping[str, Any], *, any_subject: bool) -> Drop | None:
    """Of the page itself, before it is taken apart."""
    return None
