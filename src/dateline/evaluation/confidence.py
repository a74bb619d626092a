"""Is what is rated at 0.8 right eight times out of ten? On sentences and reports that nothing was fitted on.

    python -m dateline.evaluation.confidence [--write FILE]

An event is right if kind and polarity are those of an annotated event, and somebody of the right country acts (of
talks: takes part). A statement is right if its source is, and half of its content.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.evaluation.misses import UNTRUE, Gold, gold_side, side
from dateline.evaluation.reports import gold_of, read_folder
from dateline.evaluation.sentences import HOME, says_the_same
from dateline.evaluation.shared import shared
from dateline.pipeline import Failure, default_encoder, read_rows, read_with_setting
from dateline.reading.confidence import event_features, statement_features
from dateline.reading.events.telling import TALKS
from dateline.record import Event, Record, Statement, to_json

_TELLING = 0.6  # below that, ratings do not order well enough to choose by
REPORTS = HOME.parent / "reports"
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Rated:
    """An event or statement that was read: whether it is right, its features, and how it was rated."""

    what: str
    id: str  # of its row
    right: bool
    confidence: float
    features: tuple[tuple[str, float], ...] = ()


def rows(split: str) -> list[Mapping[str, Any]]:
    """The annotated sentences of a split; none where they do not lie beside the package."""
    files = (HOME / f"{split}.jsonl", HOME / f"second-{split}.jsonl")  # by both authors
    return [json.loads(line) for one in files if one.exists() for line in one.read_text("utf-8").splitlines()]


def rated_sentences(sentences: Iterable[Mapping[str, Any]]) -> Iterator[Rated]:
    """Everything read from annotated single sentences. Speech counts where it is annotated."""
    for row in sentences:
        record, setting = read_with_setting({name: row[name] for name in ("id", "text", "published")})
        if setting is None:
            continue
        for event in record.events:
            right = any(agrees(gold, event, record) for gold in row["events"])
            features = tuple(event_features(event, setting.scene, setting.cast))
            yield Rated("event", row["id"], right, event.confidence or 0.0, features)
        for said in record.statements if row.get("statements") else ():
            right = any(says_the_same(gold, said) for gold in row["statements"])
            features = tuple(statement_features(said, setting.cast))
            yield Rated("statement", row["id"], right, said.confidence or 0.0, features)


def agrees(gold: Gold, event: Event, record: Record) -> bool:
    """Is the event the one that was annotated: its kind, its polarity, and who acts?"""
    if event.kind not in gold["kinds"] or (event.status == "did_not_occur") != (gold["told"] in UNTRUE):
        return False
    wanted = {gold_side(one) for one in gold["actors"]}
    read = {side(one, record) for one in event.actors}
    if event.kind in TALKS:
        wanted |= {gold_side(one) for one in gold["recipients"]}
        read |= {side(one, record) for one in event.recipients}
    return not wanted or bool(wanted & read)


def rated_gold(folder: Path) -> Iterator[Rated]:
    """Everything read from the development gold. What is wrong the scorer counts as spurious."""
    score = _scorer(folder)
    command = [sys.executable, str(folder / "score.py"), str(folder / "reports"), "--prepare"]
    asked = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    golds = {gold["id"]: gold for _, gold in score.read_gold([folder / "reports"])}
    for record in read_rows(map(json.loads, asked.splitlines()), encoder=default_encoder()):
        if isinstance(record, Failure):
            continue
        gold, whole = golds[record.input], json.loads(to_json(record))
        found: dict[str, Sequence[Event | Statement]] = {"event": record.events, "statement": record.statements}
        for what, items in found.items():
            for one, right in zip(items, _rights(score, gold, whole, what), strict=True):
                yield Rated(what, record.input, right, one.confidence or 0.0)


def rated_reports(folder: Path, gold: Path) -> Iterator[Rated]:
    """Everything read from own short reports of a folder, by the scorer that lies beside the development gold."""
    score = _scorer(gold)
    for report in read_folder(folder):
        wanted = gold_of(report)
        record, setting = read_with_setting({name: wanted[name] for name in ("id", "text", "published")})
        if setting is None:
            continue
        whole = json.loads(to_json(record))
        features = {
            "event": [tuple(event_features(one, setting.scene, setting.cast)) for one in record.events],
            "statement": [tuple(statement_features(one, setting.cast)) for one in record.statements],
        }
        found: dict[str, Sequence[Event | Statement]] = {"event": record.events, "statement": record.statements}
        for what, items in found.items():
            for n, right in enumerate(_rights(score, wanted, whole, what)):
                yield Rated(what, report.id, right, items[n].confidence or 0.0, features[what][n])


def _rights(score: ModuleType, gold: Any, record: Any, what: str) -> Iterator[bool]:
    """Of each event or statement whether it is right: without it no less would be spurious."""
    every, items = _spurious(score, gold, record, what), record[f"{what}s"]
    for n in range(len(items)):
        rest = record | {f"{what}s": [each for k, each in enumerate(items) if k != n]}
        yield _spurious(score, gold, rest, what) >= every


def _spurious(score: ModuleType, gold: Any, record: Any, what: str) -> int:
    return int(score.Report(gold, record).tally.counts[f"{what}s|spurious"])


def _scorer(folder: Path) -> ModuleType:
    """The scorer that lies beside the gold."""
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("score")
    finally:
        sys.path.remove(str(folder))


def reliability(items: Sequence[Rated]) -> list[str]:
    """A table of Markdown: what was rated in each range, and how much of it is right."""
    lines = ["| rated | items | mean | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        inside = [one for one in items if low <= one.confidence < high]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            share = sum(one.right for one in inside) / len(inside)
            lines.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |")
    return lines


def calibration(items: Sequence[Rated]) -> float:
    """Expected calibration error over `BINS`: how far shares and ratings lie apart, by the number of items."""
    total = 0.0
    for low, high in pairwise(BINS):
        inside = [one for one in items if low <= one.confidence < high]
        total += abs(sum(one.right - one.confidence for one in inside))
    return total / max(1, len(items))


def order(items: Sequence[Rated]) -> float:
    """The chance that of a right and a wrong one the right one is rated higher (the area under the ROC curve)."""
    right = [one.confidence for one in items if one.right]
    wrong = [one.confidence for one in items if not one.right]
    won = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return won / max(1, len(right) * len(wrong))


def choices(items: Sequence[Rated]) -> list[str]:
    """A table of Markdown: the precision that a least rating gives, and how much of what is right it keeps."""
    lines = ["| least | kept | of these right | of the right kept |", "|---|---|---|---|"]
    right = sum(one.right for one in items)
    for least in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [one for one in items if one.confidence >= least]
        good = sum(one.right for one in kept)
        if kept:
            lines.append(f"| {least} | {len(kept)} | {good / len(kept):.2f} | {good / max(1, right):.2f} |")
    return lines


_HEAD = """
# How sure an event is

