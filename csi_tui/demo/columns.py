"""The columns of the four import files, as the sample department fills them (docs/files.md §2)."""

from __future__ import annotations

from typing import Literal

Kind = Literal["employees", "orders", "surveys", "complaints"]
Row = dict[str, str]
"""One row of a file, "" for what is not known; instants are ISO local time without offset."""

EMPLOYEE_COLUMNS = (
    "employee_no",
    "name",
    "role",
    "team",
    "supervisor_no",
    "joined_on",
    "left_on",
    "valid_from",
)
ORDER_COLUMNS = (
    "order_no",
    "received_at",
    "customer_name",
    "customer_phone",
    "product",
    "serial_no",
    "fault",
    "agent_no",
    "technician_no",
    "parts_no",
    "service_mode",
    "first_contact_at",
    "appointment_at",
    "arrived_at",
    "completed_at",
    "outcome",
    "parts_issue",
    "parts_impact",
    "return_of",
    "fault_severity",
    "usage_impact",
    "under_warranty",
    "fee",
)
SURVEY_COLUMNS = ("agency_ref", "order_no", "answered_at", "attitude", "response", "quality", "parts", "cost")
COMPLAINT_COLUMNS = (
    "complaint_no",
    "received_at",
    "customer_name",
    "customer_phone",
    "order_no",
    "handler_no",
    "against_no",
    "category",
    "status",
    "status_reason",
    "reviewed_by_no",
    "contacted_at",
    "planned_at",
    "resolved_at",
)
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "employees": EMPLOYEE_COLUMNS,
    "orders": ORDER_COLUMNS,
    "surveys": SURVEY_COLUMNS,
    "complaints": COMPLAINT_COLUMNS,
}
