"""Chains of reports about one matter: what the ledger holds after each, against the development gold.

    python -m dateline.evaluation.chains [GOLD] [--explain]

Two columns tell whose errors they are: `read` are the reports as Dateline reads them, `ideal` are records that say what
the gold says of each report, so that what is wrong there is the ledger's own. The scores are those of the gold's own
`score.py`. B³ and pairs are measured on all events of all chains, put into one ledger, against the links by hand in
`chain_links.json`; single events count, as gold has them.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from dateline import Ledger
from dateline.evaluation.ideal import ideal_record
from dateline.evaluation.shared import shared
from dateline.pipeline import Failure, default_encoder, read_rows
from dateline.record import Record

LINKS = Path(__file__).with_name("chain_links.json")
_SHARES = ("chain records", "chain status", "chain when")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0, also where there is no gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, help="folder with score.py, reports/ and chains/")
    parser.add_argument("--explain", action="store_true", help="every wrong status, date and number of records")
    args = parser.parse_args(arguments)
    gold = args.gold or shared("gold")
    if gold is None:
        print("There is no development gold here (set DATELINE_SHARED); nothing was measured.")
        return 0
    chains = [json.loads(path.read_text("utf-8")) for path in sorted((gold / "chains").glob("*.json"))]
    read = read_reports(gold, [report for chain in chains for report in chain["reports"]])
    ideal = {name: ideal_record(_gold_of(gold, name), record.article) for name, record in read.items()}
    for name, records in (("read", read), ("ideal", ideal)):
        figures, notes = chain_figures(gold, chains, records)
        print(f"{name:<6}" + "  ".join(f"{share} {figures[share]['share']:.3f}" for share in _SHARES))
        if args.explain:
            print(notes)
    found = merging_figures(chains, ideal)
    print("ideal " + "  ".join(f"{figure} {value:.3f}" for figure, value in found.items()))
    return 0


def _gold_of(gold: Path, report: str) -> Any:
    return json.loads((gold / "reports" / f"{report}.json").read_text("utf-8"))


def read_reports(gold: Path, names: Sequence[str]) -> dict[str, Record]:
    """The reports of the gold by name, read. Raises ValueError if one cannot be read."""
    rows = []
    for name in names:
        command = [sys.executable, str(gold / "score.py"), str(gold / "reports" / f"{name}.json"), "--prepare"]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    found = {}
    for one in read_rows(rows, encoder=default_encoder()):
        if isinstance(one, Failure):
            raise ValueError(f"{one.input}: {one.message}")
        found[one.input] = one
    return found


def chain_figures(gold: Path, chains: Sequence[Any], records: Mapping[str, Record]) -> tuple[Any, str]:
    """What `score.py` says of the ledger after each report of each chain, and its notes."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder, "rows.jsonl")
        rows.write_text("".join(line for chain in chains for line in _after_each(chain, records, folder)), "utf-8")
        command = [sys.executable, str(gold / "score.py"), str(gold / "chains"), "--records", str(rows)]
        figures = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
        notes = subprocess.run([*command, "--explain"], check=True, capture_output=True, text=True).stdout
    return json.loads(figures)["all"], notes.partition("\n\n")[2]


def _after_each(chain: Any, records: Mapping[str, Record], folder: str) -> Iterator[str]:
    with Ledger(Path(folder, f"{chain['id']}.db")) as ledger:
        for number, name in enumerate(chain["reports"], start=1):
            ledger.add(records[name])
            row = {"input": f"{chain['id']}#{number}", "entities": ledger.entities(), "events": ledger.events()}
            yield msgspec.json.encode(row).decode("utf-8") + "\n"
        ledger.close()
    Path(folder, f"{chain['id']}.db").unlink()


def merging_figures(chains: Sequence[Any], records: Mapping[str, Record]) -> dict[str, float]:
    """B³ and pairs of all events of all chains in one ledger, added in an order by lot."""
    links = json.loads(LINKS.read_text("utf-8"))
    wanted: dict[tuple[str, str], str] = {}
    for chain in chains:
        for number, name in enumerate(chain["reports"], start=1):
            for event in records[name].events:
                wanted[name, event.id] = f"{chain['id']} {number}:{event.id.rpartition('-')[0]}"
        together = {one: group[0] for group in links[chain["id"]] for one in group}
        for key, label in wanted.items():
            chained, _, local = label.partition(" ")
            if chained == chain["id"]:
                wanted[key] = f"{chained} {together.get(local, local)}"
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "all.db")) as ledger:
        order = sorted(records)
        random.Random(1).shuffle(order)
        ledger.add_many(records[name] for name in order)
        found = {(told.input, told.event): event.id for event in ledger.events() for told in event.tellings}
    return b_cubed(wanted, found) | pairs(wanted, found)


def b_cubed(wanted: Mapping[Any, str], found: Mapping[Any, str]) -> dict[str, float]:
    """Precision, recall and F1 over items: of those put with it, how many belong with it, and the other way round."""
    precision = _shared(found, wanted)
    recall = _shared(wanted, found)
    return {"B³ P": precision, "B³ R": recall, "B³ F1": _f1(precision, recall)}


def _shared(by: Mapping[Any, str], other: Mapping[Any, str]) -> float:
    groups: dict[str, list[Any]] = {}
    for item in by:
        groups.setdefault(by[item], []).append(item)
    total = sum(
        sum(other.get(one) == other.get(item) for one in groups[by[item]]) / len(groups[by[item]]) for item in by
    )
    return total / max(1, len(by))


def pairs(wanted: Mapping[Any, str], found: Mapping[Any, str]) -> dict[str, float]:
    """Precision, recall and F1 over pairs of items put together: single events do not count."""
    right = {pair for pair in combinations(sorted(wanted), 2) if wanted[pair[0]] == wanted[pair[1]]}
    put = {pair for pair in combinations(sorted(found), 2) if found[pair[0]] == found[pair[1]]}
    precision, recall = len(right & put) / max(1, len(put)), len(right & put) / max(1, len(right))
    return {"pairs P": precision, "pairs R": recall, "pairs F1": _f1(precision, recall)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    sys.exit(main())
