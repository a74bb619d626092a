"""Notify me: who is told (`subscribing`), of what (`collecting`, `news`), how it goes (`sending`, `mails`, `hooks`).

A notice is written down before it is sent, in the same transaction that moves the subscription on: none is lost,
whenever the desk is killed. What was sent but not noted goes out again under the same id.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.desk.alone import alone
from dateline.desk.notices.collecting import collect
from dateline.desk.notices.sending import deliver
from dateline.ledger.ledger import Ledger

__all__ = ["collect", "deliver", "once"]


def once(ledger: Ledger, *, stop: Callable[[], bool] = lambda: False) -> tuple[int, int]:
    """Write down what is new and send what is due, unless another process is at it; how many went, and how many not."""
    with alone() as mine:
        if not mine:
            return 0, 0
        collect(ledger)
        return deliver(stop=stop)
