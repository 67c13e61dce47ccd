"""What a complaint says and what was agreed; notes on orders, complaints, surveys and customers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; nobody has written anything yet."""
    for name in ("said", "agreed"):
        op.add_column("complaint", sa.Column(name, AutoString(), nullable=True))
    op.create_table(
        "note",
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
        sa.CheckConstraint("says IN ('note', 'receipt', 'answers', 'number')", name="note_says_known"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("note_of_row", "note", ["kind", "row_id"], sqlite_where=sa.text("row_id IS NOT NULL"))
    op.create_index(
        "note_of_customer", "note", ["customer_phone"], sqlite_where=sa.text("customer_phone IS NOT NULL")
    )
