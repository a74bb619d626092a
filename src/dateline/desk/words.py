"""Words for people in place of the record's codes, as pages print them."""

from __future__ import annotations

from dateline import wording
from dateline.record import Act, Status
from dateline.wording import MONTHS, STATUS_WORDS

# Three tones, for the colour and the sign beside the word: what stands, what wavers, what is off.
STATUS_TONES: dict[Status, str] = {
    "scheduled": "on", "confirmed": "on", "rescheduled": "on", "revived": "on", "ongoing": "on",
    "cancelled": "off", "did_not_occur": "off", "postponed": "off", "occurred": "done",
}  # fmt: skip
ACT_WORDS: dict[Act, str] = {
    "assertion": "says", "call": "calls for", "promise": "promises", "threat": "threatens", "accusation": "accuses",
    "denial": "denies", "offer": "offers", "question": "asks", "report": "reports",
}  # fmt: skip
FIELD_WORDS = {
    "kind": "what it was", "actors": "who", "recipients": "with or to whom", "place": "where", "when": "when",
    "status": "where it stands", "history": "history", "conflicts": "what reports differ on", "new": "new",
    "gone": "now part of another record", "tellings": "number of reports", "salience": "weight", "source": "who",
    "content": "words", "act": "kind of statement", "outlets": "outlets",
}  # fmt: skip


def status_words(status: str) -> str:
    """A status as a person says it; what is no status as it is."""
    return {**STATUS_WORDS}.get(status, status.replace("_", " "))  # type: ignore[call-overload,no-any-return]


def status_tone(status: str) -> str:
    """The tone of a status: on, open, off or done."""
    return {**STATUS_TONES}.get(status, "open")  # type: ignore[call-overload,no-any-return]


def kind_words(kind: str) -> str:
    """The kind of an event as a person writes it."""
    return {"test": "weapons test", "call": "phone call", "exercise": "military exercise"}.get(kind, kind)


def day_words(value: str | None) -> str:
    """An EDTF date or interval in words with whole names of months; "day not told" for none."""
    return wording.day_words(value, MONTHS) if value else "day not told"
