"""Several rows struck out with one reason: whom it moves is shown first, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.screens.changes.dialogs import ChangeDialog
from csi_tui.screens.several_dialog import OnSeveral
from csi_tui.services.changes import exclusions
from csi_tui.services.changes.exclusions import kind_text
from csi_tui.services.changes.ripple import Ripple
from csi_tui.widgets.entry_dialog import Row, needed


class StrikeSeveralDialog(OnSeveral, ChangeDialog):
    """Strikes rows of one kind out."""

    takes = "strike-out"

    def __init__(self, kind: str, numbers: Sequence[str]) -> None:
        super().__init__(numbers)
        self._kind = kind

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Strike out: {kind}, {which}").format(kind=kind_text(self._kind), which=self.which())

    def about(self) -> str:
        """What follows."""
        return _("What is struck out counts no more from the next computation on; it stays readable.")

    def rows(self) -> Sequence[Row]:
        """Why, and what shows it."""
        return Row("reason", _("Why")), Row("evidence", _("Evidence"))

    def needs(self, row_id: str) -> bool:
        """Evidence is welcome, not needed."""
        return row_id == "entry-reason"

    def hint(self) -> str:
        """Whom the reason concerns."""
        return _("One reason for all of them; everybody whom it concerns reads it.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Reason, evidence."""
        return needed(texts["reason"]), texts["evidence"]

    def foresee_all(self, value: tuple[str, str]) -> Sequence[Ripple]:
        """Whom it would move."""
        return exclusions.preview_strike_out_all(self.desk, self._those())

    def carry_out(self, value: tuple[str, str]) -> str:
        """Strike them out."""
        counts = exclusions.strike_out_all(self.desk, self._those(), *value)
        n = len(counts)
        said = [ngettext("{n} row is struck out.", "{n} rows are struck out.", n).format(n=n)]
        for frozen, text in (
            (False, _("Compute {months} again.")),
            (True, _("{months}: frozen, takes a correction.")),
        ):
            months = sorted({one.month for one in counts if one.frozen is frozen and not one.nowhere})
            if months:
                said.append(text.format(months=_(", ").join(months)))
        return " ".join(said)

    def _those(self) -> list[tuple[str, str]]:
        return [(self._kind, number) for number in self.numbers]
