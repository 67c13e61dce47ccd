"""A folder of a month's files, brought in by one command (docs/decisions/0059, *The inbox*)."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.imports import inbox
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import imports_page
from csi_tui.services.imports.inbox import InboxFile, empty_inbox
from csi_tui.services.imports.undo import undo
from csi_tui.services.proof.verify import verify
from tests.services.imports.test_mappings import mapping, sent
from tests.services.tabular.files import csv_file
from tests.stores import EXAMPLE

KINDS = ("surveys", "complaints", "orders", "employees")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the example under names that put them in the wrong order."""
    place = tmp_path / "inbox"
    place.mkdir()
    for number, kind in enumerate(KINDS):
        shutil.copy(EXAMPLE / f"{kind}.csv", place / f"{number}月报.csv")
    return place


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def run(desk: Desk, folder: Path) -> list[InboxFile]:
    return list(empty_inbox(desk, folder))


def test_in_the_right_order_by_their_headers(desk: Desk, folder: Path) -> None:
    """People before the orders that name them, orders before what speaks of them; moved with their number."""
    found = run(desk, folder)
    assert [(one.kind, one.number, one.state) for one in found] == [
        ("employees", 1, "imported"),
        ("orders", 2, "imported"),
        ("surveys", 3, "imported"),
        ("complaints", 4, "imported"),
    ]
    assert not inbox.needs_a_person(found)
    assert names(folder) == ["done/1-3月报.csv", "done/2-2月报.csv", "done/3-0月报.csv", "done/4-1月报.csv"]
    assert run(desk, folder) == []
    assert verify(desk).problems == ()


class Killed(BaseException):
    """Stands for the end of the process."""


