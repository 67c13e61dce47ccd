"""Complaints: the open ones by next due time, or all; a milestone is a key and Enter away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _
from csi_tui.screens.beside import ListAndDetail
from csi_tui.screens.complaints.commands import (
    ALL,
    CHAT,
    CONTACTED,
    DETAILS,
    HANDLER,
    NEW,
    NEXT_STEP,
    PLANNED,
    RESOLVED,
)
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.marks import mark_of
from csi_tui.screens.complaints.milestone import MilestoneDialog, logged_text
from csi_tui.screens.complaints.several import HandlersDialog
from csi_tui.screens.glance.chat import ChatDialog
from csi_tui.screens.list_commands import BACK, FILTER, GRID, NEXT, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.places import FIND
from csi_tui.screens.row_forms import screen_named
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.screens.row_notes import NOTES, write_notes
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.complaints.limits import due_soon_signs, milestone_limits
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.complaints.search import BY_DUE_TIME, COMPLAINTS_BY, LATEST_COMPLAINTS
from csi_tui.services.complaints.text.beside import beside_lines
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import milestone_name, next_step_name
from csi_tui.services.desk.durations import due_words
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.widgets.cells import STRUCK_MARK, cell, in_year, short_time, struck_cell
from csi_tui.widgets.colours import meaning_style
from csi_tui.widgets.commands import Command, shown_key

OPEN_SORTED = {1: "complaint_no", 2: "next_due_at", 4: "next_due_at", 5: "received_at"}
ALL_PART = "all"
ALL_SORTED = {1: "complaint_no", 5: "received_at"}
"""What the list can be sorted by."""


class ComplaintsScreen(ListAndDetail[ComplaintLine]):
    """Open complaints by next due time, or all of them, the latest received first."""

    place = "go.complaints"
    title_text = N_("Complaints")
    search_hint = N_("complaint or phone no., name")
    desk_commands: ClassVar[tuple[Command, ...]] = (
        NEW,
        SEARCH,
        CONTACTED,
        PLANNED,
        RESOLVED,
        NOTES,
        HANDLER,
        DETAILS,
        CHAT,
        ALL,
        NEXT_STEP,
        BACK,
        NEXT,
        FILTER,
        UNFILTER,
        *GRID,
        HISTORY,
        RELOAD,
    )
    columns = (
        (" ", 2, False),
        (N_("Complaint"), 15, False),
        (N_("Due"), 22, False),
        (N_("Next step"), 11, False),
        (N_("Due at"), 11, True),
        (N_("Received"), 11, True),
        (N_("Customer"), 8, False),
        (N_("Phone"), 11, True),
        (N_("Handler"), 8, False),
        (N_("Order"), 13, True),
    )
    narrows_by = COMPLAINTS_BY
    whole = DETAILS
    sorted_columns = OPEN_SORTED
    help_text = N_(
        "“!” marks a complaint whose next limit has passed: contact {contact}, a plan {plan}, resolved {resolved}. "
        "{soon} “~” marks a due time that rests on a year without an official calendar, “?” a complaint whose "
        "validity waits for a second person, “×” before the number one that is struck out: it counts nowhere."
    )

    def help_values(self) -> dict[str, str]:
        """The limits of the scheme."""
        limits = milestone_limits(self.desk)
        return {
            "contact": limits["contacted_at"],
            "plan": limits["planned_at"],
            "resolved": limits["resolved_at"],
            "soon": due_soon_signs(self.desk),
        }

    def __init__(self) -> None:
        super().__init__()
        self.open_only = True

    def on_mount(self) -> None:
        """Read again every minute, so that the countdowns stay true."""
        self.set_interval(60, self._read_if_in_front)

    def _read_if_in_front(self) -> None:
        if self.is_current:
            self.reload()

    def fetch(self, search: str, after: Any) -> Sequence[ComplaintLine]:
        """A page of complaints."""
        return complaint_pages.complaints_page(
            self.desk, open_only=self.open_only, search=search, only=self.only, sort=self.sort(), after=after
        )

    def total(self, search: str) -> int:
        """All complaints of the list."""
        return complaint_pages.complaints_total(
            self.desk, open_only=self.open_only, search=search, only=self.only
        )

    def struck(self, search: str) -> int:
        """Of these, those that are struck out."""
        return complaint_pages.complaints_total(
            self.desk, open_only=self.open_only, search=search, only=self.only, struck=True
        )

    def own_order(self) -> Sort:
        """The open ones by due time, all of them the latest received first."""
        return BY_DUE_TIME if self.open_only else LATEST_COMPLAINTS

    def cells(self, line: ComplaintLine) -> Sequence[Text]:
        """A complaint as a line."""
        provisional, year = line.limit_provisional and not line.overdue, self.year
        style = meaning_style(self.app, "overdue" if line.overdue else "provisional" if provisional else None)
        shown = (
            cell(mark_of(line), style),
            cell(STRUCK_MARK + line.complaint_no if line.struck else line.complaint_no, style),
            cell(self._due(line), style),
            cell(next_step_name(line.step) if line.step else "", style),
            short_time(line.next_due_at, year),
            short_time(line.received_at, year),
            cell(line.customer),
            cell(line.phone),
            cell(line.handler or "-"),
            cell(line.order_no),
        )
        return tuple(struck_cell(one, line.struck) for one in shown)

    def _due(self, line: ComplaintLine) -> str:
        if line.status == "invalid":
            return _("invalid")
        if line.paused_until is not None:
            return _("paused until {at}").format(at=in_year(line.paused_until, self.year))
        if line.next_due_at is None:
            return _("resolved {at}").format(at=in_year(line.resolved_at, self.year))
        now = local_times.local_now(self.desk)
        return due_words(line.next_due_at, now, provisional=line.limit_provisional)

    def written(self, line: ComplaintLine) -> Sequence[object]:
        """Times with their year."""
        mark, _number, due, step, _due_at, _received, *others = (one.plain for one in self.cells(line))
        return (mark, line.complaint_no, due, step, line.next_due_at, line.received_at, *others)

    def number(self, line: ComplaintLine) -> str:
        """A complaint is known by its number."""
        return line.complaint_no

    def after(self, line: ComplaintLine) -> Any:
        """The key of the page after this line."""
        return line.key

    def scope_text(self) -> str:
        """Which complaints are shown."""
        return _("open") if self.open_only else _("all")

    def part(self) -> str:
        """Open ones, or all."""
        return "" if self.open_only else ALL_PART

    def show_part(self, part: str) -> None:
        """Open ones, or all; by what is due only the open ones are sorted."""
        self.open_only = part != ALL_PART
        self.order.stored = OPEN_SORTED if self.open_only else ALL_SORTED

    def part_name(self, part: str) -> str:
        """What the part is called."""
        return _("all") if part == ALL_PART else _("open")

    def acts(self) -> Sequence[tuple[str, str]]:
        """Give them to a handler, strike them out."""
        return (
            ("handler", _("Give them to a handler")),
            ("strike", _("Strike them out, with one reason")),
        )

    def act(self, what: str, numbers: Sequence[str]) -> None:
        """One of these."""
        if what == "handler":
            self.app.push_screen(HandlersDialog(numbers), self.acted)
        else:
            dialog = screen_named("changes.several.StrikeSeveralDialog", "complaint", numbers)()
            self.app.push_screen(dialog, self.acted)

    def beside(self, line: ComplaintLine) -> Sequence[str]:
        """How it stands, its limits, what was said."""
        detail = read_detail(self.desk, line.complaint_no)
        return list(beside_lines(detail, local_times.local_now(self.desk), milestone_name))

    def open_line(self, line: ComplaintLine) -> None:
        """Log what is due next."""
        self.action_log("")

    def action_log(self, kind: str) -> None:
        """Log a milestone of the complaint under the cursor: the named one, or the one that is due next."""
        line = self.line
        if line is None:
            return
        step = kind or line.step
        if step is None:
            said = _("Nothing is due for {number}. “{label}” ({keys}) shows it whole.")
            self.desk_app.tell(
                said.format(
                    number=line.complaint_no, label=_(DETAILS.label), keys=" ".join(DETAILS.key_names)
                )
            )
            return
        self.app.push_screen(MilestoneDialog(line, step), partial(self._logged, line.complaint_no, step))

    def action_handler(self) -> None:
        """Say who handles the complaint under the cursor, or all that are marked."""
        if self.marked:
            self.act("handler", self.chosen_numbers())
        elif self.line is not None:
            self.app.push_screen(HandlerDialog(self.line), self.tell_done)

    def action_notes(self) -> None:
        """Read and write notes on the complaint under the cursor."""
        if self.line is not None:
            write_notes(self.desk_app, "complaint", self.line.complaint_no, self.tell_done)

    def action_row_history(self) -> None:
        """Show what happened to the complaint under the cursor."""
        if self.line is not None:
            show_history(self.desk_app, "complaint", self.line.complaint_no)

    def action_details(self) -> None:
        """Show the whole complaint under the cursor."""
        if self.line is not None:
            self.app.push_screen(ComplaintScreen(self.line.complaint_no))

    def action_chat(self) -> None:
        """Show what presses as text for a group chat."""
        self.app.push_screen(ChatDialog())

    def action_new(self) -> None:
        """Register a complaint."""
        self.app.push_screen(ComplaintForm(), self._kept)

    def empty_text(self) -> str:
        """Whoever searches may look for one that is resolved."""
        if self.search_text and self.open_only:
            return _("Nothing open found. {find} finds words, {all} looks in all; Esc clears it.").format(
                all=shown_key(ALL.keys_now[-1]), find=FIND.short_key
            )
        if self.open_only and not self.search_text and not self.only.narrows:
            said = _("Nothing open to show. “{label}” ({keys}) shows what is resolved as well.")
            return said.format(label=_(ALL.label), keys=" ".join(ALL.key_names))
        return super().empty_text()

    def action_all(self) -> None:
        """Show all, or only the open ones."""
        self.show_part(ALL_PART if self.open_only else "")
        # What is settled is not due: the other list begins in its own order.
        self.order.chosen = None
        self.first_page()

    def _logged(self, number: str, step: str, remarks: Sequence[str] | None) -> None:
        if remarks is not None:
            self.desk_app.tell(logged_text(number, step, remarks), warning=bool(remarks))
            self.reload()

    def _kept(self, row: ComplaintRow | None) -> None:
        if row is not None:
            self._wanted = row.complaint_no
            self.desk_app.tell(_("Complaint {number} is registered.").format(number=row.complaint_no))
            self.reload()
