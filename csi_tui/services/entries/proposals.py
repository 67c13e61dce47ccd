"""What the store's own rows give for a month's figures, and entering it (docs/rules.md, rule 45; docs/decisions/0087).

Nothing is taken in silence: the values are shown with what they are made of, a person has them entered, and what stands
there already is left unless a reason is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db import facts
from csi_db.models import MeasureFigure
from csi_tui.i18n import _
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.periods import Period, ends_at, show_period
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.who_is_second import own_employees
from csi_tui.services.entries.asked_for import figures_of_people, figures_of_teams
from csi_tui.services.entries.figures import enter_one, figure_fault, full_fault, sum_of
from csi_tui.services.entries.from_rows import FROM_ROWS, NO_ROWS, NOT_OF_PEOPLE, Asking
from csi_tui.services.entries.proposed import NotGiven, Only, Proposal, Proposed, Taken
from csi_tui.services.entries.row_counts import Counted, values_of
from csi_tui.services.entries.rules import closed_month, named_indicator, own_figure, refuse
from csi_tui.services.errors import UserError
from csi_tui.services.months.compute import cut_off_of
from csi_tui.services.months.others_cards import Reader, reader_of
from csi_tui.services.months.roster import RosterEntry, roster_of
from csi_tui.services.months.team_figures import teams_of
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.schemes.indicators import as_written, indicator_name, indicators, value_as_written
from csi_tui.services.tabular.records import MeasureRow
from csi_tui.services.tabular.untrusted_text import normal

RULE = 45
"""Of docs/rules.md: what the trail says of figures that were taken from the rows."""


def propose(desk: Desk, period: Period, only: Only | None = None) -> Proposal:
    """What the rows give, as known now, for what the month's scheme asks for; or for an indicator that is named.

    Raises:
        UserError: no figure is called so.
    """
    with desk.read() as session:
        return _proposal(session, desk, period, only or Only())


def take(desk: Desk, period: Period, only: Only | None = None, reason: str = "") -> Taken:
    """Enter what the rows give, all of it or none. What stands there already is left, but for a ``reason``; so is a
    figure of the acting user's own, and one that cannot be entered.

    Raises:
        NotPermitted: the user may not enter.
        UserError: the month is not over, or takes no entries any more; no figure is called so.
    """
    desk.require("enter")
    if clock.now() < ends_at(period, desk.site.zone):
        raise UserError(
            _("{month} is not over: what the rows give is taken when they are all there.").format(
                month=show_period(period)
            )
        )
    known, reason = indicators(desk, period), normal(reason)
    entered: list[dict[str, object]] = []
    replaced = 0
    with audit.writing(desk) as session:
        refuse(closed_month(session, period))
        proposal = _proposal(session, desk, period, only or Only())
        for line in proposal.lines:
            if not line.own and (line.state == "new" or (line.state == "other" and reason)):
                detail = enter_one(session, desk, known[line.measure], _row(period, line), reason)
                if detail is not None:
                    entered.append(detail)
                    replaced += line.state == "other"
        if entered:
            audit.record(
                session, desk, "enter-figures", show_period(period), {"figures": entered, "rule": RULE}
            )
    return Taken(len(entered), replaced, proposal)


def off_the_rows(session: Session, desk: Desk, period: Period) -> list[Proposed]:
    """Figures that stand in a month and are not what the rows give now, whoever entered them."""
    measures = {row.measure for row in _standing(session, period).values()} & FROM_ROWS.keys()
    if not measures or closed_month(session, period):
        return []
    found = _proposal(session, desk, period, Only(), sorted(measures))
    return [line for line in found.lines if line.entered and line.state != "same"]


Key = tuple[str, int | None, str | None]
"""Indicator, employee, team."""


@dataclass(frozen=True, slots=True)
class _Subject:
    key: int | str
    shown: str
    name: str
    of_team: bool
    asked: Sequence[str]


def _proposal(
    session: Session, desk: Desk, period: Period, only: Only, measures: Iterable[str] | None = None
) -> Proposal:
    """``measures``: these of everybody, whatever the scheme asks for."""
    scheme = scheme_in(desk, period).scheme
    known, as_of = indicators(desk, period), clock.now()
    if only.measure:
        measures = [named_indicator(desk, only.measure, "figure", period).id]
    roster = roster_of(session, period)
    subjects = [
        replace(one, asked=list(measures)) if measures is not None else one
        for one in _subjects(desk, period, roster)
        if normal(only.subject) in ("", one.shown)
    ]
    if only.subject and not subjects:
        raise UserError(
            _("No employee and no team of this month is called “{name}”.").format(name=only.subject)
        )
    facts.load_live(session.connection(), cut_off_of(scheme, period, as_of))
    asking = Asking(session.connection(), scheme, as_of)
    standing, reader = _standing(session, period), reader_of(session, desk)
    # People by one question for all of them, and not one each: a department has some hundreds.
    own: set[int | str] = {*own_employees(session, desk)}
    own |= {
        one.key
        for one in subjects
        if one.of_team and own and own_figure(session, desk, None, one.shown, period)
    }
    lines: list[Proposed] = []
    missing: list[NotGiven] = []
    for name in dict.fromkeys(name for one in subjects for name in one.asked if name in known):
        asked = [one for one in subjects if name in one.asked]
        values, why = values_of(session, asking, known[name], period, roster)
        given = [one for one in asked if one.key in values]
        lines += [
            _line(desk, period, known[name], one, values[one.key], standing, one.key in own, reader)
            for one in given
        ]
        if not given or measures is None:
            shown = indicator_name(desk, name, period)
            missing += _missing(name, shown, why, [one for one in asked if one not in given], bool(given))
    return Proposal(period, tuple(lines), tuple(missing))


def _missing(
    name: str, shown: str, why: str, without: Sequence[_Subject], others_have: bool
) -> Iterator[NotGiven]:
    """What the rows do not give of an indicator; ``why``: of nobody, else as each one's case is."""
    if why:
        yield NotGiven(name, shown, _(why))
        return
    of_people = FROM_ROWS[name].rows is not None
    for reason, some in (
        (NOT_OF_PEOPLE, [one.shown for one in without if not one.of_team and not of_people]),
        (NO_ROWS, [one.shown for one in without if one.of_team or of_people]),
    ):
        if some:
            yield NotGiven(name, shown, _(reason), tuple(some) if others_have else ())


