"""The sheet of a week, put together; nothing of it is stored but what the meeting wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from csi_db import week_rows
from csi_db.facts import Span
from csi_tui.i18n import _, current_language
from csi_tui.scoring.deadlines import Calendar
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.nodes import standard_of
from csi_tui.scoring.periods import first_day, last_day, previous_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.analysis.month_rows import break_on
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.desk import clock
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.errors import UserError
from csi_tui.services.months.compute import looks_at_rows
from csi_tui.services.months.others_cards import Reader, reader_of
from csi_tui.services.months.roster import RosterEntry, roster_of
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.week.counted import DEPARTMENT, SpanCounts, count_span
from csi_tui.services.week.meeting import meeting_of
from csi_tui.services.week.topics import (
    ANSWERS,
    CONTENT,
    People,
    WeekRows,
    break_finder,
    cases,
    topics,
    worse,
)
from csi_tui.services.week.values import Pressing, SharedCase, Topic, WeekFound, WeekGroup, WeekLine
from csi_tui.services.week.weeks import Week, midnight, said_week
from csi_tui.services.workdays.calendar import site_calendar

MEMBERS = 3
"""People who stand behind a figure of a team at least: of fewer it would be the result of a person."""
SATURDAY = 5


def week_said(desk: Desk, text: str | None) -> Week:
    """The week that somebody said; nothing: the last one that is over.

    Raises:
        UserError: it is none.
    """
    return said_week(text, clock.now().astimezone(desk.site.zone).date())


def week_sheet(desk: Desk, week: Week, *, masked: bool = False) -> WeekFound:
    """The sheet of a week; ``masked``: names with their first sign alone, and no words of the meeting.

    Raises:
        UserError: it has not begun.
    """
    if week.monday > clock.now().astimezone(desk.site.zone).date():
        raise UserError(_("The week {week} has not begun.").format(week=week))
    with collector_at_rest():
        return _found(desk, week, masked=masked)


def _found(desk: Desk, week: Week, *, masked: bool) -> WeekFound:
    zone, now = desk.site.zone, clock.now()
    today = now.astimezone(zone).date()
    ends = min(midnight(week.step(1).monday, zone), now)
    last = min(week.sunday, today)
    period, scheme = week.period, scheme_in(desk, week.period).scheme
    before = previous_period(period)
    first_then = first_day(before)
    # The month that a week lies in has begun by its Thursday: of a week that is not so far, nothing is so far.
    last_of_month = min(max(last, first_day(period)), last_day(period))
    last_then = min(first_then + (last_of_month - first_day(period)), last_day(before))

    def span(first: date, until: date) -> Span:
        stop = min(midnight(until + timedelta(days=1), zone), ends)
        return Span(midnight(first, zone), stop, scheme.return_window_days, scheme.clock.credited)

    with desk.read() as session:
        reader = reader_of(session, desk)
        calendar = site_calendar(session)
        roster, roster_then = roster_of(session, period), roster_of(session, before)
        counted = [SpanCounts()] * 3
        if looks_at_rows(scheme):
            spans = (
                (span(week.step(-1).monday, week.step(-1).sunday), roster_of(session, week.step(-1).period)),
                (span(first_day(period), last_of_month), roster),
                (span(first_then, last_then), roster_then),
            )
            counted = [count_span(session, scheme, one, who) for one, who in spans]
        own = span(week.monday, last)
        counts, found_topics, found_cases = _rows(
            session, scheme, own, roster, calendar, reader, desk, masked=masked
        )
        meeting = meeting_of(session, desk, week, today, masked=masked)
        first = week_rows.first_instant(session.connection())
    began = None if first is None else first.astimezone(zone).date()
    week_before, month, then = counted
    return WeekFound(
        week=week,
        as_of=ends.astimezone(zone),
        working=sum(calendar(day).working for day in week.days),
        days_off=tuple(_days_off(week, calendar)),
        month_days=(first_day(period), last_of_month),
        then_days=(first_then, last_then),
        period=period,
        scheme_id=scheme.id,
        names={node.id: node.name.in_language(current_language()) for node in scheme.nodes()},
        groups=_groups(scheme, (counts, week_before, month, then)),
        pressing=None if today > week.step(1).sunday else tuple(_pressing(desk, masked=masked)),
        topics=(*found_topics, *worse(scheme, month, then)),
        cases=found_cases,
        meeting=meeting,
        began=began if began is not None and began > week.sunday else None,
        without_reasons=not reader.everybody,
        masked=masked,
    )


def _rows(
    session: Session,
    scheme: Scheme,
    span: Span,
    roster: list[RosterEntry],
    calendar: Calendar,
    reader: Reader,
    desk: Desk,
    *,
    masked: bool,
) -> tuple[SpanCounts, tuple[Topic, ...], tuple[SharedCase, ...]]:
    """What the rows of the week say: its counts, topics and cases."""
    if not looks_at_rows(scheme):
        return SpanCounts(), (), ()
    connection, zone = session.connection(), desk.site.zone
    counts = count_span(session, scheme, span, roster)
    rows = WeekRows(
        complaints=week_rows.decided(connection, span, clock.now(), CONTENT),
        came_back=week_rows.came_back(connection, span),
        may_come_back=week_rows.may_come_back(connection, span),
        praised=week_rows.praised_orders(connection, ANSWERS),
        over=break_finder(
            lambda day: break_on(day, calendar),
            lambda row: (due.astimezone(zone).date() for due in row.dues[:2]),
        ),
    )
    keys = {row.handler_id for row in rows.complaints}
    keys |= {row.technician_id for row in rows.came_back} | {row.technician_id for row in rows.praised}
    known = week_rows.names(connection, [key for key in keys if key is not None])
    people = People(
        {
            key: (number, mask_name(name) if masked else name)
            for key, (number, name) in known.items()
            if reader.sees(number)
        }
    )
    found = tuple(topics(connection, scheme, rows, counts, people))
    return counts, found, tuple(cases(rows, people))


def _groups(scheme: Scheme, counted: tuple[SpanCounts, ...]) -> tuple[WeekGroup, ...]:
    """The department, then the teams by their names, each with its figures in the order of the scheme."""
    teams = sorted({name for one in counted for name in one.groups} - {DEPARTMENT})
    return tuple(
        group
        for name in (DEPARTMENT, *teams)
        if (group := _group(scheme, name, counted)).lines or group.withheld
    )


def _group(scheme: Scheme, name: str, counted: tuple[SpanCounts, ...]) -> WeekGroup:
    lines, withheld = [], []
    for leaf in scheme.leaves():
        found = [one.figure(name, leaf.id) for one in counted]
        if not any(found):
            continue
        if name != DEPARTMENT and any(one is not None and one.people < MEMBERS for one in found):
            withheld.append(leaf.id)
            continue
        week, week_before, month, then = found
        standard = standard_of(leaf)
        lines.append(
            WeekLine(
                figure=leaf.id,
                week=week,
                week_before=week_before,
                month=month,
                month_then=then,
                standard=None if standard is None else to_hundredths(standard),
            )
        )
    return WeekGroup(name, tuple(lines), tuple(withheld))


def _days_off(week: Week, calendar: Calendar) -> Iterator[tuple[date, str]]:
    for day in week.days:
        known = calendar(day)
        if day.weekday() < SATURDAY and not known.working:
            yield day, known.note


def _pressing(desk: Desk, *, masked: bool) -> Iterator[Pressing]:
    """As home has them: overdue ones, then those that are due soon by the scheme's share of the time that is gone."""
    for line in complaints_page(desk):
        if (line.overdue or line.percent) and line.next_due_at is not None:
            yield Pressing(
                complaint_no=line.complaint_no,
                next_due_at=line.next_due_at,
                step=line.step or "",
                handler=mask_name(line.handler) if masked and line.handler else line.handler,
                overdue=line.overdue,
            )
