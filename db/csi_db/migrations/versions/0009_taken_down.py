"""An appeal may be taken down for its owner, who confirms it; why a handler was put right is a note."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STEP = "id, appeal_id, step, outcome, text, at, user_id, account"
NOTE = "id, at, user_id, account, kind, row_id, customer_phone, says, words, evidence, was"


def upgrade() -> None:
    """Make both tables anew, for what they may say; whatever is there was filed by its owner."""
    _steps_of_appeals()
    _notes()
    _clock()


def _steps_of_appeals() -> None:
    op.create_table(
        "new_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("outcome", AutoString(), nullable=True),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("taken_down", sa.Boolean(), nullable=False),
        sa.Column("how", AutoString(), nullable=True),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["witness_id"], ["employee.id"]),
        sa.CheckConstraint("outcome IN ('upheld', 'partly', 'rejected')", name="appeal_outcome_known"),
        sa.CheckConstraint(
            "step IN ('filed', 'decided', 'escalated', 'withdrawn', 'carried', 'confirmed')",
            name="appeal_step_known",
        ),
        sa.CheckConstraint("how IN ('sign-in', 'witness', 'paper')", name="appeal_confirmed_how_known"),
    )
    op.execute(f"INSERT INTO new_step ({STEP}, taken_down) SELECT {STEP}, 0 FROM appeal_step")
    op.drop_table("appeal_step")
    op.rename_table("new_step", "appeal_step")
    op.create_index("ix_appeal_step_appeal_id", "appeal_step", ["appeal_id"])


def _notes() -> None:
    op.create_table(
        "new_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("customer_phone", AutoString(), nullable=True),
        sa.Column("says", AutoString(), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("evidence", AutoString(), nullable=True),
        sa.Column("was", AutoString(), nullable=True),
        sa.CheckConstraint("kind IN ('order', 'complaint', 'survey', 'customer')", name="note_kind_known"),
        sa.CheckConstraint(
            "says IN ('note', 'receipt', 'answers', 'number', 'handler')", name="note_says_known"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f"INSERT INTO new_note ({NOTE}) SELECT {NOTE} FROM note")
    op.drop_table("note")
    op.rename_table("new_note", "note")
    op.create_index("note_of_row", "note", ["kind", "row_id"], sqlite_where=sa.text("row_id IS NOT NULL"))
    op.create_index(
        "note_of_customer", "note", ["customer_phone"], sqlite_where=sa.text("customer_phone IS NOT NULL")
    )


def _clock() -> None:
    op.create_table(
        "clock_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("newest", sa.DateTime(), nullable=True),
        sa.Column("reason", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
