"""The one ledger of the desk, opened when it is first asked, and what was made from it and still holds.

What a page shows of the ledger is the same until something is added to it (`Ledger.mark`), so it is made once: a `Kept`
remembers values under a key for as long as the mark stays. Nothing of people's data may be kept here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Generic, TypeVar

from django.conf import settings

from dateline.errors import NoLedger
from dateline.ledger.ledger import Ledger

T = TypeVar("T")


def the_ledger() -> Ledger:
    """The ledger of the settings. Raises LedgerError."""
    if not settings.LEDGER:
        raise NoLedger("the desk has no ledger", hint="dateline desk LEDGER, or set DATELINE_DESK_LEDGER")
    return _opened(settings.LEDGER)


@lru_cache(maxsize=4)
def _opened(place: str) -> Ledger:
    return Ledger(place, create=False)


def let_go() -> None:
    """Close what is open: for tests, and for the end."""
    _opened.cache_clear()


_NOW: ContextVar[tuple[str, str]] = ContextVar("state of the ledger")


def mark_of(ledger: Ledger) -> str:
    """The mark of the ledger; within `as_marked`, the one that was read at its beginning."""
    place, mark = _NOW.get(("", ""))
    return mark if place == ledger.place else ledger.mark()


@contextmanager
def as_marked(ledger: Ledger) -> Iterator[str]:
    """Read the mark once for all that is made inside, in one transaction: all of it is of that state."""
    place, mark = _NOW.get(("", ""))
    if place == ledger.place:
        yield mark
        return
    with ledger.still():
        mark = ledger.mark()
        token = _NOW.set((ledger.place, mark))
        try:
            yield mark
        finally:
            _NOW.reset(token)


class Kept(Generic[T]):
    """Values made from a ledger, by a key, at most `most` of them; all are let go when the ledger has another mark."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._state: tuple[str, str] = ("", "")
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, ledger: Ledger, mark: str, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key` in this state of the ledger; made, outside the lock, where there is none yet."""
        state = (ledger.place, mark)
        with self._lock:
            if self._state != state:
                self._state = state
                self._values.clear()
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if self._state == state:
                self._values[key] = value
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return value
