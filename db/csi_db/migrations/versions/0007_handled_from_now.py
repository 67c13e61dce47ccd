"""A complaint may go to its first handler from an instant on: nobody had it until then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = "id, complaint_id, at, from_id, to_id, reason, recorded_by_id"


def upgrade() -> None:
    """Let a handover come from nobody; every one that is there comes from somebody.

    The table is written out: alembic's own way to make it anew puts its keys in an order that chance decides, and two
    stores would differ.
    """
    op.create_table(
        "new_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["app_user.id"]),
    )
    op.execute(f"INSERT INTO new_handover ({COLUMNS}) SELECT {COLUMNS} FROM complaint_handover")
    op.drop_table("complaint_handover")
    op.rename_table("new_handover", "complaint_handover")
    op.create_index("ix_complaint_handover_complaint_id", "complaint_handover", ["complaint_id"])
