"""Writers, readers, a searcher and the desk at once, in processes of their own: no error, nobody sees half a report."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
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


SEARCHING = """
import sys, time
from dateline import Ledger
end = time.monotonic() + float(sys.argv[2])
rounds = 0
with Ledger(sys.argv[1], create=False) as ledger:
    while time.monotonic() < end:
        ledger.search("meeting", who="Sergei Lavrov", since="2018", limit=5)
        assert ledger.facets("Pompeo").found <= 2000
        rounds += 1
print(rounds)
"""
WRITING_FOR = """
import sys, time
from pathlib import Path
from dateline import Ledger
from dateline.record import from_json
end = time.monotonic() + float(sys.argv[3])
written = 0
with Ledger(sys.argv[1]) as ledger:
    for line in Path(sys.argv[2]).read_bytes().splitlines():
        written += ledger.add(from_json(line))
        if time.monotonic() > end:
            break
print(written)
"""
SECONDS = float(os.environ.get("DATELINE_SECONDS", "5"))
PAGES = ("", "search/?q=meeting", "calendar/", "statements/")


@pytest.mark.slow
def test_the_desk_a_writer_and_a_searcher_at_once(place: str, tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
    with Ledger(place) as ledger:
        ledger.add(report("2018-01-01", told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"]), name="first"))
    lines = tmp_path / "lines.jsonl"
    records = [
        report(f"{1990 + n // 12}-{1 + n % 12:02}-01", told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"]), name=f"{n}")
        for n in range(int(40 * SECONDS))
    ]
    lines.write_bytes(b"".join(to_json(one) + b"\n" for one in records))
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO"))}
    serving = [sys.executable, "-m", "dateline", "desk", place, "--port", "0", "--data", str(tmp_path / "people")]
    with (tmp_path / "log").open("w") as log:
        desk = subprocess.Popen(serving, env=env, stdout=log, stderr=log)
    try:
        address = _address(tmp_path / "log")
        several = [
            [sys.executable, "-c", WRITING_FOR, place, str(lines), str(SECONDS)],
            [sys.executable, "-c", SEARCHING, place, str(SECONDS)],
        ]
        running = [subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for one in several]
        answers: list[int] = []
        end = time.monotonic() + SECONDS
        while time.monotonic() < end or len(answers) < len(PAGES):
            answers.append(_asked(f"{address}{PAGES[len(answers) % len(PAGES)]}"))
            time.sleep(0.05)
        ended = [one.communicate(timeout=60 + 4 * SECONDS) for one in running]
    finally:
        desk.send_signal(signal.SIGINT)
        desk.wait(timeout=20)

    assert [0, 0] == [one.returncode for one in running], [errors for _, errors in ended]
    assert {200} == set(answers)
    written, searched = (int(out) for out, _ in ended)
    assert written > 0
    assert searched > 0
    print(f"{len(answers)} pages, {written} reports, {searched} searches in {SECONDS:g} s")  # shown by pytest -s
    assert "Traceback" not in (tmp_path / "log").read_text()
    with Ledger(place) as ledger:
        assert 1 + written == ledger.info().articles


def _address(log: Path) -> str:
    """Where the desk is open, once it answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if found := re.search(r"open at (http://\S+/) ", log.read_text()):
            try:
                if _asked(found[1]) == 200:
                    return found[1]
            except OSError:
                pass
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _asked(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
