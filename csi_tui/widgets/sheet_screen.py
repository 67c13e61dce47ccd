"""A sheet over the whole screen: filled by column, looked over as a whole, kept in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk import drafts
from csi_tui.services.desk.form_faults import SheetInvalid
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.draft_offer import OffersDraft
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.sheet import Sheet, SheetColumn
from csi_tui.widgets.sheet_texts import Place, SheetTexts
from csi_tui.widgets.who import TitleLine, who_texts
from csi_tui.widgets.why_dialog import WhyDialog

PREPARING = "prepare"
SAVE = Command(
    id="sheet.save",
    keys="f2,ctrl+o",
    label=N_("Save"),
    help=N_("Look the whole sheet over, and keep it if nothing is wrong."),
    action="save",
    scope=FORMS,
)
UNDO = Command(
    id="sheet.undo",
    keys="f4,ctrl+z",
    label=N_("Undo"),
    help=N_("Take the last cell or paste back, step by step; nothing is kept before the sheet is saved."),
    action="undo",
    scope=FORMS,
)
REDO = Command(
    id="sheet.redo",
    keys="f6,ctrl+y",
    label=N_("Redo"),
    help=N_("Do again what was taken back."),
    action="redo",
    scope=FORMS,
)
ABOVE = Command(
    id="sheet.above",
    keys="ctrl+d",
    label=N_("As above"),
    help=N_("Take the text of the cell above, and go on down."),
    action="above",
    scope=FORMS,
)
EMPTY = Command(
    id="sheet.empty",
    keys="delete",
    label=N_("Empty"),
    help=N_("Empty the cell."),
    action="empty",
    scope=FORMS,
    footer=False,
)
NEXT_FAULT = Command(
    id="sheet.next",
    keys="f8",
    label=N_("Next fault"),
    help=N_("Go to the next cell in which something is wrong."),
    action="fault(1)",
    needs=N_("Nothing is wrong in the sheet."),
    scope=FORMS,
)
FAULT_BEFORE = Command(
    id="sheet.back",
    keys="f7",
    label=N_("Fault before"),
    help=N_("Go to the faulty cell before."),
    action="fault(-1)",
    needs=N_("Nothing is wrong in the sheet."),
    scope=FORMS,
    footer=False,
)
CANCEL = Command(
    id="sheet.cancel",
    keys="escape,f10",
    label=N_("Cancel"),
    help=N_(
        "Forget what is being typed into the cell; else leave the sheet, and ask before anything is lost."
    ),
    action="cancel",
    scope=FORMS,
)


@dataclass(frozen=True, slots=True)
class SheetStart:
    """How a sheet begins.

    Attributes:
        rows: the texts of its cells. ``locked``: cells of columns that are typed into, but not in these rows.
        stands: what the store has in a cell that is empty.
        note: what is to be known about the sheet, below its title.
    """

    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str]]
    locked: frozenset[Place] = frozenset()
    stands: Mapping[Place, str] = field(default_factory=dict)
    note: str = ""


class SheetScreen(OffersDraft, ModalScreen["str | None"]):
    """Dismisses with what was kept, in a sentence, or None. A subclass says what is in it and what keeps it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        SAVE,
        UNDO,
        REDO,
        ABOVE,
        NEXT_FAULT,
        FAULT_BEFORE,
        EMPTY,
        CANCEL,
    )
    draft_question = N_("A sheet broke off at {at}. Take it up again? F9 throws it away.")
    grows: ClassVar[bool] = False
    """Whether a paste may add rows."""

    @dataclass
    class Prepared(Message):
        """The sheet can be filled; ``draft``: what a lost terminal left of it."""

        start: SheetStart
        draft: drafts.Draft | None

    @dataclass
    class Kept(Message):
        """The service has taken it all."""

        text: str

    def __init__(self, draft_key: str) -> None:
        super().__init__(classes="form")
        self.own_key = draft_key
        self.busy = False
        self.ready = False
        self._reason = ""
        bind(self, self.desk_commands)

    # --- What a subclass gives ---------------------------------------------------------------------------------------

    def title_text(self) -> str:
        """What the sheet is."""
        raise NotImplementedError

    def prepare(self) -> SheetStart:
        """In a thread: how it begins."""
        raise NotImplementedError

    def keep(self, rows: Sequence[Sequence[str]], changed: Mapping[Place, str], reason: str) -> str:
        """In a thread: hand everything to the service; answers what was kept.

        Raises:
            SheetInvalid: with every fault.
            ReasonMissing: something stands there that is only replaced with a reason.
        """
        raise NotImplementedError

    # --- Showing -----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, note, sheet, what is to be said of the cell."""
        yield TitleLine(self.title_text(), who_texts(self.desk_app.seat))
        yield Static("", id="sheet-note")
        yield Sheet(id="sheet")
        yield Static("", id="sheet-cell")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what it begins with."""
        self.sheet.focus()
        self._prepare()

    @store_job(PREPARING)
    def _prepare(self) -> Message:
        return self.Prepared(self.prepare(), self.find_draft())

    def on_sheet_screen_prepared(self, event: Prepared) -> None:
        """Show it."""
        start = event.start
        self.ready = True
        typed = [column.typed for column in start.columns]
        texts = SheetTexts(start.rows, typed, start.locked, grows=self.grows)
        self.query_one("#sheet-note", Static).update(Content(start.note))
        self.sheet.fill(start.columns, texts, start.stands)
        self.offer(event.draft)

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Put them into their cells."""
        self.sheet.put_all(self._places(texts))

    def _cell_keys(self) -> dict[str, Place]:
        """The cells by what they are of: a row by what stands in it already, else by its place."""
        sheet = self.sheet
        found: dict[str, Place] = {}
        for at, texts in enumerate(sheet.texts.rows):
            fixed = [text for text, one in zip(texts, sheet.columns_, strict=True) if not one.typed]
            row = "\t".join(fixed) if fixed else str(at)
            found |= {f"{row}\t{one.id}": (at, place) for place, one in enumerate(sheet.columns_)}
        return found

    def _places(self, texts: Mapping[str, str]) -> dict[Place, str]:
        """Texts of a draft where they belong now; of rows that there are no more, none."""
        if self.grows:
            rows = [int(key.partition("\t")[0]) for key in texts]
            for _row in range(max(rows, default=0) + 1 - len(self.sheet.texts.rows)):
                self.sheet.texts.add_row()
        keys = self._cell_keys()
        return {
            keys[key]: text
            for key, text in texts.items()
            if key in keys and self.sheet.texts.takes(keys[key])
        }

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.query_one(Sheet)

    def on_sheet_moved(self, event: Sheet.Moved) -> None:
        """Say which cell it is, and what is wrong with it."""
        if self.ready:
            changed = self.sheet.texts.changed()
            keys = {place: key for key, place in self._cell_keys().items()} if changed else {}
            self.note_unsaved({keys[place]: text for place, text in changed.items()})
            self.query_one("#sheet-cell", Static).update(Content(self._of_cell(self.sheet.place)))
            self.refresh_bindings()

    def _of_cell(self, place: Place) -> str:
        sheet = self.sheet
        if not sheet.texts.rows:
            return _("Nothing is to be filled in here.")
        column = sheet.columns_[place[1]]
        row = " ".join(
            text
            for text, one in zip(sheet.texts.rows[place[0]], sheet.columns_, strict=True)
            if not one.typed
        )
        where = " · ".join(part for part in (row or str(place[0] + 1), column.full or column.label) if part)
        n = len(sheet.faults)
        if n:
            where += "   " + ngettext("{n} fault", "{n} faults", n).format(n=n)
        if place in sheet.faults:
            return f"{where}\n! {sheet.faults[place]}"
        if place in sheet.stands:
            return where + "\n" + _("entered: {text}").format(text=sheet.stands[place])
        return where

    def on_sheet_told(self, event: Sheet.Told) -> None:
        """Say why a cell or a paste was not taken."""
        self.desk_app.tell(event.text, warning=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Faults only where there are some."""
        if action == "fault":
            return self.ready and bool(self.sheet.faults)
        return True

    # --- Doing -------------------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last step back."""
        if not self.sheet.step_back():
            self.desk_app.tell(_("Nothing is left to be undone."))

    def action_redo(self) -> None:
        """Do it again."""
        self.sheet.step_back(again=True)

    def action_above(self) -> None:
        """Take the text of the cell above."""
        if self.ready:
            self.sheet.take_from_above()

    def action_empty(self) -> None:
        """Empty the cell."""
        if self.ready:
            self.sheet.clear_cell()

    def action_fault(self, step: int) -> None:
        """Go to the next fault, or to the one before."""
        self.sheet.settle()
        self.sheet.go_to_fault(step)

    def action_save(self) -> None:
        """Look everything over, and keep it."""
        if self.busy or not self.ready:
            return
        self.sheet.settle()
        changed = self.sheet.texts.changed()
        if not changed:
            self.desk_app.tell(_("Nothing is filled in."))
            return
        self.busy = True
        self._keep([list(row) for row in self.sheet.texts.rows], changed, self._reason)

    @store_job("keep")
    def _keep(self, rows: Sequence[Sequence[str]], changed: Mapping[Place, str], reason: str) -> Message:
        return self.Kept(self.keep(rows, changed, reason))

    def on_sheet_screen_kept(self, event: Kept) -> None:
        """All of it is in the store: leave."""
        self._leave(event.text)

    def _leave(self, text: str | None) -> None:
        self.nothing_unsaved(kept=text is not None)
        self.dismiss(text)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Bring what the service found back into the cells; ask for the reason where one is needed."""
        self.busy = False
        if group == PREPARING:
            self.dismiss(None)
            super().job_failed(error, group)
        elif isinstance(error, SheetInvalid):
            columns = [column.id for column in self.sheet.columns_]
            found: dict[Place, str] = {}
            for fault in error.faults:
                place = (fault.row, columns.index(fault.column))
                found[place] = "; ".join(filter(None, [found.get(place, ""), fault.reason]))
            self.sheet.show_faults(found)
        elif isinstance(error, ReasonMissing):
            self._ask_why(error.message)
        else:
            super().job_failed(error, group)

    def _ask_why(self, hint: str) -> None:
        def answered(reason: str | None) -> None:
            if reason is not None:
                self._reason = reason
                self.action_save()
                self._reason = ""

        self.app.push_screen(WhyDialog(_("Something else stands there: why is it replaced?"), hint), answered)

    def action_cancel(self) -> None:
        """Forget the letters of the cell; else leave, and ask before anything typed is thrown away."""
        if self.busy:
            return
        if self.sheet.is_typing:
            self.sheet.forget_typing()
            return
        leave_asking(self.app, lambda: self._leave(None), typed=bool(self.sheet.texts.changed()))
