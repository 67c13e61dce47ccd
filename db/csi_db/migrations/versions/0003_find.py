"""An index by which orders and complaints are found; it is filled while nobody types."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty; what fills them does so from the first row on."""
    op.create_table(
        "find_state",
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("filled_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "find_todo",
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, AutoString(), nullable=True)
            for name in ("number", "second_number", "phone", "name", "text")
        ),
        sa.PrimaryKeyConstraint("source", "row_id"),
    )
    for name in ("order", "complaint"):
        op.execute(
            f"CREATE VIRTUAL TABLE find_{name} USING fts5(pieces, content='', columnsize=0, detail=none, "
            "tokenize='ascii')"
        )
