"""Employees, their assignments over time (docs/rules.md, rule 12), and the list of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session, col, select

from csi_db.models import Assignment, Employee
from csi_tui.i18n import N_, _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.card_texts import EMPLOYEE_ROLE_NAMES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter, Filterable, marked
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid, row_faults
from csi_tui.services.desk.given_texts import no_such_employee
from csi_tui.services.desk.privacy import is_pseudonym
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.months.roster import held_on
from csi_tui.services.people.own_roster import hold_roster
from csi_tui.services.tabular.records import EmployeeRow


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as a list shows them: what holds today (or held on the last day)."""

    employee_no: str
    name: str
    role: str
    team: str
    supervisor_no: str
    supervisor: str
    joined_on: date
    left_on: date | None
    valid_from: date
    supervisor_id: int | None = None


def people(desk: Desk, *, search: str = "", only: Filter = EVERYTHING) -> list[Person]:
    """Everybody whose number, name or team contains the text, by number; leavers last."""
    today = clock.now().astimezone(desk.site.zone).date()
    with desk.read() as session:
        employees = session.exec(select(Employee).order_by(Employee.employee_no)).all()
        names = {row.id: (row.employee_no, row.name) for row in employees}
        assignments: dict[int, list[Assignment]] = {}
        for row in session.exec(select(Assignment).order_by(col(Assignment.valid_from))):
            assignments.setdefault(row.employee_id, []).append(row)
    found = []
    for employee in employees:
        held = held_on(assignments.get(employee.id or 0, []), employee.left_on or today)
        if held is None:
            continue
        supervisor_no, supervisor = names.get(held.supervisor_id, ("", ""))
        person = Person(
            employee_no=employee.employee_no,
            name=employee.name,
            role=held.role,
            team=held.team,
            supervisor_no=supervisor_no,
            supervisor=supervisor,
            joined_on=employee.joined_on,
            left_on=employee.left_on,
            valid_from=held.valid_from,
            supervisor_id=held.supervisor_id,
        )
        if any(search in text for text in (person.employee_no, person.name, person.team)):
            found.append(person)
    found = [one for one in marked(found, only, _marks(today)) if _led_by(one, only)]
    return sorted(
        found, key=lambda person: (person.left_on is not None and person.left_on < today, person.employee_no)
    )


PEOPLE_BY = Filterable(
    marks={
        "here": N_("working here"),
        "left": N_("gone"),
        "no_supervisor": N_("without supervisor"),
        **EMPLOYEE_ROLE_NAMES,
    },
    person=N_("Led by"),
    days=N_("joined {since} to {until}"),
    hint=N_("Number or name; days of joining, such as 2026-03-12, -7, last month"),
)
"""What the list of people is narrowed down to."""


def _marks(today: date) -> Mapping[str, Callable[[Person], bool]]:
    return {
        "here": lambda one: one.left_on is None or one.left_on >= today,
        "left": lambda one: one.left_on is not None and one.left_on < today,
        "no_supervisor": lambda one: not one.supervisor_no,
        **{role: partial(_has_role, role) for role in EMPLOYEE_ROLE_NAMES},
    }


def _has_role(role: str, one: Person) -> bool:
    return one.role == role


def _led_by(one: Person, only: Filter) -> bool:
    return only.person_id in (None, one.supervisor_id) and only.holds(one.joined_on)


def person(desk: Desk, employee_no: str) -> Person:
    """Somebody as a list shows them.

    Raises:
        UserError: nobody has this number.
    """
    found = next((one for one in people(desk, search=employee_no) if one.employee_no == employee_no), None)
    if found is None:
        raise no_such_employee(employee_no)
    return found


@may_wait("keep-employee")
def keep(desk: Desk, row: EmployeeRow, reason: str = "") -> str:
    """Keep a new employee, a transfer from a day on, or a leaving; answers what it was: one of those words.

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not change people.
        Waits, ReasonMissing: somebody would report to the acting user, or it reaches into judged months
            (:mod:`csi_tui.services.people.own_roster`); ``reason``: why.
    """
    desk.require("people")
    with desk.write() as session:
        faults = row_faults(row)
        if not faults:
            faults = [
                FieldFault(column, reason)
                for column, reason in employee_faults(session, row, {row.employee_no})
            ]
            faults += _forgotten_faults(session, row)
        if faults:
            raise FormInvalid(faults)
        hold_roster(session, desk, row)
        what = keep_employee(session, row)
        link_assignment(session, row)
        record_person(session, desk, row, what)
    return what


def _forgotten_faults(session: Session, row: EmployeeRow) -> list[FieldFault]:
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    if employee is None or not _stays_forgotten(employee, row) or row.name == employee.name:
        return []
    return [
        FieldFault(
            "name",
            _("This person has left, and the term for the name is over: a pseudonym stands in its place."),
        )
    ]


def record_person(session: Session, desk: Desk, row: EmployeeRow, what: str) -> None:
    """What the trail says of a person who was kept."""
    detail = {
        "what": what,
        "role": row.role,
        "team": row.team,
        "supervisor": row.supervisor_no,
        "valid_from": row.valid_from or row.joined_on,
        "left_on": row.left_on,
    }
    audit.record(session, desk, "keep-employee", row.employee_no, detail)