Every event and statement of a record has a `confidence`: the probability that it is right, by what is at hand once it
is read (`dateline.reading.confidence`). For an event that means kind, polarity and who acts; for a statement source and
content.

```python
>>> import dateline
>>> record = dateline.read("Poland expelled three Russian diplomats on Monday.", published="2021-06-10")
>>> [(event.kind, event.confidence > 0.7) for event in record.events]
[('expulsion', True)]

```

`dateline read --least 0.7` leaves out what is rated lower. Without it nothing is: for the best F1 what is rated below
0.3 would have to go, and hardly anything is rated so low.

The weights are those of a logistic regression on own single sentences and short reports (`training/confidence`).
Below, what they say of sentences and of reports that nothing was fitted on. Statements are so seldom wrong, and for
so many reasons, that their
ratings tell little more than how seldom.

Written on {day} by

    python -m dateline.evaluation.confidence --write docs/confidence.md
"""


def page(parts: Sequence[tuple[str, Sequence[Rated]]]) -> str:
    """The tables as a page of Markdown."""
    lines = [_HEAD.strip().format(day=datetime.now(tz=UTC).date()), ""]
    for title, items in parts:
        apart, better = calibration(items), order(items)
        lines += [f"## {title}", "", *reliability(items), "", f"Ratings and shares lie {apart:.3f} apart on average."]
        lines += [
            f"Of a right and a wrong one, the right one is rated higher {100 * better:.0f} times in a hundred.",
            "",
        ]
        if len({round(one.confidence, 1) for one in items}) > 1 and better > _TELLING:
            lines += [*choices(items), ""]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    options = parser.parse_args(arguments)
    gold = shared("gold")
    sources = {
        "single sentences": list(rated_sentences(rows("dev"))),
        "short reports": list(rated_reports(REPORTS / "dev", gold)) if gold and REPORTS.exists() else [],
        "reports of the gold": list(rated_gold(gold)) if gold else [],
    }
    parts = [
        (f"{what.capitalize()}s of {name}", found)
        for what in ("event", "statement")
        for name, items in sources.items()
        if (found := [one for one in items if one.what == what])
    ]
    text = page(parts)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
