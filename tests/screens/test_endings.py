"""Failures, drafts and other ends: nothing typed is lost, no traceback, the right exit status
(docs/cli.md, *Exit status*)."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from csi_tui import i18n
from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.opening import OpeningScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.desk import drafts, paths, shared
from csi_tui.services.errors import UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people.users import add_user, set_roles
from csi_tui.widgets.dialogs import DraftQuestion, MessageDialog, Question
from csi_tui.widgets.form import FormScreen
from tests.screens.driving import Driven, own_form, press, quiet, running, shown, type_in


async def test_a_missing_store_is_said_and_gives_its_exit_status(tmp_path: Path) -> None:
    """No store: painted first, then the message; quitting gives exit status 5 (docs/cli.md, *Exit status*)."""
    app = CsiApp(tmp_path / "none.db")
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, OpeningScreen)
        await quiet(pilot)
        assert "There is no store at" in shown(app)
        await press(pilot, "2", "6")
        assert isinstance(app.screen, OpeningScreen)
        await press(pilot, "q")
    assert app.return_value == 5


async def test_a_damaged_store_is_said_and_gives_its_exit_status(store: Path) -> None:
    """A damaged store is exit status 6, at the start of the application as well."""
    spoil(store, "site")
    app = CsiApp(store)
    async with app.run_test(size=(100, 24)) as pilot:
        await quiet(pilot)
        assert isinstance(app.screen, OpeningScreen)
        said = " ".join(shown(app).replace("┃", " ").split())
        assert "is damaged: the table site" in said
        assert "csi restore FILE" in said
        await press(pilot, "q")
    assert app.return_value == 6


async def test_damage_that_comes_while_it_runs_is_told_as_such(store: Path) -> None:
    """While it runs as well, with the place; never that something went wrong."""
    async with running(store, (100, 30)) as (app, pilot):
        spoil(store, "work_order", "employee")
        # What a connection has read already it does not read again.
        app.desk.store.engine.dispose()
        for place in ("2", "7"):
            await press(pilot, place)
            *_, last = app._notifications
            assert "is damaged: the table " in last.message


def spoil(path: Path, *tables: str) -> None:
    """Write over the first page of tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        pages = [connection.execute(sql, (table,)).fetchone()[0] for table in tables]
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * 2048)


async def test_somebody_without_rights_is_told(store: Path) -> None:
    """Acting for another without the right: exit status 4 (docs/cli.md, *Exit status*)."""
    desk = open_desk(store)
    add_user(desk, "另一位", "another", ["admin"])
    set_roles(desk, desk.actor.name, ["clerk"])
    desk.close()
    app = CsiApp(store, "另一位")
    async with app.run_test(size=(80, 24)) as pilot:
        await quiet(pilot)
        assert "may not act for another user" in shown(app)
        await press(pilot, "q")
    assert app.return_value == 4


async def test_what_one_may_not_do_is_refused_in_words(store: Path) -> None:
    """A clerk may not close months: the service's own sentence, and the month stays open."""
    desk = open_desk(store)
    add_user(desk, "另一位", "another", ["admin"])
    set_roles(desk, desk.actor.name, ["clerk"])
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f6")
        assert isinstance(app.screen, MessageDialog)
        assert "It takes one of these roles: supervisor" in shown(app)


