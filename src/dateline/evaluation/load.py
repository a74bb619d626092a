"""A ledger under load: how fast reports go in, how fast questions are answered, how large it grows.

    python -m dateline.evaluation.load 10000 100000 [--at-once 200] [--at PLACE]
    python -m dateline.evaluation.load 1000000 --growing [--minutes 60]

Reports are made up (`synthetic.py`). Adding is measured in processor time of this process, making the reports left out,
and by the clock (of PostgreSQL the server's time is in the latter only); questions in milliseconds: the median of
twenty, each of another event, actor or word, in processor time / by the clock (≤ the slowest). `--growing` fills one
ledger with the reports of all matters, day by day, and measures it each time that it has grown two- or threefold: then
as much is told a day from the first row to the last. `--minutes` ends it early; the last row says how far it came.
`--late 1000` adds so many reports of other matters at the end, from all days that the ledger knows, in no order.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from statistics import median

from dateline import Ledger
from dateline.evaluation.synthetic import reports
from dateline.ledger.ledger import AT_ONCE
from dateline.lexicon import states

_ROW = (
    "| {events:,} | {reports:,} | {rate:,.0f} | {wall:,.0f} | {show} | {timeline} | {listed} | {pair} | {search} "
    "| {facets} | {places} | {size:,.0f} | {rss:,.0f} |"
)
_HEAD = (
    "| events | reports | reports/s | by the clock | show | timeline | the same, listed | pair | search "
    "| facets | places | file, MB | RSS, MB |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
)
_WORDS = ("grain", "pipeline", "hostages", "satellites", "tariffs")
_ASKED = 20
_BATCH = 4_000  # reports that are made before they are added
_OTHERS = 60  # matters of ten years for each report that comes late: of one month there are enough
_STEPS = (
    10_000,
    30_000,
    100_000,
    200_000,
    300_000,
    500_000,
    700_000,
    1_000_000,
    3_000_000,
)  # events at which a growing ledger is measured


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table, a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("matters", type=int, nargs="+")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="reports in one transaction")
    parser.add_argument("--at", metavar="PLACE", help="a file, or a database of PostgreSQL, that is gone on with")
    parser.add_argument("--growing", action="store_true", help="one ledger, measured as it grows")
    parser.add_argument("--minutes", type=float, default=600, help="end a growing ledger after so long")
    parser.add_argument("--late", type=int, default=0, help="add so many old reports at the end")
    args = parser.parse_args(arguments)
    print("\n".join(_HEAD), flush=True)
    for matters in args.matters:
        with tempfile.TemporaryDirectory() as folder:
            place = args.at or str(Path(folder, "load.db"))
            ends = time.monotonic() + 60 * args.minutes if args.growing else None
            for row in measured(matters, place, at_once=args.at_once, growing=args.growing, ends=ends):
                print(row, flush=True)
            if args.late:
                print(late(args.late, place, at_once=args.at_once), flush=True)
    return 0


def late(count: int, place: str, *, at_once: int) -> str:
    """Add reports of other matters that are as old as the ledger is, in no order; how fast."""
    with Ledger(place) as ledger:
        last = ledger.info().last_day or ""
        old = list(takewhile(lambda one: (one.article.published or "") <= last, reports(_OTHERS * count, seed=2)))
        random.Random(2).shuffle(old)
        begun, clock = time.process_time(), time.perf_counter()
        added = ledger.add_many(old[:count], at_once=at_once)
        spent, wall = time.process_time() - begun, time.perf_counter() - clock
    return f"{added:,} old reports in no order: {added / spent:,.0f} a second, {added / wall:,.0f} by the clock"


def measured(
    matters: int, place: str, *, at_once: int, growing: bool = False, ends: float | None = None
) -> Iterator[str]:
    """Rows of the table for one ledger, which is made at `place`: one at its end, of a growing one several.

    The rate of a row is that since the row before.
    """
    making = reports(matters)
    made = chain(list(islice(making, 1)), making)
    gc.collect()
    gc.freeze()  # the matters are made now, a gigabyte of a million: to walk them is no work of the ledger
    added, spent, wall = 0, 0.0, 0.0
    with Ledger(place) as ledger:
        there = ledger.sizes()
        total = looked = there["articles"]
        waiting = islice(made, total, None)
        steps = [one for one in _STEPS if one > there["events"]] if growing else []
        while batch := list(islice(waiting, _BATCH)):
            begun, clock = time.process_time(), time.perf_counter()
            added += ledger.add_many(batch, at_once=at_once)
            spent += time.process_time() - begun
            wall += time.perf_counter() - clock
            late = ends is not None and time.monotonic() > ends
            grown = False
            if steps and total + added >= looked + steps[0] // 20:  # counting takes its time
                looked = total + added
                grown = ledger.sizes()["events"] >= steps[0]
            if late or grown:
                total += added
                yield _row(ledger, total, added / spent, added / wall)
                added, spent, wall, steps = 0, 0.0, 0.0, steps[1:]
            if late:
                return
        if added:
            yield _row(ledger, total + added, added / spent, added / wall)


def _row(ledger: Ledger, added: int, rate: float, wall: float) -> str:
    info = ledger.info()
    ids = [one.id for one in ledger.events(limit=5000, tellings=False)][:: max(1, min(info.events, 5000) // _ASKED)]
    names = [states()[code].name for code in sorted(states())][:: max(1, len(states()) // _ASKED)]
    return _ROW.format(
        reports=added, events=info.events, rate=rate, wall=wall,
        show=_asked([partial(ledger.event, one) for one in ids]),
        timeline=_asked([partial(ledger.timeline, one, newest_first=True, limit=50) for one in names]),
        listed=_asked([
            partial(ledger.timeline, one, newest_first=True, limit=50, tellings=False) for one in names
        ]),
        pair=_asked([partial(ledger.timeline, one, names[0], limit=50) for one in names[1:]]),
        search=_asked([partial(ledger.search, f"summit {one}") for one in _WORDS * 4]),
        facets=_asked([partial(ledger.facets, f"summit {one}") for one in _WORDS * 4]),
        places=_asked([partial(ledger.places, since=f"{year}", until=f"{year}") for year in range(2015, 2025)]),
        size=(info.bytes or 0) / 1e6, rss=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )  # fmt: skip


def _asked(questions: Sequence[Callable[[], object]]) -> str:
    """Of the questions the median in processor time, and the median and the slowest by the clock; in milliseconds."""
    worked, taken = [], []
    for question in questions:
        begun, clock = time.process_time(), time.perf_counter()
        question()
        worked.append(1000 * (time.process_time() - begun))
        taken.append(1000 * (time.perf_counter() - clock))
    return f"{median(worked):.1f} / {median(taken):.1f} (≤ {max(taken):.0f})"


if __name__ == "__main__":
    sys.exit(main())
