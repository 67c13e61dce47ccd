"""Lists that are worked through: a row opens in its form at the field concerned, saving goes on, Escape comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, OptionList

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.close.finding import FindingScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.close.moved import MovedScreen
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import MilestoneDialog
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.services.close import check as close_check
from csi_tui.services.close import month_close
from csi_tui.services.complaints import registration, validity
from csi_tui.services.desk.row_places import RowPlace, following
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.people import employees
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, SurveyRow
from csi_tui.widgets.field import Field
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.why_dialog import WhyDialog
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in

FEBRUARY = Period(202602)


def without_technician(store: Path, numbers: tuple[str, ...] = ("W0101", "W0102", "W0103")) -> None:
    """Completed orders of February that say nobody who repaired them, and one that says everything."""
    desk = open_desk(store)
    for number in numbers:
        work_orders.enter(
            desk,
            OrderRow(
                order_no=number,
                received_at=at(2, 20),
                customer_name="郑华",
                agent_no="E005",
                first_contact_at=at(2, 20, 10),
                completed_at=at(2, 21),
                outcome="fixed",
            ),
        )
    desk.close()


OF_EVERY_KIND = {
    "order-not-completed",
    "order-without-technician",
    "order-without-contact",
    "order-without-arrival",
    "arrival-before-contact",
    "unlinked-likely-return",
    "fixed-but-customer-disagrees",
    "survey-of-cancelled-order",
    "few-answers",
    "second-survey",
    "complaint-without-handler",
    "complaint-out-of-order",
    "validity-waits",
    "outside-employment",
    "roster-gap",
}


def of_every_kind(store: Path) -> None:
    """A February in which nearly everything is wrong that the check looks for."""
    desk = open_desk(store)
    employees.keep(desk, EmployeeRow("E009", "陈新", "technician", "甲组", None, date(2026, 2, 20)))
    plain = OrderRow(
        order_no="W0200",
        received_at=at(2, 14),
        customer_name="郑华",
        agent_no="E005",
        technician_no="E001",
        service_mode="onsite",
        first_contact_at=at(2, 14, 10),
        arrived_at=at(2, 14, 14),
        completed_at=at(2, 14, 15),
        outcome="fixed",
    )
    for number, changed in (
        ("W0201", {"technician_no": None}),
        ("W0202", {"first_contact_at": None}),
        ("W0203", {"arrived_at": None}),
        ("W0204", {"arrived_at": at(2, 14, 9, 30)}),
        ("W0205", {"serial_no": "SN0001"}),
        ("W0206", {"completed_at": None, "outcome": None}),
        ("W0207", {"outcome": "cancelled"}),
        ("W0208", {"technician_no": "E009"}),
    ):
        work_orders.enter(desk, replace(plain, order_no=number, **changed))
    for ref, order, quality in (("A0201", "W0201", 1), ("A0207", "W0207", 5), ("A0208", "W0201", 5)):
        surveys.enter(desk, SurveyRow(ref, order, at(2, 16), quality=quality))
    registration.register(desk, ComplaintRow("C0100", at(2, 25), customer_name="马丽"))
    registration.register(
        desk,
        ComplaintRow("C0101", at(2, 25), customer_name="马丽", handler_no="E004", planned_at=at(2, 26)),
        out_of_order=True,
    )
    validity.propose(desk, "C0100", "invalid", "恶意")
    desk.close()


def front(app: CsiApp) -> Screen[Any]:
    """The screen in front now."""
    return app.screen


def focused_field(app: CsiApp) -> str:
    """The field that has the cursor."""
    assert app.focused is not None
    return next(one.field_name for one in app.focused.ancestors if isinstance(one, Field))


async def to_finding(app: CsiApp, pilot: Pilot[int], code: str) -> CloseScreen:
    """February, checked, with the cursor on a finding."""
    await press(pilot, "5", "f2")
    screen = app.screen
    assert isinstance(screen, CloseScreen)
    codes = [finding.code for finding in screen.findings]
    await press(pilot, *["down"] * codes.index(code))
    return screen


def rows(app: CsiApp) -> list[str]:
    """What stands in the first column of the table in front."""
    table = app.screen.query_one(DataTable)
    return [str(table.get_row_at(place)[0]) for place in range(table.row_count)]


async def test_a_finding_is_mended_in_three_keys_beside_its_data(store: Path) -> None:
    """Enter, Enter, F2 the first one; F2 alone every other one; the list shrinks, the last one leads back."""
    without_technician(store)
    async with running(store) as (app, pilot):
        close = await to_finding(app, pilot, "order-without-technician")
        await press(pilot, "enter")
        assert isinstance(app.screen, FindingScreen)
        assert rows(app) == ["W0101", "W0102", "W0103"]
        await press(pilot, "enter")
        for number in ("W0101", "W0102", "W0103"):
            assert isinstance(app.screen, OrderForm)
            assert number in shown(app)
            assert focused_field(app) == "technician_no"
            await type_in(pilot, "E001")
            await press(pilot, "f2")
        assert front(app) is close
        assert "order-without-technician" not in [finding.code for finding in close.findings]
    desk = open_desk(store)
    assert {work_orders.read(desk, number).row.technician_no for number in ("W0101", "W0103")} == {"E001"}
    assert "order-without-technician" not in [one.code for one in close_check.check(desk, FEBRUARY)]
    desk.close()


async def test_escape_comes_back_to_the_list_where_it_was(store: Path) -> None:
    """Half-way through: what is mended is gone, the cursor is on the row that was left."""
    without_technician(store)
    async with running(store) as (app, pilot):
        close = await to_finding(app, pilot, "order-without-technician")
        await press(pilot, "enter", "enter")
        await type_in(pilot, "E002")
        await press(pilot, "f2")
        assert "W0102" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, FindingScreen)
        assert rows(app) == ["W0102", "W0103"]
        await press(pilot, "down", "enter")
        await type_in(pilot, "E002")
        await press(pilot, "f2")
        # The one that was passed over is not begun again.
        assert isinstance(app.screen, FindingScreen)
        assert rows(app) == ["W0102"]
        await press(pilot, "escape")
        assert front(app) is close
        finding = next(one for one in close.findings if one.code == "order-without-technician")
        assert finding.rows == ("W0102",)


async def test_what_is_taken_back_does_not_stay_mended(store: Path) -> None:
    """The list of findings is that of the check: it says that it may be out of date until the next one."""
    without_technician(store, ("W0101",))
    async with running(store) as (app, pilot):
        close = await to_finding(app, pilot, "order-without-technician")
        assert "changed since the check" not in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "E001")
        await press(pilot, "f2")
        assert front(app) is close
        await press(pilot, "shift+f7", "f9")
        assert "changed since the check: F2 looks again" in shown(app)
        await press(pilot, "1", "5")
        assert "changed since the check: F2 looks again" in shown(app)
        await press(pilot, "f2")
        assert "order-without-technician" in [one.code for one in close.findings]
        assert "changed since the check" not in shown(app)
        await press(pilot, "f6", "f5")
        assert "changed since the check" not in shown(app), "computing changes no finding"


async def test_a_finding_in_front_shows_what_is_taken_back(store: Path) -> None:
    """Its rows are read again: the one that was mended stands there as before."""
    without_technician(store)
    async with running(store) as (app, pilot):
        await to_finding(app, pilot, "order-without-technician")
        await press(pilot, "enter", "enter")
        await type_in(pilot, "E001")
        await press(pilot, "f2", "escape")
        assert rows(app) == ["W0102", "W0103"]
        await press(pilot, "shift+f7", "f9")
        assert isinstance(app.screen, FindingScreen)
        assert rows(app) == ["W0101", "W0102", "W0103"]


async def test_a_complaint_without_a_handler_opens_at_its_handler(store: Path) -> None:
    """The only row of a finding is opened at once; saving it leads back to the findings."""
    desk = open_desk(store)
    registration.register(desk, ComplaintRow("C0100", at(2, 25), customer_name="马丽"))
    desk.close()
    async with running(store) as (app, pilot):
        close = await to_finding(app, pilot, "complaint-without-handler")
        await press(pilot, "enter")
        assert isinstance(app.screen, HandlerDialog)
        assert focused_field(app) == "handler_no"
        await type_in(pilot, "E004")
        await press(pilot, "enter")
        assert front(app) is close
        assert "complaint-without-handler" not in [one.code for one in close.findings]


async def test_every_finding_that_can_be_put_right_opens_a_form(store: Path) -> None:
    """Whatever kind of row it is about: Enter leads to a form, a dialog or the place where it is put right."""
    of_every_kind(store)
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f2")
        close = app.screen
        assert isinstance(close, CloseScreen)
        codes = [finding.code for finding in close.findings if finding.rows]
        for code in codes:
            await press(pilot, "5", "home")
            await press(pilot, *["down"] * [one.code for one in close.findings].index(code), "enter")
            if isinstance(app.screen, FindingScreen):
                assert app.screen.places(), code
                await press(pilot, "enter")
            assert not isinstance(app.screen, FindingScreen | CloseScreen), code
            if isinstance(app.screen, FormScreen):
                field = next(one.places[0].field for one in close.findings if one.code == code)
                assert not field or focused_field(app) == field, code
            await press(pilot, "escape", "escape")
        assert {*codes} >= OF_EVERY_KIND


async def test_a_line_of_home_opens_in_its_form(store: Path) -> None:
    """Unfinished orders one after the other at what is to happen next; Esc comes back to the line."""
    desk = open_desk(store)
    work_orders.enter(
        desk, OrderRow(order_no="W0098", received_at=at(3, 10), customer_name="韩雪", agent_no="E005")
    )
    desk.close()
    async with running(store) as (app, pilot):
        home = app.screen
        assert isinstance(home, HomeScreen)
        found = home.query_one(OptionList)
        found.highlighted = found.get_option_index("unfinished:W0099")
        await press(pilot, "enter")
        assert isinstance(app.screen, OrderForm)
        assert focused_field(app) == "first_contact_at"
        await type_in(pilot, "03-11 10:00")
        await press(pilot, "f2")
        assert "W0098" in shown(app)
        await press(pilot, "escape")
        assert front(app) is home
        assert found.highlighted == found.get_option_index("unfinished:W0098")


async def test_a_milestone_of_home_does_not_lead_to_the_next_one(store: Path) -> None:
    """Enter alone logs it, so that an Enter too many would log another complaint's."""
    async with running(store) as (app, pilot):
        home = app.screen
        found = home.query_one(OptionList)
        overdue = [option.id or "" for option in found.options if (option.id or "").startswith("overdue:")]
        found.highlighted = found.get_option_index(overdue[0])
        await press(pilot, "enter")
        assert isinstance(app.screen, MilestoneDialog)
        await press(pilot, "enter")
        assert front(app) is home
        number = overdue[0].removeprefix("overdue:")
        (line,) = [line for line in shown(app).splitlines() if number in line]
        assert "plan" in line and "contact" not in line


