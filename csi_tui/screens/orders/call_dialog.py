"""Which customers of a month are drawn to be called, and where the list goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk.local_times import month_before, month_text
from csi_tui.services.desk.month_names import said_month
from csi_tui.services.orders import call_lists
from csi_tui.services.orders.call_frame import Narrowed
from csi_tui.services.orders.call_text import left_out_text
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed

DRAW = DO.with_label(N_("Draw"), N_("Draw the customers, and write whom to call to the file."))
WHOLE, MASKED = "whole", "masked"


class CallDialog(EntryDialog[str]):
    """Dismisses with what was drawn and written."""

    takes = "draw-customers"
    desk_commands: ClassVar[tuple[Command, ...]] = (DRAW, CANCEL)

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Draw customers to call")

    def about(self) -> str:
        """How they are drawn."""
        return _(
            "At random, by a seed that nobody chooses; each technician has a share. Drawn again it is the same list."
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """How phone numbers stand in the file, for who sees them."""
        if not self.desk.may("see-phones"):
            return ()
        return (
            (WHOLE, _("With whole phone numbers; the trail says who took them")),
            (MASKED, _("With masked phone numbers")),
        )

    def rows(self) -> Sequence[Row]:
        """Month, how many, what it is narrowed down to, and the file."""
        month = month_text(month_before(self.desk))
        return (
            Row("month", _("Month"), month, 20),
            Row("size", _("Customers"), str(call_lists.SIZE), 3),
            Row("team", _("Team"), "", 100),
            Row("product", _("Product"), "", 100),
            Row("file", _("File"), f"calls-{month}.xlsx"),
        )

    def needs(self, row_id: str) -> bool:
        """It may be of all teams and products."""
        return row_id not in ("entry-team", "entry-product")

    def hint(self) -> str:
        """What comes of the file."""
        return _("csv or xlsx; filled in, it comes in under 0 (Files) as surveys")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, int, Narrowed, str, bool]:
        """Month, how many, what it is narrowed down to, file, and whether phone numbers are whole."""
        try:
            size = int(texts["size"])
        except ValueError:
            raise BadCell(_("not a whole number")) from None
        narrowed = Narrowed(product=texts["product"], team=texts["team"])
        return needed(texts["month"]), size, narrowed, needed(texts["file"]), choice == WHOLE

    def carry_out(self, value: tuple[str, int, Narrowed, str, bool]) -> str:
        """Draw them, and write the list."""
        month, size, narrowed, file, whole = value
        period = said_month(month, self.desk.site.zone)
        found = call_lists.draw(self.desk, period, size, narrowed).sample
        path, count = call_lists.write_calls(self.desk, found, file, whole=whole)
        said = ngettext(
            "{n} customer to call is written to {path}.",
            "{n} customers to call are written to {path}.",
            count,
        ).format(n=count, path=path)
        if not found.left_out:
            return said
        return _("{sentence} {more}").format(
            sentence=said, more=_("Left out: {reasons}").format(reasons=left_out_text(found.left_out))
        )
