"""No table changes: from here on a limit moves by the full 24 hours that the clock stood still (domain.md rule 22).

What is still open is computed anew by the program, with an entry in the audit trail.
"""

from __future__ import annotations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing: the limits are the program's."""
