"""The statements of somebody are found in the order of their days: of thousands the latest are read, and no more."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One index in place of another."""
    op.drop_index("ix_statements_source", table_name="statements")
    op.create_index("ix_statements_source_day", "statements", ["source", "day", "id"], unique=False)
