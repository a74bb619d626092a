"""Lists of reports: one JSON object a line, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from dateline.errors import BadRow, NotText

LISTS = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = HTML | {".txt", ".md", ".text"}
LINE_LIMIT = 64 * 1024 * 1024  # bytes of one line: more is no report
PAGE_LIMIT = 8 * 1024 * 1024  # bytes of one page that are looked at; the page stage refuses fewer than that
_KEYS = ("id", "text", "html", "published", "headline", "outlet", "url")
_ROW_HINT = 'one {"id": …, "text": …} a line'

Row = dict[str, Any]


def rows_in(stream: IO[bytes], name: str, first: bytes = b"") -> Iterator[Row]:
    """A row for each line that is not blank; what is none is a row {"id", "error"}. `first` was read already."""
    for number, line in enumerate(lines_in(stream, first), 1):
        if number == 1 and line is not None and (error := no_list(line)):
            yield {"id": name, "error": error}
            return
        if line is None:
            yield _bad(f"{name}:{number}", "the line is too long")
        elif not line.isspace():
            yield row_of(line, f"{name}:{number}")


def lines_in(stream: IO[bytes], first: bytes = b"") -> Iterator[bytes | None]:
    """The lines of `stream`, None for one that is too long."""
    line = first or stream.readline(LINE_LIMIT)
    while line:
        if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            yield None
            while line and not line.endswith(b"\n"):
                line = stream.readline(LINE_LIMIT)
        else:
            yield line
        line = stream.readline(LINE_LIMIT)


def no_list(first: bytes) -> NotText | None:
    """Why what begins with this line is no list, and all of its lines would fail; None if it may be one."""
    try:
        whole = b"\0" not in first and bool(first.decode("utf-8"))
    except UnicodeDecodeError:
        whole = first.lstrip().startswith(b"{")  # a row in another encoding: told by itself
    return None if whole else NotText("it looks like binary data or UTF-16, not a list", hint=_ROW_HINT + ", in UTF-8")


def row_of(line: bytes, where: str) -> Row:
    """The row of a line; a row {"id", "error"} if it is none."""
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
