"""Whose card would differ by another scheme, as text. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext, pgettext
from csi_tui.scoring.periods import show_period
from csi_tui.services.months.text.cards import both_ranks
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.scheme_changes.by_another import Change
    from csi_tui.services.scheme_changes.month_plan import Plan


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """A line for each person: total, rank and grade now, and by the other scheme."""
    header = (
        _("scheme"),
        _("month"),
        _("number"),
        _("name"),
        _("total"),
        _("rank (in role)"),
        _("grade"),
        _("would be"),
        _("rank (in role)"),
        _("grade"),
    )
    rows = [
        (
            one.scheme,
            show_period(one.period),
            one.employee_no,
            one.name,
            *result_cells(one, one.was),
            *result_cells(one, one.would),
        )
        for one in changes
    ]
    yield table(header, rows, frozenset({4, 5, 7, 8}))


def result_cells(change: Change, result: tuple[str, str, str, str]) -> tuple[str, str, str]:
    """Total, ranks and grade, the grade by its name."""
    total, rank, in_role, grade = result
    return total or "-", both_ranks(rank or None, in_role), change.names.get(grade, grade) or "-"


def summary_text(changes: Sequence[Change]) -> str:
    """How many cards would differ, and how many of them by another grade or band."""
    if not changes:
        return _("Nobody's card would differ.")
    graded = sum(one.grade_changes for one in changes)
    differ = ngettext("{n} card would differ", "{n} cards would differ", len(changes)).format(n=len(changes))
    grades = ngettext("{n} by another grade", "{n} by another grade", graded).format(n=graded)
    return f"{differ} · {grades}"


def plan_lines(plan: Plan) -> Iterator[str]:
    """The items of a month with their levels, who chose them, and what else there is to choose."""
    if not plan.items:
        yield _("The scheme of {month} has no items that are chosen: {scheme}.").format(
            month=show_period(plan.period), scheme=plan.scheme_id
        )
        return
    yield whose_line(plan)
    header = (_("item"), pgettext("scheme", "name"), _("level"))
    yield table(header, [(one.id, one.name, one.level) for one in plan.items], figures=frozenset({2}))
    yield ""
    yield _("Can be chosen as well:")
    yield table(header[:2], [(one.id, one.name) for one in plan.others])


def whose_line(plan: Plan) -> str:
    """Who chose the items of a month, and when."""
    return _("Items of {month}: {who}").format(month=show_period(plan.period), who=_whose(plan))


def items_sentence(plan: Plan) -> str:
    """The items of a month on its notice."""
    items = _(", ").join(
        _("{item} (level {level})").format(item=one.name, level=one.level) for one in plan.items
    )
    return _("Items of the month, {who}: {items}").format(who=_whose(plan), items=items)


def _whose(plan: Plan) -> str:
    if plan.at is None:
        return _("those of the scheme")
    day = plan.at.date().isoformat()
    if plan.confirmed_by:
        return _("chosen by {by} and {other} on {day}").format(by=plan.by, other=plan.confirmed_by, day=day)
    return _("chosen by {by} on {day}, unconfirmed: nobody else could confirm it").format(by=plan.by, day=day)
