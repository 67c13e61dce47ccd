"""Rows struck out and lines adjusted of a month: who, when, why; taken back under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.changes.dialogs import RestoreDialog, TakeBackDialog
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.changes.adjustments import AdjustmentLine, adjustments
from csi_tui.services.changes.exclusions import ExclusionLine, exclusions, kind_text
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import in_year, long_time
from csi_tui.widgets.commands import Command

TAKE_BACK = Command(
    id="changes.back",
    keys="w,f9",
    label=N_("Take back"),
    help=N_("Let the row count again, or take the adjustment back."),
    action="take_back",
    needs=N_("Only what still holds can be taken back, by who may."),
    scope=N_("Changes"),
)

Change = ExclusionLine | AdjustmentLine


class ChangesScreen(DetailList[Change]):
    """Exclusions first, then adjustments; what was taken back stays in the list."""

    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE_BACK, GO_BACK)
    help_text = N_(
        "A row is struck out on the receipt of a figure (mark it, F6), a line is adjusted on the card (mark it, F9). "
        "Both stand here for ever, with who, when and why."
    )

    table_id = "changes-table"
    columns = (
        (N_("What"), 14),
        (N_("Which"), 15),
        (N_("By"), 8),
        (N_("When"), 11),
        (N_("State"), 12),
        (N_("Why"), 7),
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def on_screen_resume(self) -> None:
        """Something may have been taken back."""
        if self.is_mounted:
            self.reload()

    def fetch(self) -> list[Change]:
        """In a thread: the changes."""
        return [*exclusions(self.desk, self._period), *adjustments(self.desk, self._period)]

    def show(self, found: list[Change]) -> None:
        """Show them."""
        self.fill(found)
        title = _("Changes by people: {month}").format(month=local_times.month_text(self._period))
        self.show_title(title if found else f"{title}  {_('none')}")

    def texts(self, line: Change) -> Sequence[str]:
        """What was changed, by whom, when, how it stands, why."""
        if isinstance(line, ExclusionLine):
            what, which = kind_text(line.kind), line.number
            state = _("struck out") if line.restored_at is None else _("counts again")
        else:
            what, which = f"{line.points} {line.line_name}", f"{line.employee_no} {line.name}"
            state = _("in force") if line.withdrawn_at is None else _("taken back")
        return what, which, line.by, in_year(line.at, local_times.today(self.desk).year), state, line.reason

    def below(self, line: Change | None) -> Sequence[str]:
        """The whole of the marked one."""
        return () if line is None else _lines(line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what still holds is taken back, by who may."""
        if action != "take_back":
            return True
        one = self.marked if self.is_mounted else None
        if isinstance(one, ExclusionLine):
            return one.restored_at is None and self.desk.may("strike-out")
        return one is not None and one.may_withdraw

    def action_take_back(self) -> None:
        """Take the one under the cursor back."""
        one = self.marked

        if isinstance(one, ExclusionLine):
            self.app.push_screen(RestoreDialog(one.kind, one.number), self.tell_done)
        elif one is not None:
            self.app.push_screen(TakeBackDialog(one.number, _what(one)), self.tell_done)


def _what(one: AdjustmentLine) -> str:
    return _("{line} {points}, {name}").format(line=one.line_name, points=one.points, name=one.name)


def _lines(one: Change) -> list[str]:
    """The whole of a change."""
    lines = [_("Why: {reason}").format(reason=one.reason)]
    if one.evidence:
        lines.append(_("evidence: {evidence}").format(evidence=one.evidence))
    back_at, back_by, why = (
        (one.restored_at, one.restored_by, one.restored_reason)
        if isinstance(one, ExclusionLine)
        else (one.withdrawn_at, one.withdrawn_by, one.withdrawn_reason)
    )
    if back_at is not None:
        lines.append(
            _("Taken back {at} by {by}: {reason}").format(at=long_time(back_at), by=back_by, reason=why)
        )
    return lines
