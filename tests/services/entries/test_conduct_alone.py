"""Records of conduct alone make no figure; two deductions make 0 all the same (docs/rules.md, rule 28, seed 003 §2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.pay import month_pay
from csi_tui.services.pay import month_pay as pay
from csi_tui.services.pay.text import line_text, pay_lines
from csi_tui.services.people import users
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.schemes.text.scheme import scheme_lines
from csi_tui.services.spans.results import read_span, results_of
from csi_tui.services.spans.what_follows import consequences_of
from csi_tui.services.tabular.records import RatingRow
from tests import stores
from tests.services.months.test_systems import ASPECTS
from tests.services.pay.test_pay import amount
from tests.services.procedures import desk_of
from tests.services.systems import DAY, JANUARY, MONTH, card, enter, figure, site
from tests.stores import local, person


def test_one_deduction_and_no_work_points_is_no_month(desk: Desk, now: time_machine.Traveller) -> None:
    """0.00 and a grade for one deduction alone; the records stay in sight."""
    desk, boss = points_of_two(desk)
    conduct.add(boss, "E2", "careless", DAY, "left a customer waiting")
    stores.compute(desk, MONTH)
    one = card(desk, "E2")
    assert (one["total"], one["rank"], one["flags"], one.get("grade")) == (None, None, [], None)
    assert figure(desk, "E2", "deductions")["score"] == "-20.00"
    assert figure(desk, "E2", "deductions")["effective_weight"] == "0.00"
    assert card(desk, "E1")["rank"] == 1


def test_two_deductions_make_zero_points_or_none(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §2: the month's score is 0, with the warning, and pays no floating part; others' do."""
    desk, boss = points_of_two(desk)
    for _time in range(2):
        conduct.add(boss, "E1", "careless", DAY, "left a customer waiting")
        conduct.add(boss, "E2", "careless", DAY, "left a customer waiting")
    enter(desk, "E3", "work_points", 10)
    conduct.add(boss, "E3", "careless", DAY, "left a customer waiting")
    stores.freeze(desk, MONTH)
    assert [(card(desk, who)["total"], card(desk, who)["flags"]) for who in ("E1", "E2", "E3")] == [
        ("0.00", ["zeroed"]),
        ("0.00", ["zeroed"]),
        ("0.00", []),
    ]
    follows = consequences_of(desk, read_span(MONTH))
    assert [(one.consequence, one.employee_no) for one in follows] == [("warning", "E1"), ("warning", "E2")]
    users.add_user(desk, "Pay", "pay", ["hr"])
    hr = desk_of(desk, "Pay")
    for who in ("E1", "E2", "E3"):
        amount(hr, "floating", 1000, who)
    sheets = {str(one["employee_no"]): one for one in month_pay.pay_report(hr, Period(JANUARY)).people}
    assert [sheets[who]["total"] for who in ("E1", "E2")] == ["0.00", "0.00"]
    # A floor at 0 is no month set to 0: its grade pays.
    assert sheets["E3"]["total"] != "0.00"
    lines: Any = sheets["E1"]["lines"]
    assert line_text(lines[0], {}) == "1000.00 × 0 (set to 0 by the deductions of the month)"


