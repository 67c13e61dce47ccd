"""Who is assessed in a month, as its last day shows them (docs/rules.md, rule 12)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

import sqlalchemy
from sqlmodel import Session, col, select

from csi_db.models import Assignment, Employee, SnapshotPerson, StoredCard
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.periods import Period, first_day, last_day


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """An employee as the month's last day (or the last day of employment) shows them."""

    subject: Subject
    supervisor_id: int | None


def roster_of(session: Session, period: Period) -> list[RosterEntry]:
    """Everyone employed on some day of the month, as the month's last day shows them (docs/rules.md, rule 12).

    For somebody who left in the month, the last day of employment counts.
    """
    first, last = first_day(period), last_day(period)
    # Columns, not objects: a roster is read with every close, and an object for each row costs more than the rest.
    employees = session.execute(
        sqlalchemy.select(*map(col, (Employee.id, Employee.employee_no, Employee.name, Employee.left_on)))
        .where(
            col(Employee.joined_on) <= last,
            (col(Employee.left_on).is_(None)) | (col(Employee.left_on) >= first),
        )
        .order_by(Employee.employee_no)
    ).all()
    assignments: dict[int, list[Held]] = {}
    columns = (Assignment.employee_id, Assignment.valid_from, Assignment.role, Assignment.team)
    for employee_id, valid_from, role, team, supervisor_id in session.execute(
        sqlalchemy.select(*map(col, columns), col(Assignment.supervisor_id)).order_by(
            col(Assignment.valid_from)
        )
    ):
        assignments.setdefault(employee_id, []).append(Held(valid_from, role, team, supervisor_id))
    entries = []
    for employee_id, number, name, left_on in employees:
        assert employee_id is not None
        day = last if left_on is None else min(last, left_on)
        held = held_on(assignments.get(employee_id, []), day)
        if held is not None:
            subject = Subject(id=employee_id, employee_no=number, name=name, role=held.role, team=held.team)
            entries.append(RosterEntry(subject, held.supervisor_id))
    return entries


class Held(NamedTuple):
    """Role, team and supervisor of somebody from a day on."""

    valid_from: date
    role: str
    team: str
    supervisor_id: int | None


class HasStart(Protocol):
    """Something that holds from a day on."""

    @property
    def valid_from(self) -> date:
        """That day."""


AssignmentT = TypeVar("AssignmentT", bound=HasStart)


def held_on(assignments: Sequence[AssignmentT], day: date) -> AssignmentT | None:
    """The assignment that held on a day; before the first one, the first. ``assignments`` stand oldest first."""
    held = [row for row in assignments if row.valid_from <= day]
    return held[-1] if held else next(iter(assignments), None)


def snapshot_roster(session: Session, revision_id: int) -> list[RosterEntry]:
    """The roster as a published or frozen revision keeps it."""
    rows = session.exec(
        select(SnapshotPerson, Employee.employee_no, Employee.name, StoredCard.body)
        .join(Employee, col(Employee.id) == col(SnapshotPerson.employee_id))
        .join(
            StoredCard,
            (col(StoredCard.revision_id) == col(SnapshotPerson.revision_id))
            & (col(StoredCard.employee_id) == col(SnapshotPerson.employee_id)),
            isouter=True,
        )
        .where(SnapshotPerson.revision_id == revision_id)
        .order_by(Employee.employee_no)
    ).all()
    return [
        RosterEntry(
            Subject(
                id=person.employee_id,
                employee_no=number,
                name=_name_on(body) or name,
                role=person.role,
                team=person.team,
            ),
            person.supervisor_id,
        )
        for person, number, name, body in rows
    ]


def _name_on(body: str | None) -> str | None:
    """The name on a stored card: somebody who changes it later is still the one on the card."""
    try:
        name = json.loads(body or "{}").get("name")
    except (ValueError, AttributeError):
        return None
    return name if isinstance(name, str) else None
