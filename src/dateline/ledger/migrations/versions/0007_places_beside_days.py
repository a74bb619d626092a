"""Events are found by day with their places beside it, so that places are counted without reading the events."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One index in place of another."""
    op.drop_index("ix_events_day", table_name="events")
    op.create_index("ix_events_day_place", "events", ["day", "place"], unique=False)
