"""What stands out: each rule at its edge (docs/rules.md, rule 40)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from csi_db.analysed_rows import AnalysedComplaint
from csi_tui.scoring.deadlines import Day
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis import standing_out
from csi_tui.services.analysis.groups import MonthFigures
from csi_tui.services.analysis.month_rows import Judged, break_on, complaint_lines, judged
from csi_tui.services.analysis.values import Break, TeamChange
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.schemes.in_force import built_in

SCHEME = built_in()["aftersales-csi"].scheme
OFF = {date(2026, 10, day) for day in range(1, 8)} | {date(2026, 10, 17), date(2026, 10, 18)}
GOLDEN = Break(date(2026, 10, 1), date(2026, 10, 7), "National Day")


def calendar(day: date) -> Day:
    off = day in OFF
    return Day(date=day, working=not off, why="", note="National Day" if off and day.day < 8 else "")


def figure(name: str, score: str | None, n: int = 0) -> Figure:
    return Figure(id=name, score=score, weight="1", effective_weight="100", n=n, band=None, parts=())


def card(number: int, *figures: Figure, role: str = "technician", total: str | None = None) -> Card:
    return Card(
        employee_no=f"E{number}",
        name=f"N{number}",
        role=role,
        team="T",
        total=total,
        band=None,
        rank=None,
        rank_in_role=None,
        flags=(),
        indicators=figures,
    )


def month(*cards: Card) -> MonthFigures:
    return MonthFigures(Period(202610), SCHEME, cards)


def of_fixes(*rates: tuple[int, int]) -> MonthFigures:
    return month(
        *(card(at, figure("first_time_fix", f"{100 * k / n:.2f}", n)) for at, (k, n) in enumerate(rates))
    )


@pytest.mark.parametrize(
    ("rates", "named"),
    [
        (((10, 20), (95, 100)), ["E0"]),
        (((18, 20), (95, 100)), []),  # not more than chance
        (((0, 1), (1000, 1000)), []),  # more than chance, and one unit
        (((10, 20),), []),  # nobody else in the role
        (((95, 100), (10, 20)), ["E1"]),
    ],
)
def test_a_rate_below_the_role_s(rates: tuple[tuple[int, int], ...], named: list[str]) -> None:
    now = of_fixes(*rates)
    found = list(standing_out.people_by_rate(now, now, {"first_time_fix": {"E0": 3}}))
    assert [one.employee_no for one in found] == named
    assert all(one.again for one in found)
    assert [one.causes[0].count for one in found if one.employee_no == "E0"] == [3] * (named == ["E0"])


def test_only_the_worst_three_are_named() -> None:
    now = of_fixes((100, 200), (110, 200), (105, 200), (120, 200), *[(990, 1000)] * 9)
    assert [one.employee_no for one in standing_out.people_by_rate(now, None, {})] == ["E0", "E2", "E1"]


def test_a_break_is_three_days_off_in_a_row() -> None:
    """A weekend is none, nor is a working day beside one."""
    assert break_on(date(2026, 10, 3), calendar) == GOLDEN
    assert break_on(date(2026, 10, 17), calendar) is None
    assert break_on(date(2026, 10, 8), calendar) is None


def complaint(received: datetime, late: tuple[str, ...], in_time: bool | None = False) -> AnalysedComplaint:
    dues = (received + timedelta(days=1), received + timedelta(days=2), received + timedelta(days=10))
    return AnalysedComplaint(1, "noise", in_time, late, dues)


def test_a_complaint_is_over_a_break_by_its_contact_or_plan() -> None:
    rows = [
        complaint(datetime(2026, 10, 2, 9, tzinfo=UTC), ("contacted", "planned")),
        complaint(datetime(2026, 9, 29, 9, tzinfo=UTC), ("planned",)),
        complaint(datetime(2026, 9, 27, 9, tzinfo=UTC), ("resolved",)),
        complaint(datetime(2026, 10, 12, 9, tzinfo=UTC), (), in_time=True),
        complaint(datetime(2026, 10, 12, 9, tzinfo=UTC), (), in_time=None),
        complaint(datetime(2026, 10, 12, 9, tzinfo=UTC), ()),
    ]
    found = judged(rows, calendar, UTC)
    assert [one.missed for one in found] == ["contacted", "planned", "resolved", "", "", "unknown"]
    assert [one.over for one in found] == [GOLDEN, GOLDEN, None, None, None, None]
    (line,) = complaint_lines(found)
    assert line.in_time == (1, 5) and line.undecided == 1 and line.over_break == 2
    assert line.late == {"contacted": 1, "planned": 1, "resolved": 1, "unknown": 1}


def over(in_time: bool) -> Judged:
    return Judged(
        handler_id=1, category="", in_time=in_time, missed="" if in_time else "contacted", over=GOLDEN
    )


def ordinary(in_time: bool) -> Judged:
    return Judged(
        handler_id=1, category="", in_time=in_time, missed="" if in_time else "contacted", over=None
    )


@pytest.mark.parametrize(
    ("rows", "stands_out"),
    [
        ([over(False), over(False), ordinary(True)], True),
        ([over(False), ordinary(True)], False),  # one alone
        ([over(False)] * 2 + [ordinary(False)] * 2, True),  # half of the late ones
        ([over(False)] * 2 + [ordinary(False)] * 3, False),
        ([over(True)] * 5, False),
    ],
)
def test_late_over_a_break(rows: list[Judged], stands_out: bool) -> None:
    now, people = month(card(1, role="complaint_handler")), {1: card(1, role="complaint_handler")}
    found = list(standing_out.late_over_breaks(now, rows, people))
    assert [one.breaks for one in found] == [(GOLDEN,)] * stands_out
    assert not list(standing_out.late_over_breaks(now, rows, {}))


def test_a_figure_far_below_the_role_s() -> None:
    """Below the lower quarter by more than one and a half times the distance of the quarters; each person once."""
    scores = ["90.00", "91.00", "92.00", "93.00", "94.00", "60.00"]
    now = month(*(card(at, figure("cost", score), total=score) for at, score in enumerate(scores)))
    (found,) = standing_out.people_by_figure(now, now)
    assert (found.employee_no, found.value, found.again) == ("E5", 6000, True)
    few = month(*(card(at, figure("cost", score)) for at, score in enumerate(scores[-4:])))
    assert not list(standing_out.people_by_figure(few, None))


def test_less_is_worse_only_where_more_is_better() -> None:
    """peer-ranking: who answers slowest stands out, not who answers fastest."""
    scheme = built_in()["peer-ranking"].scheme
    slow = ["40.00", "41.00", "42.00", "43.00", "44.00", "90.00", "1.00"]
    cards = [card(at, figure("response", None)._replace(value=value)) for at, value in enumerate(slow)]
    (found,) = standing_out.people_by_figure(MonthFigures(Period(202610), scheme, cards), None)
    assert (found.employee_no, found.value) == ("E5", 9000)


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [(8000, 7800, True), (8000, 7801, False), (75000, 73501, False), (None, 9000, False)],
)
def test_a_team_that_moved(before: int | None, now: int, named: bool) -> None:
    """By two points, and two percent."""
    parts = {"stayed": now - (before or now), "joined": 0, "left": 0, "exchanged": 0}
    found = list(standing_out.teams([TeamChange("T", before, now, parts, ())]))  # type: ignore[arg-type]
    assert [one.way for one in found] == ["stayed"] * named
