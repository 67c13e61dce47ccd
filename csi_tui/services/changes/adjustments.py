"""A signed change of one line of a card, beside the line's own figure (docs/rules.md, rule 14).

Seed 001 §8: only the direct superior rates, and nobody above rewrites a rating; whoever is above may make a separate,
named adjustment. How far each role may go is the scheme's (`adjustment_limits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.adjustments import AdjustedLine
from csi_db.models import Adjustment, Employee, Month, User
from csi_tui.i18n import _, current_language
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.changes import ripple
from csi_tui.services.changes.adjustment_rules import (
    Wanted,
    read_points,
    refuse_beyond,
    refuse_no_figure,
    refuse_own_limits,
    signed,
)
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.oneself import own_employee, refuse_for_another, refuse_oneself
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.entries.rules import take_back
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.counting_month import closed_periods
from csi_tui.services.months.roster import roster_of
from csi_tui.services.schemes.in_force import line_of, scheme_in, scheme_now


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """An adjustment; instants are site-local, ``points`` is signed with two decimals.

    ``withdrawn_at``: when it was taken back; None while it counts.
    """

    number: int
    month: str
    employee_no: str
    name: str
    line: str
    line_name: str
    points: str
    reason: str
    evidence: str
    at: datetime
    by: str
    account: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    may_withdraw: bool

    def json(self) -> dict[str, object]:
        """The adjustment as ``csi adjust list --json`` prints it."""
        withdrawn = ("withdrawn_by", "withdrawn_reason")
        return as_json(self, but=("line_name", "may_withdraw"), or_null=withdrawn)


def adjust(
    desk: Desk, period: Period, employee: str, line: str, points: str, reason: str, evidence: str = ""
) -> int:
    """Adjust a line of somebody's card by signed ``points``; it counts from the next computation on.

    Answers the number of the adjustment. A supervisor adjusts those who report to them on the month's last day, the
    head and HR everybody; nobody an own figure.

    Raises:
        NotPermitted: the user may not, or the scheme lets none of the user's roles go so far.
        UserError: the month is published or frozen; no such employee, card or line; the points are no figure; no
            reason.
    """
    reason = required(reason, _("Say why the line is adjusted: everybody whom it concerns reads it."))
    evidence = not_too_long(evidence)
    with audit.writing(desk) as session:
        wanted = _wanted(session, desk, period, employee, line, points)
        row = Adjustment(
            period=period,
            employee_id=wanted.employee_id,
            line=wanted.line,
            points=wanted.points,
            reason=reason,
            evidence=evidence,
            **audit.by_whom(desk),
        )
        session.add(row)
        session.flush()
        audit.record(
            session,
            desk,
            "adjust",
            show_period(period),
            {
                "adjustment": row.id,
                "line": wanted.line,
                "points": wanted.points,
                "reason": audit.digest(desk, reason),
            },
            records=[row],
        )
        assert row.id is not None
        return row.id


def withdraw(desk: Desk, number: int, reason: str) -> None:
    """Take an adjustment back; whoever made it may, and the head.

    Raises:
        NotPermitted: somebody else made it.
        UserError: no such adjustment, it is taken back already, its month is published or frozen; no reason.
    """
    reason = required(reason, _("Say why the adjustment is taken back."))
    with audit.writing(desk) as session:
        row = _withdrawable(session, desk, number)
        take_back(desk, row, reason)
        session.add(row)
        audit.record(
            session,
            desk,
            "withdraw-adjustment",
            show_period(row.period),
            {"adjustment": number, "reason": audit.digest(desk, reason)},
            records=[row],
        )


def preview_adjust(desk: Desk, period: Period, employee: str, line: str, points: str) -> ripple.Ripple:
    """Whom an adjustment would move.

    Raises:
        NotPermitted, UserError: as :func:`adjust`.
    """
    with desk.read() as session:
        wanted = _wanted(session, desk, period, employee, line, points)

    def more(present: Sequence[AdjustedLine]) -> Sequence[AdjustedLine]:
        return (*present, AdjustedLine(0, wanted.employee_id, wanted.line, wanted.points))

    return ripple.of_adjusting(desk, period, more)


def preview_withdraw(desk: Desk, number: int) -> ripple.Ripple:
    """Whom taking an adjustment back would move.

    Raises:
        NotPermitted, UserError: as :func:`withdraw`.
    """
    with desk.read() as session:
        period = _withdrawable(session, desk, number).period
    return ripple.of_adjusting(
        desk, period, lambda present: [one for one in present if one.adjustment_id != number]
    )


def adjustments(
    desk: Desk, period: Period | None = None, employee_id: int | None = None
) -> list[AdjustmentLine]:
    """Adjustments that the user may read, the first first; of one month or one employee where asked.

    Supervisors, the head, HR and the oversight group read all; everybody else those of their own cards.
    """
    with desk.read() as session:
        wanted = (
            select(Adjustment, Employee.employee_no, Employee.name)
            .join(Employee, col(Employee.id) == col(Adjustment.employee_id))
            .order_by(col(Adjustment.id))
        )
        if period is not None:
            wanted = wanted.where(Adjustment.period == period)
        if employee_id is not None:
            wanted = wanted.where(Adjustment.employee_id == employee_id)
        if not desk.may("see-appeals"):
            wanted = wanted.where(Adjustment.employee_id == own_employee(session, desk))
        users = dict(session.exec(select(User.id, User.name)).all())
        language = current_language()
        closed = closed_periods(session)
        names = {node.id: node.name.in_language(language) for node in scheme_now(desk).scheme.nodes()}
        return [_line(desk, names, users, closed, *found) for found in session.exec(wanted)]


def _line(
    desk: Desk,
    names: Mapping[str, str],
    users: dict[int | None, str],
    closed: frozenset[Period],
    row: Adjustment,
    employee_no: str,
    name: str,
) -> AdjustmentLine:
    zone = desk.site.zone
    return AdjustmentLine(
        number=row.id or 0,
        month=show_period(row.period),
        employee_no=employee_no,
        name=name,
        line=row.line,
        line_name=names.get(row.line, row.line),
        points=signed(row.points),
        reason=without_phones(row.reason),
        evidence=without_phones(row.evidence),
        at=row.at.astimezone(zone),
        by=users[row.user_id],
        account=row.account,
        withdrawn_at=None if row.withdrawn_at is None else row.withdrawn_at.astimezone(zone),
        withdrawn_by=users.get(row.withdrawn_by_id, ""),
        withdrawn_reason=without_phones(row.withdrawn_reason),
        may_withdraw=row.withdrawn_at is None and row.period not in closed and _may_withdraw(desk, row),
    )


def _wanted(session: Session, desk: Desk, period: Period, employee: str, line: str, points: str) -> Wanted:
    desk.require("adjust")
    refuse_for_another(session, desk)
    _refuse_closed(session, period)
    person = find_employee(session, employee)
    assert person.id is not None
    refuse_oneself(session, desk, (person.id,))
    scheme = scheme_in(desk, period).scheme
    entry = next((one for one in roster_of(session, period) if one.subject.id == person.id), None)
    if entry is None or entry.subject.role in scheme.unassessed_roles:
        raise UserError(
            _("{name} has no card in {month}.").format(name=person.name, month=show_period(period))
        )
    if desk.actor.roles & {"head", "hr"} == frozenset() and entry.supervisor_id != own_employee(
        session, desk
    ):
        raise NotPermitted(
            _(
                "{name} does not report to you: only the direct supervisor, the head or HR adjusts this card."
            ).format(name=person.name)
        )
    wanted = Wanted(person.id, line_of(scheme, line), read_points(points))
    refuse_no_figure(session, period, person, wanted.line)
    refuse_own_limits(session, desk, period)
    refuse_beyond(session, desk, scheme, period, wanted)
    return wanted


def _may_withdraw(desk: Desk, row: Adjustment) -> bool:
    """Whoever made it takes it back, or the head."""
    return desk.may("adjust") and (row.user_id == desk.actor.user_id or "head" in desk.actor.roles)


def _withdrawable(session: Session, desk: Desk, number: int) -> Adjustment:
    desk.require("adjust")
    refuse_for_another(session, desk)
    row = session.get(Adjustment, number)
    if row is None:
        raise UserError(_("There is no adjustment {number}.").format(number=number))
    if row.withdrawn_at is not None:
        raise UserError(_("Adjustment {number} is taken back already.").format(number=number))
    refuse_oneself(session, desk, (row.employee_id,))
    if not _may_withdraw(desk, row):
        raise NotPermitted(
            _(
                "Adjustment {number} is taken back by {name}, who made it, or by the head of department."
            ).format(number=number, name=session.get_one(User, row.user_id).name)
        )
    _refuse_closed(session, row.period)
    return row


def _refuse_closed(session: Session, period: Period) -> None:
    month = session.get(Month, period)
    state = "open" if month is None else month.state
    sentences = {
        "published": _(
            "{month} is published. Reopen it first (csi close reopen), then adjust and publish it anew."
        ),
        "frozen": _(
            "{month} is frozen; nothing is adjusted in it. What is wrong in its rows takes a correction."
        ),
    }
    at_desk = {
        "published": _(
            "{month} is published. Put it back to open first, at 5 (Month), then adjust and publish it anew."
        )
    }
    if state in sentences:
        raise UserError(
            sentences[state].format(month=show_period(period)),
            at_desk=at_desk.get(state, sentences[state]).format(month=show_period(period)),
        )
