"""Lists of orders and surveys are sorted by any column that has an index, and filtered by the people concerned."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("order_by_product", "work_order", ["product"])
    op.create_index("order_by_technician", "work_order", ["technician_id"])
    op.create_index("order_by_agent", "work_order", ["agent_id"])
    op.create_index("survey_by_answer", "survey", ["answered_at"])
    op.create_index("complaint_by_handler", "complaint", ["handler_id"])
