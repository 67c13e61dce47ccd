"""Employees, surveys and complaints from a file, checked against the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from csi_db.bulk import insert_rows, look_up, replace_rows, stored
from csi_db.import_people import Change, keep_changes
from csi_db.models import Complaint, MilestoneEvent, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints.own_complaints import answering
from csi_tui.services.complaints.registration import PEOPLE as COMPLAINT_PEOPLE
from csi_tui.services.complaints.registration import (
    complaint_values,
    hold_registered,
    milestone_events,
    registrar,
)
from csi_tui.services.complaints.validity import note_proposal
from csi_tui.services.desk.oneself import in_person
from csi_tui.services.desk.references import id_of
from csi_tui.services.desk.second_person import OF_IMPORT, OF_ROW, NeedsSecondPerson
from csi_tui.services.imports.revise import different, merged
from csi_tui.services.orders.calls import is_call
from csi_tui.services.orders.own_orders import credited
from csi_tui.services.orders.surveys import ENTER, QUESTIONS, hold_call
from csi_tui.services.people.employees import (
    differs_from_stored,
    employee_faults,
    keep_employee,
    link_assignment,
    person_in_store,
    record_person,
    row_as_stored,
    same_as_stored,
)
from csi_tui.services.people.own_roster import hold_roster
from csi_tui.services.sheets.rows import Applied, Batch, Numbered, Revised, of_type, unknown_people
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, SurveyRow
from csi_tui.services.tabular.remarks import Remark

_SURVEY = (
    "agency_ref",
    "order_id",
    "answered_at",
    *QUESTIONS,
    "period",
    "late",
    "recorded_at",
    "import_id",
    "import_digest",
)


class Surveys:
    """Surveys of orders in the store."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Keep the surveys whose order is known."""
        batch, applied = self._batch, Applied()
        typed = of_type(rows, SurveyRow)
        orders = batch.order_ids(row.order_no for _number, row in typed)
        known = []
        strays: list[SurveyRow] = []
        for number, row in typed:
            if row.order_no in orders:
                known.append((number, row))
            elif row.order_no is None:
                applied.reject(number, "order_no", None, _("a survey belongs to an order"))
                strays.append(row)
            else:
                applied.reject(number, "order_no", row.order_no, _("no order has this number"))
                strays.append(row)
        now = stored(batch.now)
        values = []
        # One tuple for each row, and no more: a month brings a hundred thousand.
        for number, row, digest in batch.fresh(applied, "survey", "agency_ref", known):
            period, late = batch.months.of(row.answered_at)
            if batch.own and is_call(row.agency_ref):
                order_id = orders[row.order_no or ""]
                hold = partial(hold_call, batch.session, batch.desk, order_id, row, Period(period))
                if batch.held_back(applied, (number, row), ENTER, row.agency_ref, hold):
                    continue
            values.append(
                (
                    row.agency_ref,
                    orders[row.order_no or ""],
                    stored(row.answered_at),
                    row.attitude,
                    row.response,
                    row.quality,
                    row.parts,
                    row.cost,
                    period,
                    late,
                    now,
                    batch.number,
                    digest,
                )
            )
            applied.digests.append(digest)
        insert_rows(batch.session.connection(), "survey", _SURVEY, values)
        self._remember(strays)
        return applied

    def finish(self) -> Applied:
        """Nothing waits."""
        return Applied()

    def _remember(self, strays: Sequence[SurveyRow]) -> None:
        """Note surveys without an order, so that the preflight of their month can tell of them."""
        batch = self._batch
        replace_rows(
            batch.session.connection(),
            "unmatched_survey",
            ("agency_ref", "order_no", "period", "import_id"),
            (
                (row.agency_ref, row.order_no, batch.months.of(row.answered_at)[0], batch.number)
                for row in strays
            ),
        )