def test_the_pay_sheet_says_who_is_not_assessed_and_what_that_pays(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0030, point 6, and docs/rules.md, rules 9 and 28: one deduction is no month.

    `otherwise` pays, and says why.
    """
    desk, boss = points_of_two(desk)
    conduct.add(boss, "E2", "careless", DAY, "left a customer waiting")
    stores.freeze(desk, MONTH)
    users.add_user(desk, "Pay", "pay", ["hr"])
    hr = desk_of(desk, "Pay")
    for who in ("E1", "E2"):
        amount(hr, "floating", 1000, who)
    report = pay.pay_report(hr, Period(JANUARY))
    sheets = {str(one["employee_no"]): one for one in report.people}
    lines: Any = sheets["E2"]["lines"]
    assert (lines[0]["amount"], lines[0]["basis"], lines[0]["factor"]) == ("1000.00", "not-assessed", "1")
    said = "1000.00 × 1 (not assessed: the factor of those without a grade)"
    assert line_text(lines[0], report.names) == said
    assert said in "\n".join(pay_lines(report))


def points_of_two(desk: Desk) -> tuple[Desk, Desk]:
    """A team of three by points, of whom E1 alone has any."""
    desk, boss = site(
        desk,
        "team-points",
        *(person(f"E{n}", "technician", team="T1", supervisor_no="S1") for n in (1, 2, 3)),
    )
    for item in ("boards_issued", "customers_visited"):
        enter(desk, "T1", item, 10)
    enter(desk, "E1", "work_points", 300)
    return desk, boss


@pytest.mark.parametrize("sheet", [True, False])
def test_a_merit_is_no_year_end_assessment(desk: Desk, now: time_machine.Traveller, sheet: bool) -> None:
    """Two people alike, one with a merit of 7: with the sheet it adds, without it there is no
    total and no grade for either, and the parts are shown (`required`)."""
    desk, boss = site(desk, "four-aspects", *(person(who, supervisor_no="S1") for who in ("E1", "E2")))
    now.move_to(local("2026-01-12T10:00"))
    day = date(2025, 12, 20)
    for who in ("E1", "E2"):
        for item, points in ASPECTS.items():
            ratings.rate(boss, RatingRow(day, who, item, Decimal(points)))
        for item in ("weekly_check", "monthly_check"):
            ratings.rate(boss, RatingRow(day, who, item, Decimal(95)))
        if sheet:
            ratings.rate(boss, RatingRow(day, who, "year_end_assessment", Decimal(90)))
    conduct.add(boss, "E1", "year-merit", day, "trained the newcomers", points="7")
    stores.backfill(desk, "2025-12")
    found = {one.employee_no: one for one in results_of(desk, read_span("2025")).cards}
    parts = {who: {one.id: one.score for one in found[who].indicators} for who in found}
    assert all((parts[who]["checks"], parts[who]["assessments"]) == ("95.00", "86.00") for who in found)
    if sheet:
        assert (parts["E1"]["year_end"], parts["E2"]["year_end"]) == ("97.00", "90.00")
        # 0.2 x 95 + 0.3 x 86 + 0.5 x 97, and 3.5 less.
        assert [(one.total, one.grade) for one in found.values()] == [
            ("93.30", "excellent"),
            ("89.80", "good"),
        ]
    else:
        assert (parts["E1"]["year_end"], parts["E2"]["year_end"]) == (None, None)
        assert [(one.total, one.rank, one.grade) for one in found.values()] == [(None, None, None)] * 2


def test_a_merit_without_an_assessment_is_no_month(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028, point 6: nobody has a month for a merit alone, nor for half a rubric beside it."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    conduct.add(boss, "E1", "merit", DAY, "trained the newcomers", points="+8")
    ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(5)))
    stores.compute(desk, MONTH)
    assert (card(desk, "E1")["total"], figure(desk, "E1", "merits")["score"]) == (None, "8.00")


def test_a_forfeited_line_is_zero_rated_or_not(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §5: a penalised act takes all points of its line, so there is nothing left to rate; docs/decisions/0028,
    point 6: with nothing else rated it makes no month."""
    desk, boss = site(
        desk, "four-aspects", person("E1", supervisor_no="S1"), person("E2", supervisor_no="S1")
    )
    for who in ("E1", "E2"):
        conduct.add(boss, who, "fraud", DAY, "a forged signature")
    virtue = ("ethics", "attitude", "discipline", "relations")
    for item, points in ASPECTS.items():
        if item not in virtue:
            ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal(points)))
    stores.compute(desk, MONTH)
    assert figure(desk, "E1", "virtue")["score"] == "0.00"
    assert card(desk, "E1")["total"] == "68.00"  # 86 - 18
    assert card(desk, "E2")["total"] is None


def test_a_scheme_says_what_it_cannot_do_without() -> None:
    """`csi scheme show`, of the four aspects' year."""
    said = [line.strip() for line in scheme_lines(built_in()["four-aspects"].scheme, "en", str)]
    assert "At least 70 % of the weight must have data." in said
    assert "No figure without: Year-end assessment." in said
