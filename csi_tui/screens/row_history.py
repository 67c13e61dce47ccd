"""The history of an order, a survey, a complaint or a person: one key wherever one stands, and what it opens."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.screens.row_forms import screen_named
from csi_tui.widgets.commands import Command
from csi_tui.widgets.host import DeskHost

HISTORY = Command(
    id="row.history",
    keys="y,shift+f10",
    label=N_("History"),
    help=N_("Everything that happened to the row: who changed what, when, why, and by which file."),
    action="row_history",
    needs=N_("There is no line whose history could be shown."),
    scope=N_("History"),
    footer=False,
    words="history trail changes who when audit 历史 变动 记录 谁改的 修改记录",
)
"""The same on every screen with such a row; in a form, which takes letters as text, without its letter."""


def show_history(app: DeskHost, kind: str, number: str) -> None:
    """Open the history of a row."""
    app.push_screen(screen_named("history.row.RowHistoryScreen", kind, number)())
