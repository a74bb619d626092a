"""Beside the keys of a claim stands how it looks for others, so that few are read for one that comes late."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column; until `engine.py` tells how each claim looks, all look as far as any does."""
    op.add_column("event_keys", sa.Column("looks", sa.Integer(), nullable=False, server_default="4"))
