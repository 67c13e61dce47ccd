"""Pieces that stand in many rows, as bits beside the index by which rows are found; what fills it does so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "find_common",
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("piece", AutoString(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("source", "piece", "block"),
    )
