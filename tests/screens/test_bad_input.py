"""What somebody mistypes is said in the dialog, beside what is wrong; it never looks like a fault of the program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.complaints.several import HandlersDialog
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.several import TechnicianDialog
from csi_tui.screens.people.person_form import PersonForm
from csi_tui.screens.schemes.dialogs import CopyDialog
from csi_tui.screens.schemes.moved import MovedScreen
from csi_tui.screens.talks.dialogs import HoldDialog
from csi_tui.screens.week.dialogs import PromiseDialog
from csi_tui.services.desk.filters import EVERYTHING
from csi_tui.services.orders.filters import ORDERS_BY
from csi_tui.services.scheme_changes.bench import draft_of
from csi_tui.services.schemes.in_force import find
from csi_tui.services.week.weeks import Week
from csi_tui.widgets import desk_app
from csi_tui.widgets.dialogs import DoubtQuestion, MessageDialog
from csi_tui.widgets.entry_dialog import EntryDialog
from csi_tui.widgets.typed_ahead import Fresh
from tests.effort import some_in_quick
from tests.screens.driving import Driven, press, quiet, running, shown, type_in
from tests.screens.test_typed_ahead import OPENERS
from tests.screens.typing import event_of

BAD = (
    "abc",
    "2026-02-30",
    "2026-13-40",
    "昨天",
    "nobody 无此人",
    "/no/such folder/x.csv",
    "E001",
    "长" * 600,
    "a\x1b[31mb\x07",
    "-99999999999999999999",
    "\u202e\u200b",
    "[b]{x}%s",
    "2026-03-02",
    "1",
)
"""What stands in the fields of a dialog, the one or the other; some of it is good, for what is wrong behind it."""
TURNS = [pytest.param(turn, marks=pytest.mark.soak if turn else ()) for turn in range(len(BAD))]


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What would have been told as a fault of the program."""
    found: list[BaseException] = []

    def kept(error: BaseException) -> Path:
        found.append(error)
        return Path("problems.log")

    monkeypatch.setattr(desk_app, "write_problem", kept)
    yield found


async def fill(app: CsiApp, turn: int) -> None:
    """Paste something else into every field of what lies on top."""
    for number, field in enumerate(app.screen.query("Input, TextArea")):
        if not isinstance(field, Input | TextArea):
            continue
        if field.disabled or not field.focusable:
            continue
        field.focus()
        if isinstance(field, Input):
            field.value = ""
        else:
            field.text = ""
        app.post_message(event_of(f"paste:{BAD[(number + turn) % len(BAD)]}"))
        await app.typed_ahead.all_done()


