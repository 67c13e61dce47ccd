"""What each kind of file does to the store: check its rows against it, skip what is there, insert the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from csi_db.models import Complaint, MilestoneEvent, Survey
from csi_tui.i18n import _
from csi_tui.services import clock
from csi_tui.services.complaints import PEOPLE as COMPLAINT_PEOPLE
from csi_tui.services.complaints import complaint_values, milestone_events, registrar
from csi_tui.services.desk import Desk
from csi_tui.services.months import closed_periods, counting_period
from csi_tui.services.people import (
    differs_from_stored,
    employee_faults,
    keep_employee,
    link_assignment,
    same_as_stored,
)
from csi_tui.services.references import AT_ONCE, chunks, employee_ids, order_ids
from csi_tui.services.surveys import QUESTIONS
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, Row, SurveyRow
from csi_tui.services.tabular.rows import Fault

Numbered = tuple[int, Row]
"""A row of a file with its number there."""

R = TypeVar("R", bound=Row)
INSERT_AT_ONCE = 2000


@dataclass(slots=True)
class Applied:
    """What an applier did with the rows it was given."""

    accepted: list[Numbered] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def reject(self, number: int, column: str, value: str | None, reason: str) -> None:
        """Name a row that does not go in."""
        self.faults.append(Fault(number, column, value or "", reason))


Applier = Callable[[Session, Desk, int, Sequence[Numbered]], Applied]


def digest_of(desk: Desk, row: Row) -> str:
    """A salted digest of a whole row: tells an identical row from another one of the same number."""
    return hashlib.blake2b(f"{desk.site.salt}{row!r}".encode(), digest_size=16).hexdigest()


def digests(desk: Desk, rows: Iterable[Numbered]) -> Iterator[str]:
    """The rows' digests, in order."""
    return (digest_of(desk, row) for _number, row in rows)


def of_type(rows: Iterable[Numbered], kind: type[R]) -> Iterator[tuple[int, R]]:
    """The rows as what they are."""
    return ((number, row) for number, row in rows if isinstance(row, kind))


def fresh_rows(
    session: Session,
    desk: Desk,
    applied: Applied,
    model: type[SQLModel],
    column: str,
    rows: Sequence[tuple[int, R]],
) -> list[tuple[int, R, str]]:
    """Rows whose number is new, with their digests.

    A row imported before, or standing twice in the file, is skipped when it is the same to the letter
    (domain.md decision 16); another row of a known number is rejected (contract.md §2).
    """
    key, digest = getattr(model, column), getattr(model, "import_digest")  # noqa: B009 - a column, not a value
    known: dict[str, str | None] = {}
    for some in chunks(sorted({getattr(row, column) for _number, row in rows}), AT_ONCE):
        rows_known = session.execute(select(key, digest).where(col(key).in_(some))).all()
        known |= {row[0]: row[1] for row in rows_known}
    fresh = []
    for number, row in rows:
        name, own = getattr(row, column), digest_of(desk, row)
        if name not in known:
            known[name] = own
            fresh.append((number, row, own))
        elif known[name] == own:
            applied.skipped.append((number, name))
        else:
            applied.reject(
                number,
                column,
                name,
                _("this number is taken by a row with other values; change that one on its form"),
            )
    return fresh


def unknown_people(
    applied: Applied, number: int, row: Row, places: Sequence[str], employees: Mapping[str, int]
) -> bool:
    """Reject a row that names unknown employees."""
    bad = [place for place in places if (name := getattr(row, place)) is not None and name not in employees]
    for place in bad:
        applied.reject(number, place, getattr(row, place), _("no employee has this number"))
    return bool(bad)


