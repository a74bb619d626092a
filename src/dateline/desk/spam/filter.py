"""The filter: marks with their weights, three outcomes, reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.desk.spam.learned import Learned
from dateline.desk.spam.phrases import pattern, shorteners
from dateline.desk.spam.text import alike, contacts, content_words, disguised, key, links, plain, shouting, words

Outcome = Literal["publish", "hold", "drop"]

HOLD = 1.0  # the sum of weights from which a moderator looks at it
_QUICK_SECONDS = 3.0  # from the page to the comment
_NEW_HOURS = 1.0  # an account younger than that is new
_KNOWN = 3  # comments that were let through, from which somebody is known here
_OFTEN = 4  # comments within ten minutes
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Offered:
    """A comment as it was sent. `trap` is what stands in the field that people do not see."""

    text: str
    trap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds a comment.

    `seconds` from page to comment, None if not known; `account_hours` and `accepted`, `removed` of its author;
    `lately` how many the author wrote within ten minutes; `own` and `others` are texts of the last days, `spam` those
    that moderators removed as spam; `about` are texts of the report or record.
    """

    seconds: float | None = None
    account_hours: float = 0.0
    accepted: int = 0
    removed: int = 0
    lately: int = 0
    own: Sequence[str] = ()
    others: Sequence[str] = ()
    spam: Sequence[str] = ()
    about: Sequence[str] = ()
    learned: Learned | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of it and why; `score` is the sum of the weights."""

    outcome: Outcome
    score: float
    reasons: tuple[str, ...]


def weigh(offered: Offered, setting: Setting) -> Verdict:
    """The outcome for a comment in its setting."""
    certain = _certain(offered, setting)
    if certain:
        return Verdict("drop", 10.0, (certain,))
    found = sorted(_marks(plain(offered.text), offered.text, setting), reverse=True)
    score = round(sum(weight for weight, _ in found), 2)
    reasons = tuple(words for weight, words in found if weight > 0)
    return Verdict("hold" if score >= HOLD else "publish", score, reasons)


def _certain(offered: Offered, setting: Setting) -> str | None:
    """Why it is spam for certain; None if it is not."""
    if offered.trap.strip():
        return "a field that people do not see was filled in"
    same = key(offered.text)
    if len(same) > 20 and any(key(one) == same for one in setting.spam):
        return "the same text was removed as spam before"
    return None


def _marks(text: str, raw: str, setting: Setting) -> Iterator[tuple[float, str]]:
    """Weights with their reasons."""
    hosts, known = links(text), setting.accepted >= _KNOWN
    if hosts:
        count = len(hosts)
        yield min(0.5 * count, 1.5), f"{count} link{'s' if count != 1 else ''}"
        if not known:
            yield 0.4, "a link from somebody who is new here"
        if set(hosts) & shorteners():
            yield 0.7, "a link that hides where it leads"
    offered = contacts(text)
    if offered:
        yield 0.6 + 0.4 * len(offered), f"{' and '.join(offered)} in the text"
    bait = len(pattern("bait").findall(text))
    if bait:
        yield 1.0 + 0.2 * (bait - 1), "words that ask for clicks, followers or money"
    elif pattern("begging").search(text):
        yield 0.5, "words that beg"
    if disguised(raw):
        yield 0.8, "hidden or look-alike letters"
    if shouting(text):
        yield 0.3, "mostly capitals"
    yield from _repeated(text, setting)
    yield from _writer(setting, known)
    yield from _about(text, setting, bool(hosts or offered))
    likely = setting.learned.likely(text) if setting.learned else None
    if likely is not None:
        yield round(1.4 * (likely - 0.5), 2), "words like those of comments that moderators removed as spam"


def _repeated(text: str, setting: Setting) -> Iterator[tuple[float, str]]:
    same = key(text)
    if len(same) > 20 and any(key(one) == same or alike(text, one) > _ALIKE for one in setting.own):
        yield 1.0, "the same text by the same person"
    elif len(same) > 20 and any(key(one) == same or alike(text, one) > _ALIKE for one in setting.others):
        yield 0.8, "the same text by somebody else"
    if any(alike(text, one) > _ALIKE for one in setting.spam):
        yield 1.0, "almost the text of a comment removed as spam"


def _writer(setting: Setting, known: bool) -> Iterator[tuple[float, str]]:
    if setting.seconds is not None and setting.seconds < _QUICK_SECONDS:
        yield 0.6, f"written {setting.seconds:.0f} seconds after the page was opened"
    if setting.lately >= _OFTEN:
        yield 1.0, f"comment number {setting.lately + 1} within ten minutes"
    if setting.account_hours < _NEW_HOURS:
        yield 0.3, "an account less than an hour old"
    if setting.removed:
        yield min(0.4 * setting.removed, 1.2), "earlier comments of the same person were removed"
    if known and not setting.removed:
        yield -0.4, ""


def _about(text: str, setting: Setting, offers: bool) -> Iterator[tuple[float, str]]:
    about = content_words(setting.about)
    if not about:
        return
    if about & set(words(text)):
        yield -0.2, ""
    elif offers or pattern("praise").search(text):
        yield 0.4, "nothing in it is about the report"
