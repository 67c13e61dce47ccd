"""A dialog of a few rows that ends in one use case: texts are read, a job runs, a failure is told in the dialog."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import UserError
from csi_tui.services.people.choices import Choice, choices, fitting_first
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.file_names import CannotWrite
from csi_tui.services.tabular.untrusted_text import BadText, storable
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.field import REQUIRED, Field, Suggestion
from csi_tui.widgets.in_sight import RowsInSight
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.line_input import LineInput

ResultT = TypeVar("ResultT")

LONG_TEXT = 6
"""Characters from which on leaving asks first: a reason in Chinese is short."""
LONGEST_TOLD_HERE = 200
"""Characters of a refusal that is told under the rows."""
PEOPLE = "people"
TOLD_HERE = (UserError, ReasonMissing, CannotWrite)
"""Refusals that are told under the rows."""
DO = Command(
    id="entry.do",
    keys="f2,enter,ctrl+o",
    label=N_("Do it"),
    help=N_("Do what the dialog says."),
    action="do",
    scope=FORMS,
)
CANCEL = Command(
    id="entry.cancel",
    keys="escape,f10",
    label=N_("Cancel"),
    help=N_("Leave everything as it is."),
    action="cancel",
    scope=FORMS,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row to type into: ``id``, its label, what stands in it at first."""

    id: str
    label: str
    value: str = ""
    limit: int = 500


@dataclass(frozen=True, slots=True)
class PersonRow(Row):
    """A row that names somebody; ``roles``: of those who are offered first."""

    roles: Collection[str] = ()


class RowTexts(dict[str, str]):
    """What stands in the rows, and which of them was looked at last: a text that cannot be read is that one's."""

    last = ""

    def __getitem__(self, row: str) -> str:
        self.last = row
        return super().__getitem__(row)


class RowInput(LineInput):
    """A row that the arrows lead out of, as from a field of a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False),
        Binding("up", "screen.walk(-1)", show=False),
    ]


class Choices(OptionList):
    """Choices that the arrow down leads out of, to the first row, where there is one."""

    def action_cursor_down(self) -> None:
        """Go on; behind the last choice stand the rows."""
        if self.highlighted == self.option_count - 1 and self.screen.query(RowInput):
            self.screen.query(RowInput).first().focus()
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go back, as far as the first one where rows stand below."""
        if self.highlighted != 0 or not self.screen.query(RowInput):
            super().action_cursor_up()


