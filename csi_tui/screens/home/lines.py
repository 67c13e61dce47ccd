"""What waits, as the lines of home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from rich.text import Text
from textual.content import Content
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import show_period
from csi_tui.screens.complaints.marks import mark_of
from csi_tui.services.desk.card_texts import next_step_name, state_name
from csi_tui.services.desk.durations import due_words
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.home.values import (
    ActWaiting,
    AppealWaiting,
    DueLine,
    Home,
    HowMany,
    MonthLine,
    Proposal,
    TalksLeft,
    UnfinishedOrder,
)
from csi_tui.widgets.cells import in_year

STEPS: dict[str, str] = {
    "": N_("done"),
    "wait": N_("the month still runs"),
    "compute": N_("next: check and compute"),
    "publish": N_("next: publish"),
    "nobody": N_("nobody is assessed: see what is missing"),
    "window": N_("publication runs until {until}"),
    "freeze": N_("next: freeze"),
    "corrected": N_("corrected: appeals until {until}"),
    "frozen-early": N_("frozen too early: appeals until {until}"),
}


def options_of(home: Home) -> Iterator[Option]:
    """The lines under their headings; the id of one that can be opened: its heading, and its number."""
    yield from _remarks(home)
    yield _heading(_("Complaints overdue: {count}"), home.overdue_count)
    for line in home.overdue:
        yield Option(_complaint(line, home.now), id=f"overdue:{line.complaint_no}")
    yield _heading(_("Complaints due soon: {count}"), home.due_count)
    for line in home.due:
        yield Option(_complaint(line, home.now), id=f"due:{line.complaint_no}")
    if _more(home.overdue_count, home.overdue) or _more(home.due_count, home.due):
        yield Option(Content("   " + _("… all open complaints")), id="go:complaints")
    if home.acts:
        yield _heading(_("What waits for a second person: {count}"), HowMany(len(home.acts)))
        for act in home.acts:
            yield Option(_act(act), id=f"acts:{act.number}")
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


def _remarks(home: Home) -> Iterator[Option]:
    """What stands above the first heading."""
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
    yield from (Option(Content(f"~ {text}").stylize("bold"), disabled=True) for text in home.dates)
    if home.talks is not None:
        yield Option(Content(f"~ {_talks_text(home.talks)}").stylize("bold"), id=f"talks:{home.talks.period}")


def _talks_text(left: TalksLeft) -> str:
    text = ngettext(
        "Talks about {month}: {n} person to talk with by {day}",
        "Talks about {month}: {n} people to talk with by {day}",
        left.people,
    ).format(month=show_period(left.period), n=left.people, day=left.due.isoformat())
    return _("{text} (this day is over)").format(text=text) if left.late else text


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
        (next_step_name(line.step), 20),
        (line.handler or _("no handler"), 12),
    )


def _proposal(one: Proposal) -> Text:
    status = _("invalid") if one.status == "invalid" else _("valid")
    return _columns((f"?  {one.complaint_no}", 20), (status, 10), (one.proposed_by, 12), (one.reason, 34))


def _act(one: ActWaiting) -> Text:
    by = _("by you") if one.own else one.by
    return _columns((f"?  {one.what}", 34), (by, 14), (one.reason, 28))


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
