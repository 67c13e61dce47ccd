"""A complaint as a whole, as JSON (docs/cli.md). Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from csi_tui.scoring.periods import show_period

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day
    from csi_tui.services.complaints.detail import ComplaintDetail


def detail_json(detail: ComplaintDetail, zone: tzinfo, reason: Callable[[Day], str]) -> dict[str, Any]:
    """The object that ``csi complaint show --json`` prints; instants carry the site's offset."""

    def at(instant: datetime | None) -> str | None:
        return None if instant is None else instant.astimezone(zone).isoformat()

    stands = detail.due_status
    return {
        "complaint_no": detail.complaint_no,
        "rounds": list(detail.rounds),
        "received_at": at(detail.received_at),
        "customer_name": detail.customer,
        "customer_phone": detail.phone,
        "order_no": detail.order_no,
        "serial_no": detail.serial_no,
        "handler": detail.handler,
        "category": detail.category,
        "status": detail.status,
        "status_reason": detail.status_reason,
        "proposed_status": detail.proposed_status,
        "contact_due": at(detail.due.contact_due),
        "plan_due": at(detail.due.plan_due),
        "resolve_due": at(detail.resolve_due),
        "provisional": detail.provisional,
        "kept": bool(detail.kept),
        "calendar_version": detail.calendar_version,
        "contacted_at": at(detail.contacted_at),
        "planned_at": at(detail.planned_at),
        "resolved_at": at(detail.resolved_at),
        "next_step": None if stands is None else stands.step,
        "next_due_at": at(detail.next_due_at),
        "level": "" if stands is None else stands.level,
        "percent": 0 if stands is None else stands.percent,
        "paused_until": at(detail.paused_until),
        "days": [
            {"date": day.date.isoformat(), "working": day.working, "why": reason(day), "source": day.source}
            for day in detail.due.days
        ],
        "events": [
            {
                "kind": event.kind,
                "happened_at": at(event.happened_at),
                "recorded_at": at(event.recorded_at),
                "by": event.by,
                "note": event.note,
                "correction": event.correction,
                "standing": event.standing,
            }
            for event in detail.events
        ],
        "pauses": [
            {
                "reason": pause.reason,
                "proof": pause.proof,
                "starts_at": at(pause.starts_at),
                "ends_at": at(pause.ends_at),
                "by": pause.by,
                "limit": pause.limit,
            }
            for pause in detail.pauses
        ],
        "shares": [
            {
                "handler": share.handler,
                "minutes": share.time // timedelta(minutes=1),
                "percent": share.percent,
            }
            for share in detail.shares
        ],
        "handovers": [
            {"to": one.to, "at": at(one.at), "by": one.by, "reason": one.reason} for one in detail.handovers
        ],
        "credited": detail.credited or detail.handler,
        "judged_in": None if detail.judged is None else show_period(detail.judged[0]),
        "said": detail.said,
        "agreed": detail.agreed,
        "notes": [note.json() for note in detail.notes],
        "decisions": [decision.json() for decision in detail.decisions],
    }
