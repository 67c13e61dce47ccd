"""Write a note on an order, a complaint or a customer; of a complaint, what it says and what was agreed as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.services.complaints.words import Words, put_words, read_words
from csi_tui.services.desk import form_fields
from csi_tui.services.notes import notes
from csi_tui.services.notes.notes import NoteLine
from csi_tui.services.notes.text import note_lines
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.field import Field, FieldByField
from csi_tui.widgets.in_sight import RowsInSight
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.who import TitleLine, who_texts

SAVE = Command(
    id="words.save",
    keys="f2,ctrl+o",
    label=N_("Save"),
    help=N_("Keep what was written, with your name and the time."),
    action="save",
    scope=FORMS,
)
CANCEL = Command(
    id="words.cancel",
    keys="escape,f10",
    label=N_("Cancel"),
    help=N_("Leave without keeping; asks if something was typed."),
    action="cancel",
    scope=FORMS,
)
TITLES: dict[str, str] = {
    "order": N_("Notes on order {number}"),
    "complaint": N_("Notes on complaint {number}"),
    "survey": N_("Notes on survey {number}"),
    "customer": N_("Notes on the customer {number}"),
}


class WordsDialog(FieldByField, DeskJobs, ModalScreen["str | None"]):
    """Dismisses with what was kept, as a sentence, or None.

    ``shown``: what stands in the title in place of the number, where not everybody may see it whole.
    """

    CSS_PATH = "words.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (SAVE, CANCEL)
    help_text = N_(
        "Enter goes on to the next field, Ctrl-↓ begins a new line. A note stays as it is written, with your name and "
        "the time; evidence is where it is kept: a recording's number, a letter, an address. No figure rests on it."
    )

    @dataclass
    class Read(Message):
        """What there is by now."""

        words: Words
        notes: Sequence[NoteLine]

    @dataclass
    class Kept(Message):
        """It is in the store."""

    def __init__(self, kind: str, number: str, *, shown: str = "") -> None:
        super().__init__(classes="form")
        self._kind, self._number, self._shown = kind, number, shown or number
        self._before: Words | None = None
        self.busy = False
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The fields, and the notes so far below them."""
        yield TitleLine(_(TITLES[self._kind]).format(number=self._shown), who_texts(self.desk_app.seat))
        with RowsInSight(classes="form-body"):
            if self._kind == "complaint":
                for name in ("said", "agreed"):
                    yield Field(name, form_fields.field_label("complaints", name), lines=True)
            yield Field("words", _("Note"), lines=True)
            yield Field("evidence", _("Evidence"), _("a link, or where the file is kept"))
            yield Static(id="notes-so-far")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what there is; type once it is there."""
        self._read()

    @store_job("preparing")
    def _read(self) -> Message:
        of_complaint = self._kind == "complaint"
        words = read_words(self.desk, self._number) if of_complaint else Words("", "")
        return self.Read(words, notes.notes_of(self.desk, self._kind, self._number))

    def on_words_dialog_read(self, event: Read) -> None:
        """Fill the fields, and begin in the note."""
        self._before = event.words
        if self._kind == "complaint":
            self.field("said").text, self.field("agreed").text = event.words.said, event.words.agreed
        self.query_one("#notes-so-far", Static).update(Content("\n".join(note_lines(event.notes))))
        self.field("words").control.focus()

    def field(self, name: str) -> Field:
        """The field of that name."""
        return self.query_one(f"#field-{name}", Field)

    def fields(self) -> Sequence[Field]:
        """Those of the dialog."""
        return list(self.query(Field))

    # --- Keeping -----------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        return {one.field_name: one.text.strip() for one in self.query(Field)}

    def _changed(self) -> bool:
        texts, before = self._texts(), self._before
        if before is None:
            return False
        was = {"said": before.said, "agreed": before.agreed}
        return any(text != was.get(name, "") for name, text in texts.items())

    def action_save(self) -> None:
        """Keep what was written."""
        if self.busy or self._before is None:
            return
        if not self._changed():
            self.dismiss(None)
            return
        texts = self._texts()
        if texts["evidence"] and not texts["words"]:
            self.field("words").set_fault(_("say what the evidence shows"))
            self.field("words").control.focus()
            return
        self.busy = True
        self._keep(texts, self._before)

    @store_job("keep")
    def _keep(self, texts: dict[str, str], before: Words) -> Message:
        if self._kind == "complaint":
            put_words(self.desk, self._number, before, Words(texts["said"], texts["agreed"]))
        if texts["words"]:
            notes.write(self.desk, self._kind, self._number, texts["words"], texts["evidence"])
        return self.Kept()

    def on_words_dialog_kept(self) -> None:
        """Leave."""
        self.dismiss(_("Written down: {number}.").format(number=self._shown))

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why; what was typed stays."""
        self.busy = False
        if group == "preparing":
            self.dismiss(None)
        super().job_failed(error, group)

    def action_cancel(self) -> None:
        """Leave; ask before anything typed is thrown away."""
        if not self.busy:
            leave_asking(self.app, lambda: self.dismiss(None), typed=self._changed())
