"""A run: which shards are to be read, and their tasks on Dask until all are done."""

from __future__ import annotations

import os
import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.archive.funnel import NO_ARTICLE, NO_ROW
from dateline.archive.job import Answer, Job, Limits, MadeBy, Settings, tables_of
from dateline.archive.keeper import keep
from dateline.archive.manifest import Entry, Manifest, made_by
from dateline.archive.shards import Shard, shards_of
from dateline.errors import NotAnArchive, NotInstalled, Unreachable, installed_with

Why = Literal["new", "changed", "code", "failed", "missing"]
_AHEAD = 2  # tasks a worker that wait at the scheduler: it never idles, and a driver that dies leaves little behind
_ATTEMPTS = 3  # times that a shard is given out whose workers die
_RECONNECT = 600.0  # seconds that a scheduler may be away
_TICK = 0.5
_NEEDED = ("distributed", "fastwarc", "fsspec", "pyarrow", "resiliparse")  # by whoever reads; workers have the same
# Its profiler and its ticks every 20 ms took 28 ms of each second of a worker's core and as much of the driver's; now 6
# and 12. Readers are other processes, so the profiler would see none of them.
_CONFIG = {
    "distributed.scheduler.allowed-failures": 10, "distributed.admin.tick.limit": "1h",
    "distributed.admin.tick.interval": "500ms", "distributed.worker.profile.enabled": False,
}  # fmt: skip

Task = Callable[[Job], Answer]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do: jobs in the order of their shards with why, and how many shards are done already."""

    jobs: tuple[Job, ...]
    why: dict[Why, int]
    done: int


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    jobs: int
    bytes: int  # as stored, of all jobs
    done: int = 0
    failed: int = 0
    bytes_done: int = 0
    pages: int = 0
    kept: int = 0
    quarantined: int = 0
    full: bool = False
    failures: list[tuple[str, str]] = field(default_factory=list)  # shard and why
    passed_over: list[tuple[str, int, int]] = field(default_factory=list)  # shard, its lines that are no articles, all
    started: float = field(default_factory=time.monotonic)

    def count(self, job: Job, answer: Answer) -> None:
        """Count the end of a job."""
        if answer.full:
            self.full = True
            return
        self.bytes_done += job.shard.size
        if answer.error:
            self.failed += 1
            self.failures.append((job.shard.address, answer.error))
            return
        self.done += 1
        self.pages += answer.pages
        self.kept += answer.kept
        self.quarantined += len(answer.quarantine)
        reasons = answer.removed.get("record", {})
        if none := sum(reasons.get(reason, 0) for reason in (NO_ROW, NO_ARTICLE)):
            self.passed_over.append((job.shard.address, none, answer.pages))


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder was made for: kept in it, for `status` and `retry`."""

    inputs: tuple[str, ...]
    settings: Settings
    shards: int


def plan(inputs: Sequence[str], out: Path, settings: Settings, limits: Limits) -> Plan:
    """The jobs of the shards that are not done, or were done from another file or by another code.

    Raises InputError and NotInstalled as `shards_of` does.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise NotInstalled(f"an archive needs {', '.join(missing)}", hint=installed_with("archive"))
    inputs = [one if "://" in one else os.path.abspath(one) for one in inputs]
    shards = {shard.id: shard for source in inputs for shard in shards_of(source)}
    out.mkdir(parents=True, exist_ok=True)
    asked = Asked(inputs=tuple(inputs), settings=settings, shards=len(shards))
    part = out / "run.part"
    part.write_bytes(msgspec.json.encode(asked))
    os.replace(part, out / "run.json")
    return _planned(shards.values(), out, made_by(settings), limits)


def plan_again(out: Path, limits: Limits, *, quarantined: bool = False) -> Plan:
    """The jobs of the shards that failed, and of those with pages in the quarantine if asked. Raises NotAnArchive."""
    by = made_by(asked_of(out).settings)
    jobs = []
    manifest = Manifest(out)
    for entry in manifest.entries():
        if entry.state == "failed" or (quarantined and entry.answer.quarantine):
            jobs.append(Job(shard=entry.shard, out=str(out.absolute()), made_by=by, limits=limits))
    return Plan(tuple(jobs), {"failed": len(jobs)} if jobs else {}, 0)


def asked_of(out: Path) -> Asked:
    """What a folder was made for. Raises NotAnArchive."""
    try:
        return msgspec.json.decode((out / "run.json").read_bytes(), type=Asked)
    except (OSError, msgspec.DecodeError) as error:
        raise NotAnArchive(f"{out} is no folder of an archive run", hint="name what --out named") from error


def _planned(shards: Iterable[Shard], out: Path, by: MadeBy, limits: Limits) -> Plan:
    manifest = Manifest(out)
    jobs: list[Job] = []
    why: dict[Why, int] = {}
    done = 0
    for shard in shards:
        reason = _why(manifest.entry(shard.id), shard, by, out)
        if reason is None:
            done += 1
            continue
        why[reason] = why.get(reason, 0) + 1
        jobs.append(Job(shard=shard, out=str(out.absolute()), made_by=by, limits=limits))
    return Plan(tuple(jobs), why, done)


def _why(entry: Entry | None, shard: Shard, by: MadeBy, out: Path) -> Why | None:
    """Why a shard is to be read; None if it is not."""
    if entry is None:
        return "new"
    if entry.shard != shard:
        return "changed"
    if entry.made_by != by:
        return "code"
    if entry.state == "failed":
        return "failed"
    return None if tables_of(out, shard.id).exists() else "missing"


@contextmanager
def cluster(workers: int, *, memory: str = "auto") -> Iterator[Any]:
    """A client of a cluster on this machine: `workers` processes with one thread each. Raises NotInstalled."""
    lib = _distributed()
    config = import_module("dask.config")
    with config.set(_CONFIG):
        local = lib.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50,
            memory_limit=memory,
        )  # fmt: skip
        try:
            with lib.Client(local) as client:
                yield client
        finally:
            local.close()


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of a scheduler that runs already. Raises Unreachable and NotInstalled."""
    client = _connect(address)
    try:
        yield client
    finally:
        client.close()