def _subjects(desk: Desk, period: Period, roster: Sequence[RosterEntry]) -> Iterator[_Subject]:
    scheme = scheme_in(desk, period).scheme
    for entry in roster:
        one = entry.subject
        if one.role not in scheme.unassessed_roles:
            yield _Subject(
                key=one.id,
                shown=one.employee_no,
                name=one.name,
                of_team=False,
                asked=figures_of_people(scheme, one.role),
            )
    for team in teams_of(scheme, roster):
        yield _Subject(
            key=team.name, shown=team.name, name=team.name, of_team=True, asked=figures_of_teams(scheme)
        )


def _line(
    desk: Desk,
    period: Period,
    indicator: Indicator,
    subject: _Subject,
    value: Counted,
    standing: Mapping[Key, MeasureFigure],
    own: bool,
    reader: Reader,
) -> Proposed:
    numerator, denominator, rows = value
    row = MeasureRow(period, subject.shown, indicator.id, numerator, denominator)
    whose = (None, str(subject.key)) if subject.of_team else (int(subject.key), None)
    known, total = standing.get((indicator.id, *whose)), sum_of(row)
    fault = figure_fault(indicator, row) or full_fault(desk, indicator, row)
    state = "new" if known is None else "other"
    if known is not None and (known.numerator, known.denominator) == (total.numerator, total.denominator):
        state = "same"
    elif fault:
        state = "unfit"
    return Proposed(
        subject=subject.shown,
        name=subject.name,
        measure=indicator.id,
        measure_name=indicator_name(desk, indicator.id, period),
        share=indicator.unit == "percent",
        numerator=numerator,
        denominator=denominator,
        value=value_as_written(indicator, Fraction(total.numerator, total.denominator)),
        entered="" if known is None else as_written(indicator, known),
        state=state,
        fault=fault if state == "unfit" else "",
        own=own,
        rows=tuple(rows) if subject.of_team or reader.sees(subject.shown) else (),
    )


def _row(period: Period, line: Proposed) -> MeasureRow:
    return MeasureRow(period, line.subject, line.measure, line.numerator, line.denominator)


def _standing(session: Session, period: Period) -> dict[Key, MeasureFigure]:
    """The figures in force of a month."""
    rows = session.exec(
        select(MeasureFigure).where(MeasureFigure.period == period, col(MeasureFigure.replaced_at).is_(None))
    )
    return {(row.measure, row.employee_id, row.team): row for row in rows}
