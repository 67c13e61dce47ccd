"""Small dialogs of a complaint: which milestone to correct, pause, reopen, valid or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints import pauses, receipt, rounds, validity
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.spoken_times import read_time, same_minute
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, ReasonOnly, Row, needed

PAUSE = DO.with_label(N_("Pause"), N_("Let the clock stand still from now on."))
REOPEN = DO.with_label(N_("Reopen"), N_("Begin a new round with its own three limits."))
PROPOSE = DO.with_label(N_("Propose"), N_("Keep the proposal; a second person has to confirm."))
WITHDRAW = DO.with_label(N_("Take back"), N_("Leave the complaint as it is, and say why."))
PUT_RIGHT = DO.with_label(N_("Put right"), N_("Keep the correction; the old entry stays in the history."))
REJECT = DO.with_label(N_("Reject"), N_("Leave the complaint as it is, and say why."))


class PauseDialog(EntryDialog[str]):
    """Dismisses with when the pause ends at the latest, in words."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (PAUSE, CANCEL)

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    def title_text(self) -> str:
        """Whose clock."""
        return _("{number}: let the clock stand still").format(number=self._number)

    def about(self) -> str:
        """What a pause does and does not."""
        return _(
            "From now on, never back-dated. The contact within its hours is never paused; the resolution gets a "
            "working day back for each full 24 hours."
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """The scheme's reasons, each with its limit."""
        return [
            (reason, _("{name} (at most {n} days in all)").format(name=name, n=days))
            for reason, name, days in pauses.pause_reasons(self.desk)
        ]

    def rows(self) -> Sequence[Row]:
        """The proof."""
        return (Row("proof", _("Proof")),)

    def hint(self) -> str:
        """What a proof is."""
        return _("What shows the reason, and where it is kept: a recording's number, a letter.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Reason and proof."""
        return choice, needed(texts["proof"])

    def carry_out(self, value: tuple[str, str]) -> str:
        """Pause it."""
        return show_instant(pauses.pause(self.desk, self._number, *value), self.desk.site.zone)


class ReopenDialog(EntryDialog[str]):
    """Dismisses with the number of the new round."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (REOPEN, CANCEL)

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    def title_text(self) -> str:
        """Which complaint."""
        return _("{number}: reopen it").format(number=self._number)

    def about(self) -> str:
        """What a reopening does."""
        return _("A new round with its own three limits begins; the verdict on this one stands.")

    def rows(self) -> Sequence[Row]:
        """When, and why."""
        return Row("at", _("When"), _("now"), 40), Row("reason", _("Why"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[datetime | None, str]:
        """When, and why."""
        return read_time(needed(texts["at"]), self.desk.site.zone), needed(texts["reason"])

    def carry_out(self, value: tuple[datetime | None, str]) -> str:
        """Reopen it."""
        resolved = complaint_pages.complaint_line(self.desk, self._number).resolved_at
        return rounds.reopen(self.desk, self._number, value[1], same_minute(value[0], resolved))


class ProposeDialog(ReasonOnly, EntryDialog[str]):
    """Proposes that a complaint be ``invalid``, or ``valid`` again; dismisses with its number."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (PROPOSE, CANCEL)

    def __init__(self, number: str, status: str) -> None:
        super().__init__()
        self._number, self._status = number, status

    def title_text(self) -> str:
        """What is proposed."""
        if self._status == "invalid":
            return _("{number}: propose it as invalid").format(number=self._number)
        return _("{number}: propose it as valid again").format(number=self._number)

    def about(self) -> str:
        """What follows."""
        return _("It counts as it is until a second person confirms.")

    def hint(self) -> str:
        """What a reason may be."""
        if self._status == "valid":
            return _("What shows that it counts after all.")
        return _("Malicious, a duplicate (of which?), not ours …")

    def carry_out(self, value: str) -> str:
        """Propose it."""
        return validity.propose(self.desk, self._number, self._status, value)


class RejectDialog(ReasonOnly, EntryDialog[str]):
    """Rejects a proposal; dismisses with what became of it, as a sentence."""

    desk_commands: ClassVar[tuple[Command, ...]] = (REJECT, CANCEL)

    def __init__(self, number: str, reason: str) -> None:
        super().__init__()
        self._number, self._reason = number, reason

    def title_text(self) -> str:
        """Which proposal."""
        return _("{number}: reject the proposal").format(number=self._number)

    def about(self) -> str:
        """Why it was proposed."""
        return self._reason

    def carry_out(self, value: str) -> str:
        """Reject it, or take it back: the service knows whose it is."""
        decided = validity.decide(self.desk, self._number, confirm=False, reason=value)
        return _("Taken back.") if decided.outcome == "withdrawn" else _("Rejected.")


class WithdrawDialog(RejectDialog):
    """Takes an own proposal back: only another person may confirm it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (WITHDRAW, CANCEL)

    def title_text(self) -> str:
        """Whose proposal."""
        return _("{number}: take the own proposal back").format(number=self._number)

    def hint(self) -> str:
        """Why it cannot be confirmed here."""
        return _("Only another person can confirm it.")


class ReceiptDialog(EntryDialog["Sequence[str]"]):
    """Puts the receipt of a complaint right; dismisses with what is worth saying."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (PUT_RIGHT, CANCEL)

    def __init__(self, number: str, received_at: datetime) -> None:
        super().__init__()
        self._number, self._received_at = number, received_at

    def title_text(self) -> str:
        """Which complaint."""
        return _("{number}: put its receipt right").format(number=self._number)

    def about(self) -> str:
        """What follows."""
        return _("All three limits are counted anew from it. What was entered, and why, stays in the notes.")

    def rows(self) -> Sequence[Row]:
        """When it was really received, and why that is said now."""
        return Row("at", _("When"), long_time(self._received_at), 40), Row("reason", _("Why"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[datetime, str]:
        """When, and why."""
        at = read_time(needed(texts["at"]), self.desk.site.zone)
        if at is None:
            raise BadCell(_("is needed"))
        return at, needed(texts["reason"])

    def carry_out(self, value: tuple[datetime, str]) -> Sequence[str]:
        """Put it right."""
        return receipt.correct_receipt(self.desk, self._number, *value)
