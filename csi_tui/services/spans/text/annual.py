"""A year's totals and grades as text. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.spans.annual import AnnualReport, YearCard


def annual_lines(
    report: AnnualReport, role: Callable[[object], str], reasons: Callable[[YearCard], Sequence[str]]
) -> Iterator[str]:
    """A line for each person, the best first, and below it why the grade is what it is."""
    yield _("{year}  {scheme}  months: {n}, assessed: {assessed}").format(
        year=report.year, scheme=report.scheme_id, n=len(report.months), assessed=report.assessed
    )
    header = (
        _("rank"),
        _("in role"),
        _("number"),
        _("name"),
        _("role"),
        _("team"),
        _("total"),
        _("months"),
        _("position"),
        _("grade"),
    )
    rows = [
        (
            "-" if card.result.rank is None else str(card.result.rank),
            "-" if card.rank_in_role is None else str(card.rank_in_role),
            card.employee_no,
            card.name,
            role(card.role),
            card.team,
            "-" if card.result.total is None else show_hundredths(card.result.total),
            str(len(card.result.months)),
            "-" if card.result.position is None else f"{show(card.result.position)} %",
            _("not graded") if card.result.grade is None else report.grade_name(card.result.grade),
        )
        for card in report.people
    ]
    head, *lines = table(header, rows, frozenset({0, 1, 6, 7, 8})).splitlines()
    yield head
    for line, card in zip(lines, report.people, strict=True):
        yield line
        yield safe(f"      {_('; ').join(reasons(card))}")
