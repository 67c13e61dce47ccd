"""Facts that stand beside the instants of a row: durations, local days (docs/architecture.md, *Data*). Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

MICROSECOND = timedelta(microseconds=1)


def order_facts(
    *,
    received_at: datetime,
    first_contact_at: datetime | None,
    appointment_at: datetime | None,
    arrived_at: datetime | None,
    completed_at: datetime | None,
    service_mode: str,
    zone: tzinfo,
) -> dict[str, int | None]:
    """The stored facts of a work order; durations in microseconds, days as ordinals of local dates."""
    return {
        "received_day": local_day(received_at, zone),
        "completed_day": None if completed_at is None else local_day(completed_at, zone),
        "contact_time": None if first_contact_at is None else _elapsed(received_at, first_contact_at),
        "arrival_time": _arrival(first_contact_at, appointment_at, arrived_at, service_mode),
    }


def _arrival(
    first_contact_at: datetime | None, appointment_at: datetime | None, arrived_at: datetime | None, mode: str
) -> int | None:
    """First contact to arrival; with an appointment the time after it, and 0 in time (docs/rules.md, rule 19).

    A product carried in has no arrival. An arrival before the first contact waited for nobody: 0, never less.
    """
    since = first_contact_at if appointment_at is None else appointment_at
    if mode == "carry_in" or arrived_at is None or since is None:
        return None
    return max(0, _elapsed(since, arrived_at))


def local_day(instant: datetime, zone: tzinfo) -> int:
    """The ordinal of the instant's local date."""
    return instant.astimezone(zone).date().toordinal()


def _elapsed(start: datetime, end: datetime) -> int:
    return (end - start) // MICROSECOND


def next_due(
    *,
    status: str,
    contact_due: datetime,
    plan_due: datetime,
    resolve_due: datetime,
    contacted_at: datetime | None,
    planned_at: datetime | None,
    resolved_at: datetime | None,
) -> datetime | None:
    """The nearest due time of what is still to be done, or None when nothing is."""
    if status != "valid" or resolved_at is not None:
        return None
    open_dues = [resolve_due]
    if contacted_at is None:
        open_dues.append(contact_due)
    if planned_at is None:
        open_dues.append(plan_due)
    return min(open_dues)
