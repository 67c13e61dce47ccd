"""A month's figures of people and teams that nobody measures in the store: entered one by one, or from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import Assignment, Employee, MeasureFigure
from csi_tui.i18n import _
from csi_tui.scoring.catalogue import Catalogue, Indicator
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Entered
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.scorers.out_of import OutOf
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import reason_given
from csi_tui.services.desk.hands import hands
from csi_tui.services.entries.earlier_values import Earlier, names_of_users, replaced_of
from csi_tui.services.entries.filled import Faults, TypedCell
from csi_tui.services.entries.rules import (
    closed_month,
    named_indicator,
    not_begun,
    own_figure,
    read_figure,
    refuse,
)
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.schemes.indicators import as_written, indicator_name, indicators
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.records import MeasureRow
from csi_tui.services.tabular.untrusted_text import normal

LARGEST = 10**15
"""Of a numerator or denominator, in its smallest unit: what the store keeps without loss."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in force; site-local. ``value`` is numerator over denominator, of a percentage in percent.

    ``earlier``: what it replaced, the first one first.
    """

    month: str
    subject: str
    name: str
    measure: str
    measure_name: str
    numerator: str
    denominator: str
    value: str
    at: datetime
    by: str
    earlier: tuple[Earlier, ...] = ()

    def json(self) -> dict[str, object]:
        """The figure as ``csi figure list --json`` prints it."""
        return as_json(self, but=("name", "measure_name"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figure it is: an employee, or a team."""

    employee_id: int | None
    team: str | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure as the store keeps it: both parts in the same smallest unit; ``n``: units behind it."""

    numerator: int
    denominator: int
    n: int


def set_figure(desk: Desk, row: MeasureRow, reason: str = "") -> None:
    """Enter a figure of a month; one that is there already is replaced, with a reason. See :func:`set_figures`.

    Raises:
        UserError: also where this very figure stands there.
    """
    if not set_figures(desk, [row], reason):
        raise UserError(_("This very figure is entered already."))


def set_figures(desk: Desk, rows: Sequence[MeasureRow], reason: str = "") -> int:
    """Enter some figures of a month together; those that stand there already are left, and answers how many are new.

    Raises:
        NotPermitted: the user may not enter, or it is a figure of their own.
        UserError: nobody and no team is called so, no such indicator, the month is closed or has not begun, a figure
            is none, or one replaces another without a reason; nothing is kept then.
    """
    desk.require("enter")
    named = [(named_indicator(desk, row.measure, "figure", row.month), row) for row in rows]
    entered = []
    with audit.writing(desk) as session:
        for indicator, row in named:
            if (detail := enter_one(session, desk, indicator, row, reason)) is not None:
                entered.append(detail)
        if entered:
            month = show_period(rows[0].month)
            audit.record(session, desk, "enter-figures", month, {"figures": entered})
    return len(entered)


def fill_figures(desk: Desk, period: Period, cells: Sequence[TypedCell], reason: str = "") -> int:
    """Enter figures of several people and teams, all or none; answers how many are new.

    Each cell's ``subject`` is the number of an employee or the name of a team, its ``column`` the id of an indicator.

    Raises:
        NotPermitted: the user may not enter.
        SheetInvalid: with every fault, each at its cell.
        ReasonMissing: a figure replaces another one, and no reason is given.
    """
    desk.require("enter")
    entered = []
    faults = Faults()
    with audit.writing(desk) as session:
        for cell in cells:
            with faults.at(cell):
                if not cell.text:
                    raise UserError(_("A figure is replaced by another one; it is not taken back."))
                indicator = named_indicator(desk, cell.column, "figure", period)
                numerator, denominator = read_parts(cell.text, indicator.unit)
                row = MeasureRow(
                    month=period,
                    subject_no=cell.subject,
                    measure=indicator.id,
                    numerator=numerator,
                    denominator=denominator,
                )
                if (detail := enter_one(session, desk, indicator, row, reason)) is not None:
                    entered.append(detail)
        faults.refuse()
        if entered:
            audit.record(session, desk, "enter-figures", show_period(period), {"figures": entered})
    return len(entered)


def read_parts(text: str, unit: str) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of a figure as it is typed: a share as part/whole, anything else as one figure.

    Raises:
        BadCell: it is none.
    """
    part, _slash, whole = text.replace("\N{FULLWIDTH SOLIDUS}", "/").partition("/")
    if unit == "percent" and not whole:
        raise BadCell(_("write a share as part/whole, such as 95/100"))
    try:
        return read_figure(part), read_figure(whole or "1")
    except UserError as bad:
        raise BadCell(bad.message) from bad


def enter_one(
    session: Session, desk: Desk, indicator: Indicator, row: MeasureRow, reason: str
) -> dict[str, object] | None:
    """Keep a figure within the transaction of a caller, and answer what the audit trail says of it; None where it
    stands there already.

    Raises:
        NotPermitted, UserError: as :func:`set_figures`, whose entry in the trail the caller makes.
    """
    subject = named_subject(session, row.subject_no)
    if subject is None:
        raise UserError(_("No employee and no team is called “{name}”.").format(name=row.subject_no))
    if own_figure(session, desk, subject.employee_id, subject.team, row.month):
        raise NotPermitted(_("Nobody changes what counts in a figure of their own."))
    refuse(
        not_begun(desk, row.month)
        or closed_month(session, row.month)
        or figure_fault(indicator, row)
        or full_fault(desk, indicator, row)
    )
    known = in_force(session, row.month, indicator.id, subject)
    value = sum_of(row)
    if known is not None:
        if (known.numerator, known.denominator) == (value.numerator, value.denominator):
            return None
        known.replaced_reason = reason_given(
            reason,
            _("Say why the figure is replaced: {old} stands there.").format(old=as_written(indicator, known)),
        )
        known.replaced_at, known.replaced_by_id = clock.now(), desk.actor.user_id
        known.replaced_account = desk.actor.account
        session.add(known)
        session.flush()
    session.add(figure_of(desk, row.month, indicator.id, subject, value, None))
    return {
        "subject": normal(row.subject_no),
        "measure": indicator.id,
        "figure": [str(row.numerator), str(row.denominator)],
        **({"replaces": [known.numerator, known.denominator]} if known is not None else {}),
    }


