"""The second pass: the reports of all shards merged into one record each for an event, a person and a statement.

What comes out is what a ledger of the same reports holds, by the code of the ledger (`dateline.ledger.partition`);
events are merged in parts, which the workers of a cluster take. In memory are the parts that are being merged, who is
who, and of each claim and report some bytes; everything else is put in order on disk (`shelf.py`).
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dateline.archive.merge_statements import Spoken, statements
from dateline.archive.shelf import Column, Limits, Shelf, Shelved, Sorted, cell, packed, unpacked
from dateline.exports.holdings import Holdings
from dateline.exports.parquet import FORMAT, rows_of
from dateline.ledger.facts import Party
from dateline.ledger.fields import Source
from dateline.ledger.matter import Look, Matter
from dateline.ledger.partition import Joined, Known, count_cards, events_of, join_events, neighbours, who_is_who
from dateline.ledger.people import entity_of
from dateline.ledger.queries import aged
from dateline.ledger.rows import article_row, claims_of
from dateline.ledger.speaking import folded_row, rank_of, spoken_row, state_of, voice_of
from dateline.ledger.types import Article, Event
from dateline.ledger.utterances import Utterance
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
class _Reports:
    """The reports that speak: what they say on disk, one after the other, and of each that it does."""

    entities: Shelved[tuple[str | None, tuple[Entity, ...]]]
    told: Shelved[tuple[Source, ...]]
    spoken: Shelved[tuple[Spoken, ...]]
    articles: Shelved[Article]
    speaks: bytearray

    def of(self, several: Shelved[Any]) -> Iterator[Any]:
        """Those of `several`, one a report, whose reports speak."""
        return (several[number] for number, speaks in enumerate(self.speaks) if speaks)


def merged(records: Iterable[Record], run: Run | None = None, limits: Limits | None = None) -> Holdings:
    """What a ledger of these records holds; `run` does the parts, here one after the other unless it is given."""
    limits = limits or Limits()
    reports = _reports(records, limits)
    cards: dict[str, Any] = {}
    today: str | None = None
    for published, entities in reports.of(reports.entities):
        count_cards(((entity, published) for entity in entities), cards)
        today = max(today or "", published[:10]) if published else today
    known = who_is_who(cards)
    events, homes, rated = _events(reports, known, run or _here, today, limits)
    return Holdings(
        articles=reports.articles,
        entities=tuple(entity_of(id_, known.cards[id_]) for id_ in sorted(known.cards)),
        events=events,
        statements=statements(lambda: reports.of(reports.spoken), known, homes, limits),
        confidence=rated,
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


def _reports(records: Iterable[Record], limits: Limits) -> _Reports:
    """All reports, with what they say on disk; of each page that reading speaks which would in a ledger."""
    one, other, third, last = (Shelf(limits.folder) for _ in range(4))
    found = _Reports(Shelved(one), Shelved(other), Shelved(third), Shelved(last), bytearray())
    pages: Sorted[str] = Sorted(limits)
    for number, record in enumerate(records):
        row, told, spoken = _reading(record)
        found.entities.append((row.published, record.entities))
        found.told.append(told)
        found.spoken.append(spoken)
        found.speaks.append(0)
        pages.add(row.page, packed((number, row)))
    articles: Sorted[tuple[str, str]] = Sorted(limits)
    for _, several in groupby(pages, itemgetter(0)):
        readings = [unpacked(data) for _, data in several]
        number, best = max(readings, key=lambda one: rank_of(one[1]))
        found.speaks[number] = 1
        version = sorted({state_of(row) for _, row in readings}).index(state_of(best)) + 1
        articles.add((best.published or "", best.id), packed(_article(best, version)))
    for _, data in articles:
        found.articles.append_packed(data)
    return found


def _reading(record: Record) -> tuple[SimpleNamespace, tuple[Source, ...], tuple[Spoken, ...]]:
    """The row of a report, what it tells of events, and what it has people say."""
    row = SimpleNamespace(**{name: value for name, value in article_row(record).items() if name != "body"})
    claims = list(claims_of(record))
    voice = voice_of(record, 0, [{"id": one.id, "number": 0, "place": one.place, "view": one.view} for one in claims])
    keys = {entity.id: one.party or "" for entity, one in zip(record.entities, claims, strict=False)}
    told, spoken = [], []
    for claim in voice.events:
        folded = folded_row(voice, *claim, keys=keys)
        told.append(Source(folded.facts, claim[3], folded.keys, row.input, row.outlet, row.published))
    for statement in voice.statements:
        line = spoken_row(voice, *statement, keys=keys)
        spoken.append((line, Utterance(statement[0], statement[3], keys, row.id, row.outlet, row.published)))
    return row, tuple(told), tuple(spoken)


def _events(
    reports: _Reports, known: Known, run: Run, today: str | None, limits: Limits
) -> tuple[Shelved[Event], Column[str], Column[float]]:
    """The events by day and id, that which each claim tells, and how sure a claim is, if it was rated."""
    ordered: Sorted[tuple[str, str]] = Sorted(limits)
    homes: Sorted[str] = Sorted(limits)
    rated: Sorted[str] = Sorted(limits)
    large: list[Shelved[Source]] = []
    for found in run(_batches(_parts(reports, known, rated, limits), known, large)):
        for event in found:
            _put(aged(event, today), ordered, homes)
    for part in large:  # on disk, where no worker of a cluster can read them
        for event in events_of(part, known.parties.__getitem__, _Matters(known.parties.__getitem__, limits)):
            _put(aged(event, today), ordered, homes)
    events: Shelved[Event] = Shelved(Shelf(limits.folder))
    for _, data in ordered:
        events.append_packed(data)
    return events, Column(homes, str, limits.folder), Column(rated, float, limits.folder)


def _put(event: Event, ordered: Sorted[tuple[str, str]], homes: Sorted[str]) -> None:
    ordered.add((event.day or _NO_DAY, event.id), packed(event))
    home = cell(event.id)
    for told in event.tellings:
        homes.add(told.claim, home)


def _parts(
    reports: _Reports, known: Known, rated: Sorted[str], limits: Limits
) -> Iterator[list[Source] | Shelved[Source]]:
    """The claims of each part, in the order of their positions; on disk those of a large one."""
    look = known.parties.__getitem__
    rows: Sorted[tuple[int, int, int]] = Sorted(limits)
    count = 0
    for told in reports.of(reports.told):
        for one in told:
            for base, day in neighbours(one.facts, look):
                rows.add((base, day, count))
            count += 1
    joined = Joined(count)
    join_events((key for key, _ in rows), joined)
    claims: Sorted[tuple[int, str]] = Sorted(limits)
    count = 0
    for told in reports.of(reports.told):
        for one in told:
            claims.add((joined.first(count), one.facts.position), packed(one))
            if one.event.confidence is not None:
                rated.add(one.facts.claim, cell(one.event.confidence))
            count += 1
    for _, several in groupby(claims, lambda one: one[0][0]):
        part: list[Source] = []
        shelved: Shelved[Source] | None = None
        for _, data in several:
            if shelved is None and len(part) == limits.claims:
                shelved = Shelved(Shelf(limits.folder))
                for one in part:
                    shelved.append(one)
                part = []
            if shelved is None:
                part.append(unpacked(data))
            else:
                shelved.append_packed(data)
        yield part if shelved is None else shelved


def _batches(
    parts: Iterable[list[Source] | Shelved[Source]], known: Known, large: list[Shelved[Source]]
) -> Iterator[tuple[Batch, dict[str, Party]]]:
    """Parts by some thousand claims, each with the parties that they name; what lies on disk is put into `large`."""
    batch: Batch = []
    size = 0
    for part in parts:
        if isinstance(part, Shelved):
            large.append(part)
            continue
        batch.append(part)
        size += len(part)
        if size >= _BATCH:
            yield batch, _named(batch, known)
            batch, size = [], 0
    if batch:
        yield batch, _named(batch, known)


def _named(batch: Batch, known: Known) -> dict[str, Party]:
    return {key: known.parties[key] for part in batch for one in part for key in (*one.facts.sides, *one.keys.values())}


class _Matters:
    """The matters of a large part: those that were asked for last at hand, the others on disk."""

    def __init__(self, look: Look, limits: Limits) -> None:
        self._look, self._most = look, limits.matters
        self._near: OrderedDict[int, Matter] = OrderedDict()
        self._shelf, self._places = Shelf(limits.folder), dict[int, int]()

    def __getitem__(self, founder: int) -> Matter:
        if founder in self._near:
            self._near.move_to_end(founder)
            return self._near[founder]
        matter = Matter(self._shelf.get(self._places[founder]), self._look)
        self._keep(founder, matter)
        return matter

    def __setitem__(self, founder: int, matter: Matter) -> None:
        self._places.pop(founder, None)  # what lies there is no longer all of it
        self._keep(founder, matter)
        self._near.move_to_end(founder)

    def _keep(self, founder: int, matter: Matter) -> None:
        self._near[founder] = matter
        while len(self._near) > self._most:
            number, old = self._near.popitem(last=False)
            if number not in self._places:
                self._places[number] = self._shelf.put(old.claims)


def _article(row: Any, version: int) -> Article:
    return Article(
        id=row.id, input=row.input, url=row.url, outlet=row.outlet, headline=row.headline, published=row.published,
        language=row.language, words=row.words, version=version, latest=True,
    )  # fmt: skip
