"""A reader: a process that reads shards one after the other and may die of a page, which costs that page alone.

    python -m dateline.archive.reader

takes jobs as lines of JSON on standard input and answers each with one. It writes into the job's folder only: the spool
as it goes, then the tables from the spool, which appear all at once by the renaming of their folder.
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import sys
import threading
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from dateline.archive.job import Answer, Job, Kept
from dateline.archive.quarantine import is_full
from dateline.archive.reading import ShardReading
from dateline.archive.spool import Spool, frames_in
from dateline.archive.tables import TABLES, TablesWriter
from dateline.errors import DatelineError
from dateline.language import Encoder
from dateline.pipeline import default_encoder, read_rows
from dateline.version import __version__

# Read before the memory is limited: tables and buffers that come with the first report are no page's fault.
_FIRST = (
    "Lavrov met Kim Jong-un in Pyongyang on Thursday. “We will talk,” he told reporters. A summit is planned in June."
)


def main() -> int:
    """Answer jobs until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever started us says that it was interrupted
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    encoder = default_encoder()
    list(read_rows([{"id": "", "text": _FIRST, "published": "2018-06-01"}], encoder=encoder))
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        _limit_memory(job.limits.page_memory)
        answer = answer_to(job, encoder)
        too_large = _resident() > job.limits.reader_memory
        answers.write(msgspec.json.encode(msgspec.structs.replace(answer, retire=too_large)) + b"\n")
        answers.flush()
        if too_large:
            return 0
    return 0


def answer_to(job: Job, encoder: Encoder) -> Answer:
    """Read a shard and write its tables; an error of the file or the disk is an answer too."""
    try:
        with Spool(job.work / "spool") as spool:
            ShardReading(job, encoder, spool).read()
            return _written(job, encoder.name)
    except OSError as error:
        if is_full(error):
            return Answer(error=f"no room to write: {error.strerror}", full=True)
        return Answer(error=f"{type(error).__name__}: {error}")
    except DatelineError as error:
        return Answer(error=str(error))
    except Exception as error:
        traceback.print_exc()
        return Answer(error=f"a defect of Dateline: {type(error).__name__}: {error}")


def _written(job: Job, model: str) -> Answer:
    """The tables of a shard whose spool is whole, and what is in them."""
    work, tables = job.work, job.tables
    fresh, old = work / "tables", work / "old"
    shutil.rmtree(fresh, ignore_errors=True)
    start = time.process_time()
    records = pages = size = kept = copies = 0
    removed: dict[str, Counter[str]] = {}
    seconds: defaultdict[str, float] = defaultdict(float)
    quarantine: list[Kept] = []
    with TablesWriter(fresh, origin=f"dateline {__version__}, {model}") as writer:
        for frame in frames_in(work / "spool"):
            records += frame.records
            for stage, spent in frame.seconds.items():
                seconds[stage] += spent
            for outcome in frame.outcomes:
                writer.add(outcome)
                pages, size = pages + 1, size + outcome.size
                kept += not outcome.stage
                copies += outcome.copy_of >= 0
                if outcome.stage:
                    removed.setdefault(outcome.stage, Counter())[outcome.reason] += 1
                if outcome.stage == "quarantine":
                    quarantine.append(Kept(outcome.number, outcome.name, outcome.reason))
    seconds["write"] += time.process_time() - start
    digests = {name: hashlib.sha256((fresh / f"{name}.parquet").read_bytes()).hexdigest() for name in TABLES}
    tables.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if tables.exists():
        os.rename(tables, old)
    os.rename(fresh, tables)
    shutil.rmtree(old, ignore_errors=True)
    return Answer(
        records=records, pages=pages, bytes=size, kept=kept, copies=copies, rows=writer.rows, digests=digests,
        removed={stage: dict(sorted(reasons.items())) for stage, reasons in sorted(removed.items())},
        seconds={stage: round(spent, 3) for stage, spent in seconds.items()}, quarantine=tuple(quarantine),
    )  # fmt: skip


def _end_with(parent: int) -> None:
    """End as soon as the process that started this one is gone."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(3)


def _limit_memory(megabytes: int) -> None:
    """Let this process grow by so much and no more: then a page fails by itself, or the process dies of it."""
    try:
        now = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return  # not on Linux: no limit of memory
    resource.setrlimit(resource.RLIMIT_DATA, (now + (megabytes << 20), resource.RLIM_INFINITY))


def _resident() -> int:
    """Megabytes of memory that this process holds."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    sys.exit(main())
