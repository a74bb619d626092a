"""The second pass: the reports of all shards merged into one record each for an event, a person and a statement.

What comes out is what a ledger of the same reports holds, by the code of the ledger (`dateline.ledger.partition`);
events are merged in parts, which the workers of a cluster take.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from dateline.exports.columns import TABLES
from dateline.exports.holdings import Holdings
from dateline.exports.parquet import FORMAT
from dateline.ledger import echoes
from dateline.ledger.facts import Facts, Party
from dateline.ledger.fields import Source
from dateline.ledger.partition import Known, count_cards, events_of, parts_of, who_is_who
from dateline.ledger.people import entity_of
from dateline.ledger.publish import itself, resolved
from dateline.ledger.queries import aged
from dateline.ledger.rows import article_row, claims_of
from dateline.ledger.speaking import folded_row, rank_of, spoken_row, state_of, voice_of
from dateline.ledger.types import Article, Event, Statement
from dateline.ledger.utterances import Utterance, statement_of
from dateline.record import Entity, Record
from dateline.version import __version__

# Those of an export of Parquet that need no texts.
MERGED = ("articles", "entities", "events", "parties", "history", "tellings", "conflicts", "statements")
_BATCH = 2_000  # claims that a task merges, unless one part has more
_NO_DAY = "9999"

Batch = list[list[Source]]
Run = Callable[[Iterable[tuple[Batch, dict[str, Party]]]], Iterable[list[Event]]]


@dataclass(slots=True)
class _Page:
    """The readings of a page: that which speaks, and the states that there are."""

    best: _Reading
    states: set[Any]


@dataclass(slots=True)
class _Reading:
    """A report as far as merging needs it: without its text."""

    row: SimpleNamespace
    entities: tuple[Entity, ...]
    sources: list[Source]
    spoken: list[tuple[dict[str, Any], Utterance]]
    confidence: dict[str, float] = field(default_factory=dict)


def merged(records: Iterable[Record], run: Run | None = None) -> Holdings:
    """What a ledger of these records holds; `run` does the parts, here one after the other unless it is given."""
    pages = _pages(records)
    readings = [page.best for page in pages.values()]
    cards: dict[str, Any] = {}
    for one in readings:
        count_cards(((entity, one.row.published) for entity in one.entities), cards)
    known = who_is_who(cards)
    today = max((one.row.published[:10] for one in readings if one.row.published), default=None)
    events = [aged(event, today) for event in _events(readings, known, run or _here)]
    events.sort(key=lambda one: (one.day or _NO_DAY, one.id))
    return Holdings(
        articles=tuple(
            sorted((_article(page) for page in pages.values()), key=lambda one: (one.published or "", one.id))
        ),
        entities=tuple(entity_of(id_, known.cards[id_]) for id_ in sorted(known.cards)),
        events=tuple(events),
        statements=tuple(_statements(readings, known, events)),
        confidence=MappingProxyType({claim: rated for one in readings for claim, rated in one.confidence.items()}),
        origin=f"dateline {__version__}",
    )


def write(holdings: Holdings, folder: Path) -> dict[str, int]:
    """Write the tables of `MERGED` into `folder`, all at once; how many rows each has. Raises OSError."""
    fresh, old = (folder.with_name(f"{folder.name}.{what}") for what in ("part", "old"))
    for one in (fresh, old):
        shutil.rmtree(one, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in MERGED:
        with (fresh / f"{name}.parquet").open("wb") as out:
            FORMAT.parts[f"{name}.parquet"](holdings, out)
    if folder.exists():
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)
    return {name: sum(1 for _ in TABLES[name].rows(holdings)) for name in MERGED}


def on(client: Any) -> Run:
    """Parts as tasks of a Dask cluster."""

    def run(batches: Iterable[tuple[Batch, dict[str, Party]]]) -> Iterator[list[Event]]:
        futures = [client.submit(merge_batch, batch, parties, pure=False) for batch, parties in batches]
        return (future.result() for future in futures)

    return run


def merge_batch(batch: Batch, parties: Mapping[str, Party]) -> list[Event]:
    """The events of some parts; the task that a worker does."""
    return [event for part in batch for event in events_of(part, parties.__getitem__)]


def _here(batches: Iterable[tuple[Batch, dict[str, Party]]]) -> Iterator[list[Event]]:
    return (merge_batch(*one) for one in batches)


def _pages(records: Iterable[Record]) -> dict[str, _Page]:
    found: dict[str, _Page] = {}
    for record in records:
        one = _reading(record)
        page = found.setdefault(one.row.page, _Page(one, set()))
        page.states.add(state_of(one.row))
        if rank_of(one.row) > rank_of(page.best.row):
            page.best = one
    return found


def _reading(record: Record) -> _Reading:
    row = SimpleNamespace(**{name: value for name, value in article_row(record).items() if name != "body"})
    claims = list(claims_of(record))
    voice = voice_of(record, 0, [{"id": one.id, "number": 0, "place": one.place, "view": one.view} for one in claims])
    keys = {entity.id: one.party or "" for entity, one in zip(record.entities, claims, strict=False)}
    sources, confidence = [], {}
    for claim in voice.events:
        folded, event = folded_row(voice, *claim, keys=keys), claim[3]
        sources.append(Source(folded.facts, event, folded.keys, row.input, row.outlet, row.published))
        if event.confidence is not None:
            confidence[claim[0]] = event.confidence
    spoken = [
        (spoken_row(voice, *claim, keys=keys),
         Utterance(claim[0], claim[3], keys, row.id, row.outlet, row.published)) for claim in voice.statements
    ]  # fmt: skip
    return _Reading(row, record.entities, sources, spoken, confidence)


def _events(readings: Sequence[_Reading], known: Known, run: Run) -> Iterator[Event]:
    sources = {one.facts.claim: one for reading in readings for one in reading.sources}
    facts: dict[str, Facts] = {claim: one.facts for claim, one in sources.items()}
    for found in run(_batches(parts_of(facts, known.parties.__getitem__), sources, known)):
        yield from found


def _batches(
    parts: Iterable[list[str]], sources: Mapping[str, Source], known: Known
) -> Iterator[tuple[Batch, dict[str, Party]]]:
    """Parts by some thousand claims, each with the parties that they name."""
    batch: Batch = []
    size = 0
    for part in parts:
        batch.append([sources[claim] for claim in part])
        size += len(part)
        if size >= _BATCH:
            yield batch, _named(batch, known)
            batch, size = [], 0
    if batch:
        yield batch, _named(batch, known)


def _named(batch: Batch, known: Known) -> dict[str, Party]:
    return {key: known.parties[key] for part in batch for one in part for key in (*one.facts.sides, *one.keys.values())}


def _statements(readings: Sequence[_Reading], known: Known, events: Iterable[Event]) -> list[Statement]:
    """By day; those of one speaker, or of the very same words, are compared with each other only."""
    homes = {told.claim: event.id for event in events for told in event.tellings}
    parts: defaultdict[str, list[tuple[dict[str, Any], Utterance]]] = defaultdict(list)
    for reading in readings:
        for row, told in reading.spoken:
            parts[row["speaker"] or row["same"]].append((row, told))
    found: list[Statement] = []
    for part in parts.values():
        part.sort(key=lambda one: one[0]["position"])
        groups = echoes.grouped([row for row, _ in part])
        several: defaultdict[str, list[Utterance]] = defaultdict(list)
        for row, told in part:
            several[groups[row["claim"]]].append(told)
        found += (resolved(statement_of(one, itself), known.parties.__getitem__) for one in several.values())
    about = [
        replace(one, about=tuple(sorted({homes[claim] for claim in one.about if claim in homes}))) for one in found
    ]
    return sorted(about, key=lambda one: (one.when or one.first_reported or "", one.id))


def _article(page: _Page) -> Article:
    row = page.best.row
    version = sorted(page.states).index(state_of(row)) + 1
    return Article(
        id=row.id, input=row.input, url=row.url, outlet=row.outlet, headline=row.headline, published=row.published,
        language=row.language, words=row.words, version=version, latest=True,
    )  # fmt: skip