def _connect(address: str) -> Any:
    try:
        return _distributed().Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise Unreachable(f"no scheduler at {address}: {error}", hint="start one with `dask scheduler`") from error


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise NotInstalled("an archive needs dask.distributed", hint=installed_with("archive")) from error


def dispatch(
    client: Any, jobs: Iterable[Job], progress: Progress, *, task: Task = keep,
    tell: Callable[[Progress], None] = lambda _: None, address: str | None = None,
) -> None:  # fmt: skip
    """Run a task for each job, a few ahead of the workers, until all have ended or the disk is full.

    A task whose worker dies is given out again by Dask; a scheduler that goes away and comes back at `address` gets
    what is left. Raises Unreachable if it does not come back.
    """
    waiting = deque((job, 1) for job in jobs)
    running: dict[Any, tuple[Job, int]] = {}
    ended: queue.Queue[Any] = queue.Queue()
    while (waiting and not progress.full) or running:
        try:
            most = _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])) + 1
            while waiting and len(running) < most and not progress.full:
                job, attempt = waiting.popleft()
                future = client.submit(task, job, key=f"{job.shard.id}-{time.time_ns()}", pure=False)
                running[future] = job, attempt
                future.add_done_callback(ended.put)
            _take(ended, running, waiting, progress)
        except (OSError, RuntimeError) as error:  # the connection is gone
            lost = list(running.values())
            running.clear()
            waiting.extendleft(reversed(lost))
            client = _again(client, address, error)
        if client.status != "running" and (running or waiting):
            lost = list(running.values())
            running.clear()
            waiting.extendleft(reversed(lost))
            client = _again(client, address, None)
        tell(progress)


def _take(
    ended: queue.Queue[Any], running: dict[Any, tuple[Job, int]], waiting: deque[tuple[Job, int]], progress: Progress
) -> None:
    """Count the jobs that have ended in the meantime; those that were lost wait again."""
    try:
        future = ended.get(timeout=_TICK)
    except queue.Empty:
        return
    while True:
        if future in running:
            job, attempt = running.pop(future)
            if future.status == "finished":
                progress.count(job, future.result())
            elif future.status == "error" and attempt >= _ATTEMPTS:
                _fail(job, attempt, future.exception(), progress)
            else:
                waiting.append((job, attempt + (future.status == "error")))
        try:
            future = ended.get_nowait()
        except queue.Empty:
            return


def _fail(job: Job, attempt: int, error: BaseException, progress: Progress) -> None:
    """A shard whose workers die, or whose task ends with an error of ours."""
    answer = Answer(error=f"{type(error).__name__}: {error}"[:500])
    progress.count(job, answer)
    Manifest(Path(job.out)).write(
        Entry(
            shard=job.shard, state="failed", made_by=job.made_by, answer=answer, finished=round(time.time(), 1),
            wall=0.0, attempts=attempt,
        )
    )  # fmt: skip


def _again(client: Any, address: str | None, error: Exception | None) -> Any:
    """A new client, as soon as the scheduler is there again. Raises Unreachable."""
    if address is None:
        raise Unreachable(f"the scheduler is gone ({error})", hint="run the same command again; it goes on") from error
    client.close(timeout=1)
    until = time.monotonic() + _RECONNECT
    while True:
        try:
            return _connect(address)
        except Unreachable:
            if time.monotonic() > until:
                raise
            time.sleep(1.0)
