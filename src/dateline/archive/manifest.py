"""The manifest: for each shard one small JSON file that says what became of it, by what, and when.

Files rather than a database: workers of several machines may share the folder through a network file system, where
SQLite's locks do not hold; each file has one writer at a time and appears by renaming, so that whatever is killed
leaves the old state or the new. The tables of a shard count only when its entry says that it is done.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from dateline.archive.job import Answer, MadeBy, Settings
from dateline.archive.shards import Shard
from dateline.version import __version__

State = Literal["done", "failed"]
_NOT_READING = frozenset({"cli", "desk", "evaluation", "ledger", "__pycache__"})  # rooms that change no row


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A shard in the manifest. `finished` is seconds since 1970, `wall` seconds that it took."""

    shard: Shard
    state: State
    made_by: MadeBy
    answer: Answer
    finished: float
    wall: float
    attempts: int = 1


class Manifest:
    """The manifest in the folder of a run."""

    def __init__(self, out: Path) -> None:
        self._folder = out / "manifest"

    def path_of(self, shard: str) -> Path:
        """The file of a shard; 256 folders, since file systems are slow with a million names in one."""
        return self._folder / hashlib.sha256(shard.encode()).hexdigest()[:2] / f"{shard}.json"

    def entry(self, shard: str) -> Entry | None:
        """What became of a shard; None if nothing did, or if its file cannot be read."""
        try:
            return msgspec.json.decode(self.path_of(shard).read_bytes(), type=Entry)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def write(self, entry: Entry) -> None:
        """Keep an entry, in the place of an earlier one. Raises OSError."""
        path = self.path_of(entry.shard.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(msgspec.json.format(msgspec.json.encode(entry), indent=1))
        os.replace(part, path)

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order of their shards."""
        for path in sorted(self._folder.glob("*/*.json"), key=lambda one: one.name):
            if (entry := self.entry(path.stem)) is not None:
                yield entry

    def forget(self, shard: str) -> None:
        """Forget what became of a shard."""
        self.path_of(shard).unlink(missing_ok=True)


def made_by(settings: Settings) -> MadeBy:
    """This Dateline with these settings."""
    code, model = _hashes()
    return MadeBy(dateline=__version__, code=code, model=model, settings=settings)


@cache
def _hashes() -> tuple[str, str]:
    """Of the code and tables that read, and of the encoder."""
    root = Path(str(files("dateline")))
    code, model = hashlib.sha256(), hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if _NOT_READING & set(inside.parts) or not path.is_file():
            continue
        digest = model if inside.parts[:2] == ("language", "model") else code
        digest.update(inside.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return code.hexdigest()[:16], model.hexdigest()[:16]
