"""Words for people in place of the record's codes, as pages print them."""

from __future__ import annotations

from dateline.record import Act, Status, VoiceRole

STATUS_WORDS: dict[Status, str] = {
    "proposed": "proposed", "invited": "invited", "tentative": "tentative", "scheduled": "scheduled",
    "confirmed": "confirmed", "in_preparation": "in preparation", "in_doubt": "in doubt", "postponed": "postponed",
    "rescheduled": "rescheduled", "cancelled": "cancelled", "revived": "on again", "ongoing": "under way",
    "occurred": "took place", "did_not_occur": "did not take place",
}  # fmt: skip
# Three tones, for the colour and the sign beside the word: what stands, what wavers, what is off.
STATUS_TONES: dict[Status, str] = {
    "scheduled": "on", "confirmed": "on", "rescheduled": "on", "revived": "on", "ongoing": "on",
    "cancelled": "off", "did_not_occur": "off", "postponed": "off", "occurred": "done",
}  # fmt: skip
VOICE_WORDS: dict[VoiceRole, str] = {
    "source": "says", "reporter": "reported by", "relay": "through", "medium": "on", "outlet": "in",
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
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = _MONTHS


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
    """An EDTF date or interval in words: "31 May 2018", "21–27 May 2018", "by June 2018"; else as it is."""
    if not value:
        return "day not told"
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


def joined(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
