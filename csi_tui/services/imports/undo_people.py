"""People of an import: new ones leave, and of the others what stood before is put back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from csi_db import import_people
from csi_db.import_holds import Held
from csi_db.import_people import PersonRow
from csi_db.models import ImportBatch
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.leaving import By, Left, Named, digest_of, own_people
from csi_tui.services.imports.put_back import record_values

NEVER = 999912
"""A month behind all others."""


class People:
    """Employees: new ones leave, transfers are taken back, names and days are put back."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk = session, desk
        self._connection, self._number = session.connection(), batch.id
        self._changes = {one.row_id: one for one in import_people.changes_of(self._connection, self._number)}
        self._stand = import_people.person_rows(self._connection, self._changes)
        self._free: list[int] = []

    def rows(self) -> list[Named]:
        """Number, and the day from which the row holds."""
        return [(key, f"{row.employee_no} {row.valid_from}") for key, row in sorted(self._stand.items())]

    def held(self) -> list[Held]:
        """The later rows of a person first: what stood before one is what the row before it left."""
        found: dict[int, Held] = {}
        judged = import_people.judged_months(self._connection)
        rated = import_people.rated_by(self._connection)
        later = import_people.changed_later(self._connection, "employees", self._number)
        own = own_people(self._session, self._desk)
        people: dict[int, dict[str, Any]] = {}
        stuck: set[int] = set()
        for key in self._backwards():
            row, change = self._stand[key], self._changes[key]
            before = change.before or {"employee": None, "assignment": None}
            person = people.setdefault(row.employee_id, row.employee)
            moved = change.after["employee"] != before["employee"]
            if key in later:
                found[key] = Held(key, "revised", str(later[key]))
            elif row.assignment != change.after["assignment"] or (
                moved and person != change.after["employee"]
            ):
                found[key] = Held(key, "changed", "")
            elif row.employee_id in stuck and moved:
                found[key] = Held(key, "later", "")
            elif judged.get(row.employee_id, 0) >= _first_month(row, before, change.after):
                found[key] = Held(key, "month", str(judged[row.employee_id]))
            elif row.supervisor_id not in own and self._supervisor_then(row, before) in own:
                found[key] = Held(key, "reports", "")
            elif (
                before["assignment"] is None
                and row.supervisor_id is not None
                and rated.get((row.employee_id, row.supervisor_id), "") >= row.valid_from
            ):
                found[key] = Held(key, "entry", "")
            elif before["employee"] is not None:
                people[row.employee_id] = before["employee"]
            if key in found:
                stuck.add(row.employee_id)
        self._hold_named(found)
        self._free = [key for key in self._backwards() if key not in found]
        return [found[key] for key in sorted(found)]

    def _supervisor_then(self, row: PersonRow, before: Mapping[str, Any]) -> int | None:
        """Whom the person of a row would report to from its day on, if it were undone."""
        if before["assignment"] is not None:
            supervisor: int | None = before["assignment"]["supervisor_id"]
            return supervisor
        return import_people.supervisor_before(
            self._connection, row.employee_id, row.valid_from, self._changes.keys()
        )

    def _hold_named(self, found: dict[int, Held]) -> None:
        """People whom a row names stay; what rests on these is asked again."""
        while True:
            leaving = [key for key in self._changes if key not in found and self._is_new(key, "assignment")]
            new = {self._stand[key].employee_id: key for key in leaving if self._is_new(key, "employee")}
            named = import_people.named_people(self._connection, new, leaving)
            if not named:
                return
            found |= {new[employee]: Held(new[employee], "named", table) for employee, table in named.items()}

    def leave(self, by: By) -> Left:
        """New rows leave; what others have changed is put back, the latest first."""
        assignments, employees = [], []
        for key in self._free:
            row, change = self._stand[key], self._changes[key]
            before: Mapping[str, Any] = change.before or {"employee": None, "assignment": None}
            self._record(row, before, change.after)
            if before["assignment"] is None:
                assignments.append(key)
            elif before["assignment"] != change.after["assignment"]:
                import_people.put_assignment(self._connection, key, before["assignment"])
            if before["employee"] is None:
                employees.append(row.employee_id)
            elif before["employee"] != change.after["employee"]:
                import_people.put_person(self._connection, row.employee_id, before["employee"])
        import_people.take_out(self._connection, assignments, employees)
        import_people.drop_changes(self._connection, self._number, self._free)
        back = len(self._free) - len(assignments)
        return Left(len(self._free), back, digest_of([str(key) for key in sorted(self._free)]))

    def _record(self, row: PersonRow, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Of what is put back the trail says what was there, and what is there again."""
        old: dict[str, Any] = {}
        new: dict[str, Any] = {}
        for what in ("employee", "assignment"):
            if before[what] is not None:
                old, new = old | after[what], new | before[what]
        if old != new:
            name = f"{row.employee_no} {row.valid_from}"
            record_values(self._session, self._desk, self._number, "employees", name, (old, new))

    def _is_new(self, key: int, what: str) -> bool:
        before = self._changes[key].before
        return before is None or before[what] is None

    def _backwards(self) -> list[int]:
        return sorted(self._stand, key=lambda key: (self._stand[key].valid_from, key), reverse=True)


def _first_month(row: PersonRow, before: Mapping[str, Any], after: Mapping[str, Any]) -> int:
    """The first month in which something else would hold; one that never comes where nothing would."""
    days = [] if before["assignment"] == after["assignment"] else [row.valid_from]
    if before["employee"] is not None:
        for name in ("joined_on", "left_on"):
            pair = before["employee"][name], after["employee"][name]
            days += [] if pair[0] == pair[1] else [day for day in pair if day is not None]
    return min(map(_month_of, days), default=NEVER)


def _month_of(day: str) -> int:
    return int(day[:4]) * 100 + int(day[5:7])