async def test_a_row_of_a_receipt_opens_where_it_is_put_right(store: Path) -> None:
    """The survey that lost points, at the question that the figure rests on; with its reason, then the next one."""
    desk = open_desk(store)
    month_close.compute(desk, FEBRUARY)
    desk.close()
    async with running(store, size=(120, 40)) as (app, pilot):
        await press(pilot, "6", "slash", *"E005", "enter", "enter")
        card = app.screen
        assert isinstance(card, CardScreen)
        leaves = [one.receipt.node_id for _depth, one in card.figures]
        await press(pilot, *["down"] * leaves.index("attitude"), "enter")
        receipt = app.screen
        assert isinstance(receipt, ReceiptScreen)
        place = next(at for at, (row, _cells) in enumerate(receipt.rows) if row is not None)
        await press(pilot, *["down"] * place, "enter")
        assert isinstance(app.screen, SurveyForm)
        assert focused_field(app) == "attitude"
        number = receipt.places()[0].number
        assert number in shown(app)
        await press(pilot, "ctrl+u", "2", "f2")
        assert isinstance(app.screen, WhyDialog)
        await type_in(pilot, "typed wrong")
        await press(pilot, "enter")
        # On to the next row, in the same field.
        assert isinstance(app.screen, SurveyForm)
        assert receipt.places()[1].number in shown(app) or receipt.places()[0].number in shown(app)
        await press(pilot, "escape")
        assert front(app) is receipt
        assert "Rows have changed since the computation" in " ".join(shown(app).split())
    desk = open_desk(store)
    assert surveys.read(desk, number).attitude == 2
    desk.close()


