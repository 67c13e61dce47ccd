"""The audit trail is read by what an entry is about, by what was done, and by who did it."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("audit_by_subject", "audit_entry", ["subject"])
    op.create_index("audit_by_action", "audit_entry", ["action"])
    op.create_index("audit_by_user", "audit_entry", ["user_id"])
