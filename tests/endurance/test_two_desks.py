"""Two processes at one store: entering, editing the same order, and closing at once."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import StoreUnavailable, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.orders import work_orders
from csi_tui.services.orders.pages import orders_page
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import OrderRow
from tests.endurance.steps import MONTH, begin
from tests.endurance.test_breaks import in_a_fork
from tests.stores import NOW, clock_at, local

DESKS, ORDERS, EDITS, CLOSES = 3, 30, 15, 6


def together(path: Path, *works: Callable[[Desk], None]) -> None:
    """Do each of the works in a process of its own, all at once."""

    def at_desk(work: Callable[[Desk], None]) -> None:
        with clock_at(NOW):
            desk = open_desk(path)
            work(desk)
            desk.close()

    children = [in_a_fork(lambda work=work: at_desk(work)) for work in works]  # type: ignore[misc]
    statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert statuses == [0] * len(works)


def looked_through(path: Path) -> Desk:
    desk = open_desk(path)
    assert verify(desk).problems == ()
    return desk


def test_orders_entered_at_once_are_all_there(tmp_path: Path) -> None:
    """Every order of every desk is kept, though all are given out the same numbers."""
    path = begin("entry", tmp_path)

    def enter(desk: Desk) -> None:
        for number in range(ORDERS):
            row = OrderRow(
                work_orders.next_number(desk), local("2026-11-20T08:00"), product=f"P{os.getpid()}N{number}"
            )
            work_orders.enter(desk, row, numbered=True)

    together(path, *[enter] * DESKS)
    with clock_at(NOW), closing(looked_through(path)) as desk:
        lines = orders_page(desk)
        while page := orders_page(desk, after=lines[-1].key):
            lines += page
    assert len(lines) == DESKS * ORDERS
    assert len({line.text("product") for line in lines}) == DESKS * ORDERS
    assert sorted(line.order_no for line in lines) == [
        f"W20261120-{number:03d}" for number in range(1, DESKS * ORDERS + 1)
    ]


def test_the_same_order_edited_at_once_loses_no_update(tmp_path: Path) -> None:
    """Each desk adds its own marks to one order; whoever comes second sees what is there and adds to that."""
    path = begin("entry", tmp_path)
    with clock_at(NOW), closing(open_desk(path)) as desk:
        work_orders.enter(desk, OrderRow("W1", local("2026-11-20T08:00"), fault="."))

    def edit(desk: Desk) -> None:
        dice = random.Random(os.getpid())
        for _number in range(EDITS):
            detail = work_orders.read(desk, "W1")
            while True:
                time.sleep(dice.uniform(0, 0.003))
                row = replace(detail.row, fault=f"{detail.row.fault}x")
                try:
                    work_orders.change(desk, "W1", detail.version, row, why="mistyped")
                    break
                except work_orders.ChangedMeanwhile as changed:
                    detail = changed.theirs

    together(path, *[edit] * DESKS)
    with clock_at(NOW), closing(looked_through(path)) as desk:
        detail = work_orders.read(desk, "W1")
    assert detail.row.fault == "." + "x" * (DESKS * EDITS)
    assert detail.version == 1 + DESKS * EDITS


def test_closes_at_once_wait_for_each_other(tmp_path: Path) -> None:
    """One close at a time: the others wait, and the cards are those of one computation."""
    path = begin("compute", tmp_path / "one")
    other = begin("compute", tmp_path / "other")

    def compute(desk: Desk) -> None:
        for _number in range(CLOSES):
            month_close.compute(desk, MONTH)

    together(path, *[compute] * DESKS)
    with clock_at(NOW), closing(looked_through(path)) as desk, closing(open_desk(other)) as alone:
        month_close.compute(alone, MONTH)
        assert month_cards(desk, MONTH).json() == month_cards(alone, MONTH).json()


def test_only_one_of_two_publishes(tmp_path: Path) -> None:
    """The second finds it done, and says so."""
    path = begin("publish", tmp_path)
    refused: list[str] = []

    def publish(desk: Desk) -> None:
        try:
            month_close.publish(desk, MONTH)
        except UserError as error:
            (tmp_path / f"refused-{os.getpid()}").write_text(error.message, encoding="utf-8")

    together(path, publish, publish)
    refused = [file.read_text(encoding="utf-8") for file in tmp_path.glob("refused-*")]
    assert refused == ["2026-01 is published already."]


def test_who_will_not_wait_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *Exit status*: 5 for a store that is busy; the sentence says with what."""
    from csi_db.locks import one_close_at_a_time

    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    path = begin("compute", tmp_path)
    with clock_at(NOW), closing(open_desk(path)) as desk, one_close_at_a_time(path):
        with pytest.raises(StoreUnavailable, match="Another close or restore is running") as told:
            month_close.compute(desk, MONTH)
        assert told.value.exit_status == 5
        # The lock is for the same accounts as the store.
        assert path.with_name("csi.db-close").stat().st_mode == path.stat().st_mode
        # Entering goes on meanwhile.
        work_orders.enter(desk, OrderRow("W1", local("2026-11-20T08:00"), product="空调"))


def test_orders_are_entered_while_a_month_is_closed(tmp_path: Path) -> None:
    """Neither desk is refused, and both are done."""
    path = begin("compute", tmp_path)

    def compute(desk: Desk) -> None:
        for _number in range(CLOSES):
            month_close.compute(desk, MONTH)

    def enter(desk: Desk) -> None:
        for number in range(ORDERS):
            work_orders.enter(desk, OrderRow(f"K{number}", local("2026-11-20T08:00"), product="空调"))

    together(path, compute, enter, compute, enter_nothing)
    with clock_at(NOW), closing(looked_through(path)) as desk:
        assert len(orders_page(desk, search="K")) == ORDERS


def enter_nothing(desk: Desk) -> None:
    """A desk that only looks."""
    for _number in range(CLOSES):
        orders_page(desk)
