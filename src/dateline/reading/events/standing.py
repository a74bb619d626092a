"""What a word makes of the event that it governs, and the status that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.reading.events.tables import CERTAINTY, Effect, effects
from dateline.reading.events.words import Words
from dateline.record import Factuality, Status

OPEN = frozenset({"scheduled", "tentative", "proposed", "invited", "in_preparation", "in_doubt"})
_ENDING = frozenset({"stop", "halt", "prevent", "end", "avert"})
_BEFORE = 4  # words before a predicate in which a phrase that ends in it begins
_HAD = frozenset({"had", "'d", "’d"})
_OFF = frozenset({"cancelled", "postponed", "did_not_occur", "in_doubt"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """The status that the words give; None where they leave it open (a mere mention: "the talks")."""

    status: Status | None
    certainty: Factuality = "Uu"
    word: int = -1  # the governing word that says so, -1 if the trigger itself does
    subject: str = ""  # what the subject of `word` is to the event
    present: bool = False  # told of the day of the report, not of an earlier one
    lapsed: bool = False  # "was to have met": it had been planned

    @classmethod
    def of(cls, status: Status, certainty: Factuality | None = None, **rest: object) -> Outlook:
        """With the certainty that the status has by default."""
        return cls(status, certainty or CERTAINTY[status], **rest)  # type: ignore[arg-type]


NOTHING = Outlook(None)


def governed(effect: Effect, above: Outlook, word: int) -> Outlook:
    """What `effect` makes of an event, if the word that has it stands as `above` says."""
    if effect.status is None:
        return replace(above, word=word, subject=effect.subject)
    status, certainty = effect.status, effect.certainty
    if above.status == "did_not_occur":
        if status in _OFF:
            status, certainty = "tentative", None
        elif status not in ("proposed", "invited"):
            status, certainty = "did_not_occur", None
    elif above.status in OPEN:
        if status in ("cancelled", "postponed"):
            status, certainty = "in_doubt", None
        elif status == "rescheduled" and above.status == "tentative":
            status, certainty = "tentative", None  # "may be brought forward": its day is open again
        elif status in ("scheduled", "confirmed", "revived", "rescheduled", "occurred"):
            status, certainty = "proposed", None
        elif status == "did_not_occur" and effect.pattern.lemmas[0] in _ENDING:
            return replace(NOTHING, word=word, subject=effect.subject)  # "an offensive to stop the attacks"
    return Outlook.of(status, certainty, word=word, subject=effect.subject, present=above.present)


def matching(words: Words, relation: str, at: int) -> Effect | None:
    """The longest row of that relation that matches the words from `at` on."""
    if relation == "object" and words.lemma(at) == "call" and (words.kids_as(at, "xcomp") or words.asks_what(at)):
        return None  # "called the drill provocative" names it, as "what it called a drill"; "called a meeting" plans it
    if relation == "subject":  # "is back on", "is back on the agenda"
        for first in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
            if words.tokens[first].tag != "RB":
                continue
            for effect in effects(relation).get(words.lemma(first), ()):
                matched = words.matches(effect.pattern, first) if len(effect.pattern.lemmas) > 1 else None
                if matched is not None and matched[-1] in (at, first + 1):
                    return effect
    for effect in effects(relation).get(words.lemma(at), ()):
        if words.matches(effect.pattern, at) is not None:
            return effect
    return None


def is_unmet(words: Words, governor: int) -> bool:
    """ "had been due to", "had hoped to": is a word of planning told in the past perfect?"""
    tokens = words.tokens
    if tokens[governor].lemma not in effects("unmet") or tokens[governor].tag not in ("VBN", "VBD", "JJ"):
        return False
    at = governor - 1
    while at >= 0 and (tokens[at].tag[:2] == "RB" or tokens[at].text.lower() == "been"):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in _HAD
