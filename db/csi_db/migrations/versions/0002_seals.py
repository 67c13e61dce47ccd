"""Seals of frozen months, surveys without an order, indexes of unfinished orders and of snapshots' returns."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from csi_db import seals

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and seal the months that are frozen already."""
    op.create_table(
        "month_seal",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("relation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("columns", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("places", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.PrimaryKeyConstraint("revision_id", "relation"),
    )
    op.create_table(
        "unmatched_survey",
        sa.Column("agency_ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("order_no", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import_batch.id"]),
        sa.PrimaryKeyConstraint("agency_ref"),
    )
    op.create_index("unmatched_survey_by_period", "unmatched_survey", ["period"], unique=False)
    op.create_index(
        "order_unfinished",
        "work_order",
        ["received_at", "id"],
        unique=False,
        sqlite_where=sa.text("completed_at IS NULL"),
    )
    op.create_index("ix_snapshot_return_order_id", "snapshot_return", ["order_id"], unique=False)
    connection = op.get_bind()
    frozen = sa.text("SELECT id FROM month_revision WHERE state = 'frozen' ORDER BY id")
    for revision_id in connection.execute(frozen).scalars().all():
        seals.keep(connection, revision_id)
