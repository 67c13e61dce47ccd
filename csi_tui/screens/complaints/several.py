"""Several complaints given to one handler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.screens.several_dialog import OnSeveral, form_person_row
from csi_tui.services.complaints import handlers
from csi_tui.services.desk.sentences import together
from csi_tui.widgets.entry_dialog import Row


class HandlersDialog(OnSeveral):
    """Gives complaints to somebody."""

    takes = "enter"

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Handler for {which}").format(which=self.which())

    def rows(self) -> Sequence[Row]:
        """Who, and why."""
        return form_person_row("handler", "complaints", "handler_no"), Row("reason", _("Why"))

    def needs(self, row_id: str) -> bool:
        """A handover needs no reason."""
        return row_id == "entry-handler"

    def hint(self) -> str:
        """How somebody is named."""
        return _("Number or name, or a part of it; why: welcome, not needed")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Who, and why."""
        return self.person_of(texts["handler"]), texts["reason"]

    def carry_out(self, value: tuple[str, str]) -> str:
        """Give them."""
        number, reason = value
        remarks = handlers.assign_all(self.desk, self.numbers, number, reason)
        n = len(self.numbers)
        said = ngettext("{who} handles {n} complaint now.", "{who} handles {n} complaints now.", n)
        return together(said.format(n=n, who=number), *remarks)