def figures(desk: Desk, period: Period, measure: str | None = None) -> list[FigureLine]:
    """The figures of a month that are in force, by measure and subject; of one measure where asked."""
    wanted = None if measure is None else named_indicator(desk, measure, "figure", period).id
    with desk.read() as session:
        rows = session.exec(
            select(MeasureFigure, Employee.employee_no, Employee.name)
            .join(Employee, col(Employee.id) == col(MeasureFigure.employee_id), isouter=True)
            .where(MeasureFigure.period == period, col(MeasureFigure.replaced_at).is_(None))
            .order_by(MeasureFigure.measure, Employee.employee_no, col(MeasureFigure.team))
        ).all()
        known = indicators(desk, period)
        earlier, hand = _replaced(session, desk, known, period), hands(session)
        return [
            FigureLine(
                month=show_period(period),
                subject=number or row.team or "",
                name=name or row.team or "",
                measure=row.measure,
                measure_name=indicator_name(desk, row.measure, period),
                numerator=str(row.numerator),
                denominator=str(row.denominator),
                value=as_written(known.get(row.measure), row),
                at=row.at.astimezone(desk.site.zone),
                by=hand(row),
                earlier=earlier.get((row.measure, row.employee_id, row.team), ()),
            )
            for row, number, name in rows
            if wanted in (None, row.measure)
        ]


def _replaced(
    session: Session, desk: Desk, known: Catalogue, period: Period
) -> dict[tuple[str, int | None, str | None], tuple[Earlier, ...]]:
    """Measure, employee and team → the figures of a month that were replaced."""
    rows: dict[tuple[str, int | None, str | None], list[tuple[MeasureFigure, str]]] = {}
    for row in session.exec(
        select(MeasureFigure).where(
            MeasureFigure.period == period, col(MeasureFigure.replaced_at).is_not(None)
        )
    ):
        key = (row.measure, row.employee_id, row.team)
        rows.setdefault(key, []).append((row, as_written(known.get(row.measure), row)))
    users = names_of_users(session)
    return {key: replaced_of(some, users, desk.site.zone) for key, some in rows.items()}


def named_subject(session: Session, said: str) -> Subject | None:
    """The employee of that number, or the team of that name; None for neither."""
    plain = normal(said)
    employee = session.exec(select(Employee.id).where(Employee.employee_no == plain)).first()
    if employee is not None:
        return Subject(employee, None)
    team = session.exec(select(Assignment.team).where(Assignment.team == plain).limit(1)).first()
    return None if not team else Subject(None, team)


def figure_fault(indicator: Indicator, row: MeasureRow) -> str:
    """What is wrong with a figure, as part of a sentence; empty where nothing is."""
    if row.denominator <= 0:
        return _("the denominator is not above 0")
    value = sum_of(row)
    if max(abs(value.numerator), value.denominator) > LARGEST:
        return _("the figure is too large")
    if row.numerator < 0 and indicator.unit != "points":
        return _("the figure is below 0")
    if indicator.unit == "percent" and row.numerator > row.denominator:
        return _("a share is a part of a whole, such as 95 of 100: the numerator is above the denominator")
    return ""


def full_fault(desk: Desk, indicator: Indicator, row: MeasureRow) -> str:
    """That a figure lies above what the month's scheme calls full, as part of a sentence; empty where it does not."""
    value = sum_of(row)
    for leaf in scheme_in(desk, row.month).scheme.every_leaf():
        if isinstance(leaf.measure, Entered) and leaf.measure.indicator == indicator.id:
            full = leaf.scorer.full if isinstance(leaf.scorer, OutOf) else None
            if full is not None and Fraction(value.numerator, value.denominator) > full:
                return _("the figure is above {full}, which is full marks").format(full=show_short(full))
    return ""


def sum_of(row: MeasureRow) -> Sum:
    """A figure in whole units, exact as written: 8.5 of 1 is 85 of 10."""
    scale = 10 ** max(0, -_exponent(row.numerator), -_exponent(row.denominator))
    whole = row.denominator == row.denominator.to_integral_value()
    n = int(row.denominator) if whole else 1
    return Sum(int(row.numerator * scale), int(row.denominator * scale), min(n, 2**31 - 1))


def in_force(session: Session, period: Period, measure: str, subject: Subject) -> MeasureFigure | None:
    """The figure that stands for a subject and measure of a month."""
    return session.exec(
        select(MeasureFigure).where(
            MeasureFigure.period == period,
            MeasureFigure.measure == measure,
            col(MeasureFigure.employee_id) == subject.employee_id
            if subject.team is None
            else col(MeasureFigure.team) == subject.team,
            col(MeasureFigure.replaced_at).is_(None),
        )
    ).first()


def figure_of(
    desk: Desk, period: Period, measure: str, subject: Subject, value: Sum, import_id: int | None
) -> MeasureFigure:
    """A figure as the store keeps it, entered now by the acting user."""
    return MeasureFigure(
        period=period,
        employee_id=subject.employee_id,
        team=subject.team,
        measure=measure,
        numerator=value.numerator,
        denominator=value.denominator,
        n=value.n,
        **audit.by_whom(desk),
        import_id=import_id,
    )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
