"""What the ledger says: frozen views of events, statements and entities over all reports, and what changed.

A view is computed and holds no more than its claims say. `Proof` names the report in which a quote stands; whoever
wants the text around it asks the ledger for that article. All days are EDTF, as in a record; `published` is ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.record import (
    Act,
    EntityKind,
    Kind,
    Origin,
    Plover,
    Salience,
    SpeechForm,
    Stance,
    Status,
    VoiceRole,
)

LEDGER_SCHEMA = "dateline.ledger/1"

Verdict = Literal["same", "different", "unsure"]
View = Literal["event", "statement", "entity"]
Relation = Literal["whole", "part", "before", "after"]
Field = Literal["kind", "actors", "recipients", "place", "when", "status"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote and the report in which it stands: `article` is the id of its record, offsets are those of its text."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report as the ledger keeps it.

    `version` counts the states of one page from 1; `latest` is the one that speaks.
    """

    id: str
    input: str
    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    language: str
    words: int
    version: int = 1
    latest: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who takes part: the entity, the best words for it, and the claims that name it in this role."""

    entity: str
    evidence: Proof | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """The place that is best supported; `claims` are those that name it."""

    entity: str
    evidence: Proof
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is best supported (EDTF); `claims` are those that name it."""

    value: str
    evidence: Proof
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries a telling: an entity in a role of the record's voices."""

    role: VoiceRole
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's claim of an event: what it says there, in its own terms, and the sentence it was read from.

    `claim` is the id of the claim, `event` that of the event within the report's record.
    """

    claim: str
    article: str
    input: str
    event: str
    outlet: str | None
    published: str | None
    kind: Kind
    status: Status
    when: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: Proof
    sentence: Proof
    salience: Salience
    voices: tuple[Carrier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A step in the life of an event.

    `as_of` is the day on which it came to stand so, None if no report tells it; `known` the day of the first report
    that says so (None if that is undated). `when` and `place` are those of the plan at this step. `by` made it so;
    `claims` say so.
    """

    status: Status
    as_of: str | None
    known: str | None
    by: tuple[str, ...] = ()
    when: str | None = None
    place: str | None = None
    evidence: tuple[Proof, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field and the claims that give it; sides are joined by blanks, in the order of their ids."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which reports differ: the value that the view shows, and the others with their claims."""

    field: Field
    shown: str
    others: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One matter over all reports that tell it, as it stands on the ledger's last day or on the day that was asked for.

    `id` is that of its earliest claim; the id of each of its claims finds it too, so that no id ever given out is lost.
    `unreported`: its day has passed and no report tells whether it took place; its status stays that of the plan.
    `day` is the first day it can be placed at, for sorting: of `when`, else of the first report; None if neither is
    known. `told` is how many reports tell it, also where `tellings` were left out.
    """

    id: str
    kind: Kind
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Where | None
    when: Day | None
    status: Status
    history: tuple[Turn, ...]
    factuality: tuple[Stance, ...]
    salience: Salience
    plover: Plover | None
    cameo: str | None
    quad: int | None
    tellings: tuple[Telling, ...] = ()
    outlets: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    conflicts: tuple[Conflict, ...] = ()
    unreported: bool = False
    day: str | None = None
    told: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who takes part in an outline, or its place."""

    entity: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A turn in an outline, named as in `Turn`."""

    status: Status
    as_of: str | None = None
    by: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The day of an outline."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An event in short, named as in `Event`, without what it was read from, for what counts or lists many."""

    id: str
    kind: Kind
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    place: Named | None
    when: Planned | None
    status: Status
    history: tuple[Plan, ...]
    salience: Salience
    outlets: tuple[str, ...]
    first_reported: str | None
    unreported: bool = False
    day: str | None = None
    told: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Another event, and what it is to one: the whole, a part, the one before or after in a series."""

    relation: Relation
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what: one utterance of one source over all reports that carry it, whole, cut or in other words.

    `content` is that of the fullest telling, `about` are ids of the ledger's events.
    """

    id: str
    source: str | None
    source_words: str | None
    addressees: tuple[str, ...]
    content: tuple[Proof, ...]
    quoted: tuple[Proof, ...]
    form: SpeechForm
    act: Act
    when: str | None
    voices: tuple[Carrier, ...]
    about: tuple[str, ...]
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which reports have an entity, as they print it, and in how many of them."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as reports or tables tell it: between the first and the last report that say so."""

    title: str
    of: str | None
    origin: Origin
    first: str | None
    last: str | None
    evidence: Proof | None = None
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, state or body over all reports.

    `known_as` are the ids that reports use for it, its own among them.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None
    sector: str | None
    wikidata: str | None
    names: tuple[Name, ...]
    offices: tuple[Office, ...]
    known_as: tuple[str, ...]
    articles: int
    first_reported: str | None
    last_reported: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Somebody's word on whether two things are one; `by` is "person" or the name of whoever judged.

    A later judgement on the same two wins over an earlier one; both are kept.
    """

    number: int
    view: View
    a: str
    b: str
    verdict: Verdict
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Somebody's word on a field of the event that `claim` tells; the last one on a field of an event counts.

    `value` is as in `Choice`: "" says that it is not known, None lets the reports speak again. `proof` are the words of
    a report that say so, `told` is the day of that report.
    """

    number: int
    claim: str
    field: Field
    value: str | None
    proof: Proof | None
    told: str | None
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the numbered log: what changed in a view, from what to what, because of which claim or judgement.

    `what` is "new", "gone" (its claims moved to another), or the name of the field that changed ("status", "when",
    "place", "kind", "actors", "tellings", "history", "names", "offices" …); `before` and `after` are JSON.
    `because` is "article ID", "judgement NUMBER", "correction NUMBER" or "rebuild".
    """

    number: int
    view: View
    record: str
    what: str
    before: str | None
    after: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, and how many of the events found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a search finds, counted. `whole` is False where more was found than was counted: the best 2,000 are.

    `found` are events and statements; the facets count events, the commonest values first. Actors are ids of entities,
    countries codes (ISO 3166 alpha-3), years those of the events' days.
    """

    found: int
    whole: bool
    kinds: tuple[Count, ...]
    statuses: tuple[Count, ...]
    outlets: tuple[Count, ...]
    actors: tuple[Count, ...]
    countries: tuple[Count, ...]
    years: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a ledger holds. `last_day` is the latest day of publication: the day as of which views are told."""

    url: str
    schema: int
    articles: int
    claims: int
    judgements: int
    events: int
    statements: int
    entities: int
    changes: int
    first_day: str | None
    last_day: str | None
    bytes: int | None
