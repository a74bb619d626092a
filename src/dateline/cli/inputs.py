"""What the command line names, as rows: files, folders, JSONL, WARC, a URL, a feed, standard input."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from dateline.errors import InputError
from dateline.intake.rows import HTML, LINE_LIMIT, LISTS, PAGE_LIMIT, PAGES, Row, rows_in

if TYPE_CHECKING:
    from dateline.intake.visitor import Visitor

ARCHIVES = frozenset({".warc"})
FEEDS = frozenset({".atom", ".rss", ".xml"})  # read where they are named, not in folders: a feed leads into the web
_OTHERS = frozenset({".json"})  # what `dateline read --json` prints

Passed = Callable[[str], bool]


def rows_of(source: str, *, allow_private: bool = False, passed: Passed | None = None) -> Iterator[Row]:
    """The rows that `source` names; what cannot be opened or decoded is a row {"id", "error"} in its place.

    A folder gives its pages, texts, JSONL and WARC files in the order of their names, subfolders included; their ids
    are their paths within it. Lists are read line by line and pages up to a limit, so that memory is bounded. Reports
    that a feed names are fetched, save those whose address is `passed`: their rows are {"id", "known"}.
    """
    if source == "-":
        yield from _standard_input(sys.stdin.buffer)
    elif source.casefold().startswith(("http://", "https://")):
        yield from _fetched(source, passed, allow_private=allow_private)
    elif "://" in source:
        error = InputError("no address of a web page", hint="give http://… or https://…, or save it to a file")
        yield {"id": source, "error": error}
    elif Path(source).is_dir():
        folder = Path(source)
        for path in sorted(folder.rglob("*")):
            if _suffix(path) in PAGES | LISTS | ARCHIVES and path.is_file():
                yield from _file(path, path.relative_to(folder).as_posix())
    else:
        yield from _file(Path(source), Path(source).name, passed, allow_private=allow_private)


def is_named_as_report(path: Path) -> bool:
    """Does the name end as those of files that are read do?"""
    return _suffix(path) in PAGES | LISTS | ARCHIVES | FEEDS | _OTHERS


def _fetched(url: str, passed: Passed | None, *, allow_private: bool) -> Iterator[Row]:
    from dateline.intake.feeds import is_feed
    from dateline.intake.visitor import Visitor
    from dateline.intake.web import fetch

    try:
        page = fetch(url, allow_private=allow_private)
    except InputError as error:
        yield {"id": url, "error": error}
        return
    if is_feed(page.body, page.content_type):
        visitor = Visitor(allow_private=allow_private)
        yield from _named(page.body, url, visitor, passed, base=page.url, content_type=page.content_type)
    else:
        yield {"id": url, "bytes": page.body, "content_type": page.content_type, "url": page.url, "kind": None}


def _named(
    body: bytes, name: str, visitor: Visitor, passed: Passed | None, *, base: str | None = None,
    content_type: str | None = None,
) -> Iterator[Row]:  # fmt: skip
    """The reports that a feed names."""
    from dateline.intake.feeds import read_feed
    from dateline.intake.poll import report

    try:
        feed = read_feed(body, url=base, content_type=content_type)
    except InputError as error:
        yield {"id": name, "error": error}
        return
    for entry in feed.entries:
        if passed is not None and passed(entry.url):
            yield {"id": entry.url, "known": True}
        else:
            yield report(visitor, entry.url, published=entry.published)


def _file(path: Path, name: str, passed: Passed | None = None, *, allow_private: bool = False) -> Iterator[Row]:
    try:
        if _suffix(path) in ARCHIVES:
            from dateline.intake.warc import pages_of

            yield from pages_of(path, name)
            return
        with _open(path) as file:
            if _suffix(path) in LISTS:
                yield from rows_in(file, name)
                return
            body = file.read(PAGE_LIMIT)
        if _suffix(path) in FEEDS:
            from dateline.intake.feeds import is_feed
            from dateline.intake.visitor import Visitor

            if is_feed(body):
                yield from _named(body, name, Visitor(allow_private=allow_private), passed)
                return
        yield {"id": name, "bytes": body, "kind": "html" if _suffix(path) in HTML else None}
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
    first = stream.readline(LINE_LIMIT)
    while first.isspace():
        first = stream.readline(LINE_LIMIT)
    if first.lstrip().startswith(b"{"):
        yield from rows_in(stream, "-", first)
    else:
        yield {"id": "-", "bytes": first + stream.read(PAGE_LIMIT), "kind": None}
