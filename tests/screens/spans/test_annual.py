"""The year on a screen."""

from __future__ import annotations

import time_machine

from csi_tui.screens.spans.annual import AnnualScreen
from csi_tui.services.desk.desk import Desk
from tests.screens.driving import press, running, shown
from tests.services.spans.test_annual import year  # noqa: F401 - the department of that page


async def test_the_year_with_its_reasons(year: Desk, now: time_machine.Traveller) -> None:  # noqa: F811
    """From the scores in one key: who stands where, and why the grade is what it is."""
    async with running(year.store.path) as (app, pilot):
        await press(pilot, "6", "y")
        assert isinstance(app.screen, AnnualScreen)
        text = shown(app)
        assert "2025: 8 months, 2 assessed" in text and "50.00 %" in text and "not graded" in text
        await press(pilot, "down")
        text = shown(app)
        assert "Unqualified, whatever the rank: 3 months in a row under 60" in text
        assert "06 " in text and "100.00 %" in text
        await press(pilot, "f7")
        assert "No month of 2024 is published yet." in shown(app)


async def test_a_department_without_published_months(desk: Desk) -> None:
    """The screen says so, and the way back is open."""
    async with running(desk.store.path) as (app, pilot):
        await press(pilot, "6", "ctrl+x")
        assert isinstance(app.screen, AnnualScreen)
        assert "is published yet." in shown(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, AnnualScreen)
