"""What figures, ratings and conduct records share: the indicator, the month that still takes entries, who was here.

Who may rate whom stands with the ratings: ``ratings.require_rater``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import Adjustment, Assignment, ConductRecord, Employee, Month, Rating
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.periods import Period, last_day, period_of, show_period
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import is_oneself, own_employee
from csi_tui.services.desk.who_is_second import own_employees
from csi_tui.services.errors import UserError
from csi_tui.services.months.roster import held_on
from csi_tui.services.schemes.indicators import indicators
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.untrusted_text import normal


def named_indicator(desk: Desk, said: str, entry: str, period: Period) -> Indicator:
    """The indicator that was named, by its id or by its name in either language.

    Raises:
        UserError: there is none that is entered in this way (``figure`` or ``rating``).
    """
    plain = normal(said).casefold()
    for one in indicators(desk, period).values():
        if one.entry == entry and plain in (one.id, one.name.en.casefold(), one.name.zh):
            return one
    raise UserError(
        _("No indicator that is entered as a figure is called “{name}”.").format(name=said)
        if entry == "figure"
        else _("No indicator that is rated is called “{name}”.").format(name=said)
    )


def own_figure(
    session: Session, desk: Desk, employee_id: int | None, team: str | None, period: Period
) -> bool:
    """Whether a figure of a month is one of the acting user's own, or of a team whose figures are theirs as well."""
    if team is None:
        return employee_id is not None and is_oneself(session, desk, (employee_id,))
    rows = session.exec(
        select(Assignment)
        .where(col(Assignment.employee_id).in_(own_employees(session, desk)))
        .order_by(col(Assignment.valid_from))
    ).all()
    held = (
        held_on([row for row in rows if row.employee_id == one], last_day(period))
        for one in {row.employee_id for row in rows}
    )
    # Supervisors have no card; a figure of the team is how they judge it.
    return any(one is not None and one.team == team and one.role != "supervisor" for one in held)


def reads_entries_of(session: Session, desk: Desk, employee_id: int) -> bool:
    """Whether the user reads the ratings and conduct records of somebody, all of them or the own ones."""
    return desk.may("see-appeals") or own_employee(session, desk) == employee_id


def refuse(fault: str) -> None:
    """Refuse with what a rule has found, which is part of a sentence; nothing where it found nothing.

    Raises:
        UserError: the fault, as a sentence of its own.
    """
    if fault:
        raise UserError(_("{sentence}.").format(sentence=fault[:1].upper() + fault[1:]))


def take_back(desk: Desk, row: Rating | ConductRecord | Adjustment, reason: str) -> None:
    """Mark an entry as taken back now by the acting user; it stays in the store and counts no more."""
    row.withdrawn_at, row.withdrawn_by_id = clock.now(), desk.actor.user_id
    row.withdrawn_account, row.withdrawn_reason = desk.actor.account, reason


def points_of(row: ConductRecord, worth: Mapping[str, Fraction]) -> str:
    """The points of a record: its own, or those that its code is ``worth``."""
    return show_short(worth.get(row.code, Fraction(0))) if row.points is None else show_hundredths(row.points)


def closed_month(session: Session, period: Period) -> str:
    """Why a month takes no entries any more; empty where it does."""
    month = session.get(Month, period)
    if month is None or month.state not in CLOSED_STATES:
        return ""
    return _("{month} is {state} and takes no entries any more").format(
        month=show_period(period), state=state_name(month.state)
    )


def not_begun(desk: Desk, period: Period) -> str:
    """Why a month takes no entries yet; empty where it does."""
    if period <= period_of(clock.now(), desk.site.zone):
        return ""
    return _("{month} has not begun yet").format(month=show_period(period))


def day_fault(desk: Desk, session: Session, on_date: date, employee: Employee) -> str:
    """Why a rating or record of a day cannot be taken; empty where it can."""
    today = clock.now().astimezone(desk.site.zone).date()
    if on_date > today:
        return _("this day lies ahead")
    if on_date < employee.joined_on or (employee.left_on is not None and on_date > employee.left_on):
        return _("{name} did not work here on that day").format(name=employee.name)
    return closed_month(session, month_of(desk, on_date))


def month_of(desk: Desk, on_date: date) -> Period:
    """The month of a local day."""
    return period_of(datetime.combine(on_date, time(12), tzinfo=desk.site.zone), desk.site.zone)


def supervisor_on(session: Session, employee: Employee, day: date) -> int | None:
    """The direct supervisor of an employee on a day (docs/rules.md, rule 14)."""
    rows = session.exec(
        select(Assignment).where(Assignment.employee_id == employee.id).order_by(col(Assignment.valid_from))
    ).all()
    held = held_on(rows, day)
    return None if held is None else held.supervisor_id


def supervisors_on(session: Session, day: date) -> dict[int, int | None]:
    """Employee → their direct supervisor on a day, of those who have a place then."""
    rows: dict[int, list[Assignment]] = {}
    for row in session.exec(select(Assignment).order_by(col(Assignment.valid_from))):
        rows.setdefault(row.employee_id, []).append(row)
    held = {key: held_on(own, day) for key, own in rows.items()}
    return {key: row.supervisor_id for key, row in held.items() if row is not None}


def read_day(desk: Desk, text: str) -> date:
    """A day as it was typed; nothing: today at the site.

    Raises:
        UserError: it is none.
    """
    plain = normal(text)
    if not plain:
        return clock.now().astimezone(desk.site.zone).date()
    try:
        found = parse_date(plain)
    except BadCell:
        found = None
    if found is None:
        raise UserError(_("“{text}” is no day. Write it as YYYY-MM-DD.").format(text=text))
    return found


def read_figure(text: str) -> Decimal:
    """A figure as it was typed, exact.

    Raises:
        UserError: it is none, or has more digits than are kept.
    """
    plain = normal(text).replace("\N{MINUS SIGN}", "-")
    if not _FIGURE.fullmatch(plain):
        raise UserError(
            _("“{text}” is no figure. Write digits, with a point before at most four decimals.").format(
                text=text
            )
        )
    return Decimal(plain)


_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")
