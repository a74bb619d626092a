"""Counters of rate limits, one for all processes of a desk."""

from __future__ import annotations

import time

from django.db import connection

from dateline.desk.models import Counter

# One statement, so that two processes that count at once count two.
_COUNT = """
INSERT INTO desk_counter ("key", since, "count") VALUES (%s, %s, 1)
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN desk_counter.since <= %s THEN 1 ELSE desk_counter."count" + 1 END,
  since = CASE WHEN desk_counter.since <= %s THEN excluded.since ELSE desk_counter.since END
RETURNING "count", since
"""


def count(key: str, *, seconds: int) -> tuple[int, int]:
    """How often within the window of so many seconds, this time too, and the seconds until it is over."""
    now = int(time.time())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key[:200], now, now - seconds, now - seconds])
        number, since = cursor.fetchone()
    return int(number), max(1, int(since) + seconds - now)


def forget(*, older_than: int = 24 * 3600) -> int:
    """Delete counters of windows that are over; gives how many."""
    return Counter.objects.filter(since__lt=int(time.time()) - older_than).delete()[0]