def employee_faults(session: Session, row: EmployeeRow, in_file: set[str]) -> list[tuple[str, str]]:
    """What the store says against a row: ``(column, reason)``; ``in_file`` are numbers about to be kept."""
    faults = []
    if row.supervisor_no is not None and row.supervisor_no not in in_file:
        known = session.exec(select(Employee.id).where(Employee.employee_no == row.supervisor_no)).first()
        if known is None:
            faults.append(
                ("supervisor_no", _("No employee has the number {number}.").format(number=row.supervisor_no))
            )
    return faults


def same_as_stored(session: Session, row: EmployeeRow) -> bool:
    """Whether the row says nothing that the store does not hold already."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    if employee is None:
        return False
    held = _assignment(session, employee, row)
    if held is None or not _says_the_same(session, held, row):
        return False
    name = employee.name if _stays_forgotten(employee, row) else row.name
    stored = (employee.name, employee.joined_on, employee.left_on)
    return not _is_latest(session, employee, row) or stored == (name, row.joined_on, row.left_on)


def _stays_forgotten(employee: Employee, row: EmployeeRow) -> bool:
    """Whether a row says again what somebody was called who left and whose term is over (docs/rules.md, rule 38).

    Who comes back has a name again.
    """
    return is_pseudonym(employee.name) and row.left_on is not None


def differs_from_stored(session: Session, row: EmployeeRow) -> bool:
    """Whether the store holds another role, team or supervisor from the very day of the row."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    held = None if employee is None else _assignment(session, employee, row)
    return held is not None and not _says_the_same(session, held, row)


def _says_the_same(session: Session, held: Assignment, row: EmployeeRow) -> bool:
    supervisor = (
        None if held.supervisor_id is None else session.get_one(Employee, held.supervisor_id).employee_no
    )
    return (held.role, held.team, supervisor) == (row.role, row.team or "", row.supervisor_no)


def keep_employee(session: Session, row: EmployeeRow) -> str:
    """Add the employee, or bring name and leaving day up to date; the assignment follows in a second step."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    if employee is None:
        session.add(
            Employee(employee_no=row.employee_no, name=row.name, joined_on=row.joined_on, left_on=row.left_on)
        )
        session.flush()
        return "new"
    if _is_latest(session, employee, row):
        if not _stays_forgotten(employee, row):
            employee.name = row.name
        employee.joined_on, employee.left_on = row.joined_on, row.left_on
    session.add(employee)
    session.flush()
    return "transfer" if _assignment(session, employee, row) is None else "change"


def row_as_stored(session: Session, row: EmployeeRow) -> EmployeeRow | None:
    """What the store holds from the very day of a row, as such a row; None where nothing holds from that day."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    held = None if employee is None else _assignment(session, employee, row)
    if employee is None or held is None:
        return None
    supervisor = None if held.supervisor_id is None else session.get_one(Employee, held.supervisor_id)
    return EmployeeRow(
        employee_no=employee.employee_no,
        name=employee.name,
        role=held.role,
        team=held.team or None,
        supervisor_no=None if supervisor is None else supervisor.employee_no,
        joined_on=employee.joined_on,
        left_on=employee.left_on,
        valid_from=row.valid_from,
    )


def person_in_store(session: Session, row: EmployeeRow) -> dict[str, dict[str, object] | None]:
    """What the store holds of the person of a row, and of what holds from its day on, for what takes the row back."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
    held = None if employee is None else _assignment(session, employee, row)
    return {
        "employee": None
        if employee is None
        else {
            "name": employee.name,
            "joined_on": employee.joined_on.isoformat(),
            "left_on": None if employee.left_on is None else employee.left_on.isoformat(),
        },
        "assignment": None
        if held is None
        else {"role": held.role, "team": held.team, "supervisor_id": held.supervisor_id},
    }


def link_assignment(session: Session, row: EmployeeRow) -> int:
    """Keep role, team and supervisor from the row's day on; everybody named must be in the store by now.

    Answers the key of what holds from that day on.
    """
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).one()
    supervisor_id = None
    if row.supervisor_no is not None:
        supervisor_id = session.exec(
            select(Employee.id).where(Employee.employee_no == row.supervisor_no)
        ).one()
    assert employee.id is not None
    held = _assignment(session, employee, row) or Assignment(
        employee_id=employee.id,
        valid_from=row.valid_from or row.joined_on,
        role=row.role,
        team=row.team or "",
    )
    held.role, held.team, held.supervisor_id = row.role, row.team or "", supervisor_id
    session.add(held)
    session.flush()
    assert held.id is not None
    return held.id


def assignment_of(session: Session, row: EmployeeRow) -> int:
    """The key of what holds of somebody in the store from the row's day on."""
    employee = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).one()
    held = _assignment(session, employee, row)
    assert held is not None and held.id is not None
    return held.id


def _is_latest(session: Session, employee: Employee, row: EmployeeRow) -> bool:
    """Whether no later assignment is known: an older row says nothing about the name or the leaving day."""
    later = select(Assignment.id).where(
        Assignment.employee_id == employee.id, col(Assignment.valid_from) > (row.valid_from or row.joined_on)
    )
    return session.exec(later).first() is None


def _assignment(session: Session, employee: Employee, row: EmployeeRow) -> Assignment | None:
    return session.exec(
        select(Assignment).where(
            Assignment.employee_id == employee.id, Assignment.valid_from == (row.valid_from or row.joined_on)
        )
    ).first()


def names(desk: Desk) -> Sequence[tuple[str, str]]:
    """Number and name of everybody, for choices in forms."""
    with desk.read() as session:
        return session.exec(select(Employee.employee_no, Employee.name).order_by(Employee.employee_no)).all()
