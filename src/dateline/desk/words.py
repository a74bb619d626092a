"""Words for people in place of the record's codes, as pages print them, in the reader's language.

The English words are those of `dateline.wording`, which the terminal prints too; they stand here once more where
translators' tools find them (`gettext_noop`), and a test holds that none is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, gettext_noop, ngettext, pgettext

from dateline import wording
from dateline.lexicon import states
from dateline.record import Act, Status
from dateline.wording import STATUS_WORDS, VOICE_WORDS

# Three tones, for the colour and the sign beside the word: what stands, what wavers, what is off.
STATUS_TONES: dict[Status, str] = {
    "scheduled": "on", "confirmed": "on", "rescheduled": "on", "revived": "on", "ongoing": "on",
    "cancelled": "off", "did_not_occur": "off", "postponed": "off", "occurred": "done",
}  # fmt: skip
ACT_WORDS: dict[Act, str] = {
    "assertion": gettext_noop("says"), "call": gettext_noop("calls for"), "promise": gettext_noop("promises"),
    "threat": gettext_noop("threatens"), "accusation": gettext_noop("accuses"), "denial": gettext_noop("denies"),
    "offer": gettext_noop("offers"), "question": gettext_noop("asks"), "report": gettext_noop("reports"),
}  # fmt: skip
FIELD_WORDS = {
    "kind": gettext_noop("what it was"), "actors": gettext_noop("who"), "recipients": gettext_noop("with or to whom"),
    "place": gettext_noop("where"), "when": gettext_noop("when"), "status": gettext_noop("where it stands"),
    "history": gettext_noop("history"), "conflicts": gettext_noop("what reports differ on"),
    "new": gettext_noop("new"), "gone": gettext_noop("now part of another record"),
    "tellings": gettext_noop("number of reports"), "salience": gettext_noop("weight"), "source": gettext_noop("who"),
    "content": gettext_noop("words"), "act": gettext_noop("kind of statement"), "outlets": gettext_noop("outlets"),
}  # fmt: skip
_STATUSES = (
    gettext_noop("proposed"), gettext_noop("invited"), gettext_noop("tentative"), gettext_noop("scheduled"),
    gettext_noop("confirmed"), gettext_noop("in preparation"), gettext_noop("in doubt"), gettext_noop("postponed"),
    gettext_noop("rescheduled"), gettext_noop("cancelled"), gettext_noop("on again"), gettext_noop("under way"),
    gettext_noop("took place"), gettext_noop("did not take place"),
)  # fmt: skip
_VOICES = (gettext_noop("says"), gettext_noop("reported by"), gettext_noop("through"), gettext_noop("on"),
           gettext_noop("in"))  # fmt: skip
_KINDS = (
    gettext_noop("meeting"), gettext_noop("visit"), gettext_noop("phone call"), gettext_noop("summit"),
    gettext_noop("negotiation"), gettext_noop("invitation"), gettext_noop("proposal"), gettext_noop("agreement"),
    gettext_noop("signing"), gettext_noop("recognition"), gettext_noop("praise"), gettext_noop("concession"),
    gettext_noop("release"), gettext_noop("withdrawal"), gettext_noop("ceasefire"), gettext_noop("resignation"),
    gettext_noop("appointment"), gettext_noop("aid"), gettext_noop("military exercise"), gettext_noop("cooperation"),
    gettext_noop("demand"), gettext_noop("rejection"), gettext_noop("cancellation"), gettext_noop("postponement"),
    gettext_noop("accusation"), gettext_noop("denial"), gettext_noop("threat"), gettext_noop("sanction"),
    gettext_noop("expulsion"), gettext_noop("recall"), gettext_noop("mobilisation"), gettext_noop("weapons test"),
    gettext_noop("coercion"), gettext_noop("assault"), gettext_noop("protest"), gettext_noop("ceremony"),
)  # fmt: skip
_ENTITIES = {
    "person": gettext_noop("person"), "state": gettext_noop("state"), "organisation": gettext_noop("organisation"),
    "outlet": gettext_noop("outlet"), "place": gettext_noop("place"), "group": gettext_noop("group"),
    "other": gettext_noop("other"),
}  # fmt: skip
_VERDICTS = {
    "same": gettext_noop("one and the same"), "different": gettext_noop("two different things"),
    "unsure": gettext_noop("not to be told apart or together"),
}  # fmt: skip
# What the audit log tells, as `audit.note` is given it.
_LOG = (
    gettext_noop("signed up"), gettext_noop("password changed"), gettext_noop("password set"),
    gettext_noop("password reset"), gettext_noop("address changed"), gettext_noop("address added"),
    gettext_noop("address removed"), gettext_noop("second factor added"), gettext_noop("second factor removed"),
    gettext_noop("second factor made anew"), gettext_noop("logged in"), gettext_noop("logged out"),
    gettext_noop("log-in failed"), gettext_noop("log-in ended"), gettext_noop("first administrator"),
    gettext_noop("role given"), gettext_noop("own data downloaded"), gettext_noop("account is to be deleted"),
    gettext_noop("account stays"), gettext_noop("account deleted"), gettext_noop("key made"),
    gettext_noop("key ended"), gettext_noop("webhook made"), gettext_noop("webhook: roll"),
    gettext_noop("webhook: again"), gettext_noop("webhook: end"), gettext_noop("comment published"),
    gettext_noop("comment removed"), gettext_noop("correction accepted"), gettext_noop("correction rejected"),
    gettext_noop("correction undone"),
)  # fmt: skip


T = TypeVar("T")


def _once(make: Callable[[T], str]) -> Callable[[T], str]:
    """The same function, which puts each value into words once for each language: a list asks for hundreds."""

    @lru_cache(maxsize=4000)
    def made(language: str | None, value: T) -> str:
        return make(value)

    @wraps(make)
    def kept(value: T) -> str:
        return made(get_language(), value)

    return kept


@_once
def status_words(status: str) -> str:
    """A status as a person says it; what is no status as it is."""
    return gettext({**STATUS_WORDS}.get(status, status.replace("_", " ")))  # type: ignore[call-overload]


def status_tone(status: str) -> str:
    """The tone of a status: on, open, off or done."""
    return {**STATUS_TONES}.get(status, "open")  # type: ignore[call-overload,no-any-return]


@_once
def kind_words(kind: str) -> str:
    """The kind of an event as a person writes it."""
    longer = {"test": "weapons test", "call": "phone call", "exercise": "military exercise"}
    return gettext(longer.get(kind, kind))


@_once
def act_words(act: Act) -> str:
    """What somebody does by a statement."""
    return gettext(ACT_WORDS[act])


@_once
def voice_words(role: str) -> str:
    """How somebody carries a telling."""
    return gettext({**VOICE_WORDS}[role])  # type: ignore[index]


def field_words(field: str) -> str:
    """The name of a field of the log; what has none as it is."""
    return gettext(FIELD_WORDS.get(field, field))


def entity_words(kind: str) -> str:
    """The kind of an entity."""
    return gettext(_ENTITIES.get(kind, kind))


def country_words(code: str | None) -> str:
    """The name of the state or territory of a code; a code that is none as it is."""
    state = states().get(code or "")
    return state.name if state is not None else code or ""


def log_words(what: str) -> str:
    """What a line of the audit log tells; what has no words here as it is."""
    return gettext(what) if what in _LOG else what


def verdict_words(verdict: str) -> str:
    """What a judgement says of two."""
    return gettext(_VERDICTS.get(verdict, verdict))


@_once
def day_words(value: str | None) -> str:
    """An EDTF date or interval in words with whole names of months; "day not told" for none."""
    if not value:
        return gettext("day not told")
    months, day, until, since = _calendar(get_language() or "en")
    return wording.day_words(value, months, day=day, until=until, since=since)


@lru_cache(maxsize=8)
def _calendar(language: str) -> tuple[list[str], str, str, str]:
    """The months, and how days and open intervals are written, in the language that is active."""
    months = [str(MONTHS[number]) for number in range(1, 13)]
    return months, pgettext("day of a month, as in 12 June 2018", "{}"), gettext("by {}"), gettext("since {}")


# Numbers of things


def number(count: int) -> str:
    """A number with its thousands parted."""
    return number_format(count, use_l10n=True, force_grouping=True)


@_once
def reports(count: int) -> str:
    """So many reports."""
    return ngettext("%(n)s report", "%(n)s reports", count) % {"n": number(count)}


def records(count: int) -> str:
    """So many records."""
    return ngettext("%(n)s record", "%(n)s records", count) % {"n": number(count)}


def statements(count: int) -> str:
    """So many statements."""
    return ngettext("%(n)s statement", "%(n)s statements", count) % {"n": number(count)}


def minutes(count: int) -> str:
    """So many minutes of reading."""
    return ngettext("%(n)s minute to read", "%(n)s minutes to read", count) % {"n": number(count)}
