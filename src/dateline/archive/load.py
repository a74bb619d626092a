"""The records of an archive again, from its tables: of copies too, each as its outlet printed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from dateline.archive.job import tables_of
from dateline.archive.manifest import Manifest
from dateline.archive.run import asked_of
from dateline.archive.shelf import Limits, Shelf
from dateline.archive.ties import Sketch, sketch_of, ties_of
from dateline.errors import NotInstalled, installed_with
from dateline.reading.carriers import carry_events, carry_statements, outlet_of
from dateline.record import Record, Voice, from_json, record_id


class _Text(msgspec.Struct, frozen=True):
    text: str


class _Whole(msgspec.Struct, frozen=True):
    """As much of a record as its sketch needs."""

    article: _Text


@dataclass(frozen=True, slots=True)
class Telling:
    """A report of an archive. Of a copy `record` has the text that it tells again, and `own`, if there is one, its own.

    `own` is there of copies that were read by themselves, because what they tell again stands in another file.
    """

    record: Record
    is_copy: bool = False
    own: Record | None = None


_AT_ONCE = 200  # rows in memory
_COLUMNS = ["article", "input", "url", "outlet", "headline", "published", "copy_of", "record"]


def records_in(out: Path, limits: Limits | None = None) -> Iterator[Record]:
    """All records of the files that are done, in the order of the files and of their pages. Raises NotInstalled.

    A copy has the record of the text that it tells again, with its own address, outlet, headline and day: so what it
    says is told once, even where it was read by itself because the other stands in another file (`ties`). Days in it
    are those of the text that was read. Raises NotAnArchive.
    """
    return (one.record for one in tellings_in(out, limits))


def tellings_in(out: Path, limits: Limits | None = None) -> Iterator[Telling]:
    """The same with what is known of each copy: whose text it tells may change as files are added. Raises as above."""
    asked_of(out)
    limits = limits or Limits()
    paths = [
        path
        for entry in Manifest(out).entries()
        if entry.state == "done" and (path := tables_of(out, entry.shard.id) / "articles.parquet").exists()
    ]
    ties = ties_of((sketch for path in paths for sketch in _sketches(path)), limits)
    shelf = Shelf(limits.folder)  # those of a year of news are many
    elsewhere = {article: shelf.put(record) for article, record in _told_again(paths, ties)}
    for path in paths:
        yield from _tellings(path, ties, lambda article: shelf.get(elsewhere[article]))


def _sketches(path: Path) -> Iterator[Sketch]:
    for row in _rows(path, ["article", "published", "record"]):
        if row["record"] is not None and row["published"] is not None:
            text = msgspec.json.decode(row["record"], type=_Whole).article.text
            yield sketch_of(row["article"], text, row["published"])


def _told_again(paths: Iterable[Path], ties: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The reports that others tell again in another file, as JSON."""
    wanted = set(ties.values())
    for path in paths if wanted else ():
        if wanted.intersection(_column(path, "article")):
            for row in _rows(path, ["article", "record"]):
                if row["article"] in wanted and row["record"] is not None:
                    yield row["article"], row["record"]


def _tellings(path: Path, ties: Mapping[str, str], elsewhere: Callable[[str], str]) -> Iterator[Telling]:
    needed = set(_column(path, "copy_of")) - {None}
    firsts: dict[str, Record] = {}
    for row in _rows(path, _COLUMNS):
        if row["record"] is None:
            if (first := firsts.get(row["copy_of"])) is not None:
                yield Telling(copied(first, row), is_copy=True)
            continue
        tie = ties.get(row["article"])
        first = from_json(row["record"] if tie is None else elsewhere(tie))
        if row["article"] in needed:
            firsts[row["article"]] = first
        if tie is None:
            yield Telling(first)
        else:
            yield Telling(copied(first, row), is_copy=True, own=from_json(row["record"]))


def copied(first: Record, row: dict[str, Any]) -> Record:
    """What a copy of `first` says, whose outlet, address, headline and day stand in `row`."""
    article = replace(
        first.article, url=row["url"], outlet=row["outlet"], headline=row["headline"], published=row["published"],
        byline=(),
    )  # fmt: skip
    before, outlet = outlet_of(first.article, ()), outlet_of(article, first.entities)
    # The first outlet is an entity of its record even where the text does not name it; here it published nothing.
    entities = tuple(
        one for one in first.entities if before is None or one.id != before.id or one.mentions or one.roles
    )
    if outlet is not None:
        if all(one.id != outlet.id for one in entities):
            entities = (*entities, outlet)
        events, statements = carry_events(first.events, outlet), carry_statements(first.statements, outlet)
    else:
        events = tuple(replace(one, voices=_without_outlet(one.voices)) for one in first.events)
        statements = tuple(replace(one, voices=_without_outlet(one.voices)) for one in first.statements)
    return replace(
        first, id=record_id(article), input=row["input"], article=article, entities=entities, events=events,
        statements=statements,
    )  # fmt: skip


def _without_outlet(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if voice.role != "outlet")


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, Any]]:
    with _opened(path) as file:
        for batch in file.iter_batches(batch_size=_AT_ONCE, columns=columns):
            yield from batch.to_pylist()


def _column(path: Path, name: str) -> Iterator[Any]:
    return (row[name] for row in _rows(path, [name]))


def _opened(path: Path) -> Any:
    try:
        return import_module("pyarrow.parquet").ParquetFile(path)
    except ImportError as error:
        raise NotInstalled("an archive needs pyarrow", hint=installed_with("archive")) from error
