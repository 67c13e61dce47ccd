"""What is overdue or due soon as plain text: copied to the clipboard, or written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.glance import watch
from csi_tui.services.glance.chat_file import write_chat_file
from csi_tui.services.glance.text import chat_text
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar


class ChatDialog(DeskJobs, ModalScreen[None]):
    """The text, and two ways out of the terminal with it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="chat.copy",
            keys="f2,enter,c",
            label=N_("Copy"),
            help=N_("Copy the text to the clipboard."),
            action="copy",
            scope=FORMS,
        ),
        Command(
            id="chat.file",
            keys="f6,d",
            label=N_("To a file"),
            help=N_("Write the text to a file."),
            action="file",
            scope=FORMS,
        ),
        CANCEL,
    )

    @dataclass
    class Read(Message):
        """The text is there."""

        text: str

    @dataclass
    class Written(Message):
        """The text stands in a file."""

        path: str

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self.text = ""
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The text, scrolling."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(_("For the group chat; no customer is named")), classes="dialog-title")
            with VerticalScroll(classes="dialog-text"):
                yield Static(id="chat-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what presses."""
        self._read()

    @store_job("chat")
    def _read(self) -> Message:
        found = watch.pressing_at(self.desk)
        return self.Read(chat_text(found, local_times.local_now(self.desk), still_to_do))

    def on_chat_dialog_read(self, event: Read) -> None:
        """Show it."""
        self.text = event.text
        self.query_one("#chat-text", Static).update(Content(event.text))

    def action_copy(self) -> None:
        """Copy it (OSC 52: the terminal has to allow it)."""
        self.app.copy_to_clipboard(self.text)
        self.desk_app.tell(_("Copied. Where the terminal does not allow it, F6 writes a file."))

    def action_file(self) -> None:
        """Write it to a file."""
        self._write(self.text)

    @store_job("file")
    def _write(self, text: str) -> Message:
        return self.Written(str(write_chat_file(text)))

    def on_chat_dialog_written(self, event: Written) -> None:
        """Say where it stands."""
        self.desk_app.tell(_("Written to {path}.").format(path=event.path))
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Leave."""
        self.dismiss(None)
