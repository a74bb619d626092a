"""The second pass: the reports of all shards merged into one record each for an event, a person and a statement.

What comes out is what a ledger of the same reports holds, by the code of the ledger (`dateline.ledger.partition`);
events are merged in parts, which the workers of a cluster take. In memory is what decides which claims are compared;
what reports say, and the records that come out, lie in a file (`Shelf`) until they are asked for.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from dateline.archive.shelf import Shelf, Shelved
from dateline.exports.holdings import Holdings
from dateline.exports.parquet import FORMAT, rows_of
from dateline.ledger import echoes
from dateline.ledger.facts import Facts, Party
from dateline.ledger.fields import Source
from dateline.ledger.partition import Known, count_cards, events_of, parts_of, who_is_who
from dateline.ledger.people import entity_of
from dateline.ledger.publish import itself, resolved
from dateline.ledger.queries import aged
from dateline.ledger.rows import article_row, claims_of
from dateline.ledger.speaking import folded_row, rank_of, spoken_row, state_of, voice_of
from dateline.ledger.types import Article, Event
from dateline.ledger.utterances import Utterance, statement_of
from dateline.record import Entity, Record
from dateline.version import __version__

# Those of an export of Parquet that need no texts.
MERGED = ("articles", "entities", "events", "parties", "history", "tellings", "conflicts", "statements")
_BATCH = 2_000  # claims that a task merges, unless one part has more
_AHEAD = 2  # batches a worker that are out, so that not all are in memory
_NO_DAY = "9999"

Batch = list[list[Source]]
Run = Callable[[Iterable[tuple[Batch, dict[str, Party]]]], Iterable[list[Event]]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A report as far as it must be at hand: the facts of its claims, and where on the shelf the rest is."""

    row: SimpleNamespace
    entities: int
    sources: tuple[tuple[Facts, int], ...]
    spoken: tuple[tuple[str, int], ...]  # whose it is, or the same words
    confidence: Mapping[str, float]


@dataclass(slots=True)
class _Page:
    """The readings of a page: that which speaks, and the states that there are."""

    best: _Reading
    states: set[Any]


def merged(records: Iterable[Record], run: Run | None = None) -> Holdings:
    """What a ledger of these records holds; `run` does the parts, here one after the other unless it is given."""
    shelf = Shelf()
    pages = _pages(records, shelf)
    readings = [page.best for page in pages.values()]
    cards: dict[str, Any] = {}
    for one in readings:
        entities: tuple[Entity, ...] = shelf.get(one.entities)
        count_cards(((entity, one.row.published) for entity in entities), cards)
    known = who_is_who(cards)
    today = max((one.row.published[:10] for one in readings if one.row.published), default=None)
    homes: dict[str, str] = {}  # claim → event
    places: list[tuple[str, str, int]] = []
    for event in _events(readings, known, run or _here, shelf):
        homes |= {told.claim: event.id for told in event.tellings}
        event = aged(event, today)
        places.append((event.day or _NO_DAY, event.id, shelf.put(event)))
    return Holdings(
        articles=tuple(
            sorted((_article(page) for page in pages.values()), key=lambda one: (one.published or "", one.id))
        ),
        entities=tuple(entity_of(id_, known.cards[id_]) for id_ in sorted(known.cards)),
        events=_in_order(shelf, places),
        statements=_in_order(shelf, _statements(readings, known, homes, shelf)),
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
    return {name: rows_of(folder / f"{name}.parquet") for name in MERGED}


def on(client: Any) -> Run:
    """Parts as tasks of a Dask cluster."""

    def run(batches: Iterable[tuple[Batch, dict[str, Party]]]) -> Iterator[list[Event]]:
        running: deque[Any] = deque()
        for batch, parties in batches:
            running.append(client.submit(merge_batch, batch, parties, pure=False))
            if len(running) > _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])):
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    return run


def merge_batch(batch: Batch, parties: Mapping[str, Party]) -> list[Event]:
    """The events of some parts; the task that a worker does."""
    return [event for part in batch for event in events_of(part, parties.__getitem__)]


def _here(batches: Iterable[tuple[Batch, dict[str, Party]]]) -> Iterator[list[Event]]:
    return (merge_batch(*one) for one in batches)


