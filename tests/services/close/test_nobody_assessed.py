"""A month with nobody assessed is not offered for publication: command, cron, screen."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.close.run import close_run
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.next_step import next_step
from csi_tui.services.months.status import month_status
from tests import stores
from tests.cli.program import Program
from tests.screens.driving import press, running, shown
from tests.services.systems import JANUARY, MONTH, enter, site
from tests.stores import fill, local, order, person, survey


@pytest.fixture
def empty(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Somebody works here, an order is in, and nobody has a total."""
    fill(
        desk,
        employees=[person("S1", "supervisor"), person("E1", "complaint_handler", supervisor_no="S1")],
        orders=[order("W1", "2026-01-09T09:00", "2026-01-10T09:00")],
    )
    now.move_to(local("2026-02-02T10:00"))
    return desk


def test_neither_by_command_nor_unattended(empty: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 1, with what to do."""
    stores.compute(empty, MONTH)
    found = Program(empty.store.path, capsys)("close", "publish", MONTH, status=1)
    assert "Nobody is assessed in 2026-01: there is nothing to publish." in found.err
    with pytest.raises(UserError, match="Nobody is assessed"):
        close_run(empty, Period(JANUARY), None, None, tell=lambda *_said: None)
    status = month_status(empty, Period(JANUARY))
    assert (status.state, next_step(status, local_times.local_now(empty), empty.site.zone)) == (
        "computed",
        "nobody",
    )


async def test_nor_on_the_screen(empty: Desk) -> None:
    """The key is not offered, and the next step says why."""
    stores.compute(empty, MONTH)
    async with running(empty.store.path) as (app, pilot):
        await press(pilot, "5")
        assert "Nobody is assessed: check (F2)" in " ".join(shown(app).split())
        assert not app.screen.check_action("publish", ())
        await press(pilot, "f9")
        assert month_status(empty, Period(JANUARY)).state == "computed"


def test_places_are_something_to_publish(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §6: people are assessed by places, without a total."""
    desk, _boss = site(desk, "peer-ranking", person("E1", "pre_sales", supervisor_no="S1"))
    enter(desk, "E1", "order_value", 1000)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)
    assert month_close.publish(desk, Period(JANUARY), somebody=True).state == "published"


def test_what_was_published_before_is_published_anew(desk: Desk, now: time_machine.Traveller) -> None:
    """A month that is put right must be able to say so, whoever is left on it."""
    fill(
        desk,
        employees=[person("S1", "supervisor"), person("E1", "technician", supervisor_no="S1")],
        orders=[order("W1", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E1")],
        surveys=[survey("A1", "W1", "2026-01-20T09:00", "55555")],
    )

    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY), somebody=True)
    reopen_month(desk, Period(JANUARY), "of another shop")
    for kind, number in (("order", "W1"), ("survey", "A1")):
        exclusions.strike_out(desk, kind, number, "of another shop")
    stores.compute(desk, MONTH)
    assert month_status(desk, Period(JANUARY)).assessed == 0
    assert month_close.publish(desk, Period(JANUARY), somebody=True).revision == 2
