"""Talks about a result, and what became of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables; no talk was written down before them."""
    op.create_table(
        "talk",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("span", AutoString(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("strengths", AutoString(), nullable=False),
        sa.Column("problems", AutoString(), nullable=False),
        sa.Column("direction", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("employee_id", "span"):
        op.create_index(f"ix_talk_{column}", "talk", [column], unique=False)
    op.create_table(
        "talk_line",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('agreed', 'read-aloud', 'disagreed', 'taken-back')", name="talk_line_kind_known"
        ),
        sa.ForeignKeyConstraint(["talk_id"], ["talk.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_talk_line_talk_id", "talk_line", ["talk_id"], unique=False)
