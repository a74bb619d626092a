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
from dateline.lexicon import names_in, states
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
# What several do, of whom English speaks in the plural.
_SEVERAL: dict[Act, str] = {
    "assertion": gettext_noop("say"), "call": gettext_noop("call for"), "promise": gettext_noop("promise"),
    "threat": gettext_noop("threaten"), "accusation": gettext_noop("accuse"), "denial": gettext_noop("deny"),
    "offer": gettext_noop("offer"), "question": gettext_noop("ask"), "report": gettext_noop("report"),
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
    gettext_noop("took place"), gettext_noop("did not take place"), gettext_noop("was issued"),
    gettext_noop("was not issued"), gettext_noop("was made"), gettext_noop("was not made"), gettext_noop("was voiced"),
    gettext_noop("was not voiced"), gettext_noop("was reached"), gettext_noop("was not reached"),
    gettext_noop("was announced"), gettext_noop("was not announced"), gettext_noop("was imposed"),
    gettext_noop("was not imposed"), gettext_noop("was given"), gettext_noop("was not given"),
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


# Deeds, of which other languages do not say that they took place as they say it of a meeting.
_DEEDS = frozenset({
    "release", "withdrawal", "resignation", "appointment", "expulsion", "recall", "mobilisation", "coercion", "assault",
})  # fmt: skip


def status_words(status: str, kind: str = "") -> str:
    """Where an event stands as a person says it of that kind, or of any; what is no status as it is."""
    return _status((status, kind))


@_once
def _status(told: tuple[str, str]) -> str:
    status, kind = told
    if status not in STATUS_WORDS:
        return status.replace("_", " ")
    if not kind and status == "occurred":
        return gettext("happened")
    if not kind and status == "did_not_occur":
        return gettext("did not happen")
    if kind in _DEEDS and status == "occurred":
        return pgettext("a deed, such as a release or a resignation", "took place")
    if kind in _DEEDS and status == "did_not_occur":
        return pgettext("a deed, such as a release or a resignation", "did not take place")
    return gettext(wording.status_words(status, kind))  # type: ignore[arg-type]


def status_tone(status: str) -> str:
    """The tone of a status: on, open, off or done."""
    return {**STATUS_TONES}.get(status, "open")  # type: ignore[call-overload,no-any-return]


@_once
def kind_words(kind: str) -> str:
    """The kind of an event as a person writes it."""
    longer = {"test": "weapons test", "call": "phone call", "exercise": "military exercise"}
    return gettext(longer.get(kind, kind))


def act_words(act: Act, *, several: bool = False) -> str:
    """What somebody does by a statement, or several do."""
    return _act((act, several))


@_once
def _act(told: tuple[Act, bool]) -> str:
    act, several = told
    return gettext((_SEVERAL if several else ACT_WORDS)[act])


def voice_words(role: str, *, several: bool = False) -> str:
    """How somebody carries a telling, or several do."""
    return _voice((role, several))


@_once
def _voice(told: tuple[str, bool]) -> str:
    role, several = told
    if role == "source" and several:
        return gettext("say")
    return gettext({**VOICE_WORDS}[role])  # type: ignore[index]


def field_words(field: str) -> str:
    """The name of a field of the log; what has none as it is."""
    return gettext(FIELD_WORDS.get(field, field))


def entity_words(kind: str) -> str:
    """The kind of an entity."""
    return gettext(_ENTITIES.get(kind, kind))


def country_words(code: str | None) -> str:
    """The name of the state or territory of a code in the reader's language; a code that is none as it is."""
    state = states().get(code or "")
    return name_words(state.id, "state", state.name) if state is not None else code or ""


def name_words(id: str, kind: str, name: str) -> str:
    """The name of an entity: of a state as the reader's language has it, of any other as reports spell it."""
    return _states(get_language() or "en").get(id, name) if kind == "state" else name


def state_id(words: str) -> str:
    """The id of the state that words name in the reader's language; other words as they are."""
    return _ids(get_language() or "en").get(words.casefold(), words)


@lru_cache(maxsize=8)
def _ids(language: str) -> dict[str, str]:
    return {name.casefold(): id for id, name in _states(language).items()}


@lru_cache(maxsize=8)
def _states(language: str) -> dict[str, str]:
    """The names of states by id in a language; none in English, which the ledger speaks."""
    return {states()[code].id: name for code, name in names_in(language.partition("-")[0]).items()}


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