async def test_a_moved_card_opens(store: Path) -> None:
    """What a computation would change: Enter opens the card of the person."""
    desk = open_desk(store)
    month_close.compute(desk, FEBRUARY)
    surveys.enter(desk, SurveyRow("A0300", "W0001", at(2, 20), 1, 1, 1, 1, 1))
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "5", "shift+f2")
        menu = app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("preview")
        await press(pilot, "enter")
        moved = app.screen
        assert isinstance(moved, MovedScreen)
        assert moved.places()
        await press(pilot, "enter")
        assert isinstance(app.screen, CardScreen)
        assert moved.places()[0].number in shown(app)
        await press(pilot, "escape")
        assert front(app) is moved


PLACES = st.lists(st.integers(0, 8), unique=True).map(
    lambda found: [RowPlace("orders", str(one)) for one in found]
)


@given(before=PLACES, now=PLACES, data=st.data())
def test_what_follows_is_what_stood_behind_it_then_what_is_new(
    before: list[RowPlace], now: list[RowPlace], data: Any
) -> None:
    """Against the plain telling: walk the old list on from the row, then look for rows that it did not have."""
    if not before:
        return
    place = data.draw(st.integers(0, len(before) - 1))
    expected = None
    for one in [*before[place + 1 :], *(one for one in now if one not in before)]:
        if one in now:
            expected = now.index(one)
            break
    assert following(before, place, now) == expected