async def test_an_unexpected_error_goes_to_the_log(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a traceback on the terminal: an apology, the stack in a file for its owner only, no statement's values."""

    secret = "".join(["1380", "000", "1234"])

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError(f"boom [parameters: ('{secret}',)]")

    async with running(store) as (app, pilot):
        monkeypatch.setattr("csi_tui.services.orders.pages.orders_page", broken)
        await press(pilot, "2")
        assert isinstance(app.screen, OrdersScreen)
        assert any("Something went wrong" in one.message for one in app._notifications)
        assert "Traceback" not in shown(app)
    log = paths.state_folder() / "problems.log"
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError: boom" in text
    assert "broken" in text
    assert secret not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


async def test_a_hang_up_keeps_a_draft_that_is_offered_and_taken_up(store: Path) -> None:
    """SIGHUP with a changed form: what was typed is stored for its owner only, and offered next time
    (docs/architecture.md, *The terminal application*)."""
    app = CsiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await quiet(pilot)
        await press(pilot, "2", "f2")
        await type_in(pilot, "王芳")
        assert isinstance(app.screen, OrderForm)
        received = app.screen.field("received_at").text
        app.keep_drafts()
    files = list((paths.state_folder() / "drafts").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]

    with time_machine.travel(datetime.now(UTC) + timedelta(hours=3)):
        await _take_up(store, received)


async def _take_up(store: Path, received: str) -> None:
    """Hours later the draft is what it was, with the time at which the order was received."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, Question)
        await press(pilot, "enter")
        form = app.screen
        assert isinstance(form, OrderForm)
        assert form.field("customer_name").text == "王芳"
        assert form.field("received_at").text == received
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
        assert drafts.find(store, own_form(store)) is None
        await press(pilot, "f2")
        assert isinstance(app.screen, OrderForm)


@pytest.mark.parametrize("comes_by", ["csi share enter", "--operator"])
async def test_nobody_is_offered_what_somebody_else_typed(store: Path, comes_by: str) -> None:
    """docs/decisions/0026, point 6: neither who comes to the same account by a key of their own, nor who says there
    whom they act for; whose it is still has it."""
    desk = open_desk(store)
    for name in ("Chen", "Li"):
        add_user(desk, name, name.lower(), ["clerk"])
    set_roles(desk, desk.actor.name, ["admin"])
    desk.close()

    @asynccontextmanager
    async def at_the_form(name: str) -> AsyncIterator[Driven]:
        by_key = comes_by == "csi share enter"
        if by_key:
            shared.begin(shared.Shared(account=name.lower(), store=store, files=store.parent))
        app = CsiApp(store, None if by_key else name)
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                await quiet(pilot)
                await press(pilot, "f2")
                assert app.desk.actor.name == name
                yield app, pilot
                app.keep_drafts()
            app.desk.close()
        finally:
            shared.begin(None)

    async with at_the_form("Chen") as (app, pilot):
        assert isinstance(app.screen, OrderForm)
        await type_in(pilot, "王芳")
        await press(pilot, "tab")
        await type_in(pilot, "13800001234")
    async with at_the_form("Li") as (app, _pilot):
        assert isinstance(app.screen, OrderForm), "nothing is offered, and nothing can be thrown away"
        assert app.screen.field("customer_phone").text == ""
    async with at_the_form("Chen") as (app, pilot):
        assert isinstance(app.screen, DraftQuestion)
        await press(pilot, "enter")
        assert "13800001234" in shown(app)


async def test_a_draft_that_is_not_wanted_is_gone(store: Path) -> None:
    """F9 on the offer throws the draft away; one of another store is never offered."""
    drafts.keep(store, own_form(store), {"customer_name": "王芳"})
    drafts.keep(store.parent / "other.db", own_form(store), {"customer_name": "李四"})
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2", "f9")
        form = app.screen
        assert isinstance(form, OrderForm)
        assert form.field("customer_name").text == ""
    assert drafts.find(store, own_form(store)) is None
    assert drafts.find(store.parent / "other.db", own_form(store)) is not None


async def test_a_draft_that_can_wait_is_offered_again(store: Path) -> None:
    """Escape on the offer, the reflex, loses nothing: not even when another order is entered first."""
    drafts.keep(store, own_form(store), {"customer_name": "王芳"})
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2", "escape")
        await type_in(pilot, "李四")
        await press(pilot, "f2", "f2")
        assert isinstance(app.screen, Question)
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        assert form.field("customer_name").text == "王芳"


async def test_nothing_is_kept_of_a_form_that_was_left(store: Path) -> None:
    """A saved or cancelled form leaves nothing behind for a later hang-up."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        await type_in(pilot, "x")
        assert app.unsaved[own_form(store)]["customer_name"] == "x"
        await press(pilot, "escape", "f9")
        assert app.unsaved == {}
        app.keep_drafts()
    assert drafts.find(store, own_form(store)) is None


def test_a_damaged_draft_is_none(store: Path) -> None:
    """A file that is no draft stops nobody from opening the form."""
    drafts.keep(store, own_form(store), {"customer_name": "x"})
    for file in (paths.state_folder() / "drafts").iterdir():
        file.write_text("[1]", encoding="utf-8")
    assert drafts.find(store, own_form(store)) is None


async def test_home_shows_what_is_due_and_leads_there(store: Path) -> None:
    """Overdue, due soon, unfinished orders, months with their next step; Enter goes there."""
    async with running(store) as (app, pilot):
        assert isinstance(app.screen, HomeScreen)
        text = shown(app)
        assert "Complaints overdue: 1" in text
        assert "Complaints due soon: none" in text
        assert "W0099" in text
        assert "next: check and compute" in text
        await press(pilot, "enter")
        assert "Log it" in shown(app)
        await press(pilot, "escape", "down", "enter")
        assert isinstance(app.screen, OrderForm)
        assert app.screen.field("order_no").text == "W0099"


async def test_phones_are_masked_for_those_who_do_not_enter(store: Path) -> None:
    """HR sees an order with its phone masked, and may not change it (docs/rules.md, rule 21)."""
    desk = open_desk(store)
    add_user(desk, "另一位", "another", ["admin"])
    set_roles(desk, desk.actor.name, ["hr"])
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "2", "down", "enter")
        form = app.screen
        assert isinstance(form, OrderForm)
        assert form.field("customer_phone").text == "138****0012"
        form.field("product").text = "冰箱"
        await press(pilot, "f2")
        assert "It takes one of these roles" in " ".join(shown(app).split())


