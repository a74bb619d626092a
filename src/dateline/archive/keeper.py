"""The keeper of a reader: gives it shards, watches how long a page takes, and finds the page that it dies of.

Runs in a worker of Dask. The reader is another process, so that a page that takes all memory, ends in native code or
never ends costs the worker nothing. What it dies of is told by the journal: several pages that were read together are
read again one by one; a page that a reader dies of by itself, twice, goes into the quarantine.
"""

from __future__ import annotations

import atexit
import os
import selectors
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import msgspec

from dateline.archive.job import Answer, Job
from dateline.archive.journal import Place, read_journal
from dateline.archive.manifest import Entry, Manifest, State, made_by
from dateline.archive.quarantine import is_full, keep_pages

_GUILTY = 4  # points that a page has when it goes into the quarantine
_ALONE = 2  # points: the reader died and nobody else
_WITH_WORKER = 1  # points: the worker died as well, which may have other causes
_STARTS = 3  # readers that end before they begin, after which something else is wrong
_DEATHS = 300  # readers that may die of one shard: a hundred bad pages, and it is not the pages
_TICK = 0.2  # seconds between two looks at the journal


class _Suspicion(msgspec.Struct):
    """What is known of a shard's pages from the readers that died: kept beside the spool, for whoever goes on."""

    points: dict[int, int] = {}
    reasons: dict[int, str] = {}
    careful: int = -1
    deaths: int = 0

    def died(self, place: Place, points: int, reason: str) -> None:
        """A reader died at this place."""
        self.deaths += 1
        if place.together:
            self.careful = max(self.careful, place.last)
        else:
            self.points[place.first] = self.points.get(place.first, 0) + points
            self.reasons[place.first] = reason

    def guilty(self) -> dict[int, str]:
        """The pages that are not to be touched again, and why."""
        return {number: self.reasons[number] for number, points in self.points.items() if points >= _GUILTY}


class Reader:
    """A reader process; started when it is needed, and again when it is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End it now."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process = None

    def ask(self, job: Job, journal: Path) -> Answer | str:
        """The answer to a job, or what the reader died of."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(msgspec.json.encode(job) + b"\n")
            process.stdin.flush()
            line, late = _line(process.stdout, journal, job.limits.page_seconds)
        except BrokenPipeError:
            line, late = b"", False
        if line.endswith(b"\n"):
            answer = msgspec.json.decode(line, type=Answer)
            if answer.retire:
                self.stop()
            return answer
        if late:
            self.stop()
            return f"over {job.limits.page_seconds:g} seconds"
        code = process.wait()
        self.stop()
        return _death(code)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        if self._process is None:
            one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dateline.archive.reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env=os.environ | one_thread,
            )  # fmt: skip
            atexit.register(self.stop)
        return self._process


_READER = Reader()  # one a worker, kept over shards: it takes a second to start
_ONE = threading.Lock()


def keep(job: Job) -> Answer:
    """Read a shard, whatever its pages do; the task that Dask runs. Doing it again does no harm."""
    start = time.monotonic()
    if made_by(job.made_by.settings) != job.made_by:
        return Answer(error="this worker has another version of Dateline than the one that sent the task")
    with _ONE:
        try:
            answer = _kept(_READER, job)
            if not answer.full:
                if answer.quarantine:
                    keep_pages(Path(job.out), job, answer.quarantine)
                state: State = "failed" if answer.error else "done"
                Manifest(Path(job.out)).write(
                    Entry(
                        shard=job.shard, state=state, made_by=job.made_by, answer=answer,
                        finished=round(time.time(), 1), wall=round(time.monotonic() - start, 1),
                    )
                )  # fmt: skip
        except OSError as error:
            full = is_full(error)
            what = "no room to write" if full else "the folder of the run cannot be used"
            return Answer(error=f"{what}: {error}", full=full)
    if not answer.error:
        shutil.rmtree(job.work, ignore_errors=True)
    return answer


def _kept(reader: Reader, job: Job) -> Answer:
    work = job.work
    work.mkdir(parents=True, exist_ok=True)
    for other in work.parent.glob(f"{job.shard.id}@*"):  # of an earlier version of the file or the code
        if other != work:
            shutil.rmtree(other, ignore_errors=True)
    journal = work / "journal"
    suspicion = _read_suspicion(work)
    if (place := read_journal(journal)) is not None:
        suspicion.died(place, _WITH_WORKER, "the worker died")
    stillborn = 0
    while True:
        _write_suspicion(work, suspicion)
        journal.unlink(missing_ok=True)
        job = msgspec.structs.replace(job, careful=suspicion.careful, avoid=suspicion.guilty())
        answer = reader.ask(job, journal)
        place = read_journal(journal)
        if isinstance(answer, Answer):
            if answer.error:
                reader.stop()
            journal.unlink(missing_ok=True)
            return answer
        if place is None or place.first in job.avoid:
            stillborn += 1
            if stillborn >= _STARTS:
                return Answer(error=f"the reader does not start, or ends for no fault of a page: {answer}")
        else:
            suspicion.died(place, _ALONE, answer)
            if suspicion.deaths > _DEATHS:
                return Answer(error=f"{suspicion.deaths} readers have died of it, lately: {answer}")


def _line(stream: IO[bytes], journal: Path, limit: float) -> tuple[bytes, bool]:
    """The next line of a reader; nothing if it ends, or (then True) if a page takes more than `limit` seconds."""
    data = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while not data.endswith(b"\n"):
            if selector.select(_TICK):
                part = os.read(stream.fileno(), 1 << 16)
                if not part:
                    return data, False
                data += part
            elif (place := read_journal(journal)) is not None:
                pages = place.last - place.first + 1 if place.together else 1
                if time.monotonic() - place.since > limit * min(pages, 16):
                    return b"", True
    return data, False


def _death(code: int) -> str:
    if code >= 0:
        return f"the reader ended with exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    told = {"SIGKILL": "killed, as when memory runs out", "SIGSEGV": "ended in native code"}
    return f"the reader was {told.get(name, 'ended')} ({name})"


def _read_suspicion(work: Path) -> _Suspicion:
    try:
        return msgspec.json.decode((work / "suspicion.json").read_bytes(), type=_Suspicion)
    except (FileNotFoundError, msgspec.DecodeError):
        return _Suspicion()


def _write_suspicion(work: Path, suspicion: _Suspicion) -> None:
    if suspicion.deaths:
        part = work / "suspicion.part"
        part.write_bytes(msgspec.json.encode(suspicion))
        os.replace(part, work / "suspicion.json")
