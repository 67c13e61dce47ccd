"""What is struck out, or was taken back, does not look untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text

from csi_tui.screens.columns import widened
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.services.changes import exclusions
from csi_tui.services.desk.filters import EVERYTHING, Filter
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import pages
from csi_tui.services.orders.survey_lines import survey_lines
from tests.screens.driving import press, quiet, running, shown


@pytest.fixture
def struck(store: Path) -> Path:
    """One survey and one order are struck out; another survey was, and counts again."""
    desk = open_desk(store)
    exclusions.strike_out(desk, "survey", "A0003", "malicious")
    exclusions.strike_out(desk, "survey", "A0004", "slip")
    exclusions.restore(desk, "survey", "A0004", "it was right")
    exclusions.strike_out(desk, "order", "W0005", "an outage")
    desk.close()
    return store


async def test_a_survey_that_was_taken_back_is_marked(struck: Path) -> None:
    """In its line, in the count of the list, in its form, and in what a command shows."""
    async with running(struck) as (app, pilot):
        await press(pilot, "4")
        assert "×A0003" in shown(app) and "×A0004" not in shown(app)
        assert "12 lines · 1 of them struck out" in shown(app)
        await pilot.resize_terminal(120, 24)
        await quiet(pilot)
        assert "struck out" in next(line for line in shown(app).splitlines() if "×A0003" in line)
        app.push_screen(SurveyForm("A0003"))
        await quiet(pilot)
        assert "Struck out, it counts nowhere: malicious" in shown(app)
    desk = open_desk(struck)
    assert "Struck out, it counts nowhere: malicious" in survey_lines(desk, "A0003")
    assert not any("Struck out" in line for line in survey_lines(desk, "A0004"))
    desk.close()


async def test_an_order_that_is_struck_out_is_marked(struck: Path) -> None:
    """The same of orders."""
    async with running(struck) as (app, pilot):
        await press(pilot, "2")
        assert "struck out" in next(line for line in shown(app).splitlines() if "W0005" in line)
        assert "1 of them struck out" in shown(app)
        app.push_screen(OrderForm("W0005"))
        await quiet(pilot)
        assert "Struck out, it counts nowhere: an outage" in shown(app)


@pytest.mark.parametrize(
    ("only", "search", "n"),
    [
        (EVERYTHING, "", 1),
        (EVERYTHING, "A0003", 1),
        (EVERYTHING, "A0001", 0),
        (Filter(mark="no_order"), "", 0),
    ],
)
def test_of_what_is_listed_those_that_are_struck_out_are_counted(
    struck: Path, only: Filter, search: str, n: int
) -> None:
    """Of the surveys that the list holds, not of all."""
    desk = open_desk(struck)
    assert pages.surveys_total(desk, only=only, search=search, struck=True) == n
    assert pages.orders_total(desk, search="W0005", struck=True) == 1
    assert pages.orders_total(desk, search="W0005", unfinished=True, struck=True) == 0
    desk.close()


def test_numbers_take_what_they_need_before_texts() -> None:
    """A number that is cut says nothing, and there was room to its right."""
    shown_columns = [(0, "Customer", 4), (1, "Order no.", 8)]
    rows = [[Text("Wang Xiaoming"), Text("W20261130-001")], [Text("Li"), Text("W1")]]
    assert widened(shown_columns, rows, 4 + 8 + 4 + 1) == shown_columns
    assert [width for _place, _label, width in widened(shown_columns, rows, 17 + 5)] == [4, 13]
    assert [width for _place, _label, width in widened(shown_columns, rows, 17 + 8)] == [7, 13]
    assert [width for _place, _label, width in widened(shown_columns, rows, 100)] == [13, 13]
    assert widened(shown_columns, [], 100) == shown_columns
