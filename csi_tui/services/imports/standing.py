"""The rows of an import as they stand now: what rests on each, and how those leave on which nothing does.

Each family of kinds has its own way: orders, surveys and complaints leave the store; figures, ratings and amounts are
ended like by hand, for such rows are never deleted; of people what stood before is put back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlmodel import Session, col, select

from csi_db import import_people, import_rows
from csi_db.bulk import stored
from csi_db.import_rows import Held
from csi_db.models import Complaint, Employee, ImportBatch, Month, PaySettlement, User
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.complaints.registration import complaint_row
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.orders import work_orders
from csi_tui.services.sheets.rows import Batch

Named = tuple[int, str]
"""A row: its key, and what people call it."""


class Standing(Protocol):
    """The rows of an import that are still there."""

    def rows(self) -> list[Named]:
        """All of them, by key."""

    def held(self) -> list[Held]:
        """Those that stay, and why; the others leave by :meth:`leave`."""

    def leave(self, reason: str) -> tuple[int, str]:
        """Let the others go; answers how many, and a digest over them."""


def standing(session: Session, desk: Desk, batch: ImportBatch) -> Standing:
    """The rows of an import, by its kind."""
    made: Callable[[Session, Desk, ImportBatch], Standing] = (
        People if batch.kind == "employees" else Entered if batch.kind in import_rows.ENTERED else Facts
    )
    return made(session, desk, batch)


def own_people(session: Session, desk: Desk) -> list[int]:
    """The employees that the acting user is, and whoever's account really runs the program."""
    found = session.exec(
        select(User.employee_id).where(
            (col(User.id) == desk.actor.user_id) | (col(User.account) == desk.actor.account)
        )
    ).all()
    return [key for key in found if key is not None]


class Facts:
    """Orders, surveys, complaints."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk, self._kind, self._number = session, desk, batch.kind, batch.id
        self._connection = session.connection()
        import_rows.gather(self._connection, self._kind, self._number)

    def rows(self) -> list[Named]:
        """Number by number, as they came."""
        return import_rows.gathered(self._connection)

    def held(self) -> list[Held]:
        """What was changed since first, for it says most."""
        changed = [Held(key, "changed", "") for key in self._changed()]
        import_rows.hold(self._connection, [one.row_id for one in changed])
        own = own_people(self._session, self._desk)
        return [*changed, *import_rows.held_rows(self._connection, self._kind, self._number, own)]

    def leave(self, reason: str) -> tuple[int, str]:
        """Gone, as if they had never come."""
        import_rows.forget_strays(self._connection, self._number)
        count, digests = import_rows.leave(self._connection, self._kind)
        return count, digest_of(digests)

    def _changed(self) -> Iterator[int]:
        """Rows that say something else than their file did; one that was put back to that is as it came."""
        batch = Batch(self._session, self._desk, self._number)
        for key, number, digest in import_rows.changed_versions(self._connection, self._kind):
            if self._kind == "orders":
                if batch.digest(work_orders.read_in(self._session, number).row) != digest:
                    yield key
            elif batch.digest(complaint_row(self._session, self._session.get_one(Complaint, key))) != digest:
                yield key


class Entered:
    """Figures, ratings, amounts."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk, self._kind = session, desk, batch.kind
        self._number = batch.id
        self._ended = f"{import_rows.ENTERED[self._kind][1]}_at"
        self._rows = import_rows.entered_of(session.connection(), self._kind, self._number)
        self._free: list[dict[str, Any]] = []

    def rows(self) -> list[Named]:
        """Month or day, person or team, what it is of; those that still count."""
        numbers = dict(self._session.exec(select(Employee.id, Employee.employee_no)).all())
        return [
            (row["id"], _called(self._kind, row, numbers)) for row in self._rows if row[self._ended] is None
        ]

    def held(self) -> list[Held]:
        """By the rules by which they are taken back by hand."""
        found = []
        self._free = []
        closed = {
            Period(period)
            for period in self._session.exec(select(Month.period).where(col(Month.state).in_(CLOSED_STATES)))
        }
        settled = [Period(one) for one in self._session.exec(select(PaySettlement.period))]
        own, rater = own_people(self._session, self._desk), own_employee(self._session, self._desk)
        for row in self._rows:
            period = Period(row["period"])
            if row[self._ended] is not None:
                continue
            if self._kind == "pay":
                # An amount may hold onward from its month.
                late = [one for one in settled if one >= period]
                why, by = ("settled", show_period(max(late))) if late else ("", "")
            elif period in closed:
                why, by = "month", str(period)
            elif self._kind == "ratings" and row["rated_by_id"] != rater:
                why, by = "rater", ""
            elif self._kind == "measures" and row["employee_id"] in own:
                why, by = "own", ""
            else:
                why, by = "", ""
            if why:
                found.append(Held(row["id"], why, by))
            else:
                self._free.append(row)
        return found

    def leave(self, reason: str) -> tuple[int, str]:
        """Ended now by the acting user: readable as what was taken back, and counted no more."""
        words = reason or _("import {number} was undone").format(number=self._number)
        by = {
            "at": stored(clock.now()),
            "user_id": self._desk.actor.user_id,
            "account": self._desk.actor.account,
            "reason": words,
        }
        keys = [row["id"] for row in self._free]
        import_rows.end_entered(self._session.connection(), self._kind, keys, by)
        return len(keys), digest_of([str(key) for key in keys])


class People:
    """Employees: new ones leave, transfers are taken back, names and days are put back."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
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
            elif before["assignment"] is None and judged.get(row.employee_id, 0) >= _month_of(row.valid_from):
                found[key] = Held(key, "month", str(judged[row.employee_id]))
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

    def _hold_named(self, found: dict[int, Held]) -> None:
        """People whom a row names stay; what rests on these is asked again."""
        while True:
            leaving = [key for key in self._changes if key not in found and self._is_new(key, "assignment")]
            new = {self._stand[key].employee_id: key for key in leaving if self._is_new(key, "employee")}
            named = import_people.named_people(self._connection, new, leaving)
            if not named:
                return
            found |= {new[employee]: Held(new[employee], "named", table) for employee, table in named.items()}

    def leave(self, reason: str) -> tuple[int, str]:
        """New rows leave; what others have changed is put back, the latest first."""
        assignments, employees = [], []
        for key in self._free:
            row, change = self._stand[key], self._changes[key]
            before: Mapping[str, Any] = change.before or {"employee": None, "assignment": None}
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
        return len(self._free), digest_of([str(key) for key in sorted(self._free)])

    def _is_new(self, key: int, what: str) -> bool:
        before = self._changes[key].before
        return before is None or before[what] is None

    def _backwards(self) -> list[int]:
        return sorted(self._stand, key=lambda key: (self._stand[key].valid_from, key), reverse=True)


def digest_of(parts: Sequence[str]) -> str:
    """A digest over rows, in their order."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _called(kind: str, row: Mapping[str, Any], numbers: Mapping[int | None, str]) -> str:
    whose = numbers.get(row["employee_id"], "") or row.get("team") or ""
    if kind == "ratings":
        return f"{row['on_date']} {whose} {row['item']}"
    what = row["measure"] if kind == "measures" else row["name"]
    return " ".join(filter(None, (show_period(Period(row["period"])), whose, what)))


def _month_of(day: str) -> int:
    return int(day[:4]) * 100 + int(day[5:7])
