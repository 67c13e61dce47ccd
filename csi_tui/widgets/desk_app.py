"""What every screen may expect of the application it runs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.problems import write_problem

if TYPE_CHECKING:
    from csi_tui.services.desk import Desk


class DeskApp(App[int], inherit_bindings=False):
    """An application with an open store, unsaved forms and one way to tell of a failure."""

    desk: Desk
    unsaved: dict[str, dict[str, str]]
    """Texts of the forms that are open and changed, by the form's key; what a hang-up keeps as drafts."""

    def show_failure(self, error: BaseException, *, in_passing: bool = False) -> None:
        """Show a user's error as it is; keep anything else in the log and apologise."""
        if isinstance(error, UserError):
            text = error.message
        else:
            place = write_problem(error)
            text = _("Something went wrong; nothing was changed. Details were written to {place}.").format(
                place=place
            )
        if in_passing:
            self.notify(text, severity="error", markup=False, timeout=10)
            return
        if isinstance(self.screen, MessageDialog) and self.screen.text == text:
            return
        self.push_screen(MessageDialog(text))

    def show_cards(self, period: int) -> None:
        """Go to the cards of a month."""
        raise NotImplementedError

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Show a remark for a moment; never markup, for it may hold anybody's words."""
        self.notify(text, severity="warning" if warning else "information", markup=False)
