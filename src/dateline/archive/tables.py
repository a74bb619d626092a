"""The tables of an archive: schema `dateline.archive/1`, one set of Parquet files a shard.

All but three are those of `dateline export parquet`, of one report at a time and with the report's id in front. Rows
stand in the order of the shard's records. A column is never renamed or moved; new ones come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline import record as one
from dateline.archive.spool import Outcome
from dateline.exports.columns import TABLES as EXPORTED
from dateline.exports.columns import Column, Value
from dateline.exports.holdings import Holdings, from_records
from dateline.exports.parquet import arrow_table, parquet_writer, schema_of
from dateline.record import Article, Record, from_json, record_id

SCHEMA = "dateline.archive/1"
GROUP = 500  # reports of a row group: some megabytes of records, so that the memory of a writer is bounded


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome with what stands in it: its record, or the article of a copy and the report that it tells again."""

    outcome: Outcome
    record: Record | None = None
    holdings: Holdings | None = None
    copy: Article | None = None
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an archive: its columns, and the rows that an outcome gives."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Told], Iterable[tuple[Value, ...]]] = field(repr=False)


def _exported(name: str, about: str, *, exports: str | None = None, without: tuple[str, ...] = ()) -> Table:
    """A table of `dateline export`, of one report, without the columns that say how many reports tell something."""
    table = EXPORTED[exports or name]
    kept = [n for n, column in enumerate(table.columns) if column.name not in without]

    def rows(told: Told) -> Iterator[tuple[Value, ...]]:
        if told.holdings is not None and told.record is not None:
            for row in table.rows(told.holdings):
                yield (told.record.id, *(row[n] for n in kept))

    return Table(name, about, (_ARTICLE, *(table.columns[n] for n in kept)), rows)


def _articles(told: Told) -> Iterator[tuple[Value, ...]]:
    outcome = told.outcome
    article = told.record.article if told.record is not None else told.copy
    if article is None:
        return
    id_ = told.record.id if told.record is not None else record_id(article)
    text = outcome.record.decode("utf-8", "replace") if told.record is not None else None
    yield (
        id_, outcome.number, outcome.name, article.url, article.outlet, article.headline, article.published,
        article.language, article.words, told.first, outcome.size, text,
    )  # fmt: skip


def _times(told: Told) -> Iterator[tuple[Value, ...]]:
    if told.record is not None:
        for time in told.record.times:
            yield told.record.id, time.start, time.end, time.quote, time.value, time.anchor


def _tellings(told: Told) -> Iterator[tuple[Value, ...]]:
    """Events with the words that tell them, which `dateline export` keeps in a table of its own."""
    if told.holdings is None or told.record is None:
        return
    plain = {row[0]: row for row in EXPORTED["events"].rows(told.holdings)}
    for event in told.holdings.events:
        (telling,) = event.tellings
        row = plain[event.id]
        yield (
            told.record.id, *(row[n] for n in _KEPT), "|".join(telling.actors), "|".join(telling.recipients),
            telling.trigger.start, telling.trigger.end, telling.trigger.quote, telling.sentence.start,
            telling.sentence.end, telling.sentence.quote, told.holdings.confidence.get(telling.claim),
        )  # fmt: skip


def _removed(told: Told) -> Iterator[tuple[Value, ...]]:
    outcome = told.outcome
    if outcome.stage:
        yield outcome.number, outcome.name, outcome.stage, outcome.reason, outcome.size


_ARTICLE = Column("article", "text", "id of the report")
_MANY = ("tellings", "outlets", "first_reported", "last_reported", "unreported")
_KEPT = [n for n, column in enumerate(EXPORTED["events"].columns) if column.name not in _MANY]

