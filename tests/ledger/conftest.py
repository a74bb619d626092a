"""A ledger of each sort for the tests: a file, and a PostgreSQL started for them where Debian's is installed."""

from __future__ import annotations

from collections.abc import Iterator
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
