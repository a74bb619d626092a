"""The tables of CSV and Parquet: flat, with stable columns, null kept apart from empty.

Values that are lists are joined by "|"; ids join the tables. A column is never renamed or moved; new ones come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dateline.exports.days import span_of
from dateline.exports.holdings import Holdings
from dateline.exports.words import title
from dateline.ledger.types import Proof, Side

Kind = Literal["text", "integer", "number", "day", "yes or no"]
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and what it means."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows, each with one value a column."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Holdings], Iterable[tuple[Value, ...]]]


def _columns(*rows: tuple[str, Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


def _joined(values: Iterable[str]) -> str:
    return "|".join(value.replace("|", "/") for value in values)


def _proof(proof: Proof | None) -> tuple[Value, ...]:
    return (proof.article, proof.start, proof.end, proof.quote) if proof else (None, None, None, None)


_PROOF: tuple[tuple[str, Kind, str], ...] = (
    ("proof_article", "text", "report in which the quote stands"),
    ("proof_start", "integer", "first character of the quote (code points)"),
    ("proof_end", "integer", "character after its last"),
    ("proof_quote", "text", "the quote"),
)


def _events(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    entities = holdings.entity_of()
    for event in holdings.events:
        days = span_of(event.when.value) if event.when else None
        plover = event.plover
        yield (
            event.id, title(event, entities), event.kind, event.status, event.when.value if event.when else None,
            days.first.isoformat() if days and days.first else None,
            days.last.isoformat() if days and days.last else None,
            event.place.entity if event.place else None, event.salience,
            plover.event if plover else None, plover.mode if plover else None,
            _joined(plover.contexts) if plover else None, event.cameo, event.quad, len(event.tellings),
            _joined(event.outlets), event.first_reported, event.last_reported, event.unreported,
        )  # fmt: skip


def _parties(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for event in holdings.events:
        for role, sides in (("actor", event.actors), ("recipient", event.recipients)):
            yield from (_party(event.id, role, n, side) for n, side in enumerate(sides))


def _party(event: str, role: str, place: int, side: Side) -> tuple[Value, ...]:
    return (event, role, place, side.entity, *_proof(side.evidence))


def _history(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for event in holdings.events:
        for n, turn in enumerate(event.history):
            proof = _proof(turn.evidence[0] if turn.evidence else None)
            yield (
                event.id, n, turn.status, turn.as_of, turn.known, _joined(turn.by), turn.when, turn.place, *proof,
            )  # fmt: skip


def _tellings(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for event in holdings.events:
        for told in event.tellings:
            yield (
                event.id, told.claim, told.article, told.input, told.outlet, told.published, told.kind, told.status,
                told.when, told.place, _joined(told.actors), _joined(told.recipients), told.salience,
                told.trigger.start, told.trigger.end, told.trigger.quote, told.sentence.start, told.sentence.end,
                told.sentence.quote, holdings.confidence.get(told.claim),
            )  # fmt: skip


def _conflicts(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for event in holdings.events:
        for conflict in event.conflicts:
            for other in conflict.others:
                yield event.id, conflict.field, conflict.shown, other.value, _joined(other.claims)


def _statements(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for said in holdings.statements:
        yield (
            said.id, said.source, said.source_words, _joined(said.addressees), said.act, said.form,
            " […] ".join(proof.quote for proof in said.content), said.when, _joined(said.about),
            _joined(f"{voice.role}:{voice.entity}" for voice in said.voices), _joined(said.articles),
            _joined(said.outlets), said.first_reported, *_proof(said.content[0] if said.content else None),
            holdings.confidence.get(said.id),
        )  # fmt: skip


def _entities(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for entity in holdings.entities:
        yield (
            entity.id, entity.kind, entity.name, entity.country, entity.sector, entity.wikidata,
            _joined(name.name for name in entity.names), _joined(office.title for office in entity.offices),
            entity.articles, entity.first_reported, entity.last_reported,
        )  # fmt: skip


def _mentions(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for naming in holdings.namings:
        yield (naming.entity, naming.form, *_proof(naming.proof))


def _articles(holdings: Holdings) -> Iterator[tuple[Value, ...]]:
    for article in holdings.articles:
        yield (
            article.id, article.input, article.url, article.outlet, article.headline, article.published,
            article.language, article.words,
        )  # fmt: skip


_TABLES = (
    Table("events", "One row an event.", _columns(
        ("event", "text", "id"), ("title", "text", "kind, who, whom and where in one line"),
        ("kind", "text", "what the act is"), ("status", "text", "where it stands"),
        ("when", "text", "EDTF: a day, month, year or interval"), ("first_day", "day", "first day of `when`"),
        ("last_day", "day", "last day of `when`"), ("place", "text", "entity"),
        ("salience", "text", "main or background"), ("plover_event", "text", "type of PLOVER 2.0"),
        ("plover_mode", "text", "mode"), ("plover_contexts", "text", "list"), ("cameo", "text", "code, zero kept"),
        ("quad", "integer", "1 to 4"), ("tellings", "integer", "reports that tell it"), ("outlets", "text", "list"),
        ("first_reported", "day", "first report"), ("last_reported", "day", "last report"),
        ("unreported", "yes or no", "its day has passed and no report tells whether it took place"),
    ), _events),
    Table("parties", "One row for each who takes part in an event.", _columns(
        ("event", "text", "id"), ("role", "text", "actor or recipient"), ("place", "integer", "order, from 0"),
        ("entity", "text", "id"), *_PROOF,
    ), _parties),
    Table("history", "One row a step in the life of an event.", _columns(
        ("event", "text", "id"), ("step", "integer", "order, from 0: the oldest first"),
        ("status", "text", "as it came to stand"), ("as_of", "text", "EDTF: since when"),
        ("known", "day", "first report that says so"), ("by", "text", "list of entities who made it so"),
        ("when", "text", "EDTF: day of the plan at this step"), ("where", "text", "entity: place of the plan"), *_PROOF,
    ), _history),
    Table("tellings", "One row for each report that tells an event, in its own terms.", _columns(
        ("event", "text", "id"), ("claim", "text", "id"), ("article", "text", "id"), ("input", "text", "its name"),
        ("outlet", "text", "who published it"), ("published", "text", "day or time"), ("kind", "text", "as told there"),
        ("status", "text", "as told there"), ("when", "text", "EDTF"), ("place", "text", "entity"),
        ("actors", "text", "list"), ("recipients", "text", "list"), ("salience", "text", "main or background"),
        ("trigger_start", "integer", "first character"), ("trigger_end", "integer", "character after the last"),
        ("trigger", "text", "the word that tells it"), ("sentence_start", "integer", "first character"),
        ("sentence_end", "integer", "character after the last"), ("sentence", "text", "the words it was read from"),
        ("confidence", "number", "probability that kind, sides and polarity are right"),
    ), _tellings),
    Table("conflicts", "One row for each value that some report gives and the event does not show.", _columns(
        ("event", "text", "id"), ("field", "text", "on what reports differ"), ("shown", "text", "the value shown"),
        ("other", "text", "another value"), ("claims", "text", "list of those that give it"),
    ), _conflicts),
    Table("statements", "One row a statement.", _columns(
        ("statement", "text", "id"), ("source", "text", "entity"), ("source_words", "text", "how the report names it"),
        ("addressees", "text", "list of entities"), ("act", "text", "assertion, call, promise …"),
        ("form", "text", "direct, indirect or mixed"), ("content", "text", "what was said"), ("when", "text", "EDTF"),
        ("about", "text", "list of events"), ("voices", "text", "list of role:entity, nearest the fact first"),
        ("articles", "text", "list"), ("outlets", "text", "list"), ("first_reported", "day", "first report"), *_PROOF,
        ("confidence", "number", "probability that source and content are right"),
    ), _statements),
    Table("entities", "One row a person, state, body or place.", _columns(
        ("entity", "text", "id"), ("kind", "text", "person, state, organisation …"), ("name", "text", "canonical"),
        ("country", "text", "ISO 3166 alpha-3"), ("sector", "text", "PLOVER"), ("wikidata", "text", "item"),
        ("names", "text", "list"), ("offices", "text", "list"), ("articles", "integer", "reports that name it"),
        ("first_reported", "day", "first report"), ("last_reported", "day", "last report"),
    ), _entities),
    Table("mentions", "One row for each place where a report names an entity.", _columns(
        ("entity", "text", "id"), ("form", "text", "name, title, pronoun …"), *_PROOF,
    ), _mentions),
    Table("articles", "One row a report.", _columns(
        ("article", "text", "id"), ("input", "text", "its name"), ("url", "text", "address"),
        ("outlet", "text", "who published it"), ("headline", "text", "headline"), ("published", "text", "day or time"),
        ("language", "text", "ISO 639-1"), ("words", "integer", "length"),
    ), _articles),
)  # fmt: skip

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _TABLES})
