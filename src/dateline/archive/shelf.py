"""What a second pass over millions of reports has on disk: values put aside, put in order, and looked up by an id.

All of it lies in files without a name, which go with the last reference to them. Raises OSError, as when there is no
room for them.
"""

from __future__ import annotations

import heapq
import os
import pickle
import struct
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import numpy as np

T = TypeVar("T")
K = TypeVar("K")

_LENGTH = struct.Struct("<I")
_USUAL = 4096  # bytes that most values do not have
_PIECE = 1 << 16  # bytes of a run that are read at once: of a thousand runs 64 MB
_BESIDE = 250  # bytes in memory that a key and a value take beside the value's own


@dataclass(frozen=True, slots=True)
class Limits:
    """What a second pass holds in memory. `folder` is where the rest lies: the system's for such files if not told."""

    folder: Path | None = None
    bytes: int = 32_000_000  # of what is put in order, before it goes to disk; four such at most are open at once
    # Of a part that is merged in memory; a larger one is left on disk. With 500 it takes no longer (38.0 s of CPU, and
    # 37.3 with 20,000, on 1,500 dense reports), but what is left on disk is merged by one process.
    claims: int = 5_000
    matters: int = 5_000  # of such a part that are at hand


def packed(value: Any) -> bytes:
    """A value as it lies on disk."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes | memoryview) -> Any:
    """The value again: what this process wrote itself."""
    return pickle.loads(data)


class Shelf:
    """Values put aside one after the other."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it is open as long as the shelf is
        self._end = self._written = 0

    def put(self, value: Any) -> int:
        """Put a value aside; where it is."""
        return self.put_packed(packed(value))

    def put_packed(self, data: bytes) -> int:
        """Put a value aside that is packed already."""
        at = self._end
        self._end += self._file.write(_LENGTH.pack(len(data)) + data)
        return at

    def get(self, at: int) -> Any:
        """The value that was put there."""
        if at >= self._written:
            self._file.flush()
            self._written = self._end
        data = os.pread(self._file.fileno(), _USUAL, at)  # by itself: a seek would throw a buffer away
        (length,) = _LENGTH.unpack_from(data)
        missing = _LENGTH.size + length - len(data)
        if missing > 0:
            data += os.pread(self._file.fileno(), missing, at + len(data))
        return unpacked(memoryview(data)[_LENGTH.size :])


class Shelved(Sequence[T]):
    """The values of a shelf at some places, in this order, each made anew whenever it is asked for."""

    def __init__(self, shelf: Shelf, places: Iterable[int] = ()) -> None:
        self._shelf = shelf
        self._places = array("Q", places)

    def append(self, value: T) -> None:
        """Put one more aside."""
        self._places.append(self._shelf.put(value))

    def append_packed(self, data: bytes) -> None:
        """Put one more aside that is packed already."""
        self._places.append(self._shelf.put_packed(data))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return Shelved(self._shelf, self._places[index])
        value: T = self._shelf.get(self._places[index])
        return value

    def __iter__(self) -> Iterator[T]:
        return (self._shelf.get(at) for at in self._places)


class Sorted(Generic[K]):
    """Packed values by keys: put in as they come, given out in the order of their keys, and of one key as they came.

    What is beyond a number of bytes lies on disk in runs, each in order, that are merged as they are read.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows: list[tuple[K, bytes]] = []
        self._bytes = 0
        self._shelf: Shelf | None = None
        self._runs: list[Shelved[list[tuple[K, bytes]]]] = []

    def add(self, key: K, data: bytes = b"") -> None:
        """Put a value in."""
        self._rows.append((key, data))
        self._bytes += len(data) + _BESIDE
        if self._bytes > self._limits.bytes:
            self._put_aside()

    def __iter__(self) -> Iterator[tuple[K, bytes]]:
        self._rows.sort(key=_BY_KEY)
        runs = [(row for piece in run for row in piece) for run in self._runs]
        return heapq.merge(*runs, self._rows, key=_BY_KEY)

    def _put_aside(self) -> None:
        if self._shelf is None:
            self._shelf = Shelf(self._limits.folder)
        self._rows.sort(key=_BY_KEY)
        run: Shelved[list[tuple[K, bytes]]] = Shelved(self._shelf)
        piece: list[tuple[K, bytes]] = []
        size = 0
        for row in self._rows:
            piece.append(row)
            size += len(row[1]) + _BESIDE
            if size > _PIECE:
                run.append(piece)
                piece, size = [], 0
        if piece:
            run.append(piece)
        self._runs.append(run)
        self._rows, self._bytes = [], 0


_BY_KEY = itemgetter(0)


class Column(Mapping[str, T]):
    """A number or an id for each of many ids (16 hexadecimal digits), on disk: 16 bytes each, found by halving."""

    def __init__(self, rows: Iterable[tuple[str, bytes]], kind: type[T], folder: Path | None = None) -> None:
        """`rows` are in the order of their ids, each with its value as `cell` packs it."""
        self._kind = kind
        self._files = [tempfile.TemporaryFile(dir=folder) for _ in range(2)]  # noqa: SIM115 - as long as the column
        self._count = 0
        for id_, value in rows:
            self._files[0].write(int(id_, 16).to_bytes(8, "little"))
            self._files[1].write(value)
            self._count += 1
        for file in self._files:
            file.flush()
        types = ("<u8", "<f8" if kind is float else "<u8")
        self._keys, self._values = (
            np.memmap(file, kind_, "r", shape=(self._count,)) if self._count else np.empty(0, kind_)
            for file, kind_ in zip(self._files, types, strict=True)
        )

    def __getitem__(self, id_: str) -> T:
        number = np.uint64(int(id_, 16))
        at = int(self._keys.searchsorted(number))
        if at == self._count or self._keys[at] != number:
            raise KeyError(id_)
        value = self._values[at]
        return self._kind(value) if self._kind is float else self._kind(f"{int(value):016x}")  # type: ignore[call-arg]

    def __iter__(self) -> Iterator[str]:
        return (f"{int(key):016x}" for key in self._keys)

    def __len__(self) -> int:
        return self._count


def cell(value: float | str) -> bytes:
    """A value of a column."""
    return struct.pack("<d", value) if isinstance(value, float) else int(value, 16).to_bytes(8, "little")
