"""Conduct records: merits and deductions by the codes of the scheme, with day and note (seed 001 §5, seed 003 §2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import ConductRecord, Employee
from csi_tui.i18n import _
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Conduct, Rated
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import own_employee, refuse_for_another, refuse_oneself
from csi_tui.services.desk.points import points_in
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.entries.earlier_values import names_of_users
from csi_tui.services.entries.rules import day_fault, month_of, points_of, refuse, take_back
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.schemes.in_force import scheme_in


@dataclass(frozen=True, slots=True)
class ConductLine:
    """A record; site-local. ``points``: its own, or those of the code; ``withdrawn_at``: None while it counts."""

    number: int
    on_date: date
    employee_no: str
    name: str
    code: str
    points: str
    note: str
    case_no: str
    at: datetime
    by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    withdrawn_by: str

    def json(self) -> dict[str, object]:
        """The record as ``csi conduct list --json`` prints it."""
        return as_json(self, or_null=("note", "case_no", "withdrawn_reason", "withdrawn_by"))


def codes(desk: Desk, period: Period) -> dict[str, Fraction]:
    """The codes of a month's scheme → points of a record; 0 for one by which a line is only forfeited."""
    found: dict[str, Fraction] = {}
    for leaf in scheme_in(desk, period).scheme.every_leaf():
        if isinstance(leaf.measure, Conduct):
            found |= leaf.measure.codes
        if isinstance(leaf.measure, Rated):
            for code in leaf.measure.forfeited_by:
                found.setdefault(code, Fraction(0))
    return found


def limits(desk: Desk, period: Period) -> dict[str, tuple[Fraction, Fraction]]:
    """Codes of a month's scheme whose records name their points → the least and the most."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for leaf in scheme_in(desk, period).scheme.every_leaf():
        if isinstance(leaf.measure, Conduct):
            found |= leaf.measure.limits
    return found


def add(
    desk: Desk,
    employee: str,
    code: str,
    on_date: date,
    note: str,
    case_no: str = "",
    points: str | None = None,
) -> int:
    """Keep a record of somebody's conduct; answers its number.

    Raises:
        NotPermitted: the user may not, or it is the user's own conduct.
        UserError: no such person or code, a day that cannot be taken, points that do not fit the code, or no note.
    """
    desk.require("close")
    note = required(note, _("Say what happened: everybody whom it concerns reads it."))
    own = None if points is None else points_of_a_record(points)
    refuse_unfit(desk, code, on_date, own)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        person = find_employee(session, employee)
        row = keep(
            session,
            desk,
            person,
            code=code,
            on_date=on_date,
            points=own,
            note=note,
            case_no=not_too_long(case_no),
        )
        assert row.id is not None
        detail = {"record": row.id, "code": code, "on": on_date.isoformat(), "points": own}
        audit.record(session, desk, "conduct", person.employee_no, detail)
        return row.id


def refuse_unfit(desk: Desk, code: str, on_date: date, own: int | None) -> None:
    """Refuse a code that the scheme of a day's month does not have, and points of a record that do not fit it.

    Raises:
        UserError: so it is.
    """
    known = codes(desk, month_of(desk, on_date))
    if code not in known:
        raise UserError(
            _("The scheme has no code “{code}”. There are: {known}.").format(
                code=code, known=_(", ").join(known) or _("none")
            )
        )
    if own is None:
        return
    if own * known[code] < 0:
        raise UserError(
            _("The code {code} is worth {points} points: those given have the other sign.").format(
                code=code, points=show_short(known[code])
            )
        )
    least, most = limits(desk, month_of(desk, on_date)).get(code, (None, None))
    if least is not None and most is not None and not least <= Fraction(own, 100) <= most:
        raise UserError(
            _("The code {code} is worth {least} to {most} points.").format(
                code=code, least=show_short(least), most=show_short(most)
            )
        )


def keep(
    session: Session,
    desk: Desk,
    person: Employee,
    *,
    code: str,
    on_date: date,
    points: int | None,
    note: str,
    case_no: str,
    import_id: int | None = None,
) -> ConductRecord:
    """Keep a record within the transaction of a caller that has asked for the right and whether the code fits.

    Raises:
        NotPermitted: it is the user's own conduct.
        UserError: the day cannot be taken.
    """
    assert person.id is not None
    refuse_oneself(session, desk, (person.id,))
    refuse(day_fault(desk, session, on_date, person))
    row = ConductRecord(
        on_date=on_date,
        period=month_of(desk, on_date),
        employee_id=person.id,
        code=code,
        points=points,
        note=note,
        case_no=case_no,
        import_id=import_id,
        **audit.by_whom(desk),
    )
    session.add(row)
    session.flush()
    return row


MOST_POINTS = 1000
"""That a record may give or take: a slip of the hand is told from a scheme's points, which seed 003 §2 has at 50."""


