"""What is computed or put together once: properties of what does not change, and statements for many rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Insert, Table, insert
from sqlalchemy.sql.dml import UpdateBase

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801
    """A property that is computed when it is first asked, of an object that has a `__dict__` and does not change.

    `functools.cached_property` takes a lock for it up to Python 3.11, which costs more than most of what is kept here.
    Two threads that ask at once may both compute it: it is the same.
    """

    def __init__(self, made: Callable[[Any], T]) -> None:
        self._made = made
        self.__doc__ = made.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        if instance is None:
            return self  # type: ignore[return-value]
        found: T = self._made(instance)
        instance.__dict__[self._name] = found  # from now on this is found first
        return found


_TEXTS: dict[tuple[int, str, tuple[str, ...]], tuple[str, Sequence[str] | None, UpdateBase]] = {}


def run_many(connection: Connection, statement: UpdateBase, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run a statement that is a constant of its module once for each row; all rows have the same names.

    SQLAlchemy compiles it once and hands the rows to the driver as they are: to have it put each of them together costs
    more than writing it, and no column of a ledger needs a conversion.
    """
    names = tuple(rows[0])
    mark = (id(statement), connection.dialect.name, names)
    if mark not in _TEXTS:
        compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
        _TEXTS[mark] = (compiled.string, compiled.positiontup, statement)
    text, order, _ = _TEXTS[mark]
    if order is None:
        connection.exec_driver_sql(text, [dict(row) for row in rows])
    else:
        connection.exec_driver_sql(text, [tuple([row[name] for name in order]) for row in rows])


@cache
def into(table: Table) -> Insert:
    """The statement that adds rows to a table."""
    return insert(table)
