"""How a ledger is opened: SQLite by path, PostgreSQL by URL; what goes wrong comes as an error with a hint."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from dateline.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerNewer, NoLedger, installed_with
from dateline.ledger.schema import REVISION

WAIT_SECONDS = 30  # for another writer: one report takes milliseconds, a rebuild of a million events minutes
_COMPUTED_SINCE = "0006"  # what is computed is made anew in ledgers of earlier revisions
_LOOKS_SINCE = "0008"  # before it, nothing told how claims look
_LOCK = 0x646C6E  # one number for all writers of a PostgreSQL ledger


def open_engine(place: str | Path, *, create: bool = True, wait: float = WAIT_SECONDS) -> Engine:
    """The engine of the ledger at `place`, its tables up to date. Raises LedgerError.

    `place` is a path, or a URL of SQLAlchemy (`postgresql://user@host/name`). Where there is no ledger, one is made,
    unless `create` is False.
    """
    engine = _engine(place, create=create, wait=wait)
    try:
        with told(str(place)):
            _bring_up_to_date(engine, str(place), create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(place: str | Path, *, create: bool, wait: float) -> Engine:
    if isinstance(place, str) and "://" in place:
        try:
            url = make_url(place)
            if url.drivername in ("postgres", "postgresql"):
                url = url.set(drivername="postgresql+psycopg")
            if url.get_backend_name() == "postgresql":
                return create_engine(url)
            if url.get_backend_name() != "sqlite":
                raise LedgerError(f"{url.get_backend_name()} is no ledger", hint="give a file or postgresql://…")
            place = url.database or ""
        except (ArgumentError, NoSuchModuleError) as error:
            raise LedgerError(f"{place} is no address of a database", hint="postgresql://user@host/name") from error
        except ModuleNotFoundError as error:
            raise LedgerError("no driver for PostgreSQL", hint=installed_with("postgres")) from error
    path = Path(place)
    if not create and not path.exists():
        raise NoLedger(f"there is no ledger at {place}", hint=f"make one: dateline add {place} REPORT…")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise NoLedger(f"{place} cannot be a ledger", hint="give the name of a file in a folder that exists")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": wait, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _: object) -> None:
    # The driver's own BEGIN comes too late for a consistent read and too weak for a writer: we begin ourselves.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "wal_autocheckpoint=16000"):
        connection.execute(f"PRAGMA {pragma}").fetchone()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_CACHE_KB = 262_144  # of the connection that writes to SQLite: with less, a tenth of the time goes into reading pages


@contextmanager
def writing(engine: Engine, place: str) -> Iterator[Connection]:
    """A transaction of the one writer: all of it is there at its end, or nothing. Others wait their turn."""
    with told(place), engine.connect().execution_options(dateline_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(WAIT_SECONDS * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        else:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KB}")
        yield connection


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: of the many small things that a batch makes, none refers to itself.

    Walking them over and over took a fifth of the time. Where two threads meet here, the last one may find it running
    again early, which costs it that time and nothing else.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_STILL: ContextVar[Connection | None] = ContextVar("transaction that others read in", default=None)


@contextmanager
def still(engine: Engine, place: str) -> Iterator[None]:
    """One transaction for all that is read inside: one state of the ledger, and 0.05 ms less each."""
    with reading(engine, place) as connection:
        token = _STILL.set(connection)
        try:
            yield
        finally:
            _STILL.reset(token)


@contextmanager
def reading(engine: Engine, place: str) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger, whatever others write meanwhile; that of `still`, inside it."""
    begun = _STILL.get()
    if begun is not None and begun.engine is engine:
        with told(place):
            yield begun
        return
    with told(place), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def told(place: str) -> Iterator[None]:
    """What the database raises, as errors of ours."""
    try:
        yield
    except DBAPIError as error:
        raise _named(error, place) from error
    except sqlite3.DatabaseError as error:
        raise _by_words(str(error), place) from error


def _named(error: DBAPIError, place: str) -> LedgerError:
    return _by_words(str(error.orig), place, operational=isinstance(error, OperationalError))


def _by_words(words: str, place: str, *, operational: bool = False) -> LedgerError:
    low = words.lower()
    if "locked" in low or "lock timeout" in low or "busy" in low:
        return LedgerBusy(
            f"{place} is being written by another process", hint="try again when that is done; readers never wait"
        )
    if "not a database" in low:
        return LedgerDamaged(
            f"{place} is no ledger, or it is damaged; nothing was written",
            hint="the ledger comes first: dateline add LEDGER REPORT…; of a damaged one restore a copy",
        )
    if "malformed" in low or "corrupt" in low:
        return LedgerDamaged(
            f"{place} is no ledger, or it is damaged: {words}",
            hint="restore a copy, or try `sqlite3 FILE .recover`; nothing was written",
        )
    if "disk is full" in low or "no space" in low or "readonly" in low or "read-only" in low or "disk i/o" in low:
        hint = "make room, or check the rights of file and folder; to read it only, copy it to a folder of yours"
        return LedgerFull(f"{place} cannot be written: {words}", hint=hint)
    if "unable to open" in low:
        return NoLedger(f"{place} cannot be opened: {words}", hint="check the name and whether you may read it")
    if operational and "connect" in low:
        return NoLedger(f"the database does not answer: {words.splitlines()[0]}", hint="is the server running?")
    return LedgerError(f"{place}: {words.splitlines()[0] if words else 'an error of the database'}")


def _bring_up_to_date(engine: Engine, place: str, *, create: bool) -> None:
    """Make the tables, or bring them to this version. Raises LedgerNewer where they are beyond it."""
    with engine.connect() as connection:
        revision = _revision(connection, place)
    if revision == REVISION:
        return
    if revision is None and not create:
        raise NoLedger(f"there is no ledger at {place}", hint=f"make one: dateline add {place} REPORT…")
    if revision is not None and revision > REVISION:
        raise LedgerNewer(
            f"{place} was written by a later Dateline (schema {revision}, this one knows {REVISION})",
            hint="update Dateline: git pull and pip install . in its folder",
        )
    from dateline.ledger.migrate import upgrade

    with writing(engine, place) as connection:
        before = _revision(connection, place)
        if before != REVISION:  # somebody else may have been faster
            upgrade(connection)
        if before is not None and before < _COMPUTED_SINCE:
            from dateline.ledger.writer import rebuild

            rebuild(connection)
        elif before is not None and before < _LOOKS_SINCE:
            from dateline.ledger.folding import mark_looks

            mark_looks(connection)


def _revision(connection: Connection, place: str) -> str | None:
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names and connection.dialect.name == "sqlite":
            raise LedgerDamaged(f"{place} is a database, but no ledger", hint="give another file name")
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