class EntryDialog(DeskJobs, ModalScreen["ResultT | None"], Generic[ResultT]):
    """Dismisses with what the use case answered, or None when nothing was done.

    A subclass says what stands in it, reads the texts into a value, and carries the value out.
    """

    desk_commands: ClassVar[tuple[Command, ...]] = (DO, CANCEL)
    enter_goes_on: ClassVar[bool] = False
    """Enter in a row goes on to the next one, whether it has to be filled in or not."""
    chooses: ClassVar[bool] = True
    """The first choice is chosen from the start."""
    offers_at_once: ClassVar[bool] = False
    """Whoever can be named is offered before anything is typed."""

    takes: ClassVar[str] = ""
    """The right without which it is not opened: nobody fills in what is refused in the end. Empty where that hangs on
    more than the role."""

    @dataclass
    class Done(Message):
        """The use case has ended well."""

        result: Any

    @dataclass
    class Known(Message):
        """Who can be named."""

        people: Sequence[Choice]

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self.busy = False
        self.people: Sequence[Choice] | None = None
        """Whom a row can name; None where none does, and until they are read."""
        bind(self, self.desk_commands)

    # --- What a subclass gives ---------------------------------------------------------------------------------------

    def title_text(self) -> str:
        """What is about to be done."""
        raise NotImplementedError

    def about(self) -> str:
        """What it is done to; may be empty."""
        return ""

    def choices(self) -> Sequence[tuple[str, str]]:
        """Ids and labels to choose one of; none where there is nothing to choose."""
        return ()

    def first_choice(self) -> int:
        """Place of the choice that is chosen from the start."""
        return 0

    def rows(self) -> Sequence[Row]:
        """The rows to type into."""
        raise NotImplementedError

    def first_row(self) -> Input:
        """The row in which to begin, where nothing is to be chosen."""
        return self.query(Input).first()

    def hint(self) -> str:
        """How to fill them in; may be empty."""
        return ""

    def choose_from(self) -> Sequence[Choice]:
        """In a thread: whom a row can name."""
        return choices(self.desk)

    def read(self, texts: Mapping[str, str], choice: str) -> Any:
        """The value of what was typed and chosen.

        Raises:
            BadCell: with the reason.
        """
        raise NotImplementedError

    def carry_out(self, value: Any) -> ResultT:
        """In a thread: call the service."""
        raise NotImplementedError

    # --- The dialog --------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, what it is about, choices, rows, hint."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self.title_text()), classes="entry-title")
            if self.about():
                yield Static(Content(self.about()), classes="entry-about")
            if self.choices():
                yield Choices(
                    *(Option(Content(label), id=choice) for choice, label in self.choices()),
                    id="entry-choices",
                    compact=True,
                )
            with RowsInSight(classes="entry-rows"):
                for row in self.rows():
                    if isinstance(row, PersonRow):
                        yield self._person_row(row)
                        continue
                    with Horizontal(classes="entry-row"):
                        yield Static(Content(self._label_of(row)), classes="entry-label")
                        yield RowInput(
                            value=row.value, id=f"entry-{row.id}", compact=True, max_length=row.limit
                        )
            yield Static(Content(self.hint()), id="entry-hint")
        yield KeyBar()

    def _label_of(self, row: Row) -> str:
        return row.label + (REQUIRED if self.needs(f"entry-{row.id}") else "")

    def help_of_rows(self) -> str:
        """What the dialog is about and what is filled in, for its help."""
        labels = _(", ").join(self._label_of(row) for row in self.rows())
        filled = _("To fill in: {labels} (* is needed).").format(labels=labels) if labels else ""
        return "\n".join(part for part in (self.title_text(), self.about(), filled, self.hint()) if part)

    def _person_row(self, row: PersonRow) -> Field:
        field = Field(row.id, self._label_of(row), text=row.value)
        field.control.id = f"entry-{row.id}"
        return field

    @store_job(PEOPLE)
    def _read_people(self) -> Message:
        return self.Known(self.choose_from())

    def on_entry_dialog_known(self, event: Known) -> None:
        """Offer them by any part of number, name, role and team."""
        self.people = event.people
        for row in self.rows():
            if isinstance(row, PersonRow):
                field = self.query_one(f"#field-{row.id}", Field)
                field.suggest(
                    [
                        Suggestion(one.number, one.text, one.called)
                        for one in fitting_first(event.people, row.roles)
                    ]
                )
                if self.offers_at_once:
                    field.open()

    def person_of(self, text: str) -> str:
        """The number of whoever a row names.

        Raises:
            BadCell: nobody is named, nobody is called so, or more than one is.
        """
        names = [(one.number, one.name) for one in self.people or ()]
        number = form_fields.person_number(text, names)
        return needed(number or "")

    def on_mount(self) -> None:
        """Begin where something is to be chosen, else in the first row, whose text the first key replaces."""
        if any(isinstance(row, PersonRow) for row in self.rows()):
            self._read_people()
        if self.choices():
            found = self.query_one("#entry-choices", OptionList)
            found.highlighted = self.first_choice() if self.chooses else None
            found.focus()
            return
        first = self.first_row()
        first.focus()
        first.select_all()

    @property
    def choice(self) -> str:
        """The id of what is chosen; empty where there is nothing to choose."""
        for found in self.query("#entry-choices").results(OptionList):
            if found.highlighted is not None:
                return found.get_option_at_index(found.highlighted).id or ""
        return ""

    def texts(self) -> dict[str, str]:
        """What stands in the rows."""
        return {row.id: self.query_one(f"#entry-{row.id}", Input).value.strip() for row in self.rows()}

    def on_option_list_option_selected(self) -> None:
        """Enter on a choice goes on to the first row that it needs; without one, it does it."""
        rows = [row for row in self.query(Input) if self.needs(row.id or "")]
        if rows:
            rows[0].focus()
        else:
            self.action_do()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a row."""
        self._go_on_from(event.input)

    def on_field_entered(self, event: Field.Entered) -> None:
        """Enter in a row that names somebody."""
        self._go_on_from(self.query_one(f"#entry-{event.field.field_name}", Input))

    def on_field_moved(self, event: Field.Moved) -> None:
        """An arrow leaves a row that names somebody."""
        (self.focus_next if event.step > 0 else self.focus_previous)()

    def on_field_left(self, event: Field.Left) -> None:
        """Take the only one who fits what was typed; say at once where nobody or more than one does."""
        field = event.field
        if self.people is None or not field.text.strip() or not self.is_attached:
            return
        try:
            self.person_of(field.text)
        except BadCell as bad:
            if not field.take_the_only_one():
                field.set_fault(bad.reason)

    def _go_on_from(self, entered: Input) -> None:
        """Go on to the next row that is empty and needed; without one, do it."""
        rows = list(self.query(Input))
        for row in rows[rows.index(entered) + 1 :]:
            if not row.value.strip() and (self.enter_goes_on or self.needs(row.id or "")):
                row.focus()
                return
        self.action_do()

    def action_walk(self, step: int) -> None:
        """Go to the row above or below; from the first one up to the choices, where something is to be chosen."""
        rows = list(self.query(RowInput))
        here = next((place for place, row in enumerate(rows) if row.has_focus), None)
        if here is None:
            return
        if 0 <= here + step < len(rows):
            rows[here + step].focus()
        elif step < 0 and self.query(Choices):
            self.query(Choices).first().focus()

    def needs(self, row_id: str) -> bool:
        """Whether a row has to be filled in: it is marked so, and Enter goes on to it."""
        return True

    def action_do(self) -> None:
        """Read what was typed; carry it out if it can be."""
        fields = self.query(Field)
        if self.busy or (fields and self.people is None):
            return
        for field in fields:
            # What is marked in its list counts as typed where it is the only one, or was gone to.
            field.accept_if_meant()
        texts = RowTexts()
        try:
            for texts.last, text in self.texts().items():
                texts[texts.last] = storable(text)
            texts.last = ""
            value = self.read(texts, self.choice)
        except (BadCell, BadText) as bad:
            self.show_faults([FieldFault(texts.last, bad.reason)])
            return
        except UserError as refused:
            # What reads a day for commands as well refuses it so; outside of a job that would end the program.
            self.show_faults([FieldFault(texts.last, refused.at_desk)])
            return
        self.before(value)

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Say what is wrong, each fault behind its row's label, and go to the first of these rows."""
        labels = {row.id: row.label for row in self.rows()}
        said = [
            _("{name}: {reason}").format(name=labels[one.field], reason=one.reason)
            if one.field in labels
            else one.reason
            for one in faults
        ]
        self.say(_("; ").join(said))
        for one in faults:
            if one.field in labels:
                self.go_to(one.field)
                break

    def go_to(self, row_id: str) -> None:
        """Put the cursor into a row."""
        self.query_one(f"#entry-{row_id}", Input).focus()

    def before(self, value: Any) -> None:
        """Ask what has to be asked, then :meth:`go`."""
        self.go(value)

    def go(self, value: Any) -> None:
        """Carry it out."""
        self.busy = True
        self._carry_out(value)

    def say(self, reason: str) -> None:
        """Say what is wrong with what was typed."""
        # What is told comes before what was chosen: choices and rows scroll in the room that is left.
        self.add_class("-told")
        self.query_one("#entry-hint", Static).update(Content(f"! {reason}"))

    @store_job("entry")
    def _carry_out(self, value: Any) -> Message:
        return self.Done(self.carry_out(value))

    def on_entry_dialog_done(self, event: Done) -> None:
        """Leave with the answer."""
        self.dismiss(event.result)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why; the dialog stays open. A long text, or one of another kind, gets a box of its own."""
        self.busy = False
        if group == PEOPLE:
            # Nobody can be named in it.
            self.dismiss(None)
            super().job_failed(error, group)
            return
        if isinstance(error, Waits):
            # It is kept, though not yet done.
            self.desk_app.tell(error.at_desk, warning=True)
            self.dismiss(None)
            return
        if group == "entry" and isinstance(error, FormInvalid):
            self.show_faults(error.faults)
            return
        text = error.at_desk if isinstance(error, UserError) else str(error)
        if (
            group == "entry"
            and type(error) in TOLD_HERE
            and len(text) <= LONGEST_TOLD_HERE
            and "\n" not in text
        ):
            self.say(text)
        else:
            super().job_failed(error, group)

    def action_cancel(self) -> None:
        """Leave everything as it is; a text of some length is not thrown away by one reflex."""
        if not self.busy:
            leave_asking(self.app, lambda: self.dismiss(None), typed=self._typed() >= LONG_TEXT)

    def _typed(self) -> int:
        """Characters that stand in the rows and did not stand there at first."""
        texts = self.texts()
        return sum(len(texts[row.id]) for row in self.rows() if texts[row.id] != row.value.strip())


class ReasonOnly:
    """Mixed into dialogs that take nothing but a reason."""

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("reason", _("Why")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """Why."""
        return needed(texts["reason"])


def needed(text: str) -> str:
    """A text that must be there.

    Raises:
        BadCell: it is empty.
    """
    if not text:
        raise BadCell(_("is needed"))
    return text
