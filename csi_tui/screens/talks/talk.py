"""The sheet of a talk about a month's card, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.sections_screen import SectionsScreen
from csi_tui.screens.sheet_dialog import WRITE_SHEET, WriteSheetDialog
from csi_tui.screens.talks.dialogs import AloudDialog, AnswerDialog, HoldDialog, TakeTalkBackDialog
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.sections import Section
from csi_tui.services.talks.talk_sheet import talk_sheet
from csi_tui.services.talks.text.sections import sections, title_of
from csi_tui.services.talks.text.talk_printed import talk_printed
from csi_tui.services.talks.values import TalkHeld, TalkSheet
from csi_tui.widgets.commands import Command

HERE = N_("Talk")
_NONE = N_("There is no talk about this result yet, or it is not yours to do.")
PART = Command(
    id="talk.part",
    keys="p,f6",
    label=N_("Next part"),
    help=N_("The result, what is strong, what points were lost for, what moved, the talk before, this talk."),
    action="part",
    scope=HERE,
)
HOLD = Command(
    id="talk.hold",
    keys="n,f2",
    label=N_("Write down"),
    help=N_("Write down the talk: what is strong, what the problems are, how it goes on."),
    action="hold",
    words="talk interview feedback 面谈 沟通 反馈 谈话",
    needs=N_("The direct supervisor or the head of department writes a talk down."),
    scope=HERE,
)
AGREE = Command(
    id="talk.agree",
    keys="a,f9",
    label=N_("I agree"),
    help=N_("Agree with what was written down of your talk."),
    action="answer('agree')",
    needs=_NONE,
    scope=HERE,
)
DISAGREE = Command(
    id="talk.disagree",
    keys="x,ctrl+x",
    label=N_("Not agreed"),
    help=N_("Say what you do not agree with in your talk."),
    action="answer('disagree')",
    needs=_NONE,
    scope=HERE,
    footer=False,
)
ALOUD = Command(
    id="talk.aloud",
    keys="l,f4",
    label=N_("Read aloud"),
    help=N_("It was read aloud to somebody who does not sign in: by whom, and what was said to it."),
    action="aloud",
    needs=_NONE,
    scope=HERE,
)
TAKE_BACK = Command(
    id="talk.take_back",
    keys="u,ctrl+d",
    label=N_("Take it back"),
    help=N_("The talk was about somebody else or another result: it counts no more, and stays readable."),
    action="take_back",
    needs=_NONE,
    scope=HERE,
)
RELOAD = Command(
    id="talk.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read it again."),
    action="reload",
    scope=HERE,
    footer=False,
)


class TalkScreen(SectionsScreen):
    """What the talk starts from; below it what was said."""

    asked: Period
    found: TalkSheet | None
    desk_commands: ClassVar[tuple[Command, ...]] = (
        PART,
        HOLD,
        AGREE,
        DISAGREE,
        ALOUD,
        TAKE_BACK,
        RELOAD,
        WRITE_SHEET,
        GO_BACK,
    )
    help_text = N_(
        "A talk about a published result, nothing of which is part of a score. What was said is read by its owner and "
        "by those who look over the results, and is never written over: an answer or a taking back stands beside it."
    )

    def __init__(self, employee_no: str, period: Period) -> None:
        super().__init__(period)
        self._employee_no = employee_no

    def title_before(self) -> str:
        """What it is."""
        return _("Talk")

    def title_of(self, found: TalkSheet) -> str:
        """With whom, about which month."""
        return title_of(found)

    def fetch(self, asked: Period) -> TalkSheet:
        """The sheet of the talk."""
        return talk_sheet(self.desk, self._employee_no, asked)

    def asked_of(self, found: TalkSheet) -> Period:
        """The month."""
        return found.period

    def sections(self, found: TalkSheet, columns: int) -> Sequence[Section]:
        """The sheet in so many columns."""
        return sections(found, columns)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is written down goes on a sheet that is shown, by whoever may; whose talk it is, the service says."""
        if action == "hold":
            return self.found is not None and self.desk.may("talk")
        if action in ("aloud", "take_back"):
            return self._last is not None and self.desk.may("talk")
        if action == "answer":
            return self._last is not None
        return True

    @property
    def _last(self) -> TalkHeld | None:
        """The last talk about this result that counts."""
        if self.found is None:
            return None
        counts = [talk for talk in self.found.talks if talk.taken_back is None]
        return counts[-1] if counts else None

    def action_hold(self) -> None:
        """Write down the talk."""
        if self.found is not None:
            card = self.found.card
            self.app.push_screen(HoldDialog(card.employee_no, card.name, self.asked), self._kept)

    def action_answer(self, how: str) -> None:
        """Agree, or say with what not."""
        if self._last is not None:
            self.app.push_screen(AnswerDialog(self._last, how), self._kept)

    def action_aloud(self) -> None:
        """It was read aloud."""
        if self._last is not None:
            self.app.push_screen(AloudDialog(self._last), self._kept)

    def action_take_back(self) -> None:
        """It counts no more."""
        if self._last is not None:
            self.app.push_screen(TakeTalkBackDialog(self._last), self._kept)

    def _kept(self, number: int | None) -> None:
        if number is not None:
            self.desk_app.tell(_("Talk {number} is kept.").format(number=number))
            self.reload()

    def action_write_sheet(self) -> None:
        """Ask where the sheet shall be written to."""
        period, number = self.asked, self._employee_no

        def make(desk: Desk, _choice: str) -> Sheet:
            return talk_printed(talk_sheet(desk, number, period))

        name = f"{_('Talk')}-{number}-{show_period(period)}"
        self.app.push_screen(WriteSheetDialog(name, (), make), self.tell_done)
