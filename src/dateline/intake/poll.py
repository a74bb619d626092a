"""Asking the feeds of a ledger: what is due, only what has changed, and the reports that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import HttpError, InputError, Unreachable
from dateline.intake.feeds import read_feed
from dateline.intake.visitor import Visitor
from dateline.ledger.feeds import Feeds, Item, Subscription, stamp

EVERY = timedelta(minutes=10)  # no feed is asked more often, whatever it allows
_LONGEST = timedelta(days=1)  # and none less often, however long it asks for and however long it fails
_LIMIT_FEED = 5_000_000  # bytes: twenty times the largest feeds of newspapers
_ACCEPT = "application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.5"
_TEMPORARY = (408, 425, 429)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking one feed: how many reports it names for the first time, or why it could not be had."""

    url: str
    new: int = 0
    unchanged: bool = False
    error: InputError | None = None


def ask(feeds: Feeds, visitor: Visitor, subscriptions: Iterable[Subscription]) -> Iterator[Asked]:
    """Ask feeds one after the other; what each answered is in the ledger when it is yielded."""
    for one in subscriptions:
        headers = {"Accept": _ACCEPT}
        if one.etag:
            headers["If-None-Match"] = one.etag
        if one.modified:
            headers["If-Modified-Since"] = one.modified
        try:
            answer = visitor.get(one.url, headers=headers, limit=_LIMIT_FEED)
            wait = max(EVERY, min(timedelta(seconds=answer.max_age or 0), _LONGEST))
            if answer.status == 304:
                feeds.unchanged(one.url, due=stamp(wait))
                yield Asked(one.url, unchanged=True)
                continue
            feed = read_feed(answer.body, url=answer.url, content_type=answer.content_type)
        except InputError as error:
            feeds.failed(one.url, due=_again(one, error), code=error.code, message=error.message)
            yield Asked(one.url, error=error)
            continue
        new = feeds.answered(
            one.url, due=stamp(wait), etag=answer.etag, modified=answer.modified, title=feed.title,
            named=[(entry.url, entry.published) for entry in feed.entries],
        )  # fmt: skip
        yield Asked(one.url, new)


def _again(one: Subscription, error: InputError) -> str | None:
    """When a feed that failed is asked again: later each time; never where it is gone for good."""
    if isinstance(error, HttpError) and error.status == 410:
        return None
    told = timedelta(seconds=(error.retry_after or 0) if isinstance(error, HttpError) else 0)
    return stamp(min(max(EVERY * 2 ** min(one.failures, 8), told), _LONGEST))


def fetch_waiting(items: Sequence[Item], visitor: Visitor, passed: Callable[[str], bool]) -> Iterator[tuple[Item, Row]]:
    """The rows of reports that wait, hosts in turn; {"id", "known"} for one whose address is `passed`."""
    for item in _in_turn(items):
        if passed(item.url):
            yield item, {"id": item.url, "known": True}
        else:
            yield item, report(visitor, item.url, published=item.published, outlet=item.outlet)


def report(visitor: Visitor, url: str, *, published: str | None = None, outlet: str | None = None) -> Row:
    """The row of a report that a feed named; with an error if it cannot be had."""
    try:
        page = visitor.get(url)
    except InputError as error:
        return {"id": url, "error": error}
    return {
        "id": url, "bytes": page.body, "content_type": page.content_type, "url": page.url, "kind": None,
        "published_by_feed": published, "outlet": outlet,
    }  # fmt: skip


def passes(error: InputError) -> bool:
    """Is it worth another try later? A server that fails is, a page that is not there is not."""
    if isinstance(error, HttpError):
        return error.status >= 500 or error.status in _TEMPORARY
    return isinstance(error, Unreachable)


def _in_turn(items: Sequence[Item]) -> Iterator[Item]:
    """One of each host, then the next of each: the pauses between two requests to one host are used for others."""
    hosts: dict[str, list[Item]] = {}
    for item in items:
        hosts.setdefault(urlsplit(item.url).netloc, []).append(item)
    return (item for item in chain.from_iterable(zip_longest(*hosts.values())) if item is not None)
