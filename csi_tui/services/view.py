"""What screens need beside the use cases: fields as texts and back, words for choices, what is due at home.

Nothing here decides anything: it reads, parses with the parsers of the imports, and puts into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Any

from csi_tui.i18n import _, current_language
from csi_tui.scoring import exact
from csi_tui.scoring.periods import next_period, period_of, previous_period, show_period
from csi_tui.services import calendar, clock, clock_guard, lists, month_status, validity
from csi_tui.services.appeal_list import AppealLine, own_open, waiting_for
from csi_tui.services.calendar import YearCoverage
from csi_tui.services.desk import Desk
from csi_tui.services.schemes import scheme_now
from csi_tui.services.spoken_times import read_time
from csi_tui.services.tabular import words
from csi_tui.services.tabular.cells import (
    BadCell,
    Parser,
    choice_parser,
    parse_answer,
    parse_code,
    parse_fen,
    parse_yes_no,
    text_parser,
)
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.kinds import KINDS, Column
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, SurveyRow
from csi_tui.services.tabular.text import normal
from csi_tui.services.validity import Decision
from csi_tui.services.windows import window_end

FormRow = OrderRow | ComplaintRow | SurveyRow | EmployeeRow

_RECORDS: Mapping[str, type[FormRow]] = {
    "orders": OrderRow,
    "complaints": ComplaintRow,
    "surveys": SurveyRow,
    "employees": EmployeeRow,
}
_DEFAULTS: Mapping[str, str] = {"service_mode": "onsite", "status": "valid"}


# --- Fields of a form ------------------------------------------------------------------------------------------------


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of row (contract.md §2); a form's fields are these."""
    return KINDS[kind]


def read_field(column: Column, text: str, zone: tzinfo) -> Any:
    """The value of what somebody typed into a field; None for an empty one.

    An instant may also be one as people say it (:mod:`csi_tui.services.spoken_times`).

    Raises:
        BadCell: with the reason.
    """
    if column.cell == "instant":
        return read_time(text, zone, ahead=column.id == "appointment_at")
    return _parser(column)(text)


def _parser(column: Column) -> Parser[Any]:
    match column.cell:
        case "code":
            return parse_code
        case "text" | "lines":
            return text_parser(column.limit, lines=column.cell == "lines")
        case "date":
            return parse_date
        case "choice":
            return choice_parser(words.CHOICES[column.choices])
        case "answer":
            return parse_answer
        case "yes_no":
            return parse_yes_no
        case "fen":
            return parse_fen
        case _:
            raise ValueError(column.cell)


def field_text(column: Column, value: Any, zone: tzinfo) -> str:
    """A value as a field shows it; :func:`read_field` gives the same value back."""
    if value is None:
        return ""
    match column.cell:
        case "instant":
            return instant_text(value, zone)
        case "choice":
            return choice_label(column.choices, value)
        case "yes_no":
            return choice_label("yes_no", "yes" if value else "no")
        case "fen":
            return exact.show_hundredths(value)
        case "date":
            return str(value)
        case _:
            return str(value)


def instant_text(instant: datetime, zone: tzinfo) -> str:
    """An instant in site-local time, to the minute; with seconds only where it has some."""
    local = instant.astimezone(zone)
    if local.microsecond:
        return local.strftime("%Y-%m-%d %H:%M:%S.%f")
    return local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")


def choice_label(name: str, choice: str) -> str:
    """A choice in the user's language."""
    known = words.YES_NO if name == "yes_no" else words.CHOICES[name]
    if current_language() == "zh":
        return known[choice][0]
    return choice.replace("_", " ")


def choice_labels(column: Column) -> tuple[str, ...]:
    """Every choice of a field in the user's language; none for a field without choices."""
    if column.cell == "choice":
        return tuple(choice_label(column.choices, choice) for choice in words.CHOICES[column.choices])
    if column.cell == "yes_no":
        return tuple(choice_label("yes_no", choice) for choice in words.YES_NO)
    return ()


def person_number(text: str, names: Sequence[tuple[str, str]]) -> str | None:
    """The number of the person that a field names, by number, by name or as ``number name``; None for an empty one.

    Raises:
        BadCell: nobody or more than one is called so.
    """
    wanted = normal(text)
    if not wanted:
        return None
    numbers = dict(names)
    for candidate in (wanted, wanted.split()[0]):
        if candidate in numbers:
            return candidate
    called = [number for number, name in names if name == wanted]
    if len(called) == 1:
        return called[0]
    if called:
        raise BadCell(_("several people are called so; give the number"))
    fitting = sum(wanted.casefold() in f"{number} {name}".casefold() for number, name in names)
    if fitting > 1:
        raise BadCell(_("{n} people fit; choose one, or give the number").format(n=fitting))
    raise BadCell(_("nobody has this number or name"))


def make_row(kind: str, values: Mapping[str, Any]) -> FormRow:
    """The immutable value of a form; a field left empty takes the default of contract.md §2."""
    record: Callable[..., FormRow] = _RECORDS[kind]
    return record(
        **{
            column.id: _DEFAULTS.get(column.id) if values.get(column.id) is None else values[column.id]
            for column in KINDS[kind]
        }
    )


# --- Times, months, figures ------------------------------------------------------------------------------------------


