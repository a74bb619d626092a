"""The record: what Dateline writes for one report (schema ``dateline.record/1``).

All offsets are half-open ranges of Unicode code points in `Article.text`. `Evidence` comes from `Article.cite`
only, so a quote cannot disagree with its text; `from_json` checks the same for what is read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, NamedTuple

import msgspec

from dateline.errors import BadRecord

SCHEMA = "dateline.record/1"
WORDS_PER_MINUTE = 238  # silent reading of English non-fiction: Brysbaert 2019, Journal of Memory and Language 109

SectionKind = Literal["headline", "byline", "dateline", "body", "caption"]
EntityKind = Literal["person", "state", "organisation", "outlet", "place", "group", "other"]
Form = Literal["name", "title", "nominal", "pronoun", "metonym", "demonym"]
Origin = Literal["text", "lexicon"]
Anchor = Literal["published", "text", "event", "quote"]
Kind = Literal[
    "meeting", "visit", "call", "summit", "negotiation", "invitation", "proposal", "agreement", "signing",
    "recognition", "praise", "concession", "release", "withdrawal", "ceasefire", "resignation", "appointment", "aid",
    "exercise", "cooperation", "demand", "rejection", "cancellation", "postponement", "accusation", "denial", "threat",
    "sanction", "expulsion", "recall", "mobilisation", "test", "coercion", "assault", "protest", "ceremony",
]  # fmt: skip
Status = Literal[
    "proposed", "invited", "tentative", "scheduled", "confirmed", "in_preparation", "in_doubt", "postponed",
    "rescheduled", "cancelled", "revived", "ongoing", "occurred", "did_not_occur",
]  # fmt: skip
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
VoiceRole = Literal["source", "reporter", "relay", "medium", "outlet"]
Salience = Literal["main", "background"]
SpeechForm = Literal["direct", "indirect", "mixed"]
Act = Literal["assertion", "call", "promise", "threat", "accusation", "denial", "offer", "question", "report"]


class Span(NamedTuple):
    """Half-open range [start, end) of Unicode code points in `Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the article and where it stands. Made by `Article.cite` only."""

    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        """The characters it covers."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of `Article.text` and what it is."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report as clean text: headline, byline, dateline and body, paragraphs parted by one blank line.

    `published` is a date or date-time (ISO 8601), None if unknown; it is never guessed. `place` is the entity id of
    the dateline's place, or of what "here" means. `removed` holds the boilerplate that is not in `text`.
    """

    text: str
    language: str
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    headline: str | None = None
    published: str | None = None
    place: str | None = None
    sections: tuple[Section, ...] = ()
    removed: tuple[str, ...] = ()
    words: int = 0
    reading_minutes: int = 1

    def cite(self, span: tuple[int, int]) -> Evidence:
        """The characters of `span`, as evidence. Raises ValueError if it lies outside of the text or is empty."""
        start, end = span
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not within a text of {len(self.text)} characters")
        return Evidence(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that opens a report: where, and often when and for which agency it was written. Not part of a record.

    "LONDON/WASHINGTON, March 26 (Agency) —": `places` holds "LONDON" and "WASHINGTON" (as printed, a region or country
    that follows is not in them: "VLADIVOSTOK, Russia" gives "VLADIVOSTOK"), `day` "March 26" (as printed, mostly
    without a year; the day of writing, often one before publication), `agency` "Agency" without its brackets or
    slashes. Found by the page stage, read by the reading stage: "here" is the first place, a day without a year is the
    latest up to publication, the agency is a voice. It stands in `Article.sections` as "dateline", dash excluded.
    """

    places: tuple[Evidence, ...] = ()
    day: Evidence | None = None
    agency: Evidence | None = None

    @property
    def place(self) -> Evidence | None:
        """The first of the places: what "here" means."""
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class Role:
    """An office that an entity held on the day of the report; `of` is an ISO 3166 alpha-3 code or entity id."""

    title: str
    of: str | None
    evidence: Evidence | None = None
    origin: Origin = "text"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text names an entity, and in which form."""

    start: int
    end: int
    quote: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something named. `id` is a slug that is the same in every record; `country` is ISO 3166 alpha-3."""

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `value`: EDTF date or interval, ISO 8601 duration, or None if it cannot be known."""

    start: int
    end: int
    quote: str
    value: str | None
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in a role, with the words that say so; `entity` is None if it could not be decided."""

    entity: str | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is; `via` holds what the reading leans on besides ("here", via "Pyongyang")."""

    entity: str
    evidence: Evidence
    via: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When an event or statement is: EDTF, with its words and what the reading leans on besides."""

    value: str
    evidence: Evidence
    via: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who carries something: `role` as in the contract, `cue` the words that say so."""

    role: VoiceRole
    entity: str | None
    cue: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of an event. `as_of` and `when` are EDTF; `by` are the entities who made the change."""

    status: Status
    as_of: str | None = None
    by: tuple[str, ...] = ()
    when: str | None = None
    place: str | None = None
    evidence: tuple[Evidence, ...] = ()
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """How certain an event is to a source (FactBank's values); source None is the report itself."""

    source: str | None
    value: Factuality


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER 2.0 type, mode and contexts."""

    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One matter of the report, however often it is named."""

    id: str
    kind: Kind
    trigger: Evidence
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: Place | None = None
    when: When | None = None
    status: Status
    history: tuple[Step, ...] = ()
    factuality: tuple[Stance, ...] = ()
    voices: tuple[Voice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    salience: Salience = "main"
    plover: Plover | None = None
    cameo: str | None = None
    quad: int | None = None
    confidence: float | None = None  # the probability that kind, sides and polarity are right; None if not rated


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what, to whom, through whom. `quoted` are the parts of `content` inside quotation marks."""

    id: str
    source: Participant
    addressees: tuple[Participant, ...] = ()
    cue: Evidence | None = None
    content: tuple[Evidence, ...] = ()
    quoted: tuple[Evidence, ...] = ()
    form: SpeechForm
    act: Act = "assertion"
    when: When | None = None
    voices: tuple[Voice, ...] = ()
    about: tuple[str, ...] = ()
    confidence: float | None = None  # the probability that source and content are right; None if not rated


@dataclass(frozen=True, slots=True)
class Issue:
    """What could not be decided, said rather than guessed."""

    stage: str
    what: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made the record."""

    dateline: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one report says, every value tied to its characters."""

    schema: Literal["dateline.record/1"] = "dateline.record/1"
    id: str
    input: str
    origin: Extractor
    article: Article
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()


def stable_id(*parts: object) -> str:
    """16 hexadecimal digits that are the same for the same parts, in every run and on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record_id(article: Article) -> str:
    """Hash of the article's text and of what was said about it."""
    return stable_id(article.text, article.published, article.outlet, article.url)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


def to_json(record: Record) -> bytes:
    """One record as one line of UTF-8 JSON, without the newline."""
    return _ENCODER.encode(record)


def from_json(data: bytes | str) -> Record:
    """The record that `to_json` wrote. Raises BadRecord if it breaks the schema or a quote is not its slice."""
    try:
        record = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRecord(f"not a record: {error}", hint="see `dateline schema`") from error
    for quoted in quotes_in(record):
        if record.article.text[quoted.start : quoted.end] != quoted.quote or not 0 <= quoted.start <= quoted.end:
            raise BadRecord(
                f"“{quoted.quote[:60]}” does not stand at {quoted.start}:{quoted.end}",
                hint="the article's text was changed after the record was made; read it again",
            )
    return record


def quotes_in(node: Any) -> Iterator[Evidence | Mention | Time]:
    """Everything in `node` that quotes the article, in the order of the fields."""
    if isinstance(node, (Evidence, Mention, Time)):
        yield node
    elif isinstance(node, tuple) and not isinstance(node, Span):
        for item in node:
            yield from quotes_in(item)
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from quotes_in(getattr(node, field.name))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA} | schema
