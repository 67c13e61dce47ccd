"""Short questions and messages."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from csi_tui.i18n import N_, _
from csi_tui.widgets.commands import Command, bind

DIALOGS = N_("Dialogs")


class MessageDialog(ModalScreen[None]):
    """A text that has to be seen."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command("dialog.close", "enter,escape,f2", N_("Close"), N_("Close the message."), "close", DIALOGS),
    )
    DEFAULT_CSS = """
    MessageDialog { align: center middle; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(classes="dialog")
        self.text = text
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The text and one button."""
        with Vertical(classes="dialog-box"):
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content(self.text))
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Close"), id="close", compact=True)

    def on_mount(self) -> None:
        """Put the focus on the button, so that Enter closes."""
        self.query_one(Button).focus()

    def on_button_pressed(self) -> None:
        """The button was chosen."""
        self.dismiss()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


class Question(ModalScreen[bool]):
    """A question with two answers; ``danger`` puts the focus on the answer that changes nothing."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command("question.yes", "y,f2", N_("Yes"), N_("Do it."), "answer(True)", DIALOGS),
        Command(
            "question.no",
            "n,escape,f10",
            N_("No"),
            N_("Leave everything as it is."),
            "answer(False)",
            DIALOGS,
        ),
        Command(
            "question.other",
            "left,right,up,down",
            N_("Other answer"),
            N_("Go to the other answer."),
            "other",
            DIALOGS,
            footer=False,
        ),
    )
    DEFAULT_CSS = """
    Question { align: center middle; }
    """

    key_label: ClassVar[str] = "F2"

    def __init__(self, text: str, yes: str, no: str, *, danger: bool = False) -> None:
        super().__init__(classes="dialog")
        self._text, self._yes, self._no, self._danger = text, yes, no, danger
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The question and its two answers, each with its key."""
        with Vertical(classes="dialog-box"):
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content(self._text))
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(f"{self.key_label} {self._yes}"), id="yes", compact=True)
                yield Button(Content(f"Esc {self._no}"), id="no", compact=True)

    def on_mount(self) -> None:
        """Put the focus on the answer that Enter may give."""
        self.query_one("#no" if self._danger else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer was chosen."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)

    def action_other(self) -> None:
        """Move the focus to the other answer."""
        self.focus_next(Button)


class DiscardQuestion(Question):
    """Whether to throw away what was typed: never with F2, the key that saves a form."""

    key_label = "F9"
    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command("question.discard", "y,f9", N_("Yes"), N_("Do it."), "answer(True)", DIALOGS),
        *Question.desk_commands[1:],
    )
    DEFAULT_CSS = """
    DiscardQuestion { align: center middle; }
    """

    def __init__(self, text: str, yes: str, no: str) -> None:
        super().__init__(text, yes, no, danger=True)
