"""Say who handles a complaint: number or name, Enter; or (F6) that the handler was entered wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.services.complaints import handlers
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.sentences import together
from csi_tui.services.people.choices import Choice, choices, fitting_first
from csi_tui.services.people.doubts import Doubt, other_role
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.field import REQUIRED, Field, Suggestion
from csi_tui.widgets.form_doubts import Asked
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar

ASSIGN = Command(
    id="handler.assign",
    keys="f2,enter,ctrl+o",
    label=N_("Assign"),
    help=N_("Give the complaint to the person in the field."),
    action="assign",
    scope=FORMS,
)
CORRECT = Command(
    id="handler.correct",
    keys="f6,ctrl+k",
    label=N_("Correct"),
    help=N_(
        "The handler was entered wrongly: the person in the field has held it all the time. Needs a reason."
    ),
    action="correct",
    scope=FORMS,
)
CANCEL = Command(
    id="handler.cancel",
    keys="escape,f10",
    label=N_("Cancel"),
    help=N_("Leave the complaint with its handler."),
    action="cancel",
    scope=FORMS,
)


HANDLERS = next(one.roles for one in form_fields.columns("complaints") if one.id == "handler_no")


class HandlerDialog(DeskJobs, ModalScreen["str | None"]):
    """Dismisses with who handles the complaint now, as a sentence, or None when nothing was changed."""

    takes = "enter"

    CSS_PATH = "handler.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (ASSIGN, CORRECT, CANCEL)

    @dataclass
    class Known(Message):
        """Who can be chosen."""

        people: Sequence[Choice]

    @dataclass
    class Assigned(Message):
        """The complaint has its handler in the store."""

        number: str
        remarks: Sequence[str]

    def __init__(self, line: ComplaintLine) -> None:
        super().__init__(classes="dialog")
        self._line = line
        self._names: Sequence[tuple[str, str]] | None = None
        self._people: Sequence[Choice] = ()
        self._asked = Asked()
        self.busy = False
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Which complaint, whose it is, and the field."""
        line = self._line
        with Vertical(classes="dialog-box"):
            title = _("{number}: who handles it").format(number=line.complaint_no)
            yield Static(Content(title), classes="dialog-title")
            about = _("{customer}, received {received}, handler {handler}").format(
                customer=line.customer or "-",
                received=long_time(line.received_at),
                handler=line.handler or "-",
            )
            yield Static(Content(about))
            label = form_fields.field_label("complaints", "handler_no") + REQUIRED
            yield Field("handler_no", label, _("number or name"))
            yield Field("reason", _("Why"), _("a handover: free; a correction (F6): needed"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once; the choices come as soon as they are read."""
        self.field.control.focus()
        self._read_names()

    @property
    def field(self) -> Field:
        """The field of the handler."""
        return self.query_one("#field-handler_no", Field)

    @property
    def reason(self) -> Field:
        """The field of the reason."""
        return self.query_one("#field-reason", Field)

    @store_job("names")
    def _read_names(self) -> Message:
        return self.Known(choices(self.desk))

    def on_handler_dialog_known(self, event: Known) -> None:
        """Offer the choices."""
        self._people = event.people
        self._names = [(one.number, one.name) for one in event.people]
        self.field.suggest(
            [Suggestion(one.number, one.text, one.called) for one in fitting_first(event.people, HANDLERS)]
        )

    def on_field_left(self, event: Field.Left) -> None:
        """Take the only one who fits what was typed; say at once where nobody or more than one does."""
        if event.field is not self.field or self._names is None or not self.is_attached:
            return
        try:
            form_fields.person_number(self.field.text, self._names)
        except BadCell as bad:
            if not self.field.take_the_only_one():
                self.field.set_fault(bad.reason)

    def on_field_entered(self) -> None:
        """Enter in the field."""
        self.action_assign()

    def action_assign(self) -> None:
        """Assign the complaint to the person in the field; the suggestion that is marked counts as typed."""
        self._give(correction=False)

    def action_correct(self) -> None:
        """Say that the person in the field has held the complaint all the time."""
        self._give(correction=True)

    def _give(self, *, correction: bool) -> None:
        if self.busy or self._names is None:
            return
        # A suggestion counts as typed where it is the only one, or was gone to; else the text has to name one person.
        self.field.accept_if_meant()
        try:
            number = form_fields.person_number(self.field.text, self._names)
            if number is None:
                raise BadCell(_("is needed"))
        except BadCell as bad:
            self.field.set_fault(bad.reason)
            return
        reason = self.reason.text.strip()
        self.reason.set_fault("" if reason or not correction else _("is needed"))
        if self.reason.fault:
            self.reason.control.focus()
            return
        other = other_role(HANDLERS, number, self._people)

        def go_on() -> None:
            self.busy = True
            self._assign(number, reason, correction)

        found = [Doubt("handler_no", other)] if other else []
        self._asked.ask(self.app, found, go_on, lambda _field: self.field.control.focus())

    @store_job("assign")
    def _assign(self, number: str, reason: str, correction: bool) -> Message:
        if correction:
            remarks = handlers.correct_handler(self.desk, self._line.complaint_no, number, reason)
        else:
            remarks = handlers.assign(self.desk, self._line.complaint_no, number, reason)
        return self.Assigned(number, remarks)

    def on_handler_dialog_assigned(self, event: Assigned) -> None:
        """Leave with who it is."""
        name = f"{event.number} {dict(self._names or ())[event.number]}"
        said = _("{handler} handles {number} now.").format(handler=name, number=self._line.complaint_no)
        self.dismiss(together(said, *event.remarks))

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why; the dialog stays open."""
        self.busy = False
        super().job_failed(error, group)

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        if not self.busy:
            self.dismiss(None)
