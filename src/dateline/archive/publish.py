"""The tables of a run, copied to an object store or another place that fsspec knows.

A run itself needs a folder: its spools are appended to and locked, its journals are mapped into memory, and its tables
appear by renaming, none of which an object store has. What is done can be copied at any time, also while a run goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from dateline.archive.job import tables_of
from dateline.archive.manifest import Entry, Manifest
from dateline.archive.run import asked_of
from dateline.archive.shards import file_system
from dateline.archive.tables import TABLES
from dateline.errors import Unreachable


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied; `there` counts the files of a run whose tables were there already."""

    copied: int = 0
    there: int = 0
    bytes: int = 0


def publish(out: Path, to: str, tell: Callable[[Published], None] = lambda _: None) -> Published:
    """Copy the tables of all files that are done to the address `to`, as `tables/shard=NAME/TABLE.parquet`.

    Each file is written under another name and then moved, so that whoever reads there never meets half of one; last
    comes the entry of the manifest (`manifest/NAME.json`), by which a second call knows what is there. Raises
    NotAnArchive, NotInstalled, InputError for no address, and Unreachable where nothing can be written.
    """
    asked_of(out)
    system, root = file_system(to)
    root = root.rstrip("/")
    found = Published()
    try:
        for entry in Manifest(out).entries():
            if entry.state != "done" or not tables_of(out, entry.shard.id).exists():
                continue
            about = msgspec.json.encode(entry)
            mark = f"{root}/manifest/{entry.shard.id}.json"
            if _bytes_of(system, mark) == about:
                found = msgspec.structs.replace(found, there=found.there + 1)
            else:
                size = _copy(system, root, out, entry)
                _put(system, about, mark)
                found = msgspec.structs.replace(found, copied=found.copied + 1, bytes=found.bytes + size)
            tell(found)
    except Exception as error:  # each store has errors of its own
        raise Unreachable(f"{to}: {error or type(error).__name__}", hint="publish again; it goes on") from error
    return found


def _copy(system: Any, root: str, out: Path, entry: Entry) -> int:
    """Copy the tables of a file; how many bytes."""
    size = 0
    for name in TABLES:
        data = (tables_of(out, entry.shard.id) / f"{name}.parquet").read_bytes()
        _put(system, data, f"{root}/tables/shard={entry.shard.id}/{name}.parquet")
        size += len(data)
    return size


def _put(system: Any, data: bytes, path: str) -> None:
    part = f"{path}.part"
    system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    system.pipe_file(part, data)
    if system.exists(path):  # some systems move onto nothing that is there
        system.rm_file(path)
    system.mv(part, path)


def _bytes_of(system: Any, path: str) -> bytes | None:
    try:
        return bytes(system.cat_file(path))
    except FileNotFoundError:
        return None
