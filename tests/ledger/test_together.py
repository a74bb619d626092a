"""A writer, a reader and a searcher at once, in processes of their own: no error, and nobody sees half a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline import Ledger
from dateline.record import to_json
from ledger_make import report, told

READING = """
import sys, time
from dateline import Ledger
end = time.monotonic() + float(sys.argv[2])
rounds = 0
with Ledger(sys.argv[1], create=False) as ledger:
    while time.monotonic() < end:
        events = ledger.timeline(newest_first=True, limit=50)
        assert all(event.tellings for event in events)
        assert len(ledger.search("meeting scheduled", limit=5)) <= 5
        info = ledger.info()
        assert info.claims == 3 * info.articles, info
        rounds += 1
print(rounds)
"""
WRITING = """
import sys
from pathlib import Path
from dateline import Ledger
from dateline.record import from_json
with Ledger(sys.argv[1]) as ledger:
    for line in Path(sys.argv[2]).read_bytes().splitlines():
        ledger.add(from_json(line))
print("done")
"""


@pytest.mark.slow
def test_readers_and_writers_at_once(place: str, tmp_path: Path) -> None:
    several = []
    with Ledger(place):
        pass
    for name in ("a", "b"):  # two writers, each with its own reports
        lines = tmp_path / f"{name}.jsonl"
        records = [
            report(f"2018-{1 + n % 12:02}-01", told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"]), name=f"{name}{n}")
            for n in range(150)
        ]
        lines.write_bytes(b"".join(to_json(one) + b"\n" for one in records))
        several.append([sys.executable, "-c", WRITING, place, str(lines)])
    several += [[sys.executable, "-c", READING, place, "6"]] * 2
    running = [subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for one in several]

    ended = [one.communicate(timeout=120) for one in running]

    assert [0, 0, 0, 0] == [one.returncode for one in running], [errors for _, errors in ended]
    assert all(int(out) > 0 for out, _ in ended[2:])
    with Ledger(place) as ledger:
        assert 300 == ledger.info().articles
        before = ledger.state()
        ledger.rebuild()
        assert before == ledger.state()
