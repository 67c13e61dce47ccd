"""The sheet of a week on a screen: topics first, other weeks, what the meeting says written where it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.week.week import WeekScreen
from csi_tui.services.week.meeting import meeting
from csi_tui.services.week.week_sheet import week_said
from tests.screens.driving import press, running, shown, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_topics_come_first(computed: Path, size: tuple[int, int]) -> None:
    """From the month's place with one key, the last week that is over; Escape goes back."""
    async with running(computed, size) as (app, pilot):
        await press(pilot, "5", "w")
        assert isinstance(app.screen, WeekScreen)
        text = shown(app)
        assert str(week_said(app.desk, None)) in text and text.index("Topics") < text.index(
            "Overdue and pressing"
        )
        await press(pilot, "escape")
        assert isinstance(app.screen, CloseScreen)


async def test_other_weeks_and_parts(computed: Path) -> None:
    """One back with a key, any by its name; a week that has not begun is said, and the shown one stays."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "w", "f7")
        assert isinstance(app.screen, WeekScreen)
        week = week_said(app.desk, None)
        assert app.screen.found is not None and app.screen.found.week == week.step(-1)
        await press(pilot, "g")
        await type_in(pilot, "2026-W05")
        await press(pilot, "enter")
        assert "2026-W05" in shown(app) and "The week in figures" in shown(app)
        await press(pilot, "f6", "f6")
        await press(pilot, "g")
        await type_in(pilot, "2030-W05")
        await press(pilot, "enter")
        assert isinstance(app.screen, WeekScreen) and app.screen.found is not None
        assert str(app.screen.found.week) == "2026-W05"
        assert any("2030-W05" in note.message for note in app._notifications)


async def test_what_the_meeting_says_is_written_where_it_is_read(computed: Path) -> None:
    """Minutes, who does what by when, and what became of it."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "w", "n", *"Agreed", "enter")
        assert isinstance(app.screen, WeekScreen)
        await press(pilot, "w")
        await type_in(pilot, "E001")
        await press(pilot, "enter")
        await type_in(pilot, "Train")
        await press(pilot, "enter")
        await type_in(pilot, "2026-12-01")
        await press(pilot, "f2")
        week = week_said(app.desk, None)
        found = meeting(app.desk, week)
        assert [one.said.words for one in found.notes] == ["Agreed"]
        (one,) = found.promises
        assert (one.words, one.employee_no, one.due.isoformat(), one.state) == (
            "Train",
            "E001",
            "2026-12-01",
            "open",
        )
        # Changed with a reason: only what is typed is; how it stood before stays.
        await press(pilot, "c", "enter", *"Ill", "tab", "tab", "tab")
        await type_in(pilot, "2026-12-08")
        await press(pilot, "f2")
        (one,) = meeting(app.desk, week).promises
        assert (one.words, one.employee_no, one.due.isoformat()) == ("Train", "E001", "2026-12-08")
        assert [(was.due.isoformat(), was.until.words) for was in one.before] == [("2026-12-01", "Ill")]
        assert isinstance(app.screen, WeekScreen)
        await press(pilot, "x", "enter", *"Held", "f2")
        (one,) = meeting(app.desk, week).promises
        assert one.done is not None and one.done.words == "Held"
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.found is not None and app.screen.found.meeting.promises == (one,)


async def test_it_is_written_to_a_file(computed: Path, tmp_path: Path) -> None:
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "w", "d", "enter")
        await type_in(pilot, str(tmp_path / "week.txt"))
        await press(pilot, "f2")
        assert str(week_said(app.desk, None)) in (tmp_path / "week.txt").read_text(encoding="utf-8")
