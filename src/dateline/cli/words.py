"""Words for people in place of the record's codes."""

from __future__ import annotations

from dateline.record import Kind, Status, VoiceRole

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
VOICE_WORDS: dict[VoiceRole, str] = {
    "source": "says",
    "reporter": "reported by",
    "relay": "through",
    "medium": "on",
    "outlet": "in",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kind_words(kind: Kind) -> str:
    """The kind of an event as a person writes it."""
    return {"test": "weapons test", "call": "phone call"}.get(kind, kind)


def day_words(value: str) -> str:
    """An EDTF date or interval in words: "31 May 2018", "21–27 May 2018", "by Jun 2018"; else as it is."""
    first, slash, last = value.partition("/")
    if not slash:
        return " ".join(_parts(value))
    if first in ("", ".."):
        return f"by {day_words(last)}"
    if last in ("", ".."):
        return f"since {day_words(first)}"
    start, end = _parts(first), _parts(last)
    shared = 0  # parts that both ends have in common, from the year on: "21–27 May 2018"
    while shared < min(len(start), len(end)) - 1 and start[-1 - shared] == end[-1 - shared]:
        shared += 1
    return f"{' '.join(start[: len(start) - shared])}–{' '.join(end)}"


def _parts(value: str) -> list[str]:
    """Day, month and year of a date as words, the year last; what is no date stays as it is."""
    numbers = value[:10].split("-")
    if not all(number.isdigit() for number in numbers) or len(numbers) > 3:
        return [value]
    if len(numbers) == 1:
        return numbers
    month = int(numbers[1])
    name = _MONTHS[month - 1] if 1 <= month <= 12 else numbers[1]
    return [*(str(int(number)) for number in numbers[2:]), name, numbers[0]]
