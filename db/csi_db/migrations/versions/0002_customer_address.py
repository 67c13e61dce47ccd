"""A work order says where the customer is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has said anything in it yet."""
    op.add_column("work_order", sa.Column("customer_address", AutoString(), nullable=True))
