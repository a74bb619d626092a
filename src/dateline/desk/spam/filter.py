"""The filter: marks with their weights, three outcomes, reasons as codes, which `desk.because` puts into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

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
class Reason:
    """Why, as a code; `count` is the number that belongs to it, `kinds` what was found, each as a code."""

    code: str
    count: int | None = None
    kinds: tuple[str, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As it is kept: JSON without what it does not have."""
        told: dict[str, Any] = {"code": self.code}
        if self.count is not None:
            told["count"] = self.count
        if self.kinds:
            told["kinds"] = list(self.kinds)
        return told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of it and why; `score` is the sum of the weights."""

    outcome: Outcome
    score: float
    reasons: tuple[Reason, ...]


def weigh(offered: Offered, setting: Setting) -> Verdict:
    """The outcome for a comment in its setting."""
    certain = _certain(offered, setting)
    if certain:
        return Verdict("drop", 10.0, (certain,))
    found = sorted(_marks(plain(offered.text), offered.text, setting), key=lambda one: one[0], reverse=True)
    score = round(sum(weight for weight, _ in found), 2)
    reasons = tuple(reason for weight, reason in found if weight > 0)
    return Verdict("hold" if score >= HOLD else "publish", score, reasons)


def _certain(offered: Offered, setting: Setting) -> Reason | None:
    """Why it is spam for certain; None if it is not."""
    if offered.trap.strip():
        return Reason("trap")
    same = key(offered.text)
    if len(same) > 20 and any(key(one) == same for one in setting.spam):
        return Reason("removed_before")
    return None


def _marks(text: str, raw: str, setting: Setting) -> Iterator[tuple[float, Reason]]:
    """Weights with their reasons; a negative one speaks for the comment and is not told."""
    hosts, known = links(text), setting.accepted >= _KNOWN
    if hosts:
        yield min(0.5 * len(hosts), 1.5), Reason("links", len(hosts))
        if not known:
            yield 0.4, Reason("link_of_newcomer")
        if set(hosts) & shorteners():
            yield 0.7, Reason("link_hidden")
    offered = contacts(text)
    if offered:
        yield 0.6 + 0.4 * len(offered), Reason("contacts", kinds=tuple(offered))
    bait = len(pattern("bait").findall(text))
    if bait:
        yield 1.0 + 0.2 * (bait - 1), Reason("bait")
    elif pattern("begging").search(text):
        yield 0.5, Reason("begging")
    if disguised(raw):
        yield 0.8, Reason("disguised")
    if shouting(text):
        yield 0.3, Reason("shouting")
    yield from _repeated(text, setting)
    yield from _writer(setting, known)
    yield from _about(text, setting, bool(hosts or offered))
    likely = setting.learned.likely(text) if setting.learned else None
    if likely is not None:
        yield round(1.4 * (likely - 0.5), 2), Reason("learned")


def _repeated(text: str, setting: Setting) -> Iterator[tuple[float, Reason]]:
    same = key(text)
    if len(same) > 20 and any(key(one) == same or alike(text, one) > _ALIKE for one in setting.own):
        yield 1.0, Reason("repeated")
    elif len(same) > 20 and any(key(one) == same or alike(text, one) > _ALIKE for one in setting.others):
        yield 0.8, Reason("repeats_another")
    if any(alike(text, one) > _ALIKE for one in setting.spam):
        yield 1.0, Reason("like_removed")


def _writer(setting: Setting, known: bool) -> Iterator[tuple[float, Reason]]:
    if setting.seconds is not None and setting.seconds < _QUICK_SECONDS:
        yield 0.6, Reason("quick", round(setting.seconds))
    if setting.lately >= _OFTEN:
        yield 1.0, Reason("often", setting.lately + 1)
    if setting.account_hours < _NEW_HOURS:
        yield 0.3, Reason("new_account")
    if setting.removed:
        yield min(0.4 * setting.removed, 1.2), Reason("removed_earlier")
    if known and not setting.removed:
        yield -0.4, Reason("known")


def _about(text: str, setting: Setting, offers: bool) -> Iterator[tuple[float, Reason]]:
    about = content_words(setting.about)
    if not about:
        return
    if about & set(words(text)):
        yield -0.2, Reason("to_the_point")
    elif offers or pattern("praise").search(text):
        yield 0.4, Reason("off_topic")
