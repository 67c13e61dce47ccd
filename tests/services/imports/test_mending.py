"""Refused rows are put right one by one and sent again, by the rules of the import (docs/decisions/0061)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlmodel import col, select

from csi_db.models import AuditEntry
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.imports.content import FileChanged
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import imports_page
from csi_tui.services.imports.mending import RefusedRows, SentAgain, refused_rows, send_again
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.undo import undo
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.proof.verify import verify
from tests.stores import import_rows, person

HEADERS = "备注,工单号,受理时间,客户,客服工号"
SENT = f"{HEADERS}\nx,W1,2026-01-05 09:00,王平,E1\ny,W2,昨天,李四,E1\nz,W3,2026-01-05 09:00,孙七,E9\n"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    import_rows(desk, "employees", [person("E1"), person("E2")])
    return desk


def brought_in(desk: Desk, path: Path, kind: str = "orders", **how: Any) -> tuple[ImportReport, RefusedRows]:
    """A file that was looked at and brought in, and its refused rows."""
    wanted = HowRead(kind=kind, **how)
    seen = import_file(desk, kind, path, **wanted.options(), dry_run=True)
    report = import_file(desk, kind, path, **wanted.options(), shown=seen.content)
    return report, refused_rows(desk, path, wanted, report, seen.content)


def send(desk: Desk, refused: RefusedRows, row: int, **typed: str) -> SentAgain:
    return send_again(desk, refused, row, {**refused.rows[row].texts, **typed})


def faults_of(desk: Desk, refused: RefusedRows, row: int, **typed: str) -> list[tuple[str, str]]:
    with pytest.raises(FormInvalid) as raised:
        send(desk, refused, row, **typed)
    return [(one.field, one.reason) for one in raised.value.faults]


def trail(desk: Desk) -> list[tuple[str, dict[str, Any]]]:
    with desk.read() as session:
        entries = session.exec(
            select(AuditEntry).where(AuditEntry.action == "import").order_by(col(AuditEntry.seq))
        ).all()
        return [(one.subject, json.loads(one.detail)) for one in entries]


def test_a_row_is_put_right_and_is_of_the_import_of_its_file(shop: Desk, tmp_path: Path) -> None:
    """Cells as they came, the columns of the file first; the trail says in which row of the file it stood."""
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    report, refused = brought_in(shop, path)
    assert refused.columns == ("order_no", "received_at", "customer_name", "agent_no")
    assert refused.rows[3].texts == {
        "order_no": "W2", "received_at": "昨天", "customer_name": "李四", "agent_no": "E1",
    }  # fmt: skip
    assert [(fault.column, fault.value) for fault in refused.rows[3].faults] == [("received_at", "昨天")]
    done = send(shop, refused, 3, received_at="2026-01-06 10:00")
    assert (done.number, done.key) == (report.number, "W2")
    send(shop, refused, 4, agent_no="E2", customer_name="孙八")
    assert work_orders.read(shop, "W3").row.customer_name == "孙八"
    line = imports_page(shop)[0]
    assert (line.number, line.accepted, line.rejected) == (report.number, 3, 0)
    assert [(subject, detail.get("file_row")) for subject, detail in trail(shop)[-3:]] == [
        (str(report.number), None), (str(report.number), 3), (str(report.number), 4),
    ]  # fmt: skip
    assert not verify(shop).problems
    assert undo(shop, line.number).gone == 3, "it leaves with the others"
    assert not verify(shop).problems


def test_the_rules_are_those_of_the_import(shop: Desk, tmp_path: Path) -> None:
    """Each fault with its column; nothing of it is kept; a number that another row has is named."""
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    report, refused = brought_in(shop, path)
    assert faults_of(shop, refused, 3)[0][0] == "received_at"
    assert faults_of(shop, refused, 4, agent_no="E7") == [("agent_no", "no employee has this number")]
    assert faults_of(shop, refused, 4, agent_no="E1", order_no="W1")[0][0] == "order_no"
    assert faults_of(shop, refused, 4, order_no="")[0] == ("order_no", "is empty; every row needs it")
    assert faults_of(shop, refused, 4, agent_no="E1", completed_at="2026-01-01 10:00", outcome="fixed") == [
        ("completed_at", "before it was received")
    ]
    line = imports_page(shop)[0]
    assert (line.number, line.accepted, line.rejected) == (report.number, 1, 2)


def test_a_row_that_is_in_already_is_named(shop: Desk, tmp_path: Path) -> None:
    """Sent twice, it is there once, and the trail has one entry."""
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    _report, refused = brought_in(shop, path)
    send(shop, refused, 4, agent_no="E1")
    before = len(trail(shop))
    again = send(shop, refused, 4, agent_no="E1")
    assert (again.number, again.key) == (None, "W3")
    assert len(trail(shop)) == before
    assert (imports_page(shop)[0].accepted, imports_page(shop)[0].rejected) == (2, 1)


def test_a_file_that_is_opened_again_lists_no_row_that_was_put_right(shop: Desk, tmp_path: Path) -> None:
    """It is there, whatever the file says (docs/decisions/0061, point 5); once it has left, the file is refused it."""
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    report, refused = brought_in(shop, path)
    send(shop, refused, 3, received_at="2026-01-06 10:00", order_no="W2-x")

    def opened() -> tuple[set[int], list[tuple[int, str]]]:
        again = import_file(shop, "orders", path, dry_run=True)
        return {fault.row for fault in again.rejected}, sorted(again.skipped)

    assert opened() == ({4}, [(2, "W1"), (3, "W2-x")])
    other = tmp_path / "b.csv"
    other.write_text(SENT.replace("王平", "王五"), encoding="utf-8")
    assert 3 in {fault.row for fault in import_file(shop, "orders", other, dry_run=True).rejected}
    again = import_file(shop, "orders", path)
    assert (imports_page(shop)[0].number, imports_page(shop)[0].rejected) == (again.number, 1)
    assert report.number is not None
    assert undo(shop, report.number).gone == 2
    assert opened() == ({3, 4}, [])
    assert not verify(shop).problems


def test_of_several_sheets_no_row_is_taken_for_another(shop: Desk, tmp_path: Path) -> None:
    """Which sheets are read may be another choice the next time: their rows are listed until they are sent."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, number in (("上旬", "W1"), ("下旬", "W2")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["工单号", "受理时间"])
            sheet.write_row(1, 0, [number, "昨天"])
    _report, refused = brought_in(shop, path, sheets=("上旬",))
    send(shop, refused, 2, received_at="2026-01-06 10:00")
    assert {
        fault.row for fault in import_file(shop, "orders", path, sheet="下旬", dry_run=True).rejected
    } == {2}


