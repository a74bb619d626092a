"""How far a run is, from what it left in its folder; the run itself may be going on elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from dateline.archive.journal import read_journal
from dateline.archive.manifest import Manifest
from dateline.archive.run import asked_of


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """A run's figures. `seconds` are of CPU, by stage; `removed` counts pages by stage and reason."""

    shards: int
    done: int
    failed: int
    running: int
    records: int
    pages: int
    bytes: int
    kept: int
    copies: int
    quarantined: int
    removed: dict[str, dict[str, int]]
    rows: dict[str, int]
    seconds: dict[str, float]
    failures: tuple[tuple[str, str], ...]


def status_of(out: Path) -> Status:
    """The figures of a run so far. Raises NotAnArchive if the folder is none of a run."""
    shards = asked_of(out).shards
    count: Counter[str] = Counter()
    removed: dict[str, Counter[str]] = {}
    rows: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    failures = []
    for entry in Manifest(out).entries():
        answer = entry.answer
        count[entry.state] += 1
        if entry.state == "failed":
            failures.append((entry.shard.address, answer.error))
            continue
        for name in ("records", "pages", "bytes", "kept", "copies"):
            count[name] += getattr(answer, name)
        count["quarantined"] += len(answer.quarantine)
        rows.update(answer.rows)
        seconds.update(answer.seconds)
        for stage, reasons in answer.removed.items():
            removed.setdefault(stage, Counter()).update(reasons)
    return Status(
        shards=shards, done=count["done"], failed=count["failed"], running=len(_journals(out)),
        records=count["records"], pages=count["pages"] + running_pages(out), bytes=count["bytes"],
        kept=count["kept"], copies=count["copies"], quarantined=count["quarantined"],
        removed={stage: dict(reasons) for stage, reasons in removed.items()}, rows=dict(rows),
        seconds={stage: round(spent, 1) for stage, spent in seconds.items()}, failures=tuple(failures),
    )  # fmt: skip


def running_pages(out: Path) -> int:
    """Pages that are done of the shards that are being read."""
    return sum(place.pages for path in _journals(out) if (place := read_journal(path)) is not None)


def _journals(out: Path) -> list[Path]:
    return list((out / "work").glob("*/journal"))
