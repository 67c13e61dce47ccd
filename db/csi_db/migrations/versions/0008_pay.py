"""Amounts that pay rests on, settled pay, and the scheme that holds from a month on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables."""
    op.create_table(
        "scheme_choice",
        _whole("id"),
        _whole("from_period"),
        _text("scheme_id"),
        _whole("scheme_version_id", nullable=True),
        _text("before"),
        *_by_whom(),
        _to("scheme_version_id", "scheme_version.id"),
        _to("user_id", "app_user.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    _pay_inputs()
    _settlements()


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _long(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, AutoString(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UTCDateTime(), nullable=nullable)


def _to(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target])


def _by_whom() -> list[sa.schema.SchemaItem]:
    return [_instant("at"), _whole("user_id"), _text("account")]


def _pay_inputs() -> None:
    op.create_table(
        "pay_input",
        _whole("id"),
        _whole("period"),
        _whole("employee_id", nullable=True),
        _text("name"),
        _long("amount"),
        *_by_whom(),
        _whole("import_id", nullable=True),
        _instant("replaced_at", nullable=True),
        _whole("replaced_by_id", nullable=True),
        _text("replaced_account", nullable=True),
        _text("replaced_reason", nullable=True),
        _to("employee_id", "employee.id"),
        _to("user_id", "app_user.id"),
        _to("import_id", "import_batch.id"),
        _to("replaced_by_id", "app_user.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "pay_input_in_force",
        "pay_input",
        ["period", "name", sa.text("COALESCE(employee_id, 0)")],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
    )


def _settlements() -> None:
    op.create_table(
        "pay_settlement",
        _whole("id"),
        _whole("period"),
        _whole("number"),
        _whole("revision_id"),
        *_by_whom(),
        sa.UniqueConstraint("period", "number"),
        _to("revision_id", "month_revision.id"),
        _to("user_id", "app_user.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "pay_sheet",
        _whole("settlement_id"),
        _whole("employee_id"),
        _long("total"),
        _text("body"),
        _to("settlement_id", "pay_settlement.id"),
        _to("employee_id", "employee.id"),
        sa.PrimaryKeyConstraint("settlement_id", "employee_id"),
    )
