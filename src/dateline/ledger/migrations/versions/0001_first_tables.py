"""The first tables, and the index for full text: FTS5 of SQLite over `texts`, a tsvector of PostgreSQL within it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_SQLITE = (
    "CREATE VIRTUAL TABLE texts_index USING fts5"
    "(words, content='texts', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN"
    " INSERT INTO texts_index(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN"
    " INSERT INTO texts_index(texts_index, rowid, words) VALUES ('delete', old.number, old.words); END",
)
_POSTGRESQL = (
    "ALTER TABLE texts ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('english', words)) STORED",
    "CREATE INDEX ix_texts_vector ON texts USING gin (vector)",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "articles",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("speaks", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("published", CODE, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_articles_id", "articles", ["id"], unique=False)
    op.create_index("ix_articles_page", "articles", ["page"], unique=False)
    op.create_index("ix_articles_published", "articles", ["published"], unique=False)
    op.create_table(
        "changes",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("record", CODE, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_changes_record", "changes", ["record"], unique=False)
    op.create_table(
        "claims",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("party", CODE, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_claims_article", "claims", ["article"], unique=False)
    op.create_index("ix_claims_id", "claims", ["id"], unique=False)
    op.create_index("ix_claims_party", "claims", ["party"], unique=False)
    op.create_table(
        "event_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("claim", CODE, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_keys_claim", "event_keys", ["claim"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("party", CODE, nullable=False),
        sa.Column("day", CODE, nullable=False),
        sa.Column("event", CODE, nullable=False),
        sa.PrimaryKeyConstraint("party", "day", "event"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_parties_event", "event_parties", ["event"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", CODE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("salience", sa.Text(), nullable=False),
        sa.Column("place", CODE, nullable=True),
        sa.Column("day", CODE, nullable=True),
        sa.Column("until", CODE, nullable=True),
        sa.Column("reported", CODE, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_events_day", "events", ["day"], unique=False)
    op.create_index("ix_events_reported", "events", ["reported"], unique=False)
    op.create_index("ix_events_until", "events", ["until"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "parties",
        sa.Column("key", CODE, nullable=False),
        sa.Column("slug", CODE, nullable=False),
        sa.Column("entity", CODE, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_parties_entity", "parties", ["entity"], unique=False)
    op.create_index("ix_parties_slug", "parties", ["slug"], unique=False)
    op.create_table(
        "party_blocks",
        sa.Column("block", CODE, nullable=False),
        sa.Column("key", CODE, nullable=False),
        sa.PrimaryKeyConstraint("block", "key"),
    )
    op.create_table(
        "placed",
        sa.Column("claim", CODE, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("position", CODE, nullable=False),
        sa.Column("founder", CODE, nullable=False),
        sa.Column("event", CODE, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("ix_placed_article", "placed", ["article"], unique=False)
    op.create_index("ix_placed_event", "placed", ["event"], unique=False)
    op.create_index("ix_placed_founder", "placed", ["founder"], unique=False)
    op.create_index("ix_placed_position", "placed", ["position"], unique=False)
    op.create_table(
        "said",
        sa.Column("claim", CODE, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("position", CODE, nullable=False),
        sa.Column("words", CODE, nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("ix_said_article", "said", ["article"], unique=False)
    op.create_index("ix_said_words", "said", ["words"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", CODE, nullable=False),
        sa.Column("words", CODE, nullable=False),
        sa.Column("source", CODE, nullable=True),
        sa.Column("day", CODE, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("words"),
    )
    op.create_index("ix_statements_day", "statements", ["day"], unique=False)
    op.create_index("ix_statements_source", "statements", ["source"], unique=False)
    op.create_table(
        "texts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("record", CODE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_texts_record", "texts", ["record"], unique=False)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