@pytest.mark.parametrize("turn", TURNS)
async def test_no_dialog_takes_a_typing_error_for_a_fault_of_its_own(
    store: Path, turn: int, problems: list[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every dialog and form, with letters, days that do not exist, unknown people, bad paths, long and odd texts."""
    monkeypatch.chdir(tmp_path)
    async with running(store) as (app, pilot):
        home = app.screen
        at_fault: dict[str, str] = {}
        for number, (opened, opener) in enumerate(some_in_quick(OPENERS.items(), 3)):
            app.push_screen(opener(app))
            await quiet(pilot)
            await fill(app, turn + number)
            for key in ("f2", "f9"):
                if app.screen is home or not app.is_running:
                    break
                if key == "f2" or isinstance(app.screen, Fresh):
                    await press(pilot, key)
            if problems:
                at_fault[opened.__name__] = repr(problems[-1])
                problems.clear()
            while app.is_running and app.screen is not home:
                app.pop_screen()
                await quiet(pilot)
        assert not at_fault


def hint(screen: Screen[Any]) -> str:
    """What stands under the rows of a dialog."""
    return str(screen.query_one("#entry-hint", Static).render())


def asked(app: CsiApp) -> str:
    """What is asked; it lies on top."""
    assert isinstance(app.screen, DoubtQuestion)
    return str(app.screen.query(Static).first().render())


async def opened(driven: Driven, screen: EntryDialog[Any], texts: dict[str, str]) -> None:
    """Open a dialog, put texts into its rows, and have it done."""
    app, pilot = driven
    app.push_screen(screen)
    await quiet(pilot)
    for row, text in texts.items():
        screen.query_one(f"#entry-{row}", Input).value = text
    await press(pilot, "f2")


@pytest.mark.parametrize(
    ("row", "text", "said"),
    [
        ("since", "abc", "From: not a date or time"),
        ("until", "2026-02-30", "To: there is no such date"),
        ("until", "2026-03-01", "To: The last day lies before the first."),
        ("person", "nobody", "Worked on by: No employee has the number or a name with “nobody”."),
    ],
)
async def test_a_filter_says_which_row_is_wrong(store: Path, row: str, text: str, said: str) -> None:
    """The dialog stays, with the cursor in that row."""
    async with running(store) as driven:
        dialog = FilterDialog(EVERYTHING, ORDERS_BY)
        await opened(driven, dialog, {"since": "2026-03-02", row: text})
        assert driven[0].screen is dialog
        assert said in hint(dialog) and "csi " not in hint(dialog)
        assert dialog.query_one(f"#entry-{row}", Input).has_focus


@pytest.mark.parametrize(
    ("dialog", "texts", "row"),
    [
        (lambda: PromiseDialog(Week(date(2026, 3, 2))), {"who": "E001", "what": "x", "by": "abc"}, "by"),
        (
            lambda: HoldDialog("E001", "林涛", Period(202602)),
            {"on": "2026-02-30", "strengths": "x", "problems": "x", "direction": "x"},
            "on",
        ),
    ],
    ids=["promise", "talk"],
)
async def test_a_day_that_is_none_is_said_in_the_dialog(
    store: Path, dialog: Any, texts: dict[str, str], row: str, problems: list[BaseException]
) -> None:
    """With everything else right: what reads a day for commands refuses it in its own way."""
    async with running(store) as driven:
        screen = dialog()
        await opened(driven, screen, texts)
        assert driven[0].screen is screen and not problems
        assert "YYYY-MM-DD" in hint(screen)
        assert screen.query_one(f"#entry-{row}", Input).has_focus


@pytest.mark.parametrize(
    ("dialog", "file"),
    [
        (lambda: ExportDialog("list.csv", ["Number"], lambda: [["1"]]), "none/list.csv"),
        (lambda: CopyDialog(draft_of(find("aftersales-csi"), {"minimum_answers": "6"})), "none/copy.toml"),
    ],
    ids=["list", "scheme"],
)
async def test_a_file_in_a_folder_that_is_not_there(
    store: Path, tmp_path: Path, dialog: Any, file: str
) -> None:
    """Why it cannot be written stands in the dialog."""
    async with running(store) as driven:
        screen = dialog()
        await opened(driven, screen, {"file": str(tmp_path / file)})
        assert driven[0].screen is screen
        assert "There is no folder" in hint(screen)


@pytest.mark.parametrize(
    ("screen", "kept", "other"),
    [
        (lambda: TechnicianDialog(["W0099"]), "E002", "E003 周静 is parts clerk."),
        (lambda: HandlersDialog(["C0002", "C0003"]), "E004", "E003 周静 is parts clerk."),
    ],
    ids=["technician", "handler"],
)
async def test_people_are_offered_by_a_part_of_their_name(
    store: Path, screen: Any, kept: str, other: str
) -> None:
    """As in every form: by a part of the name; somebody of another role is asked about."""
    async with running(store) as (app, pilot):
        dialog = screen()
        app.push_screen(dialog)
        await quiet(pilot)
        await type_in(pilot, "静")
        await press(pilot, "f2")
        assert other in asked(app)
        await press(pilot, "escape")
        assert app.screen is dialog
        field = dialog.query(Input).first()
        assert field.has_focus and field.value == "E003"
        field.value = ""
        await type_in(pilot, "E00")
        await press(pilot, "f2")
        assert "people fit; choose one" in hint(dialog)
        field.value = ""
        await type_in(pilot, kept)
        await press(pilot, "f2")
        assert not isinstance(app.screen, DoubtQuestion)


@pytest.mark.parametrize("phone", ["123", "138000012345", "1390000"])
async def test_an_odd_phone_is_asked_about(store: Path, phone: str) -> None:
    """Of an order and of a complaint."""
    async with running(store) as (app, pilot):
        for before in ("2", "3"):
            await press(pilot, before, "f2")
            form: Any = app.screen
            form.field("customer_phone").take(phone)
            await press(pilot, "f2")
            assert "is not a phone number as they mostly are" in asked(app)
            await press(pilot, "escape", "escape", "f9")


async def test_a_team_that_nobody_is_in_is_asked_about(store: Path) -> None:
    """Of a new employee; the message names the teams that there are."""
    async with running(store) as (app, pilot):
        form = PersonForm("new", None)
        app.push_screen(form)
        await quiet(pilot)
        for name, text in {"employee_no": "E090", "name": "新人", "role": "agent", "team": "甲祖"}.items():
            form.field(name).take(text)
        await press(pilot, "f2")
        assert "nobody is in a team “甲祖”" in asked(app)


async def test_a_choice_is_named_in_the_words_of_the_screen(store: Path) -> None:
    """No codes, and no Chinese in English."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        form.field("service_mode").take("by train")
        await press(pilot, "f2")
        assert form.field("service_mode").fault == "not one of onsite, carry in"


async def test_who_would_move_in_a_month_without_cards(store: Path) -> None:
    """What to do is told on the screen, and nothing says that it still computes."""
    async with running(store) as (app, pilot):
        app.push_screen(MovedScreen(find("aftersales-csi"), [Period(202601)]))
        await quiet(pilot)
        assert not isinstance(app.screen, MessageDialog)
        text = shown(app)
        assert "2026-01 is not computed yet. Compute it first, at 5 (Month)." in text
        assert "Computing" not in text and "csi close" not in text
