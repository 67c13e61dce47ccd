"""What the board says in sentences."""

from __future__ import annotations

from datetime import datetime

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.deadlines import Day
from csi_tui.services.board.standing import Standing
from csi_tui.services.board.values import BoardFound
from csi_tui.services.workdays.official_days import HOLIDAYS

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def head_text(found: BoardFound) -> str:
    """Where, and which day it is."""
    return _("{site} · {date} {weekday} · {kind}").format(
        site=found.site,
        date=f"{found.read_at:%Y-%m-%d}",
        weekday=_(WEEKDAYS[found.read_at.weekday()]),
        kind=day_text(found.day),
    )


def day_text(day: Day) -> str:
    """Whether a day is worked, and why where that is out of the ordinary."""
    if day.working:
        return _("working day in place of another one") if day.why == "made-up" else _("working day")
    return _(HOLIDAYS[day.note]) if day.note in HOLIDAYS else _("day off")


def read_text(found: BoardFound) -> str:
    """When all of it was read."""
    return _("read at {at}").format(at=f"{found.read_at:%H:%M:%S}")


def stale_text(standing: Standing, now: datetime, every: int) -> str:
    """That nothing here may pass for what holds now, since when and why; empty where it may."""
    if standing.is_fresh(now, every):
        return ""
    why = standing.why or _("The store has not answered since.")
    if standing.found is None:
        return _("Nothing has been read yet. {why}").format(why=standing.why or _("Reading …"))
    return _("OUT OF DATE: all of this is from {at}. {why}").format(
        at=f"{standing.found.read_at:%Y-%m-%d %H:%M:%S}", why=why
    )


def orders_text(found: BoardFound) -> str:
    """The orders of today in a line."""
    return _("Orders today: {received} received, {contacted} first contacted, {completed} completed").format(
        received=found.orders.received, contacted=found.orders.contacted, completed=found.orders.completed
    )


def visits_text(found: BoardFound) -> str:
    """The appointments of today in a line."""
    visits = found.visits
    text = _("Appointments today: {n}, of which {left} are still to be kept").format(
        n=visits.all, left=len(visits.open)
    )
    if not visits.late:
        return text
    return _("{text}, {late} past their time").format(text=text, late=visits.late)


def complaints_text(found: BoardFound) -> str:
    """The complaints of today in a line."""
    today = found.complaints
    return _(
        "Complaints today: {received} received, {contacted} first contacted, {planned} given a plan, "
        "{resolved} resolved"
    ).format(
        received=today.received, contacted=today.contacted, planned=today.planned, resolved=today.resolved
    )


def due_title(found: BoardFound) -> str:
    """How many complaints press."""
    return _("Complaints: {overdue} overdue, {soon} due soon").format(
        overdue=found.overdue, soon=len(found.due) - found.overdue
    )


def visits_title(found: BoardFound) -> str:
    """How many appointments are still to be kept."""
    n = len(found.visits.open)
    return ngettext("{n} appointment still to be kept", "{n} appointments still to be kept", n).format(n=n)


def teams_title(found: BoardFound) -> str:
    """What stands in the table of teams."""
    return _("Month {month} so far by team: means, below them how much each rests on").format(
        month=f"{found.period // 100}-{found.period % 100:02}"
    )


def nothing_due() -> str:
    """That no complaint presses."""
    return _("Nothing is overdue or due soon.")


def nothing_counted(found: BoardFound) -> str:
    """Why there is no table of teams."""
    if not found.counts_rows:
        return _("The scheme of this month counts nothing from rows.")
    if found.withheld:
        return withheld_text(found)
    return _("Nothing of this month has been counted yet.")


def withheld_text(found: BoardFound) -> str:
    """Which teams have figures that are not told; empty for none."""
    if not found.withheld:
        return ""
    return _("Figures resting on fewer than three people are left out ({teams}).").format(
        teams=_(", ").join(found.withheld)
    )


def no_room_text(columns: tuple[str, ...]) -> str:
    """Which figures there is no room for."""
    return _("No room for: {columns}.").format(columns=_(", ").join(columns))
