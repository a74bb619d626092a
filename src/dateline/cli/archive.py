"""`dateline archive`: years of crawled pages, on every core of a machine or a cluster, into Parquet."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.ledgers import NOTHING_FOUND, SOME_FAILED, UNREADABLE, say
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.archive.run import Plan, Progress

_FILES_TOLD = 10  # with lines that are no articles


class _Folder(click.Path):
    """A folder of a file system; an address is refused with what to do instead."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Fails for an address."""
        if "://" in str(value):
            self.fail(
                f"{value} is an address, and a run writes to a folder: name one, then copy its tables with "
                f"`dateline archive publish FOLDER {value}`",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


_FOLDER = _Folder(file_okay=False, path_type=Path)
_folder = click.argument("out", metavar="DIR", type=_FOLDER)


@click.group("archive")
def command() -> None:
    """Read archives of crawled pages into Parquet."""


def _running(function: click.decorators.FC) -> click.decorators.FC:
    """The options of the commands that read."""
    for option in reversed((
        click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes here (default: one a core)."),
        click.option("--scheduler", metavar="tcp://…", help="A Dask scheduler that runs already, instead."),
        click.option("--page-seconds", type=click.FloatRange(1), default=60.0, show_default=True,
                     help="Time that one page may take."),
        click.option("--page-memory", type=click.IntRange(64), default=1024, show_default=True, metavar="MB",
                     help="Memory that one page may take."),
        click.option("-q", "--quiet", is_flag=True, help="No progress on standard error."),
    )):  # fmt: skip
        function = option(function)
    return function


@command.command("run")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("--out", required=True, type=_FOLDER, metavar="DIR",
              help="Folder of the run; the same again goes on where it was.")  # fmt: skip
@click.option("--any-subject", is_flag=True, help="Read articles that are not about affairs of states, too.")
@_running
def run(
    inputs: tuple[str, ...], out: Path, any_subject: bool, workers: int | None, scheduler: str | None,
    page_seconds: float, page_memory: int, quiet: bool,
) -> None:  # fmt: skip
    """Read WARC, WET and JSONL files and folders of pages: local paths, or addresses that fsspec knows.

    One task a file, written to DIR/tables. Files that are done are passed over; those that have changed since, or were
    read by another version, are read again.

    \b
    Exit codes: 0 done, 1 some files failed, 2 usage, 3 no files, 4 not possible (disk full, no scheduler).
    """
    from dateline.archive.job import Limits, Settings
    from dateline.archive.run import plan

    limits = Limits(page_seconds=page_seconds, page_memory=page_memory)
    try:
        todo = plan(inputs, out, Settings(any_subject=any_subject), limits)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    _go(todo, workers, scheduler, quiet)


def _go(todo: Plan, workers: int | None, scheduler: str | None, quiet: bool) -> None:
    from dateline.archive.run import Progress, cluster, connected, dispatch

    if not quiet:
        _tell_plan(todo)
    if not todo.jobs:
        raise SystemExit(0 if todo.done else NOTHING_FOUND)
    progress = Progress(len(todo.jobs), sum(job.shard.size for job in todo.jobs))
    line = _Line(Path(todo.jobs[0].out), quiet)
    count = workers or os.cpu_count() or 1
    try:
        with connected(scheduler) if scheduler else cluster(min(count, len(todo.jobs))) as client:
            if not quiet:
                click.echo(_dashboard(client.dashboard_link, scheduler), err=True)
            dispatch(client, todo.jobs, progress, tell=line.tell, address=scheduler)
    except KeyboardInterrupt:
        click.echo("\nInterrupted; run the same command again, it goes on where it was.", err=True)
        raise SystemExit(130) from None
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    line.end(progress)
    if not quiet:
        _tell_passed_over(progress.passed_over)
    for address, why in progress.failures:
        click.echo(f"dateline: {address}: {why}", err=True)
    if progress.full:
        click.echo(
            "dateline: no room left to write\n  make room, then run the same command again: it goes on", err=True
        )
        raise SystemExit(UNREADABLE)
    if progress.failed:
        raise SystemExit(SOME_FAILED)


def _dashboard(link: str, scheduler: str | None) -> str:
    """Where the dashboard is; Dask shows none where the package for its pictures is missing."""
    from importlib.util import find_spec

    if scheduler is None and find_spec("bokeh") is None:
        return "dashboard: none without bokeh (pip install 'dask[diagnostics]')"
    return f"dashboard: {link}"


_WHY = {
    "new": "new", "changed": "changed since they were read", "code": "read by another version of Dateline or its model",
    "failed": "failed before", "missing": "without their tables",
}  # fmt: skip


def _tell_plan(todo: Plan) -> None:
    parts = [f"{count:,} {_WHY[why]}" for why, count in todo.why.items()]
    parts += [f"{todo.done:,} done already"] if todo.done else []
    click.echo(f"{len(todo.jobs):,} files to read: {', '.join(parts)}" if parts else "no files to read", err=True)


def _tell_passed_over(some: Sequence[tuple[str, int, int]]) -> None:
    """Say which files hold lines that are no articles; a folder may have other lists beside them."""
    for address, none, lines in some[:_FILES_TOLD]:
        what = "no line is an article" if none == lines else f"{none:,} of {lines:,} lines are no articles"
        click.echo(f"passed over: {address}: {what}", err=True)
    if len(some) > _FILES_TOLD:
        click.echo(
            f"passed over: lines of {len(some) - _FILES_TOLD:,} more files; the table `removed` has all", err=True
        )


class _Line:
    """The line of progress: renewed on a terminal, written now and then elsewhere."""

    def __init__(self, out: Path, quiet: bool) -> None:
        self._out = out
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._last = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Tell how far it is, if it is time to."""
        now = time.monotonic()
        if not self._quiet and now - self._last >= (1.0 if self._live else 30.0):
            self._last = now
            text = self._text(progress)
            sys.stderr.write(f"\r\x1b[K{text}" if self._live else f"{text}\n")
            sys.stderr.flush()

    def end(self, progress: Progress) -> None:
        """Tell what came out."""
        if not self._quiet:
            click.echo(("\r\x1b[K" if self._live else "") + self._text(progress, running=False), err=True)

    def _text(self, progress: Progress, *, running: bool = True) -> str:
        from dateline.archive.status import running_pages

        pages = progress.pages + (running_pages(self._out) if running else 0)
        seconds = max(time.monotonic() - progress.started, 0.001)
        parts = [
            f"{progress.done + progress.failed:,} of {progress.jobs:,} files",
            f"{pages:,} pages ({pages / seconds:.0f}/s)", f"{progress.kept:,} kept",
        ]  # fmt: skip
        parts += [f"{progress.failed:,} failed"] if progress.failed else []
        parts += [f"{progress.quarantined:,} in quarantine"] if progress.quarantined else []
        if running and 0 < progress.bytes_done < progress.bytes:
            left = seconds * (progress.bytes / progress.bytes_done - 1)
            parts.append(f"{_duration(left)} left")
        return ", ".join(parts) + ("" if running else f" in {_duration(seconds)}")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


@command.command("status")
@_folder
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(out: Path, as_json: bool) -> None:
    """Say how far a run is: files, pages, what was removed and why, failures, the quarantine."""
    import msgspec

    from dateline.archive.status import status_of

    try:
        found = status_of(out)
    except DatelineError as error:
        say(error)
        raise SystemExit(NOTHING_FOUND) from None
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    click.echo(f"{found.done:,} of {found.shards:,} files done, {found.failed:,} failed, {found.running:,} running")
    click.echo(f"{found.pages:,} pages, {found.kept:,} kept, {found.copies:,} of them copies")
    for stage, reasons in found.removed.items():
        click.echo(f"  {stage}: {sum(reasons.values()):,}")
        for reason, count in sorted(reasons.items(), key=lambda one: -one[1])[:5]:
            click.echo(f"    {count:,} {reason}")
    for address, why in found.failures:
        click.echo(f"failed: {address}: {why}")
    if found.quarantined:
        click.echo(f"{found.quarantined:,} pages in {out / 'quarantine'}")


@command.command("retry")
@_folder
@click.option("--quarantined", is_flag=True, help="Read the files of quarantined pages again, those pages too.")
@_running
def retry(
    out: Path, quarantined: bool, workers: int | None, scheduler: str | None, page_seconds: float, page_memory: int,
    quiet: bool,
) -> None:  # fmt: skip
    """Read again what failed."""
    from dateline.archive.job import Limits
    from dateline.archive.run import plan_again

    try:
        limits = Limits(page_seconds=page_seconds, page_memory=page_memory)
        todo = plan_again(out, limits, quarantined=quarantined)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    if not todo.jobs:
        click.echo("nothing failed", err=True)
        return
    _go(todo, workers, scheduler, quiet)


@command.command("publish")
@_folder
@click.argument("to", metavar="ADDRESS")
def publish(out: Path, to: str) -> None:
    """Copy the tables of a run to ADDRESS, such as s3://bucket/name: those of files that are done and not yet there.

    Readers there never meet half a file. Can be repeated, also while the run goes on.
    """
    from dateline.archive.publish import publish as copy_tables

    try:
        found = copy_tables(out, to)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    click.echo(f"{found.copied:,} files copied ({found.bytes / 1e6:,.1f} MB), {found.there:,} there already")


@command.command("merge")
@_folder
@click.option("--out", "to", required=True, type=_FOLDER, metavar="DIR",
              help="Folder for the tables; those of an earlier merge are replaced.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes here.")
@click.option("--scheduler", metavar="tcp://…", help="A Dask scheduler that runs already, instead.")
def merge(out: Path, to: Path, workers: int, scheduler: str | None) -> None:
    """Merge the reports of a run: one row for each event, person and statement over all outlets.

    Gives what a ledger of the same reports gives (`dateline add LEDGER DIR`), as Parquet, in parts by sides and time.
    """
    from contextlib import nullcontext

    from dateline.archive import merge as merging
    from dateline.archive.load import records_in
    from dateline.archive.run import cluster, connected
    from dateline.archive.shelf import Limits

    several = connected(scheduler) if scheduler else cluster(workers) if workers > 1 else nullcontext()
    try:
        with several as client:
            run_parts = merging.on(client) if client is not None else None
            # Beside the tables, where there is room for them: the system's folder for such files may lie in memory.
            beside = to.absolute().parent
            beside.mkdir(parents=True, exist_ok=True)
            limits = Limits(beside)
            rows = merging.write(merging.merged(records_in(out, limits), run_parts, limits), to)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    except OSError as error:
        click.echo(f"dateline: {to} cannot be written: {error.strerror or error}", err=True)
        raise SystemExit(UNREADABLE) from None
    click.echo(", ".join(f"{count:,} {name}" for name, count in rows.items()))
