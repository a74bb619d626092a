"""A PostgreSQL started for the tests, where Debian's is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

_PORT = 54329  # the name of a socket in a folder of its own: servers of several runs do not meet


@contextmanager
def started() -> Iterator[str]:
    """The address of a fresh server, without a database; skips where there is none to start."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'dateline[postgres]'")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    owner: dict[str, str] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        owner = {"user": "postgres", "group": "postgres"}
    control, data = found[-1].with_name("pg_ctl"), folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c port={_PORT} -c fsync=off"

    def run(*arguments: object) -> None:
        done = subprocess.run([str(one) for one in arguments], cwd=folder, capture_output=True, text=True, **owner)  # type: ignore[call-overload]
        assert not done.returncode, done.stderr

    run(found[-1], "-D", data, "-A", "trust", "-U", "dateline", "-E", "UTF8", "--locale=C.UTF-8")
    run(control, "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://dateline@/postgres?host={folder}&port={_PORT}"
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str) -> str:
    """The URL of an empty database on a server."""
    import psycopg

    name = f"d{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def restart(address: str) -> None:
    """Stop the server of an address as a reboot would, and start it again."""
    folder = Path(dict(parse_qsl(urlsplit(address).query))["host"])
    control = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1]
    owner = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c port={_PORT} -c fsync=off"
    command = [control, "-D", folder / "data", "-o", options, "-l", folder / "log", "-m", "fast", "-w", "restart"]
    subprocess.run([str(one) for one in command], cwd=folder, check=True, capture_output=True, **owner)  # type: ignore[call-overload]
