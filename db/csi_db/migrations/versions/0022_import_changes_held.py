"""What an import changed is held by the trail from here on, without what says who a customer is: the entry of the
upgrade adds it to the sums (:mod:`csi_db.ledger_at_upgrade`)."""

from __future__ import annotations

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table changes."""
