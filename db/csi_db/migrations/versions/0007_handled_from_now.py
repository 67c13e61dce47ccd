"""A complaint may go to its first handler from an instant on: nobody had it until then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a handover come from nobody; every one that is there comes from somebody."""
    with op.batch_alter_table("complaint_handover") as table:
        table.alter_column("from_id", existing_type=sa.Integer(), nullable=True)
