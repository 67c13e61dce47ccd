"""Why somebody's grade of the year is what it is, and what stands beside it, in the user's language."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.annual import Reason, YearResult
from csi_tui.scoring.exact import show, show_hundredths, show_short
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.spans.annual import AnnualReport, Streak, YearCard


def running_text(year: int) -> str:
    """That a year is not over."""
    return _(
        "{year} is not over: totals, places and grades may still move until its last month is frozen."
    ).format(year=year)


def reason_texts(report: AnnualReport, result: YearResult) -> list[str]:
    """Why a grade is what it is, in the user's language: the place first, then what spoke against better grades."""
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
