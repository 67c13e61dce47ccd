"""Home: what is due at the desk, and where the months stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import show_period
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.complaints.marks import mark_of
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.desk.card_texts import milestone_name, state_name
from csi_tui.services.desk.durations import due_words
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.home.values import (
    AppealWaiting,
    DueLine,
    Home,
    HowMany,
    MonthLine,
    Proposal,
    UnfinishedOrder,
)
from csi_tui.widgets.cells import in_year
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Home")
NEW_ORDER = Command(
    id="home.order",
    keys="n,f2",
    label=N_("New order"),
    help=N_("Enter a work order."),
    action="new_order",
    scope=HERE,
)
NEW_COMPLAINT = Command(
    id="home.complaint",
    keys="c,f6",
    label=N_("New complaint"),
    help=N_("Register a complaint."),
    action="new_complaint",
    scope=HERE,
)
RELOAD = Command(
    id="home.reload", keys="r,f5", label=N_("Reload"), help=N_("Look again."), action="reload", scope=HERE
)
OPEN = Command(
    id="home.open",
    keys="enter",
    label=N_("Open"),
    help=N_("Open the line in its form; saving goes on to the next line of its heading."),
    action="open",
    scope=HERE,
)

STEPS: dict[str, str] = {
    "": N_("done"),
    "wait": N_("the month still runs"),
    "compute": N_("next: check and compute"),
    "publish": N_("next: publish"),
    "nobody": N_("nobody is assessed: see what is missing"),
    "window": N_("publication runs until {until}"),
    "freeze": N_("next: freeze"),
}


GROUPS: dict[str, tuple[str, str]] = {
    "overdue": ("complaints", "milestone"),
    "due": ("complaints", "milestone"),
    "waiting": ("complaints", ""),
    "appeals": ("appeals", ""),
    "own": ("appeals", ""),
    "confirm": ("appeals", ""),
    "unfinished": ("orders", "next"),
    "month": ("months", ""),
    "years": ("years", ""),
}
"""What stands under a heading → kind of its rows, and the field that is concerned."""


class HomeScreen(WorksThrough, AreaScreen):
    """One list of everything that waits; Enter opens a line, and what is saved leads to the next one."""

    place = "go.home"
    desk_commands: ClassVar[tuple[Command, ...]] = (NEW_ORDER, NEW_COMPLAINT, OPEN, RELOAD)
    CSS_PATH = "home.tcss"

    @dataclass
    class Looked(Message):
        """What is due has been read."""

        home: Home

    _group = ""
    """Under which heading the line stands that was opened."""
    first: Home | None = None
    """What was read before the store was open, and is shown until it is."""

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield OptionList(id="home-list", compact=True)

    def on_mount(self) -> None:
        """Look again every minute, so that the countdowns stay true."""
        self.set_interval(60, self._look_if_in_front)
        if self.first is not None:
            self.show_again(self.first)

    def _look_if_in_front(self) -> None:
        if self.is_current:
            self.reload()

    def reload(self) -> None:
        """Look again, as soon as the store is open."""
        if self.desk_app.is_open:
            self._look()

    @store_job(READING)
    def _look(self) -> Message:
        return self.Looked(self.read_again())

    def on_home_screen_looked(self, event: Looked) -> None:
        """Show it, with the cursor where it was."""
        self.show_again(event.home)

    # --- Working through ---------------------------------------------------------------------------------------------

    def read_again(self) -> Home:
        """What is due now, as much of it as there is room for."""
        from csi_tui.services.home.pages import home

        return home(self.desk, lines_of_each(self.app.size.height))

    def show_again(self, read: Home) -> None:
        """Show it, with the cursor where it was."""
        found = self.query_one(OptionList)
        marked = None if found.highlighted is None else found.get_option_at_index(found.highlighted).id
        found.clear_options()
        options = list(_options(read))
        found.add_options(options)
        ids = [option.id for option in options]
        if marked is not None and marked in ids:
            found.highlighted = ids.index(marked)
        else:
            found.highlighted = next(
                (place for place, option in enumerate(options) if not option.disabled), None
            )
        if self.focused is None:
            found.focus()

    def places(self) -> Sequence[RowPlace]:
        """The lines under the heading of the one that was opened."""
        kind, field = GROUPS[self._group]
        return [RowPlace(kind, number, field) for number in self._numbers()]

    def _numbers(self) -> list[str]:
        ids = [option.id or "" for option in self.query_one(OptionList).options]
        return [one.partition(":")[2] for one in ids if one.startswith(f"{self._group}:")]

    def mark(self, at: int) -> None:
        """Put the cursor on that line."""
        found = self.query_one(OptionList)
        found.highlighted = found.get_option_index(f"{self._group}:{self._numbers()[at]}")

    # --- Opening -----------------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        self._open(event.option.id or "")

    def action_open(self) -> None:
        """Enter, from the palette."""
        self.query_one(OptionList).action_select()

    def _open(self, what: str) -> None:
        group, _sign, number = what.partition(":")
        if not self.desk_app.is_open:
            # A click comes at once, where a key waits.
            return
        if group in GROUPS:
            self._group = group
            self.work_at(self._numbers().index(number))
        elif group == "clock":
            from csi_tui.widgets.clock_dialog import ClockDialog

            self.app.push_screen(ClockDialog(), self._clock_confirmed)
        elif group == "go":
            self.desk_app.go(number)

    def _clock_confirmed(self, confirmed: bool | None) -> None:
        if confirmed:
            self.reload()

    def action_new_order(self) -> None:
        """Enter a work order."""
        if not self.desk_app.is_open:
            return
        from csi_tui.screens.orders.order_form import OrderForm

        self.app.push_screen(OrderForm())

    def action_new_complaint(self) -> None:
        """Register a complaint."""
        if not self.desk_app.is_open:
            return
        from csi_tui.screens.complaints.form import ComplaintForm

        self.app.push_screen(ComplaintForm())


def lines_of_each(height: int) -> int:
    """How many lines under each heading there is room for on a terminal of so many lines."""
    return max(2, (height - 14) // 3)


def _options(home: Home) -> Iterator[Option]:
    if home.behind is not None:
        minutes = int(home.behind.total_seconds()) // 60
        text = ngettext(
            "! The machine's clock stands {n} minute behind: nothing can be entered.",
            "! The machine's clock stands {n} minutes behind: nothing can be entered.",
            minutes,
        ).format(n=minutes)
        yield Option(Content(text).stylize("bold"), id="clock:")
    for year in home.provisional:
        text = ngettext(
            "~ {n} limit rests on {year}, whose calendar is not known yet",
            "~ {n} limits rest on {year}, whose calendar is not known yet",
            year.complaints,
        ).format(n=year.complaints, year=year.year)
        yield Option(Content(text).stylize("bold"), id=f"years:{year.year}")
    yield _heading(_("Complaints overdue: {count}"), home.overdue_count)
    for line in home.overdue:
        yield Option(_complaint(line, home.now), id=f"overdue:{line.complaint_no}")
    yield _heading(_("Complaints due soon: {count}"), home.due_count)
    for line in home.due:
        yield Option(_complaint(line, home.now), id=f"due:{line.complaint_no}")
    if _more(home.overdue_count, home.overdue) or _more(home.due_count, home.due):
        yield Option(Content("   " + _("… all open complaints")), id="go:complaints")
    if home.waiting:
        yield _heading(_("Proposals that wait for a second person: {count}"), HowMany(len(home.waiting)))
        for one in home.waiting:
            yield Option(_proposal(one), id=f"waiting:{one.complaint_no}")
    this_year = home.now.year
    yield from _appeals(
        "appeals", _("Appeals that wait for you: {count}"), home.appeals, partial(_appeal, year=this_year)
    )
    yield from _appeals(
        "confirm",
        _("Appeals taken down, to be confirmed: {count}"),
        home.to_confirm,
        partial(_appeal, year=this_year),
    )
    yield from _appeals(
        "own", _("Your own appeals: {count}"), home.own_appeals, partial(_own_appeal, year=this_year)
    )
    yield _heading(_("Unfinished orders: {count}"), home.orders_count)
    for order in home.orders:
        yield Option(_order(order, this_year), id=f"unfinished:{order.order_no}")
    if _more(home.orders_count, home.orders):
        yield Option(Content("   " + _("… all work orders")), id="go:orders")
    yield Option(Content(_("Months")).stylize("bold underline"), disabled=True)
    for month in home.months:
        yield Option(_month(month, home.now), id=f"month:{month.period}")


def _appeals(
    group: str, heading: str, found: Sequence[AppealWaiting], line: Callable[[AppealWaiting], Text]
) -> Iterator[Option]:
    if found:
        yield _heading(heading, HowMany(len(found)))
        for one in found:
            yield Option(line(one), id=f"{group}:{one.number}")


def _more(there_are: HowMany, shown: Sequence[object]) -> bool:
    """Whether a list goes on beyond what is shown of it."""
    return there_are.more or there_are.count > len(shown)


def _heading(text: str, there_are: HowMany) -> Option:
    shown = there_are.shown if there_are.count else _("none")
    return Option(Content(text.format(count=shown)).stylize("bold underline"), disabled=True)


def _complaint(line: DueLine, now: datetime) -> Text:
    mark = mark_of(line)
    return _columns(
        (f"{mark:3}{line.complaint_no}", 20),
        (due_words(line.next_due_at, now, provisional=line.limit_provisional), 24),
        (milestone_name(line.step), 20),
        (line.handler or _("no handler"), 12),
    )


def _proposal(one: Proposal) -> Text:
    status = _("invalid") if one.status == "invalid" else _("valid")
    return _columns((f"?  {one.complaint_no}", 20), (status, 10), (one.proposed_by, 12), (one.reason, 34))


def _appeal(one: AppealWaiting, year: int) -> Text:
    until = in_year(one.due_at, year)
    if one.late:
        until = _("{until} (late)").format(until=until)
    mark = "!" if one.late else ""
    return _columns(
        (f"{mark:3}{one.number}", 20), (one.month, 10), (one.name, 12), (one.line_name, 18), (until, 16)
    )


def _own_appeal(one: AppealWaiting, year: int) -> Text:
    until = "" if one.to_carry_out else in_year(one.due_at, year)
    return _columns(
        (f"   {one.number}", 19), (one.month, 9), (one.line_name, 12), (one.state, 26), (until, 12)
    )


def _order(line: UnfinishedOrder, year: int) -> Text:
    return _columns(
        (f"   {line.order_no}", 20),
        (in_year(line.received_at, year), 13),
        (line.customer, 10),
        (line.product, 16),
        (line.technician or _("no technician"), 15),
    )


def _month(line: MonthLine, now: datetime) -> Text:
    assert now.tzinfo is not None
    until = "" if line.window_ends_at is None else show_instant(line.window_ends_at, now.tzinfo)
    return _columns(
        (f"   {show_period(line.period)}", 12),
        (state_name(line.state), 12),
        (_(STEPS[line.step]).format(until=until), 48),
    )


def _columns(*parts: tuple[str, int]) -> Text:
    """Texts in columns of so many cells, each cut off where its column ends."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for text, width in parts:
        cell = Text("".join(char if char.isprintable() else " " for char in text))
        cell.truncate(width - 1, overflow="ellipsis", pad=True)
        line.append_text(cell)
        line.append(" ")
    return line
