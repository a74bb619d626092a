"""Words for people in place of the record's codes, on a terminal and on pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

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
# An act of words, or one that is done by saying so, does not take place: how each is told that was done.
DONE_WORDS: dict[Kind, str] = {
    "invitation": "was issued",
    "proposal": "was made",
    "concession": "was made",
    "praise": "was voiced",
    "demand": "was voiced",
    "rejection": "was voiced",
    "accusation": "was voiced",
    "denial": "was voiced",
    "threat": "was voiced",
    "agreement": "was reached",
    "ceasefire": "was reached",
    "recognition": "was announced",
    "cancellation": "was announced",
    "postponement": "was announced",
    "sanction": "was imposed",
    "aid": "was given",
}
VOICE_WORDS: dict[VoiceRole, str] = {
    "source": "says",
    "reporter": "reported by",
    "relay": "through",
    "medium": "on",
    "outlet": "in",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_BEFORE_AN_OFFICE = frozenset({"a", "an", "the", "its", "his", "her", "their", "our"})
_OPENING = frozenset('“"„«‘')
_CLOSING = frozenset('”"»’“')
_MARKS = '“”‘’" ,'  # what may stand at the ends of a direct quote
SHORT = tuple(month[:3] for month in MONTHS)


def status_words(status: Status, kind: Kind) -> str:
    """Where an event of that kind stands, as a person says it: a visit took place, a denial was voiced."""
    done = DONE_WORDS.get(kind)
    if done is None or status not in ("occurred", "did_not_occur"):
        return STATUS_WORDS[status]
    return done if status == "occurred" else done.replace("was", "was not", 1)


def kind_words(kind: Kind) -> str:
    """The kind of an event as a person writes it."""
    return {"test": "weapons test", "call": "phone call"}.get(kind, kind)


def office_words(title: str) -> str:
    """An office as a table names it: "its foreign minister" without "its"."""
    first, _, rest = title.partition(" ")
    return rest if rest and first.casefold() in _BEFORE_AN_OFFICE else title


def spoken(words: str) -> str:
    """Words that were said, in marks of one kind: without those of the report, and the comma before them."""
    return f"“{words.strip(_MARKS)}”"


def without_comma(words: str) -> str:
    """A quote as it is shown: without the comma at its end, which belongs to the sentence around it."""
    bare = words.rstrip()
    closing = bare[-1:] if bare[-1:] in _CLOSING else ""
    inside = bare[: len(bare) - len(closing)]
    return inside.rstrip(", ") + closing if inside.endswith(",") else words


def once(steps: Iterable[str]) -> list[str]:
    """Steps of a history as they are shown: what is told twice in a row, in the same words, once."""
    return [step for step, _ in groupby(steps)]


def marks_around(sentence: str) -> tuple[str, str]:
    """The quotation marks to set around a sentence of a report: none where it begins with some of its own."""
    return ("", "") if sentence[:1] in _OPENING else ("“", "”")


def day_words(
    value: str, months: Sequence[str] = SHORT, *, day: str = "{}", until: str = "by {}", since: str = "since {}"
) -> str:
    """An EDTF date or interval in words: "31 May 2018", "21–27 May 2018", "by Jun 2018"; else as it is.

    `months` are the twelve names of months; the others say how a language writes a day and open intervals.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return " ".join(_parts(value, months, day))
    if first in ("", ".."):
        return until.format(" ".join(_parts(last, months, day)))
    if last in ("", ".."):
        return since.format(" ".join(_parts(first, months, day)))
    start, end = _parts(first, months, day), _parts(last, months, day)
    shared = 0  # parts that both ends have in common, from the year on: "21–27 May 2018"
    while shared < min(len(start), len(end)) - 1 and start[-1 - shared] == end[-1 - shared]:
        shared += 1
    return f"{' '.join(start[: len(start) - shared])}–{' '.join(end)}"


def _parts(value: str, months: Sequence[str], day: str) -> list[str]:
    """Day, month and year of a date as words, the year last; what is no date stays as it is."""
    numbers = value[:10].split("-")
    if not all(number.isdigit() for number in numbers) or len(numbers) > 3:
        return [value]
    if len(numbers) == 1:
        return numbers
    month = int(numbers[1])
    name = months[month - 1] if 1 <= month <= 12 else numbers[1]
    return [*(day.format(int(number)) for number in numbers[2:]), name, numbers[0]]
