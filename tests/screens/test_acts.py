"""Each act of docs/keys.md is played with the keys that stand there, and does what it says."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from csi_tui import i18n
from csi_tui.screens.analysis.analysis import AnalysisScreen
from csi_tui.screens.app import CsiApp
from csi_tui.screens.board.board import BoardScreen
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.compare import CompareScreen
from csi_tui.screens.cards.department import DepartmentScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.complaints.several import HandlersDialog
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.imports.files import FilesScreen
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.screens.orders.survey_sheet import SurveySheet
from csi_tui.screens.palette import DeskPalette
from csi_tui.screens.people.person_form import PersonForm
from csi_tui.screens.schemes.moved import MovedScreen
from csi_tui.screens.views_dialog import ViewNameDialog, ViewsDialog
from csi_tui.screens.week.week import WeekScreen
from csi_tui.services.desk import views
from csi_tui.services.desk.views import Look
from csi_tui.services.imports import folders
from csi_tui.services.imports.files import import_file
from csi_tui.widgets.choice_dialog import ChoiceDialog
from tests.screens.driving import quiet, running, shown
from tests.screens.typing import event_of

ACTS = re.findall(
    r"^\| ([^|]+) \| ((?:`[^`]+` ?)+) \| (\d+) \|$",
    (Path(__file__).parents[2] / "docs/keys.md").read_text(encoding="utf-8").split("## The acts")[1],
    re.MULTILINE,
)
NAMES = {
    "Esc": "escape",
    "Enter": "enter",
    "Ctrl-W": "ctrl+w",
    "Ctrl-F": "ctrl+f",
    "Ctrl-P": "ctrl+p",
    "Ctrl-^": "ctrl+circumflex_accent",
    "Space": "space",
    "*": "asterisk",
}


def told(app: CsiApp) -> str:
    """What was said in passing, or stands on the terminal."""
    return " ".join([shown(app), *(note.message for note in app._notifications)])


DONE: dict[str, Callable[[CsiApp], bool]] = {
    "begin a new work order": lambda app: isinstance(app.screen, OrderForm),
    "see the unfinished orders": lambda app: isinstance(app.screen, OrdersScreen) and "W0099" in shown(app),
    "complete an order, as fixed now": lambda app: isinstance(app.screen, OrdersScreen),
    "log the most pressing milestone": lambda app: isinstance(app.screen, HomeScreen),
    "see a complaint whole": lambda app: isinstance(app.screen, ComplaintScreen),
    "begin a new complaint": lambda app: isinstance(app.screen, ComplaintForm),
    "show the board for the room": lambda app: isinstance(app.screen, BoardScreen),
    "see the month and its next step": lambda app: (
        isinstance(app.screen, CloseScreen) and "Next" in shown(app)
    ),
    "see what the month lacks": lambda app: isinstance(app.screen, CloseScreen) and "Checked" in shown(app),
    "compute the month": lambda app: "Computed" in told(app),
    "publish the month": lambda app: "published" in shown(app),
    "choose another month": lambda app: isinstance(app.screen, MonthDialog),
    "see the records of the month": lambda app: isinstance(app.screen, RecordsScreen),
    "see the first card of last month": lambda app: isinstance(app.screen, CardScreen),
    "see how its total came about": lambda app: isinstance(app.screen, ReceiptScreen),
    "see somebody beside role and team": lambda app: (
        isinstance(app.screen, CompareScreen) and "Side by side: 张洋 · Team" in shown(app)
    ),
    "compare two people": lambda app: (
        isinstance(app.screen, CompareScreen) and "Side by side: 张洋 · 杨霞" in shown(app)
    ),
    "see what stands out in the month": lambda app: isinstance(app.screen, AnalysisScreen),
    "see the sheet of the week's meeting": lambda app: isinstance(app.screen, WeekScreen),
    "see the department over time": lambda app: isinstance(app.screen, DepartmentScreen),
    "see who would move by another limit": lambda app: isinstance(app.screen, MovedScreen),
    "enter a survey": lambda app: isinstance(app.screen, SurveyForm),
    "enter an employee": lambda app: isinstance(app.screen, PersonForm),
    "narrow the orders down": lambda app: isinstance(app.screen, FilterDialog),
    "write the orders to a file": lambda app: isinstance(app.screen, ExportDialog),
    "see the views of a list": lambda app: isinstance(app.screen, ViewsDialog),
    "show a list as its first view has it": lambda app: (
        "View: 开着的" in shown(app) and "W0099" in shown(app)
    ),
    "keep how a list looks under a name": lambda app: isinstance(app.screen, ViewNameDialog),
    "act on three marked surveys": lambda app: (
        isinstance(app.screen, ChoiceDialog) and "With the 3 marked lines" in shown(app)
    ),
    "complete all unfinished orders": lambda app: "1 order is completed." in told(app),
    "give all open complaints to one handler": lambda app: (
        isinstance(app.screen, HandlersDialog) and "Handler for 2 lines" in shown(app)
    ),
    "enter surveys on one sheet": lambda app: isinstance(app.screen, SurveySheet) and app.screen.ready,
    "take the last entry back": lambda app: (
        isinstance(app.screen, OrdersScreen) and "Taken back" in told(app)
    ),
    "see all of a customer by the last four digits": lambda app: (
        isinstance(app.screen, CustomerScreen) and "138****0007" in shown(app)
    ),
    "find a command": lambda app: isinstance(app.screen, DeskPalette),
    "see the keys of a screen": lambda app: isinstance(app.screen, HelpScreen),
    "change the language": lambda app: i18n.current_language() == "zh" and "首页" in shown(app),
    "jump to the third field of an order": lambda app: app.focused is app.screen.focus_chain[2],
    "see what came in by files": lambda app: isinstance(app.screen, FilesScreen),
    "bring in the newest file of the folder": lambda app: (
        isinstance(app.screen, PreviewScreen) and "Import 2: new.csv" in shown(app)
    ),
    "choose what to take out to a file": lambda app: (
        isinstance(app.screen, ChoiceDialog) and "Take out to a file" in shown(app)
    ),
    "undo the last import": lambda app: "Import 1 undone" in told(app),
    "leave": lambda app: bool(app._exit),
}


def test_every_act_of_the_page_is_played() -> None:
    """None is left out, and the page is in order."""
    assert [act for act, _keys, _screens in ACTS] == list(DONE)
    assert len(ACTS) >= 20


@pytest.mark.parametrize(("act", "keys", "screens"), ACTS)
async def test_an_act_takes_the_keys_that_the_page_says(
    computed: Path, tmp_path: Path, act: str, keys: str, screens: str
) -> None:
    """As many screens came to the front on the way, besides Home."""
    async with running(computed) as (app, pilot):
        if "first view" in act:
            views.keep(app.desk, "go.orders", "开着的", Look(part="unfinished"))
        if "file" in act or "import" in act:
            folders.keep_last_folder(tmp_path)
            for name, number in (("old.csv", "W5001"), ("new.csv", "W5002")):
                (tmp_path / name).write_text(f"order_no,received_at\n{number},2026-03-01 10:00\n")
                os.utime(tmp_path / name, (ord(number[-1]), ord(number[-1])))
            import_file(app.desk, "orders", tmp_path / "old.csv")
        seen = {id(app.screen)}
        for key in re.findall("`([^`]+)`", keys):
            app.post_message(event_of(NAMES.get(key, key.lower().replace("shift-", "shift+"))))
            if act == "leave":
                await pilot.pause(0.1)
                continue
            await app.typed_ahead.all_done()
            await pilot.pause()
            seen.add(id(app.screen))
        if act != "leave":
            await quiet(pilot)
        assert DONE[act](app), shown(app)
        assert act == "leave" or len(seen) - 1 <= int(screens)
