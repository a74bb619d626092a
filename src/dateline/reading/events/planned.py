"""Conditions of what is told only as a plan: a mere mention of it ("watched the parade") tells nothing."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.noun_outlook import noun_outlook
from dateline.reading.events.outlook import verb_outlook
from dateline.record import Status

PLANNED: frozenset[Status] = frozenset({
    "scheduled", "confirmed", "tentative", "in_doubt", "postponed", "rescheduled", "cancelled", "revived",
})  # fmt: skip


def staged(one: Candidate) -> bool:
    """Planned, put off or called off: "the parade was called off", not "watched the parade"."""
    words = one.words
    outlook = verb_outlook(words, one.head) if one.trigger.verb else noun_outlook(words, one.head)
    return outlook.status in PLANNED


def convened(one: Candidate) -> bool:
    """The like of a body of states: "a session of the council was called for Friday", "will open the assembly"."""
    return "IGO" in one.sectors(one.sides.all) and staged(one)
