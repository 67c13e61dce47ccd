"""Wrong passwords are counted by the place that they come from, in the audit trail; the user's own count goes."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Without the two columns."""
    op.drop_column("user_secret", "failures")
    op.drop_column("user_secret", "last_failure_at")