def _in_order(shelf: Shelf, places: Iterable[tuple[str, str, int]]) -> Shelved[Any]:
    """Views by day and id."""
    return Shelved(shelf, [at for _, _, at in sorted(places)])


def _pages(records: Iterable[Record], shelf: Shelf) -> dict[str, _Page]:
    found: dict[str, _Page] = {}
    for record in records:
        one = _reading(record, shelf)
        page = found.setdefault(one.row.page, _Page(one, set()))
        page.states.add(state_of(one.row))
        if rank_of(one.row) > rank_of(page.best.row):
            page.best = one
    return found


def _reading(record: Record, shelf: Shelf) -> _Reading:
    row = SimpleNamespace(**{name: value for name, value in article_row(record).items() if name != "body"})
    claims = list(claims_of(record))
    voice = voice_of(record, 0, [{"id": one.id, "number": 0, "place": one.place, "view": one.view} for one in claims])
    keys = {entity.id: one.party or "" for entity, one in zip(record.entities, claims, strict=False)}
    sources, spoken, confidence = [], [], {}
    for claim in voice.events:
        folded, event = folded_row(voice, *claim, keys=keys), claim[3]
        source = Source(folded.facts, event, folded.keys, row.input, row.outlet, row.published)
        sources.append((folded.facts, shelf.put(source)))
        if event.confidence is not None:
            confidence[claim[0]] = event.confidence
    for statement in voice.statements:
        line = spoken_row(voice, *statement, keys=keys)
        told = Utterance(statement[0], statement[3], keys, row.id, row.outlet, row.published)
        spoken.append((line["speaker"] or line["same"], shelf.put((line, told))))
    return _Reading(row, shelf.put(record.entities), tuple(sources), tuple(spoken), confidence)


def _events(readings: Sequence[_Reading], known: Known, run: Run, shelf: Shelf) -> Iterator[Event]:
    facts = {one.claim: one for reading in readings for one, _ in reading.sources}
    places = {one.claim: at for reading in readings for one, at in reading.sources}
    for found in run(_batches(parts_of(facts, known.parties.__getitem__), places, known, shelf)):
        yield from found


def _batches(
    parts: Iterable[list[str]], places: Mapping[str, int], known: Known, shelf: Shelf
) -> Iterator[tuple[Batch, dict[str, Party]]]:
    """Parts by some thousand claims, each with the parties that they name."""
    batch: Batch = []
    size = 0
    for part in parts:
        batch.append([shelf.get(places[claim]) for claim in part])
        size += len(part)
        if size >= _BATCH:
            yield batch, _named(batch, known)
            batch, size = [], 0
    if batch:
        yield batch, _named(batch, known)


def _named(batch: Batch, known: Known) -> dict[str, Party]:
    return {key: known.parties[key] for part in batch for one in part for key in (*one.facts.sides, *one.keys.values())}


def _statements(
    readings: Sequence[_Reading], known: Known, homes: Mapping[str, str], shelf: Shelf
) -> Iterator[tuple[str, str, int]]:
    """Day, id and place of each; those of one speaker, or of the very same words, are compared with each other only."""
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for reading in readings:
        for whose, at in reading.spoken:
            parts[whose].append(at)
    for places in parts.values():
        part: list[tuple[dict[str, Any], Utterance]] = [shelf.get(at) for at in places]
        part.sort(key=lambda one: one[0]["position"])
        groups = echoes.grouped([row for row, _ in part])
        several: defaultdict[str, list[Utterance]] = defaultdict(list)
        for row, told in part:
            several[groups[row["claim"]]].append(told)
        for utterances in several.values():
            one = resolved(statement_of(utterances, itself), known.parties.__getitem__)
            one = replace(one, about=tuple(sorted({homes[claim] for claim in one.about if claim in homes})))
            yield one.when or one.first_reported or "", one.id, shelf.put(one)


def _article(page: _Page) -> Article:
    row = page.best.row
    version = sorted(page.states).index(state_of(row)) + 1
    return Article(
        id=row.id, input=row.input, url=row.url, outlet=row.outlet, headline=row.headline, published=row.published,
        language=row.language, words=row.words, version=version, latest=True,
    )  # fmt: skip
