"""The year of published months (docs/rules.md §1.5, rule 12)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import ratings
from csi_tui.services.errors import UserError
from csi_tui.services.people import users
from csi_tui.services.spans.annual import AnnualReport, annual_report
from csi_tui.services.spans.text.annual import annual_lines, reason_texts
from csi_tui.services.tabular.records import RatingRow
from tests import stores
from tests.cli.program import Program
from tests.reference import years
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import fill, local, order, person, survey

MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 9))


@pytest.fixture
def year(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Eight frozen months of two technicians: E1 well but for May, E2 poorly in the summer; E3 came in July."""
    fill(
        desk,
        employees=[
            person("E1", "technician"),
            person("E2", "technician"),
            person("E3", "technician", joined_on="2025-07-01"),
        ],
    )
    orders, surveys = [], []
    for month in MONTHS:
        for who, answers in (
            ("E1", "44444" if month == "2025-05" else "55555"),
            ("E2", "11111" if month in ("2025-06", "2025-07", "2025-08") else "44444"),
            *([("E3", "55555")] if month >= "2025-07" else []),
        ):
            number = f"W{who}{month}"
            orders.append(order(number, f"{month}-05T09:00", f"{month}-06T09:00", technician_no=who))
            surveys.append(survey(f"A{number}", number, f"{month}-10T09:00", answers))
        if month in ("2025-06", "2025-07", "2025-08"):
            # What came back, so that the month falls under 60.
            orders.append(
                order(
                    f"R{month}",
                    f"{month}-12T09:00",
                    f"{month}-13T09:00",
                    technician_no="E2",
                    return_of=f"WE2{month}",
                    fault_severity="severe",
                )
            )
    fill(desk, orders=orders, surveys=surveys)
    now.move_to(local("2025-10-10T10:00"))
    stores.backfill(desk, *MONTHS)
    return desk


def plain(desk: Desk) -> years.Year:
    people: dict[str, years.Months] = {}
    for month in MONTHS:
        for card in stores.cards(desk, month):
            people.setdefault(str(card["employee_no"]), {})[month] = card["total"]
    return years.grades(people, 2025)


def seen(report: AnnualReport) -> years.Year:
    return {
        card.employee_no: (
            None if card.result.total is None else Decimal(card.result.total) / 100,
            card.result.rank,
            card.result.grade,
        )
        for card in report.people
    }


def test_the_year_of_a_department(year: Desk) -> None:
    """Totals of the published cards, ranks, grades with their reasons; as the plain reading has them."""
    report = annual_report(year, 2025)
    assert seen(report) == plain(year)
    by_number = {card.employee_no: card for card in report.people}
    assert [card.employee_no for card in report.people] == ["E1", "E2", "E3"]
    assert by_number["E2"].result.grade == "unqualified"
    assert reason_texts(report, by_number["E2"])[1].startswith(
        "Unqualified, whatever the rank: 3 months in a row under 60: 2025-06"
    )
    assert reason_texts(report, by_number["E3"]) == ["2 months assessed; a grade takes 6"]
    assert by_number["E3"].result.rank is None and report.assessed == 2
    text = "\n".join(annual_lines(report, str))
    assert "position 50.00 %, within 95 %" in text and "not graded" in text


def test_a_correction_reaches_the_year(year: Desk) -> None:
    """docs/rules.md, rule 15: the year is that of the revisions which the months show."""
    before = seen(annual_report(year, 2025))
    exclusions.strike_out(year, "survey", "AWE12025-05", "another customer answered")
    assert seen(annual_report(year, 2025)) == before
    corrections.correct(year, Period(202505), "struck out")
    after = seen(annual_report(year, 2025))
    assert after != before and after == plain(year)


def test_only_published_months_count(year: Desk, now: time_machine.Traveller) -> None:
    """What is only computed is nobody's result yet."""
    number = "WE12025-09"
    fill(
        year,
        orders=[order(number, "2025-09-05T09:00", "2025-09-06T09:00", technician_no="E1")],
        surveys=[survey("A9", number, "2025-09-10T09:00", "11111")],
    )
    before = seen(annual_report(year, 2025))
    month_close.compute(year, Period(202509))
    assert seen(annual_report(year, 2025)) == before
    month_close.publish(year, Period(202509))
    assert annual_report(year, 2025).months[-1] == 202509
    assert seen(annual_report(year, 2025)) != before


def test_a_year_without_months(year: Desk) -> None:
    """Refused with a sentence."""
    with pytest.raises(UserError, match="No month of 2024 is published yet"):
        annual_report(year, 2024)


def test_a_running_year_says_that_it_may_move(
    year: Desk, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Grades of some months are no grades of the year until its last month is frozen."""
    csi = Program(year.store.path, capsys)
    assert annual_report(year, 2025).running
    assert "2025 is not over: totals, places and grades may still move" in csi("annual", "2025").err
    assert csi("annual", "2025", "--json").json["running"] is True
    now.move_to(local("2026-01-12T10:00"))
    stores.backfill(year, "2025-09", "2025-10", "2025-11")
    assert annual_report(year, 2025).running
    stores.backfill(year, "2025-12")
    assert not annual_report(year, 2025).running
    assert csi("annual", "2025").err == ""


def test_a_rolled_up_year_says_so_too(
    desk: Desk, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same of a year that is made of quarters and months."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    for item in ("ethics", "attitude", "discipline", "relations"):
        ratings.rate(boss, RatingRow(local("2026-01-15T12:00").date(), "E1", item, Decimal(4)))
    now.move_to(local("2026-02-12T10:00"))
    stores.freeze(desk, "2026-01")
    found = Program(desk.store.path, capsys)("annual", "2026")
    assert "2026 is not over" in found.err


def test_grades_of_others_are_read_as_the_site_has_decided(year: Desk) -> None:
    """docs/rules.md, rule 38: totals and ranks are everybody's; grades and their reasons the own ones."""
    users.add_user(year, "Two", "two", [], "E2")
    set_terms(year, others_withheld=True)
    report = annual_report(desk_of(year, "Two"), 2025)
    found = {card.employee_no: card.result for card in report.people}
    assert [(one.total, one.rank) for one in found.values()] == [
        (one.result.total, one.result.rank) for one in annual_report(year, 2025).people
    ]
    assert (found["E1"].grade, found["E1"].reasons) == (None, ()) and found["E2"].grade == "unqualified"
    text = "\n".join(annual_lines(report, str))
    assert "not shown" in text and "read by the person" in text
