"""A folder of a month's files: tried in a row, brought in as it was shown (docs/decisions/0060)."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.history import count_imports
from csi_tui.services.imports.mending import refused_rows, send_again
from csi_tui.services.imports.month_folder import FolderFile, bring_in_folder, rehearse
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.proof.verify import verify

FILES = {
    "a 问卷.csv": "问卷编号,工单号,评价时间,服务态度,费用合理性\n"
    "A1,W1,2026-01-08 10:00,5,4\nA2,W9,2026-01-08 10:00,5,4\n",
    "b 工单.csv": "工单号,受理时间,客户,客服工号\nW1,2026-01-05 09:00,王平,E1\nW2,昨天,李四,E1\n",
    "c 人员.csv": "工号,姓名,岗位,入职日期\nE1,王芳,agent,2020-01-01\n",
    "d 说明.txt": "请查收\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "三月"
    found.mkdir()
    for name, text in FILES.items():
        (found / name).write_text(text, encoding="utf-8")
    return found


def shown(files: list[FolderFile]) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (
            file.path.name[0],
            file.kind,
            None if file.report is None else file.report.accepted,
            None if file.report is None else file.report.rejected_rows,
        )
        for file in files
    ]


def brought_in(desk: Desk, files: list[FolderFile]) -> list[FolderFile]:
    came: list[FolderFile] = []
    bring_in_folder(desk, files, came=came.append)
    return came


def test_files_are_tried_in_a_row_and_nothing_is_kept(desk: Desk, folder: Path) -> None:
    """An order is good because its agent's file comes before; so is a survey; what is no table is left out with why."""
    files = rehearse(desk, folder)
    assert shown(files) == [
        ("c", "employees", 1, 0), ("b", "orders", 1, 1), ("a", "surveys", 1, 1), ("d", "", None, None),
    ]  # fmt: skip
    assert [file.comes_in for file in files] == [True, True, True, False] and files[3].why
    assert count_imports(desk) == 0 and not verify(desk).problems


def test_what_was_shown_comes_in(desk: Desk, folder: Path) -> None:
    """Each with its number; a second look finds what is in as a whole, and what is still refused is put right."""
    came = brought_in(desk, rehearse(desk, folder))
    assert shown(came) == [("c", "employees", 1, 0), ("b", "orders", 1, 1), ("a", "surveys", 1, 1)]
    assert [file.report.number for file in came if file.report] == [1, 2, 3]
    assert not verify(desk).problems
    again = rehearse(desk, folder)
    assert [(file.before, file.comes_in) for file in again] == [
        (1, False),
        (2, False),
        (3, False),
        (None, False),
    ], "of an import that has rows refused, too"
    assert again[1].report is not None and again[1].report.rejected_rows == 1
    orders = came[1]
    assert orders.report is not None
    refused = refused_rows(desk, orders.path, HowRead(kind="orders"), orders.report, orders.report.content)
    send_again(desk, refused, 3, {**refused.rows[3].texts, "received_at": "2026-01-06 09:00"})
    assert rehearse(desk, folder)[1].before == 2, "all of its rows are in"


def test_a_file_that_was_changed_meanwhile_stays_out(desk: Desk, folder: Path) -> None:
    """It says why; the others come in."""
    files = rehearse(desk, folder)
    (folder / "b 工单.csv").write_text(FILES["b 工单.csv"].replace("W2", "W3"), encoding="utf-8")
    came = brought_in(desk, files)
    assert "was changed since" in came[1].why[0] and count_imports(desk) == 2


def test_what_is_asked_about_stays_out_and_nothing_counts_on_it(desk: Desk, folder: Path) -> None:
    """A layout that came for the first time is to be looked at (docs/files.md §7); who it names is nobody yet."""
    (folder / "c 人员.csv").write_text(
        "工号,姓名,岗位,入职日期,籍贯\nE1,王芳,agent,2020-01-01,沪\n", encoding="utf-8"
    )
    files = rehearse(desk, folder)
    assert shown(files)[:2] == [("c", "employees", 1, 0), ("b", "orders", 0, 2)]
    assert not files[0].comes_in and not files[1].comes_in
    assert "the file of the employees comes first" in " ".join(files[1].why)
