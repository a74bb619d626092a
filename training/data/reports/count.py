"""What the reports hold: `python count.py` prints counts by split, kind, told, style, form of speech and country."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dateline.evaluation.marked import Report
from dateline.evaluation.reports import read_folder

HERE = Path(__file__).parent


def main() -> None:
    reports: dict[str, list[Report]] = {split: list(read_folder(HERE / split)) for split in ("train", "dev")}
    for split, some in reports.items():
        events = [event for report in some for event in report.events]
        words = sum(len(report.text.split()) for report in some)
        main_events = sum(not event.background for event in events)
        statements = sum(len(report.statements) for report in some)
        times, mentions = sum(len(one.times) for one in some), sum(len(one.mentions) for one in some)
        rest = len(events) - main_events
        print(f"{split}: {len(some)} reports, {words} words, {main_events} main and {rest} background")
        print(f"  events, {statements} statements, {mentions} mentions, {times} times")
    both = [report for some in reports.values() for report in some]
    events = [event for report in both for event in report.events]
    cells = Counter((event.kinds[0], event.told) for event in events)
    for kind in sorted({kind for kind, _ in cells}):
        row = {told: number for (one, told), number in sorted(cells.items()) if one == kind}
        print(f"  {kind:<13} {sum(row.values()):4}  " + ", ".join(f"{told} {number}" for told, number in row.items()))
    statements_ = [one for report in both for one in report.statements]
    print("told:", Counter(event.told for event in events).most_common())
    print("acts:", Counter(one.acts[0] for one in statements_).most_common())
    print("forms:", Counter(one.forms[0] for one in statements_).most_common())
    print("voices:", Counter(role for one in [*events, *statements_] for role, _ in one.voices).most_common())
    print("histories:", sum(len(event.steps) > 1 for event in events))
    print("styles:", Counter(report.style for report in both).most_common())
    countries = Counter(entity.country for report in both for entity in report.entities if entity.country)
    print(f"countries: {len(countries)}", countries.most_common(12))


if __name__ == "__main__":
    sys.exit(main())
