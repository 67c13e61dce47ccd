"""Refused rows are worked through where they are listed (docs/decisions/0061)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.refused_form import RefusedForm
from csi_tui.services.imports import folders
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.field import Field
from tests.screens.driving import Driven, press, quiet, running, shown, type_in
from tests.screens.typing import event_of

HEADERS = "order_no,received_at,customer_name,agent_no"
SENT = (
    f"{HEADERS}\nW5001,2026-03-01 10:00,王平,E005\nW5003,昨天,赵六,E005\nW5004,2026-03-03 10:00,孙七,E777\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """The folder that was used last."""
    found = tmp_path / "来件"
    found.mkdir()
    folders.keep_last_folder(found)
    return found


def imports_of(store: Path) -> list[tuple[int, int, int]]:
    """Number, accepted and rejected rows of each import."""
    with sqlite3.connect(store) as connection:
        return connection.execute("SELECT id, accepted, rejected FROM import_batch ORDER BY id").fetchall()


def told(driven: Driven, text: str) -> bool:
    return any(text in one.message for one in driven[0]._notifications)


def cursor_in(driven: Driven) -> str:
    """The field in which the cursor stands."""
    focused = driven[0].focused
    assert focused is not None
    return next(one.field_name for one in focused.ancestors if isinstance(one, Field))


async def test_refused_rows_are_put_right_one_after_the_other(store: Path, folder: Path) -> None:
    """The good rows first; then each with the cursor in the column concerned; saving goes on to the next."""
    (folder / "orders.csv").write_text(SENT, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "enter")
        assert isinstance(app.screen, SureQuestion) and "1 good row comes in first" in shown(app)
        await press(pilot, "escape")
        assert imports_of(store) == []
        await press(pilot, "enter", "f9")
        assert isinstance(app.screen, RefusedForm) and imports_of(store) == [(1, 1, 2)]
        assert "orders.csv, row 3" in shown(app) and "昨天" in shown(app)
        assert cursor_in((app, pilot)) == "received_at"
        await press(pilot, "f2")
        assert isinstance(app.screen, RefusedForm), "as it is, it is refused again"
        await press(pilot, "ctrl+u")
        await type_in(pilot, "2026-03-02 10:00")
        await press(pilot, "f2")
        assert told((app, pilot), "Row 3, W5003, is in.") and imports_of(store) == [(1, 2, 1)]
        assert "orders.csv, row 4" in shown(app) and cursor_in((app, pilot)) == "agent_no"
        await press(pilot, "escape")
        assert isinstance(app.screen, PreviewScreen) and "2 new" in shown(app) and "1 rejected" in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "E005")
        await press(pilot, "f2")
        assert isinstance(app.screen, PreviewScreen) and told((app, pilot), "That was the last one")
        assert "3 new · 0 known · 0 changed · 0 rejected" in shown(app) and imports_of(store) == [(1, 3, 0)]
        await press(pilot, "escape", "f6")
        assert "3 rows of import 1 leave" in shown(app)


async def test_what_was_typed_is_not_thrown_away_by_one_key(store: Path, folder: Path) -> None:
    """Escape asks; the row stays in the list, the cursor on it."""
    (folder / "orders.csv").write_text(SENT, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "f2", "down", "enter")
        assert "orders.csv, row 4" in shown(app)
        await type_in(pilot, "8")
        await press(pilot, "escape")
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "f9", "enter")
        assert "orders.csv, row 4" in shown(app)


async def test_all_in_one_go(store: Path, folder: Path) -> None:
    """Typed ahead of the screen: what was meant for the form lands in the form."""
    (folder / "orders.csv").write_text(SENT, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "f2", "down")
        for key in ("enter", *"E005", "f2"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert imports_of(store) == [(1, 2, 1)]
        assert isinstance(app.screen, PreviewScreen) and "昨天" in shown(app)


async def test_many_alike_stand_in_one_line(store: Path, folder: Path) -> None:
    """One cause, its column, how many, the first places; Enter opens the first of them."""
    rows = "".join(f"W6{n:03},2026-03-01 10:00,王平,E777\n" for n in range(60))
    (folder / "orders.csv").write_text(f"{HEADERS}\n{rows}", encoding="utf-8")
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert "1 line about the file" in shown(app) and "60 rejected" in shown(app)
        assert "no employee has this number (60 rows: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …)" in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "E005")
        await press(pilot, "f2")
        assert "orders.csv, row 3" in shown(app)
        await press(pilot, "escape")
        assert "59 rejected" in shown(app) and "(59 rows: 3, 4, 5" in shown(app)


async def test_refused_rows_of_an_import_of_before(store: Path, folder: Path) -> None:
    """Its file is looked for by its content; another one of its name is not taken; what is in already is known."""
    (folder / "orders.csv").write_text(SENT, encoding="utf-8")
    (folder / "other.csv").write_text(SENT + "\n", encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", *"ord", "enter", "f2", "escape", "enter", "f2")
        assert (
            isinstance(app.screen, PreviewScreen) and "1 known" in shown(app) and "2 rejected" in shown(app)
        )
        await press(pilot, "down", "enter", *"E005", "f2")
        assert imports_of(store) == [(1, 2, 1)] and "2 known" in shown(app)
        await press(pilot, "escape", "f2")
        assert "2 known" in shown(app) and "1 rejected" in shown(app), "what was put right is listed no more"
        await press(pilot, "escape")
        (folder / "orders.csv").rename(folder / "sent.csv")
        await press(pilot, "f2")
        assert "Choose orders.csv" in shown(app)
        await type_in(pilot, "oth")
        await press(pilot, "enter")
        assert told((app, pilot), "This is not the file")
        await press(pilot, "f2", *"sent", "enter")
        assert isinstance(app.screen, PreviewScreen) and "1 rejected" in shown(app)
        await press(pilot, "escape")
        (folder / "orders.csv").write_text(SENT + "\n", encoding="utf-8")
        await press(pilot, "f2")
        assert "Choose orders.csv: the one in the folder used last has another content" in shown(app)
