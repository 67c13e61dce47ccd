"""What the week's meeting wrote down: minutes, and who does what by when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table; nothing was written down before it."""
    op.create_table(
        "meeting_line",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("promised", AutoString(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('note', 'promise', 'change', 'done', 'taken-back')", name="meeting_line_kind_known"
        ),
        sa.ForeignKeyConstraint(["about_id"], ["meeting_line.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("about_id", "week"):
        op.create_index(f"ix_meeting_line_{column}", "meeting_line", [column], unique=False)
