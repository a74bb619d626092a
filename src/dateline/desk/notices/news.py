"""What changes of the ledger are to whoever follows something: in words for people, in fields for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.desk.asked import NotAsked, Question
from dateline.desk.lines import Names
from dateline.desk.models import Subscription, Target
from dateline.desk.words import day_words, field_words, kind_words, status_words
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Change, Event

_TOLD = frozenset({"new", "gone", "status", "when", "place", "kind", "actors", "recipients", "conflicts"})


@dataclass(frozen=True, slots=True)
class News:
    """What changed in one record; `changes` are (field, before, after) as the log has them."""

    record: str
    title: str
    url: str
    status: str
    day: str
    lines: list[str]
    changes: list[tuple[str, Any, Any]]


class Batch:
    """Changes of the ledger in their order, and the records as they stand, each read once for all who follow."""

    def __init__(self, ledger: Ledger, changes: list[Change]) -> None:
        self.changes = changes
        self._ledger = ledger
        self._events: dict[str, Event | None] = {}

    def news(self, one: Subscription) -> Iterator[News]:
        """What of it concerns a subscription, from the change after its last one on."""
        of_record: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.number > one.after and change.view == "event" and change.what in _TOLD:
                of_record.setdefault(change.record, []).append(change)
        concerns = Followed(self._ledger, one)
        seen: dict[str, tuple[Event, list[Change]]] = {}
        for record, several in of_record.items():
            event = self._event(record)
            if event is not None and concerns.holds(event):
                seen.setdefault(event.id, (event, []))[1].extend(several)
        for event, several in seen.values():
            yield _told(self._ledger, event, several)

    def _event(self, record: str) -> Event | None:
        if record not in self._events:
            try:
                self._events[record] = self._ledger.event(record)
            except NotInLedger:
                self._events[record] = None
        return self._events[record]


class Followed:
    """What a subscription follows."""

    def __init__(self, ledger: Ledger, one: Subscription) -> None:
        self._ledger = ledger
        self._view = Target(one.view)
        self._target = one.target

    def holds(self, event: Event) -> bool:
        """Is it about this event?"""
        if self._view == Target.EVENT:
            return event.id in self._ids[0]
        if self._view == Target.SEARCH:
            return self._question is not None and _matches(self._ledger, event, self._question)
        if self._view == Target.PLACE:
            return event.place is not None and event.place.entity in self._ids[0]
        sides = {side.entity for side in (*event.actors, *event.recipients)}
        return all(ids & sides for ids in self._ids)

    @cached_property
    def _ids(self) -> list[set[str]]:
        """All ids that mean what is followed; of a pair those of each."""
        if self._view == Target.EVENT:
            try:
                event = self._ledger.event(self._target)
            except NotInLedger:
                return [{self._target}]
            return [{event.id, *(told.claim for told in event.tellings)}]
        return [_known_as(self._ledger, one) for one in self._target.split(" ")]

    @cached_property
    def _question(self) -> Question | None:
        try:
            return Question.given(QueryDict(self._target))
        except NotAsked:  # kinds or statuses that this version knows no more
            return None


def _known_as(ledger: Ledger, id: str) -> set[str]:
    try:
        entity = ledger.entity(id)
    except NotInLedger:
        return {id}
    return {entity.id, *entity.known_as}


def _matches(ledger: Ledger, event: Event, asked: Question) -> bool:
    """Would the search find it? Words have to stand in names, kind or sentences as they are."""
    sides = {side.entity for side in (*event.actors, *event.recipients)}
    for who in (asked.who, asked.other):
        if who and not _known_as(ledger, who) & sides:
            return False
    if asked.place and (event.place is None or event.place.entity not in _known_as(ledger, asked.place)):
        return False
    if (asked.kinds and event.kind not in asked.kinds) or (asked.statuses and event.status not in asked.statuses):
        return False
    day = event.day or ""
    if (asked.since and day < asked.since) or (asked.until and (not day or day > f"{asked.until}~")):
        return False
    if not asked.words:
        return True
    with override(settings.LANGUAGE_CODE):  # what a search finds does not hang on the language of who is told
        names = Names.of(ledger, events=[event]).event(event).title
    text = " ".join([names, event.kind, event.status, *(one.sentence.quote for one in event.tellings)]).casefold()
    return all(word in text for word in asked.words.casefold().split())


def _told(ledger: Ledger, event: Event, changes: Iterable[Change]) -> News:
    several = list(changes)
    names = Names.of(ledger, events=[event])
    line = names.event(event)
    lines = [words for change in several if (words := _line(change, event.kind, names))]
    stands = _("It stands: %(status)s, %(day)s.") % {"status": line.status, "day": line.day}
    return News(
        event.id, line.title, settings.SITE_URL + line.url, event.status, line.day_code,
        [*dict.fromkeys(lines), stands],
        [(one.what, _loaded(one.before), _loaded(one.after)) for one in several],
    )  # fmt: skip


@lru_cache(maxsize=1000)
def _loaded(value: str | None) -> Any:
    return json.loads(value) if value else None


def _line(change: Change, kind: str, names: Names) -> str:
    """A change of an event of that kind in words, in the language that is active."""
    if change.what == "new":
        return _("New in the record.")
    if change.what == "gone":
        return _("Reports that were kept apart are one record now.")
    if change.what == "conflicts":
        return _("Reports differ on something, or no longer do.")
    before, after = (
        _value(change.what, value, kind, names) or _("not told") for value in (change.before, change.after)
    )
    told = {"field": capfirst(field_words(change.what)), "before": before, "after": after}
    return _("%(field)s: %(before)s → %(after)s.") % told


def _value(field: str, value: str | None, kind: str, names: Names) -> str:
    found = _loaded(value)
    if found is None:
        return ""
    if field == "status":
        return status_words(found, kind)
    if field == "when":
        return day_words(found)
    if field == "kind":
        return kind_words(str(found))
    if isinstance(found, list):
        return ", ".join(names.name(str(one)) for one in found)
    return names.name(str(found))
