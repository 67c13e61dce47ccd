"""A year's totals and grades as text, and why each grade is what it is. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.annual import Reason
from csi_tui.scoring.exact import show, show_hundredths, show_short
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.spans.annual import AnnualReport, Streak, YearCard


def annual_lines(report: AnnualReport, role: Callable[[object], str]) -> Iterator[str]:
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
            grade_text(report, card),
        )
        for card in report.people
    ]
    head, *lines = table(header, rows, frozenset({0, 1, 6, 7, 8})).splitlines()
    yield head
    for line, card in zip(lines, report.people, strict=True):
        yield line
        yield safe(f"      {_('; ').join([*reason_texts(report, card), *more_texts(card)])}")


def annual_table(report: AnnualReport, role: Callable[[object], str]) -> tuple[list[str], list[list[object]]]:
    """Header and rows for a spreadsheet: a line for each person, with the total of every month."""
    header = [
        _("rank"),
        _("in role"),
        _("number"),
        _("name"),
        _("role"),
        _("team"),
        _("total"),
        *map(show_period, report.months),
        _("position"),
        _("grade"),
    ]
    rows: list[list[object]] = []
    for card in report.people:
        result = card.result
        totals = {month.period: month.total for month in result.months}
        rows.append(
            [
                result.rank,
                card.rank_in_role,
                card.employee_no,
                card.name,
                role(card.role),
                card.team,
                _hundredths(result.total),
                *(_hundredths(totals.get(period)) for period in report.months),
                None if result.position is None else Decimal(show(result.position)),
                grade_text(report, card),
            ]
        )
    return header, rows


def _hundredths(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(show_hundredths(value))


def running_text(year: int) -> str:
    """That a year is not over."""
    return _(
        "{year} is not over: totals, places and grades may still move until its last month is frozen."
    ).format(year=year)


def grade_text(report: AnnualReport, card: YearCard) -> str:
    """The grade in the user's language, or that there is none, or that it is not for this user."""
    if card.withheld:
        return _("not shown")
    return _("not graded") if card.result.grade is None else report.grade_name(card.result.grade)


def reason_texts(report: AnnualReport, card: YearCard) -> list[str]:
    """Why a grade is what it is, in the user's language: the place first, then what spoke against better grades."""
    result = card.result
    if card.withheld:
        return [_("grade and reasons are read by the person, and by those who look over results")]
    if result.position is None or result.by_rank is None:
        n = len(result.months)
        sentence = ngettext(
            "{n} month assessed; a grade takes {minimum}", "{n} months assessed; a grade takes {minimum}", n
        )
        return [sentence.format(n=n, minimum=report.rules.minimum_months)]
    texts = [_position_text(report, result.position)]
    return [*texts, *(_reason_text(report, reason) for reason in result.reasons)]


def _position_text(report: AnnualReport, position: Fraction) -> str:
    reached = next(one for one in report.rules.grades if one.up_to is None or position <= one.up_to)
    shown = show(position)
    if reached.up_to is None:
        return _("position {position} %").format(position=shown)
    return _("position {position} %, within {up_to} %").format(
        position=shown, up_to=show_short(reached.up_to)
    )


def _reason_text(report: AnnualReport, reason: Reason) -> str:
    grade = next(one for one in report.rules.grades if one.id == reason.grade)
    name = report.grade_name(reason.grade)
    months = _(", ").join(
        f"{show_period(month.period)} {show_hundredths(month.total or 0)}" for month in reason.months
    )
    if reason.condition == "every-month" and grade.every_month is not None:
        return _("not {grade}: under {limit} in {months}").format(
            grade=name, limit=show_short(grade.every_month), months=months
        )
    if reason.condition == "most-months" and grade.most_months is not None:
        return _("not {grade}: not most months reach {limit}; under it {months}").format(
            grade=name, limit=show_short(grade.most_months), months=months
        )
    run = grade.any_run if reason.condition == "any-run" else grade.no_run
    assert run is not None
    if reason.condition == "any-run":
        return _("{grade}, whatever the rank: {n} months in a row under {limit}: {months}").format(
            grade=name, n=run.months, limit=show_short(run.below), months=months
        )
    return _("not {grade}: {n} months in a row under {limit}: {months}").format(
        grade=name, n=run.months, limit=show_short(run.below), months=months
    )


def streak_text(streak: Streak) -> str:
    """The run in the user's language."""
    n = len(streak.months)
    return ngettext("{n} month in a row: {band}", "{n} months in a row: {band}", n).format(
        n=n, band=band_name(streak.band)
    )


def more_texts(card: YearCard) -> list[str]:
    """What stands beside a grade: the run of months, and what has come about in the year."""
    texts = [] if card.streak is None or len(card.streak.months) < 2 else [streak_text(card.streak)]
    return [*texts, *(f"{one.spans[-1]} {one.name} ({one.why})" for one in card.consequences)]
