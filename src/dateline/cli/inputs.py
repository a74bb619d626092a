"""What the command line names, as rows: files, folders, JSONL, a URL, standard input."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from dateline.errors import BadRow, InputError

LISTS = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = HTML | {".txt", ".md", ".text"}
_KEYS = ("id", "text", "html", "published", "headline", "outlet", "url")
_LINE_LIMIT = 64 * 1024 * 1024  # bytes of one JSONL line: more is no report
_FILE_LIMIT = 8 * 1024 * 1024  # bytes of one page that are looked at; the page stage refuses fewer than that
_ROW_HINT = 'one {"id": …, "text": …} a line'

Row = dict[str, Any]


def rows_of(source: str, *, allow_private: bool = False) -> Iterator[Row]:
    """The rows that `source` names; what cannot be opened or decoded is a row {"id", "error"} in its place.

    A folder gives its pages, texts and JSONL files in the order of their names, subfolders included; their ids are
    their paths within it. Lists are read line by line and pages up to a limit, so that memory is bounded.
    """
    if source == "-":
        yield from _standard_input(sys.stdin.buffer)
    elif source.startswith(("http://", "https://")):
        yield _fetched(source, allow_private=allow_private)
    elif Path(source).is_dir():
        folder = Path(source)
        for path in sorted(folder.rglob("*")):
            if _suffix(path) in PAGES | LISTS and path.is_file():
                yield from _file(path, path.relative_to(folder).as_posix())
    else:
        yield from _file(Path(source), Path(source).name)


def _fetched(url: str, *, allow_private: bool) -> Row:
    from dateline.cli.fetch import fetch

    try:
        page = fetch(url, allow_private=allow_private)
    except InputError as error:
        return {"id": url, "error": error}
    return {"id": url, "bytes": page.body, "content_type": page.content_type, "url": page.url, "kind": None}


def _file(path: Path, name: str) -> Iterator[Row]:
    try:
        with _open(path) as file:
            if _suffix(path) in LISTS:
                yield from _lines(file, name)
            else:
                kind = "html" if _suffix(path) in HTML else None
                yield {"id": name, "bytes": file.read(_FILE_LIMIT), "kind": kind}
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield {
            "id": name,
            "error": InputError(reason, hint="check the name and whether you may read it"),
        }


def _open(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()


def _standard_input(stream: IO[bytes]) -> Iterator[Row]:
    """A list if it begins with "{", else one page or text."""
    first = stream.readline(_LINE_LIMIT)
    while first.isspace():
        first = stream.readline(_LINE_LIMIT)
    if first.lstrip().startswith(b"{"):
        yield from _lines(stream, "-", first)
    else:
        yield {"id": "-", "bytes": first + stream.read(_FILE_LIMIT), "kind": None}


def _lines(stream: IO[bytes], name: str, first: bytes = b"") -> Iterator[Row]:
    number = 0
    line = first or stream.readline(_LINE_LIMIT)
    while line:
        number += 1
        if len(line) == _LINE_LIMIT and not line.endswith(b"\n"):
            yield _bad(f"{name}:{number}", "the line is too long")
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LINE_LIMIT)
        elif not line.isspace():
            yield _row(line, f"{name}:{number}")
        line = stream.readline(_LINE_LIMIT)


def _row(line: bytes, where: str) -> Row:
    try:
        row = json.loads(line)
    except RecursionError:
        return _bad(where, "no JSON that can be read: too many brackets within each other")
    except ValueError as error:
        return _bad(where, f"no JSON: {error}")
    if not isinstance(row, dict):
        return _bad(where, f"the row is {type(row).__name__}, not an object")
    if row.get("id") is None:
        return _bad(where, "the row has no id")
    return {key: row[key] for key in _KEYS if key in row} | {"id": str(row["id"])}


def _bad(where: str, why: str) -> Row:
    return {"id": where, "error": BadRow(why, hint=_ROW_HINT)}