def points_of_a_record(text: str) -> int:
    """Points of a record as they were typed, in hundredths.

    Raises:
        UserError: they are none, or 0, or more than a record gives or takes.
    """
    whole = points_in(text)
    if whole is None:
        raise UserError(
            _(
                "“{text}” is no number of points. Write it with at most two decimals, a deduction with a minus: "
                "3 or -50."
            ).format(text=text)
        )
    if not whole:
        raise UserError(_("A record of 0 points says nothing: leave the points out, or give some."))
    if abs(whole) > 100 * MOST_POINTS:
        raise UserError(
            _("{text} points are more than a record gives or takes: at most {most}.").format(
                text=text, most=MOST_POINTS
            )
        )
    return whole


def withdraw(desk: Desk, number: int, reason: str) -> None:
    """Take a record back, as long as its month is open.

    Raises:
        NotPermitted: the user may not, or it is the user's own conduct.
        UserError: no such record, it is taken back already, its month is closed, or no reason.
    """
    desk.require("close")
    reason = required(reason, _("Say why the record is taken back."))
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        row = session.get(ConductRecord, number)
        if row is None:
            raise UserError(_("There is no conduct record {number}.").format(number=number))
        if row.withdrawn_at is not None:
            raise UserError(_("Conduct record {number} is taken back already.").format(number=number))
        refuse_oneself(session, desk, (row.employee_id,))
        person = session.get_one(Employee, row.employee_id)
        refuse(day_fault(desk, session, row.on_date, person))
        take_back(desk, row, reason)
        session.add(row)
        detail = {"record": number, "reason": audit.digest(desk, reason)}
        audit.record(session, desk, "withdraw-conduct", person.employee_no, detail)


def records(desk: Desk, period: Period) -> list[ConductLine]:
    """The records of a month that the user may read, by day: supervisors, the head, HR and oversight all of them."""
    known = codes(desk, period)
    with desk.read() as session:
        wanted = (
            select(ConductRecord, Employee.employee_no, Employee.name)
            .join(Employee, col(Employee.id) == col(ConductRecord.employee_id))
            .where(ConductRecord.period == period)
            .order_by(col(ConductRecord.on_date), col(ConductRecord.id))
        )
        if not desk.may("see-appeals"):
            wanted = wanted.where(ConductRecord.employee_id == own_employee(session, desk))
        users, hand = names_of_users(session), hands(session)
        return [_line(desk, known, users, *found, hand(found[0])) for found in session.exec(wanted)]


def _line(
    desk: Desk,
    known: dict[str, Fraction],
    users: dict[int | None, str],
    row: ConductRecord,
    number: str,
    name: str,
    by: str,
) -> ConductLine:
    zone = desk.site.zone
    points = points_of(row, known)
    return ConductLine(
        number=row.id or 0,
        on_date=row.on_date,
        employee_no=number,
        name=name,
        code=row.code,
        points=points,
        note=without_phones(row.note),
        case_no=row.case_no,
        at=row.at.astimezone(zone),
        by=by,
        withdrawn_at=None if row.withdrawn_at is None else row.withdrawn_at.astimezone(zone),
        withdrawn_reason=without_phones(row.withdrawn_reason),
        withdrawn_by=users.get(row.withdrawn_by_id, ""),
    )
