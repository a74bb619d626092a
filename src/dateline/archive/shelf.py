"""Values put aside in a file without a name, so that a second pass over millions of reports does not hold them."""

from __future__ import annotations

import os
import pickle
import struct
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")

_LENGTH = struct.Struct("<I")
_USUAL = 4096  # bytes that most values do not have


class Shelf:
    """A file of values that goes with the last reference to it. Raises OSError, as when there is no room for it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as the shelf is
        self._end = self._written = 0

    def put(self, value: Any) -> int:
        """Put a value aside; where it is."""
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
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
        return pickle.loads(memoryview(data)[_LENGTH.size :])  # what this process wrote itself


class Shelved(Sequence[T]):
    """The values of a shelf at some places, in this order, each made anew whenever it is asked for."""

    def __init__(self, shelf: Shelf, places: Iterable[int]) -> None:
        self._shelf = shelf
        self._places = tuple(places)

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
