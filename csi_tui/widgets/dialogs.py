"""Short questions and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, cast

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from csi_tui.i18n import N_, _
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.host import DeskHost
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.typed_ahead import Fresh

DIALOGS = N_("Dialogs")


class MessageDialog(ModalScreen[None]):
    """A text that has to be seen."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="dialog.close",
            keys="enter,escape,f2,f10",
            label=N_("Close"),
            help=N_("Close the message."),
            action="close",
            scope=DIALOGS,
        ),
        Command(
            id="dialog.down",
            keys="down,pagedown",
            label=N_("Down"),
            help=N_("Read on."),
            action="scroll(1)",
            scope=DIALOGS,
            footer=False,
        ),
        Command(
            id="dialog.up",
            keys="up,pageup",
            label=N_("Up"),
            help=N_("Read back."),
            action="scroll(-1)",
            scope=DIALOGS,
            footer=False,
        ),
    )
    DEFAULT_CSS = """
    MessageDialog { align: center middle; }
    """

    def __init__(self, text: str, *, wide: bool = False) -> None:
        super().__init__(classes="dialog -wide" if wide else "dialog")
        self.text = text
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The text and one button."""
        with Vertical(classes="dialog-box"):
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content(self.text))
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Close"), id="close", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the focus on the button, so that Enter closes."""
        self.query_one(Button).focus()

    def on_button_pressed(self) -> None:
        """The button was chosen."""
        self.dismiss()

    def action_scroll(self, step: int) -> None:
        """Scroll a long text by most of what is in sight."""
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=step * max(1, text.size.height - 1), animate=False)

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


class Question(ModalScreen[bool], Fresh):
    """A question with two answers: the first two of its commands, which bear the question's own words for them.

    ``danger``: it cannot be taken back, so the focus is on the answer that changes nothing, and what was typed before
    it was shown does not answer it.
    """

    desk_commands: tuple[Command, ...] = (
        Command(
            id="question.yes",
            keys="y,f2",
            label=N_("Yes"),
            help=N_("Do it."),
            action="answer(True)",
            scope=DIALOGS,
        ),
        Command(
            id="question.no",
            keys="n,escape,f10",
            label=N_("No"),
            help=N_("Leave everything as it is."),
            action="answer(False)",
            scope=DIALOGS,
        ),
        Command(
            id="question.other",
            keys="left,right,up,down",
            label=N_("Other answer"),
            help=N_("Go to the other answer."),
            action="other",
            scope=DIALOGS,
            footer=False,
        ),
    )
    DEFAULT_CSS = """
    Question { align: center middle; }
    """

    declined: ClassVar[bool | None] = False
    """The answer of the second button."""

    def __init__(self, text: str, yes: str, no: str, *, danger: bool = False) -> None:
        super().__init__(classes="dialog")
        self._text, self._danger = text, danger
        self.wants_fresh_keys = danger
        first, second, *others = self.desk_commands
        # One answer has one name: in the box, in the key bar and in the help.
        self.desk_commands = (
            first.with_label(yes, first.help),
            second.with_label(no, second.help),
            *others,
        )
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The question and its two answers, each with its key."""
        with Vertical(classes="dialog-box"):
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content(self._text))
            with Horizontal(classes="dialog-buttons"):
                yield from self.answers()
        yield KeyBar()

    def answers(self) -> Iterator[Button]:
        """A button for each answer, with the key and the words that the key bar has for it."""
        for button_id, command in zip(("yes", "no"), self.desk_commands, strict=False):
            yield Button(Content(f"{command.short_key} {command.label}"), id=button_id, compact=True)

    def on_mount(self) -> None:
        """Put the focus on the answer that Enter may give."""
        self.query_one("#no" if self._danger else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer was chosen."""
        self.dismiss(True if event.button.id == "yes" else self.declined)

    def ask(self, app: App[Any], act: Callable[[], object]) -> None:
        """Ask it; ``act`` follows a yes, and nothing a no."""

        def answered(yes: bool | None) -> None:
            if yes:
                act()

        app.push_screen(self, answered)

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)

    def action_other(self) -> None:
        """Move the focus to the other answer."""
        self.focus_next(Button)


class SureQuestion(Question):
    """A question that must not be answered by a second press of F2, the key that saves a form or a dialog."""

    desk_commands: tuple[Command, ...] = (
        Command(
            id="question.discard",
            keys="y,f9",
            label=N_("Yes"),
            help=N_("Do it."),
            action="answer(True)",
            scope=DIALOGS,
        ),
        *Question.desk_commands[1:],
    )
    DEFAULT_CSS = """
    SureQuestion { align: center middle; }
    """

    def __init__(self, text: str, yes: str, no: str) -> None:
        super().__init__(text, yes, no, danger=True)


class DoubtQuestion(SureQuestion):
    """Whether something unlikely is meant. It can be put right later, so what was typed before it was shown is neither
    an answer nor lost: it goes on behind a yes, and is thrown away, which is said, behind a no."""

    keeps_waiting = True
    DEFAULT_CSS = """
    DoubtQuestion { align: center middle; }
    """

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer was chosen."""
        event.prevent_default()
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer; what was put aside goes on, or is told as not taken."""
        if self.put_aside:
            host = cast("DeskHost", self.app)
            if answer:
                host.type_again(self.put_aside)
            else:
                host.tell_of_dropped()
        self.dismiss(answer)


def leave_asking(app: App[Any], leave: Callable[[], object], *, typed: bool) -> None:
    """Leave; where something was ``typed`` that is thrown away by it, ask first."""
    if typed:
        text = _("Throw away what was typed?")
        SureQuestion(text, _("Throw away"), _("Go on typing")).ask(app, leave)
    else:
        leave()


class DraftQuestion(Question):
    """Whether to take up a draft: yes, not now (it is offered again), or throw it away, with a key of its own."""

    desk_commands: tuple[Command, ...] = (
        Question.desk_commands[0],
        Command(
            id="draft.later",
            keys="n,escape,f10",
            label=N_("Not now"),
            help=N_("Leave the draft where it is."),
            action="later",
            scope=DIALOGS,
        ),
        Command(
            id="draft.discard",
            keys="f9",
            label=N_("Throw away"),
            help=N_("Throw the draft away."),
            action="answer(False)",
            scope=DIALOGS,
        ),
        Question.desk_commands[2],
    )
    DEFAULT_CSS = """
    DraftQuestion { align: center middle; }
    """

    def __init__(self, text: str, yes: str, no: str) -> None:
        super().__init__(text, yes, no)
        self.wants_fresh_keys = True

    def action_later(self) -> None:
        """Neither take it up nor throw it away."""
        self.dismiss(None)