_TABLES = (
    Table("articles", "One row a report that was read, and one a copy of it.", (
        _ARTICLE, Column("number", "integer", "of the record in its shard, from 0"),
        Column("input", "text", "address or id"), Column("url", "text", "address"),
        Column("outlet", "text", "who published it"), Column("headline", "text", "headline"),
        Column("published", "text", "day or time"), Column("language", "text", "ISO 639-1"),
        Column("words", "integer", "length"),
        Column("copy_of", "text", "article whose text it tells again: what it says stands there; null of all others"),
        Column("size", "integer", "bytes of the page"),
        Column("record", "text", "the whole record as JSON (dateline.record/1); null of a copy"),
    ), _articles),
    _exported("entities", "One row for each person, state, body or place in a report.",
              without=("articles", "first_reported", "last_reported")),
    _exported("mentions", "One row for each place where a report names an entity.", without=("proof_article",)),
    Table("events", "One row for each event that a report tells.", (
        _ARTICLE, *(EXPORTED["events"].columns[n] for n in _KEPT),
        Column("actors", "text", "list of entities"), Column("recipients", "text", "list of entities"),
        Column("trigger_start", "integer", "first character"), Column("trigger_end", "integer", "that after the last"),
        Column("trigger", "text", "the word that tells it"), Column("sentence_start", "integer", "first character"),
        Column("sentence_end", "integer", "that after the last"),
        Column("sentence", "text", "the words it was read from"),
        Column("confidence", "number", "probability that kind, sides and polarity are right"),
    ), _tellings),
    _exported("parties", "One row for each who takes part in an event.", without=("proof_article",)),
    _exported("histories", "One row a step in the life of an event, as the report tells it.", exports="history",
              without=("proof_article",)),
    _exported("statements", "One row a statement.",
              without=("articles", "outlets", "first_reported", "proof_article")),
    Table("times", "One row for each expression of time.", (
        _ARTICLE, Column("start", "integer", "first character"), Column("end", "integer", "that after the last"),
        Column("quote", "text", "the words"), Column("value", "text", "EDTF or a duration; null if it cannot be known"),
        Column("anchor", "text", "published, text, event or quote"),
    ), _times),
    Table("removed", "One row for each page that was not read, and why.", (
        Column("number", "integer", "of the record in its shard, from 0"), Column("input", "text", "address or id"),
        Column("stage", "text", "of the funnel"), Column("reason", "text", "why"),
        Column("size", "integer", "bytes"),
    ), _removed),
)  # fmt: skip

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _TABLES})


def told(outcome: Outcome, firsts: Mapping[int, str]) -> Told:
    """An outcome opened; `firsts` has the ids of the records so far by their numbers."""
    if not outcome.record:
        return Told(outcome)
    record = from_json(outcome.record)
    if outcome.copy_of >= 0:
        return Told(outcome, copy=record.article, first=firsts.get(outcome.copy_of))
    return Told(outcome, record=record, holdings=from_records([record]))


class TablesWriter:
    """The tables of a shard as they are written; use it in a `with` block. Raises OSError, as when the disk is full."""

    def __init__(self, folder: Path, *, origin: str) -> None:
        self._folder = folder
        self._about = {"schema": SCHEMA, "origin": origin}
        self._waiting: dict[str, list[tuple[Value, ...]]] = {name: [] for name in TABLES}
        self._files: dict[str, Any] = {}
        self._firsts: dict[int, str] = {}
        self._outcomes = self._records = 0
        self.rows = dict.fromkeys(TABLES, 0)

    def __enter__(self) -> TablesWriter:
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, table in TABLES.items():
            schema = schema_of(table.columns, {"about": table.about} | self._about)
            self._files[name] = parquet_writer(self._folder / f"{name}.parquet", schema), schema
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()
        for file, _schema in self._files.values():
            try:
                file.close()
            except OSError:
                if kind is None:
                    raise

    def add(self, outcome: Outcome) -> None:
        """Write what an outcome gives."""
        opened = told(outcome, self._firsts)
        if opened.record is not None:
            self._firsts[outcome.number] = opened.record.id
            self._records += 1
        for name, table in TABLES.items():
            rows = list(table.rows(opened))
            self._waiting[name] += rows
            self.rows[name] += len(rows)
        self._outcomes += 1
        # Groups end at a count of reports, not of frames, so that a run that was interrupted writes the same bytes.
        if self._records >= GROUP or self._outcomes >= 100 * GROUP:
            self._flush()

    def _flush(self) -> None:
        for name, rows in self._waiting.items():
            if rows:
                file, schema = self._files[name]
                file.write_table(arrow_table(TABLES[name].columns, rows, schema))
                rows.clear()
        self._outcomes = self._records = 0


def copy_record(article: Article, name: str, model: str) -> Record:
    """The article of a copy as a record with nothing read, which is how it stands in a spool."""
    from dateline.version import __version__

    return Record(
        id=record_id(article), input=name, origin=one.Extractor(__version__, model), article=article
    )  # fmt: skip
