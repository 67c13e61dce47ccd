"""Which column of a file is which: English and Chinese headers, mappings, and headers that do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.columns import columns_of, match_columns, read_mapping
from csi_tui.services.tabular.kinds import KINDS, CellKind
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.table import Table
from csi_tui.services.tabular.words import CHOICES
from tests.services.tabular.files import text_file

# docs/files.md §2, word for word; the calendar extends it.
CONTRACT = {
    "employees": "employee_no, name, role, team, supervisor_no, joined_on, left_on, valid_from",
    "orders": "order_no, received_at, customer_name, customer_phone, product, serial_no, fault, agent_no, "
    "technician_no, parts_no, service_mode, first_contact_at, appointment_at, arrived_at, completed_at, outcome, "
    "parts_issue, parts_impact, return_of, fault_severity, usage_impact, under_warranty, fee",
    "surveys": "agency_ref, order_no, answered_at, attitude, response, quality, parts, cost",
    "complaints": "complaint_no, received_at, customer_name, customer_phone, order_no, handler_no, against_no, "
    "category, status, status_reason, reviewed_by_no, contacted_at, planned_at, resolved_at",
    "ratings": "on_date, employee_no, item, score, rated_by_no",
    "measures": "month, subject_no, measure, numerator, denominator",
    "pay": "month, subject_no, input, amount",
    "calendar": "from_on, to_on, day_kind, name",
}


def table_of(folder: Path, *headers: str) -> Table:
    """Return a table of these headers."""
    with read_table(text_file(folder / "file.csv", ",".join(headers) + "\n")) as table:
        return table


def test_the_columns_are_those_of_the_contract():
    """docs/files.md §2: kinds, columns and their order."""
    assert {kind: ", ".join(column.id for column in columns) for kind, columns in KINDS.items()} == CONTRACT


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_complete(kind: str):
    """A column has a Chinese header, a kind of cell, and words where it is a choice; no header names two columns."""
    headers = [header for column in columns_of(kind) for header in (column.id, *column.headers)]
    assert len(headers) == len(set(headers))
    for column in columns_of(kind):
        assert column.chinese
        assert column.cell in get_args(CellKind)
        assert (column.cell == "choice") == (column.choices in CHOICES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_known_header_is_found(tmp_path: Path, kind: str):
    """docs/files.md §2: English names as listed, or the Chinese ones of the shipped templates, and their aliases."""
    for spelling in range(1 + max(len(column.headers) for column in columns_of(kind))):
        names = [(column.id, *column.headers) for column in columns_of(kind)]
        match = match_columns(kind, table_of(tmp_path, *(n[min(spelling, len(n) - 1)] for n in names)))
        assert [*match.positions] == [column.id for column in columns_of(kind)]
        assert match.unknown == ()


@pytest.mark.parametrize(
    "header",
    [
        " Order_No ",
        "ORDER NO",
        "Order-No*",
        "ｏｒｄｅｒ＿ｎｏ",
        "工 单 号",
        "工單號（必填）",
        "＊工单号",
        "\ufefforder_no",
    ],
)
def test_headers_are_compared_loosely(tmp_path: Path, header: str):
    """Width, case, blanks, hyphens, marks for "required" and a stray byte order mark do not matter."""
    match = match_columns("orders", table_of(tmp_path, "受理时间", header))
    assert match.positions == {"received_at": 0, "order_no": 1}


def test_unknown_columns_are_reported_and_left_out(tmp_path: Path):
    """docs/files.md §2: unknown columns are reported and left out; empty headers at the end are nothing."""
    match = match_columns("orders", table_of(tmp_path, "order_no", "备注", "", "received_at", "", ""))
    assert match.positions == {"order_no": 0, "received_at": 3}
    assert match.unknown == ("备注", "column 3 without a header")


def test_missing_columns_are_named_with_what_is_there(tmp_path: Path):
    """Issue "hostile input": missing columns; exit status 3 and what to do."""
    with pytest.raises(UnreadableFile) as caught:
        match_columns("orders", table_of(tmp_path, "二月工单", "工号"))
    assert caught.value.exit_status == 3
    assert caught.value.message == (
        "file.csv lacks the columns order_no (工单号), received_at (受理时间), which orders must have. "
        "Its row 1 holds: 二月工单, 工号. "
        "“csi import orders --template FILE” writes an empty file with the right headers."
    )


def test_a_file_of_another_kind_is_recognised(tmp_path: Path):
    """Issue "hostile input": the wrong file or sheet."""
    with pytest.raises(UnreadableFile, match="These are the columns of surveys"):
        match_columns("orders", table_of(tmp_path, "调查编号", "回答时间", "工单号"))


def test_one_column_twice_is_refused(tmp_path: Path):
    """Which of two columns holds the truth is not for the program to guess."""
    with pytest.raises(UnreadableFile, match="order_no twice: “工单号” and “Order No”"):
        match_columns("orders", table_of(tmp_path, "工单号", "received_at", "Order No"))


def test_a_mapping_names_other_headers(tmp_path: Path):
    """docs/cli.md: --mapping FILE; for every kind, for one kind, and to leave a column out."""
    path = tmp_path / "map.toml"
    path.write_text(
        '"Ticket" = "order_no"\n"受理时间" = ""\n[orders]\n"Opened" = "received_at"\n', encoding="utf-8"
    )
    mapping = read_mapping(path)
    match = match_columns("orders", table_of(tmp_path, "OPENED", "ticket", "受理时间"), mapping)
    assert match.positions == {"received_at": 0, "order_no": 1}
    assert match.unknown == ()


def test_a_mapping_to_no_column(tmp_path: Path):
    """Wrong use, exit status 2."""
    with pytest.raises(UserError, match="a column colour, which orders do not have") as caught:
        match_columns("orders", table_of(tmp_path, "order_no"), {"Ticket": "colour"})
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    "content", [b"a = ", b"\xff", b'a = 1\nb = "x"', b"[orders]\na = ['x']", b"[other]\na = 'x'"]
)
def test_mappings_that_cannot_be_read(tmp_path: Path, content: bytes):
    """No TOML, or not lines of header and column."""
    path = tmp_path / "map.toml"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"map\.toml"):
        read_mapping(path)
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_mapping(tmp_path / "none.toml")


def test_no_kind_of_file():
    """Wrong use, exit status 2, with the kinds there are."""
    with pytest.raises(UserError, match=r"“invoices”.*employees, orders, surveys") as caught:
        columns_of("invoices")
    assert caught.value.exit_status == 2
