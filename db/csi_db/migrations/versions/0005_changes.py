"""Rows struck out, lines adjusted, corrections, what freezes handed on, samples and sign-offs, passwords."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and let a month have the step ``corrected``."""
    _exclusions()
    _adjustments()
    _snapshots()
    _carried_rows()
    _oversight()
    _user_secrets()
    _month_steps()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, AutoString(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UTCDateTime(), nullable=nullable)


def _to(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target])


def _by_whom() -> list[sa.schema.SchemaItem]:
    return [_instant("at"), _whole("user_id"), _text("account"), _to("user_id", "app_user.id")]


def _taken_back(verb: str) -> list[sa.schema.SchemaItem]:
    return [
        _instant(f"{verb}_at", nullable=True),
        _whole(f"{verb}_by_id", nullable=True),
        _text(f"{verb}_account", nullable=True),
        _text(f"{verb}_reason", nullable=True),
        _to(f"{verb}_by_id", "app_user.id"),
    ]


def _exclusions() -> None:
    op.create_table(
        "exclusion",
        _id(),
        _text("kind"),
        _whole("fact_id"),
        _text("reason"),
        _text("evidence"),
        *_by_whom(),
        *_taken_back("restored"),
        sa.CheckConstraint(
            "kind IN ('order', 'times', 'return', 'survey', 'complaint')", name="exclusion_kind_known"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "exclusion_in_force",
        "exclusion",
        ["kind", "fact_id"],
        unique=True,
        sqlite_where=sa.text("restored_at IS NULL"),
    )


def _adjustments() -> None:
    op.create_table(
        "adjustment",
        _id(),
        _whole("period"),
        _whole("employee_id"),
        _text("line"),
        _whole("points"),
        _text("reason"),
        _text("evidence"),
        *_by_whom(),
        *_taken_back("withdrawn"),
        _to("employee_id", "employee.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_adjustment_period", "adjustment", ["period"], unique=False)
    op.create_index("ix_adjustment_employee_id", "adjustment", ["employee_id"], unique=False)


def _snapshots() -> None:
    op.create_table(
        "snapshot_exclusion",
        _whole("revision_id"),
        _text("kind"),
        _whole("fact_id"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("revision_id", "kind", "fact_id"),
    )
    op.create_table(
        "snapshot_adjustment",
        _whole("revision_id"),
        _whole("adjustment_id"),
        _whole("employee_id"),
        _text("line"),
        _whole("points"),
        _to("revision_id", "month_revision.id"),
        _to("adjustment_id", "adjustment.id"),
        _to("employee_id", "employee.id"),
        sa.PrimaryKeyConstraint("revision_id", "adjustment_id"),
    )


def _carried_rows() -> None:
    op.create_table(
        "carried_row",
        _whole("revision_id"),
        _text("kind"),
        _whole("fact_id"),
        _whole("following"),
        sa.CheckConstraint("kind IN ('order', 'complaint', 'survey', 'return')", name="carried_kind_known"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("revision_id", "kind", "fact_id"),
    )


def _oversight() -> None:
    op.create_table(
        "sample",
        _id(),
        _whole("revision_id"),
        _text("seed"),
        _whole("size"),
        *_by_whom(),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sample_revision_id", "sample", ["revision_id"], unique=False)
    op.create_table(
        "sample_row",
        _whole("sample_id"),
        _whole("position"),
        _text("kind"),
        _whole("fact_id"),
        sa.CheckConstraint("kind IN ('order', 'survey', 'complaint')", name="sample_kind_known"),
        _to("sample_id", "sample.id"),
        sa.PrimaryKeyConstraint("sample_id", "position"),
    )
    op.create_table(
        "sample_finding",
        _id(),
        _whole("sample_id"),
        _whole("position"),
        _text("finding"),
        _text("note"),
        *_by_whom(),
        sa.CheckConstraint("finding IN ('right', 'wrong')", name="sample_finding_known"),
        _to("sample_id", "sample.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sample_finding_sample_id", "sample_finding", ["sample_id"], unique=False)
    op.create_table(
        "sign_off",
        _id(),
        _whole("revision_id"),
        _text("verdict"),
        _text("reason"),
        *_by_whom(),
        sa.CheckConstraint("verdict IN ('signed', 'objected', 'lifted')", name="sign_off_verdict_known"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sign_off_revision_id", "sign_off", ["revision_id"], unique=False)


def _user_secrets() -> None:
    op.create_table(
        "user_secret",
        _whole("user_id"),
        _text("hash"),
        _instant("changed_at"),
        _whole("failures"),
        _instant("last_failure_at", nullable=True),
        _to("user_id", "app_user.id"),
        sa.PrimaryKeyConstraint("user_id"),
    )


_STEPS = "step IN ('computed', 'published', 'reopened', 'frozen', 'backfilled', 'corrected')"


def _month_steps() -> None:
    """SQLite changes no check of a table that is there: the table is made anew, and its rows are copied."""
    op.execute("ALTER TABLE month_step RENAME TO month_step_before")
    op.drop_index("ix_month_step_period", "month_step_before")
    op.create_table(
        "month_step",
        _id(),
        _whole("period"),
        _text("step"),
        _instant("at"),
        _whole("user_id"),
        _text("account"),
        _text("reason"),
        _whole("revision_id", nullable=True),
        sa.CheckConstraint(_STEPS, name="month_step_known"),
        _to("user_id", "app_user.id"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO month_step SELECT * FROM month_step_before")
    op.drop_table("month_step_before")
    op.create_index("ix_month_step_period", "month_step", ["period"], unique=False)
