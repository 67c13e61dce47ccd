"""How long the site keeps what is personal, and who reads what of others: what the site has decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The columns, empty: nothing is due by itself until the site says so."""
    for name in ("customer_months", "leaver_years"):
        op.add_column("site", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("site", sa.Column("others_withheld", sa.Boolean(), nullable=True))
