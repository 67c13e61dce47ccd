"""Headers and words of a new sender, looked over on screen, agreed to, and remembered; and a file for the sender."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from csi_tui.screens.app import CsiApp
from csi_tui.screens.imports.folder import FolderScreen
from csi_tui.screens.imports.layout import LayoutScreen
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.services.imports import folders
from csi_tui.services.imports.mappings import mappings
from csi_tui.services.keeping.opening import open_desk
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.rows import RowTable
from tests.screens.driving import Driven, press, quiet, running, shown
from tests.screens.typing import event_of

HEADERS = "流水,受理时间,客户,客服工号,结论,渠道"
ROWS = "X1,2026-03-01 10:00,王平,E005,修好了,电话\nX2,2026-03-02 10:00,李四,E005,,电话\nX3,昨天,赵六,E005,,电话\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """The folder that was used last."""
    found = tmp_path / "来件"
    found.mkdir()
    folders.keep_last_folder(found)
    return found


def told(driven: Driven, text: str) -> bool:
    return any(text in one.message for one in driven[0]._notifications)


async def test_a_new_layout_is_agreed_to_on_screen(store: Path, folder: Path) -> None:
    """Nothing is guessed in silence: the kind is said, then each header and word, then the file is shown so."""
    (folder / "new.csv").write_text(f"{HEADERS}\n{ROWS}", encoding="utf-8")
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert "those of no kind" in shown(app)
        await press(pilot, "f4", "home", "down", "enter")
        assert "lacks the column" in shown(app) and "are named with Ctrl-→" in " ".join(shown(app).split())
        await press(pilot, "c")
        assert isinstance(app.screen, LayoutScreen)
        assert "流水" in shown(app) and "修好了" in shown(app)
        await press(pilot, "f2")
        assert isinstance(app.screen, LayoutScreen) and told((app, pilot), "Still missing: Order no.")
        for header, wanted in (
            ("流水", "Order no."),
            ("结论", "Outcome"),
            ("渠道", "left out, without a word"),
        ):
            await choose(app, pilot, header, wanted)
        await choose(app, pilot, "“修好了”", "fixed")
        await press(pilot, "f2")
        assert isinstance(app.screen, PreviewScreen)
        assert "2 new · 0 known · 0 changed · 1 rejected" in shown(app) and "fixed" in shown(app)
        await press(pilot, "f6")
        assert "as agreed under “Columns”" in shown(app)
        await press(pilot, "escape", "f2")
        assert "It came in" in shown(app) and "The mapping is remembered" in shown(app)
        (folder / "next.csv").write_text(
            f"{HEADERS}\nX7,2026-03-07 10:00,王平,E005,修好了,电话\n", encoding="utf-8"
        )
        await press(pilot, "escape", "f2", *"next", "enter")
        assert "1 new" in shown(app) and "work orders" in shown(app)
    desk = open_desk(store)
    assert mappings(desk)[0].remembered.content == {
        "orders": {"流水": "order_no", "结论": "outcome", "渠道": ""},
        "words": {"outcome": {"修好了": "fixed"}},
    }
    desk.close()


async def choose(app: CsiApp, pilot: Pilot[int], line: str, wanted: str) -> None:
    """Go to a line, and choose what it stands for."""
    await press(pilot, "home")
    screen = app.screen
    assert isinstance(screen, LayoutScreen)
    for _line in screen._lines:
        at = screen.query_one(RowTable).cursor_row
        one = screen._lines[at]
        if line in (f"“{one.word}”" if one.word else one.header):
            break
        await press(pilot, "down")
    await press(pilot, "enter", "home")
    labels = [label for _id, label in one.choices]
    await press(pilot, *["down"] * labels.index(wanted), "enter")


async def test_what_was_agreed_to_holds_for_the_folder(store: Path, folder: Path) -> None:
    """Whoever looks at one file of a folder, agrees to its words and goes back has the folder counted with them, and
    so it comes in (docs/decisions/0060)."""
    (folder / "new.csv").write_text(
        "order_no,received_at,customer_name,agent_no,outcome\n"
        "X1,2026-03-01 10:00,王平,E005,修好了\nX2,2026-03-02 10:00,李四,E005,\n",
        encoding="utf-8",
    )
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, "0", "f2", "f6")
        assert isinstance(app.screen, FolderScreen)
        assert [one.report.accepted for one in app.screen._files if one.report] == [1]
        await press(pilot, "enter", "escape")
        assert [one.report.accepted for one in app.screen._files if one.report] == [1]
        await press(pilot, "enter", "c")
        await choose(app, pilot, "“修好了”", "fixed")
        await press(pilot, "f2")
        assert isinstance(app.screen, PreviewScreen) and "2 new" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, FolderScreen)
        assert [one.report.accepted for one in app.screen._files if one.report] == [2]
        await press(pilot, "f2")
        assert "came in, import 1" in shown(app)
        assert [one.report.rejected_rows for one in app.screen._files if one.report] == [0]


async def test_keys_before_the_lines_are_there_agree_to_nothing(store: Path, folder: Path) -> None:
    """All in one go: the file is shown before anything is kept of it."""
    (folder / "new.csv").write_text(f"{HEADERS}\n{ROWS}", encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "f4", "home", "down", "enter")
        for key in ("c", "f2"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert isinstance(app.screen, LayoutScreen | PreviewScreen)
    desk = open_desk(store)
    assert mappings(desk) == []
    desk.close()


async def test_what_was_decided_is_not_thrown_away_by_one_key(store: Path, folder: Path) -> None:
    """Enter on a column begins there; Escape asks once something was chosen."""
    (folder / "new.csv").write_text("工单号,受理时间,渠道\nX1,2026-03-01 10:00,电话\n", encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "end", "enter")
        assert isinstance(app.screen, LayoutScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, PreviewScreen)
        await press(pilot, "enter", "enter")
        assert "What does “渠道” stand for?" in shown(app)
        await press(pilot, "home", "enter", "escape")
        assert isinstance(app.screen, SureQuestion)


async def test_refused_rows_go_back_to_their_sender(store: Path, folder: Path) -> None:
    """In the layout of the file, with the reasons, beside the file; a file that is there already is not replaced."""
    (folder / "orders.csv").write_text("备注,工单号,受理时间,客户\nx,W5001,昨天,王平\n", encoding="utf-8")
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "e")
        assert "orders-to-correct.xlsx" in shown(app)
        await press(pilot, "end", *["backspace"] * 4, *"csv", "enter")
        assert told((app, pilot), "1 row is written to")
        await press(pilot, "e", "end", *["backspace"] * 4, *"csv", "enter")
        assert "There is a file" in shown(app)
    text = (folder / "orders-to-correct.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("备注,工单号,受理时间,客户,") and "x,W5001,昨天,王平,received_at" in text
