"""A ledger of each sort for the tests: a file, and a PostgreSQL started for them where Debian's is installed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postgres import new_database, started


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a fresh server, without a database; skips where there is none to start."""
    with started() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made: a path, then a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes as many places for a ledger as are asked for: paths, then URLs."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid.uuid4().hex}.db")
    server = request.getfixturevalue("postgresql")
    return lambda: new_database(server)
