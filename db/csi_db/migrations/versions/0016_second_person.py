"""What moves an own figure waits for a second person, which nobody is together with a user of their own making."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table; and of every user, from the trail, who entered it and who set its password last."""
    op.create_table(
        "waiting_act",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("arguments", AutoString(), nullable=False),
        sa.Column("changes", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("outcome", AutoString(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_account", AutoString(), nullable=True),
        sa.Column("answer", AutoString(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'rejected', 'withdrawn', 'alone')", name="waiting_act_outcome_known"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["answered_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_waiting_act_waits", "waiting_act", ["kind", "subject"], sqlite_where=sa.text("outcome IS NULL")
    )
    op.create_index(
        "ix_waiting_act_alone",
        "waiting_act",
        ["period", "employee_id"],
        sqlite_where=sa.text("outcome = 'alone'"),
    )
    op.add_column("app_user", sa.Column("made_by_id", sa.Integer(), nullable=True))
    op.add_column("user_secret", sa.Column("set_by_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE app_user SET made_by_id = (SELECT a.user_id FROM audit_entry a "
        "WHERE a.action = 'add-user' AND a.subject = CAST(app_user.id AS TEXT) ORDER BY a.seq LIMIT 1)"
    )
    op.execute(
        "UPDATE user_secret SET set_by_id = (SELECT a.user_id FROM audit_entry a WHERE a.action = 'set-password' "
        "AND a.subject = CAST(user_secret.user_id AS TEXT) ORDER BY a.seq DESC LIMIT 1)"
    )
