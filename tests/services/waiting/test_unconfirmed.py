"""What nobody else could confirm is marked on card, notice and to oversight (docs/rules.md, rule 27)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.result_notice import notice_sheet
from csi_tui.services.cards.text.notice import notice_words
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.orders import work_orders
from csi_tui.services.oversight import pages, sampling
from csi_tui.services.oversight.text import sample_lines
from csi_tui.services.people import users
from tests import stores
from tests.cli.program import Program
from tests.services.procedures import desk_of, staff
from tests.stores import local

JANUARY = Period(202601)
WANTED = "Unconfirmed, for want of a second person: no. 1"


def january(desk: Desk, now: time_machine.Traveller, *, alone: bool) -> None:
    """January published; Colleague, E2, called an own repair a success, and where asked nobody could confirm it."""
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    if alone:
        for name in ("Direct", "Other", "Head"):
            users.set_active(desk, name, False)
        users.set_roles(desk, "Desk", ["admin", "hr"])
        mine = desk_of(desk, "Colleague")
        found = work_orders.read(mine, "W2")
        changed = replace(found.row, outcome="not_fixed")
        work_orders.change(mine, "W2", found.version, changed, why="mistyped", reason="the log says so")
        for name in ("Direct", "Other", "Head"):
            users.set_active(desk, name, True)
        users.set_roles(desk, "Desk", ["admin", "supervisor"])
    stores.compute(desk, "2026-01")
    month_close.publish(desk_of(desk, "Direct"), JANUARY)


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_marked_wherever_the_figures_are_looked_at(
    alone: bool, desk: Desk, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    january(desk, now, alone=alone)
    csi = Program(desk.store.path, capsys)
    assert (WANTED in csi("card", "E2", "--month", "2026-01").out) is alone
    assert WANTED not in csi("card", "E1", "--month", "2026-01").out
    assert explain(desk, "E2", JANUARY).unconfirmed == ((1,) if alone else ())
    assert explain(desk, "E1", JANUARY).unconfirmed == ()
    sheet = notice_sheet(desk, JANUARY)
    below = "\n".join(notice_words(sheet.head, sheet.cards)[1])
    assert ("Something in the figures of E2 is unconfirmed" in below) is alone
    group = desk_of(desk, "Oversight")
    sampling.draw(group, JANUARY)
    lines = list(sample_lines(pages.sample_of(group, JANUARY), pages.finding_text, pages.verdict_text))
    assert (f"{WANTED}, W2, by Colleague" in lines) is alone
