"""Several complaints given to one handler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.screens.orders.several import person_named
from csi_tui.screens.several_dialog import OnSeveral
from csi_tui.services.complaints import handlers
from csi_tui.services.desk import form_fields
from csi_tui.services.people import employees
from csi_tui.widgets.entry_dialog import Row, needed


class HandlersDialog(OnSeveral):
    """Gives complaints to somebody."""

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Handler for {which}").format(which=self.which())

    def rows(self) -> Sequence[Row]:
        """Who, and why."""
        label = form_fields.field_label("complaints", "handler_no")
        return Row("handler", label), Row("reason", _("Why"))

    def needs(self, row_id: str) -> bool:
        """A handover needs no reason."""
        return row_id == "entry-handler"

    def hint(self) -> str:
        """How somebody is named."""
        return _("Number or name; why: welcome, not needed")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Who, and why."""
        return needed(texts["handler"]), texts["reason"]

    def carry_out(self, value: tuple[str, str]) -> str:
        """Give them."""
        number = person_named(value[0], employees.names(self.desk))
        remarks = handlers.assign_all(self.desk, self.numbers, number, value[1])
        n = len(self.numbers)
        said = ngettext("{who} handles {n} complaint now.", "{who} handles {n} complaints now.", n)
        return " ".join([said.format(n=n, who=number), *remarks])
