"""Lists of reports or records: JSONL, plain, gzipped or from standard input, one object a line."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from dateline.errors import BadRow, DatelineError, InputError
from dateline.intake.rows import lines_in, no_list

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its place ("reports.jsonl:3"), its bytes, and the object it holds."""

    where: str
    data: bytes
    row: dict[str, Any]


def is_ledger(source: str) -> bool:
    """Is `source` a ledger rather than a list: the URL of a database, or a file of SQLite?"""
    if "://" in source:
        return True
    try:
        with Path(source).open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def lines_of(source: str) -> Iterator[Line | tuple[str, DatelineError]]:
    """The lines of a list, empty ones left out; for what is no object, its place and why.

    Raises InputError if the list cannot be opened or read to its end.
    """
    name = Path(source).name
    try:
        with _open(source) as file:
            for number, data in enumerate(lines_in(file), 1):
                where = f"{name}:{number}"
                if number == 1 and data is not None and (error := no_list(data)):
                    raise InputError(f"{source}: {error.message}", hint=error.hint)
                if data is None:
                    yield where, BadRow("the line is too long", hint="one report a line")
                elif not data.isspace():
                    yield _line(where, data.removeprefix(_BOM))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{source}: {reason}", hint="check the name and whether you may read it") from error


def _open(source: str) -> IO[bytes]:
    if source == "-":
        return sys.stdin.buffer
    return cast("IO[bytes]", gzip.open(source)) if source.endswith(".gz") else Path(source).open("rb")


def _line(where: str, data: bytes) -> Line | tuple[str, DatelineError]:
    try:
        row = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return where, BadRow(f"no JSON: {error}", hint='one {"id": …, "text": …} or one record a line')
    if not isinstance(row, dict):
        return where, BadRow(f"the row is {type(row).__name__}, not an object", hint="one object a line")
    return Line(where, data, row)
