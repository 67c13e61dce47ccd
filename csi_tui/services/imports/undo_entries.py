"""Figures, ratings and amounts of an import: ended like by hand, for such rows are never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from csi_db import import_entered, import_people
from csi_db.bulk import stored
from csi_db.import_holds import Held
from csi_db.models import Employee, ImportBatch, ImportUndo, Month, PaySettlement
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import is_oneself, own_employee
from csi_tui.services.entries.rules import own_figure
from csi_tui.services.imports.leaving import By, Left, Named, digest_of


class Entries:
    """Figures, ratings, amounts."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk, self._kind = session, desk, batch.kind
        self._number = batch.id
        self._ended = f"{import_entered.ENTERED[self._kind][1]}_at"
        self._connection = session.connection()
        self._rows = import_entered.entered_of(self._connection, self._kind, self._number)
        # What an undo ended has left, and is told of no more.
        undone = session.exec(select(ImportUndo.at).where(ImportUndo.import_id == batch.id)).all()
        left = {stored(at) for at in undone}
        self._rows = [row for row in self._rows if row[self._ended] not in left]
        self._changes = {one.row_id: one for one in import_people.changes_of(self._connection, self._number)}
        self._free: list[dict[str, Any]] = []

    def rows(self) -> list[Named]:
        """Month or day, person or team, what it is of."""
        numbers = dict(self._session.exec(select(Employee.id, Employee.employee_no)).all())
        return [(row["id"], _called(self._kind, row, numbers)) for row in self._rows]

    def held(self) -> list[Held]:
        """By the rules by which they are taken back by hand."""
        found = []
        self._free = []
        closed = {
            Period(period)
            for period in self._session.exec(select(Month.period).where(col(Month.state).in_(CLOSED_STATES)))
        }
        settled = [Period(one) for one in self._session.exec(select(PaySettlement.period))]
        rater = own_employee(self._session, self._desk)
        for row in self._rows:
            period = Period(row["period"])
            if row[self._ended] is not None:
                why, by = "ended", ""
            elif self._kind == "pay":
                # An amount may hold onward from its month.
                late = [one for one in settled if one >= period]
                why, by = ("settled", show_period(max(late))) if late else ("", "")
            elif period in closed:
                why, by = "month", str(period)
            elif self._kind == "ratings" and row["rated_by_id"] != rater:
                why, by = "rater", ""
            elif (
                self._kind == "conduct" and is_oneself(self._session, self._desk, (int(row["employee_id"]),))
            ) or (
                self._kind == "measures"
                and own_figure(self._session, self._desk, row["employee_id"], row["team"], period)
            ):
                why, by = "own", ""
            else:
                why, by = "", ""
            if why:
                found.append(Held(row["id"], why, by))
            else:
                self._free.append(row)
        return found

    def leave(self, by: By) -> Left:
        """Ended now by the acting user: readable as what was taken back, and counted no more.

        What one of them had replaced is entered anew.
        """
        words = by.reason or _("import {number} was undone").format(number=self._number)
        values = by.values | {"reason": words}
        keys = [row["id"] for row in self._free]
        import_entered.end_entered(self._connection, self._kind, keys, values)
        back = [key for key in keys if key in self._changes]
        for key in back:
            import_entered.enter_again(
                self._connection, self._kind, (self._changes[key].before or {})["id"], values
            )
        import_people.drop_changes(self._connection, self._number, back)
        return Left(len(keys), len(back), digest_of([str(key) for key in keys]))


def _called(kind: str, row: Mapping[str, Any], numbers: Mapping[int | None, str]) -> str:
    whose = numbers.get(row["employee_id"], "") or row.get("team") or ""
    if kind == "ratings":
        return f"{row['on_date']} {whose} {row['item']}"
    if kind == "conduct":
        return f"{row['on_date']} {whose} {row['code']}"
    what = row["measure"] if kind == "measures" else row["name"]
    return " ".join(filter(None, (show_period(Period(row["period"])), whose, what)))
