"""Sheets filled by column (docs/decisions/0049): typed, pasted, undone, looked over as a whole, kept together."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.screens.entries.entries import EntriesScreen
from csi_tui.screens.entries.whole_sheets import FigureSheet, RatingSheet
from csi_tui.screens.orders.survey_sheet import SurveySheet
from csi_tui.screens.orders.surveys import SurveysScreen
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures, ratings
from csi_tui.services.people import users
from csi_tui.widgets.dialogs import DraftQuestion, SureQuestion
from csi_tui.widgets.sheet_texts import SheetTexts, block_of
from csi_tui.widgets.why_dialog import WhyDialog
from tests.screens.driving import press, quiet, running, shown, type_in
from tests.screens.test_views_and_marks import told
from tests.screens.typing import event_of
from tests.services.systems import JANUARY, site
from tests.stores import local, person

BLOCK = "Q1\tW0001\t2026-03-01 10:00\t5\t4\t5\t5\t4\nQ2\tW0002\t昨天下午4点半\t４\t\t3\t非常满意\t2\r\n"


def surveys_of(store: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(store) as connection:
        return list(
            connection.execute(
                "SELECT agency_ref, order_no, attitude, survey.response, quality, parts, cost FROM survey "
                "JOIN work_order ON work_order.id = order_id WHERE agency_ref LIKE 'Q%' ORDER BY agency_ref"
            )
        )


async def test_surveys_are_pasted_mended_and_kept_together(store: Path) -> None:
    """A fault stands in its cell and below the sheet; nothing is kept before all of it can be."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "4", "e")
        app.post_message(event_of(f"paste:{BLOCK}Q3\tW0777\t2026-03-01\t9"))
        await quiet(pilot)
        await press(pilot, "f2")
        sheet = app.screen
        assert isinstance(sheet, SurveySheet)
        assert set(sheet.sheet.faults) == {(2, 3)}, "what the store says comes once the cells can be read"
        assert "!9" in shown(app) and "1 fault" in shown(app)
        assert surveys_of(store) == []
        await press(pilot, "3", "f2")
        assert set(sheet.sheet.faults) == {(2, 1)} and "There is no order W0777." in shown(app)
        await type_in(pilot, "W0003")
        await press(pilot, "f2")
        assert isinstance(app.screen, SurveysScreen) and "3 surveys are kept." in told(driven)
    assert surveys_of(store) == [
        ("Q1", "W0001", 5, 4, 5, 5, 4),
        ("Q2", "W0002", 4, None, 3, 5, 2),
        ("Q3", "W0003", 3, None, None, None, None),
    ]


async def test_a_column_is_filled_downwards_and_undone(store: Path) -> None:
    """Enter goes down, Ctrl-D takes what stands above, F4 takes a cell or a whole paste back; Escape asks."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "4", "e")
        sheet = app.screen
        assert isinstance(sheet, SurveySheet)
        for text in ("Q1", "Q2"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "home", "up", "up", "tab")
        await type_in(pilot, "W0001")
        await press(pilot, "enter", "ctrl+d")
        assert [row[:2] for row in sheet.sheet.texts.rows[:3]] == [["Q1", "W0001"], ["Q2", "W0001"], ["", ""]]
        app.post_message(event_of("paste:a\tb\nc\td"))
        await quiet(pilot)
        assert sheet.sheet.texts.rows[3][1:3] == ["c", "d"]
        await press(pilot, "f4", "f4", "f4")
        assert [row[:2] for row in sheet.sheet.texts.rows[:4]] == [["Q1", ""], ["Q2", ""], ["", ""], ["", ""]]
        await press(pilot, "f6")
        assert sheet.sheet.texts.rows[0][1] == "W0001"
        await press(pilot, "x", "escape")
        assert sheet.sheet.texts.rows[0][1] == "W0001" and app.screen is sheet
        app.post_message(event_of("escape"))
        app.post_message(event_of("f9"))
        await quiet(pilot)
        assert isinstance(app.screen, SureQuestion), "what was typed before it is shown does not answer it"
        await press(pilot, "f9")
    assert surveys_of(store) == []


@pytest.fixture
def centre(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A contact centre in January; the running account leads E1 and E3, and not E2."""
    desk, _boss = site(
        desk,
        "contact-centre",
        person("E1", supervisor_no="S1"),
        person("E3", supervisor_no="S1"),
        person("S2", "supervisor"),
        person("E2", supervisor_no="S2"),
    )
    users.link(desk, "Boss", None)
    users.link(desk, "Desk", "S1")
    now.move_to(local("2026-02-02T10:00"))
    return desk


