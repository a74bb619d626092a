"""What Alembic runs: the migrations on the connection that `dateline.ledger.migrate` hands over."""

from __future__ import annotations

from alembic import context

from dateline.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
