"""The keys of claims with the day of the report beside them; what is computed is made anew from what is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table anew; `engine.py` rebuilds what is computed after any step that changes it."""
    op.drop_index("ix_claims_id", table_name="claims")  # nobody asks for a claim by its id alone
    op.drop_index("ix_event_keys_claim", table_name="event_keys")
    op.drop_table("event_keys")
    op.create_table(
        "event_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("claim", CODE, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_keys_claim", "event_keys", ["claim"], unique=False)
