"""A change of the roster that two people make: it hands the acting user people to judge, or reaches into months that
are judged already (docs/rules.md, rule 33)."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from csi_db.models import Assignment, Employee
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Changes, NeedsSecondPerson
from csi_tui.services.desk.who_is_second import own_employees
from csi_tui.services.months.counting_month import closed_periods
from csi_tui.services.tabular.records import EmployeeRow


def hold_roster(session: Session, desk: Desk, row: EmployeeRow) -> None:
    """Stop a row of the roster that makes the acting user a direct supervisor, or changes what held in a closed month.

    Somebody who is new stands on no row of such a month: their days of long ago are free.

    Raises:
        NeedsSecondPerson: it does, and no second person stands for it yet.
    """
    if desk.together is not None:
        return
    first = row.valid_from or row.joined_on
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    known = [] if employee is None else _assignments(session, employee)
    before = next((one for one in reversed(known) if one.valid_from <= first), None)
    changes = dict(_changes(session, employee, known, before, row))
    if not changes:
        return
    why = _why(session, desk, row, changes, {} if employee is None else _days(changes, first))
    if why:
        raise NeedsSecondPerson(
            subject=row.employee_no,
            period=None,
            employee_id=None if employee is None else employee.id,
            changes={"valid_from": (None, first.isoformat())} | changes,
            why=why,
        )


def _why(session: Session, desk: Desk, row: EmployeeRow, changes: Changes, days: dict[str, date]) -> str:
    if "supervisor_no" in changes and row.supervisor_no is not None:
        supervisor = session.exec(
            select(Employee.id).where(Employee.employee_no == row.supervisor_no)
        ).first()
        if supervisor in own_employees(session, desk):
            return _("{number} would report to you.").format(number=row.employee_no)
    last = max(closed_periods(session), default=None)
    if days and last is not None and _month(min(days.values())) <= last:
        return _(
            "What holds of {number} would change in months that are judged already, up to {month}."
        ).format(number=row.employee_no, month=show_period(last))
    return ""


def _assignments(session: Session, employee: Employee) -> list[Assignment]:
    return list(
        session.exec(
            select(Assignment)
            .where(Assignment.employee_id == employee.id)
            .order_by(col(Assignment.valid_from))
        )
    )


def _changes(
    session: Session,
    employee: Employee | None,
    known: list[Assignment],
    before: Assignment | None,
    row: EmployeeRow,
) -> Changes:
    """What would hold from the row's day on, and does not; days of employment where nothing later is known."""
    supervisor = (
        None
        if before is None or before.supervisor_id is None
        else session.get_one(Employee, before.supervisor_id).employee_no
    )
    pairs: dict[str, tuple[object, object]] = {
        "role": (None if before is None else before.role, row.role),
        "team": (None if before is None else before.team, row.team or ""),
        "supervisor_no": (supervisor, row.supervisor_no),
    }
    if employee is not None and all(one.valid_from <= (row.valid_from or row.joined_on) for one in known):
        pairs["joined_on"] = (employee.joined_on.isoformat(), row.joined_on.isoformat())
        pairs["left_on"] = (_day(employee.left_on), _day(row.left_on))
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def _days(changes: Changes, first: date) -> dict[str, date]:
    """The first day on which each change tells."""
    days = {}
    for name, (old, new) in changes.items():
        if name in ("joined_on", "left_on"):
            days[name] = min(date.fromisoformat(str(one)) for one in (old, new) if one is not None)
        else:
            days[name] = first
    return days


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _month(day: date) -> Period:
    return Period(100 * day.year + day.month)
