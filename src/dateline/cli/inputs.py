"""What the command line names, as rows: files, folders, JSONL, a URL, standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import BadRow, InputError

PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".text"})
LISTS = frozenset({".jsonl", ".ndjson"})
_LINE_LIMIT = 64 * 1024 * 1024  # bytes of one JSONL line: more is no report

Row = dict[str, Any]


def rows_of(source: str) -> Iterator[Row | InputError]:
    """The rows that `source` names; what cannot be opened or decoded comes as an error in its place.

    A folder gives its pages, texts and JSONL files in the order of their names, subfolders included.
    """
    if source == "-":
        yield from _standard_input()
    elif source.startswith(("http://", "https://")):
        from dateline.cli.fetch import fetch

        try:
            page = fetch(source)
        except InputError as error:
            error.add_note(source)
            yield error
        else:
            yield {"id": source, "bytes": page.body, "url": page.url, "kind": None}
    else:
        yield from _path(Path(source))


def _path(path: Path) -> Iterator[Row | InputError]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and _suffix(file) in PAGES | LISTS)
        for file in files:
            yield from _path(file)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield _named(
            InputError(f"{path}: {error.strerror}", hint="check the name and whether you may read it"), str(path)
        )
        return
    if data[:2] == b"\x1f\x8b" and path.suffix == ".gz":
        from dateline.pages import decode_body

        try:
            data = decode_body(data, "gzip")
        except InputError as error:
            yield _named(error, str(path))
            return
    if _suffix(path) in LISTS:
        yield from _lines(data, str(path))
    else:
        yield {"id": path.name, "bytes": data, "kind": "html" if _suffix(path) in {".html", ".htm", ".xhtml"} else None}


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()


def _standard_input() -> Iterator[Row | InputError]:
    data = sys.stdin.buffer.read()
    if data.lstrip()[:1] == b"{":
        yield from _lines(data, "-")
    else:
        yield {"id": "-", "bytes": data, "kind": None}


def _lines(data: bytes, name: str) -> Iterator[Row | InputError]:
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        if len(line) > _LINE_LIMIT:
            yield _named(BadRow(f"{where}: the line is too long", hint="one report a line"), where)
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _named(BadRow(f"{where}: no JSON: {error}", hint='one {"id": …, "text": …} a line'), where)
            continue
        if not isinstance(row, dict) or "id" not in row:
            yield _named(BadRow(f"{where}: the row has no id", hint='one {"id": …, "text": …} a line'), where)
            continue
        allowed = ("id", "text", "html", "published", "headline", "outlet", "url")
        yield {key: row[key] for key in allowed if key in row} | {"id": str(row["id"])}


def _named(error: InputError, name: str) -> InputError:
    error.add_note(name)
    return error


def name_of(error: InputError) -> str:
    """The input that an error of `rows_of` is about."""
    return error.__notes__[-1] if getattr(error, "__notes__", None) else ""
