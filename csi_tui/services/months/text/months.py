"""Where months stand, as a table. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.months.status import MonthStatus
    from csi_tui.services.months.steps import Step


def month_table(months: Sequence[MonthStatus], state: Callable[[str], str]) -> str:
    """Months with state, revision, cut-off, assessed cards, and how long their window runs."""
    header = (_("month"), _("state"), _("revision"), _("as of"), _("assessed"), _("cards"), _("remarks"))
    rows = [
        (
            one.month,
            state(one.state),
            str(one.revision) if one.revision else "-",
            "-" if one.as_of is None else f"{one.as_of:%Y-%m-%d %H:%M}",
            str(one.assessed) if one.revision else "-",
            str(one.cards) if one.revision else "-",
            _remark(one),
        )
        for one in months
    ]
    return table(header, rows, frozenset({2, 4, 5}))


def _remark(one: MonthStatus) -> str:
    if one.appeals_until is not None:
        said = (
            _("corrected: appeals until {until}")
            if one.published_at is None
            else _("frozen too early: appeals until {until}")
        )
        return said.format(until=f"{one.appeals_until:%Y-%m-%d %H:%M}")
    if one.backfilled:
        return _("backfilled")
    if one.reopened:
        return _("reopened: {reason}").format(reason=one.reopened)
    if one.state == "published" and one.window_ends_at is not None:
        return _("window until {until}").format(until=f"{one.window_ends_at:%Y-%m-%d %H:%M}")
    return ""


def step_table(steps: Sequence[Step], name: Callable[[str], str]) -> str:
    """What was done to a month, a line each."""
    if not steps:
        return _("Nothing was done to this month yet.")
    rows = [
        (f"{one.at:%Y-%m-%d %H:%M}", name(one.step), str(one.revision), one.by, one.account, one.reason)
        for one in steps
    ]
    header = (_("at"), _("step"), _("revision"), _("by"), _("account"), _("why"))
    return table(header, rows, frozenset({2}))
