"""Texts that a change replaced are kept beside the audit trail, for as long as it can be taken back with one key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table; what an earlier release wrote into the trail stands there, for the trail is never rewritten."""
    op.create_table(
        "text_before",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("texts", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
