"""No table changes: from here on the audit trail holds what was done to a month, and takes in what was done before.

The entry that says that a store was brought up to date holds a digest of every record of the procedure.
"""

from __future__ import annotations

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing: the entry is the program's."""
