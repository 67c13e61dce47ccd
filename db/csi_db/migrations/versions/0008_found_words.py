"""Words are found: what customers say, what was agreed, faults and notes; the index is filled anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty the index: its rows lack the pieces of their words, and what lacks some could not be taken out again."""
    for name in ("said", "agreed"):
        op.add_column("find_todo", sa.Column(name, AutoString(), nullable=True))
    op.execute(
        "CREATE VIRTUAL TABLE find_note USING fts5(pieces, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    for name in ("order", "complaint"):
        op.execute(f"INSERT INTO find_{name} (find_{name}) VALUES ('delete-all')")
    op.execute("DELETE FROM find_common")
    op.execute("DELETE FROM find_todo")
    op.execute("UPDATE find_state SET filled_to = 0")
