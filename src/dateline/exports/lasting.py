"""What calendars and feeds go on with, however a ledger changes: the first id of an event, a sequence that rises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from dateline.ledger.types import Change, Event

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger

_ENTRY = ("history", "when", "place")  # what a calendar's entry is made of


def lasting(ledger: Ledger, events: Sequence[Event]) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The ids under which `events` were first given out, where they have another now; and their sequences.

    An event is named after its earliest claim, and a report that comes late may tell it earlier than all others.
    """
    claims = {event.id: {event.id, *(told.claim for told in event.tellings)} for event in events}
    ids = {one for several in claims.values() for one in several}
    given = ledger.first_given(ids)
    log: defaultdict[str, list[Change]] = defaultdict(list)
    for change in ledger.changes(of=ids, what=_ENTRY):
        log[change.record].append(change)
    first = {
        id: min((one for one in several if one in given), key=given.__getitem__, default=id)
        for id, several in claims.items()
    }
    sequences = {
        event.id: sequence_of(len(event.history), (change for id in sorted(claims[event.id]) for change in log[id]))
        for event in events
    }
    return (
        MappingProxyType({now: before for now, before in first.items() if now != before}),
        MappingProxyType(sequences),
    )


def sequence_of(steps: int, log: Iterable[Change]) -> int:
    """How often an entry of so many steps was given another face (RFC 5545, SEQUENCE): it never falls.

    One for each step after the first. Where a change of the log (in its order, by record) made the history no longer,
    as a correction does, it counts one more than the steps that went; a new day or place without a step counts one.
    """
    more = 0
    for _, together in groupby(log, key=lambda one: (one.record, one.because)):
        lost = {one.what: _lost(one) if one.what == "history" else 0 for one in together}
        more += max(0, lost.get("history", 0) + 1)
    return max(0, steps - 1) + more


def _lost(change: Change) -> int:
    before, after = (msgspec.json.decode(one) if one else [] for one in (change.before, change.after))
    return len(before) - len(after)
