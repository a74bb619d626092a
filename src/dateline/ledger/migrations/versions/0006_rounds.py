"""Facts tell which round of talks a claim is of: no table changes, but what is computed is made anew (`engine.py`)."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to make."""
