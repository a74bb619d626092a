"""The journal of a shard: which records are being read now, so that whoever watches knows what a reader died of.

A page of shared memory behind a file: written in a microsecond, and there when the process is gone.
"""

from __future__ import annotations

import mmap
import struct
import time
from pathlib import Path
from typing import NamedTuple

_FORM = struct.Struct("<qqqqdqq")


class Place(NamedTuple):
    """From record `first` to `last`, since `since` (seconds of the machine's steady clock); `start` is of `first`.

    `together` says that several pages of them are read at once. `pages` and `kept` count what is done.
    """

    first: int
    last: int
    start: int
    together: int
    since: float
    pages: int
    kept: int


class Journal:
    """The journal as its writer holds it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._file.truncate(mmap.PAGESIZE)
        self._map = mmap.mmap(self._file.fileno(), mmap.PAGESIZE)
        self.pages = self.kept = 0

    def at(self, first: int, last: int | None = None, *, start: int = -1) -> None:
        """Records `first` to `last` (that one alone if None) are being read from now on."""
        end = first if last is None else last
        place = (first, end, start, int(last is not None), time.monotonic(), self.pages, self.kept)
        _FORM.pack_into(self._map, 0, *place)

    def close(self) -> None:
        """Let go of it; the file stays."""
        self._map.close()
        self._file.close()


def read_journal(path: Path) -> Place | None:
    """Where a reader is, or was when it died; None if it had not begun."""
    try:
        data = path.read_bytes()[: _FORM.size]
    except FileNotFoundError:
        return None
    place = Place(*_FORM.unpack(data)) if len(data) == _FORM.size else None
    return place if place is not None and place.since > 0 else None
