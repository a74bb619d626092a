"""The spool of a shard: what became of each record, written down as the shard is read.

An append-only file of frames (length, checksum, MessagePack). A reader that is killed at any moment leaves whole frames
and at most a piece of one, which is cut off when the next reader goes on from there. One reader at a time holds it.
"""

from __future__ import annotations

import fcntl
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

_HEAD = struct.Struct("<II")  # length and CRC-32 of a frame


class Outcome(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What became of a page: dropped at a `stage` for a `reason`, or kept, as a record in JSON.

    `copy_of` is the number of the page whose text it tells again; then `record` holds its article only.
    """

    number: int
    name: str
    size: int  # bytes of its content
    stage: str = ""
    reason: str = ""
    record: bytes = b""
    copy_of: int = -1
    digest: int = 0  # of its bytes, where it came so far that a second page with the same bytes is known by it


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """Some records in their order; the next to be read is `next`."""

    next: int
    records: int  # those passed, pages or not
    outcomes: tuple[Outcome, ...]
    seconds: dict[str, float]  # CPU, by stage


class Spool:
    """A spool that is held by this process; use it in a `with` block. Raises OSError, as when the disk is full."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)  # an orphan may still write its last frame; it ends soon
        self._end = sum(size for size, _ in _frames(path))
        self._file.truncate(self._end)
        self._path = path

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, frame: Frame) -> None:
        """Write a frame, all of it or nothing."""
        data = msgspec.msgpack.encode(frame)
        whole = _HEAD.pack(len(data), zlib.crc32(data)) + data
        try:
            left = memoryview(whole)
            while left:
                left = left[self._file.write(left) or 0 :]
        except OSError:
            os.ftruncate(self._file.fileno(), self._end)
            raise
        self._end += len(whole)

    def frames(self) -> Iterator[Frame]:
        """All frames so far."""
        return frames_in(self._path)


def frames_in(path: Path) -> Iterator[Frame]:
    """The whole frames of a spool, also of one that another process writes."""
    return (frame for _, frame in _frames(path))


def _frames(path: Path) -> Iterator[tuple[int, Frame]]:
    """Frames and the bytes that each takes."""
    decoder = msgspec.msgpack.Decoder(Frame)
    with path.open("rb") as file:
        while len(head := file.read(_HEAD.size)) == _HEAD.size:
            length, checksum = _HEAD.unpack(head)
            data = file.read(length)
            if len(data) < length or zlib.crc32(data) != checksum:
                return
            yield _HEAD.size + length, decoder.decode(data)
