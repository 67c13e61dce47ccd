"""Files on the screens: brought in after a preview, looked at, undone (docs/decisions/0060)."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.widgets import OptionList

from csi_tui.screens.help import HelpScreen
from csi_tui.screens.imports.choose_file import ChooseFileDialog, PathInput
from csi_tui.screens.imports.files import FilesScreen
from csi_tui.screens.imports.otherwise import SheetsDialog
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.take_out import TakeOutDialog
from csi_tui.screens.imports.template import TemplateDialog
from csi_tui.services.cards.taking_out import kinds_to_take_out
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports import folders
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.sheets.kinds_out import EVERYTHING, GOING_OUT, LISTS_OUT
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.widgets.dialogs import MessageDialog, SureQuestion
from csi_tui.widgets.entry_dialog import RowInput
from tests.screens.driving import Driven, press, quiet, running, shown, type_in
from tests.screens.typing import event_of

HEADERS = "order_no,received_at,customer_name,agent_no"
GOOD = f"{HEADERS}\nW5001,2026-03-01 10:00,王平,E005\nW5002,2026-03-02 10:00,李四,E005\n"
BAD = f"{GOOD}W5003,昨天,赵六,E005\nW5004,2026-03-03 10:00,孙七,E777\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """The folder that was used last."""
    found = tmp_path / "来件"
    found.mkdir()
    folders.keep_last_folder(found)
    return found


def orders_of(store: Path) -> int:
    with sqlite3.connect(store) as connection:
        count: int = connection.execute(
            "SELECT count(*) FROM work_order WHERE order_no LIKE 'W5%'"
        ).fetchone()[0]
        return count


def told(driven: Driven, text: str) -> bool:
    return any(text in one.message for one in driven[0]._notifications)


async def test_that_people_come_first_is_said_of_one_file_too(store: Path, folder: Path) -> None:
    """Where more rows name people who are not there than could come in (docs/decisions/0060); one slip is
    no such file."""
    unknown = "".join(f"W500{n},2026-03-03 10:00,孙七,E777\n" for n in range(3, 6))
    for name, rows, said in (("slip.csv", BAD, False), ("before.csv", f"{GOOD}{unknown}", True)):
        (folder / name).write_text(rows, encoding="utf-8")
        async with running(store) as (app, pilot):
            await press(pilot, "0", "f2", *name, "enter")
            assert isinstance(app.screen, PreviewScreen) and "2 new" in shown(app)
            assert ("the file of the employees comes first" in shown(app)) is said


async def test_a_file_is_shown_then_brought_in_then_undone(store: Path, folder: Path) -> None:
    """Nothing is kept before F2; the result has the same counts; the list's cursor stands on the new import."""
    (folder / "orders.csv").write_text(BAD, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert isinstance(app.screen, PreviewScreen)
        for text in (
            "work orders (by its headers)",
            "headers in row 1",
            "utf-8",
            "2 new",
            "2 rejected",
            "昨天",
        ):
            assert text in shown(app)
        assert "Nothing is kept yet" in shown(app) and orders_of(store) == 0
        await press(pilot, "f2")
        assert "Import 1: orders.csv" in shown(app) and "2 new" in shown(app) and "It came in." in shown(app)
        assert orders_of(store) == 2
        await press(pilot, "f2", "f4", "f6")
        assert isinstance(app.screen, PreviewScreen), "what came in is not brought in again"
        await press(pilot, "escape", "enter")
        assert "W5001" in shown(app) and "nothing rests on it" in shown(app)
        await press(pilot, "escape", "f6")
        assert "2 rows of import 1 leave" in shown(app)
        await press(pilot, *"错月", "enter")
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, FilesScreen) and orders_of(store) == 2
        await press(pilot, "f6", "enter", "f9")
        assert told((app, pilot), "Import 1 undone: 2 rows left, 0 stayed.") and orders_of(store) == 0
        await press(pilot, "f6")
        assert isinstance(app.screen, FilesScreen), "nothing is left of it to undo"


