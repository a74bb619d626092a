"""WARC files: the pages that a crawler kept, one row each. A broken record costs itself only."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from dateline.errors import BadArchive, NotText

LIMIT_BODY = 8 * 1024 * 1024  # bytes of an unpacked page that are looked at; the page stage refuses fewer than that
_HTML = ("text/html", "application/xhtml+xml")
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_LINES = 16 * 1024 * 1024  # bytes that are read of a record line by line: its heads, and the sizes of chunks
_STEP = 1 << 20  # bytes that are searched at once for the next record
_HINT = "the other records are read; compare the file with its origin"

Row = dict[str, Any]


def pages_of(path: Path, name: str) -> Iterator[Row]:
    """The HTML pages among the responses of a WARC file, plain or gzipped, as rows.

    Only what a server answered with 200; all else (requests, images, redirects, revisits) is passed over. Raises
    OSError if the file cannot be opened. Rows of what is broken carry their error; reading goes on at the next record.
    """
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        passed = 0
        for row in _rows(file, name, packed=packed):
            if row is not None:
                yield row
                passed += 1
                continue
            with gzip.open(path) as whole:  # packed as one, against the standard: the same rows from its inside
                for number, one in enumerate(_rows(cast("IO[bytes]", whole), name, packed=False)):
                    if one is not None and number >= passed:
                        yield one


def _rows(file: IO[bytes], name: str, *, packed: bool) -> Iterator[Row | None]:
    """Rows in their order; None, and no more, where the file is packed as one."""
    start, whole = 0, True
    while True:
        file.seek(start)
        records = _records(file)
        try:
            for record in records:
                whole = True
                records.reader.used = 0
                if (row := _row(record, name)) is not None:
                    yield row
            file.seek(records.offset)
            if not file.read(1):
                return
            raise EOFError("it breaks off")  # the library takes a member that ends too soon for the end of the file
        except Exception as error:  # what the library raises is not of one kind
            if packed and "non-chunked gzip" in str(error):
                yield None
                return
            if whole:  # told once, however often the next record is looked for
                where, why = (
                    f"{name}@{records.offset}",
                    (str(getattr(error, "message", error)).strip().splitlines() or [type(error).__name__])[0],
                )
                yield {"id": where, "error": BadArchive(f"a broken record: {why[:200]}", hint=_HINT)}
            whole = False
            found = next_record(file, max(start, records.offset) + 1, b"\x1f\x8b\x08" if packed else b"\nWARC/1.")
            if found is None:
                return
            start = found


def _records(file: IO[bytes]) -> Any:
    """The library's iterator, made silent, since it writes to standard error, and its lines limited."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(file)
    records.INC_RECORD = ""
    reader = records.reader
    reader.used = 0
    line_of = reader.readline

    def readline(length: int = 0) -> bytes:
        """A line; a record without end or without newlines would fill the memory."""
        if reader.used >= _LINES:
            raise BadArchive("a record with too many lines at its head")
        line: bytes = line_of(min(length or _LINES, _LINES))
        reader.used += len(line)
        return line

    reader.readline = readline
    return records


def next_record(file: IO[bytes], start: int, mark: bytes) -> int | None:
    """Where the next record begins at or after `start`, by its mark; None at the end of the file."""
    shift = 1 if mark.startswith(b"\n") else 0
    position = max(0, start - shift)
    file.seek(position)
    kept = b""
    while data := file.read(_STEP):
        data = kept + data
        if (at := data.find(mark)) >= 0:
            return position + at + shift
        kept = data[-len(mark) + 1 :]
        position += len(data) - len(kept)
    return None


def _row(record: Any, name: str) -> Row | None:
    """The row of a record, None if it is no page."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or str(headers.get_statuscode()) != "200":
        return None
    content_type = headers.get_header("Content-Type") or ""
    if content_type.split(";")[0].strip().lower() not in _HTML:
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    row: Row = {"id": url or name}
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if coding not in _CODINGS:
        return row | {"error": NotText(f"content encoding {coding[:40]!r} is not known", hint="unpack it first")}
    body = record.content_stream().read(LIMIT_BODY)
    if len(body) < LIMIT_BODY and _breaks_off(record.raw_stream):
        return row | {"error": BadArchive("the record breaks off", hint=_HINT)}
    web = url.startswith(("http://", "https://"))
    return row | {"bytes": body, "content_type": content_type, "url": url if web else None, "kind": "html"}


def _breaks_off(stream: Any) -> bool:
    """Did the file end before the length that the record announces?"""
    return not stream.read(1) and getattr(stream, "limit", 0) > 0
