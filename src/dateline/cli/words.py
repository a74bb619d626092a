"""Words for people in place of the record's codes."""

from __future__ import annotations

from dateline.record import Kind, Status

STATUS_WORDS: dict[Status, str] = {
    "proposed": "proposed",
    "invited": "invited",
    "tentative": "tentative",
    "scheduled": "scheduled",
    "confirmed": "confirmed",
    "in_preparation": "in preparation",
    "in_doubt": "in doubt",
    "postponed": "postponed",
    "rescheduled": "rescheduled",
    "cancelled": "cancelled",
    "revived": "on again",
    "ongoing": "under way",
    "occurred": "took place",
    "did_not_occur": "did not take place",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kind_words(kind: Kind) -> str:
    """The kind of an event as a person writes it."""
    return {"test": "weapons test"}.get(kind, kind)


def day_words(value: str) -> str:
    """An EDTF date or interval in words: "31 May 2018", "21 May 2018 to 27 May 2018", "June 2018"; else as it is."""
    first, slash, last = value.partition("/")
    if slash:
        if first in ("", ".."):
            return f"by {day_words(last)}"
        if last in ("", ".."):
            return f"since {day_words(first)}"
        return f"{day_words(first)} to {day_words(last)}"
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1] if 1 <= int(parts[1]) <= 12 else parts[1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
