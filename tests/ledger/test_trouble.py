"""Trouble: killed at any moment, two writers, damaged files, later schemas: nothing is torn, errors have hints."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline import Ledger
from dateline.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerNewer, NoLedger
from dateline.ledger import engine as engine_module
from dateline.ledger.engine import open_engine
from dateline.ledger.migrate import upgrade
from dateline.ledger.schema import metadata
from dateline.record import to_json
from ledger_make import report, told
from postgres import new_database

RECORDS = [
    report(
        f"2018-{1 + n % 12:02}-{1 + n % 28:02}",
        told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"], when=f"2018-{1 + n % 12:02}-20"),
        name=str(n),
    )
    for n in range(120)
]
ADDING = """
import sys
from pathlib import Path
from dateline import Ledger
from dateline.record import from_json
records = [from_json(line) for line in Path(sys.argv[2]).read_bytes().splitlines()]
with Ledger(sys.argv[1]) as ledger:
    there = ledger.info().articles
    print("ready", flush=True)
    for start in range(there, len(records), 3):
        ledger.add_many(records[start : start + 3], at_once=3)
        print("added", flush=True)
"""
KILLS = int(os.environ.get("DATELINE_KILLS", "8"))  # on each database; a hundred take some minutes


@pytest.mark.slow
def test_killed_at_any_moment_what_was_told_added_is_there_and_a_rerun_completes(
    places: Callable[[], str], tmp_path: Path
) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_bytes(b"".join(to_json(one) + b"\n" for one in RECORDS))
    with Ledger(tmp_path / "whole.db") as whole:
        whole.add_many(RECORDS)
        complete = whole.state()
    dice = random.Random(KILLS)
    place, there, struck = places(), 0, 0
    while struck < KILLS:
        told_added, done = _killed(place, lines, dice)
        struck += not done
        with Ledger(place) as ledger:
            info = ledger.info()
            # A batch may have been written and not been told any more; none is there in part.
            assert there + told_added <= info.articles <= there + told_added + 3
            assert info.articles % 3 == 0
            assert info.claims == sum(len(one.entities) + len(one.events) for one in RECORDS[: info.articles])
            there = info.articles
            before = ledger.state()
            ledger.rebuild()
            assert before == ledger.state()
            if done:
                assert complete == before
        if done:
            place, there = places(), 0
    with Ledger(place) as ledger:
        ledger.add_many(RECORDS)

        assert complete == ledger.state()


def _killed(place: str, lines: Path, dice: random.Random) -> tuple[int, bool]:
    """Add, and kill at a moment by lot; how many reports were told added, and whether it was done before."""
    arguments = [sys.executable, "-c", ADDING, place, str(lines)]
    running = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=os.environ)
    assert running.stdout is not None
    assert running.stdout.readline()
    told = [running.stdout.readline() for _ in range(dice.randrange(4))]
    time.sleep(dice.random() * 0.03)  # a batch takes some hundredths of a second
    running.send_signal(signal.SIGKILL)
    told += running.communicate()[0].splitlines()
    return 3 * sum(line.strip() == "added" for line in told), running.returncode == 0


def test_two_writers_take_turns_and_a_reader_never_waits(place: str) -> None:
    with Ledger(place) as one, Ledger(place) as two:
        one.add(RECORDS[0])
        two.add(RECORDS[1])
        one.add(RECORDS[2])

        assert 3 == one.info().articles == two.info().articles


def test_a_writer_that_does_not_end_is_told_and_readers_read_on(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger(place) as ledger:
        ledger.add(RECORDS[0])
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(place, wait=0.1) as ledger:
        assert 1 == ledger.info().articles
        with pytest.raises(LedgerBusy, match="another process"):
            ledger.add(RECORDS[1])
    other.close()


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    place.write_text("not a database, but long enough to be taken for one" * 40)

    with pytest.raises(LedgerDamaged, match="no ledger, or it is damaged"):
        Ledger(place)

    assert place.read_text().startswith("not a database")


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as other:
        other.execute("CREATE TABLE mine (a)")

    with pytest.raises(LedgerDamaged, match="but no ledger"):
        Ledger(tmp_path / "a.db")


def test_a_broken_page_is_told_as_damage(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger(place) as ledger:
        ledger.add_many(RECORDS)
    data = bytearray(place.read_bytes())
    for page in range(4096 * 4, len(data) - 4096, 4096 * 2):
        data[page : page + 512] = os.urandom(512)
    place.write_bytes(data)

    with pytest.raises(LedgerError) as error:
        _use(place)
    assert error.value.hint or error.value.message


def _use(place: Path) -> None:
    with Ledger(place) as ledger:
        ledger.events()
        ledger.rebuild()


def test_a_later_schema_asks_for_an_update(place: str) -> None:
    engine = open_engine(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(LedgerNewer, match="later Dateline") as error:
        Ledger(place)
    assert "pip install ." in error.value.hint


def test_what_is_not_there_is_told_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="there is no ledger"):
        Ledger(tmp_path / "none.db", create=False)
    with pytest.raises(NoLedger, match="cannot be a ledger"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger("mysql://somewhere/else")


def test_a_ledger_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger(place) as ledger:
        ledger.add(RECORDS[0])
    with Ledger(place) as ledger:
        connection = ledger._engine.raw_connection()
        connection.cursor().execute("PRAGMA max_page_count = 1")  # a full disk, as SQLite sees it
        connection.close()
        before = ledger.state()
        with pytest.raises(LedgerFull) as error:
            ledger.add_many(RECORDS)
        assert "make room" in error.value.hint
        assert (1, before) == (ledger.info().articles, ledger.state())
    with Ledger(place) as ledger:  # there is room again: the same call goes on
        assert len(RECORDS) - 1 == ledger.add_many(RECORDS)


def test_a_file_that_ends_early_is_told_as_damage(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger(place) as ledger:
        ledger.add_many(RECORDS)
    place.write_bytes(place.read_bytes()[:200_000])

    with pytest.raises(LedgerDamaged, match="damaged"):
        _use(place)
    assert 200_000 == place.stat().st_size


def test_a_writer_of_postgresql_that_does_not_end_is_told_and_readers_read_on(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_database(postgresql)
    with Ledger(place) as ledger:
        ledger.add(RECORDS[0])
    monkeypatch.setattr(engine_module, "WAIT_SECONDS", 0.2)
    other = open_engine(place)
    with engine_module.writing(other, place), Ledger(place) as ledger:
        assert 1 == ledger.info().articles
        with pytest.raises(LedgerBusy, match="another process"):
            ledger.add(RECORDS[1])
    other.dispose()


def test_a_failure_within_a_report_leaves_no_trace_of_it(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.ledger import writer

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("in the midst of it")

    with Ledger(place) as ledger:
        ledger.add(RECORDS[0])
        before = ledger.state()
        monkeypatch.setattr(writer, "publish_statements", fail)
        with pytest.raises(RuntimeError):
            ledger.add(RECORDS[1])
        monkeypatch.undo()

        assert (1, before) == (ledger.info().articles, ledger.state())


def test_the_migrations_make_the_tables_of_the_schema(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_engine(place)
    with engine.begin() as connection:
        upgrade(connection)  # once more changes nothing
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()

    # The index for full text is made by hand, in ways of their own.
    assert [] == [one for one in found if "texts_index" not in str(one) and "vector" not in str(one)]
