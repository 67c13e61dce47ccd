"""A place that shows one month: another one is chosen, or gone to with one key."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.scoring.periods import BEFORE_ALL, Period
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.services.desk import local_times
from csi_tui.widgets.commands import Command


def month_commands(place: str, scope: str) -> tuple[Command, Command, Command]:
    """Another month, the one before, the one after; ``place``: what their ids begin with."""
    other = Command(
        id=f"{place}.month",
        keys="m,f4",
        label=N_("Other month"),
        help=N_("Choose another month."),
        action="month",
        scope=scope,
    )
    earlier = Command(
        id=f"{place}.earlier",
        keys="left_square_bracket,f7",
        label=N_("Earlier"),
        help=N_("Go to the month before."),
        action="move(-1)",
        scope=scope,
    )
    later = Command(
        id=f"{place}.later",
        keys="right_square_bracket,f8",
        label=N_("Later"),
        help=N_("Go to the month after."),
        action="move(1)",
        scope=scope,
    )
    return other, earlier, later


class MonthPlace(AreaScreen):
    """Mixed into the places whose contents are those of a month."""

    period: Period = BEFORE_ALL

    def show_month(self, period: Period) -> None:
        """Show another month."""
        self.period = period
        if self.is_mounted:
            self.reload()

    def action_month(self) -> None:
        """Choose another month."""

        def chosen(period: Period | None) -> None:
            if period is not None:
                self.show_month(period)

        self.app.push_screen(MonthDialog(self.period), chosen)

    def action_move(self, step: int) -> None:
        """Go a month back or on."""
        self.show_month(local_times.neighbour(self.period, step))
