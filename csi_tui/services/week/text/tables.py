"""The figures of a week's sheet as columns, made once for lines of text and for the sheet."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.tabular.fitted import Columns
from csi_tui.services.week.text.sentences import figure_name
from csi_tui.services.week.values import SpanFigure, WeekFound, WeekGroup, WeekLine

NOTHING = "-"


def department_columns(found: WeekFound) -> Columns | None:
    """The figures of the department, a row each: the week beside the one before, the month so far beside the other."""
    (own,) = [one for one in found.groups if not one.name] or [WeekGroup("", ())]
    if not own.lines:
        return None
    header = [
        _("figure"),
        _("week"),
        _("cases"),
        _("week before"),
        _("month so far"),
        _("last month by then"),
        _("standard"),
    ]
    rows = [[figure_name(found, line.figure), *_cells(line)] for line in own.lines]
    return Columns(header=header, rows=rows, figures=frozenset(range(1, 7)), spare=(6, 2))


def team_columns(found: WeekFound) -> Columns | None:
    """The figures of the teams, a row each."""
    rows = [
        [one.name, figure_name(found, line.figure), *_cells(line)]
        for one in found.groups
        if one.name
        for line in one.lines
    ]
    if not rows:
        return None
    header = [
        _("team"),
        _("figure"),
        _("week"),
        _("cases"),
        _("week before"),
        _("month so far"),
        _("last month by then"),
        _("standard"),
    ]
    return Columns(header=header, rows=rows, figures=frozenset(range(2, 8)), spare=(7, 3))


def withheld_text(found: WeekFound) -> str:
    """Which teams have figures that are not told, or nothing."""
    teams = [one.name for one in found.groups if one.withheld]
    if not teams:
        return ""
    return _("Figures resting on fewer than three people are left out ({teams}).").format(
        teams=_(", ").join(teams)
    )


def spans_text(found: WeekFound) -> str:
    """Which days the columns speak of, and what is told of them."""
    first, last = found.month_days
    first_then, last_then = found.then_days
    return _(
        "As known when each span ended: orders by their completion, surveys by their answer, complaints by when it was "
        "decided whether they are in time. Month so far {first} … {last}, the month before {first_then} … {last_then}."
    ).format(
        first=f"{first:%m-%d}",
        last=f"{last:%m-%d}",
        first_then=f"{first_then:%m-%d}",
        last_then=f"{last_then:%m-%d}",
    )


def _cells(line: WeekLine) -> list[str]:
    return [
        _mean(line.week),
        str(line.week.n) if line.week is not None else NOTHING,
        _mean(line.week_before),
        _mean(line.month),
        _mean(line.month_then),
        NOTHING if line.standard is None else show_hundredths(line.standard),
    ]


def _mean(figure: SpanFigure | None) -> str:
    return NOTHING if figure is None else show_hundredths(figure.mean)