async def test_everybody_is_rated_on_one_sheet(centre: Desk) -> None:
    """A pasted column; what stands there is only replaced with a reason, which is asked for once."""
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await press(pilot, "9", "s")
        sheet = app.screen
        assert isinstance(sheet, RatingSheet)
        names = [row[0] for row in sheet.sheet.texts.rows]
        column = [one.id for one in sheet.sheet.columns_].index("supervisor_rating")
        assert {"E1", "E3", "E2"} <= set(names)
        mine = [row for row in range(len(names)) if sheet.sheet.texts.takes((row, column))]
        assert [names[row] for row in mine] == ["E1", "E3"]
        while sheet.sheet.place != (mine[0], column):
            await press(pilot, "enter")
        await type_in(pilot, "85")
        await press(pilot, "enter")
        await type_in(pilot, "101")
        await press(pilot, "f2")
        assert "not between 0 and 100" in shown(app)
        assert ratings.ratings(centre, Period(JANUARY)) == []
        await type_in(pilot, "90.5")
        await press(pilot, "f2")
        assert isinstance(app.screen, EntriesScreen) and "2 ratings are kept." in told(driven)
        await press(pilot, "s")
        again = app.screen
        assert isinstance(again, RatingSheet)
        assert "(85.00)" in shown(app)
        while again.sheet.place != (mine[0], column):
            await press(pilot, "enter")
        await type_in(pilot, "88")
        await press(pilot, "f2")
        assert isinstance(app.screen, WhyDialog)
        await type_in(pilot, "看错了")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntriesScreen)
    scores = {
        line.employee_no: line.score
        for line in ratings.ratings(centre, Period(JANUARY))
        if not line.withdrawn_at
    }
    assert scores == {"E1": "88.00", "E3": "90.50"}


async def test_the_figures_of_a_month_on_one_sheet(centre: Desk) -> None:
    """What stands there is in the cells; a share is part of a whole; an own figure is refused in its cell."""
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await press(pilot, "9", "g")
        sheet = app.screen
        assert isinstance(sheet, FigureSheet)
        ids = [one.id for one in sheet.sheet.columns_]
        column = ids.index("csat")
        rows = {row[0]: at for at, row in enumerate(sheet.sheet.texts.rows)}
        texts = sheet.sheet.texts
        texts.put({(rows["E1"], column): "8.5", (rows["E2"], column): "x"})
        await press(pilot, "f2")
        assert set(sheet.sheet.faults) == {(rows["E2"], column)}
        texts.put({(rows["E2"], column): "9"})
        await press(pilot, "f2")
        assert isinstance(app.screen, EntriesScreen) and "2 figures are kept." in told(driven)
    found = {line.subject: line.value for line in figures.figures(centre, Period(JANUARY), "csat")}
    assert found == {"E1": "8.5", "E2": "9"}


# --- The texts of a sheet, beside a plain list of all that they ever were ---------------------------------------------

