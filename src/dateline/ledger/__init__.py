"""The ledger: many reports, one record for each event, person and statement, with a history.

What one report says is a claim and is never edited; which claims tell of one event is computed from claims and
judgements. `Ledger` is the door; the types of what it gives stand in `dateline.ledger.types`.
"""

from __future__ import annotations

from dateline.ledger.ledger import Ledger

__all__ = ["Ledger"]
