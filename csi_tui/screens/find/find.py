"""Anything by a few words of it, from anywhere: type, and Enter opens the first line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.coordinate import Coordinate
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from csi_tui.i18n import N_, _
from csi_tui.screens.appeals.appeal import AppealScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.elsewhere import Elsewhere
from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.services.desk.month_names import read_typed_month
from csi_tui.services.find import pages
from csi_tui.services.find.pages import Hit
from csi_tui.services.find.text import kind_name
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL
from csi_tui.widgets.jobs import READING, DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.line_input import LineInput
from csi_tui.widgets.rows import RowTable
from csi_tui.widgets.who import WhoLine, who_texts

PLACES = frozenset({"person", "month", "command"})
"""What leads to another place, for which a form that is open would have to be left."""

OPEN = Command(
    id="find.open",
    keys="f2,enter",
    label=N_("Open"),
    help=N_("Open what the cursor is on."),
    action="open",
    scope=FORMS,
)
DOWN = Command(
    id="find.down",
    keys="down",
    label=N_("Down"),
    help=N_("Next line."),
    action="move(1)",
    scope=FORMS,
    footer=False,
)
UP = Command(
    id="find.up",
    keys="up",
    label=N_("Up"),
    help=N_("Line before."),
    action="move(-1)",
    scope=FORMS,
    footer=False,
)


class FindScreen(DeskJobs, ModalScreen[None]):
    """Looks while one types; what it opened lies over it, so that Escape leads back to what was found."""

    CSS_PATH = "find.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, DOWN, UP, CANCEL)
    help_text = N_(
        "Each word is looked for in numbers, phone and serial numbers, names and products, in what customers say, what "
        "was agreed, faults and notes: any part of them, the last digits, in any order. Letters find Chinese names by "
        "their pinyin, or its initials. A single letter or digit, or two digits, only narrow what other words find."
    )

    @dataclass
    class Found(Message):
        """What was typed has been looked for."""

        hits: Sequence[Hit]

    def __init__(
        self,
        commands: Sequence[tuple[DOMNode, Command]],
        others: Sequence[Elsewhere] = (),
        *,
        over_form: bool,
    ) -> None:
        """``commands``: those of the screen it was called from, ``others``: those of other screens; ``over_form``: a
        form is open there, and stays."""
        super().__init__(classes="form -who-below")
        self.hits: list[Hit] = []
        self._commands = () if over_form else tuple(commands)
        self._others = () if over_form else tuple(others)
        self._but_not = PLACES if over_form else frozenset()
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Horizontal(classes="list-head"):
            yield Static(Content(_("Find")), id="find-title")
            yield LineInput(
                placeholder=_("last digits, part of a number, name or text, pinyin"), compact=True
            )
        yield RowTable(zebra_stripes=True)
        yield Static(classes="list-empty")
        yield WhoLine(who_texts(self.desk_app.seat))
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(RowTable).can_focus = False
        self.query_one(Input).focus()
        self._show()

    def on_screen_resume(self) -> None:
        """What was opened may have changed something."""
        if self.query(Input) and self._typed:
            self._find(self._typed)

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    def on_input_changed(self) -> None:
        """Look for what was typed once the typing pauses."""
        self.look_up_later(self._look)

    def _look(self) -> None:
        self._find(self._typed)

    @store_job(READING)
    def _find(self, text: str) -> Message:
        found = [hit for hit in pages.find(self.desk, text) if hit.kind not in self._but_not]
        return self.Found([*found, *self._commands_of(text)])

    def _commands_of(self, text: str) -> list[Hit]:
        return [
            Hit(kind="command", number=command.id, what=_(command.label), about=_(command.help))
            for _node, command in self._commands
            if pages.names_it(text, _(command.label), _(command.help), command.words)
        ] + [
            Hit(kind="command", number=f"{place}@{one.place.id}", what=_(one.command.label), about=one.where)
            for place, one in enumerate(self._others)
            if pages.names_it(text, _(one.command.label), _(one.command.help), one.command.words)
        ]

    def on_find_screen_found(self, event: Found) -> None:
        """Show what was found, the cursor on the first line of something new."""
        same = [hit.number for hit in event.hits] == [hit.number for hit in self.hits]
        row = self.query_one(RowTable).cursor_row if same else 0
        self.hits = list(event.hits)
        self._show(row)

    def on_resize(self) -> None:
        """Fill the width there is."""
        self._show(self.query_one(RowTable).cursor_row)

    def _show(self, row: int = 0) -> None:
        table = self.query_one(RowTable)
        table.clear(columns=True)
        table.add_fitting((_("Kind"), 9), (_("No."), 15), (_("Who or what"), 22), (_("More"), 20))
        for hit in self.hits:
            number = self._keys_of(hit.number) if hit.kind == "command" else hit.number
            table.add_row(cell(kind_name(hit.kind)), cell(number), cell(hit.what), cell(hit.about))
        if self.hits:
            table.cursor_coordinate = Coordinate(min(row, len(self.hits) - 1), 0)
        empty = self.query_one(".list-empty", Static)
        empty.display = not self.hits
        empty.update(Content(_("Nothing found.") if self._typed else _("Type what you have; Enter opens.")))

    def _keys_of(self, id_: str) -> str:
        if (other := self._other(id_)) is not None:
            return " ".join(other.command.key_names)
        return next(" ".join(one.key_names) for _node, one in self._commands if one.id == id_)

    # --- Opening -----------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next line, or to the one before."""
        table = self.query_one(RowTable)
        (table.action_cursor_down if step > 0 else table.action_cursor_up)()

    def on_data_table_row_selected(self) -> None:
        """A click on a line."""
        self.action_open()

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_open()

    def action_open(self) -> None:
        """Open what the cursor is on."""
        row = self.query_one(RowTable).cursor_row
        if not 0 <= row < len(self.hits):
            return
        hit = self.hits[row]
        match hit.kind:
            case "order":
                self.app.push_screen(OrderForm(hit.number), self._kept)
            case "complaint":
                self.app.push_screen(ComplaintScreen(hit.number))
            case "appeal":
                self.app.push_screen(AppealScreen(hit.number))
            case "customer" | "product" if hit.subject is not None:
                self.app.push_screen(CustomerScreen(hit.subject))
            case "person":
                self._go_to_person(hit.number)
            case "month":
                self._go_to_month(hit.number)
            case "command":
                self._give(hit.number)

    def _kept(self, row: OrderRow | None) -> None:
        if row is not None:
            self.desk_app.tell(_("Order {number} is kept.").format(number=row.order_no))

    def _go_to_person(self, number: str) -> None:
        from csi_tui.screens.people.people import PeopleScreen

        screen = self.desk_app.go("people")
        assert isinstance(screen, PeopleScreen)
        screen.point_at(number)

    def _go_to_month(self, month: str) -> None:
        from csi_tui.screens.close.month_close import CloseScreen

        screen = self.desk_app.go("close")
        assert isinstance(screen, CloseScreen)
        screen.show_month(read_typed_month(month))

    def _other(self, id_: str) -> Elsewhere | None:
        """The command of another screen that a line stands for."""
        place, at, _leads = id_.partition("@")
        return self._others[int(place)] if at else None

    def _give(self, id_: str) -> None:
        if (other := self._other(id_)) is not None:
            other.go(self.desk_app)
            return
        node, command = next(one for one in self._commands if one[1].id == id_)
        self.dismiss()
        self.app.call_later(self.app.run_action, command.action, node)

    def action_cancel(self) -> None:
        """Leave it."""
        self.dismiss()