def insert_all(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows of values in runs."""
    # The table, not the model: the mapper makes a statement of its own for every pattern of empty cells.
    statement = insert(model.__table__)  # type: ignore[attr-defined]
    for some in chunks(rows, INSERT_AT_ONCE):
        session.execute(statement, list(some))


def apply_employees(session: Session, desk: Desk, batch: int, rows: Sequence[Numbered]) -> Applied:
    """Employees: new ones, transfers, leavings; supervisors may stand anywhere in the file."""
    applied = Applied()
    typed = sorted(of_type(rows, EmployeeRow), key=lambda pair: pair[1].valid_from or pair[1].joined_on)
    seen: dict[tuple[str, object], EmployeeRow] = {}
    fresh: list[tuple[int, EmployeeRow]] = []
    for number, row in typed:
        key = (row.employee_no, row.valid_from or row.joined_on)
        if seen.setdefault(key, row) != row:
            applied.reject(
                number, "employee_no", row.employee_no, _("another row of this person holds from that day")
            )
        elif seen[key] is not row or same_as_stored(session, row):
            applied.skipped.append((number, row.employee_no))
        elif differs_from_stored(session, row):
            applied.reject(
                number,
                "employee_no",
                row.employee_no,
                _("another role, team or supervisor is stored from that day; change it on the form"),
            )
        else:
            fresh.append((number, row))
    good = _supervised(session, applied, fresh)
    for number, row in good:
        keep_employee(session, row)
        applied.accepted.append((number, row))
    for _number, row in good:
        link_assignment(session, row)
    return applied


def _supervised(
    session: Session, applied: Applied, rows: list[tuple[int, EmployeeRow]]
) -> list[tuple[int, EmployeeRow]]:
    """The rows whose supervisor is stored or goes in with this file; rejecting one may cost another."""
    while True:
        in_file = {row.employee_no for _number, row in rows}
        kept = []
        for number, row in rows:
            faults = employee_faults(session, row, in_file)
            for column, reason in faults:
                applied.reject(number, column, getattr(row, column), reason)
            if not faults:
                kept.append((number, row))
        if len(kept) == len(rows):
            return kept
        rows = kept


def apply_surveys(session: Session, desk: Desk, batch: int, rows: Sequence[Numbered]) -> Applied:
    """Surveys of orders in the store."""
    applied = Applied()
    typed = list(of_type(rows, SurveyRow))
    orders = order_ids(session, (row.order_no for _number, row in typed if row.order_no is not None))
    closed, now = closed_periods(session), clock.now()
    known: list[tuple[int, SurveyRow]] = []
    for number, row in typed:
        if row.order_no is None:
            applied.reject(number, "order_no", None, _("a survey belongs to an order"))
        elif row.order_no not in orders:
            applied.reject(number, "order_no", row.order_no, _("no order has this number"))
        else:
            known.append((number, row))
    values = []
    for number, row, digest in fresh_rows(session, desk, applied, Survey, "agency_ref", known):
        period, late = counting_period(row.answered_at, desk.site.zone, closed)
        values.append(
            {
                "agency_ref": row.agency_ref,
                "order_id": orders[row.order_no or ""],
                "answered_at": row.answered_at,
                **{question: getattr(row, question) for question in QUESTIONS},
                "period": period,
                "late": late,
                "recorded_at": now,
                "import_id": batch,
                "import_digest": digest,
            }
        )
        applied.accepted.append((number, row))
    insert_all(session, Survey, values)
    return applied


def apply_complaints(session: Session, desk: Desk, batch: int, rows: Sequence[Numbered]) -> Applied:
    """Complaints with their due times and the milestones that they bring along."""
    applied = Applied()
    typed = list(of_type(rows, ComplaintRow))
    orders = order_ids(session, (row.order_no for _number, row in typed if row.order_no is not None))
    employees, by, now = employee_ids(session), registrar(session, desk), clock.now()
    known: list[tuple[int, ComplaintRow]] = []
    for number, row in typed:
        bad = unknown_people(applied, number, row, COMPLAINT_PEOPLE, employees)
        if row.order_no is not None and row.order_no not in orders:
            applied.reject(number, "order_no", row.order_no, _("no order has this number"))
        elif not bad:
            known.append((number, row))
    fresh = fresh_rows(session, desk, applied, Complaint, "complaint_no", known)
    values = []
    for number, row, digest in fresh:
        order_id = None if row.order_no is None else orders[row.order_no]
        values.append(
            complaint_values(by, row, employees, order_id)
            | {"recorded_at": now, "import_id": batch, "import_digest": digest, "version": 1}
        )
        applied.accepted.append((number, row))
    insert_all(session, Complaint, values)
    ids = {
        number: key
        for number, key in session.exec(
            select(Complaint.complaint_no, Complaint.id).where(Complaint.import_id == batch)
        )
    }
    insert_all(
        session,
        MilestoneEvent,
        [
            event
            for _number, row, _digest in fresh
            for event in milestone_events(row, ids[row.complaint_no] or 0, desk.actor.user_id, now)
        ],
    )
    return applied
