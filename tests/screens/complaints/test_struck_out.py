"""A complaint that is struck out does not look untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import DataTable

from csi_tui.services.changes import exclusions
from csi_tui.services.complaints import pages
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.keeping.opening import open_desk
from tests.screens.driving import press, quiet, running, shown


@pytest.fixture
def struck(store: Path) -> Path:
    """One complaint is struck out; another was, and counts again."""
    desk = open_desk(store)
    exclusions.strike_out(desk, "complaint", "C0002", "malicious")
    exclusions.strike_out(desk, "complaint", "C0003", "slip")
    exclusions.restore(desk, "complaint", "C0003", "it was right")
    desk.close()
    return store


@pytest.mark.parametrize("width", [80, 120])
async def test_a_complaint_that_is_struck_out_is_marked(struck: Path, width: int) -> None:
    """docs/glossary.md, strike out: in its line, in the count of the list, beside the list and in its sheet."""
    async with running(struck, size=(width, 30)) as (app, pilot):
        await press(pilot, "3")
        assert "×C0002" in shown(app) and "×C0003" not in shown(app)
        assert "1 of them struck out" in shown(app)
        table = app.screen.query_one(DataTable)
        place = next(at for at in range(table.row_count) if "C0002" in str(table.get_row_at(at)))
        table.move_cursor(row=place)
        await quiet(pilot)
        assert ("Struck out, it" in shown(app)) == (width == 120)
        await press(pilot, "o")
        assert "Struck out, it counts nowhere: malicious" in shown(app)
        await press(pilot, "escape", "u")
        assert "×C0002" in shown(app) and "1 of them struck out" in shown(app)


def test_of_what_is_listed_those_that_are_struck_out_are_counted(struck: Path) -> None:
    """Of the complaints that the list holds, not of all."""
    desk = open_desk(struck)
    assert pages.complaints_total(desk, struck=True) == 1
    assert pages.complaints_total(desk, open_only=False, search="C0003", struck=True) == 0
    assert pages.complaint_line(desk, "C0002").struck and not pages.complaint_line(desk, "C0003").struck
    assert read_detail(desk, "c0002").struck and not read_detail(desk, "C0003").struck
    desk.close()
