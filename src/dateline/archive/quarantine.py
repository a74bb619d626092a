"""The quarantine: pages that a reader died of or that show a defect, with their bytes and the reason."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.archive.job import Job, Kept
from dateline.archive.pages import bytes_of, pages_of
from dateline.errors import DatelineError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def keep_pages(out: Path, job: Job, pages: Sequence[Kept]) -> None:
    """Keep pages of a shard as they are stored, one file each, and beside it in JSON what it is. Raises OSError."""
    folder = out / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    why = {page.number: page for page in pages}
    for page in pages_of(job.shard, first=min(why), avoid=frozenset(why)):
        if page.number not in why:
            continue
        stem = f"{job.shard.id}-{page.number:08}"
        try:
            data, missing = bytes_of(job.shard, page, job.limits.quarantined), None
        except (DatelineError, OSError) as error:
            data, missing = b"", str(error)
        about = {
            "shard": job.shard.id, "address": job.shard.address, "number": page.number, "name": page.name,
            "reason": why[page.number].reason, "bytes": len(data), "missing": missing, "made_by": job.made_by,
        }  # fmt: skip
        _write(folder / f"{stem}.page", data)
        _write(folder / f"{stem}.json", msgspec.json.format(msgspec.json.encode(about), indent=1))
        if page.number == max(why):
            return


def is_full(error: OSError) -> bool:
    """Is there no room on the disk, or no leave to write so much?"""
    return error.errno in _FULL


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
