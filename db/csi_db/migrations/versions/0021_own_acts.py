"""From when on an act on an own figure waits for a second person: what the site has decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The columns, empty: what docs/rules.md, rule 27 says holds until the site says something else."""
    for name in ("late_entry_minutes", "handover_share", "pause_days_alone"):
        op.add_column("site", sa.Column(name, sa.Integer(), nullable=True))
