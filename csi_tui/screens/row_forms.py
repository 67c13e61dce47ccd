"""The form in which a row of a list is put right, with the cursor in the field concerned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import clock as complaint_clock
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.desk.card_texts import MILESTONE_NAMES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.desk.sentences import together
from csi_tui.services.entries import asked_for
from csi_tui.services.months.cards import card_of, month_cards
from csi_tui.services.orders import work_orders
from csi_tui.services.orders.next_step import next_step
from csi_tui.services.people import employees

if TYPE_CHECKING:
    from csi_tui.widgets.host import DeskHost


@dataclass(frozen=True, slots=True)
class RowForm:
    """How a row is put right.

    Attributes:
        make: its screen, made anew; None where it is put right in a place of its own.
        said: what is told of what the screen has kept.
        goes_on: whether the next one of the list is opened then. Where Enter alone keeps something it is not: an Enter
            too many would keep the next one as well.
        go: goes to the place.
    """

    make: Callable[[], Screen[Any] | None]
    said: Callable[[Any], str] = str
    goes_on: bool = True
    go: Callable[[DeskHost], object] = lambda app: None


def read_form(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    """The form of a row of a list, which may be about a month; reads the store.

    Raises:
        UserError: there is no such row any more.
    """
    return _KINDS[place.kind](desk, place, period)


def _named(path: str) -> Callable[..., Any]:
    """What a module below ``csi_tui.screens`` calls so; imported when a row is first opened in it, for these modules
    list rows themselves."""
    module, name = path.rsplit(".", 1)
    found: Callable[..., Any] = getattr(import_module(f"csi_tui.screens.{module}"), name)
    return found


def screen_named(path: str, *arguments: Any, **options: Any) -> Callable[[], Screen[Any]]:
    """What makes a screen of another room: rooms of screens import each other in no circle."""
    return partial(_named(path), *arguments, **options)


def _order(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    field = place.field
    if field == "next":
        field = next_step(work_orders.read(desk, place.number).row)
    return RowForm(
        make=screen_named("orders.order_form.OrderForm", place.number, first=field or None),
        said=lambda row: _("Order {number} is kept.").format(number=row.order_no),
    )


def _survey(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    return RowForm(
        make=screen_named("orders.survey_form.SurveyForm", place.number, first=place.field or "attitude"),
        said=lambda row: _("Survey {number} is kept.").format(number=row.agency_ref),
    )


def _complaint(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    line = complaint_pages.complaint_line(desk, place.number)
    if place.field == "handler_no":
        return RowForm(make=screen_named("complaints.handler.HandlerDialog", line))
    if place.field == "received_at":
        receipt = screen_named("complaints.dialogs.ReceiptDialog", line.complaint_no, line.received_at)
        return RowForm(make=receipt, said=lambda remarks: together(_("Corrected."), *remarks))
    if place.field == "milestones" and (wrong := complaint_clock.out_of_place(_times(line))):
        return _milestone(line, wrong)
    if (kind := place.field.removesuffix("_at")) in _times(line):
        return _milestone(line, kind)
    if place.field == "milestone" and line.step is not None:
        step = line.step
        return RowForm(
            make=screen_named("complaints.milestone.MilestoneDialog", line, step),
            said=partial(_logged, line.complaint_no, step),
            goes_on=False,
        )
    return RowForm(make=screen_named("complaints.detail.ComplaintScreen", place.number))


def _milestone(line: ComplaintLine, kind: str) -> RowForm:
    """Correct the milestone that is not in its place, or log the one that is missing before it."""

    logged = getattr(line, f"{kind}_at") is not None
    return RowForm(
        make=screen_named(
            f"complaints.milestone.{'Correction' if logged else 'Milestone'}Dialog", line, kind
        ),
        said=partial(_logged, line.complaint_no, kind),
        goes_on=logged,
    )


def _times(line: ComplaintLine) -> dict[str, Any]:
    return {kind: getattr(line, f"{kind}_at") for kind in MILESTONE_NAMES}


def _logged(number: str, kind: str, remarks: Sequence[str]) -> str:
    said: str = _named("complaints.milestone.logged_text")(number, kind, remarks)
    return said


def _employee(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    person = employees.person(desk, place.number)
    return RowForm(
        make=screen_named("people.person_form.PersonForm", "correct", person, first=place.field or None),
        said=lambda row: _("{name} is kept.").format(name=row.name),
    )


def _entries(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    """The sheet of what is missing: figures first, then what the user rates, else all that is entered."""

    assert period is not None
    board = asked_for.entry_board(desk, period)
    line = next(line for line in board.lines if line.subject == place.number)
    if any(not one.entered and not one.at_times for one in line.figures) and desk.may("enter"):
        return RowForm(make=screen_named("entries.sheets.FigureDialog", line, period))
    if line.rateable:
        return RowForm(make=screen_named("entries.sheets.RatingDialog", line, period))
    return RowForm(make=screen_named("entries.of_subject.EntriesOfScreen", line.subject, line.name, period))


def _appeal(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    return RowForm(make=screen_named("appeals.appeal.AppealScreen", place.number))


def _act(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    return RowForm(make=screen_named("waiting.act.ActScreen", place.number))


def _card(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    assert period is not None
    found = month_cards(desk, period)
    return RowForm(
        make=screen_named("cards.card.CardScreen", card_of(desk, found, place.number), found.period)
    )


def _month(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    return RowForm(make=lambda: None, go=lambda app: app.show_close(_period_of(place.number)))


def _period_of(month: str) -> Period:
    """``2026-02`` or ``202602``, as findings and Home name a month."""
    return Period(int(month.replace("-", "")))


def _years(desk: Desk, place: RowPlace, period: Period | None) -> RowForm:
    return RowForm(make=lambda: None, go=lambda app: app.go("calendar"))


_KINDS: dict[str, Callable[[Desk, RowPlace, Period | None], RowForm]] = {
    "acts": _act,
    "orders": _order,
    "surveys": _survey,
    "complaints": _complaint,
    "employees": _employee,
    "entries": _entries,
    "appeals": _appeal,
    "cards": _card,
    "months": _month,
    "years": _years,
}