CELL = st.sampled_from(["", "1", "2", "甲"])
PLACE = st.tuples(st.integers(0, 3), st.integers(0, 2))
STEP = st.one_of(
    st.tuples(st.just("put"), PLACE, CELL),
    st.tuples(
        st.just("paste"),
        PLACE,
        st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=5).map(
            lambda rows: "\n".join("\t".join(row) for row in rows)
        ),
    ),
    st.tuples(st.sampled_from(["undo", "redo"]), PLACE, CELL),
)


@given(st.lists(STEP, max_size=25), st.booleans())
def test_undo_leads_back_through_everything_that_stood_there(
    steps: list[tuple[str, tuple[int, int], str]], grows: bool
) -> None:
    """The second column takes nothing; a paste that is refused changes nothing; undo and redo walk one list."""

    def state() -> list[list[str]]:
        rows = [list(row) for row in sheet.rows]
        while rows and not any(rows[-1]):
            rows.pop()
        return rows

    sheet = SheetTexts([["", "x", ""] for _row in range(4)], (True, False, True), {(3, 2)}, grows=grows)
    past, at = [state()], 0
    for what, place, text in steps:
        if what == "undo":
            assert (sheet.undo() is None) == (at == 0)
            at = max(0, at - 1)
        elif what == "redo":
            assert (sheet.redo() is None) == (at == len(past) - 1)
            at = min(len(past) - 1, at + 1)
        elif what == "put" and not sheet.takes(place):
            continue
        else:
            refused = sheet.paste(place, text) if what == "paste" else ""
            if what == "put":
                sheet.put({place: text})
            if refused or state() == past[at]:
                assert state() == past[at]
                continue
            del past[at + 1 :]
            past.append(state())
            at += 1
        assert state() == past[at]
    assert all(row[1] in ("x", "") for row in sheet.rows)


@given(st.lists(st.lists(st.text("ab甲 \"',;", max_size=4), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_block_is_read_as_a_spreadsheet_writes_it(rows: list[list[str]]) -> None:
    """Quoted where a cell holds a quotation mark; blanks around a cell go."""
    text = "\r\n".join(
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if '"' in cell else cell for cell in row)
        for row in rows
    )
    expected = [[" ".join(cell.split()) for cell in row] for row in rows]
    while expected and expected[-1] == [""]:
        expected.pop()
    assert block_of(text + "\r\n") == expected


def test_a_cell_of_several_lines_is_one_cell() -> None:
    """As a spreadsheet quotes it."""
    assert block_of('a\t"b\nc"\n\nd') == [["a", "b c"], [""], ["d"]]


async def test_a_sheet_survives_a_hang_up(store: Path) -> None:
    """What stood in it is offered at the next start, rows that a paste added too; kept, it is no draft any more."""
    block = "\n".join(f"Q{n}\tW0001\t2026-03-01\t5" for n in range(60))
    async with running(store) as (app, pilot):
        await press(pilot, "4", "e")
        app.post_message(event_of(f"paste:{block}"))
        await quiet(pilot)
        app.keep_drafts()
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "4", "e")
        assert isinstance(app.screen, DraftQuestion)
        await press(pilot, "f2")
        sheet = app.screen
        assert isinstance(sheet, SurveySheet)
        assert sheet.sheet.texts.rows[59][:4] == ["Q59", "W0001", "2026-03-01", "5"]
        await press(pilot, "f2")
        assert "60 surveys are kept." in told(driven)
        await press(pilot, "e")
        assert isinstance(app.screen, SurveySheet)


@pytest.mark.parametrize(
    "pasted", ['"' + "a" * 180_000, '"' * 1_000_001, "\t" * 1_000_000, "\n" * 1_000_000, "\x01" * 1_000_000]
)
def test_what_is_no_block_is_refused_in_words(pasted: str) -> None:
    """Too much, or a quotation mark that is not closed: a sentence, and every cell is as it was."""
    texts = SheetTexts([["a", "b"]], [True, True], grows=True)
    assert "What was pasted" in texts.paste((0, 0), pasted)
    assert texts.rows == [["a", "b"]] and texts.undo() is None
