"""What the gate on articles saves and what it costs: a stream of which few articles are about affairs of states.

    python -m dateline.evaluation.stream [--write FILE]

The stream is one article of the development gold in ten, the others pages of the open web and business news of the
shared data, all of about 500 words. Speed is CPU time of one process, the best of three runs. Lost are `main` events of
the gold that are told without the gate and not with it; own single sentences are put together to articles of eight. The
exit code is 1 if a limit of `LIMITS` is broken, 0 with a word where there are no data.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, cycle
from pathlib import Path
from typing import Any

from dateline.evaluation.bench import WORDS, articles, machine
from dateline.evaluation.shared import shared
from dateline.pipeline import Failure, default_encoder, read_rows
from dateline.record import Record

ROUNDS = 3
OTHERS = 9  # articles that are not diplomatic for each that is
LIMITS = {"times as fast": 4.0, "main events lost": 0.0}
_SENTENCES = 8  # of an article made of single sentences

_HEAD = """
# The gate on articles

An article passes by its words alone: states, their leaders and bodies, and near them what states deal with or who acts
for them (`lexicon/en/affairs.tsv`, `language/subject.py`). Up to 120 words it always does. Of what does not pass, the
record holds text, outlet and times, with an issue of the stage `gate`; `any_subject=True` (`--any-subject`) reads all.

Written by `make stream` on {day}; {machine}. CPU time of one core, the best of {rounds} runs. One article in {one} is
of the development gold, the others are pages of the open web and business news of the shared data, all of about {words}
words. Nearly all events told of the others are false (a shop that “offers”, a firm that “demands”): the gate spares
time and keeps them out. Of HTML, cleaning the page takes most of the time that is left; there the gate saves two
thirds.
"""

Row = Mapping[str, Any]


def pages() -> Iterator[Row]:
    """Pages of the open web and business news, the first `WORDS` words of each; none where the data are not here."""
    web, news = shared("data", "pages", "wcxb", "gold.jsonl"), shared("data", "meantime", "documents.jsonl.gz")
    texts: list[str] = []
    if web is not None:
        texts += [json.loads(line)["body"] for line in web.read_text("utf-8").splitlines()]
    if news is not None:
        with gzip.open(news, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"].replace("\n", "\n\n") for line in lines]
    for number, text in enumerate(texts):
        yield {"id": f"other-{number}", "text": "\n\n".join(_first(text.split("\n\n")))}


def _first(paragraphs: Iterable[str]) -> Iterator[str]:
    words = 0
    for paragraph in paragraphs:
        if words >= WORDS:
            return
        words += len(paragraph.split())
        yield paragraph


def mixed(diplomatic: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """One diplomatic article, then `OTHERS` others, as long as there are others; the diplomatic ones come again."""
    groups = zip(cycle(diplomatic), *[iter(others)] * OTHERS)
    return list(chain.from_iterable(groups))


def seconds(rows: Sequence[Row], *, any_subject: bool) -> float:
    """CPU seconds for reading `rows`, the best of `ROUNDS`."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _one in read_rows(rows, encoder=default_encoder(), any_subject=any_subject):
            pass
        best = min(best, time.process_time() - start)
    return best


def records(rows: Iterable[Row], *, any_subject: bool) -> list[Record]:
    """The records of `rows`, those that cannot be read left out."""
    found = read_rows(rows, encoder=default_encoder(), any_subject=any_subject)
    return [one for one in found if not isinstance(one, Failure)]


def lost(rows: Sequence[Row]) -> tuple[int, int]:
    """How many `main` events of `rows` are told without the gate only, and how many in all."""
    every = {event.id for one in records(rows, any_subject=True) for event in one.events if event.salience == "main"}
    kept = {event.id for one in records(rows, any_subject=False) for event in one.events}
    return len(every - kept), len(every)


def is_closed(record: Record) -> bool:
    """Did the gate keep the article from being read?"""
    return any(issue.stage == "gate" for issue in record.issues)


def gold() -> list[Row]:
    """The reports of the development gold as rows."""
    folder = shared("gold", "reports")
    rows = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))] if folder else []
    return [
        {"id": row["id"], "text": row["text"], "published": row.get("published")} for row in rows if row.get("text")
    ]


def own_articles() -> list[Row]:
    """Articles made of eight own single sentences with an event each."""
    file = Path(__file__).parents[3] / "training" / "data" / "sentences" / "train.jsonl"
    if not file.exists():
        return []
    told = [row["text"] for row in map(json.loads, file.read_text("utf-8").splitlines()) if row["events"]]
    return [
        {"id": str(first), "text": "\n\n".join(told[first : first + _SENTENCES])}
        for first in range(0, len(told), _SENTENCES)
    ]


def measure() -> dict[str, float]:
    """All figures by their names; none where there are no data."""
    diplomatic, others = articles(), list(pages())
    if not others or not diplomatic:
        return {}
    stream = mixed(diplomatic, others)
    list(read_rows(diplomatic[:2], encoder=default_encoder()))
    full = len(diplomatic) / seconds(diplomatic, any_subject=False)
    gated = len(stream) / seconds(stream, any_subject=False)
    missed, told = lost(gold())
    own = own_articles()
    return {
        "articles in the stream": len(stream),
        "diplomatic articles a second": full,
        "articles of the stream a second": gated,
        "times as fast": gated / full,
        "of the others, read all the same, %": 100
        * sum(not is_closed(one) for one in records(others, any_subject=False)) / len(others),
        "`main` events of others without the gate": sum(
            event.salience == "main" for one in records(others, any_subject=True) for event in one.events
        ),
        "and with it": sum(
            event.salience == "main" for one in records(others, any_subject=False) for event in one.events
        ),
        "main events of the gold": told,
        "main events lost": missed,
        "articles of own sentences": len(own),
        "of these not read": sum(map(is_closed, records(own, any_subject=False))),
    }  # fmt: skip


def broken(figures: Mapping[str, float]) -> list[str]:
    """The limits that `figures` break, in words."""
    found = []
    if figures.get("times as fast", LIMITS["times as fast"]) < LIMITS["times as fast"]:
        found.append(f"times as fast: {figures['times as fast']:.2f}, must be at least {LIMITS['times as fast']}")
    if figures.get("main events lost", 0) > LIMITS["main events lost"]:
        found.append(f"main events lost: {figures['main events lost']:.0f}, must be none")
    return found


def table(figures: Mapping[str, float]) -> str:
    """The figures as a page of Markdown, with the machine and the day."""
    lines = [
        *_HEAD.format(day=datetime.now(tz=UTC).date(), machine=machine(), rounds=ROUNDS, one=OTHERS + 1, words=WORDS)
        .strip()
        .splitlines(),
        "",
        "| figure | measured | limit |",
        "|---|---|---|",
    ]
    limits = {"times as fast": "at least 4", "main events lost": "none"}
    lines += [
        f"| {name} | {value:.0f} | {limits.get(name, '')} |"
        if value == int(value)
        else f"| {name} | {value:.1f} | {limits.get(name, '')} |"
        for name, value in figures.items()
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there")
    options = parser.parse_args(arguments)
    figures = measure()
    if not figures:
        print("There are no articles here to make a stream of (set DATELINE_SHARED); nothing was measured.")
        return 0
    text = table(figures)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")
    missed = broken(figures)
    print("\n".join(["Over a limit:", *missed]) if missed else "Every limit holds.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
