"""What is asked of a reader, and what it answers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from dateline.archive.shards import Shard


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are read: part of what a result was made by, so a run with other settings reads anew."""

    any_subject: bool = False


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one page may cost, and when a reader is replaced. They change no result but for pages that break them."""

    page_seconds: float = 60.0
    page_memory: int = 1024  # MB beyond what a reader needs by itself
    reader_memory: int = 450  # MB after which a reader is replaced by a fresh one, between two shards
    quarantined: int = 64 << 20  # bytes of a page that are kept


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What a result depends on besides its input."""

    dateline: str
    code: str  # hash of the modules and word lists that read
    model: str  # hash of the encoder
    settings: Settings


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One shard to read into the folder of a run.

    `careful` is the last record that is read by itself, not together with others; `avoid` has the pages that a reader
    has died of, and why.
    """

    shard: Shard
    out: str
    made_by: MadeBy
    limits: Limits
    careful: int = -1
    avoid: dict[int, str] = {}

    @property
    def work(self) -> Path:
        """The folder of the shard's spool and journal: another one as soon as the file or the code is another."""
        known = hashlib.sha256(msgspec.json.encode((self.shard, self.made_by))).hexdigest()[:8]
        return Path(self.out) / "work" / f"{self.shard.id}@{known}"

    @property
    def tables(self) -> Path:
        """The folder of the shard's tables."""
        return tables_of(Path(self.out), self.shard.id)


def tables_of(out: Path, shard: str) -> Path:
    """The folder of a shard's tables: named so that DuckDB, polars and Spark give its rows a column `shard`."""
    return out / "tables" / f"shard={shard}"


class Kept(msgspec.Struct, frozen=True):
    """A page for the quarantine."""

    number: int
    name: str
    reason: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a shard; `full` says that there was no room to write, else `error` why it could not be read."""

    records: int = 0
    pages: int = 0
    bytes: int = 0
    kept: int = 0
    copies: int = 0
    removed: dict[str, dict[str, int]] = {}  # stage → reason → pages
    rows: dict[str, int] = {}
    digests: dict[str, str] = {}  # table → SHA-256 of its file
    seconds: dict[str, float] = {}  # CPU, by stage
    quarantine: tuple[Kept, ...] = ()
    error: str = ""
    full: bool = False
    retire: bool = False  # the reader has grown too large, and ends
