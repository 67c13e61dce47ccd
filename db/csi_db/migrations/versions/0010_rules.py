"""A revision names the version of the rules that it was computed by; those from before are left without one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("month_revision", sa.Column("rules_version", sa.Integer(), nullable=True))
