"""By which headers a file was known stands with its import: so a sender's file that did not come is missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column; of imports before it nobody noted the headers."""
    op.add_column("import_batch", sa.Column("layout", AutoString(), nullable=True))