async def test_what_stays_is_named_with_why(store: Path, folder: Path) -> None:
    """Before and after; with nothing that would leave, nothing is asked (docs/decisions/0057, point 2)."""
    (folder / "orders.csv").write_text(GOOD, encoding="utf-8")
    desk = open_desk(store)
    import_file(desk, "orders", folder / "orders.csv")
    change(desk, "W5001")
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "0", "enter")
        assert "it was changed since" in shown(app)
        await press(pilot, "f6")
        assert "1 row of import 1 leaves" in shown(app) and "W5001 stays: it was changed since" in shown(app)
        await press(pilot, "enter", "f9")
        assert isinstance(app.screen, MessageDialog) and "W5001 stays" in shown(app)
        await press(pilot, "enter", "f6")
        assert isinstance(app.screen, MessageDialog) and "Nothing would leave" in shown(app)


def change(desk: Desk, number: str) -> None:
    stored = work_orders.read(desk, number)
    work_orders.change(desk, number, stored.version, replace(stored.row, product="烘干机"))


async def test_a_file_that_was_changed_meanwhile_is_shown_again(store: Path, folder: Path) -> None:
    """The seen preview is not that of the file any more: it is told, shown anew, and only the next F2 takes it."""
    path = folder / "orders.csv"
    path.write_text(GOOD, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        path.write_text(BAD, encoding="utf-8")
        await press(pilot, "f2")
        assert isinstance(app.screen, MessageDialog) and "was changed since it was shown" in shown(app)
        assert orders_of(store) == 0
        await press(pilot, "enter")
        assert "2 rejected" in shown(app) and "Nothing is kept yet" in shown(app)
        await press(pilot, "f2")
        assert orders_of(store) == 2


async def test_keys_before_the_counts_are_there_keep_nothing(store: Path, folder: Path) -> None:
    """All in one go: F2 meets a preview that nobody has seen, and is refused in words or comes to nothing."""
    (folder / "orders.csv").write_text(GOOD, encoding="utf-8")
    async with running(store) as (app, pilot):
        for key in ("0", "f2", "enter", "f2", "f2"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert isinstance(app.screen, PreviewScreen)
        # Either the counts were painted before the key was let in, or it was refused.
        assert orders_of(store) in (0, 2)
        assert orders_of(store) == 2 or told((app, pilot), "wait until it is done")


async def test_settings_are_followed_by_the_preview(store: Path, folder: Path) -> None:
    """Row of the headers, encoding, kind: each reads the file anew; what cannot be read so is said in the head."""
    (folder / "orders.csv").write_bytes(("三月,,,\n" + GOOD).encode("gb18030"))
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert "headers in row 2" in shown(app) and "gb18030" in shown(app)
        await press(pilot, "f6", "enter", "3", "enter")
        assert "lacks the column" in shown(app) or "no kind of file" in shown(app)
        await press(pilot, "f2")
        assert orders_of(store) == 0
        await press(pilot, "f6", "enter", "delete", "enter")
        assert "2 new" in shown(app)
        await press(pilot, "f6", "down", "enter", "home", "down", "enter")
        assert "! orders.csv is not utf-8" in shown(app)
        said = " ".join(shown(app).split())
        assert "at “Read it otherwise”" in said and "--encoding" not in said, "no option of the command here"
        await press(pilot, "f6", "down", "enter", "home", "enter", "f4", "home", "enter")
        assert "employees" in shown(app) and "lacks the columns" in shown(app)


async def test_the_sheets_that_somebody_leaves_out_are_named(store: Path, folder: Path) -> None:
    """Nothing is taken wrong in silence: a comma without a number is asked about, and what is not read is said
    (docs/decisions/0060)."""
    book = Workbook()
    for place, name in enumerate(("1-15日", "16-31日")):
        sheet = book.active if not place else book.create_sheet()
        assert sheet is not None
        sheet.title = name
        sheet.append(HEADERS.split(","))
        sheet.append([f"W500{place}", "2026-03-01 10:00", "王平", "E005"])
    book.save(folder / "orders.xlsx")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert "sheet 1-15日 of 2" in shown(app) and "Not read this time" not in shown(app)
        await press(pilot, "f6", "enter", *",2", "enter")
        assert isinstance(app.screen, SheetsDialog) and "lacks a number beside a comma" in shown(app)
        await press(pilot, *["backspace"] * 3, *"2", "enter")
        assert "1 new" in shown(app) and "Not read this time: 1-15日" in shown(app)
        await press(pilot, "f6", "enter", "end", *",1", "enter")
        assert "2 new" in shown(app) and "Not read this time" not in shown(app)


async def test_other_values_are_replaced_once_that_is_agreed_to(store: Path, folder: Path) -> None:
    """docs/decisions/0057, point 10: the differences stand in the list, and somebody agrees."""
    path = folder / "orders.csv"
    path.write_text(GOOD, encoding="utf-8")
    desk = open_desk(store)
    import_file(desk, "orders", path)
    desk.close()
    path.write_text(GOOD.replace("王平", "王萍"), encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert "0 new · 1 known · 0 changed · 1 rejected" in shown(app)
        await press(pilot, "f2")
        assert told((app, pilot), "No row of this file would come in.")
        await press(pilot, "f6", "up", "enter")
        assert "0 new · 1 known · 1 changed · 0 rejected" in shown(app)
        assert "“王平” becomes “王萍”" in shown(app)
        await press(pilot, "f2")
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "f9")
        assert "It came in" in shown(app)
    desk = open_desk(store)
    assert work_orders.read(desk, "W5001").row.customer_name == "王萍"
    desk.close()


async def test_refused_rows_go_to_a_file(store: Path, folder: Path) -> None:
    """Each with its place and reason, beside the file that it is of."""
    (folder / "orders.csv").write_text(BAD, encoding="utf-8")
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, "0", "f2", "enter", "d")
        await press(pilot, "end", *["backspace"] * 4, *"csv", "enter")
        assert told((app, pilot), "2 lines are written to")
    text = (folder / "orders-rejected.csv").read_text(encoding="utf-8-sig")
    assert "4,Received,昨天" in text and "5,Agent,E777" in text


async def test_a_path_is_typed_completed_or_dropped(store: Path, folder: Path) -> None:
    """Folders are looked into; Tab completes; a path that is pasted takes the place of what stands there."""
    (folder / "三月").mkdir()
    (folder / "三月" / "agency (1).csv").write_text(GOOD, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        assert app.screen.query_one(PathInput).value == "三月/" and "agency (1).csv" in shown(app)
        await type_in(pilot, "ag")
        await press(pilot, "tab")
        assert app.screen.query_one(PathInput).value == "三月/agency (1).csv"
        await type_in(pilot, "x")
        await press(pilot, "enter")
        assert isinstance(app.screen, ChooseFileDialog) and "There is no file" in shown(app)
        app.post_message(event_of(f"paste:'{folder}/三月/agency (1).csv' "))
        await press(pilot, "enter")
        assert isinstance(app.screen, PreviewScreen) and "2 new" in shown(app)
        await press(pilot, "escape", "f2")
        assert "agency (1).csv" in shown(app), "the folder is the one that was used last"


async def test_the_folder_above_has_a_line_and_a_key(store: Path, folder: Path) -> None:
    """``../`` stands first, the cursor on the newest file; Backspace goes up where no part of a name is typed."""
    (folder / "orders.csv").write_text(GOOD, encoding="utf-8")
    (folder.parent / "beside.csv").write_text(GOOD, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2")
        assert "../" in shown(app) and "orders.csv" in shown(app)
        await press(pilot, "up", "enter")
        assert "beside.csv" in shown(app)
        await press(pilot, *folder.name, "tab")
        assert app.screen.query_one(PathInput).value == "" and "orders.csv" in shown(app)
        await press(pilot, "o", "backspace")
        assert "orders.csv" in shown(app)
        await press(pilot, "backspace")
        assert "beside.csv" in shown(app)


async def test_the_choice_of_a_file_has_help(store: Path, folder: Path) -> None:
    """F1 and F12 are help wherever one is; the footer names it."""
    async with running(store) as (app, pilot):
        for key in ("f1", "f12"):
            await press(pilot, "0", "f2")
            assert isinstance(app.screen, ChooseFileDialog) and "Help" in shown(app)
            await press(pilot, key)
            assert isinstance(app.screen, HelpScreen) and "the folder above" in " ".join(shown(app).split())
            await press(pilot, "escape", "escape")


async def test_an_import_is_stopped(store: Path, folder: Path) -> None:
    """Escape while rows come in, here while another desk writes: nothing is kept, and the file is shown again."""
    (folder / "orders.csv").write_text(GOOD, encoding="utf-8")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2", "enter")
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            app.post_message(event_of("f2"))
            await app.typed_ahead.all_done()
            app.post_message(event_of("f2"))
            app.post_message(event_of("escape"))
            await app.typed_ahead.all_done()
            assert told((app, pilot), "wait until it is done")
            other.execute("ROLLBACK")
        await quiet(pilot)
        assert isinstance(app.screen, PreviewScreen)
        assert told((app, pilot), "Stopped; nothing was kept.") and orders_of(store) == 0
        assert "2 new" in shown(app) and "Nothing is kept yet" in shown(app)


async def test_who_may_not_import_is_told(store: Path, folder: Path) -> None:
    """The list is everybody's; bringing in is not (docs/cli.md, *A store and its users*)."""
    with sqlite3.connect(store) as connection:
        connection.execute("DELETE FROM user_role")
        connection.execute("INSERT INTO user_role (user_id, role) SELECT id, 'head' FROM app_user")
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f2")
        assert isinstance(app.screen, FilesScreen) and told((app, pilot), "You may not bring in files")


async def test_a_template_is_written_to_be_filled_in(store: Path, folder: Path) -> None:
    """F9 in Files: kind, then path beside the last file; what stands there stays (docs/cli.md, *csi import*)."""
    async with running(store) as (app, pilot):
        await press(pilot, "0", "f9", "down", "enter")
        assert isinstance(app.screen, TemplateDialog)
        written = Path(app.screen.texts()["file"])
        assert written.parent == folder
        await press(pilot, "f2")
        assert told((app, pilot), "The template was written to")
        with zipfile.ZipFile(written) as book:
            inside = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        assert all(f">{column.id}<" in inside for column in KINDS[[*KINDS][1]])
        await press(pilot, "f9", "down", "enter", "f2")
        assert isinstance(app.screen, TemplateDialog), "nothing is written over"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_kind_is_taken_out(store: Path, folder: Path, size: tuple[int, int]) -> None:
    """x in Files: whatever ``csi export`` knows and the user may read, of a span, masked unless whole is chosen; what
    stands there stays (docs/cli.md, *csi export*)."""
    desk = open_desk(store)
    kinds = [kind for kind, _name in kinds_to_take_out(desk)]
    desk.close()
    assert {*kinds, "pay"} == {*GOING_OUT, *LISTS_OUT, EVERYTHING}
    async with running(store, size=size) as (app, pilot):
        await press(pilot, "0", "x", "down", "enter")
        assert isinstance(app.screen, TakeOutDialog) and "To a file: work orders" in shown(app)
        await press(pilot, "f2")
        assert told((app, pilot), "rows written to")
        masked = (folder / "orders.xlsx").read_bytes()
        await press(pilot, "x", "down", "enter", "f2")
        assert isinstance(app.screen, TakeOutDialog) and "already" in shown(app), "nothing is written over"
        app.screen.query_one("#entry-file", RowInput).value = str(folder / "whole.csv")
        app.screen.query_one("#entry-span", RowInput).value = "2026-02"
        app.screen.query_one("#entry-choices", OptionList).highlighted = 1
        await press(pilot, "f2")
        whole = (folder / "whole.csv").read_text("utf-8-sig")
        assert re.search(r"\b1\d{10}\b", whole) and "****" not in whole and "2026-01-0" not in whole
        assert masked
        await press(pilot, "x", *["down"] * (len(kinds) - 1), "enter")
        assert "everything" in shown(app)
        app.screen.query_one("#entry-file", RowInput).value = str(folder / "all.zip")
        await press(pilot, "f2")
        with zipfile.ZipFile(folder / "all.zip") as found:
            assert {Path(name).stem for name in found.namelist()} == {*GOING_OUT, "appeals", "audit"} - {
                "pay"
            }
            assert "****" in found.read("orders.csv").decode("utf-8-sig")
        await press(pilot, "x", *["down"] * kinds.index("results"), "enter", "f2")
        assert isinstance(app.screen, TakeOutDialog) and "is needed" in shown(app)
