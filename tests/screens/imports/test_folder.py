"""A whole folder on screen: tried in a row, shown, brought in (docs/decisions/0060)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from csi_tui.screens.imports.files import FilesScreen
from csi_tui.screens.imports.folder import FolderScreen
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.refused_form import RefusedForm
from csi_tui.services.imports import folders
from tests.screens.driving import Driven, press, quiet, running, shown
from tests.screens.typing import event_of

FILES = {
    "1-orders.csv": "order_no,received_at,customer_name,agent_no\n"
    "W5001,2026-03-01 10:00,王平,E905\nW5002,昨天,李四,E905\n",
    "2-people.csv": "employee_no,name,role,joined_on\nE905,王芳,agent,2020-01-01\n",
    "3-notes.txt": "请查收\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """The folder that was used last."""
    found = tmp_path / "三月"
    found.mkdir()
    for name, text in FILES.items():
        (found / name).write_text(text, encoding="utf-8")
    folders.keep_last_folder(found)
    return found


def imports_of(store: Path) -> list[tuple[str, int, int]]:
    """Kind, accepted and rejected rows of each import."""
    with sqlite3.connect(store) as connection:
        return connection.execute("SELECT kind, accepted, rejected FROM import_batch ORDER BY id").fetchall()


def told(driven: Driven, text: str) -> bool:
    return any(text in one.message for one in driven[0]._notifications)


async def test_a_folder_is_shown_and_brought_in(store: Path, folder: Path) -> None:
    """In the right order, with counts before anything is kept; what is no table says why; refused rows are mended."""
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "f6")
        assert isinstance(app.screen, FolderScreen)
        lines = shown(app).splitlines()
        people, orders, notes = (
            next(line.split() for line in lines if name in line)
            for name in ("2-people", "1-orders", "3-notes")
        )
        assert people[1:4] == ["employees", "1", "0"] and orders[1:6] == ["work", "orders", "1", "0", "1"]
        assert "left" in notes and "2 files come in, 1 is left out. Nothing is kept yet." in shown(app)
        assert imports_of(store) == []
        await press(pilot, "end")
        assert "those of no kind of file" in shown(app) and "there F6 sets how it is read" in shown(app)
        await press(pilot, "home", "f2")
        assert imports_of(store) == [("employees", 1, 0), ("orders", 1, 1)]
        assert "came in, import 2" in shown(app) and "2 files came in, 1 is left out." in shown(app)
        await press(pilot, "f2")
        assert told((app, pilot), "No file of this folder would come in.") and len(imports_of(store)) == 2
        await press(pilot, "down", "enter")
        assert (
            isinstance(app.screen, PreviewScreen) and "1 known" in shown(app) and "1 rejected" in shown(app)
        )
        await press(pilot, "enter")
        assert isinstance(app.screen, RefusedForm)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, FolderScreen)
        assert "0 files come in, 1 is left out. What came in before is kept." in shown(app)
        await press(pilot, "home", "down")
        assert "there before, import 2; 1 row is still rejected" in " ".join(shown(app).split())
        await press(pilot, "enter", "enter", *"2026-03-02", "f2", "escape")
        assert isinstance(app.screen, FolderScreen) and "there before, import 2" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, FilesScreen) and imports_of(store)[1] == ("orders", 2, 0)


async def test_keys_before_the_files_are_tried_bring_in_nothing_unseen(store: Path, folder: Path) -> None:
    """All in one go: either the counts were painted before the key, or it was refused in words."""
    async with running(store) as (app, pilot):
        for key in ("0", "f2", "f6", "f2"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert isinstance(app.screen, FolderScreen)
        assert imports_of(store) == [] or "2 files came in, 1 is left out." in shown(app)


async def test_an_empty_folder(store: Path, folder: Path) -> None:
    (folder / "空").mkdir()
    folders.keep_last_folder(folder / "空")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "f6")
        assert isinstance(app.screen, FolderScreen) and "There is no file in" in shown(app)
        await press(pilot, "f2", "escape")
        assert isinstance(app.screen, FilesScreen)
