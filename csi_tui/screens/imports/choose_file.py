"""Which file is brought in: typed with what fits below it, chosen from the newest of a folder, or dropped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.services.imports import folders
from csi_tui.services.imports.folders import Entry, Listing
from csi_tui.services.tabular.aligned import cut, pad
from csi_tui.services.tabular.untrusted_text import written_out
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.line_input import LineInput

TAKE = Command(
    id="file.take",
    keys="f2,enter",
    label=N_("Take it"),
    help=N_("Take the marked file; of a folder, look into it."),
    action="take",
    scope=FORMS,
)
COMPLETE = Command(
    id="file.complete",
    keys="tab",
    label=N_("Complete the name"),
    help=N_("Complete what is typed by the marked line."),
    action="complete",
    scope=FORMS,
)
FOLDER = Command(
    id="file.folder",
    keys="f6",
    label=N_("The whole folder"),
    help=N_("Look at all files of this folder and bring them in, in the right order."),
    action="folder",
    scope=FORMS,
)
BESIDE = 28
"""Cells that time and size of a file take beside its name."""


class PathInput(LineInput):
    """What is typed; the arrows move in the list below it, and a whole path that is pasted takes its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False),
        Binding("up", "screen.walk(-1)", show=False),
        Binding("pagedown", "screen.walk(10)", show=False),
        Binding("pageup", "screen.walk(-10)", show=False),
        Binding("tab", "screen.complete", show=False),
        Binding("enter", "screen.take", show=False),
    ]

    def action_delete_left(self) -> None:
        """Where no part of a name is typed there is nothing to take away: it goes to the folder above."""
        piece = self.value[: self.cursor_position]
        at_end = self.selection.is_empty and self.cursor_position == len(self.value)
        screen = self.screen
        no_part = at_end and (not piece or piece.endswith("/"))
        if no_part and isinstance(screen, ChooseFileDialog) and screen.go_up():
            return
        super().action_delete_left()

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip()
        if "\n" not in text and text.lstrip("'\"").startswith(("/", "~", "file://")):
            self.value = ""
        super()._on_paste(event)


class ChooseFileDialog(DeskJobs, ModalScreen[Path | None]):
    """Dismisses with the path of a file; with a folder's, where all of its files are meant."""

    CSS_PATH = "imports.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE, FOLDER, COMPLETE, CANCEL)
    help_text = N_(
        "Type part of a name, or a path; what fits stands below, the newest file first. “../” is the folder above, and "
        "so is Backspace where no part of a name is typed. A file that is dropped on the window is typed by that."
    )

    @dataclass
    class Listed(Message):
        """What fits the text."""

        text: str
        found: Listing

    def __init__(self, title: str = "", suffixes: Collection[str] = folders.SUFFIXES) -> None:
        """``title``: what the file is for, where it is none of rows; ``suffixes``: how the names of such files end."""
        super().__init__(classes="dialog -wide")
        self._title, self._suffixes = title, suffixes
        self._start = folders.last_folder()
        self._found = Listing(self._start)
        self._said = ""
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Where one is, what is typed, what fits."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._title or _("Bring in a file")), classes="dialog-title")
            yield Static(id="file-folder")
            yield PathInput(placeholder=_("part of a name, or a path; or drop a file here"), compact=True)
            found = OptionList(id="file-list", compact=True)
            found.can_focus = False
            yield found
            yield Static(id="file-said")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the newest files of the folder that was used last."""
        self.query_one(PathInput).focus()
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look what fits."""
        self._list(event.value)

    @store_job("folder")
    def _list(self, text: str) -> Message:
        return self.Listed(text, folders.listing(text, self._start, self._suffixes))

    def on_choose_file_dialog_listed(self, event: Listed) -> None:
        """Show it."""
        found = self._found = event.found
        here = _("In {folder}").format(folder=folders.folder_text(found.folder))
        self.query_one("#file-folder", Static).update(Content(here))
        entries = self.query_one(OptionList)
        room = max(20, self.app.size.width * 96 // 100 - 6)
        entries.clear_options()
        entries.add_options(Option(Content(self._line(entry, room))) for entry in found.entries)
        below = [at for at, entry in enumerate(found.entries) if not entry.is_above]
        entries.highlighted = below[0] if below else (0 if found.entries else None)
        said = found.fault
        if not said and not below:
            said = _("No file here fits. They end in: {ends}").format(
                ends=_(", ").join(sorted(self._suffixes))
            )
        elif found.more:
            said = _("… and {n} more").format(n=found.more)
        self.say(said)
        self.refresh_bindings()

    def _line(self, entry: Entry, room: int) -> str:
        name = pad(cut(entry.name, room - BESIDE), room - BESIDE)
        if entry.is_folder:
            return name
        written = long_time(entry.written.astimezone(self.desk.site.zone))
        return f"{name}  {written}  {pad(_size(entry.size), 8, right=True)}"

    def say(self, text: str) -> None:
        """Say something below the list."""
        self.query_one("#file-said", Static).update(Content(text))

    @property
    def entry(self) -> Entry | None:
        """The marked line."""
        place = self.query_one(OptionList).highlighted
        return None if place is None else self._found.entries[place]

    def action_walk(self, step: int) -> None:
        """Move in the list."""
        entries = self.query_one(OptionList)
        if entries.highlighted is not None:
            entries.highlighted = max(0, min(entries.highlighted + step, len(self._found.entries) - 1))

    def action_complete(self) -> None:
        """Complete what is typed."""
        if self.entry is not None:
            self._put(self.entry)

    def _put(self, entry: Entry) -> None:
        typed = self.query_one(PathInput)
        path = entry.path
        text = str(path.relative_to(self._start)) if path.is_relative_to(self._start) else str(path)
        if entry.is_folder:
            # The folder where one began is an empty text.
            text = "" if path == self._start else f"{text.rstrip('/')}/"
        typed.value = text
        typed.cursor_position = len(typed.value)

    def go_up(self) -> bool:
        """Look into the folder above, where there is one."""
        above = next((entry for entry in self._found.entries if entry.is_above), None)
        if above is not None:
            self._put(above)
        return above is not None

    def action_take(self) -> None:
        """Take the file; look into a folder."""
        entry = self.entry
        if entry is None:
            text = self.query_one(PathInput).value
            if text.strip() and not self._found.fault:
                path = written_out(str(folders.typed_path(text, self._start)))
                self.say(_("There is no file {file}.").format(file=path))
        elif entry.is_folder:
            self._put(entry)
        else:
            folders.keep_last_folder(entry.path.parent)
            self.dismiss(entry.path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only files of rows are taken by the folder."""
        return not self._title and not self._found.fault if action == "folder" else True

    def action_folder(self) -> None:
        """Take the folder that is marked, else the one whose files are listed."""
        folder = self._found.folder
        if self.entry is not None and self.entry.is_folder and not self.entry.is_above:
            folder = self.entry.path
        folders.keep_last_folder(folder)
        self.dismiss(folder)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        event.stop()
        self.action_take()

    def action_cancel(self) -> None:
        """Leave without a file."""
        self.dismiss(None)


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, size // 1000)} KB" if size else "0 KB"
    return f"{size // 1_000_000} MB"
