"""A row of a finding is said to be right, with a reason, and leaves the list (docs/decisions/0058, point 10)."""

from __future__ import annotations

from pathlib import Path

from csi_tui.screens.close.finding import FindingScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.why_dialog import WhyDialog
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in
from tests.screens.test_worklist import to_finding, without_technician


def twice(store: Path) -> None:
    """Two orders of one phone on one day."""
    desk = open_desk(store)
    for number, hour in (("W0301", 9), ("W0302", 15)):
        work_orders.enter(
            desk,
            OrderRow(
                order_no=number, received_at=at(2, 20, hour), customer_phone="13912345678", agent_no="E005"
            ),
        )
    desk.close()


async def test_a_row_that_is_right_leaves_with_a_reason(store: Path) -> None:
    """Both numbers stand in the list; without a reason it stays."""
    twice(store)
    async with running(store) as (app, pilot):
        await to_finding(app, pilot, "order-twice")
        await press(pilot, "enter")
        if not isinstance(app.screen, FindingScreen):
            # The only row is opened at once.
            await press(pilot, "escape")
        assert isinstance(app.screen, FindingScreen)
        assert "W0302 / W0301" in shown(app)
        await press(pilot, "f6")
        assert isinstance(app.screen, WhyDialog)
        await press(pilot, "escape")
        assert isinstance(app.screen, FindingScreen)
        await press(pilot, "d")
        await type_in(pilot, "two tenants")
        await press(pilot, "enter")
        assert isinstance(app.screen, CloseScreen)
        assert "one order under two numbers" not in shown(app)


async def test_what_is_wrong_is_not_said_to_be_right(store: Path) -> None:
    """An order without a technician is mended."""
    without_technician(store)
    async with running(store) as (app, pilot):
        await to_finding(app, pilot, "order-without-technician")
        await press(pilot, "enter")
        assert isinstance(app.screen, FindingScreen)
        await press(pilot, "f6")
        assert isinstance(app.screen, FindingScreen)
