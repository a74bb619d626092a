"""Subscriptions are kept in both databases, and an older ledger gets their tables without losing anything."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from dateline import Ledger
from dateline.errors import InputError, NotInLedger
from dateline.ledger.engine import open_engine
from dateline.ledger.feeds import MOST_TRIES, Item, stamp
from ledger_make import report, told

URL = "https://example.org/feed"
NEVER = "9999-01-01T00:00:00+00:00"


def answered(ledger: Ledger, *urls: str, etag: str | None = None) -> int:
    return ledger.feeds.answered(
        URL, due=NEVER, etag=etag, modified=None, title="A\x00 title", named=[(url, "2018-06-01") for url in urls]
    )


def test_what_a_feed_names_waits_until_it_is_settled(place: str) -> None:
    with Ledger(place) as ledger:
        assert (True, False) == (ledger.feeds.add(URL), ledger.feeds.add(URL, outlet="Harbour Wire"))
        assert (2, 1, 0) == (answered(ledger, "a", "b"), answered(ledger, "b", "c", etag="x"), answered(ledger))
        first, second, third = ledger.feeds.waiting()
        ledger.feeds.settle(first)
        ledger.feeds.settle(second, code="no-article", message="no\x00ne")

        assert Item(URL, "c", "2018-06-01", "Harbour Wire", 0) == third
        assert [third] == ledger.feeds.waiting()
        (one,) = ledger.feeds.subscriptions()
        assert ("A title", 1, 1, 1) == (one.title, one.read, one.waiting, one.failed)
        assert [] == ledger.feeds.subscriptions(due=stamp())


def test_what_is_put_off_is_due_later_each_time_and_given_up_at_last(place: str) -> None:
    with Ledger(place) as ledger:
        ledger.feeds.add(URL)
        answered(ledger, "a")
        for _ in range(MOST_TRIES - 1):
            (item,) = ledger.feeds.waiting()
            assert ledger.feeds.put_off(item, code="http", message="503", seconds=7)
            assert [] == ledger.feeds.waiting(due=stamp())
        (item,) = ledger.feeds.waiting()
        assert not ledger.feeds.put_off(item, code="http", message="503")
        assert [] == ledger.feeds.waiting()


def test_a_subscription_that_ended_takes_what_waits_along(place: str) -> None:
    with Ledger(place) as ledger:
        ledger.feeds.add(URL)
        answered(ledger, "a")
        ledger.feeds.remove(URL)

        assert ([], [], 0) == (ledger.feeds.subscriptions(), ledger.feeds.waiting(), answered(ledger, "b"))
        assert [] == ledger.feeds.waiting()
        with pytest.raises(NotInLedger):
            ledger.feeds.remove(URL)


def test_what_a_feed_names_no_more_is_forgotten_after_a_month_and_not_before(place: str) -> None:
    def named(ledger: Ledger, *urls: str) -> int:
        return ledger.feeds.answered(
            URL, due=NEVER, etag=None, modified=None, title=None, named=[(one, None) for one in urls]
        )

    with Ledger(place) as ledger:
        ledger.feeds.add(URL)
        named(ledger, "https://a.example/old", "https://a.example/kept", "https://a.example/waits")
        for item in ledger.feeds.waiting():
            if not item.url.endswith("waits"):
                ledger.feeds.settle(item)
        assert 1 == named(ledger, "https://a.example/new")
        assert 2 == ledger.feeds.subscriptions()[0].read
        with ledger._engine.begin() as connection:  # a month later
            connection.execute(text("UPDATE feed_items SET due = '2020-01-01' WHERE state = 'done'"))

        assert 0 == named(ledger, "https://a.example/kept", "https://a.example/new")
        (feed,) = ledger.feeds.subscriptions()
        assert (1, 2) == (feed.read, feed.waiting)
        assert 1 == named(ledger, "https://a.example/old", "https://a.example/kept")  # named anew: looked at anew


def test_addresses_up_to_the_limit_fit_into_the_keys(place: str) -> None:
    # Letters that do not repeat: PostgreSQL would compress others.
    import random

    dice = random.Random(3)
    long = "https://" + "".join(dice.choice("abcdefghijklmnopqrstuvwxyz0123456789-_%") for _ in range(1_192))
    with Ledger(place) as ledger:
        ledger.feeds.add(long)
        ledger.feeds.answered(long, due=NEVER, etag=None, modified=None, title=None, named=[(long[::-1], None)])
        assert 1 == len(ledger.feeds.waiting())
        with pytest.raises(InputError):
            ledger.feeds.add(long + "x")


def test_a_ledger_without_the_tables_gets_them_and_keeps_what_it_holds(place: str) -> None:
    with Ledger(place) as ledger:
        ledger.add(report("2018-05-10", told(when="2018-06-12"), name="plan"))
        before = ledger.state()
    engine = open_engine(place)
    with engine.begin() as connection:  # as the first schema left it
        for statement in (
            "DROP TABLE feeds",
            "DROP TABLE feed_items",
            "DROP TABLE corrections",
            "CREATE INDEX ix_claims_id ON claims (id)",
            "DROP INDEX ix_events_day_place",
            "CREATE INDEX ix_events_day ON events (day)",
            "DROP INDEX ix_statements_source_day",
            "CREATE INDEX ix_statements_source ON statements (source)",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(text(statement))
    engine.dispose()

    with Ledger(place) as ledger:
        assert (before, True) == (ledger.state(), ledger.feeds.add(URL))
