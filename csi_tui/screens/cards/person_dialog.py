"""Choose somebody who has a card in a month: typed, or marked among them, the same role first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.comparison import people_beside
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.desk.card_values import Card
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar


class PersonDialog(DeskJobs, ModalScreen["str | None"]):
    """Dismisses with the number of an employee, or None. What is typed narrows the list down; the first is marked."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="beside.choose",
            keys="f2,enter",
            label=N_("Choose"),
            help=N_("Take the person that is marked."),
            action="choose",
            scope=DIALOGS,
        ),
        Command(
            id="beside.down",
            keys="down",
            label=N_("Down"),
            help=N_("Mark the person below."),
            action="move(1)",
            scope=FORMS,
            footer=False,
        ),
        Command(
            id="beside.up",
            keys="up",
            label=N_("Up"),
            help=N_("Mark the person above."),
            action="move(-1)",
            scope=FORMS,
            footer=False,
        ),
        Command(
            id="beside.cancel",
            keys="escape,f10",
            label=N_("Cancel"),
            help=N_("Leave it as it is."),
            action="cancel",
            scope=DIALOGS,
        ),
    )

    @dataclass
    class Read(Message):
        """Who has a card."""

        people: Sequence[Card]

    def __init__(self, period: Period, beside: str) -> None:
        super().__init__(classes="dialog")
        self._period, self._beside = period, beside
        self._people: Sequence[Card] = ()
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The row to type into; the people below."""
        with Vertical(classes="dialog-box"):
            yield Static(
                Content(_("Beside whom? {month}").format(month=local_times.month_text(self._period))),
                classes="dialog-title",
            )
            yield Input(
                placeholder=_("number, name or team; or mark one below"),
                compact=True,
                max_length=40,
                id="month-typed",
            )
            yield OptionList(compact=True, classes="dialog-list")
            yield Static("", id="month-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read them; typing goes into the row at once."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._read()

    @store_job("people")
    def _read(self) -> Message:
        return self.Read(people_beside(self.desk, self._beside, self._period))

    def on_person_dialog_read(self, event: Read) -> None:
        """Show them."""
        self._people = event.people
        self._show()

    def on_input_changed(self) -> None:
        """Only those that fit."""
        self._show()

    def _show(self) -> None:
        typed = self.query_one(Input).value.strip().casefold()
        found = self.query_one(OptionList)
        found.clear_options()
        for one in self._people:
            if any(typed in text.casefold() for text in (one.employee_no, one.name, one.team)):
                line = f"{one.employee_no}  {one.name}  {role_name(one.role)}  {one.team}"
                found.add_option(Option(Content(line), id=one.employee_no))
        found.highlighted = 0 if found.option_count else None
        nobody = self._people and not found.option_count
        self.query_one("#month-hint", Static).update(_("Nobody with a card is called so.") if nobody else "")

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_choose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a person."""
        self.dismiss(event.option.id)

    def action_move(self, step: int) -> None:
        """Mark the person above or below."""
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            found.highlighted = max(0, min(found.option_count - 1, found.highlighted + step))

    def action_choose(self) -> None:
        """Leave with the person; stay where nobody is marked."""
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self.dismiss(found.get_option_at_index(found.highlighted).id)

    def action_cancel(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
