"""Shards: what an archive run is cut into. One task reads one shard, and its rows stand in files of their own.

A WARC, WET or JSONL file is a shard; of a folder of pages so many pages are one.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Literal, cast

import msgspec

from dateline.errors import InputError, NotInstalled, installed_with
from dateline.intake.rows import LISTS, PAGES

Kind = Literal["warc", "lines", "pages"]
PAGES_A_SHARD = 500  # of a folder of pages: a minute of work, so that a task costs more than its dispatch
_WARC = frozenset({".warc", ".wet"})
_PACKED = frozenset({".gz", ".zst"})


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or some pages of a folder (`names`). `stamp` changes when the content does: mtime, or an object's tag."""

    id: str
    address: str
    kind: Kind
    size: int  # bytes as stored
    stamp: str
    names: tuple[str, ...] = ()


def shards_of(source: str) -> Iterator[Shard]:
    """The shards of a file, a folder (subfolders included) or an address that fsspec knows, in the order of names.

    Raises InputError where nothing is there, and NotInstalled for an address whose library is missing.
    """
    system, root = file_system(source)
    if not system.exists(root):
        raise InputError(f"{source}: not there", hint="check the name and whether you may read it")
    if not system.isdir(root):
        if (kind := kind_of(root)) is None:
            raise InputError(
                f"{source}: no kind of file that an archive is made of",
                hint="WARC, WET, JSONL (each .gz or .zst as well), or a folder of pages",
            )
        yield _file(system, root, source, kind)
        return
    found = system.find(root, detail=True)
    pages: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(found):
        kind = kind_of(path)
        if kind is not None:
            yield _file(system, path, _joined(source, root, path), kind, found[path])
        elif Path(path).suffix.lower() in PAGES:
            pages.append((os.path.relpath(path, root), found[path]))
    for first in range(0, len(pages), PAGES_A_SHARD):
        yield _pages(source, pages[first : first + PAGES_A_SHARD], first // PAGES_A_SHARD)


def kind_of(path: str) -> Kind | None:
    """What a file is by its name; None for what is no shard by itself."""
    name = Path(path)
    if name.suffix.lower() in _PACKED:
        name = Path(name.stem)
    suffix = name.suffix.lower()
    return "warc" if suffix in _WARC else "lines" if suffix in LISTS else None


def opened(address: str) -> IO[bytes]:
    """The file at an address, for reading; as it is stored. Raises OSError."""
    system, path = file_system(address)
    return cast("IO[bytes]", Path(path).open("rb") if _is_local(address) else system.open(path, "rb"))


@lru_cache(maxsize=16)  # held: a file within a zip cannot be read any more when its file system is gone
def file_system(address: str) -> tuple[Any, str]:
    """What fsspec opens an address with, and the path in it. Raises NotInstalled, and InputError for no address."""
    try:
        core = import_module("fsspec.core")
        system, path = core.url_to_fs(address)
    except ImportError as error:
        if error.name == "fsspec":
            raise NotInstalled("an archive needs fsspec", hint=installed_with("archive")) from error
        raise NotInstalled(f"nothing is installed that opens {address}", hint=str(error)) from error
    except ValueError as error:
        raise InputError(f"{address}: {error}", hint="a path, or an address such as s3://bucket/name") from error
    return system, str(path)


def _is_local(address: str) -> bool:
    return "://" not in address


def _joined(source: str, root: str, path: str) -> str:
    """The address of a file found below `root`, which `source` names."""
    return path if _is_local(source) else f"{source.rstrip('/')}/{path.removeprefix(root).lstrip('/')}"


def _file(system: Any, path: str, source: str, kind: Kind, about: dict[str, Any] | None = None) -> Shard:
    about = about if about is not None else system.info(path)
    address = path if _is_local(source) else source
    return Shard(
        id=_id(Path(path).name, address), address=address, kind=kind, size=int(about["size"] or 0), stamp=_stamp(about)
    )


def _pages(source: str, some: Iterable[tuple[str, dict[str, Any]]], number: int) -> Shard:
    some = list(some)
    address = os.path.abspath(source) if _is_local(source) else source
    stamps = hashlib.sha256("\n".join(f"{name} {_stamp(about)}" for name, about in some).encode())
    return Shard(
        id=_id(f"{Path(address).name}-{number:05}", f"{address}#{number}"),
        address=address,
        kind="pages",
        size=sum(int(about["size"] or 0) for _, about in some),
        stamp=stamps.hexdigest()[:16],
        names=tuple(name for name, _ in some),
    )


def _stamp(about: dict[str, Any]) -> str:
    """What tells whether a file has changed: the tag that a store gives it, else the time of its last change."""
    for key in ("ETag", "etag", "md5Hash", "generation", "mtime", "LastModified", "last_modified", "created"):
        if about.get(key) is not None:
            return f"{key.lower()} {about[key]}".replace('"', "")
    return "unknown"


def _id(name: str, address: str) -> str:
    """A name for files: readable, and its own for each address."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    for ending in (".gz", ".zst", ".warc", ".jsonl", ".ndjson"):
        plain = plain.removesuffix(ending)
    return f"{plain[-80:].lstrip('.-')}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
