"""How well single sentences are read, as event coders are judged: who (country), what (PLOVER type), to whom (country).

    python -m dateline.evaluation.sentences [FILE …] [--split dev] [--errors] [--type ASSAULT]

Rows are those of `training/data/sentences`. A gold event is found if an emitted one has a type of its and one of its
pairs of countries; bodies across borders count as one side "INT", who has no country as None. Events that the reader
says did not happen are not emitted here. An emitted event is right if it meets any gold event that is told as done or
still to come. The first line is about sentences with one main event that has two sides: what other coders report.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path
from typing import Any

from dateline.evaluation.misses import UNTRUE, Gold, coded, gold_side, side, touches, why
from dateline.pipeline import Failure, default_encoder, read_rows
from dateline.record import Event, Record

HOME = Path(__file__).resolve().parents[3] / "training" / "data" / "sentences"
Pair = tuple[str | None, str | None]


@dataclass(slots=True)
class Tally:
    """Gold events and how many were found; emitted events and how many were right."""

    gold: int = 0
    found: int = 0
    emitted: int = 0
    right: int = 0

    def add(self, found: Sequence[bool], right: Sequence[bool]) -> None:
        """Count one sentence."""
        self.gold, self.found = self.gold + len(found), self.found + sum(found)
        self.emitted, self.right = self.emitted + len(right), self.right + sum(right)

    def line(self) -> str:
        """Precision, recall and F1."""
        precision, recall = self.right / max(1, self.emitted), self.found / max(1, self.gold)
        score = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}   "
            f"({self.found} of {self.gold} found, {self.right} of {self.emitted} right)"
        )


@dataclass(slots=True)
class Report:
    """Everything that is counted."""

    single: Tally = field(default_factory=Tally)
    triples: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    statements: Tally = field(default_factory=Tally)
    types: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    styles: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    status: Counter[tuple[str, bool]] = field(default_factory=Counter)
    whens: Counter[bool] = field(default_factory=Counter)
    negatives: int = 0
    false: int = 0
    errors: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def pairs(actors: Sequence[str | None], recipients: Sequence[str | None]) -> set[Pair]:
    """Who to whom: where nobody receives, those who act do it with each other."""
    if not recipients and len(actors) > 1:
        return set(permutations(actors, 2))
    return set(product(actors or [None], recipients or [None]))


def meets(gold: Gold, event: Event, record: Record) -> bool:
    """Whether the triples of both have one in common."""
    if not coded(gold, event):
        return False
    wanted = pairs(*([gold_side(one) for one in gold[part]] for part in ("actors", "recipients")))
    read = pairs(*([side(one, record) for one in part] for part in (event.actors, event.recipients)))
    mutual = any(len(actors) > 1 and not to for actors, to in _sides(gold, event))
    return bool(wanted & (read | {(b, a) for a, b in read} if mutual else read))


def _sides(gold: Gold, event: Event) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    yield gold["actors"], gold["recipients"]
    yield event.actors, event.recipients


def alike(gold: Gold, event: Event, record: Record) -> bool:
    """Whether both are of one kind and share an actor's country (or have no actor)."""
    wanted = {gold_side(one) for one in gold["actors"]} or {None}
    return event.kind in list(gold["kinds"]) and bool(wanted & ({side(one, record) for one in event.actors} or {None}))


def count(row: Gold, record: Record, report: Report) -> None:
    """Add one sentence."""
    golds, events = row["events"], record.events
    emitted = [one for one in events if one.plover is not None and one.status != "did_not_occur"]
    true = [one for one in golds if one["told"] not in UNTRUE]
    main = [one for one in true if one.get("salience") != "background" and one["plover"]]
    shown = "; ".join(_shown(one, record) for one in events) or "nothing"
    if not golds:
        report.negatives, report.false = report.negatives + 1, report.false + len(emitted)
        for one in emitted:
            report.errors["on a negative"].append(f"{row['id']} {row['text']}\n      read: {_shown(one, record)}")
    found = [any(meets(gold, one, record) for one in emitted) for gold in main]
    right = [any(meets(gold, one, record) for gold in true) for one in emitted]
    for tally in (report.triples, report.styles[row["style"]], report.styles[f"({row['wording']})"]):
        tally.add(found, right)
    if len(main) == 1 and all(None not in pair for pair in _wanted(main[0])):
        for tally in (report.single, report.styles[f"({row['wording']}, one event)"]):
            tally.add(found, right)
    for gold, good in zip(main, found, strict=True):
        report.types[gold["plover"][0]].add([good], [])
        if not good:
            line = f"{row['id']} {row['text']}\n      gold: {_told(gold, row['text'])}\n      read: {shown}"
            report.errors[why(gold, events, record)].append(line)
    for one, good in zip(emitted, right, strict=True):
        report.types[one.plover.event if one.plover else ""].add([], [good])
        if not good and golds and not any(touches(gold, one) for gold in golds):
            report.errors["spurious"].append(f"{row['id']} {row['text']}\n      read: {_shown(one, record)}")
    chief = [one for one in golds if one.get("salience") != "background"]
    report.kinds.add(
        [any(alike(gold, one, record) for one in events) for gold in chief],
        [any(alike(gold, one, record) for gold in golds) for one in events],
    )
    for gold in golds:
        if event := next((one for one in events if alike(gold, one, record)), None):
            report.status[gold["told"], event.status in gold["status"]] += 1
            report.whens[(event.when.value if event.when else None) == gold["when"]] += 1
    said = row.get("statements", [])
    report.statements.add(
        [any(says_the_same(gold, one) for one in record.statements) for gold in said],
        [any(says_the_same(gold, one) for gold in said) for one in record.statements] if said else [],
    )


