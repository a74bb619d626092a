"""Feeds: Atom and RSS of every age, as the addresses that they name."""

from __future__ import annotations

import io
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from dateline.errors import BadFeed, DatelineError
from dateline.ledger.feeds import LONGEST_ADDRESS
from dateline.pages import decode_text

LIMIT_ENTRIES = 5_000  # of a feed that are looked at: the largest that are known have some hundreds
_HEAD = 16_384  # bytes within which the first element stands
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that a feed names: its address, and its day where the feed tells one."""

    url: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it calls itself, and the reports it names, in its order, each once."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(body: bytes, content_type: str | None = None) -> bool:
    """Does it begin as a feed does?"""
    try:
        return _begins_as_one(decode_text(body[:_HEAD], content_type=content_type))
    except DatelineError:
        return False


def read_feed(body: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """The feed in `body`, whose own address is `url`. Raises BadFeed, and the errors of `decode_text`.

    Entities that a feed declares are refused before a parser sees them. An entry without a web address is left out.
    """
    text = decode_text(body, content_type=content_type)
    if not _begins_as_one(text[:_HEAD]):
        raise BadFeed("it is no Atom and no RSS", hint="give the address of the feed, not of the page about it")
    if _ENTITY.search(text):
        raise BadFeed("the feed declares entities; no honest feed does", hint="tell the owner of the feed")
    import feedparser

    # As UTF-8 without a declaration: the charset has been decided. A stream, since a string could be taken for a URL.
    stream = io.BytesIO(_DECLARATION.sub("", text).encode("utf-8", "replace"))
    try:
        found = feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})
    except Exception as error:  # whatever a parser of others makes of it, the other feeds are read
        raise BadFeed(f"the feed cannot be read: {error}", hint="tell the owner of the feed") from error
    entries: dict[str, Entry] = {}
    for one in found.entries[:LIMIT_ENTRIES]:
        if (address := _address(str(one.get("link") or "").strip(), url)) is not None:
            entries.setdefault(address, Entry(address, _day(one)))
    title = "".join(letter for letter in str(found.feed.get("title") or "") if letter.isprintable())
    return Feed(title.strip()[:200] or None, tuple(entries.values()))


def _address(link: str, base: str | None) -> str | None:
    """The web address that a link of a feed means, None if it means none."""
    try:
        found = urldefrag(urljoin(base or "", link)).url
        parts = urlsplit(found)
        web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[", a port that is no number
        return None
    # What is not printable (NUL, half characters) is no address, and databases refuse it.
    return found if link and web and found.isprintable() and len(found.encode()) <= LONGEST_ADDRESS else None


def _begins_as_one(text: str) -> bool:
    """Is the first element that of a feed? Declarations, comments and a DOCTYPE may go before it."""
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = "?>"
        elif text.startswith("<!--", at):
            end = "-->"
        elif text.startswith("<!", at):
            opens, closes = text.find("[", at), text.find(">", at)
            at = max(at, text.find("]", opens)) if 0 <= opens < closes else at
            end = ">"
        else:
            return _ROOT.match(text, at) is not None
        if (found := text.find(end, at)) < 0:
            return False
        at = found + len(end)


def _day(entry: Any) -> str | None:
    """When it was published, by the feed; a date in the future or before there were feeds is none."""
    moment = entry.get("published_parsed")
    try:
        told = datetime.fromtimestamp(timegm(moment), tz=UTC) if moment else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    if told is None or told.year < 1995 or told > datetime.now(tz=UTC):
        return None
    return told.isoformat(timespec="seconds")
