"""Words and what is put right, by keyboard: complaints with text, notes, a receipt, a number, what the score misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.dialogs import ReceiptDialog
from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.notes.words import WordsDialog
from csi_tui.screens.orders.order_form import NumberDialog, OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.complaints.detail import ComplaintDetail, read_detail
from csi_tui.services.find.customers import Subject
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.notes.notes import NoteLine, notes_of
from csi_tui.services.orders import work_orders
from csi_tui.widgets.dialogs import SureQuestion
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in


def detail_of(path: Path, number: str) -> ComplaintDetail:
    desk = open_desk(path)
    try:
        return read_detail(desk, number)
    finally:
        desk.close()


def notes_on(path: Path, kind: str, number: str) -> list[NoteLine]:
    desk = open_desk(path)
    try:
        return notes_of(desk, kind, number)
    finally:
        desk.close()


async def test_a_complaint_with_text_takes_six_keys_beside_its_data(store: Path) -> None:
    """F6 at Home, Enter from field to field, in the texts of several lines too, F2."""
    async with running(store) as (app, pilot):
        await press(pilot, "f6")
        for text in ("王女士", "13900001111", "漏水三次"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        await type_in(pilot, "周五前上门")
        await press(pilot, "f2")
        await press(pilot, "3")
        assert isinstance(app.screen, ComplaintsScreen)
    kept = detail_of(store, "C20260312-001")
    assert (kept.customer, kept.said, kept.agreed) == ("王女士", "漏水三次", "周五前上门")


async def test_words_and_a_note_are_written_on_a_complaint(store: Path) -> None:
    """The dialog begins in the note, the words stand above; Ctrl-Down begins a line; Enter in the last field keeps."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o", "w")
        assert isinstance(app.screen, WordsDialog)
        assert app.screen.field("words").control.has_focus
        await press(pilot, "up", "up")
        await type_in(pilot, "漏水")
        await press(pilot, "ctrl+down")
        await type_in(pilot, "三次")
        await press(pilot, "enter", "enter")
        await type_in(pilot, "已回电")
        await press(pilot, "enter")
        await type_in(pilot, "录音 3")
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintScreen)
        assert "漏水" in shown(app)
    kept = detail_of(store, "C0002")
    assert kept.said == "漏水\n三次"
    assert [(note.words, note.evidence) for note in kept.notes] == [("已回电", "录音 3")]


@pytest.mark.parametrize(
    ("keys", "kind", "number"),
    [
        (("3",), "complaint", "C0002"),
        (("3", "o"), "complaint", "C0002"),
        (("2",), "order", "W0099"),
        (("2", "enter"), "order", "W0099"),
    ],
)
async def test_a_note_is_one_key_away(store: Path, keys: tuple[str, ...], kind: str, number: str) -> None:
    """The same one in lists, forms and details: the cursor is in the note, Enter twice keeps it."""
    async with running(store, (120, 40)) as (app, pilot):
        await press(pilot, *keys)
        assert "Shift-F4\u00a0Note" in shown(app)
        before = app.screen
        await press(pilot, "shift+f4")
        assert isinstance(app.screen, WordsDialog)
        await type_in(pilot, "已回电")
        await press(pilot, "enter", "enter")
        assert app.screen is before
        if isinstance(before, ComplaintScreen):
            assert shown(app).index("已回电") < shown(app).index("milestone")
    assert [note.words for note in notes_on(store, kind, number)] == ["已回电"]


async def test_a_note_on_a_customer_stands_above_the_list(store: Path) -> None:
    """The number stays masked in the title; of a product there is no customer to note anything on."""
    async with running(store) as (app, pilot):
        app.push_screen(CustomerScreen(Subject(phone="13800000007")))
        await press(pilot, "shift+f4")
        assert isinstance(app.screen, WordsDialog)
        assert "13800000007" not in shown(app)
        await type_in(pilot, "只在周末在家")
        await press(pilot, "f2")
        assert "只在周末在家" in shown(app)
        assert "1 order · 0 complaints" in shown(app)
        await press(pilot, "escape")
        app.push_screen(CustomerScreen(Subject(serial_no="SN0007")))
        await press(pilot, "shift+f4")
        assert isinstance(app.screen, CustomerScreen)


async def test_words_are_not_thrown_away_unasked(store: Path) -> None:
    """Escape asks once something was typed; evidence without a word of what it shows is refused."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o", "w", "enter")
        await type_in(pilot, "录音 3")
        await press(pilot, "f2")
        assert isinstance(app.screen, WordsDialog)
        assert "say what the evidence shows" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "escape")
        assert isinstance(app.screen, WordsDialog)
    assert not detail_of(store, "C0002").notes


async def test_a_receipt_is_put_right_on_the_complaint(store: Path) -> None:
    """The limits are those of the new receipt; what stood there is said below."""
    before = detail_of(store, "C0003")
    async with running(store) as (app, pilot):
        await press(pilot, "3", "down", "o", "r")
        assert isinstance(app.screen, ReceiptDialog)
        await press(pilot, "ctrl+u")
        await type_in(pilot, "2026-03-11 8:00")
        await press(pilot, "enter")
        await type_in(pilot, "抄错了")
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintScreen)
        await press(pilot, "end")
        assert "receipt put right, before: 2026-03-12 09:00" in shown(app)
    kept = detail_of(store, "C0003")
    assert kept.received_at == at(3, 11, 8)
    assert before.due.contact_due - kept.due.contact_due == before.received_at - kept.received_at


async def test_a_number_is_put_right_in_the_form_of_the_order(store: Path) -> None:
    """What was typed is saved first; then the number has a dialog of its own; a note says what it was."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "enter")
        form = app.screen
        assert isinstance(form, OrderForm)
        number = form.field("order_no").text
        await type_in(pilot, "x")
        await press(pilot, "f9")
        assert app.screen is form
        await press(pilot, "backspace", "f9")
        assert isinstance(app.screen, NumberDialog)
        await press(pilot, "ctrl+u")
        await type_in(pilot, "W9000")
        await press(pilot, "enter")
        await type_in(pilot, "少打一位")
        await press(pilot, "enter")
        assert isinstance(app.screen, OrdersScreen)
        assert "W9000" in shown(app)
    (note,) = notes_on(store, "order", "W9000")
    assert (note.says, note.was, note.words) == ("number", number, "少打一位")


async def test_completing_says_what_the_score_will_miss(store: Path) -> None:
    """F6 marks what the scheme counts and the order leaves open, and goes to the first of it; saving stays possible."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        await type_in(pilot, "王芳")
        await press(pilot, "f6")
        assert form.field("agent_no").control.has_focus
        assert "the order counts in nobody's score" in " ".join(shown(app).split())
        assert form.field("outcome").text
        await press(pilot, "f2")
        assert not isinstance(app.screen, OrderForm)
    desk = open_desk(store)
    row = work_orders.read(desk, "W20260312-001").row
    desk.close()
    assert (row.completed_at is not None, row.outcome, row.agent_no) == (True, "fixed", None)
