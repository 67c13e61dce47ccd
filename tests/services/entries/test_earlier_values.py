"""What is replaced stays readable: seed 002 §3.2 (calibration by hand of disputed data)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import Explanation, earlier_in, explain
from csi_tui.services.close import month_close, reopening
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.entries.earlier_values import earlier_behind_text
from csi_tui.services.entries.text.entered import conduct_table, figure_table, rating_table
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay.text import amount_table
from csi_tui.services.people import users
from csi_tui.services.tabular.records import MeasureRow, PayRow, RatingRow
from tests import stores
from tests.cli.program import Program
from tests.services.procedures import desk_of
from tests.services.systems import DAY, JANUARY, MONTH, enter, site
from tests.stores import local, person


def replace_figure(desk: Desk, subject: str, measure: str, value: str, reason: str) -> None:
    row = MeasureRow(Period(JANUARY), subject, measure, Decimal(value), Decimal(1))
    figures.set_figure(desk, row, reason)


@pytest.fixture
def centre(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """A contact centre; what E1 and team One have for CSAT was replaced twice, once by the boss."""
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "contact-centre", person("E1", "agent", team="One", supervisor_no="S1"))
    for subject in ("E1", "One"):
        enter(desk, subject, "csat", "8.6")
    now.move_to(local("2026-01-29T10:00"))
    for subject in ("E1", "One"):
        replace_figure(boss, subject, "csat", "8.4", "a malicious complaint")
    now.move_to(local("2026-01-30T10:00"))
    for subject in ("E1", "One"):
        replace_figure(desk, subject, "csat", "8.5", "the outage of the 12th")
    return {"Desk": desk, "Boss": boss}


def said(found: Explanation) -> list[str]:
    return [earlier_behind_text(one) for one in found.earlier]


def test_a_figure_keeps_what_it_replaced(centre: dict[str, Desk]) -> None:
    """Value, who entered it, who took it out, when and why, the first one first; of people and teams."""
    for line in figures.figures(centre["Desk"], Period(JANUARY)):
        assert line.value == "8.5"
        assert [(one.value, one.by, one.until_by, one.reason) for one in line.earlier] == [
            ("8.6", "Desk", "Boss", "a malicious complaint"),
            ("8.4", "Boss", "Desk", "the outage of the 12th"),
        ]
        assert line.json()["earlier"] == [one.json() for one in line.earlier]
    table = figure_table(figures.figures(centre["Desk"], Period(JANUARY)))
    assert (
        "8.6 (Desk, 2026-01-28 10:00) was replaced by Boss, 2026-01-29 10:00: a malicious complaint" in table
    )


def test_so_does_the_receipt(
    centre: dict[str, Desk], now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the figure that it is about, and on no other; as text and as JSON."""
    desk = centre["Desk"]
    now.move_to(local("2026-02-10T10:00"))
    stores.compute(desk, MONTH)
    found = explain(desk, "E1", Period(JANUARY))
    assert [one.was.value for one in found.earlier] == ["8.6", "8.4"]
    assert {line for one in found.earlier for line in one.lines} == {"satisfaction"}
    assert [one.was.value for one in earlier_in(found, "satisfaction")] == ["8.6", "8.4"]
    assert earlier_in(found, "response") == []
    csi = Program(desk.store.path, capsys)
    text = csi("explain", "E1", "--month", MONTH).out
    assert "Replaced or taken back, so not counted:" in text
    assert (
        "8.6 (Desk, 2026-01-28 10:00); replaced or taken back by Boss, 2026-01-29 10:00: a malicious" in text
    )
    listed = csi("explain", "E1", "--month", MONTH, "--json").json["earlier"]
    assert [(one["item"], one["value"], one["reason"]) for one in listed] == [
        ("csat", "8.6", "a malicious complaint"),
        ("csat", "8.4", "the outage of the 12th"),
    ]


def test_a_published_revision_shows_what_was_known_then(
    centre: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """What was replaced after the month was reopened stands on the receipt of the later revision alone."""
    desk = centre["Desk"]
    now.move_to(local("2026-02-10T10:00"))
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    reopening.reopen_month(desk, Period(JANUARY), "an appeal")
    now.move_to(local("2026-02-11T10:00"))
    replace_figure(desk, "E1", "csat", "9", "the appeal was right")
    stores.compute(desk, MONTH)
    assert [one.was.value for one in explain(desk, "E1", Period(JANUARY)).earlier] == ["8.6", "8.4", "8.5"]
    assert [one.was.value for one in explain(desk, "E1", Period(JANUARY), revision=1).earlier] == [
        "8.6",
        "8.4",
    ]


def test_ratings_and_records_say_who_took_them_back(desk: Desk, now: time_machine.Traveller) -> None:
    """Lists, and the receipt of the line that they were about."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    first = ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(4), None))
    ratings.rate(boss, RatingRow(DAY.replace(day=16), "E1", "ethics", Decimal(5), None))
    ratings.withdraw(boss, first, "of another person")
    merit = conduct.add(boss, "E1", "merit", DAY, "praised", points="3")
    conduct.withdraw(desk, merit, "praised by a relative")
    now.move_to(local("2026-02-10T10:00"))
    rating = next(one for one in ratings.ratings(desk, Period(JANUARY)) if one.number == first)
    (record,) = conduct.records(desk, Period(JANUARY))
    assert (rating.withdrawn_by, record.withdrawn_by) == ("Boss", "Desk")
    assert "by Boss: of another person" in rating_table([rating])
    assert "by Desk: praised by a relative" in conduct_table([record])
    stores.compute(desk, MONTH)
    lines = said(explain(desk, "E1", Period(JANUARY)))
    assert any("4.00 (Name S1" in line and "Boss" in line and "of another person" in line for line in lines)
    assert any("3.00 (Boss" in line and "Desk" in line and "praised by a relative" in line for line in lines)


def test_amounts_of_pay_keep_what_they_replaced(desk: Desk, now: time_machine.Traveller) -> None:
    """In the list of those who may read amounts."""
    desk, _boss = site(desk, "online-shop", person("E1", supervisor_no="S1"))
    users.add_user(desk, "Pay", "pay", ["hr"])
    now.move_to(local("2026-02-02T10:00"))
    who = desk_of(desk, "Pay")
    pay_amounts.set_amount(who, PayRow(Period(JANUARY), "E1", "base_pay", 300_000))
    pay_amounts.set_amount(who, PayRow(Period(JANUARY), "E1", "base_pay", 310_000), "a digit was wrong")
    (line,) = pay_amounts.amounts(who, Period(JANUARY))
    assert (line.amount, [(one.value, one.until_by, one.reason) for one in line.earlier]) == (
        "3100.00",
        [("3000.00", "Pay", "a digit was wrong")],
    )
    assert "3000.00 (Pay, 2026-02-02 10:00) was replaced by Pay" in amount_table([line])
