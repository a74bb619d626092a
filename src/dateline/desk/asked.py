"""What a request asks: days, months, kinds and statuses as query parameters, checked; what makes no sense is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.desk.words import state_id
from dateline.record import Kind, Status

KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LONGEST = 200
_NAMES = {
    gettext_noop("since"), gettext_noop("until"), gettext_noop("month"), gettext_noop("as of"),
    gettext_noop("kind"), gettext_noop("status"),
}  # fmt: skip


class NotAsked(ValueError):
    """A parameter makes no sense; the words are for the reader."""


def _called(name: str) -> str:
    """A parameter as forms name it in the reader's language; one that no form has as it is."""
    return _(name) if name in _NAMES else name


def day_of(value: str | None, name: str) -> str | None:
    """A day, month or year; None if none is given. Raises NotAsked."""
    if not value or not value.strip():
        return None
    value = value.strip()
    if not _DAY.fullmatch(value):
        raise NotAsked(
            _("“%(name)s” should be a day like 2018-06-12, a month like 2018-06, or a year") % {"name": _called(name)}
        )
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise NotAsked(_("there is no day %(value)s") % {"value": value}) from None
    return value


def full_day(value: str | None, name: str) -> str | None:
    """A whole day; None if none is given. Raises NotAsked."""
    found = day_of(value, name)
    if found is not None and len(found) != 10:
        raise NotAsked(_("“%(name)s” should be a whole day, like 2018-06-12") % {"name": _called(name)})
    return found


def words_of(value: str | None) -> str:
    """Words without control characters, of a length that a search can be asked."""
    kept = "".join(letter if letter.isprintable() else " " for letter in value or "")
    return " ".join(kept.split())[:_LONGEST]


def whom_of(value: str | None) -> str:
    """Words that name somebody or some place: of a state by its name in the reader's language the id."""
    return state_id(words_of(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search: words and facets. Its `query` is the address that asks the same again."""

    words: str = ""
    who: str = ""
    other: str = ""
    place: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Question:
        """What a request asks. Raises NotAsked."""
        return cls.given(request.GET)

    @classmethod
    def given(cls, given: QueryDict) -> Question:
        """What a query string asks. Raises NotAsked."""
        kinds, statuses = tuple(given.getlist("kind")), tuple(given.getlist("status"))
        for value, known, name in [(one, KINDS, "kind") for one in kinds] + [
            (one, STATUSES, "status") for one in statuses
        ]:
            if value not in known:
                raise NotAsked(_("“%(value_40)s” is no %(name)s") % {"value_40": value[:40], "name": _called(name)})
        return cls(
            words=words_of(given.get("q")), who=whom_of(given.get("who")), other=whom_of(given.get("with")),
            place=whom_of(given.get("place")), kinds=tuple(dict.fromkeys(kinds)),
            statuses=tuple(dict.fromkeys(statuses)), since=day_of(given.get("since"), "since"),
            until=day_of(given.get("until"), "until"),
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Is nothing asked?"""
        return self == Question()

    def filters(self) -> dict[str, Any]:
        """The facets as `Ledger.events` takes them."""
        return {
            "who": self.who or None, "with_": self.other or None, "place": self.place or None, "kinds": self.kinds,
            "statuses": self.statuses, "since": self.since, "until": self.until,
        }  # fmt: skip

    def query(self, **changed: Any) -> str:
        """The query string, with some facets changed."""
        names = {"words": "q", "other": "with", "kinds": "kind", "statuses": "status"}
        told = {name: changed.get(name, getattr(self, name)) for name in self.__slots__}
        pairs: Mapping[str, Any] = {names.get(name, name): value for name, value in told.items() if value}
        return urlencode(pairs, doseq=True)
