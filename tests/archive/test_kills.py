"""What happens on long runs: processes killed, schedulers restarted, disks full, pages that kill. Real processes."""

from __future__ import annotations

import contextlib
import gzip
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

import psutil
import pyarrow.parquet as pq

from archive_make import TEXT, entries, page, pages, quarantine, run, tables, url, warc
from dateline.archive.journal import read_journal

GUILTY = 8  # the number of the page that kills; a fourth, so that it goes to the encoder
FILES = 2
PAGES = 48
MANY, KILLS = 1200, 20


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    for n in range(FILES):
        warc(folder / f"{n}.warc.gz", pages(range(n * PAGES, (n + 1) * PAGES)))
    return folder


@pytest.fixture(scope="module")
def undisturbed(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    result = run(inputs, "--out", out)
    assert 0 == result.exit_code, result.output
    return tables(out)


@contextlib.contextmanager
def started(*arguments: object, **given: object) -> Iterator[subprocess.Popen[str]]:
    """A run as a process of its own, which is gone afterwards with all that it started."""
    command = [sys.executable, "-m", "dateline", "archive", "run", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **given)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        for one in family(process):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that it started, and those that they did."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def readers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    found = []
    for one in family(process):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if "dateline.archive.reader" in one.cmdline():
                found.append(one)
    return found


def until(what: Callable[[], object], *, seconds: float = 60) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def finish(inputs: Path, out: Path) -> None:
    assert 0 == (result := run(inputs, "--out", out)).exit_code, result.output


def begun(out: Path) -> bool:
    return any(path.stat().st_size for path in out.glob("work/*/spool"))


@pytest.mark.slow
def test_twenty_kills_at_random_change_no_byte(tmp_path: Path) -> None:
    # Readers, workers and at times the run itself; the files are so large that all kills fall into their reading.
    chance, kills = random.Random(6), 0
    for n in range(FILES):
        warc(tmp_path / f"{n}.warc.gz", pages(range(n * MANY, (n + 1) * MANY)))
    files, out = sorted(tmp_path.glob("*.warc.gz")), tmp_path / "out"
    while kills < KILLS:
        with started(*files, "--out", out, "--workers", 2) as process:
            until(lambda: readers(process) or process.poll() is not None)
            while process.poll() is None and kills < KILLS:
                time.sleep(chance.uniform(0.3, 1.0))
                victims = readers(process) if chance.random() < 0.7 else family(process)
                if chance.random() < 0.1:
                    victims = [psutil.Process(process.pid)]
                if victims:
                    with contextlib.suppress(psutil.NoSuchProcess):
                        chance.choice(victims).kill()
                        kills += 1
        assert kills == KILLS or process.returncode != 0, f"done after {kills} kills"
    assert 0 == run(*files, "--out", out).exit_code
    assert 0 == run(*files, "--out", tmp_path / "undisturbed").exit_code

    assert tables(tmp_path / "undisturbed") == tables(out)
    assert {} == quarantine(out)


def test_a_run_that_is_killed_goes_on_where_it_was(inputs: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    with started(inputs, "--out", tmp_path, "--workers", 1) as process:
        until(lambda: begun(tmp_path))
        process.send_signal(signal.SIGKILL)
    before = {path: path.stat().st_size for path in tmp_path.glob("work/*/spool")}
    finish(inputs, tmp_path)

    assert any(before.values())
    assert undisturbed == tables(tmp_path)
    assert [] == list(tmp_path.glob("work/*"))


def test_exactly_the_page_that_kills_its_reader_goes_into_quarantine(
    inputs: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    # Whoever reads that page dies, as from a want of memory: several times, since it is found by reading it again.
    number = 2 * GUILTY + 2  # of its record: one about the file, and a request before each page
    deaths = 0
    with started(inputs / "0.warc.gz", "--out", tmp_path, "--workers", 1) as process:
        while process.poll() is None:
            for path in tmp_path.glob("work/*/journal"):
                place = read_journal(path)
                if place is not None and place.first <= number <= place.last:
                    for one in readers(process):
                        with contextlib.suppress(psutil.NoSuchProcess):
                            one.kill()
                            deaths += 1
            time.sleep(0.001)
    (kept,) = tmp_path.glob("quarantine/*.page")
    articles = _urls(tmp_path)

    assert 0 == process.returncode
    assert deaths >= 2
    assert [url(GUILTY)] == list(quarantine(tmp_path))
    assert page(GUILTY, about=TEXT) in gzip.decompress(kept.read_bytes())
    assert {url(n) for n in range(0, PAGES, 4) if n != GUILTY} == articles


def _urls(out: Path) -> set[str]:
    found = (pq.read_table(path).to_pylist() for path in out.glob("tables/*/articles.parquet"))
    return {row["url"] for rows in found for row in rows}


def test_a_full_disk_is_told_and_costs_nothing(inputs: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with started(inputs, "--out", tmp_path, "--workers", 1, preexec_fn=small) as process:
        _, told = process.communicate(timeout=60)
    finish(inputs, tmp_path)

    assert 4 == process.returncode
    assert "no room left" in told
    assert undisturbed == tables(tmp_path)


@pytest.mark.slow
def test_a_scheduler_that_is_restarted_gets_what_is_left(
    inputs: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"

    def scheduler() -> contextlib.AbstractContextManager[object]:
        return _process("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")

    def worker() -> contextlib.AbstractContextManager[object]:
        return _process("distributed.cli.dask_worker", address, "--nthreads", 1, "--death-timeout", 30)

    with contextlib.ExitStack() as after:
        with scheduler(), worker():
            process = after.enter_context(started(inputs, "--out", tmp_path, "--scheduler", address))
            until(lambda: begun(tmp_path))
        with scheduler(), worker():
            process.communicate(timeout=90)

    assert 0 == process.returncode
    assert undisturbed == tables(tmp_path)


@contextlib.contextmanager
def _process(module: str, *arguments: object) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield
    finally:
        for one in family(process):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        process.kill()
        process.wait()


def test_broken_files_cost_what_is_broken(tmp_path: Path) -> None:
    numbers = range(0, 16, 4)
    plain = {url(n): page(n) for n in numbers}
    starts = warc(tmp_path / "whole.warc.gz", plain)
    data = (tmp_path / "whole.warc.gz").read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(data[: starts[3] + 400])
    (tmp_path / "noise.warc.gz").write_bytes(data[: starts[1] + 60] + b"\xff" * 40 + data[starts[1] + 100 :])
    bomb = {**plain, url(4): page(4) + b"\0" * (200 << 20)}
    warc(tmp_path / "bomb.warc.gz", bomb)
    starts = warc(tmp_path / "whole.warc", plain, packed=False)
    data = (tmp_path / "whole.warc").read_bytes()
    at = data.index(b"Content-Length: ", starts[1]) + len(b"Content-Length: ")
    (tmp_path / "huge.warc").write_bytes(data[:at] + b"200000" + data[at:])

    result = run(*sorted(tmp_path.glob("*.warc*")), "--out", tmp_path / "out")
    found = {
        name: (
            entry.answer.kept,
            {reason for stage, reasons in entry.answer.removed.items() for reason in reasons if stage != "lexicon"},
        )
        for name, entry in entries(tmp_path / "out").items()
    }

    assert 0 == result.exit_code, result.output
    assert {} == quarantine(tmp_path / "out")
    assert 4 == found["whole.warc.gz"][0] == found["whole.warc"][0]
    assert (3, {"the record breaks off"}) == found["cut.warc.gz"] or (3, {"the record's head breaks off"}) == found[
        "cut.warc.gz"
    ]
    assert 3 == found["noise.warc.gz"][0]
    assert (3, {"announces over 16 MB"}) == found["bomb.warc.gz"] == found["huge.warc"]


def test_a_page_that_takes_too_long_or_too_much_goes_into_quarantine(tmp_path: Path) -> None:
    large = page(4).replace(b"<footer>", b"<b>x</b>" * 900_000 + b"<footer>")
    warc(tmp_path / "a.warc.gz", {url(0): page(0), url(4): large, url(8): page(8)})

    result = run(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--page-memory", 64)

    assert 0 == result.exit_code, result.output
    assert [url(4)] == list(quarantine(tmp_path / "out"))
    assert {url(0), url(8)} == _urls(tmp_path / "out")
