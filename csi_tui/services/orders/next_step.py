"""What is to happen next to an order."""

from __future__ import annotations

from csi_tui.services.tabular.records import OrderRow


def next_step(row: OrderRow) -> str:
    """The field of what is to happen next to an order: the first contact, who repairs it, the arrival, completion."""
    steps = ["first_contact_at", "technician_no", "arrived_at", "completed_at"]
    if row.service_mode != "onsite":
        steps.remove("arrived_at")
    return next((step for step in steps if getattr(row, step) is None), "completed_at")
