"""What is said with its speaker, day and words, so that one utterance in two wordings is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table anew; `engine.py` rebuilds what is computed after any step that changes it."""
    op.drop_table("said")
    op.create_table(
        "said",
        sa.Column("claim", CODE, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("position", CODE, nullable=False),
        sa.Column("words", CODE, nullable=False),
        sa.Column("same", CODE, nullable=False),
        sa.Column("speaker", CODE, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("saying", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("ix_said_article", "said", ["article"], unique=False)
    op.create_index("ix_said_same", "said", ["same"], unique=False)
    op.create_index("ix_said_speaker", "said", ["speaker", "told"], unique=False)
    op.create_index("ix_said_words", "said", ["words"], unique=False)
