"""A work order as entered → the values of its row, with the derived facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from csi_tui.services.desk.derived_facts import order_facts
from csi_tui.services.desk.references import id_of
from csi_tui.services.tabular.records import OrderRow

PEOPLE = ("agent_no", "technician_no", "parts_no")


def order_values(row: OrderRow, employees: Mapping[str, int], zone: tzinfo) -> dict[str, Any]:
    """Columns of ``work_order`` that follow from the row alone; not its month, links and bookkeeping."""
    return {
        "order_no": row.order_no,
        "received_at": row.received_at,
        "customer_name": row.customer_name,
        "customer_phone": row.customer_phone,
        "product": row.product,
        "serial_no": row.serial_no,
        "fault": row.fault,
        "agent_id": id_of(employees, row.agent_no),
        "technician_id": id_of(employees, row.technician_no),
        "parts_id": id_of(employees, row.parts_no),
        "service_mode": row.service_mode,
        "first_contact_at": row.first_contact_at,
        "appointment_at": row.appointment_at,
        "arrived_at": row.arrived_at,
        "completed_at": row.completed_at,
        "outcome": row.outcome,
        "parts_issue": row.parts_issue,
        "parts_impact": row.parts_impact,
        "fault_severity": row.fault_severity,
        "usage_impact": row.usage_impact,
        "under_warranty": row.under_warranty,
        "fee": row.fee,
        **order_facts(
            received_at=row.received_at,
            first_contact_at=row.first_contact_at,
            appointment_at=row.appointment_at,
            arrived_at=row.arrived_at,
            completed_at=row.completed_at,
            service_mode=row.service_mode,
            zone=zone,
        ),
    }
