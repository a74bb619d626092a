"""A ledger under load: how fast reports go in, how fast questions are answered, how large it grows.

    python -m dateline.evaluation.load 10000 100000 [--at-once 50]

Reports are made up (`synthetic.py`). Adding is measured in processor time of one core, making the reports left out;
questions in milliseconds of wall clock, median and the slowest of twenty, each of another event, actor or word.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from dateline import Ledger
from dateline.evaluation.synthetic import reports
from dateline.lexicon import states

_ROW = (
    "| {matters:,} | {reports:,} | {events:,} | {rate:,.0f} | {show} | {timeline} | {pair} | {search} "
    "| {size:,.0f} | {rss:,.0f} |"
)
_HEAD = (
    "| matters | reports | events | reports/s | show, ms | timeline, ms | pair, ms | search, ms | file, MB | RSS, MB |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
_WORDS = ("grain", "pipeline", "hostages", "satellites", "tariffs")
_ASKED = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table, a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("matters", type=int, nargs="+")
    parser.add_argument("--at-once", type=int, default=50, help="reports in one transaction")
    args = parser.parse_args(arguments)
    print("\n".join(_HEAD), flush=True)
    for matters in args.matters:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(matters, Path(folder, "load.db"), at_once=args.at_once), flush=True)
    return 0


def measure(matters: int, place: Path, *, at_once: int) -> str:
    """A row of the table for one ledger, which is made at `place`."""
    waiting = reports(matters)
    added, spent = 0, 0.0
    with Ledger(place) as ledger:
        while batch := list(islice(waiting, 20 * at_once)):
            begun = time.process_time()
            added += ledger.add_many(batch, at_once=at_once)
            spent += time.process_time() - begun
        info = ledger.info()
        ids = [one.id for one in ledger.events(limit=5000)][:: max(1, min(info.events, 5000) // _ASKED)]
        names = [states()[code].name for code in sorted(states())][:: max(1, len(states()) // _ASKED)]
        return _ROW.format(
            matters=matters, reports=added, events=info.events, rate=added / spent,
            show=_asked([partial(ledger.event, one) for one in ids]),
            timeline=_asked([partial(ledger.timeline, one, newest_first=True, limit=50) for one in names]),
            pair=_asked([partial(ledger.timeline, one, names[0], limit=50) for one in names[1:]]),
            search=_asked([partial(ledger.search, f"summit {one}") for one in _WORDS * 4]),
            size=(info.bytes or 0) / 1e6, rss=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )  # fmt: skip


def _asked(questions: Sequence[Callable[[], object]]) -> str:
    """Median and slowest of the questions, in milliseconds."""
    taken = []
    for question in questions:
        begun = time.perf_counter()
        question()
        taken.append(1000 * (time.perf_counter() - begun))
    return f"{median(taken):.1f} (≤ {max(taken):.0f})"


if __name__ == "__main__":
    sys.exit(main())
