"""Forms: every fault at once beside its field, one immutable value at the end, nothing thrown away unasked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid, row_faults
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.desk.waits_on import said_of_row
from csi_tui.services.people.choices import choices, fitting_first
from csi_tui.services.people.doubts import Doubt, date_doubts, doubts, known_shapes
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.column import Column
from csi_tui.widgets.commands import FORMS, QUICK_LOG, Command, bind
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.draft_offer import OffersDraft
from csi_tui.widgets.field import REQUIRED, Field, FieldByField, Suggestion
from csi_tui.widgets.form_doubts import Asked
from csi_tui.widgets.form_start import Start
from csi_tui.widgets.in_sight import RowsInSight
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.who import TitleLine, who_texts
from csi_tui.widgets.why_dialog import WhyDialog

RowT = TypeVar("RowT", bound=form_fields.FormRow)

SAVE = Command(
    id="form.save",
    keys="f2,ctrl+o",
    label=N_("Save"),
    help=N_("Check everything and keep it."),
    action="save",
    scope=FORMS,
)
CANCEL = Command(
    id="form.cancel",
    keys="escape,f10",
    label=N_("Cancel"),
    help=N_("Leave without keeping; asks if something was typed."),
    action="cancel",
    scope=FORMS,
)

PREPARING = "preparing"


class FormScreen(FieldByField, OffersDraft, ModalScreen["RowT | None"], Generic[RowT]):
    """A form over the whole screen. A subclass says what it holds, how it begins and what keeps it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (SAVE, CANCEL, QUICK_LOG)
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The two fields between which it moves are painted anew by themselves; Textual paints the whole screen."""
    kind: str
    """Whose columns its fields are, and say what they are called and where they stand."""
    takes: str = ""
    """The right without which it is not opened; of a row that is there anybody opens it, to look."""

    @dataclass
    class Prepared(Message):
        """The form can be filled."""

        start: Start

    @dataclass
    class Kept(Message):
        """The service has taken the value."""

        row: form_fields.FormRow
        remarks: Sequence[str]

    @dataclass
    class Doubted(Message):
        """Dates of the value are strange; nothing is kept yet."""

        row: form_fields.FormRow
        found: Sequence[Doubt]

    def __init__(self, title: str, draft_key: str, *, first: str) -> None:
        super().__init__(classes="form")
        self.form_title, self.own_key, self._first = title, draft_key, first
        self.start = Start(texts={}, original=None, people=())
        self.busy = False
        self.reason = ""
        """Why, where the service asks for that: of an own figure."""
        self.remarks: Sequence[str] = ()
        """What the service said beside keeping the value."""
        self.ready = False
        """Whether the fields are there."""
        self._of_row = ""
        """What is said of the row as long as the form is open: what waits on it, and who may change it."""
        self._fields: list[Field] = []
        """Those of the form, from the top; each key asks all of them."""
        self._asked = Asked()
        self._columns = {column.id: column for column in form_fields.columns(self.kind)}
        bind(self, self.desk_commands)

    # --- What a subclass gives ---------------------------------------------------------------------------------------

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """In a thread: the texts to begin with, and the value that is changed (None: a new one)."""
        raise NotImplementedError

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """In a thread: call the service that keeps the value; answers it as it was kept."""
        raise NotImplementedError

    def before_keeping(self, row: form_fields.FormRow, go_on: Callable[[], None]) -> None:
        """Ask what has to be asked, then ``go_on``."""
        go_on()

    def beside(self) -> ComposeResult:
        """What stands beside the fields; nothing for most forms."""
        yield from ()

    def started(self) -> None:
        """The fields are filled."""

    def edited(self, field: Field) -> None:
        """A field changed."""

    # --- Filling -----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title and keys; the fields come once what stands in them is known."""
        yield TitleLine(self.form_title, who_texts(self.desk_app.seat))
        with Container(classes="form-frame"):
            yield RowsInSight(classes="form-body")
            yield from self.beside()
        yield Static(classes="form-notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to read what the form needs."""
        self._prepare()

    @store_job(PREPARING)
    def _prepare(self) -> Message:
        texts, original = self.prepare()
        if original is not None:
            self._of_row = "\n".join(said_of_row(self.desk, self.kind, original))
        people = choices(self.desk) if any(one.person for one in self._columns.values()) else ()
        draft, shapes = self.find_draft(), known_shapes(self.desk, self.kind)
        return self.Prepared(Start(texts=texts, original=original, people=people, draft=draft, shapes=shapes))

    async def on_form_screen_prepared(self, event: Prepared) -> None:
        """Put the fields in and offer the draft."""
        self.start = event.start
        widgets: list[Widget] = []
        for heading, columns in self.sections().items():
            widgets.append(Static(Content(_(heading)), classes="form-heading"))
            widgets.extend(self._field_of(column) for column in columns)
        self._fields = [widget for widget in widgets if isinstance(widget, Field)]
        await self.query_one(".form-body").mount_all(widgets)
        self.ready = True
        self.field(self._first).control.focus()
        self.show_notice("")
        self.started()
        self.offer(self.start.draft)

    def sections(self) -> Mapping[str, Sequence[Column]]:
        """The headings, marked for translation, each with the columns whose fields stand under it."""
        return form_fields.sections(self.kind)

    def label_of(self, column: Column) -> str:
        """What stands before a field."""
        return _(column.label)

    def hint_of(self, column: Column) -> str:
        """What stands beside an empty field; a form whose scheme has limits for it says those."""
        return _(column.hint) if column.hint else ""

    def _field_of(self, column: Column) -> Field:
        field = Field(
            column.id,
            self.label_of(column) + (REQUIRED if column.by_hand else ""),
            self.hint_of(column),
            self.start.texts.get(column.id, ""),
            lines=column.cell == "lines",
        )
        if column.person:
            field.suggest(
                [
                    Suggestion(one.number, one.text, one.called)
                    for one in fitting_first(self.start.people, column.roles)
                ]
            )
        else:
            field.suggest([Suggestion(label, label) for label in form_fields.choice_labels(column)])
        return field

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Put them into their fields."""
        for field in self._fields:
            if field.field_name in texts:
                field.take(texts[field.field_name])

    def show_notice(self, text: str) -> None:
        """Show a line that stays in sight wherever the form is scrolled to; none for an empty text."""
        notice = self.query_one(".form-notice", Static)
        text = "\n".join(one for one in (text, self._of_row) if one)
        notice.update(Content(text))
        notice.set_class(bool(text), "-shown")

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(field for field in self._fields if field.field_name == name)

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.field_name: field.text for field in self._fields}

    def changed_texts(self) -> dict[str, str]:
        """The texts that differ from what the form began with."""
        return self.start.changed(self.texts())

    # --- Moving ------------------------------------------------------------------------------------------------------

    def fields(self) -> Sequence[Field]:
        """Those of the form."""
        return self._fields

    def on_field_left(self, event: Field.Left) -> None:
        """Take the only one that fits what was typed; whom it does not name is said before the form is saved."""
        if self.ready and self.is_attached:
            self._settle(event.field)

    def _settle(self, field: Field) -> None:
        column = self._columns[field.field_name]
        if not field.text.strip():
            return
        try:
            self.start.value(column, field.text, self.desk.site.zone)
        except BadCell as bad:
            if not field.take_the_only_one() and column.person:
                field.set_fault(bad.reason)

    def on_field_edited(self, event: Field.Edited) -> None:
        """Remember what is unsaved, so that a hang-up can keep it."""
        changed = self.changed_texts()
        # Of a new entry all of it, the time it began with above all: taken up an hour later, it began then.
        self.note_unsaved(self.texts() if changed and self.start.original is None else changed)
        self.edited(event.field)

    def scroll_to_center(self, widget: Widget, animate: bool = True, **how: Any) -> None:
        """Scroll in the frame that shows the field with the cursor in it, and not in some after it."""
        super().scroll_to_center(widget, animate=False, **{**how, "immediate": True})

    # --- Saving ------------------------------------------------------------------------------------------------------

    def read(self) -> tuple[dict[str, Any], list[FieldFault]]:
        """Every field's value, and every fault."""
        values: dict[str, Any] = {}
        faults: list[FieldFault] = []
        for field in self._fields:
            try:
                column = self._columns[field.field_name]
                values[column.id] = self.start.value(column, field.text, self.desk.site.zone)
            except BadCell as bad:
                faults.append(FieldFault(field.field_name, bad.reason))
        return values, faults

    def action_save(self) -> None:
        """Check everything; keep it if nothing is wrong."""
        if self.busy or not self.ready:
            return
        for field in self._fields:
            # The cursor has not left the one that was typed into last.
            self._settle(field)
        values, faults = self.read()
        row = None if faults else form_fields.make_row(self.kind, values)
        if row is not None:
            faults = row_faults(row)
        if row is None or faults:
            self.show_faults(faults)
            return

        changed = self.changed_texts()

        def go_on() -> None:
            self.busy = True
            self._keep(row, changed)

        self.show_faults(())
        found = doubts(
            (self._columns[name] for name in changed), values, self.start.people, self.start.shapes
        )
        self._asked.ask(
            self.app,
            found,
            lambda: self.before_keeping(row, go_on),
            lambda name: self.field(name).control.focus(),
        )

    @store_job("keep")
    def _keep(self, row: form_fields.FormRow, changed: Collection[str]) -> Message:
        if found := self._asked.new(date_doubts(self.desk, self.kind, row, changed)):
            return self.Doubted(row, found)
        return self.Kept(self.keep(row), self.remarks)

    def on_form_screen_doubted(self, event: Doubted) -> None:
        """Ask about the dates; whoever says that they are right keeps the value."""

        def go_on() -> None:
            self.busy = True
            self._keep(event.row, self.changed_texts())

        self.busy = False
        self._asked.ask(self.app, event.found, go_on, lambda name: self.field(name).control.focus())

    def on_form_screen_kept(self, event: Kept) -> None:
        """The value is in the store: leave with it."""
        for remark in event.remarks:
            self.desk_app.tell(remark)
        self._leave(event.row)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Bring what the service found back beside the fields; leave the form open."""
        self.busy = False
        if group == PREPARING:
            # Nothing can be typed into a form that has no fields.
            self.dismiss(None)
            super().job_failed(error, group)
        elif isinstance(error, FormInvalid):
            self.show_faults(error.faults)
        elif isinstance(error, ReasonMissing):
            self._ask_why(error.message)
        elif isinstance(error, Waits):
            # It is kept, though not yet done.
            self.desk_app.tell(error.at_desk, warning=True)
            self.nothing_unsaved(kept=True)
            self.dismiss(None)
        else:
            super().job_failed(error, group)

    def _ask_why(self, hint: str) -> None:
        def answered(reason: str | None) -> None:
            if reason is not None:
                self.reason = reason
                self.action_save()

        self.app.push_screen(WhyDialog(_("Why is that entered?"), hint), answered)

    def show_theirs(self, texts: Mapping[str, str], row: form_fields.FormRow) -> None:
        """Begin anew from what another desk kept meanwhile.

        A field that only they changed takes their text; where both did, the own text stays and theirs is beside it.
        """
        faults = []
        for field in self._fields:
            name = field.field_name
            own, before, theirs = (
                text.strip() for text in (field.text, self.start.texts.get(name, ""), texts.get(name, ""))
            )
            if theirs in (own, before):
                continue
            if own == before:
                field.take(theirs)
                faults.append(FieldFault(name, _("changed at the other desk")))
            else:
                faults.append(
                    FieldFault(name, _("the other desk has: {text}").format(text=theirs or _("nothing")))
                )
        self.start = replace(self.start, texts=texts, original=row)
        self.show_faults(faults)

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Show every fault beside its field and go to the first one."""
        reasons: dict[str, list[str]] = {}
        for fault in faults:
            reasons.setdefault(fault.field, []).append(fault.reason)
        faulty = []
        for field in self._fields:
            field.set_fault("; ".join(reasons.pop(field.field_name, ())))
            if field.fault:
                faulty.append(field)
        if faulty:
            self.go_to(*faulty)
        if reasons:
            self.desk_app.tell(
                "; ".join(reason for found in reasons.values() for reason in found), warning=True
            )

    def go_to(self, first: Field, *others: Field) -> None:
        """Put the cursor into a field; what else is in question is in sight with it, as far as there is room."""
        self.query_one(RowsInSight).show_together(first, others)
        first.control.focus()

    # --- Leaving -----------------------------------------------------------------------------------------------------

    def action_cancel(self) -> None:
        """Leave; ask before anything typed is thrown away."""
        if not self.busy:
            leave_asking(self.app, lambda: self._leave(None), typed=bool(self.changed_texts()))

    def _leave(self, row: Any) -> None:
        self.nothing_unsaved(kept=row is not None)
        self.dismiss(row)