def _wanted(gold: Gold) -> set[Pair]:
    return pairs(*([gold_side(one) for one in gold[part]] for part in ("actors", "recipients")))


def says_the_same(gold: Gold, one: Any) -> bool:
    """Whether a statement that was read has the source and half of the content of the annotated one."""
    said = {at for part in one.content for at in range(part.start, part.end)}
    wanted = {at for start, end in gold["content"] for at in range(start, end)}
    heard, spoken = one.source.evidence, gold["source"]
    by = spoken is None or (heard is not None and heard.start < spoken[1] and spoken[0] < heard.end)
    return bool(by) and len(said & wanted) >= 0.5 * max(len(said), len(wanted))


def _told(gold: Gold, text: str) -> str:
    actors, to = (" ".join(str(gold_side(one)) for one in gold[part]) for part in ("actors", "recipients"))
    trigger = text[slice(*gold["trigger"])]
    return f"{'/'.join(gold['kinds'])} {'/'.join(gold['plover'])} [{actors}] > [{to}] {gold['told']} | {trigger}"


def _shown(event: Event, record: Record) -> str:
    actors, to = (
        " ".join(f"{one.entity}:{side(one, record)}" for one in part) for part in (event.actors, event.recipients)
    )
    called = event.plover.event if event.plover else "-"
    return f"{event.kind} {called} [{actors}] > [{to}] {event.status} | {event.trigger.quote}"


def measure(rows: Iterable[Gold]) -> Report:
    """Read all rows and count."""
    report, rows = Report(), list(rows)
    asked = [{name: row[name] for name in ("id", "text", "published")} for row in rows]
    for row, record in zip(rows, read_rows(asked, encoder=default_encoder()), strict=True):
        if isinstance(record, Failure):
            report.errors["unread"].append(f"{row['id']} {record.message}")
        else:
            count(row, record, report)
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--split", action="append", choices=("dev", "train"), help="both if not given")
    parser.add_argument("--errors", action="store_true", help="list misses by class")
    parser.add_argument("--type", help="only sentences with this PLOVER type")
    args = parser.parse_args(arguments)
    for path in args.files or [HOME / f"{split}.jsonl" for split in args.split or ("dev", "train")]:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        if args.type:
            rows = [row for row in rows if any(args.type in one["plover"] for one in row["events"])]
        report = measure(rows)
        print(f"{path.name}: {len(rows)} sentences")
        for name in ("single", "triples", "kinds", "statements"):
            print(f"  {name:<11} {getattr(report, name).line()}")
        rights = sum(n for (_, good), n in report.status.items() if good)
        print(f"  status      {rights / max(1, report.status.total()):.3f} of {report.status.total()}", end="   ")
        print(f"when {report.whens[True] / max(1, report.whens.total()):.3f}", end="   ")
        print(f"negatives {report.negatives}, false events on them {report.false}")
        for told in dict.fromkeys(told for told, _ in report.status):
            good, bad = report.status[told, True], report.status[told, False]
            print(f"    {told:<12} {good} of {good + bad}")
        for tallies in (report.types, report.styles):
            print("\n".join(f"    {name:<12} {tallies[name].line()}" for name in sorted(tallies)))
        for name, lines in sorted(report.errors.items(), key=lambda item: -len(item[1])):
            print(f"  {len(lines):4} {name}")
            if args.errors:
                print("\n".join(f"    {line}" for line in lines))


if __name__ == "__main__":
    main()
