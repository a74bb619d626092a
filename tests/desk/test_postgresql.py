"""People's data on PostgreSQL: the tests of people, programs and notices once more, over a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from desk.test_deploy import answers, running
from postgres import new_database, restart, started

AGAIN = (
    "test_at_once.py",
    "test_people.py",
    "test_programs.py",
    "test_notices.py",
    "test_languages.py",
    "test_accounts.py",
    "test_security.py",
    "test_fuzz.py",
)


@pytest.mark.slow
def test_everything_about_people_holds_on_postgresql_too() -> None:
    with started() as server:
        given = os.environ | {"DATELINE_TEST_DESK_DATABASE": new_database(server)}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "", *AGAIN]
        ran = subprocess.run(command, cwd=Path(__file__).parent, env=given, capture_output=True, text=True, check=False)

    assert 0 == ran.returncode, ran.stdout[-4000:]
    assert "passed" in ran.stdout


@pytest.mark.slow
def test_a_server_that_is_restarted_is_found_again(made: Path, tmp_path: Path) -> None:
    with started() as server:
        address = new_database(server)
        with running(made, tmp_path, DATELINE_DESK_DATABASE=address) as (_, url):
            assert all(answers(f"{url}/about/filter/") for _ in range(10))  # each thread has a connection
            restart(address)
            assert all(answers(f"{url}/about/filter/") for _ in range(10))
