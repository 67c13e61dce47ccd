"""Rows go out, come in again and are the same (docs/files.md §2); whole phone numbers only for whom may see them
(docs/rules.md, rule 21)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from csi_db.bulk import rows_of
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping import copies
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.sheets.kinds_out import GOING_OUT
from csi_tui.services.sheets.wanted_rows import Wanted
from csi_tui.services.tabular.file_names import CannotWrite
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.writing import write_json, write_table, write_text
from tests import stores
from tests.stores import fill, order

JANUARY = (Period(202601), Period(202601))
HOSTILE = (
    '=HYPERLINK("http://x","y")', "+1", "'=1+1", "@SUM(A1)", "-2-3", '"a",b;c', "<script>", "00123", "1e5", "是",
)  # fmt: skip
"""Texts that a spreadsheet, a page or a reader of csv would take for something else."""


def written(desk: Desk, kind: str, path: Path, form: Literal["csv", "xlsx", "json"] = "csv") -> Path:
    """A file of all rows of a kind, whole."""
    with going_out(desk, kind, whole=True) as table:
        write_table(table.rows, table.header, form, path)
    return path


def lines_of(desk: Desk, kind: str) -> Sequence[Sequence[object]]:
    with going_out(desk, kind, whole=True) as table:
        return [[*row] for row in table.rows]


@pytest.fixture
def full(example_desk: Desk) -> Desk:
    """The worked example, with a few orders in which people wrote strange things and everything is filled in."""
    (first, *_others) = stores.example_rows("orders")
    orders = [
        order("X=1", "2026-01-05T09:00", "2026-01-06T09:00:30", customer_name=text, customer_phone="13800001234",
              customer_address="某市某区某路1号", product=text, serial_no="0012", fault=f"{text} 打电话 13912345678",
              technician_no=first["technician_no"], agent_no=first["agent_no"], under_warranty="no", fee="1260.50",
              outcome="fixed", service_mode="carry_in") | {"order_no": f"X-{n}"}
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    fill(example_desk, orders=orders)
    return example_desk


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_went_out_comes_in_again_as_it_was(
    full: Desk, tmp_path: Path, form: Literal["csv", "xlsx", "json"]
) -> None:
    """Every kind, row by row, through a file and another store."""
    other = open_desk(stores.copy_store(tmp_path / "other" / "csi.db"))
    try:
        for kind in ("employees", "orders", "surveys", "complaints"):
            report = import_file(other, kind, written(full, kind, tmp_path / f"{kind}.{form}", form))
            assert report.rejected == ()
            assert lines_of(other, kind) == lines_of(full, kind)
            assert len(lines_of(full, kind)) > len(HOSTILE) - 1
    finally:
        other.close()
    assert set(GOING_OUT) <= set(KINDS)


def test_phone_numbers_are_masked_unless_asked_for_by_whom_may_see_them(full: Desk) -> None:
    """Masked in their column, in addresses and in texts; whole for a supervisor, and the trail says so."""
    with going_out(full, "orders") as table:
        masked = [[str(cell) for cell in row] for row in table.rows]
    flat = "\n".join(" ".join(row) for row in masked)
    assert "13800001234" not in flat
    assert "13912345678" not in flat
    assert "某路1号" not in flat
    assert "138****1234" in flat
    assert "13912345678" in "\n".join(" ".join(map(str, row)) for row in lines_of(full, "orders"))
    with full.read() as session:
        (last,) = rows_of(
            session.connection(), "SELECT action, subject FROM audit_entry ORDER BY seq DESC LIMIT 1"
        )
    assert last == ("export-rows", "orders")


def test_whole_only_for_whom_may_see_them(full: Desk) -> None:
    """docs/rules.md, rule 21: the oversight group reads, masked."""
    users.add_user(full, "Watcher", "watcher", ["oversight"])
    watcher = open_desk(full.store.path, "Watcher")
    with pytest.raises(NotPermitted), going_out(watcher, "orders", whole=True):
        pass
    watcher.close()


def test_a_month_of_rows_are_those_that_count_in_it(full: Desk) -> None:
    """An order counts in the month of its completion (docs/rules.md, rule 3); a transfer in none."""
    with going_out(full, "orders", Wanted(JANUARY)) as table:
        january = [row for row in table.rows]
    assert 0 < len(january) < len(lines_of(full, "orders"))
    with pytest.raises(UserError), going_out(full, "employees", Wanted(JANUARY)):
        pass


@pytest.mark.parametrize("kind", ["orders", "surveys", "complaints"])
def test_rows_on_which_somebody_stands(full: Desk, kind: str) -> None:
    """In whatever place; of a survey on its order. Everybody together are all that name anybody."""
    with full.read() as session:
        numbers = [number for (number,) in rows_of(session.connection(), "SELECT employee_no FROM employee")]
    found = set[tuple[object, ...]]()
    for number in numbers:
        with going_out(full, kind, Wanted(people=[number])) as table:
            some = {*table.rows}
        assert kind == "surveys" or all(number in row for row in some)
        found |= some
    with going_out(full, kind) as table:
        everything = {*table.rows}
    assert found <= everything
    assert len(found) > len(everything) / 2
    with going_out(full, kind, Wanted(team="T1")) as table:
        assert 0 < len({*table.rows}) < len(everything)
    with pytest.raises(UserError, match="T9"), going_out(full, kind, Wanted(team="T9")):
        pass


def test_an_hour_that_the_clock_strikes_twice_goes_out_with_its_offset(tmp_path: Path) -> None:
    """docs/files.md §1: a time without an offset is the first of the two; the second one says which it is."""
    with stores.store_in(tmp_path, "Europe/Berlin") as berlin:
        twice = [order("W1", "2025-10-26T02:30:00+02:00"), order("W2", "2025-10-26T02:30:00+01:00")]
        fill(berlin, orders=twice)
        found = lines_of(berlin, "orders")
        assert [row[1] for row in found] == ["2025-10-26 02:30", "2025-10-26 02:30:00+01:00"]


@pytest.mark.parametrize("what", ["the store", "its log", "a backup"])
def test_no_file_that_is_written_takes_the_place_of_a_store(full: Desk, tmp_path: Path, what: str) -> None:
    """docs/safekeeping: neither the open one, nor what lies beside it, nor a copy; every writer goes the same way."""
    backup = tmp_path / "backup.db"
    copies.backup(full, backup)
    target = {"the store": full.store.path, "its log": Path(f"{full.store.path}-wal"), "a backup": backup}[
        what
    ]
    before = target.read_bytes()
    assert before
    for write in (
        lambda: write_table([["x"]], ["a"], "csv", target),
        lambda: write_table([["x"]], ["a"], "xlsx", target),
        lambda: write_json({"a": 1}, target),
        lambda: write_text("a", target),
    ):
        with pytest.raises(CannotWrite, match="store"):
            write()
    assert target.read_bytes() == before
    assert verify(full).problems == ()
