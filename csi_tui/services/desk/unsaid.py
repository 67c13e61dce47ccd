"""What the audit trail holds digests of and no words: it says who a customer is, or what somebody wrote
(docs/rules.md, rule 21)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from csi_tui.services.tabular.kinds import ids_of

UNSAID: Final[Mapping[str, frozenset[str]]] = {
    "orders": frozenset({*ids_of("orders", lambda column: column.personal), "serial_no", "fault"}),
    "complaints": frozenset({*ids_of("complaints", lambda column: column.personal), "status_reason"}),
    "employees": frozenset({"name"}),
}
"""Kind of a row → fields."""
