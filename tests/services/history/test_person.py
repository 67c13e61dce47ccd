"""The history of a person: adjustments, figures, appeals, told to those who may read them (docs/decisions/0065)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing, procedure
from csi_tui.services.changes import adjustments
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.rows import RowHistory, history_of
from csi_tui.services.history.text import history_text
from csi_tui.services.tabular.records import MeasureRow
from tests import stores
from tests.services.procedures import desk_of, publish_january
from tests.services.systems import JANUARY, enter, site
from tests.stores import local, person

OF_RESULTS = {"file-appeal", "decide-appeal", "adjust", "withdraw-adjustment"}


@pytest.fixture
def judged(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """January was published; Owner (E1) appealed, Direct upheld it and adjusted a line, the second time for good."""
    publish_january(desk, now)
    desks = {name: desk_of(desk, name) for name in ("Owner", "Colleague", "Direct", "Head", "Hr")}
    month = Period(JANUARY)
    number = filing.file_appeal(desks["Owner"], month, "attitude", "another visit was meant", "recording 7")
    procedure.decide(desks["Direct"], number, "upheld", "so it was")
    reopen_month(desks["Direct"], month, "as decided")
    first = adjustments.adjust(desks["Direct"], month, "E1", "attitude", "+2.5", "the other visit")
    adjustments.withdraw(desks["Direct"], first, "too much")
    now.shift(stores.ONE_DAY)
    adjustments.adjust(desks["Direct"], month, "E1", "attitude", "+1", "the other visit", "recording 7")
    adjustments.adjust(desks["Direct"], month, "E2", "attitude", "-2", "somebody else")
    return desks


def of(found: RowHistory, *actions: str) -> list[HistoryLine]:
    return [line for line in found.lines if line.action in actions]


def test_appeals_and_adjustments_with_who_and_why(judged: dict[str, Desk]) -> None:
    """Those about this very person, in their order, with the words that were kept."""
    lines = of(history_of(judged["Head"], "E1"), *OF_RESULTS)
    assert [(line.action, line.who, line.account, line.reason) for line in lines] == [
        ("file-appeal", "Owner", "owner", "another visit was meant"),
        ("decide-appeal", "Direct", "direct", "so it was"),
        ("adjust", "Direct", "direct", "the other visit"),
        ("withdraw-adjustment", "Direct", "direct", "too much"),
        ("adjust", "Direct", "direct", "the other visit"),
    ]
    assert [line.evidence for line in lines] == ["recording 7", "", "", "", "recording 7"]
    points = [(one.old, one.new) for line in lines for one in line.changes if one.field == "points"]
    assert points == [("", "2.50"), ("", "1.00")]
    assert "somebody else" not in history_text(history_of(judged["Head"], "E1"))


def test_they_are_told_to_those_who_may_read_them(judged: dict[str, Desk]) -> None:
    """docs/decisions/0028, point 10: the own ones, or all by whom looks over results; of others nothing."""
    for name in ("Owner", "Direct", "Head", "Hr"):
        assert of(history_of(judged[name], "E1"), *OF_RESULTS), name
    found = history_of(judged["Colleague"], "E1")
    assert of(found, *OF_RESULTS) == []
    assert "visit" not in history_text(found)


def test_figures_with_what_stood_there(desk: Desk, now: time_machine.Traveller) -> None:
    """By hand and replaced; those of the team are not the person's."""
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "contact-centre", person("E1", "agent", team="One", supervisor_no="S1"))
    for subject in ("E1", "One"):
        enter(desk, subject, "csat", "8.6")
    now.move_to(local("2026-01-29T10:00"))
    row = MeasureRow(Period(JANUARY), "E1", "csat", Decimal("8.4"), Decimal(1))
    figures.set_figure(boss, row, "a malicious complaint")
    lines = of(history_of(desk, "E1"), "enter-figures")
    assert [(line.who, line.reason, line.changes[0].old, line.changes[0].new) for line in lines] == [
        ("Desk", "", "", "8.6"),
        ("Boss", "a malicious complaint", "8.6", "8.4"),
    ]
    assert [line.number for line in lines] == ["2026-01", "2026-01"]
    assert "figure of 2026-01 entered" in history_text(history_of(desk, "E1"))
