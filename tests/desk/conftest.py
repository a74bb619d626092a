"""A desk for the tests: a ledger by hand, a database of its own for people's data, a client."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import ledger_make as make
from dateline.record import Step
from desk_make import EVIL

HERE = Path(__file__).parent
SUMMIT = ("Donald Trump", "Kim Jong-un")

if find_spec("django") is not None and find_spec("allauth") is not None:
    # Settings are read once a process, so the folder of people's data is there before any of them is imported.
    _folder = tempfile.mkdtemp(prefix="dateline-desk-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["DATELINE_DESK_DATA"] = _folder
    os.environ["DATELINE_DESK_LEDGER"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.desk.settings"
    for name in [one for one in os.environ if one.startswith("DATELINE_DESK_")]:
        if name not in ("DATELINE_DESK_DATA", "DATELINE_DESK_LEDGER"):
            del os.environ[name]
    if server := os.environ.get("DATELINE_TEST_DESK_DATABASE"):  # the same tests over PostgreSQL: test_postgresql
        os.environ["DATELINE_DESK_DATABASE"] = server
    import django

    django.setup()


@pytest.fixture(scope="session")
def reports() -> list[object]:
    """A summit announced, called off and held; two outlets that differ; markup where words should be."""
    cancelled = (Step(status="scheduled", when="2018-06-12"), Step(status="cancelled", as_of="2018-05-24"))
    return [
        make.report("2018-05-10", make.told(when="2018-06-12", place="Singapore"), outlet="The Model Post", name="1"),
        make.report(
            "2018-05-24", make.told(status="cancelled", when="2018-06-12", history=cancelled), outlet="Second", name="2"
        ),
        make.report(
            "2018-06-12", make.told(status="occurred", when="2018-06-12", place="Singapore"), outlet="Third", name="3",
            said=[("Donald Trump", "that talks went well"), ("Kim Jong-un", "that <b>sanctions</b> must go")],
        ),
        make.report(
            "2018-06-13", make.told("visit", ["Sergei Lavrov"], ["North Korea"], when="2018-06-20", place="Pyongyang"),
            make.told("meeting", ["Mike Pompeo", "Kim Yong-chol"], when="2018-05-30", status="occurred"),
            outlet="The Model Post", name="4",
        ),
        make.report(
            "2018-06-13", make.told("demand", ["Russia"], ["United States"], words=f"Russia demands {EVIL} now."),
            outlet=EVIL, name=EVIL, url="javascript:alert(3)", more=EVIL,
        ),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def made(reports: list[object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that no test changes."""
    return _ledger(tmp_path_factory.mktemp("desk") / "made.db", reports)


def _ledger(path: Path, reports: list[object]) -> Path:
    from dateline import Ledger

    with Ledger(path) as ledger:
        ledger.add_many(reports)
    return path


@pytest.fixture(scope="session")
def _database() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@pytest.fixture
def people(_database: None) -> Iterator[None]:
    """People's data, empty before each test; mails are kept in memory, passwords hashed fast, counters at nought."""
    from django.core import mail
    from django.core.cache import cache
    from django.db import connection
    from django.test import override_settings

    from dateline.desk import audit

    kept = {"django_migrations", "django_content_type", "auth_permission"}
    tables = [connection.ops.quote_name(one) for one in sorted(set(connection.introspection.table_names()) - kept)]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        else:
            audit.unguard(connection)
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")
            audit.guard(connection)
    cache.clear()
    mail.outbox = []
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", PASSWORD_HASHERS=fast):
        yield


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A request of a test before may have been in another language, which its thread keeps."""
    if find_spec("django") is not None:
        from django.utils import translation

        translation.activate("en")


@pytest.fixture
def client(made: Path, people: None) -> Iterator[object]:
    """A browser without a log-in, on the ledger that no test changes."""
    from django.test import Client, override_settings

    with override_settings(LEDGER=str(made)):
        yield Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def own(reports: list[object], people: None, tmp_path: Path) -> Iterator[Path]:
    """A ledger of the test's own, which it may change."""
    from django.test import override_settings

    path = _ledger(tmp_path / "own.db", reports)
    with override_settings(LEDGER=str(path)):
        yield path
