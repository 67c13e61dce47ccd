"""Figures entered by the month, ratings, conduct records, results of teams; and employees who advise before a sale."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and let an assignment have the role ``pre_sales``."""
    _measure_figures()
    _ratings()
    _conduct_records()
    _snapshot()
    _teams()
    _assignments()


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _long(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, AutoString(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UTCDateTime(), nullable=nullable)


def _to(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target])


def _by_whom() -> list[sa.schema.SchemaItem]:
    return [_instant("at"), _whole("user_id"), _text("account")]


def _taken_back(verb: str) -> list[sa.schema.SchemaItem]:
    return [
        _instant(f"{verb}_at", nullable=True),
        _whole(f"{verb}_by_id", nullable=True),
        _text(f"{verb}_account", nullable=True),
        _text(f"{verb}_reason", nullable=True),
        _to("user_id", "app_user.id"),
        _to(f"{verb}_by_id", "app_user.id"),
    ]


def _measure_figures() -> None:
    op.create_table(
        "measure_figure",
        _whole("id"),
        _whole("period"),
        _whole("employee_id", nullable=True),
        _text("team", nullable=True),
        _text("measure"),
        _long("numerator"),
        _long("denominator"),
        _whole("n"),
        *_by_whom(),
        _whole("import_id", nullable=True),
        *_taken_back("replaced"),
        _to("employee_id", "employee.id"),
        _to("import_id", "import_batch.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "measure_figure_in_force",
        "measure_figure",
        ["period", "measure", sa.text("COALESCE(employee_id, 0)"), sa.text("COALESCE(team, '')")],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
    )


def _ratings() -> None:
    op.create_table(
        "rating",
        _whole("id"),
        sa.Column("on_date", sa.Date(), nullable=False),
        _whole("period"),
        _whole("employee_id"),
        _text("item"),
        _whole("score"),
        _whole("rated_by_id"),
        *_by_whom(),
        _whole("import_id", nullable=True),
        *_taken_back("withdrawn"),
        _to("employee_id", "employee.id"),
        _to("rated_by_id", "employee.id"),
        _to("import_id", "import_batch.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rating_period", "rating", ["period"], unique=False)
    op.create_index(
        "rating_in_force",
        "rating",
        ["employee_id", "item", "on_date"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )


def _conduct_records() -> None:
    op.create_table(
        "conduct_record",
        _whole("id"),
        sa.Column("on_date", sa.Date(), nullable=False),
        _whole("period"),
        _whole("employee_id"),
        _text("code"),
        _whole("points", nullable=True),
        _text("note"),
        _text("case_no"),
        *_by_whom(),
        *_taken_back("withdrawn"),
        _to("employee_id", "employee.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conduct_record_period", "conduct_record", ["period"], unique=False)


def _snapshot() -> None:
    op.create_table(
        "snapshot_entered",
        _whole("revision_id"),
        _text("entry_kind"),
        _whole("entry_id"),
        _whole("employee_id", nullable=True),
        _text("team", nullable=True),
        _text("name"),
        _long("numerator", nullable=True),
        _long("denominator"),
        _whole("n"),
        sa.CheckConstraint(
            "entry_kind IN ('figure', 'rating', 'conduct')", name="snapshot_entered_kind_known"
        ),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("revision_id", "entry_kind", "entry_id"),
    )


def _teams() -> None:
    op.create_table(
        "team_result",
        _whole("revision_id"),
        _text("team"),
        _text("measure"),
        _whole("position"),
        _long("numerator"),
        _long("denominator"),
        _whole("n"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("revision_id", "team", "measure"),
    )
    op.create_table(
        "team_card",
        _whole("revision_id"),
        _whole("position"),
        _text("team"),
        _whole("total", nullable=True),
        _whole("rank", nullable=True),
        _text("grade", nullable=True),
        _text("body"),
        _to("revision_id", "month_revision.id"),
        sa.PrimaryKeyConstraint("revision_id", "position"),
    )


def _assignments() -> None:
    """SQLite changes no check of a table that is there: the table is made anew, and its rows are copied."""
    op.execute("ALTER TABLE assignment RENAME TO assignment_before")
    op.drop_index("ix_assignment_supervisor_id", "assignment_before")
    op.create_table(
        "assignment",
        _whole("id"),
        _whole("employee_id"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        _text("role"),
        _text("team"),
        _whole("supervisor_id", nullable=True),
        sa.UniqueConstraint("employee_id", "valid_from"),
        sa.CheckConstraint(
            "role IN ('agent', 'technician', 'parts', 'complaint_handler', 'supervisor', 'pre_sales')",
            name="assignment_role_known",
        ),
        _to("employee_id", "employee.id"),
        _to("supervisor_id", "employee.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO assignment SELECT * FROM assignment_before")
    op.drop_table("assignment_before")
    op.create_index("ix_assignment_supervisor_id", "assignment", ["supervisor_id"], unique=False)
