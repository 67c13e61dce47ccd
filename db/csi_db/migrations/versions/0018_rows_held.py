"""An entry of the audit trail holds how the sums over the rows that count changed with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column; what stands in the store is held from the entry of the migration on (docs/decisions/0066)."""
    op.add_column("audit_entry", sa.Column("held", AutoString(), nullable=True))
