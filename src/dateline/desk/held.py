"""The one ledger of the desk, opened when it is first asked."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from dateline.errors import NoLedger
from dateline.ledger.ledger import Ledger


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
