"""The sheet of a week: counted a second time from its rows, plainly (docs/rules.md, rule 41)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from csi_db.models import Complaint, Employee, WorkOrder
from csi_tui.i18n import Language, activate
from csi_tui.scoring.measures import FirstTimeFixes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.roster import roster_of
from csi_tui.services.people import users
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.week.text.sections import sections, title_of
from csi_tui.services.week.text.week_json import week_json
from csi_tui.services.week.text.week_printed import week_printed
from csi_tui.services.week.values import SpanFigure, WeekFound
from csi_tui.services.week.week_sheet import MEMBERS, week_said, week_sheet
from csi_tui.services.week.weeks import Week, midnight
from tests import stores
from tests.services.procedures import desk_of

ACROSS = "2026-W05"
"""From January 26 to February 1."""


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """A frozen January of the worked example: its snapshot holds the returns of the week, and none is counted less."""
    stores.backfill(example_desk, "2026-01")
    return example_desk


def first_fixes(desk: Desk, week: Week) -> tuple[int, int]:
    """Repairs fixed at the first time, and all, of those completed in a week, as known at its end; each once."""
    zone = desk.site.zone
    since, until = midnight(week.monday, zone), midnight(week.step(1).monday, zone)
    scheme = scheme_in(desk, week.period).scheme
    leaf = scheme.node("first_time_fix")
    assert isinstance(leaf, Leaf) and isinstance(leaf.measure, FirstTimeFixes)
    with desk.read() as session:
        orders = session.exec(select(WorkOrder)).all()
        roster = [entry.subject for entry in roster_of(session, week.period)]
    known = {one.id for one in roster if one.role not in scheme.unassessed_roles}
    k = n = 0
    for order in orders:
        done = order.completed_at
        if done is None or not since <= done < until or order.first_order_id is not None:
            continue
        if order.outcome in ("cancelled", "declined"):
            continue
        came_back = any(
            one.first_order_id == order.id and one.outcome != "cancelled" and done <= one.received_at < until
            for one in orders
        )
        credited = {getattr(order, f"{place}_id") for place in leaf.measure.credit} & known
        n += bool(credited)
        k += bool(credited) and order.outcome == "fixed" and not came_back
    return k, n


def department(found: WeekFound, figure: str) -> SpanFigure | None:
    lines = [line for group in found.groups if not group.name for line in group.lines]
    return next((line.week for line in lines if line.figure == figure), None)


def test_a_week_counts_what_was_completed_in_it_whatever_its_months_are(closed: Desk) -> None:
    """Weeks of one month and of two, of frozen months and of open ones, by local midnights."""
    week, seen, back = week_said(closed, "2026-W01"), 0, 0
    for _step in range(9):
        k, n = first_fixes(closed, week)
        found = department(week_sheet(closed, week), "first_time_fix")
        if n:
            assert found is not None and found.rate is not None
            assert (found.rate.k, found.rate.n) == (k, n), str(week)
            seen += 1
            back += k < n
        else:
            assert found is None
        week = week.step(1)
    assert seen > 4 and back > 1


def test_a_week_across_two_months_is_one_and_its_path_that_of_its_thursday(closed: Desk) -> None:
    found = week_sheet(closed, week_said(closed, ACROSS))
    assert found.period == Period(202601)
    assert [day.isoformat() for day in (*found.month_days, *found.then_days)] == [
        "2026-01-01",
        "2026-01-31",
        "2025-12-01",
        "2025-12-31",
    ]
    assert title_of(found).startswith("Week 2026-W05, 2026-01-26 … 2026-02-01")
    (following,) = (week_sheet(closed, week_said(closed, "2026-W06")),)
    before = {line.figure: line.week_before for line in following.groups[0].lines}
    assert all(before[line.figure] == line.week for line in found.groups[0].lines if line.figure in before)


def test_the_weeks_of_a_month_add_up_to_the_month_so_far(closed: Desk) -> None:
    """February begins on a Sunday: its weeks and that first day hold the complaints that were decided in it."""
    ended = week_sheet(closed, week_said(closed, "2026-W09"))
    month = next(one for one in ended.groups[0].lines if one.figure == "complaint_timeliness").month
    weeks = [week_sheet(closed, week_said(closed, f"2026-W0{n}")) for n in (6, 7, 8, 9)]
    found = [department(one, "complaint_timeliness") for one in weeks]
    assert month is not None
    in_weeks = sum(one.n for one in found if one is not None)
    assert month.n >= in_weeks > 0


def test_a_team_of_few_has_no_figure_and_no_person_one(closed: Desk) -> None:
    """Of fewer than three a team's figure would be somebody's result."""
    found = week_sheet(closed, week_said(closed, ACROSS))
    for group in found.groups:
        for line in group.lines:
            for one in (line.week, line.week_before, line.month, line.month_then):
                assert not group.name or one is None or one.people >= MEMBERS
    told = json.dumps(week_json(found), ensure_ascii=False)
    assert "rank" not in told and "total" not in told


def test_what_presses_stands_on_the_last_weeks_sheet_alone(closed: Desk) -> None:
    with closed.read() as session:
        open_ones = session.exec(select(Complaint).where(Complaint.next_due_at.is_not(None))).all()  # type: ignore[union-attr]
    recent = week_sheet(closed, week_said(closed, None))
    assert recent.pressing is not None
    assert {one.complaint_no for one in recent.pressing} <= {one.complaint_no for one in open_ones}
    assert all(
        one.overdue == (one.next_due_at <= recent.as_of + timedelta(days=7)) or one for one in recent.pressing
    )
    assert week_sheet(closed, week_said(closed, ACROSS)).pressing is None
    with pytest.raises(UserError, match="has not begun"):
        week_sheet(closed, week_said(closed, None).step(3))


def test_names_are_left_out_where_they_are_withheld_or_masked(closed: Desk) -> None:
    """docs/rules.md, rule 38: handlers and technicians of named cases are reasons behind cards."""
    users.add_user(closed, "Clerk", "clerk", ["clerk"])
    clerk = desk_of(closed, "Clerk")
    with closed.read() as session:
        people = set(session.exec(select(Employee.name)).all())
    weeks = [week_said(closed, f"2026-W0{n}") for n in range(1, 10)]

    def named(desk: Desk, *, masked: bool = False) -> set[str]:
        found = [week_sheet(desk, week, masked=masked) for week in weeks]
        texts = [text for one in found for topic in one.topics for text in (topic.name, *topic.beside)]
        texts += [case.name for one in found for case in one.cases]
        return set(texts) & people

    assert named(closed)
    assert not {name for name in named(closed, masked=True) if len(name) > 1}
    set_terms(closed, others_withheld=True)
    assert named(clerk) == set()
    assert week_sheet(clerk, weeks[4]).without_reasons


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_printed_sheet_says_all_that_the_text_says(closed: Desk, language: Language) -> None:
    """Titles, sentences and rows, in both languages."""
    activate(language)
    try:
        found = week_sheet(closed, week_said(closed, ACROSS))
        printed = sheet_text(week_printed(found))
        assert title_of(found) in printed
        for section in sections(found, None):
            assert section.title in printed
            if section.id not in ("department", "team"):
                for line in section.lines:
                    assert line.strip() in printed, (section.id, line)
    finally:
        activate("en")


def test_a_week_before_the_first_row_says_so(closed: Desk) -> None:
    """An empty sheet would read as a quiet week."""
    with closed.read() as session:
        orders = session.exec(select(WorkOrder.received_at)).all()
        complaints = session.exec(select(Complaint.received_at)).all()
    first = min((*orders, *complaints)).astimezone(closed.site.zone).date()
    week = Week.of_day(first)
    said = f"Nothing was recorded before {first} ({week}), when the first order or complaint came in."
    before = week_sheet(closed, week.step(-1))
    assert said in sheet_text(week_printed(before))
    assert sections(before, None)[0].lines == [said]
    assert week_json(before)["began"] == first.isoformat()
    of_it = week_sheet(closed, week)
    assert "Nothing was recorded" not in sheet_text(week_printed(of_it))
    assert week_json(of_it)["began"] is None


def test_a_store_without_rows_says_nothing_of_a_first_one(desk: Desk) -> None:
    assert week_sheet(desk, week_said(desk, None)).began is None