def test_killed_between_the_store_and_the_move(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run finds the file in the store and only moves it."""

    def dies(*_arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(os, "replace", dies)
        run(desk, folder)
    assert len(imports_page(desk)) == 1
    found = run(desk, folder)
    assert [(one.kind, one.number, one.state) for one in found] == [
        ("employees", 1, "before"),
        ("orders", 2, "imported"),
        ("surveys", 3, "imported"),
        ("complaints", 4, "imported"),
    ]
    assert len(imports_page(desk)) == 4
    assert [name for name in names(folder) if not name.startswith("done/")] == []


def test_the_same_file_again_and_one_that_was_undone(desk: Desk, folder: Path) -> None:
    """What is in the store goes out of the way; what was taken out again comes in again."""
    run(desk, folder)
    shutil.copy(EXAMPLE / "surveys.csv", folder / "again.csv")
    assert [(one.state, one.number, one.moved_to) for one in run(desk, folder)] == [
        ("before", 3, "done/3-again.csv")
    ]
    undo(desk, 3)
    shutil.copy(EXAMPLE / "surveys.csv", folder / "again.csv")
    assert [(one.state, one.number) for one in run(desk, folder)] == [("imported", 5)]


def test_what_it_is_unsure_of_is_left(desk: Desk, folder: Path) -> None:
    """Another table, no table, a file that would be asked about; named, with why, and nothing of them taken."""
    csv_file(folder / "prices.csv", [["item", "price"], ["a", 1]])
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    csv_file(
        folder / "more.csv",
        [
            ["employee_no", "name", "role", "joined_on", "shoe size"],
            ["E900", "Li", "agent", "2026-01-05", 42],
        ],
    )
    found = {one.name: one for one in run(desk, folder)}
    left = {name: one.why[0] for name, one in found.items() if one.state == "left"}
    assert set(left) == {"prices.csv", "photo.csv", "more.csv"}
    assert "headers are those of no kind" in left["prices.csv"]
    assert "neither csv nor xlsx" in left["photo.csv"]
    assert "shoe size" in left["more.csv"]
    assert inbox.needs_a_person(list(found.values()))
    assert [name for name in names(folder) if not name.startswith("done/")] == [
        "more.csv", "photo.csv", "prices.csv",
    ]  # fmt: skip
    assert len(imports_page(desk)) == 4
    # Somebody has looked, and brought it in by hand: the next run moves it.
    import_file(desk, "employees", folder / "more.csv")
    assert [(one.name, one.state) for one in run(desk, folder) if one.kind] == [("more.csv", "before")]


def test_totals_that_say_of_more_rows_hold_a_file(desk: Desk, folder: Path) -> None:
    """Rows may be missing in it, and nobody is there to see; where rows are rejected, these are the reason."""
    people = [["employee_no", "name", "role", "joined_on"], ["E900", "Li", "agent", "2026-01-05"]]
    csv_file(folder / "short.csv", [*people, ["合计", "共2人"]])
    csv_file(folder / "bad.csv", [*people, ["E901", "Li", "pilot", "2026-01-05"], ["合计", "共2人"]])
    found = {one.name: one for one in run(desk, folder)}
    assert found["short.csv"].state == "left"
    assert "2" in found["short.csv"].why[0]
    assert (found["bad.csv"].state, found["bad.csv"].needs_a_person) == ("imported", True)


def test_what_is_odd_in_a_row_holds_no_file(desk: Desk, folder: Path) -> None:
    """It is in, named, and found by the check of its month."""
    orders = [["order_no", "received_at", "completed_at", "outcome"]]
    csv_file(folder / "b.csv", [*orders, ["W901", "2026-01-05 09:00", "2026-01-06 09:00", "fixed"]])
    found = {one.name: one for one in run(desk, folder)}
    assert (found["b.csv"].state, found["b.csv"].needs_a_person) == ("imported", True)


def test_a_sender_that_is_remembered(desk: Desk, folder: Path, tmp_path: Path) -> None:
    """Foreign headers and words, once mapped, are brought in by themselves."""
    (folder / "0月报.csv").unlink()
    run(desk, folder)
    orders = (EXAMPLE / "orders.csv").read_text(encoding="utf-8").splitlines()[1:3]
    first, second = (line.split(",")[0].lstrip("W") for line in orders)
    taught = sent(tmp_path / "a.csv", {first: ("5", "5")})
    import_file(desk, "surveys", taught, mapping=mapping(tmp_path / "m.toml"))
    sent(folder / "b.csv", {second: ("基本满意", "/")})
    assert [(one.kind, one.state) for one in run(desk, folder)] == [("surveys", "imported")]


def test_rejected_rows_lie_in_a_folder_of_their_own(desk: Desk, folder: Path) -> None:
    """The good rows are in; the others wait, with the reasons, to be mended and put back."""
    with (folder / "2月报.csv").open("a", encoding="utf-8") as file:
        file.write("W900,never\n")
    found = {one.kind: one for one in run(desk, folder)}
    assert (found["orders"].state, found["orders"].rejects) == ("imported", "rejected/2-2月报.xlsx")
    assert found["orders"].needs_a_person
    assert "rejected/2-2月报.xlsx" in names(folder)


def test_hidden_files_and_those_on_their_way_are_not_looked_at(desk: Desk, folder: Path) -> None:
    for name in (".3.csv", "~$3.xlsx", "4.csv.part", "5.tmp"):
        shutil.copy(EXAMPLE / "orders.csv", folder / name)
    (folder / "link.csv").symlink_to(EXAMPLE / "orders.csv")
    assert len(run(desk, folder)) == 4


@pytest.fixture
def held(folder: Path) -> Iterator[Path]:
    place = os.open(folder, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX)
    yield folder
    os.close(place)


def test_one_run_at_a_time(desk: Desk, held: Path) -> None:
    """Another one leaves with 5, as from a busy store, and has done nothing."""
    with pytest.raises(UserError, match="at work") as busy:
        run(desk, held)
    assert busy.value.exit_status == 5
    assert imports_page(desk) == []


def test_a_folder_that_is_none(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        run(desk, tmp_path / "nowhere")
