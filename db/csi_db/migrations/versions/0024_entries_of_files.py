"""Milestones and records of conduct come from files too: each says by which import it came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The columns, empty: until now all were entered one by one."""
    for table in ("milestone_event", "conduct_record"):
        op.add_column(table, sa.Column("import_id", sa.Integer(), nullable=True))
