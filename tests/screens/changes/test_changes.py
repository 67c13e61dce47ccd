"""Strike out, adjust, correct, sample and sign off on the screens, each after its ripple."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.cards.took_note import TookNoteScreen
from csi_tui.screens.changes.changes import ChangesScreen
from csi_tui.screens.changes.dialogs import AdjustDialog, CorrectDialog, RippleQuestion, StrikeOutDialog
from csi_tui.screens.close.moved import MovedScreen
from csi_tui.screens.close.paper import PaperScreen
from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.oversight.sample import OversightScreen
from csi_tui.screens.sheet_dialog import WriteSheetDialog
from csi_tui.services.cards.took_note import receipts
from csi_tui.services.changes import adjustments, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import month_status
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.people import users
from csi_tui.widgets.form import FormScreen
from tests import stores
from tests.screens.driving import Driven, press, running, shown, type_in
from tests.services.procedures import desk_of, staff
from tests.stores import fill, local, survey

JANUARY = Period(202601)


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Path:
    """A computed January; the running account is the direct supervisor S1."""
    staff(desk)
    users.link(desk, "Direct", None)
    users.link(desk, "Desk", "S1")
    fill(desk, surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")])
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    return desk.store.path


def told(app: CsiApp, text: str) -> bool:
    """Whether a remark was shown in passing."""
    return any(text in one.message for one in app._notifications)


async def to_card(driven: Driven, number: str) -> None:
    app, pilot = driven
    await press(pilot, "6")
    for _time in range(8):
        await press(pilot, "enter")
        if isinstance(app.screen, CardScreen):
            if number in shown(app):
                return
            await press(pilot, "escape")
        await press(pilot, "down")
    raise AssertionError(f"no card of {number}")


async def to_records(driven: Driven, record: str) -> None:
    app, pilot = driven
    await press(pilot, "5", "shift+f2")
    assert isinstance(app.screen, RecordsScreen)
    menu = app.screen.query_one("#records-menu")
    ids = [menu.get_option_at_index(place).id for place in range(menu.option_count)]  # type: ignore[attr-defined]
    menu.highlighted = ids.index(record)  # type: ignore[attr-defined]
    await press(pilot, "enter")


async def test_a_row_is_struck_out_on_its_receipt(january: Path, desk: Desk) -> None:
    """Mark it, say why, see whom it moves, confirm; the receipt says so after the next computation."""
    async with running(january) as driven:
        app, pilot = driven
        await to_card(driven, "E1")
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, ReceiptScreen)
        assert app.screen.check_action("strike_out", ()) is False, "nothing is struck out of a head"
        await press(pilot, "down", "f6")
        assert isinstance(app.screen, StrikeOutDialog)
        await type_in(pilot, "another customer answered")
        await press(pilot, "f2")
        assert isinstance(app.screen, RippleQuestion)
        assert "→" in shown(app)
        assert not exclusions.exclusions(desk), "nothing is done before it is confirmed"
        await press(pilot, "escape", "f2", "f9")
        assert told(app, "A2 is struck out; compute 2026-01 again.")
    assert [one.number for one in exclusions.exclusions(desk)] == ["A2"]
    stores.compute(desk, "2026-01")
    async with running(january) as driven:
        app, pilot = driven
        await to_card(driven, "E1")
        await press(pilot, "down", "down")
        assert "another customer answered" in shown(app)
        await press(pilot, "enter")
        assert "Struck out, so not counted:" in shown(app)
        await press(pilot, "escape", "escape")
        await to_records(driven, "changes")
        assert isinstance(app.screen, ChangesScreen)
        await press(pilot, "f9")
        await type_in(pilot, "it was the customer after all")
        await press(pilot, "f2", "f9")
        assert "counts again" in shown(app)
    assert exclusions.exclusions(desk)[0].restored_reason == "it was the customer after all"


async def test_a_line_is_adjusted_on_its_card(january: Path, desk: Desk) -> None:
    """The points stand beside the figure, with name and reason; too many are refused in words."""
    async with running(january) as driven:
        app, pilot = driven
        await to_card(driven, "E1")
        await press(pilot, "f9")
        assert isinstance(app.screen, AdjustDialog)
        await type_in(pilot, "+9")
        await press(pilot, "tab")
        await type_in(pilot, "trained the new ones")
        await press(pilot, "f2")
        assert "at most 5 points" in shown(app)
        await press(pilot, "enter")
        await press(pilot, "shift+tab", "home", "delete", "delete")
        await type_in(pilot, "+3")
        await press(pilot, "f2", "f9")
        assert told(app, "Adjusted; compute 2026-01 again.")
    (line,) = adjustments.adjustments(desk)
    assert (line.points, line.line, line.reason) == ("+3.00", "total", "trained the new ones")
    stores.compute(desk, "2026-01")
    async with running(january) as driven:
        app, pilot = driven
        await to_card(driven, "E1")
        assert "adjusted by +3.00" in shown(app) and "trained the new ones" in shown(app)
        await press(pilot, "escape")
        await to_records(driven, "changes")
        await press(pilot, "f9")
        await type_in(pilot, "twice")
        await press(pilot, "f2", "f9")
        assert "taken back" in shown(app)


async def test_a_frozen_month_is_corrected(january: Path, desk: Desk, now: time_machine.Traveller) -> None:
    """From the records of the month; the papers tell of both revisions."""
    month_close.publish(desk, JANUARY)
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk, JANUARY)
    exclusions.strike_out(desk, "survey", "A2", "another customer answered")
    async with running(january) as driven:
        app, pilot = driven
        await to_records(driven, "correct")
        assert isinstance(app.screen, CorrectDialog)
        await type_in(pilot, "A2 is struck out")
        await press(pilot, "f2")
        assert isinstance(app.screen, RippleQuestion)
        await press(pilot, "f9")
        assert told(app, "Corrected: revision 2, by ")
        await press(pilot, "escape")
        for record, text in (
            ("differences", "revision 2 against revision 1"),
            ("certificate", "rows struck out"),
            ("carried", "Nothing was carried over"),
            ("notice", "Results of 2026-01"),
            ("preview", "Nobody's total, rank"),
        ):
            await to_records(driven, record)
            assert isinstance(app.screen, PaperScreen | MovedScreen)
            assert text in shown(app)
            await press(pilot, "escape", "escape")
    assert month_status(desk, JANUARY).revision == 2


async def test_the_notice_is_written_to_a_file(january: Path, desk: Desk, tmp_path: Path) -> None:
    """docs/decisions/0079: from the screen it is read on, with full names or masked; no file is replaced."""
    month_close.publish(desk, JANUARY)
    name = month_cards(desk, JANUARY).cards[0].name
    async with running(january) as driven:
        app, pilot = driven
        await to_records(driven, "notice")
        for file, choose, named in (("full.html", (), True), ("masked.txt", ("down",), False)):
            await press(pilot, "d", *choose, "enter")
            await type_in(pilot, str(tmp_path / file))
            await press(pilot, "f2")
            assert told(app, "Written to ")
            assert (name in (tmp_path / file).read_text(encoding="utf-8")) is named
        await press(pilot, "d", "enter")
        await type_in(pilot, str(tmp_path / "full.html"))
        await press(pilot, "f2")
        assert isinstance(app.screen, WriteSheetDialog)
        assert "There is a file" in shown(app)
        await type_in(pilot, str(tmp_path / "full.docx"))
        await press(pilot, "f2")
        assert "The name of the file ends in one of these:" in shown(app)


async def test_the_oversight_group_at_work(january: Path, desk: Desk) -> None:
    """Draw, look, object, lift, sign; who is not of the group only reads."""
    month_close.publish(desk, JANUARY)
    async with running(january) as driven:
        app, pilot = driven
        await to_records(driven, "oversight")
        assert isinstance(app.screen, OversightScreen)
        assert app.screen.check_action("draw", ()) is False
    users.set_roles(desk, "Desk", ["admin", "supervisor", "oversight"])
    async with running(january) as driven:
        app, pilot = driven
        await to_records(driven, "oversight")
        await press(pilot, "f4", "f2")
        assert "1  order" in shown(app) or "order" in shown(app)
        rows = len(oversight_pages.sample_of(desk, JANUARY).rows)
        assert rows == 4
        await press(pilot, "enter")
        assert isinstance(app.screen, FormScreen | ComplaintScreen), "a row opens where it is put right"
        await press(pilot, "escape")
        assert isinstance(app.screen, OversightScreen)
        await press(pilot, "f9", "f2")
        assert "Nobody has looked at" in shown(app)
        await press(pilot, "escape")
        for _row in range(rows - 1):
            await press(pilot, "f2")
        await press(pilot, "f6")
        await type_in(pilot, "the paper says 10:00")
        await press(pilot, "f2", "ctrl+k")
        await type_in(pilot, "look again")
        await press(pilot, "f2")
        assert "objected" in shown(app)
        await press(pilot, "ctrl+x")
        await type_in(pilot, "looked")
        await press(pilot, "f2", "f9", "f2")
        assert "Found wrong" in shown(app)
        await press(pilot, "f2")
        await type_in(pilot, "put right on paper")
        await press(pilot, "f2")
        assert "signed off" in shown(app)
    sheet = oversight_pages.sample_of(desk, JANUARY)
    assert [one.verdict for one in sheet.verdicts] == ["objected", "lifted", "signed"]
    assert sorted(row.finding for row in sheet.rows) == ["right", "right", "right", "wrong"]


async def test_who_took_note(january: Path, desk: Desk) -> None:
    """Read aloud and absent by who closes; the owner alone says that it was read."""
    month_close.publish(desk, JANUARY)
    async with running(january) as driven:
        app, pilot = driven
        await to_records(driven, "receipts")
        assert isinstance(app.screen, TookNoteScreen)
        await press(pilot, "f6", "f9", "f2")
        assert "Only Name E3 says that the card was read" in shown(app)
        await press(pilot, "enter")
        assert "2 of 3" in shown(app)
    assert [one.how for one in receipts(desk, JANUARY)] == ["read-aloud", "absent", ""]
    assert desk_of(desk, "Owner").actor.name == "Owner"
