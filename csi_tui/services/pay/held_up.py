"""Whose pay of a corrected month waits, because the new card may still be appealed against (docs/rules.md, rule 34)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import Appeal, Employee, MonthRevision
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.holding_up import open_after_freeze, to_carry_out
from csi_tui.services.appeals.rules import steps_on
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.errors import UserError
from csi_tui.services.months.objection_windows import is_heard, windows_of
from csi_tui.services.months.revisions import id_of


@dataclass(frozen=True, slots=True)
class HeldUp:
    """Somebody whose pay is not settled with everybody else's.

    ``why``: ``window`` (the new card may be appealed against), ``appeal`` (one is not at its end), ``correction`` (one
    was upheld, and the month is not corrected yet), or ``ready``: nothing holds it up any more, it is to be settled.
    ``until``: the first instant after the window, site-local; ``appeals``: their numbers.
    """

    employee_no: str
    name: str
    why: str
    until: datetime | None = None
    appeals: tuple[str, ...] = ()

    def json(self) -> dict[str, object]:
        """The person as ``csi pay show --json`` prints it."""
        return as_json(self)


def held_up(session: Session, site: SiteInfo, revision: MonthRevision) -> dict[int, HeldUp]:
    """Employee → why the pay of a revision waits; nobody's where the month was not corrected."""
    if revision.state != "frozen":
        return {}
    now = clock.now()
    windows = windows_of(session, id_of(revision)) if is_heard(revision) else {}
    running = {employee: ends for employee, ends in windows.items() if ends > now}
    undecided = _numbers(open_after_freeze(session, revision.period))
    upheld = _numbers(
        [
            one
            for one in session.exec(select(Appeal).where(Appeal.period == revision.period))
            if to_carry_out(session, one, steps_on(session, one))
        ]
    )
    found = {}
    for employee in running.keys() | undecided.keys() | upheld.keys():
        person = session.get_one(Employee, employee)
        why = "correction" if employee in upheld else "appeal" if employee in undecided else "window"
        ends = running.get(employee)
        found[employee] = HeldUp(
            employee_no=person.employee_no,
            name=person.name,
            why=why,
            until=None if ends is None else ends.astimezone(site.zone),
            appeals=tuple(sorted((*upheld.get(employee, ()), *undecided.get(employee, ())))),
        )
    return found


def ready(session: Session, employees: Collection[int]) -> Mapping[int, HeldUp]:
    """Those whose pay nothing holds up any more, and that is not settled by the revision yet."""
    rows = session.exec(select(Employee).where(col(Employee.id).in_(employees)))
    return {row.id or 0: HeldUp(employee_no=row.employee_no, name=row.name, why="ready") for row in rows}


def all_wait(period: Period, found: Collection[HeldUp]) -> UserError:
    """That there is nothing to settle, because everybody whose pay is not settled waits."""
    return UserError(
        _(
            "The pay of {month} is settled but for {people}, who may still appeal against a corrected card, or have "
            "done so. It is settled once their windows are over and their appeals decided and carried out."
        ).format(
            month=show_period(period),
            people=_(", ").join(f"{one.employee_no} {one.name}" for one in found),
        ),
        exit_status=1,
    )


def _numbers(appeals: Collection[Appeal]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for one in appeals:
        found[one.employee_id] = (*found.get(one.employee_id, ()), one.number)
    return found
