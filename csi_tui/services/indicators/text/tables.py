"""The tables of a review of indicators, for text and for a sheet alike. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.periods import show_period
from csi_tui.scoring.telling_apart import Verdict
from csi_tui.services.indicators.text.sentences import VERDICTS, figure_name, percent
from csi_tui.services.indicators.values import InMonth, Proposal, Review, Reviewed
from csi_tui.services.months.text.cards import both_ranks
from csi_tui.services.scheme_changes.by_another import Change
from csi_tui.services.tabular.fitted import Columns

NOTHING = "-"
SAME_MARK = "="
"""Stands behind the nearest indicator where both say the same."""


def indicator_columns(found: Review) -> Columns | None:
    """A row for each indicator over the quarter."""
    if not found.indicators:
        return None
    header = [
        _("indicator"),
        _("weight"),
        _("order kept, %"),
        _("beyond chance, %"),
        _("alike, %"),
        _("months"),
        _("tells people apart"),
        _("most like"),
    ]
    rows = [
        [
            figure_name(found, one.figure),
            _weight(found, one),
            _share(one.order.agreement),
            _share(one.beyond),
            _share(Fraction(*one.alike) if one.alike[1] else None),
            _months(one),
            _(VERDICTS[one.verdict]),
            _nearest(found, one),
        ]
        for one in found.indicators
    ]
    return Columns(header=header, rows=rows, figures=frozenset({2, 3, 4}), spare=(7, 1, 4))


def month_columns(found: Review) -> Columns | None:
    """A row for each indicator in each month."""
    rows = [
        [
            figure_name(found, one.figure) if place == 0 else "",
            show_period(month.period),
            str(month.people),
            _share(None if month.order is None else month.order.agreement),
            _share(month.beyond),
            _share(Fraction(month.alike, month.pairs) if month.pairs else None),
            _(VERDICTS[_verdict(month)]),
        ]
        for one in found.indicators
        for place, month in enumerate(one.months)
    ]
    if not rows:
        return None
    header = [
        _("indicator"),
        _("month"),
        _("people"),
        _("order kept, %"),
        _("beyond chance, %"),
        _("alike, %"),
        _("tells people apart"),
    ]
    return Columns(header=header, rows=rows, figures=frozenset({2, 3, 4, 5}), spare=(5, 2))


def weight_columns(proposal: Proposal) -> Columns | None:
    """The weights that are proposed, each beside what stands there."""
    if not proposal.weights:
        return None
    rows = [[one.name, show_short(one.was), show_short(one.proposed)] for one in proposal.weights]
    return Columns(
        header=[_("weight"), _("now"), _("proposed")], rows=rows, figures=frozenset({1, 2}), spare=()
    )


def told_first(changes: Iterable[Change]) -> list[Change]:
    """Those whose grade or band would change, then the others, each in their order."""
    return sorted(changes, key=lambda one: not one.grade_changes)


def change_columns(changes: Sequence[Change]) -> Columns | None:
    """Whose card would differ: total, ranks and grade as they are, and as they would be."""
    if not changes:
        return None
    header = [
        _("month"),
        _("number"),
        _("name"),
        _("total"),
        _("rank (in role)"),
        _("grade"),
        _("would be"),
        _("rank (in role)"),
        _("grade"),
    ]
    rows = [
        [
            show_period(one.period),
            one.employee_no,
            one.name,
            *_result(one, one.was),
            *_result(one, one.would),
        ]
        for one in changes
    ]
    return Columns(header=header, rows=rows, figures=frozenset({3, 6}), spare=(1,))


def _result(change: Change, result: tuple[str, str, str, str]) -> tuple[str, str, str]:
    total, rank, in_role, grade = result
    return total or NOTHING, both_ranks(rank or None, in_role), change.names.get(grade, grade) or NOTHING


def _share(share: Fraction | None) -> str:
    return NOTHING if share is None else percent(share)


def _weight(found: Review, one: Reviewed) -> str:
    """What it weighs, and in which figure where that is not the total."""
    weights = " / ".join(map(show_short, one.weights)) or NOTHING
    if not one.within or not one.weights:
        return weights
    return _("{weight} of {figure}").format(weight=weights, figure=figure_name(found, one.within))


def _months(one: Reviewed) -> str:
    """In how many months it told people apart, of those in which something can be said."""
    return _("{n} of {of}").format(n=one.told, of=one.said) if one.said else NOTHING


def _nearest(found: Review, one: Reviewed) -> str:
    near = one.nearest
    if near is None:
        return NOTHING
    mark = f" {SAME_MARK}" if near.same else ""
    return f"{figure_name(found, near.figure)} {percent(near.likeness)} %{mark}"


def _verdict(month: InMonth) -> Verdict:
    return "unsaid" if month.tells is None else "apart" if month.tells else "not-apart"
