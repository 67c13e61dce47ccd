"""What fields and columns are called on screens."""

from __future__ import annotations

from csi_tui.i18n import N_, _

FIELDS: dict[str, str] = {
    "order_no": N_("Order no."),
    "received_at": N_("Received"),
    "customer_name": N_("Customer"),
    "customer_phone": N_("Phone"),
    "product": N_("Product"),
    "serial_no": N_("Serial no."),
    "fault": N_("Fault"),
    "agent_no": N_("Agent"),
    "technician_no": N_("Technician"),
    "parts_no": N_("Parts clerk"),
    "service_mode": N_("Service"),
    "first_contact_at": N_("First contact"),
    "appointment_at": N_("Appointment"),
    "arrived_at": N_("Arrived"),
    "completed_at": N_("Completed"),
    "outcome": N_("Outcome"),
    "parts_issue": N_("Parts"),
    "parts_impact": N_("Parts impact"),
    "return_of": N_("Return of"),
    "fault_severity": N_("Severity"),
    "usage_impact": N_("Usage impact"),
    "under_warranty": N_("Warranty"),
    "fee": N_("Fee (yuan)"),
    "complaint_no": N_("Complaint no."),
    "handler_no": N_("Handler"),
    "against_no": N_("Against"),
    "category": N_("Category"),
    "status": N_("Status"),
    "status_reason": N_("Reason"),
    "reviewed_by_no": N_("Reviewed by"),
    "contacted_at": N_("Contacted"),
    "planned_at": N_("Plan given"),
    "resolved_at": N_("Resolved"),
    "agency_ref": N_("Survey no."),
    "answered_at": N_("Answered"),
    "attitude": N_("Attitude"),
    "response": N_("Response"),
    "quality": N_("Quality"),
    "parts": N_("Parts supply"),
    "cost": N_("Fair cost"),
    "employee_no": N_("Employee no."),
    "name": N_("Name"),
    "role": N_("Role"),
    "team": N_("Team"),
    "supervisor_no": N_("Supervisor"),
    "joined_on": N_("Joined"),
    "left_on": N_("Left"),
    "valid_from": N_("Valid from"),
}

HINTS: dict[str, str] = {
    "received_at": N_("9:05, -2h, 11-20 9:05, now"),
    "customer_phone": N_("finds earlier orders"),
    "serial_no": N_("finds earlier orders"),
    "appointment_at": N_("latest arrival that was agreed"),
    "service_mode": N_("empty: on site"),
    "outcome": N_("needed once completed"),
    "parts_issue": N_("empty: no parts were needed"),
    "fault_severity": N_("of a return"),
    "usage_impact": N_("of a return"),
    "status": N_("empty: valid"),
    "status_reason": N_("needed for an invalid complaint"),
    "answered_at": N_("9:05, -2h, 11-20 9:05, now"),
    "attitude": N_("5 very satisfied … 1 not at all"),
    "left_on": N_("the last day; empty: still here"),
    "valid_from": N_("holds from this day on"),
}

PEOPLE = frozenset(
    {"agent_no", "technician_no", "parts_no", "handler_no", "against_no", "reviewed_by_no", "supervisor_no"}
)
"""Fields that hold the number of an employee."""


def field_label(name: str) -> str:
    """A field's name in the user's language."""
    return _(FIELDS[name])


def field_hint(name: str) -> str:
    """What stands beside an empty field."""
    return _(HINTS[name]) if name in HINTS else ""