def local_now(desk: Desk) -> datetime:
    """The present time at the site."""
    return clock.now().astimezone(desk.site.zone)


def today(desk: Desk) -> date:
    """The present day at the site."""
    return local_now(desk).date()


def month_text(period: int) -> str:
    """A month as people write it: ``2026-03``."""
    return show_period(period)


def month_before(desk: Desk) -> int:
    """The month that is usually being closed: the one before the present one."""
    return previous_period(period_of(clock.now(), desk.site.zone))


def neighbour(period: int, step: int) -> int:
    """The month before (``step`` -1) or after (1)."""
    return next_period(period) if step > 0 else previous_period(period)


def month_after(first: date, step: int) -> date:
    """The first day of the month after (1) or before (-1) a day's."""
    period = neighbour(first.year * 100 + first.month, step)
    return date(period // 100, period % 100, 1)


def read_year(text: str) -> int:
    """A year as people type it.

    Raises:
        BadCell: it is none.
    """
    plain = normal(text)
    if not (len(plain) == 4 and plain.isdecimal()):
        raise BadCell(_("no year"))
    return int(plain)


def figure_text(score: Fraction | None) -> str:
    """A figure with two decimals, or a dash where there is none."""
    return "-" if score is None else exact.show(score)


def weight_text(weight: Fraction) -> str:
    """A weight as the scheme writes it."""
    return exact.show_short(weight)


def hundredths_text(hundredths: int) -> str:
    """Hundredths of a point with two decimals."""
    return exact.show_hundredths(hundredths)


# --- Home ------------------------------------------------------------------------------------------------------------

HEAD = 8
"""Lines of a list that home shows at most."""
MONTHS = 3
"""Months before the last two that home shows at most."""


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows. ``months`` stand latest first. ``more_due`` and ``more_orders`` say that the lists go on.

    ``waiting``: proposals for a second person; ``appeals``: those that this very user has to answer; ``own_appeals``:
    the user's own that are not settled; ``provisional``: years that due times rest on and nobody announced;
    ``behind``: how far the machine's clock stands behind, where that stops all entries.
    """

    now: datetime
    overdue: tuple[lists.ComplaintLine, ...]
    due: tuple[lists.ComplaintLine, ...]
    orders: tuple[lists.OrderLine, ...]
    more_overdue: bool
    more_due: bool
    more_orders: bool
    months: tuple[month_status.MonthStatus, ...]
    waiting: tuple[Decision, ...] = ()
    appeals: tuple[AppealLine, ...] = ()
    own_appeals: tuple[AppealLine, ...] = ()
    provisional: tuple[YearCoverage, ...] = ()
    behind: timedelta | None = None


def home(desk: Desk, head: int = HEAD) -> Home:
    """What presses at the desk: complaints overdue or due soon, unfinished orders, the last months.

    Due soon is what the scheme calls so by the share of the time that is gone, here as in the text for the group chat.
    """
    found = lists.complaints_page(desk)
    overdue = [line for line in found if line.overdue]
    due = [line for line in found if not line.overdue and line.percent]
    # Whatever lies behind the page is due later than all of it.
    more = len(found) >= lists.PAGE
    orders = lists.orders_page(desk, unfinished=True)
    return Home(
        local_now(desk),
        tuple(overdue[:head]),
        tuple(due[:head]),
        tuple(orders[:head]),
        len(overdue) > head or (more and len(overdue) == len(found)),
        len(due) > head or more,
        len(orders) > head,
        tuple(_months_that_matter(desk)),
        tuple(validity.waiting_for(desk)[:head]),
        tuple(waiting_for(desk)[:head]),
        tuple(own_open(desk)[:head]),
        tuple(year for year in calendar.coverage(desk) if year.provisional),
        clock_guard.behind(desk),
    )


def _months_that_matter(desk: Desk) -> list[month_status.MonthStatus]:
    """The present month, the one before, and the oldest ones that still wait for something; latest first."""
    months = month_status.all_months(desk)
    waiting = [status for status in months[:-2] if status.state != "frozen"]
    found = waiting[:MONTHS] + months[-2:]
    return sorted(found, key=lambda status: -status.period)


def next_step(status: month_status.MonthStatus, now: datetime, zone: tzinfo) -> str:
    """What a month waits for: ``wait``, ``compute``, ``publish``, ``window``, ``freeze`` or nothing (``""``).

    ``nobody``: it is computed, and nobody is assessed in it.
    """
    if status.state == "frozen":
        return ""
    if status.state == "published":
        ends = status.window_ends_at
        return "window" if ends is not None and now < ends else "freeze"
    if period_of(now, zone) <= status.period:
        return "wait"
    if (
        status.state == "computed"
        and status.as_of is not None
        and period_of(status.as_of, zone) > status.period
    ):
        return "publish" if status.worth_publishing else "nobody"
    return "compute"


# --- The month-close and its cards -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Window:
    """The publication window that publishing now would open; ``ends_at`` is site-local and the first instant after."""

    days: int
    ends_at: datetime


def publication_window(desk: Desk) -> Window:
    """What publishing now would open (seed 000 §8.3)."""
    days = scheme_now(desk).scheme.publication_days
    with desk.read() as session:
        return Window(days, window_end(session, desk, days))
