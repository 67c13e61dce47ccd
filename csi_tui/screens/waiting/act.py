"""An act on an own figure that waits for a second person: what it would change, and why; confirmed or rejected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.sentences import together
from csi_tui.services.waiting import acts
from csi_tui.services.waiting.lists import list_lines
from csi_tui.services.waiting.pages import ActLine, read_act
from csi_tui.services.waiting.text import act_lines, answered_text
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.reason_dialog import ReasonDialog

ONE = N_("What waits")
CONFIRM = Command(
    id="act.confirm",
    keys="o,f2",
    label=N_("Confirm"),
    help=N_("Let it be done, as it was entered and in the name of who entered it."),
    action="confirm",
    needs=N_(
        "It waits for somebody else: a supervisor or the head who neither entered it nor is credited with it."
    ),
    scope=ONE,
)
REJECT = Command(
    id="act.reject",
    keys="w,f9",
    label=N_("Reject"),
    help=N_("Do not let it be done; what you entered yourself you take back by it."),
    action="reject",
    needs=N_("Only a second person rejects it, or who entered it takes it back."),
    scope=ONE,
)
CARRY = Command(
    id="act.carry",
    keys="c,ctrl+k",
    label=N_("Carry over"),
    help=N_("Let its month be closed without it; confirmed later, it counts in a later month."),
    action="carry",
    needs=N_("It holds up no month, or you do not close months."),
    scope=ONE,
)


class ActScreen(ReadScreen):
    """One act; left once it is answered."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CONFIRM, REJECT, CARRY, GO_BACK)
    help_text = N_(
        "Whoever is credited with a row does not put it right alone, nor enter late what happened to it: that waits "
        "for somebody else. Until then what stood there counts, and the month is neither published nor frozen."
    )

    @dataclass
    class Done(Message):
        """It was answered."""

        text: str

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = int(number)
        self.found: ActLine | None = None

    def compose_body(self) -> ComposeResult:
        """One text, scrolling."""
        with VerticalScroll(id="complaint-body"):
            yield Static(id="act-text")

    def on_mount(self) -> None:
        """Read it."""
        self.show_title(_("Waits for a second person: no. {number}").format(number=self._number))
        self.query_one(VerticalScroll).focus()
        self.reload()

    def fetch(self) -> tuple[ActLine, Sequence[str]]:
        """In a thread: the act, and the list behind it."""
        found = read_act(self.desk, self._number)
        return found, list(list_lines(self.desk, found))

    def show(self, found: tuple[ActLine, Sequence[str]]) -> None:
        """Show both."""
        self.found, behind = found
        lines = [*act_lines([self.found], self.desk.site.zone), *([""] if behind else []), *behind]
        self.query_one("#act-text", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with it."""
        found = self.found
        if action == "confirm":
            return found is not None and found.yours
        if action == "reject":
            return found is not None and found.state == "waits" and (found.yours or found.own)
        if action == "carry":
            return found is not None and bool(found.month) and self.desk.may("close")
        return True

    def action_confirm(self) -> None:
        """Let it be done."""
        self._confirm()

    @store_job("step")
    def _confirm(self) -> Message:
        done = acts.confirm(self.desk, self._number)
        return self.Done(together(answered_text(done.number, done.subject, done.outcome), *done.remarks))

    def action_reject(self) -> None:
        """Do not let it be done."""
        own = self.found is not None and self.found.own
        title = _("Take no. {number} back") if own else _("Reject no. {number}")
        self._ask(title, acts.reject)

    def action_carry(self) -> None:
        """Close its month without it."""
        self._ask(_("Carry no. {number} over"), acts.carry_over)

    def _ask(self, title: str, act: Callable[[Desk, int, str], acts.Answered]) -> None:
        def do(reason: str) -> str:
            done = act(self.desk, self._number, reason)
            return answered_text(done.number, done.subject, done.outcome)

        self.app.push_screen(ReasonDialog(title.format(number=self._number), do), self._answered)

    def on_act_screen_done(self, event: Done) -> None:
        """Say so, and leave."""
        self._answered(event.text)

    def _answered(self, text: str | None) -> None:
        if text is not None:
            self.desk_app.tell(text)
            self.dismiss()
