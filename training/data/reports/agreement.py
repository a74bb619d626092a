"""How far two passes over the same reports agree: `python agreement.py AGAIN.txt`.

AGAIN.txt has, for each report, `== id` and a line for each event and statement, written from the plain text:

    [*]kind ; trigger words | other trigger words ; actor + actor > recipient ; told ; when
    S source ; words of the content | of its other piece ; form ; act

Sides are words of the text or codes of states. An event of one pass is found in the other if their triggers overlap,
best first and one to one; background events are neutral, as in the gold.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dateline.evaluation.marked import Event, Report, Span, Statement
from dateline.evaluation.marks import FORMS, TOLD
from dateline.evaluation.reports import places, read_folder

HERE = Path(__file__).parent


class Line(NamedTuple):
    kind: str
    triggers: tuple[Span, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    told: str
    when: str | None
    background: bool


class Said(NamedTuple):
    source: str
    content: frozenset[int]
    form: str
    act: str


def spans_of(text: str, words: str) -> tuple[Span, ...]:
    found = [span for one in words.split("|") for span in places(text, one.strip())]
    if not found:
        raise ValueError(f"“{words}” is not there")
    return tuple(found)


def entity_of(report: Report, words: str) -> str:
    """The entity that the words mean, by its marks."""
    for entity in report.entities:
        forms = {entity.id, entity.name, *(report.text[slice(*span)] for span in entity.mentions)}
        if words in forms or words.removeprefix("the ").removeprefix("The ") in forms:
            return entity.id
    held = [one.id for one in report.entities if any(words in report.text[slice(*span)] for span in one.mentions)]
    return held[0] if held else words


def read_again(text: str, reports: dict[str, Report]) -> dict[str, tuple[list[Line], list[Said]]]:
    again: dict[str, tuple[list[Line], list[Said]]] = {}
    for part in re.split(r"(?m)^== ", text)[1:]:
        name, *lines = part.strip().splitlines()
        report = reports[name.strip()]
        events, statements = again[report.id] = [], []
        for line in lines:
            first, words, *rest = (one.strip() for one in line.split(" ;"))
            spans = spans_of(report.text, words)
            if first.startswith("S "):
                content = frozenset(at for one in spans for at in range(*one))
                statements.append(Said(entity_of(report, first[2:]), content, FORMS[rest[0]], rest[1]))
                continue
            sides = [
                frozenset(entity_of(report, one.strip()) for one in side.split(" + ") if one.strip())
                for side in rest[0].split(">")
            ]
            when = rest[2] if len(rest) > 2 and rest[2] else None
            events.append(Line(first.lstrip("*"), spans, *sides, TOLD[rest[1]][0], when, first.startswith("*")))
    return again


def overlap(a: tuple[Span, ...], b: tuple[Span, ...]) -> int:
    return max((min(x[1], y[1]) - max(x[0], y[0]) for x in a for y in b), default=0)


def paired(firsts: list[Event], seconds: list[Line]) -> list[tuple[Event, Line]]:
    ranked = sorted(
        (
            (line.kind in event.kinds, overlap(event.triggers, line.triggers), -i, -j)
            for i, event in enumerate(firsts)
            for j, line in enumerate(seconds)
            if overlap(event.triggers, line.triggers) > 0
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for *_, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(firsts[-i], seconds[-j]) for i, j in pairs.items()]


def all_of(event: Event, side: str) -> tuple[list[set[str]], set[str]]:
    """What is wanted on a side, and what is right."""
    wanted = [set(one) for one in getattr(event, side)]
    return wanted, set().union(*wanted, getattr(event, f"also_{side}"))


def same_side(event: Event, line: Line, side: str) -> bool:
    wanted, right = all_of(event, side)
    found = getattr(line, side)
    return all(one & found for one in wanted) and found <= right


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two lists of names."""
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[name] * right[name] for name in left) / total**2
    return (seen - chance) / (1 - chance)


def statements_paired(firsts: tuple[Statement, ...], seconds: list[Said]) -> list[tuple[Statement, Said]]:
    pairs = []
    left = list(seconds)
    for one in firsts:
        content = {at for span in one.content for at in range(*span)}
        best = max(left, key=lambda said: len(content & said.content) / len(content | said.content), default=None)
        if best and len(content & best.content) >= 0.5 * max(len(content), len(best.content)):
            left.remove(best)
            pairs.append((one, best))
    return pairs


def main(path: str) -> None:
    reports = {one.id: one for split in ("train", "dev") for one in read_folder(HERE / split)}
    again = read_again(Path(path).read_text("utf-8"), reports)
    counts: Counter[str] = Counter()
    kinds: list[tuple[str, str]] = []
    told: list[tuple[str, str]] = []
    for name, (lines, said) in again.items():
        report = reports[name]
        pairs = paired(list(report.events), lines)
        firsts, seconds = {one.id for one, _ in pairs}, [line for _, line in pairs]
        counts["first main"] += sum(not one.background for one in report.events)
        counts["first main found"] += sum(not one.background and one.id in firsts for one in report.events)
        counts["second main"] += sum(not one.background for one in lines)
        counts["second main found"] += sum(not one.background and one in seconds for one in lines)
        for event, line in pairs:
            kinds.append((event.kinds[0], line.kind))
            told.append((event.told, line.told))
            counts["pairs"] += 1
            counts["kind among those of the first"] += line.kind in event.kinds
            counts["actors"] += same_side(event, line, "actors")
            counts["recipients"] += same_side(event, line, "recipients")
            counts["when asked"] += bool(event.when)
            counts["when"] += bool(event.when) and line.when in event.when
        both = statements_paired(report.statements, said)
        found = {one.id for one, _ in both}
        counts["first statements"] += sum(not one.background for one in report.statements)
        counts["first statements found"] += sum(not one.background and one.id in found for one in report.statements)
        counts["second statements"] += len(said)
        counts["statement pairs"] += len(both)
        for one, other in both:
            counts["source"] += other.source in one.source
            counts["form"] += other.form in one.forms
            counts["act"] += other.act in one.acts
    print(f"{len(again)} reports")
    for name, number in counts.items():
        print(f"  {name:<30} {number}")
    print(f"  kappa of the first kind        {kappa(kinds):.2f}")
    print(f"  kappa of how it is told        {kappa(told):.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
