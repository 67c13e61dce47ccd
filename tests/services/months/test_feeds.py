"""Files that came month after month and not for this one (docs/rules.md, rule 30)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close.check import check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.undo import undo
from tests.services.tabular.files import csv_file
from tests.stores import fill, order, person

HEADERS = {
    "north": ["order_no", "received_at", "Region"],
    "south": ["order_no", "received_at", "Shift", "Van"],
}


@pytest.fixture
def shop(desk: Desk, now: time_machine.Traveller) -> Desk:
    fill(desk, employees=[person("E1")], orders=[order("W1", "2026-05-05T09:00")])
    return desk


def send(desk: Desk, folder: Path, sender: str, month: int) -> ImportReport:
    """A file of orders of a month, with the headers of its sender."""
    headers = HEADERS[sender]
    row = [f"{sender}{month}", f"2026-{month:02}-10 09:00", *["x"] * (len(headers) - 2)]
    return import_file(desk, "orders", csv_file(folder / f"{sender}-{month}.csv", [headers, row]))


def missing(desk: Desk, month: int) -> tuple[str, ...]:
    found = {one.code: one for one in check(desk, Period(202600 + month))}
    return found["feed-missing"].rows if "feed-missing" in found else ()


def test_a_sender_of_three_months_is_missed(shop: Desk, tmp_path: Path) -> None:
    """By the headers: other files of the same kind do not hide it. A warning, and said after the import as well."""
    for month in (6, 7, 8):
        for sender in HEADERS:
            send(shop, tmp_path, sender, month)
        assert missing(shop, month) == ()
    report = send(shop, tmp_path, "north", 9)
    assert report.number is not None
    assert missing(shop, 9) == (f"orders, last south-8.csv (import {report.number - 1})",)
    (finding,) = [one for one in check(shop, Period(202609)) if one.code == "feed-missing"]
    assert finding.severity == "warning"
    # Nothing to look at yet: the other file may be on its way.
    (said,) = [one for one in report.remarks if one.id == "feed-missing"]
    assert ("2026-09" in said.text, "south-8.csv" in said.text, said.finding) == (True, True, False)
    report = send(shop, tmp_path, "south", 9)
    assert missing(shop, 9) == ()
    assert [one for one in report.remarks if one.id == "feed-missing"] == []
    assert report.number is not None
    undo(shop, report.number)
    assert len(missing(shop, 9)) == 1


def test_two_months_are_no_habit(shop: Desk, tmp_path: Path) -> None:
    for month in (7, 8):
        send(shop, tmp_path, "south", month)
    send(shop, tmp_path, "north", 9)
    assert missing(shop, 9) == ()


def test_a_month_without_is_said_once(shop: Desk, tmp_path: Path) -> None:
    """A sender who gave up is named for the first month alone."""
    for month in (5, 6, 7):
        send(shop, tmp_path, "south", month)
    assert (len(missing(shop, 8)), missing(shop, 9)) == (1, ())
