"""Work that one process of a desk does at a time, wherever its others run; the lock ends with its holder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

_LOCK = 0x6465736B  # one number for the notices of all desks in one PostgreSQL database
_TURN = 0x6465736C  # and one for those that bring it up to date
_ONE = 0x6465736D  # and one for what is done once


@contextmanager
def alone() -> Iterator[bool]:
    """Is this process the one? A process that is killed holds nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    if settings.DATA is None:
        yield True
        return
    with (settings.DATA / "notices.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until no other process of a desk is within, so that two that start at once make its tables once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        try:
            yield
        finally:
            connection.close()  # with which the lock goes, whatever happened
        return
    if settings.DATA is None:
        yield
        return
    with (settings.DATA / "tables.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction of people's database that begins when no other of its sort is open: what it finds stays so."""
    with transaction.atomic():  # of SQLite there is one that writes at a time anyway
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE])
        yield