async def test_nobody_fills_in_what_they_may_not_save(store: Path) -> None:
    """The head opened a new order, filled it in, and was refused on saving; a month said F9 to who may not publish."""
    desk = open_desk(store)
    add_user(desk, "另一位", "another", ["admin"])
    set_roles(desk, desk.actor.name, ["head"])
    desk.close()
    async with running(store) as (app, pilot):
        for keys in (("2", "f2"), ("3", "f2"), ("ctrl+w",), ("7", "f2")):
            await press(pilot, *keys)
            assert isinstance(app.screen, MessageDialog), keys
            assert "It takes one of these roles" in " ".join(shown(app).split()), keys
            await press(pilot, "escape")
        await press(pilot, "2", "down", "enter")
        assert isinstance(app.screen, OrderForm)
        assert "Who may change it: clerk, supervisor" in " ".join(shown(app).split())
        await press(pilot, "escape", "5")
        assert "Who may: supervisor" in " ".join(shown(app).split())


async def test_a_form_that_cannot_be_prepared_closes(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No empty form stays open when what it is about cannot be read."""

    def gone(*_args: object) -> None:
        raise UserError("There is no order W0099.")

    async with running(store) as (app, pilot):
        await press(pilot, "2")
        monkeypatch.setattr("csi_tui.services.orders.work_orders.read", gone)
        await press(pilot, "enter")
        assert isinstance(app.screen, MessageDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, OrdersScreen)


async def test_everything_opens_in_chinese(store: Path) -> None:
    """Every place and every form in Chinese, at 80 x 24, each with its title in the language."""
    i18n.activate("zh")
    async with running(store) as (app, pilot):
        for place, titles in (("2", "工单"), ("3", "投诉"), ("4", "问卷"), ("7", "人员")):
            await press(pilot, place, "f2")
            assert isinstance(app.screen, FormScreen)
            assert app.screen.ready
            await press(pilot, "escape", "f12", "escape")
            assert titles in shown(app)
        await press(pilot, "5", "f2")
        assert "2026-02" in shown(app)
