"""Views of the ledger as pages print them: names for ids, words for codes, links for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from dateline.desk.held import Kept, mark_of
from dateline.desk.words import act_words, day_words, kind_words, name_words, status_tone, status_words, voice_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Carrier, Event, Outline, Plan, Proof, Statement, Turn
from dateline.lexicon.plurals import are_several
from dateline.wording import once, without_comma

_SAFE = "!$&'()*+,;=~:@"  # stand in a path as they are


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `url` is "" where there is nowhere to lead."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A turn of an event in words."""

    status: str
    tone: str
    day: str
    known: str
    known_day: str
    planned: str
    place: Link | None
    by: list[Link]
    proofs: list[Cited]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in a list; `told` is the day of the first report, by which it stands where its own is not known."""

    id: str
    url: str
    kind: str
    actors: list[Link]
    recipients: list[Link]
    place: Link | None
    day: str
    day_code: str
    told: str
    status: str
    tone: str
    unreported: bool
    steps: list[str]
    outlets: Sequence[str]
    tellings: int
    passing: bool

    @property
    def title(self) -> str:
        """One line without links, for headings and feeds."""
        sides = [listed(one.words for one in side) for side in (self.actors, self.recipients) if side]
        who = " → ".join(sides) or gettext("parties not told")
        return f"{capfirst(self.kind)}: {who}" + (f" ({self.place.words})" if self.place else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote and the address of its exact words."""

    quote: str
    url: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement in a list."""

    id: str
    speaker: Link
    act: str
    addressees: list[Link]
    voices: list[tuple[str, Link]]
    parts: list[Cited]
    day: str
    outlets: Sequence[str]
    articles: int
    about: list[str]


def ids_in(events: Iterable[Event | Outline] = (), statements: Iterable[Statement] = ()) -> set[str]:
    """The ids of all whom these views name."""
    found: set[str | None] = set()
    for event in events:
        found.update([one.entity for one in event.actors], [one.entity for one in event.recipients])
        found.update([event.place.entity] if event.place is not None else (), *[turn.by for turn in event.history])
        if isinstance(event, Outline):
            continue
        found |= {turn.place for turn in event.history}
        found |= {one for told in event.tellings for one in (told.place, *told.actors, *told.recipients)}
        found |= {voice.entity for told in event.tellings for voice in told.voices}
    for said in statements:
        found |= {said.source, *said.addressees} | {voice.entity for voice in said.voices}
    return {one for one in found if one is not None}


_KNOWN: Kept[dict[str, tuple[str, str]]] = Kept(1)  # name and kind by id, as they were asked for


class Names:
    """The names and addresses of entities by their ids."""

    def __init__(self, ledger: Ledger, ids: Iterable[str]) -> None:
        self._of = _KNOWN.get(ledger, mark_of(ledger), "names", dict)
        if missing := {one for one in ids if one not in self._of}:
            self._of |= {one.id: (one.name, one.kind) for one in ledger.entities(sorted(missing))}

    @classmethod
    def of(
        cls, ledger: Ledger, *, events: Iterable[Event | Outline] = (), statements: Iterable[Statement] = ()
    ) -> Names:
        """The names of all whom these views name."""
        return cls(ledger, ids_in(events, statements))

    def name(self, id: str) -> str:
        """The name of an entity in the reader's language, or its id."""
        name, kind = self._of.get(id, (id, "person"))
        return name_words(id, kind, name)

    def link(self, id: str) -> Link:
        """The name, leading to the page."""
        name, kind = self._of.get(id, (id, "person"))
        return Link(name_words(id, kind, name), entity_url(id, kind))

    def are_several(self, id: str | None, words: str = "") -> bool:
        """Is it a group that is named in the plural? Without an id, are the words those of one?"""
        if id is None:
            return are_several(words)
        name, kind = self._of.get(id, (id, "person"))
        return kind in ("group", "organisation", "outlet") and are_several(name, group=kind == "group")

    def links(self, ids: Iterable[str]) -> list[Link]:
        """Names of several, each once."""
        return [self.link(one) for one in dict.fromkeys(ids)]

    # Views in words

    def event(self, event: Event | Outline) -> EventLine:
        """An event as a line."""
        turns: Sequence[Turn | Plan] = event.history
        planned = next((turn.when for turn in reversed(turns) if turn.when), None)
        code = event.when.value if event.when else planned or ""
        side_ids = {one.entity for one in event.recipients}
        steps = once(self._short(turn, event.kind) for turn in turns)
        return EventLine(
            id=event.id,
            url=record_url(event.id),
            kind=kind_words(event.kind),
            actors=self.links(one.entity for one in event.actors),
            recipients=self.links(one.entity for one in event.recipients),
            place=self.link(event.place.entity) if event.place and event.place.entity not in side_ids else None,
            day=day_words(code),
            day_code=code,
            told=day_words(event.first_reported) if event.first_reported and not code else "",
            status=status_words(event.status, event.kind),
            tone=status_tone(event.status),
            unreported=event.unreported,
            steps=steps if len(steps) > 1 else [],
            outlets=event.outlets,
            tellings=event.told,
            passing=event.salience != "main",
        )

    def _short(self, turn: Turn | Plan, kind: str) -> str:
        told = [day_words(turn.as_of)] if turn.as_of else []
        if turn.by:
            told.append(gettext("by %(names)s") % {"names": listed(self.name(one) for one in turn.by)})
        return status_words(turn.status, kind) + (f" ({', '.join(told)})" if told else "")

    def step(self, turn: Turn, kind: str, outlet: dict[str, str]) -> Step:
        """A turn of an event of that kind, with those who say so."""
        return Step(
            status=status_words(turn.status, kind),
            tone=status_tone(turn.status),
            day=day_words(turn.as_of) if turn.as_of else "",
            known=day_words(turn.known) if turn.known else "",
            known_day=(turn.known or "")[:10],
            planned=day_words(turn.when) if turn.when and turn.status not in ("occurred", "ongoing") else "",
            place=self.link(turn.place) if turn.place else None,
            by=self.links(turn.by),
            proofs=[cited(one, outlet.get(one.article, "")) for one in turn.evidence[:4]],
        )

    def statement(self, said: Statement) -> StatementLine:
        """A statement as a line."""
        speaker = self.link(said.source) if said.source else Link(said.source_words or gettext("somebody"))
        return StatementLine(
            id=said.id,
            speaker=speaker,
            act=act_words(said.act, several=self.are_several(said.source, speaker.words)),
            addressees=self.links(said.addressees),
            voices=self.voices(said.voices),
            parts=[replace(quote, quote=without_comma(quote.quote)) for quote in map(cited, said.content)],
            day=day_words(said.when or said.first_reported),
            outlets=said.outlets,
            articles=len(said.articles),
            about=list(said.about),
        )

    def voices(self, voices: Iterable[Carrier]) -> list[tuple[str, Link]]:
        """Through whom it came, but for outlet and source, which stand elsewhere."""
        shown = [one for one in voices if one.role not in ("outlet", "source")]
        return [(voice_words(one.role), self.link(one.entity)) for one in shown]

    def value(self, field: str, value: str, kind: str = "") -> str:
        """A value of a field in words: days, statuses (of an event of that kind), kinds, names joined by blanks."""
        if field == "when":
            return day_words(value)
        if field == "status":
            return status_words(value, kind)
        if field == "kind":
            return kind_words(value)
        return ", ".join(self.name(one) for one in value.split()) or gettext("nobody named")


def listed(names: Iterable[str]) -> str:
    """Names in one line: "A, B and C"."""
    *first, last = list(names) or [""]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def cited(proof: Proof, where: str = "") -> Cited:
    """A proof as a quote with the address of its words."""
    return Cited(quote=proof.quote, url=words_url(proof), where=where)


@lru_cache(maxsize=8)
def _around(name: str) -> tuple[str, str]:
    """What stands before and behind an id in the address of a page."""
    before, _, after = reverse(name, args=["id"]).rpartition("id")
    return before, after


def page_url(name: str, id: str) -> str:
    """The page of one thing, as `reverse` has it: a month has a thousand such addresses."""
    before, after = _around(name)
    return f"{before}{quote(id, safe=_SAFE)}{after}"


def words_url(proof: Proof) -> str:
    """Where the exact words of a proof are seen."""
    span = f"{proof.start}-{proof.end}"
    return f"{page_url('article', proof.article)}?show={span}#w-{span}"


def record_url(id: str) -> str:
    """The page of an event."""
    return page_url("record", id)


def entity_url(id: str, kind: str) -> str:
    """The page of an entity."""
    return page_url("place" if kind == "place" else "actor", id)
