"""The audit log: who did what, when, from where. Lines are added; the database refuses to change them.

Told are log-ins and what fails of them, accounts, second factors, roles, moderation and corrections.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest

from dateline.desk.models import Entry, Person

KEPT_DAYS = 365  # within which the database deletes no line; how long they are kept is a setting, and no shorter

_SQLITE = (
    """
    CREATE TRIGGER desk_entry_kept BEFORE UPDATE ON desk_entry
    WHEN NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.what <> OLD.what OR NEW."on" <> OLD."on"
      OR NEW.detail <> OLD.detail OR (NEW.ip <> OLD.ip AND NEW.ip <> '')
      OR (NEW.by_id IS NOT OLD.by_id AND NEW.by_id IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
    """,
    f"""
    CREATE TRIGGER desk_entry_stays BEFORE DELETE ON desk_entry
    WHEN OLD.at > datetime('now', '-{KEPT_DAYS} days')
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
    """,
)
_POSTGRESQL = (
    f"""
    CREATE FUNCTION desk_entry_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.at > now() - interval '{KEPT_DAYS} days' THEN
          RAISE EXCEPTION 'the audit log is only added to';
        END IF;
        RETURN OLD;
      END IF;
      IF NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.what <> OLD.what OR NEW."on" <> OLD."on"
         OR NEW.detail <> OLD.detail OR (NEW.ip <> OLD.ip AND NEW.ip <> '')
         OR (NEW.by_id IS DISTINCT FROM OLD.by_id AND NEW.by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'the audit log is only added to';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER desk_entry_kept BEFORE UPDATE OR DELETE ON desk_entry
    FOR EACH ROW EXECUTE FUNCTION desk_entry_kept()
    """,
)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse changes of the log."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take that back, for the way back of the migration and for tests."""
    if connection.vendor == "postgresql":
        _run(connection, ("DROP FUNCTION desk_entry_kept() CASCADE",))
    else:
        _run(connection, ("DROP TRIGGER desk_entry_kept", "DROP TRIGGER desk_entry_stays"))


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def note(
    what: str, *, by: Person | None = None, on: Any = "", detail: str = "", request: HttpRequest | None = None
) -> Entry:
    """Add a line. `by` is who is logged in, where a request is given and nobody is named."""
    if by is None and request is not None and isinstance(getattr(request, "user", None), Person):
        by = request.user  # type: ignore[assignment]
    ip = str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""
    return Entry.objects.create(by=by, what=what, on=str(on)[:120], detail=detail[:500], ip=ip[:45])