class Complaints:
    """Complaints with their due times and the milestones that they bring along."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._by = registrar(batch.session, batch.desk)

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Keep the complaints whose people and order are known."""
        batch, applied = self._batch, Applied()
        typed = of_type(rows, ComplaintRow)
        orders = batch.order_ids(row.order_no for _number, row in typed)
        proposed: dict[str, str] = {}
        known: list[tuple[int, ComplaintRow]] = []
        for number, row in typed:
            bad = unknown_people(applied, number, row, COMPLAINT_PEOPLE, batch.employees)
            if row.order_no is not None and row.order_no not in orders:
                applied.reject(number, "order_no", row.order_no, _("no order has this number"))
            elif not bad:
                decided = self._as_decided(row, orders)
                if decided is not row:
                    proposed[row.complaint_no] = row.status_reason or ""
                known.append((number, decided))
        fresh = [
            one
            for one in batch.fresh(applied, "complaint", "complaint_no", known)
            if not (batch.own and self._held_back(applied, one[0], one[1], orders))
        ]
        bookkeeping = {"recorded_at": batch.now, "import_id": batch.number, "version": 1}
        batch.insert(
            Complaint,
            [
                complaint_values(
                    self._by,
                    row,
                    batch.employees,
                    None if row.order_no is None else orders[row.order_no],
                )
                | bookkeeping
                | {"import_digest": digest}
                for _number, row, digest in fresh
            ],
        )
        numbers = [row.complaint_no for _number, row, _digest in fresh]
        ids = look_up(batch.session.connection(), "complaint", "complaint_no", "id", numbers)
        batch.insert(
            MilestoneEvent,
            [
                event
                for _number, row, _digest in fresh
                for event in milestone_events(row, ids[row.complaint_no], batch.desk.actor.user_id, batch.now)
            ],
        )
        for name in numbers:
            if name in proposed:
                complaint = batch.session.get_one(Complaint, ids[name])
                note_proposal(batch.session, batch.desk, complaint, "invalid", proposed[name])
        applied.remarks.extend(
            _proposed(number, row.complaint_no)
            for number, row, _digest in fresh
            if row.complaint_no in proposed
        )
        applied.digests.extend(digest for _number, _row, digest in fresh)
        return applied

    def _as_decided(self, row: ComplaintRow, orders: Mapping[str, int]) -> ComplaintRow:
        """A complaint as it goes in: as invalid where the file is brought in by somebody who may decide that of it;
        else what the file says is a proposal (docs/rules.md, rule 8)."""
        batch = self._batch
        if row.status == "valid":
            return row
        decides = batch.desk.may("confirm") and in_person(batch.session, batch.desk)
        if decides and not batch.own & self._people(row, orders):
            return row
        return replace(row, status="valid", status_reason=None, reviewed_by_no=None)

    def _people(self, row: ComplaintRow, orders: Mapping[str, int]) -> set[int | None]:
        """In whose figures a complaint may count: who has it, and who is on its order."""
        batch = self._batch
        order = None if row.order_no is None else batch.session.get_one(WorkOrder, orders[row.order_no])
        return {id_of(batch.employees, row.handler_no)} | (set() if order is None else credited(order))

    def _held_back(self, applied: Applied, number: int, row: ComplaintRow, orders: Mapping[str, int]) -> bool:
        batch = self._batch
        order = None if row.order_no is None else orders[row.order_no]
        people = {id_of(batch.employees, row.handler_no)} | answering(batch.session, batch.desk, order)
        period = Period(batch.months.of(row.received_at)[0])
        hold = partial(hold_registered, batch.session, batch.desk, row, people, period)
        return batch.held_back(applied, (number, row), "register-complaint", row.complaint_no, hold)

    def finish(self) -> Applied:
        """Nothing waits."""
        return Applied()


def _proposed(number: int, complaint_no: str) -> Remark:
    """That what a row says of the validity is a proposal: until a second person confirms it, the complaint counts."""
    said = _(
        "{number} counts as valid: that it is invalid is proposed, and a second person has to confirm it."
    )
    return Remark("proposed-invalid", said.format(number=complaint_no), finding=True, row=number)


class Employees:
    """Employees: new ones, transfers, leavings; supervisors may stand anywhere in the file."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._rows: list[tuple[int, EmployeeRow]] = []

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Wait for the whole file: a supervisor may stand in its last row."""
        self._rows.extend(of_type(rows, EmployeeRow))
        return Applied()

    def finish(self) -> Applied:
        """Keep everybody."""
        session, applied = self._batch.session, Applied()
        typed = sorted(self._rows, key=lambda pair: pair[1].valid_from or pair[1].joined_on)
        seen: dict[tuple[str, object], EmployeeRow] = {}
        fresh: list[tuple[int, EmployeeRow]] = []
        revised: dict[int, Revised] = {}
        for number, row in typed:
            key = (row.employee_no, row.valid_from or row.joined_on)
            if seen.setdefault(key, row) != row:
                applied.reject(
                    number,
                    "employee_no",
                    row.employee_no,
                    _("another row of this person holds from that day"),
                )
            elif seen[key] is not row or same_as_stored(session, row):
                applied.skipped.append((number, row.employee_no))
            elif self._batch.revising and (held := row_as_stored(session, row)) is not None:
                whole = merged(held, row, self._batch.columns)
                if found := different("employees", held, whole, self._batch.desk.site.zone):
                    fresh.append((number, whole))
                    revised[number] = Revised(number, row.employee_no, found)
                else:
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
        good = self._supervised(applied, [one for one in fresh if not self._held_back(applied, one)])
        stood, kept = [], []
        for _number, row in good:
            # As the rows before it in the file have left the person.
            stood.append(person_in_store(session, row))
            keep_employee(session, row)
            kept.append(person_in_store(session, row))
        changes = []
        for (number, row), before, person in zip(good, stood, kept, strict=True):
            assignment_id = link_assignment(session, row)
            after = {
                "employee": person["employee"],
                "assignment": person_in_store(session, row)["assignment"],
            }
            changes.append(Change(assignment_id, before, after))
            if number in revised:
                applied.revised.append(revised[number])
                record_person(session, self._batch.desk, row, "change")
        keep_changes(session.connection(), self._batch.number, changes)
        applied.digests.extend(self._batch.digest(row) for _number, row in good)
        self._rows = []
        return applied

    def _held_back(self, applied: Applied, numbered: tuple[int, EmployeeRow]) -> bool:
        row = numbered[1]
        batch = self._batch
        try:
            hold_roster(batch.session, batch.desk, row)
        except NeedsSecondPerson as need:
            arguments = {
                "row": row,
                "reason": batch.reason,
                OF_IMPORT: batch.number,
                OF_ROW: batch.digest(row),
            }
            named = (numbered[0], row.employee_no)
            return batch.let_wait(applied, named, "keep-employee", arguments, need) is None
        return False

    def _supervised(
        self, applied: Applied, rows: list[tuple[int, EmployeeRow]]
    ) -> list[tuple[int, EmployeeRow]]:
        """The rows whose supervisor is stored or goes in with this file; rejecting one may cost another."""
        while True:
            in_file = {row.employee_no for _number, row in rows}
            kept = []
            for number, row in rows:
                faults = employee_faults(self._batch.session, row, in_file)
                for column, reason in faults:
                    applied.reject(number, column, getattr(row, column), reason)
                if not faults:
                    kept.append((number, row))
            if len(kept) == len(rows):
                return kept
            rows = kept
