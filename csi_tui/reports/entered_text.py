"""Entered figures, ratings and conduct records as tables. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.reports.text import table

if TYPE_CHECKING:
    from csi_tui.services.conduct import ConductLine
    from csi_tui.services.figures import FigureLine
    from csi_tui.services.ratings import RatingLine


def figure_table(found: Sequence[FigureLine]) -> str:
    """Indicator, subject, figure, by whom."""
    if not found:
        return _("Nothing is entered.")
    header = (_("indicator"), _("subject"), _("name"), _("numerator"), _("denominator"), _("value"), _("by"))
    rows = [
        (one.measure_name, one.subject, one.name, one.numerator, one.denominator, one.value, one.by)
        for one in found
    ]
    return table(header, rows, frozenset({3, 4, 5}))


def rating_table(found: Sequence[RatingLine]) -> str:
    """Day, person, item, score, by whom; what was taken back is marked."""
    if not found:
        return _("Nothing is rated.")
    header = (_("no."), _("day"), _("number"), _("name"), _("item"), _("score"), _("by"), _("state"))
    rows = [
        (
            str(one.number),
            one.on_date.isoformat(),
            one.employee_no,
            one.name,
            one.item_name,
            one.score,
            one.rated_by,
            "" if one.withdrawn_at is None else _("taken back"),
        )
        for one in found
    ]
    return table(header, rows, frozenset({0, 5}))


def conduct_table(found: Sequence[ConductLine]) -> str:
    """Day, person, code, points, what happened; what was taken back is marked."""
    if not found:
        return _("Nothing is recorded.")
    header = (_("no."), _("day"), _("number"), _("name"), _("code"), _("points"), _("note"), _("state"))
    rows = [
        (
            str(one.number),
            one.on_date.isoformat(),
            one.employee_no,
            one.name,
            one.code,
            one.points,
            f"{one.note} ({one.case_no})" if one.case_no else one.note,
            "" if one.withdrawn_at is None else _("taken back"),
        )
        for one in found
    ]
    return table(header, rows, frozenset({0, 5}))
