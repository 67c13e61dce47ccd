"""The department over the months: every figure counted a second time from the rows, plainly; and how it is drawn."""

from __future__ import annotations

import statistics
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from csi_db.models import Complaint, MonthRevision, WorkOrder
from csi_tui.i18n import Language, activate
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.department import Department, DepartmentMonth, department_over_time
from csi_tui.services.cards.text.department import PICTURES, department_json, picture_lines
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.months.cards import month_cards
from csi_tui.services.tabular.aligned import width
from tests import stores

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """A frozen January and a computed February of the worked example."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


def months(desk: Desk) -> dict[Period, DepartmentMonth]:
    return {month.period: month for month in department_over_time(desk).months if month is not None}


def test_totals_and_bands_are_those_of_the_cards(closed: Desk) -> None:
    """Twelve months, the latest computed one last; those without cards are none."""
    found = department_over_time(closed)
    assert found.periods == tuple(last_months(FEBRUARY, 12))
    assert [month is not None for month in found.months] == [False] * 10 + [True] * 2
    for period, month in months(closed).items():
        cards = month_cards(closed, period).cards
        totals = sorted(Decimal(card.total) for card in cards if card.total is not None)
        assert [Decimal(total) / 100 for total in month.totals] == totals
        mean = (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert month.mean is not None and Decimal(month.mean) / 100 == mean
        assert month.not_assessed == len(cards) - len(totals)
        for band, count in month.bands.items():
            assert count == sum(card.total is not None and card.band == band for card in cards)
        assert sum(month.bands.values()) == len(totals)


def test_complaints_and_returns_are_each_counted_once(closed: Desk) -> None:
    """Row by row, of the closed month and of the computed one alike."""
    came_back = 0
    for period, month in months(closed).items():
        with closed.read() as session:
            (revision,) = session.exec(select(MonthRevision).where(MonthRevision.period == period)).all()
            orders = session.exec(select(WorkOrder)).all()
            complaints = session.exec(select(Complaint).where(Complaint.period == period)).all()
        as_of, zone = revision.as_of, closed.site.zone
        repaired = returned = 0
        for order in orders:
            done = order.completed_at
            if order.period != period or done is None or done > as_of or order.first_order_id is not None:
                continue
            if order.outcome in ("cancelled", "declined"):
                continue
            repaired += 1
            last_day = done.astimezone(zone).date() + timedelta(days=30)
            returned += any(
                one.first_order_id == order.id
                and one.outcome != "cancelled"
                and done <= one.received_at <= as_of
                and one.received_at.astimezone(zone).date() <= last_day
                for one in orders
            )
        assert month.returned == Rate(returned, repaired)
        came_back += returned
        decided = in_time = 0
        for one in complaints:
            if one.status != "valid" or one.received_at > as_of:
                continue
            steps = [
                (one.contacted_at, one.contact_due, False),
                (one.planned_at, one.plan_due, False),
                (one.resolved_at, one.resolve_due, True),
            ]
            late = any(
                (at if at is not None and at <= as_of else as_of) >= due
                if at_the_end
                else (at if at is not None and at <= as_of else as_of) > due
                for at, due, at_the_end in steps
            )
            all_done = all(at is not None and at <= as_of for at, _due, _end in steps)
            decided += late or all_done
            in_time += all_done and not late
        assert month.in_time == Rate(in_time, decided) and decided
    assert came_back


def made(totals: list[int]) -> DepartmentMonth:
    bands = {"excellent": sum(one >= 9000 for one in totals), "failing": sum(one < 9000 for one in totals)}
    rate = Rate(len(totals) // 2, len(totals)) if totals else None
    return DepartmentMonth(JANUARY, "frozen", tuple(sorted(totals)), bands, 0, rate, rate)


@given(st.lists(st.integers(0, 10000), min_size=2, max_size=30))
def test_quarters_are_those_of_a_spreadsheet(totals: list[int]) -> None:
    """QUARTILE.INC, as Python's own library has it."""
    month = made(totals)
    expected = statistics.quantiles(map(Decimal, totals), n=4, method="inclusive")
    for place, value in enumerate(expected, start=1):
        found = month.quantile(place)
        assert found is not None and abs(found - value) <= Decimal("0.5")
    assert (month.quantile(0), month.quantile(4)) == (min(totals), max(totals))


@given(
    st.lists(st.lists(st.integers(0, 10000), max_size=8) | st.none(), min_size=12, max_size=12),
    st.sampled_from([60, 77, 80, 117]),
    st.sampled_from(["en", "zh"]),
)
def test_a_picture_is_as_wide_as_it_may_be_and_has_a_line_for_each_month(
    totals: list[list[int] | None], columns: int, language: Language
) -> None:
    """Nothing runs over; the parts of a bar fill it; a month without cards is a dot."""
    activate(language)
    found = Department(
        tuple(last_months(FEBRUARY, 12)), tuple(None if one is None else made(one) for one in totals)
    )
    for picture in PICTURES:
        lines = ["".join(text for text, _band in line) for line in picture_lines(found, picture, columns)]
        assert max(map(width, lines[:13])) <= columns
        for line, one in zip(lines[1:13], totals, strict=True):
            if one is None:
                assert line.endswith("·")
            elif picture == "bands" and one:
                assert width(line) == columns
    activate("en")


def test_as_it_looks(closed: Desk) -> None:
    """Spread as a box, bands as shares with their signs, a share with its interval; what is provisional is marked."""
    activate("en")
    found = department_over_time(closed)
    looks = {
        picture: [
            "".join(text for text, _band in line).rstrip() for line in picture_lines(found, picture, 77)
        ]
        for picture in PICTURES
    }
    assert all(
        lines[11].startswith("2026-01  ") and lines[12].startswith("2026-02 ~") for lines in looks.values()
    )
    assert "│" in looks["totals"][11] and "├" in looks["totals"][11]
    assert looks["bands"][13].startswith("█ Excellent   ▓ Good   ▒ Fair")
    assert looks["returned"][12].split("  ")[-1] == "█─────────┤"
    assert looks["totals"][-1] == "~ not published: may still change"
    assert [month["month"] for month in department_json(found)] == ["2026-01", "2026-02"]
