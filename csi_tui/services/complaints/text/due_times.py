"""Due times with their proof, as text and JSON. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from csi_tui.i18n import _, ngettext
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day, DueTimes


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
