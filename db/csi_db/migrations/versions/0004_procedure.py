"""Steps of a month's close, windows and receipts of published cards, appeals, certificates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables; what was done to earlier months is taken from their revisions."""
    _month_steps()
    _card_windows()
    _card_receipts()
    _appeals()
    _certificates()


_STEPS_SO_FAR = """
    INSERT INTO month_step (period, step, at, user_id, account, reason, revision_id)
    SELECT s.period, s.step, s.at, s.user_id, COALESCE(u.account, ''), '', s.revision_id FROM (
        SELECT period, 'computed' AS step, computed_at AS at, computed_by_id AS user_id, id AS revision_id, 1 AS place
        FROM month_revision WHERE NOT backfilled
        UNION ALL SELECT period, 'published', published_at, published_by_id, id, 2
        FROM month_revision WHERE published_at IS NOT NULL
        UNION ALL SELECT period, 'frozen', frozen_at, frozen_by_id, id, 3
        FROM month_revision WHERE frozen_at IS NOT NULL AND NOT backfilled
        UNION ALL SELECT period, 'backfilled', frozen_at, frozen_by_id, id, 3
        FROM month_revision WHERE frozen_at IS NOT NULL AND backfilled) s
    JOIN app_user u ON u.id = s.user_id ORDER BY s.revision_id, s.place"""


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _month_steps() -> None:
    op.create_table(
        "month_step",
        _id(),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "step IN ('computed', 'published', 'reopened', 'frozen', 'backfilled')", name="month_step_known"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_month_step_period", "month_step", ["period"], unique=False)
    op.get_bind().execute(sa.text(_STEPS_SO_FAR))


def _card_windows() -> None:
    op.create_table(
        "card_window",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.PrimaryKeyConstraint("revision_id", "employee_id"),
    )


def _card_receipts() -> None:
    op.create_table(
        "card_receipt",
        _id(),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("how", AutoString(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.CheckConstraint("how IN ('read', 'read-aloud', 'absent')", name="card_receipt_how_known"),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_card_receipt_revision_id", "card_receipt", ["revision_id"], unique=False)


def _appeals() -> None:
    op.create_table(
        "appeal",
        _id(),
        sa.Column("number", AutoString(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("line", AutoString(), nullable=False),
        sa.Column("row_no", AutoString(), nullable=True),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("evidence", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('first', 'answered', 'second', 'closed', 'carried')", name="appeal_state_known"
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("ix_appeal_period", "appeal", ["period"], unique=False)
    op.create_index("ix_appeal_employee_id", "appeal", ["employee_id"], unique=False)
    op.create_index(
        "appeal_waiting",
        "appeal",
        ["state", "due_at"],
        unique=False,
        sqlite_where=sa.text("state <> 'closed'"),
    )
    op.create_table(
        "appeal_step",
        _id(),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("outcome", AutoString(), nullable=True),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.CheckConstraint(
            "step IN ('filed', 'decided', 'escalated', 'withdrawn', 'carried')", name="appeal_step_known"
        ),
        sa.CheckConstraint("outcome IN ('upheld', 'partly', 'rejected')", name="appeal_outcome_known"),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_appeal_step_appeal_id", "appeal_step", ["appeal_id"], unique=False)


def _certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("manifest", AutoString(), nullable=False),
        sa.Column("content_digest", AutoString(), nullable=False),
        sa.Column("code", AutoString(), nullable=False),
        sa.Column("calendar_version_id", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("digest", AutoString(), nullable=True),
        sa.Column("chain_code", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["month_revision.id"]),
        sa.ForeignKeyConstraint(["calendar_version_id"], ["calendar_version.id"]),
        sa.ForeignKeyConstraint(["previous_id"], ["certificate.revision_id"]),
        sa.PrimaryKeyConstraint("revision_id"),
    )
    op.create_index("ix_certificate_period", "certificate", ["period"], unique=False)
