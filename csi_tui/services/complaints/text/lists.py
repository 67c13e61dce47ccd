"""Complaints and due times as text and JSON. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Protocol

from csi_tui.i18n import _, ngettext
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day, DueTimes


class OpenComplaint(Protocol):
    """What a line of the list needs of an open complaint; instants are site-local."""

    @property
    def complaint_no(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def customer(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def order_no(self) -> str: ...
    @property
    def handler(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def next_due_at(self) -> datetime: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def limit_provisional(self) -> bool: ...
    @property
    def percent(self) -> int: ...
    @property
    def paused_until(self) -> datetime | None: ...
    @property
    def proposed_status(self) -> str | None: ...


def complaint_table(rows: Sequence[OpenComplaint], milestone: Callable[[str], str]) -> str:
    """Open complaints, the most urgent first."""
    if not rows:
        return _("No open complaints.")
    header = (
        _("due"),
        "",
        _("next step"),
        _("complaint"),
        _("handler"),
        _("customer"),
        _("phone"),
        _("order"),
        _("received"),
    )
    return table(
        header,
        [
            (
                f"{row.next_due_at:%Y-%m-%d %H:%M}",
                _marks(row),
                milestone(row.step),
                row.complaint_no,
                row.handler,
                row.customer,
                row.phone,
                row.order_no,
                f"{row.received_at:%Y-%m-%d %H:%M}",
            )
            for row in rows
        ],
    )


def complaint_json(row: OpenComplaint) -> dict[str, Any]:
    """An open complaint as ``csi complaints --json`` prints it; the phone stays masked."""
    return {
        "complaint_no": row.complaint_no,
        "received_at": row.received_at.isoformat(),
        "customer_name": row.customer,
        "customer_phone": row.phone,
        "order_no": row.order_no or None,
        "handler": row.handler or None,
        "category": row.category or None,
        "next_step": row.step,
        "next_due_at": row.next_due_at.isoformat(),
        "overdue": row.overdue,
        "provisional": row.provisional,
        "level": "overdue" if row.overdue else "due-soon" if row.percent else "",
        "percent": row.percent,
        "paused_until": None if row.paused_until is None else row.paused_until.isoformat(),
        "proposed_status": row.proposed_status,
    }


def _marks(row: OpenComplaint) -> str:
    """What is to be noticed about a complaint."""
    marks = (
        (_("overdue"), row.overdue),
        (_("{n} % gone").format(n=row.percent), bool(row.percent)),
        (_("paused"), row.paused_until is not None),
        (_("provisional"), row.limit_provisional),
        (_("proposed as invalid"), row.proposed_status == "invalid"),
    )
    return " ".join(mark for mark, holds in marks if holds)


def due_json(times: DueTimes, zone: tzinfo, reason: Callable[[Day], str]) -> dict[str, Any]:
    """The object that ``csi due --json`` prints (docs/cli.md, *csi due*)."""
    return {
        "received_at": times.received_at.astimezone(zone).isoformat(),
        "contact_due": times.contact_due.astimezone(zone).isoformat(),
        "plan_due": times.plan_due.astimezone(zone).isoformat(),
        "resolve_due": times.resolve_due.astimezone(zone).isoformat(),
        "provisional": times.provisional,
        "days": [
            {"date": day.date.isoformat(), "working": day.working, "why": reason(day)} for day in times.days
        ],
    }


def due_text(times: DueTimes, zone: tzinfo, reason: Callable[[Day], str]) -> str:
    """The due times and the strip of days that proves the last one."""
    rows = [
        (_("received"), _shown(times.received_at, zone), ""),
        (_("contact"), _shown(times.contact_due, zone), _("at the latest")),
        (_("plan"), _shown(times.plan_due, zone), _("at the latest")),
        (_("resolution"), _shown(times.resolve_due, zone), _("before this instant")),
    ]
    strip = []
    count = 0
    for day in times.days:
        count += day.working
        strip.append((day.date.isoformat(), str(count) if day.working else "-", reason(day)))
    proof = table((_("day"), _("counts as"), _("why")), strip)
    return "\n".join(
        [table(("", _("due"), ""), rows), "", proof, *given_back_lines(times), *provisional_lines(times)]
    )


def given_back_lines(times: DueTimes) -> Iterator[str]:
    """How long the clock stood still in all, and how many working days that gave back (docs/rules.md, rule 22)."""
    if times.stood:
        hours, rest = divmod(times.stood, timedelta(hours=1))
        yield ngettext(
            "Pauses of {hours} h {minutes} min in all, a working day for each full 24 hours: {n} day given back.",
            "Pauses of {hours} h {minutes} min in all, a working day for each full 24 hours: {n} days given back.",
            times.given_back,
        ).format(hours=hours, minutes=rest // timedelta(minutes=1), n=times.given_back)


def provisional_lines(times: DueTimes) -> Iterator[str]:
    """What is not known of the years of a span that is provisional (docs/rules.md, rule 24)."""
    years = sorted({day.date.year for day in times.days if not day.announced})
    if years:
        yield _(
            "The limit is provisional: of {years} the weekdays and the holidays by statute are known, not the weekends "
            "that are exchanged, nor the days off for a holiday that falls on one."
        ).format(years=_(", ").join(map(str, years)))


def _shown(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second or local.microsecond else f"{local:%Y-%m-%d %H:%M}"