def test_what_nobody_touched_stays_the_cell_that_it_was(shop: Desk, tmp_path: Path) -> None:
    """100 % as it stands is refused as in the file, though as a text it might be read; typed anew it is what it says.

    Moments of a workbook come in as they are.
    """
    import_rows(shop, "orders", [{"order_no": "W1", "received_at": "2026-01-05 09:00"}])
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("上旬")
        sheet.write_row(0, 0, ["工单号", "评价时间", "服务态度", "问卷编号", "费用合理性"])
        sheet.write_string(1, 0, "W1")
        sheet.write_number(1, 1, 46029.5, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_number(1, 2, 1, book.add_format({"num_format": "0%"}))
        sheet.write_number(1, 3, 1234567890123456)
    _report, refused = brought_in(shop, path, "surveys")
    assert refused.rows[2].texts["answered_at"] == "2026-01-07 12:00:00"
    assert [field for field, _why in faults_of(shop, refused, 2)] == ["agency_ref", "attitude"]
    assert [field for field, _why in faults_of(shop, refused, 2, attitude="5")] == ["agency_ref"]
    send(shop, refused, 2, attitude="5", agency_ref="A1")
    row = surveys.read(shop, "A1")
    assert (row.attitude, f"{row.answered_at:%Y-%m-%d %H:%M}") == (5, "2026-01-07 04:00")


def test_a_row_of_a_further_sheet(shop: Desk, tmp_path: Path) -> None:
    """It is told from the row of the same number on the first one."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, number in (("上旬", "W1"), ("下旬", "W2")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["工单号", "受理时间"])
            sheet.write_row(1, 0, [number, "昨天"])
    _report, refused = brought_in(shop, path, all_sheets=True)
    first, second = sorted(refused.rows)
    assert [refused.rows[row].texts["order_no"] for row in (first, second)] == ["W1", "W2"]
    send(shop, refused, second, received_at="2026-01-06 10:00")
    detail = trail(shop)[-1][1]
    assert (detail["file_row"], detail["file_sheet"]) == (2, 2)


def test_words_of_a_mapping_hold_in_it_too(shop: Desk, tmp_path: Path) -> None:
    """Whoever types what the sender writes is understood."""
    import_rows(shop, "orders", [{"order_no": "W1", "received_at": "2026-01-05 09:00"}])
    names = tmp_path / "names.toml"
    names.write_text('[surveys]\n"号" = "agency_ref"\n[words.answers]\n"九分" = "5"\n', encoding="utf-8")
    path = tmp_path / "a.csv"
    path.write_text(
        "号,工单号,评价时间,服务态度,费用合理性\nA1,W1,2026-01-06 10:00,十分,4\n", encoding="utf-8"
    )
    _report, refused = brought_in(shop, path, "surveys", mapping=names)
    send(shop, refused, 2, attitude="九分")
    assert surveys.read(shop, "A1").attitude == 5


def test_people_come_in_by_an_import_of_their_own(shop: Desk, tmp_path: Path) -> None:
    """People are put back in the order in which imports changed them (docs/decisions/0057, point 5)."""
    path = tmp_path / "a.csv"
    path.write_text(
        "工号,姓名,岗位,入职日期\nE5,王芳,agent,2020-01-01\nE6,李强,师傅,2020-01-01\n", encoding="utf-8"
    )
    report, refused = brought_in(shop, path, "employees")
    done = send(shop, refused, 3, role="technician")
    assert report.number is not None and done.number == report.number + 1
    assert undo(shop, done.number).gone == 1
    assert not verify(shop).problems


def test_a_row_of_an_import_that_was_undone(shop: Desk, tmp_path: Path) -> None:
    """It does not come into an import of which nothing is left."""
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    report, refused = brought_in(shop, path)
    assert report.number is not None
    undo(shop, report.number)
    done = send(shop, refused, 4, agent_no="E1")
    assert done.number == report.number + 1
    assert imports_page(shop)[0].file_name == "a.csv"
    assert not verify(shop).problems


def test_a_file_that_was_changed_is_refused(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SENT, encoding="utf-8")
    seen = import_file(shop, "orders", path, dry_run=True)
    path.write_text(SENT.replace("W2", "W5"), encoding="utf-8")
    with pytest.raises(FileChanged):
        refused_rows(shop, path, HowRead(kind="orders"), seen, seen.content)
    path.unlink()
    with pytest.raises(FileChanged):
        refused_rows(shop, path, HowRead(kind="orders"), seen, seen.content)
