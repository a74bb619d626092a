"""How well the short reports of `training/data/reports` are read: the figures that the gold has, by the same scorer.

    python -m dateline.evaluation.reports training/data/reports/{train,dev} [--by-file] [--errors] [--json]
    python -m dateline.evaluation.reports training/data/reports/train --gold FOLDER

`--gold` writes the reports in the gold's form and measures nothing. `--errors` lists every miss, for `train` only:
`dev` has figures and nothing else, so that no rule is ever written on its sentences. The scorer stands with the
development gold; where there is none, nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.evaluation.gold import read_gold_rows
from dateline.evaluation.marked import Event, Report, Span, Statement
from dateline.evaluation.marks import BadMarks, reports_in
from dateline.evaluation.shared import shared

Json = dict[str, Any]
_WORDS = """he she it they him her them his its their hers theirs himself herself itself themselves i we us me my our
ours you your who whose here there both neither each this that"""
PRONOUNS = frozenset(_WORDS.split())


def read_folder(folder: Path) -> Iterator[Report]:
    """Every marked report of a folder. Raises BadMarks."""
    for path in sorted(folder.glob("*.txt")):
        yield from reports_in(path.read_text("utf-8"))


@lru_cache(maxsize=20_000)
def places(text: str, quote: str) -> tuple[Span, ...]:
    """Where `quote` stands as whole words, as the scorer looks for it: curly and straight marks are alike."""
    words = r"\s+".join(re.escape(word) for word in quote.split())
    for marks in ("'’‘", '"“”'):
        words = re.sub(f"[{marks}]", f"[{marks}]", words)
    left, right = r"(?<!\w)" if quote[:1].isalnum() else "", r"(?!\w)" if quote[-1:].isalnum() else ""
    return tuple(match.span() for match in re.finditer(left + words + right, text))


def nth(text: str, span: Span) -> Json:
    """A span by its words, with their number where they stand in several places. Raises BadMarks for parts of words."""
    quote, found = text[slice(*span)], places(text, text[slice(*span)])
    if span not in found:
        raise BadMarks(f"“{quote}” is no whole words")
    return {"quote": quote} | ({"nth": found.index(span) + 1} if len(found) > 1 else {})


def gold_of(report: Report) -> Json:
    """The report in the form of the gold."""
    text = report.text
    names = _names(report)
    entities = [
        {"id": one.id, "kind": one.kind, "name": one.name, "country": one.country, "names": names[one.id]}
        | ({"part_of": one.part_of} if one.part_of else {})
        for one in report.entities
    ]
    hard = [
        nth(text, one.span) | {"entity": one.entities[0] if len(one.entities) == 1 else list(one.entities)}
        for one in report.mentions
        if one.hard or len(one.entities) > 1 or text[slice(*one.span)] not in names[one.entities[0]]
    ]
    events = [_event(one, text) for one in report.events]
    return {
        "id": report.id,
        "comment": f"illustrative text written for testing; not a news report; style: {report.style}",
        "licence": "CC0-1.0",
        "published": report.published,
        "outlet": None,
        "text": text,
        "entities": entities,
        "mentions": hard,
        "times": [nth(text, one.span) | {"value": one.value} for one in report.times],
        "events": events,
        "statements": [_statement(one, text) for one in report.statements],
        "never": list(_never(events)),
    }


def _names(report: Report) -> dict[str, list[str]]:
    """The forms of each entity that mean it wherever they stand: no pronouns, none that is marked as another's.

    A form with a small first letter ("the minister") is one only if every place of it is marked.
    """
    bearers: dict[str, set[str]] = {}
    marked: dict[str, int] = {}
    for mention in report.mentions:
        form = report.text[slice(*mention.span)]
        bearers.setdefault(form, set()).update(mention.entities)
        marked[form] = marked.get(form, 0) + 1
    names: dict[str, list[str]] = {}
    for one in report.entities:
        forms: dict[str, None] = {}
        for span in one.mentions:
            form = report.text[slice(*span)]
            whole = not form[:1].islower() or marked[form] == len(places(report.text, form))
            if form.casefold() not in PRONOUNS and bearers[form] == {one.id} and whole:
                forms |= dict.fromkeys([form, *(other for other in _wider(report, span) if other not in bearers)])
        names[one.id] = list(forms)
    return names


def _wider(report: Report, span: Span) -> Iterator[str]:
    """Other ways to cut out who has no name: "an official" as "an official in Harare" and, if only one, "official"."""
    text, form = report.text, report.text[slice(*span)]
    head = form.split()[-1]
    if not head.islower():
        return
    if len(places(text, head)) == len(places(text, form)):
        yield head
    bare = re.sub(r"^(an?|its|his|her|their|whose)\s+", "", form, flags=re.IGNORECASE)
    if bare != form and len(places(text, bare)) == len(places(text, form)):
        yield bare
    if more := re.match(r" (?:from|of|for|in|at) (?:the |an? )?", text[span[1] :]):
        at = span[1] + more.end()
        ends = [mention.span[1] for mention in report.mentions if span[1] < mention.span[0] <= at < mention.span[1]]
        if ends:
            yield text[span[0] : max(ends)]


def _one(values: Sequence[Any]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _voices(one: Event | Statement) -> Json:
    return {"voices": [{"role": role, "entity": name} for role, name in one.voices]} if one.voices else {}


def _event(one: Event, text: str) -> Json:
    spans: dict[str, list[int]] = {}
    for span in one.triggers:
        spans.setdefault(text[slice(*span)], []).append(nth(text, span).get("nth", 0))
    triggers = [quote if number == [0] else {"quote": quote, "nth": _one(number)} for quote, number in spans.items()]
    event: Json = {"id": f"e{one.id}", "kinds": list(one.kinds)}
    event |= {"actors": [_one(side) for side in one.actors], "recipients": [_one(side) for side in one.recipients]}
    for name, also in (("also_actors", one.also_actors), ("also_recipients", one.also_recipients)):
        event |= {name: list(also)} if also else {}
    event |= {"symmetric": True} if one.symmetric else {}
    event |= {"triggers": triggers, "status": _one(one.statuses), "factuality": _one(one.facts)}
    if any(role == "source" for role, _ in one.voices) and "Uu" not in one.facts:
        event["factuality"] = [*one.facts, "Uu"]
    event |= {"when": _one(one.when)} if one.when else {}
    if one.place:
        event["place"] = [place for place in one.place if place]
    event |= {"history": [status for status, _ in one.steps]} if len(one.steps) > 1 else {}
    return event | _voices(one) | {"salience": "background" if one.background else "main"}


def _statement(one: Statement, text: str) -> Json:
    content = [nth(text, span) for span in one.content]
    said: Json = {"source": _one(one.source)}
    said |= {"cue": text[slice(*one.cue)]} if one.cue else {}
    said |= {"content": _one([part if "nth" in part else part["quote"] for part in content])}
    said |= {"form": _one(one.forms), "addressees": list(one.addressees), "act": _one(one.acts)}
    return said | _voices(one) | ({"salience": "background"} if one.background else {})


def _never(events: Sequence[Json]) -> Iterator[Json]:
    """What must not be told as done: every event that is not, unless those who take part did the like as well."""

    def sides(event: Json) -> set[str]:
        both = [*event["actors"], *event["recipients"]]
        return {name for side in both for name in (side if isinstance(side, list) else [side])}

    done = [one for one in events if {"occurred", "ongoing"} & {*_listed(one["status"])}]
    for event in events:
        if event in done:
            continue
        between = [one for one in (*event["actors"], *event["recipients"]) if isinstance(one, str)]
        alike = [one for one in done if {*one["kinds"]} & {*event["kinds"]} and {*between} & sides(one)]
        if between and not alike:
            told = f"told as {_listed(event['status'])[0]}"
            yield {"kinds": event["kinds"], "between": between, "status": "occurred", "why": told}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def write_gold(reports: Iterator[Report], folder: Path) -> int:
    """One gold file a report; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    golds = [gold_of(one) for one in reports]
    for gold in golds:
        (folder / f"{gold['id']}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(golds)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 where there is no scorer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of marked reports")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="write the gold's form there; measure nothing")
    parser.add_argument("--by-file", action="store_true", help="a line for each report")
    parser.add_argument("--errors", action="store_true", help="every missed, spurious and wrong item; not for dev")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args(arguments)
    if args.errors and any(folder.name == "dev" for folder in args.folders):
        parser.error("dev has no --errors: whoever has seen its sentences can no longer measure on it")
    if args.gold:
        for folder in args.folders:
            print(f"{write_gold(read_folder(folder), args.gold)} reports written")
        return 0
    scorer = shared("gold", "score.py")
    if scorer is None:
        print("There is no scorer here (set DATELINE_SHARED); nothing was measured.")
        return 0
    for folder in args.folders:
        with tempfile.TemporaryDirectory() as made:
            count, records = write_gold(read_folder(folder), Path(made) / "reports"), Path(made) / "records.jsonl"
            read_gold_rows(scorer, Path(made) / "reports", records)
            command = [sys.executable, str(scorer), str(Path(made) / "reports"), "--records", str(records)]
            wanted = (("explain", args.errors), ("by-file", args.by_file), ("json", args.json))
            command += [f"--{name}" for name, asked in wanted if asked]
            table = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(table if args.json else f"{folder}: {count} reports\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
