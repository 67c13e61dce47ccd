"""Choose somebody who has a card in a month: the same role first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.comparison import people_beside
from csi_tui.services.desk import local_times
from csi_tui.services.people.choices import Choice
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, PersonRow, Row


class PersonDialog(EntryDialog[str]):
    """Dismisses with the number of an employee, or None. All are offered at once; Enter takes the marked one."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Choose"), N_("Take the person that is marked.")),
        CANCEL,
    )
    offers_at_once = True

    def __init__(self, period: Period, beside: str) -> None:
        super().__init__()
        self._period, self._beside = period, beside

    def title_text(self) -> str:
        """In which month."""
        return _("Beside whom? {month}").format(month=local_times.month_text(self._period))

    def about(self) -> str:
        """Who can be named."""
        return _("Whoever has a card of that month: number or name, or a part of it")

    def rows(self) -> Sequence[Row]:
        """Who."""
        return (PersonRow(id="person", label=_("Employee")),)

    def choose_from(self) -> Sequence[Choice]:
        """Those who have a card of the month."""
        return [
            Choice(number=one.employee_no, name=one.name, role=one.role, team=one.team, left=False)
            for one in people_beside(self.desk, self._beside, self._period)
        ]

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """Who."""
        return self.person_of(texts["person"])

    def carry_out(self, value: str) -> str:
        """Nothing but to hand it back."""
        return value
