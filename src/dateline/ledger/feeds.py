"""Subscriptions of a ledger: which feeds are asked, when, and what became of the reports that they named.

What a feed named waits in the ledger until it is read, so that a run that is killed loses nothing: the state of the
feed (its ETag) and the reports that it named are written in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, Engine, and_, case, delete, func, insert, select, update

from dateline.errors import InputError, NotInLedger
from dateline.ledger.engine import reading, writing
from dateline.ledger.parties import parts
from dateline.ledger.rows import printable
from dateline.ledger.schema import feed_items, feeds

LONGEST_ADDRESS = (
    1_200  # bytes: two of them fit into a key of PostgreSQL (2,704), and no browser sends much longer ones
)
MOST_TRIES = 5  # of a report whose server fails: over the first day
_FIRST_DELAY = timedelta(minutes=5)  # then four times as long each time: 5 min, 20 min, 80 min, 5 h
_LONGEST = timedelta(days=1)

_REMEMBERED = timedelta(days=30)  # after a report was read or given up, if its feed names it no more

ItemState = Literal["waiting", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that the ledger follows. Moments are ISO 8601 in UTC; `due` is null for a feed that is gone for good.

    `read`, `waiting` and `failed` count the reports that it names or has named of late.
    """

    url: str
    title: str | None
    outlet: str | None
    added: str
    asked: str | None
    due: str | None
    etag: str | None
    modified: str | None
    failures: int
    code: str | None
    message: str | None
    read: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a feed named and that waits to be read."""

    feed: str
    url: str
    published: str | None
    outlet: str | None
    tries: int


class Feeds:
    """The subscriptions of a ledger. Every method is a transaction of its own."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place

    def add(self, url: str, *, outlet: str | None = None) -> bool:
        """Subscribe to a feed; False if it was there already. Its outlet is renewed where one is given.

        Raises InputError for what is too long for an address.
        """
        if len(url.encode("utf-8", "replace")) > LONGEST_ADDRESS:
            raise InputError(f"the address is longer than {LONGEST_ADDRESS:,} bytes", hint="give a shorter one")
        with writing(self._engine, self._place) as connection:
            if connection.execute(select(feeds.c.url).where(feeds.c.url == url)).first() is None:
                now = stamp()
                connection.execute(insert(feeds).values(url=url, outlet=outlet, added=now, due=now, failures=0))
                return True
            if outlet is not None:
                connection.execute(update(feeds).where(feeds.c.url == url).values(outlet=outlet))
            return False

    def remove(self, url: str) -> None:
        """End a subscription; what was read stays. Raises NotInLedger."""
        with writing(self._engine, self._place) as connection:
            if not connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount:
                raise NotInLedger(f"there is no subscription to {url}", hint="`dateline feeds LEDGER list` has them")
            connection.execute(delete(feed_items).where(feed_items.c.feed == url))

    def subscriptions(self, *, due: str | None = None) -> list[Subscription]:
        """All subscriptions by address; those that are due at a moment."""
        counts = [
            func.coalesce(func.sum(case((feed_items.c.state == state, 1), else_=0)), 0)
            for state in ("done", "waiting", "failed")
        ]
        asked = (
            select(*feeds.c, *counts)
            .select_from(feeds.outerjoin(feed_items, feed_items.c.feed == feeds.c.url))
            .group_by(*feeds.c)
            .order_by(feeds.c.url)
        )
        if due is not None:
            asked = asked.where(feeds.c.due <= due)
        with reading(self._engine, self._place) as connection:
            return [Subscription(*row[:11], *map(int, row[11:])) for row in connection.execute(asked)]

    def answered(
        self, url: str, *, due: str, etag: str | None, modified: str | None, title: str | None,
        named: Sequence[tuple[str, str | None]],
    ) -> int:  # fmt: skip
        """A feed answered: keep its state and the reports (address, day) that it names for the first time; how many.

        What it names no more, and was read or given up long ago, is forgotten: the ledger holds the reports themselves.
        """
        now = stamp()
        with writing(self._engine, self._place) as connection:
            if not _keep(connection, url, due=due, etag=etag, modified=modified, title=title):
                return 0  # somebody has ended the subscription meanwhile
            _forget(connection, url, {one for one, _ in named})
            known = set(connection.execute(select(feed_items.c.url).where(feed_items.c.feed == url)).scalars())
            fresh = [
                {"feed": url, "url": one, "published": published, "state": "waiting", "tries": 0, "due": now}
                for one, published in named
                if one not in known
            ]
            if fresh:
                connection.execute(insert(feed_items), fresh)
            return len(fresh)

    def unchanged(self, url: str, *, due: str) -> None:
        """A feed answered that nothing has changed."""
        with writing(self._engine, self._place) as connection:
            _keep(connection, url, due=due)

    def failed(self, url: str, *, due: str | None, code: str, message: str) -> None:
        """A feed could not be had; it is asked again when it is due, or never."""
        with writing(self._engine, self._place) as connection:
            connection.execute(
                update(feeds)
                .where(feeds.c.url == url)
                .values(asked=stamp(), due=due, failures=feeds.c.failures + 1, code=code, message=printable(message))
            )

    def waiting(self, *, due: str | None = None, of: Sequence[str] | None = None) -> list[Item]:
        """The reports that wait to be read, those of one feed one after the other; those that are due at a moment."""
        asked = (
            select(feed_items.c.feed, feed_items.c.url, feed_items.c.published, feeds.c.outlet, feed_items.c.tries)
            .join(feeds, feeds.c.url == feed_items.c.feed)
            .where(feed_items.c.state == "waiting")
            .order_by(feed_items.c.feed, feed_items.c.published, feed_items.c.url)
        )
        if due is not None:
            asked = asked.where(feed_items.c.due <= due)
        if of is not None:
            asked = asked.where(feed_items.c.feed.in_(of))
        with reading(self._engine, self._place) as connection:
            return [Item(*row) for row in connection.execute(asked)]

    def settle(self, item: Item, *, code: str | None = None, message: str | None = None) -> None:
        """A report was read, or will never be."""
        self._set(item, "done" if code is None else "failed", stamp(), code, message)

    def put_off(self, item: Item, *, code: str, message: str, seconds: int = 0) -> bool:
        """Its server fails: try later, not before `seconds`. False if it has been tried often enough."""
        delay = max(_FIRST_DELAY * 4**item.tries, min(timedelta(seconds=seconds), _LONGEST))
        again = item.tries + 1 < MOST_TRIES
        self._set(item, "waiting" if again else "failed", stamp(delay), code, message)
        return again

    def _set(self, item: Item, state: ItemState, due: str, code: str | None, message: str | None) -> None:
        with writing(self._engine, self._place) as connection:
            connection.execute(
                update(feed_items)
                .where(and_(feed_items.c.feed == item.feed, feed_items.c.url == item.url))
                .values(state=state, tries=item.tries + 1, due=due, code=code, message=printable(message))
            )


def stamp(later: timedelta = timedelta()) -> str:
    """This moment, or a later one, as it is kept."""
    return (datetime.now(tz=UTC) + later).isoformat(timespec="seconds")


def _forget(connection: Connection, url: str, named: Collection[str]) -> None:
    """Delete what a feed named once, so that the list of a busy one does not grow for ever."""
    long_ago = and_(feed_items.c.feed == url, feed_items.c.state != "waiting", feed_items.c.due < stamp(-_REMEMBERED))
    gone = set(connection.execute(select(feed_items.c.url).where(long_ago)).scalars()) - set(named)
    for part in parts(sorted(gone)):
        connection.execute(delete(feed_items).where(feed_items.c.feed == url, feed_items.c.url.in_(part)))


def _keep(connection: Connection, url: str, *, due: str, **values: str | None) -> bool:
    """Write that a feed answered; False if there is no such subscription."""
    values = {key: printable(value) for key, value in values.items()}
    kept = update(feeds).where(feeds.c.url == url)
    kept = kept.values(asked=stamp(), due=due, failures=0, code=None, message=None, **values)
    return bool(connection.execute(kept).rowcount)
