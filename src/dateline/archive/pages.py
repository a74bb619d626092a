"""A shard to its pages, each with the number of its record; what can be told from the head is told before the body."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any, cast

from dateline.archive.funnel import Drop, by_row
from dateline.archive.shards import Shard, opened
from dateline.errors import InputError
from dateline.intake.rows import HTML, PAGE_LIMIT, lines_in, row_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What a record holds: a row for the pipeline, or why there is none; None for both is no page at all.

    `number` counts the records of the shard from 0, `start` is where it stands in the file as stored (-1: unknown).
    """

    number: int
    start: int
    name: str  # its address or id
    size: int  # bytes of its content
    row: Row | None = None
    drop: Drop | None = None


def pages_of(shard: Shard, *, first: int = 0, avoid: frozenset[int] = frozenset()) -> Iterator[Page]:
    """The records of a shard in their order, from number `first` on; of those to `avoid` the content is not touched.

    Raises OSError if a file cannot be opened.
    """
    if shard.kind == "warc":
        from dateline.archive.warc import records_of

        yield from records_of(shard, first=first, avoid=avoid)
    elif shard.kind == "lines":
        yield from _lines(shard, first, avoid)
    else:
        yield from _files(shard, first, avoid)


def _lines(shard: Shard, first: int, avoid: frozenset[int]) -> Iterator[Page]:
    with opened(shard.address) as file:
        number, start = -1, 0
        try:
            for number, line in enumerate(lines_in(_unpacked(file, shard.address))):
                size = len(line or b"")
                if number >= first and not (line is not None and line.isspace()):
                    where = f"{shard.id}:{number + 1}"
                    if line is None:
                        yield Page(number, start, where, 0, drop=Drop("record", "the line is too long"))
                    elif number in avoid:
                        yield Page(number, start, where, size)
                    else:
                        row = row_of(line, where)
                        drop = by_row(row)
                        yield Page(number, start, str(row["id"]), size, row=None if drop else row, drop=drop)
                start += size
        except (OSError, EOFError, ValueError) as error:
            number += 1  # the line that is not there any more
            if number >= first:
                yield Page(number, start, f"{shard.id}:{number + 1}", 0, drop=Drop("record", f"it breaks off: {error}"))


def _files(shard: Shard, first: int, avoid: frozenset[int]) -> Iterator[Page]:
    for number, name in enumerate(shard.names):
        if number < first:
            continue
        if number in avoid:
            yield Page(number, 0, name, 0)
            continue
        try:
            with opened(f"{shard.address.rstrip('/')}/{name}") as file:
                body = file.read(PAGE_LIMIT)
        except OSError as error:
            yield Page(number, 0, name, 0, drop=Drop("record", f"it cannot be opened: {error.strerror or error}"))
            continue
        kind = "html" if name.lower().endswith(tuple(HTML)) else None
        yield Page(number, 0, name, len(body), row={"id": name, "bytes": body, "kind": kind})


def _unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    if name.endswith(".gz"):
        return cast("IO[bytes]", gzip.open(file))
    if name.endswith(".zst"):
        return cast("IO[bytes]", io.BufferedReader(_Readable(import_module("fastwarc.stream_io").ZstdReader(file))))
    return file


class _Readable(io.RawIOBase):
    """A reader of the library as a stream of Python's, which knows lines."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`; how many bytes."""
        data = self._reader.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def bytes_of(shard: Shard, page: Page, limit: int) -> bytes:
    """The record as it is stored, at most `limit` bytes, for the quarantine. Raises OSError."""
    if shard.kind == "pages":
        with opened(f"{shard.address.rstrip('/')}/{page.name}") as file:
            return file.read(limit)
    if shard.kind == "lines":
        with opened(shard.address) as file:
            for number, line in enumerate(lines_in(_unpacked(file, shard.address))):
                if number == page.number:
                    return (line or b"")[:limit]
        raise InputError(f"{page.name} is not there any more")
    from dateline.archive.warc import stored

    return stored(shard, page.start, limit)
