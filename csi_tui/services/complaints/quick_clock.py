"""The clock of an open complaint as the plain driver reads it; light, for the quick look-ups and the first paint."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from csi_db.quick import QuickComplaint
    from csi_db.quick_home import QuickDue


class QuickClock(NamedTuple):
    """What :func:`csi_tui.services.complaints.due_status.due_status` tells from; instants are site-local."""

    received_at: datetime
    contact_due: datetime
    plan_due: datetime
    contacted_at: datetime | None
    planned_at: datetime | None
    provisional: bool
    paused_until: datetime | None
    paused_time: int | None

    @classmethod
    def of(cls, row: QuickComplaint | QuickDue, zone: tzinfo) -> QuickClock:
        """The clock of a row."""
        return cls(
            received_at=site_local(row.received_at, zone),
            contact_due=site_local(row.contact_due, zone),
            plan_due=site_local(row.plan_due, zone),
            contacted_at=site_local(row.contacted_at, zone),
            planned_at=site_local(row.planned_at, zone),
            provisional=bool(row.provisional),
            paused_until=site_local(row.paused_until, zone),
            paused_time=row.paused_time,
        )


@overload
def site_local(text: str, zone: tzinfo) -> datetime: ...
@overload
def site_local(text: str | None, zone: tzinfo) -> datetime | None: ...
def site_local(text: str | None, zone: tzinfo) -> datetime | None:
    """A UTC text of the store as a site-local instant; None of none."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone)
