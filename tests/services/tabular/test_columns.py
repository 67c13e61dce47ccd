"""Which column of a file is which: English and Chinese headers, mappings, and headers that do not fit."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from pathlib import Path
from typing import get_args

import pytest

from csi_tui.services.desk.form_fields import sections
from csi_tui.services.desk.privacy import MASKS
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.column import CellKind
from csi_tui.services.tabular.columns import (
    Match,
    columns_of,
    header_names,
    match_columns,
)
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.mapping import Mapped, read_mapping
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.table import Table
from csi_tui.services.tabular.words import CHOICES
from tests.services.tabular.files import text_file


def table_of(folder: Path, *headers: str) -> Table:
    """Return a table of these headers."""
    with read_table(text_file(folder / "file.csv", ",".join(headers) + "\n")) as table:
        return table


def found(kind: str, table: Table, mapping: Mapped | None = None) -> Match:
    """Which column is which."""
    return match_columns(kind, table, header_names(kind, mapping))


def test_the_columns_of_a_notice():
    """Those of the files that the desk fills stand in docs/files.md §2, which tests/cli/test_docs.py holds."""
    assert [column.id for column in KINDS["calendar"]] == ["from_on", "to_on", "day_kind", "name"]


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
        match = found(kind, table_of(tmp_path, *(n[min(spelling, len(n) - 1)] for n in names)))
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
    match = found("orders", table_of(tmp_path, "受理时间", header))
    assert match.positions == {"received_at": 0, "order_no": 1}


def test_unknown_columns_are_reported_and_left_out(tmp_path: Path):
    """docs/files.md §2: unknown columns are reported and left out; empty headers at the end are nothing."""
    match = found("orders", table_of(tmp_path, "order_no", "颜色", "", "received_at", "", ""))
    assert match.positions == {"order_no": 0, "received_at": 3}
    assert match.unknown == ("颜色", "column 3 without a header")


def test_missing_columns_are_named_with_what_is_there(tmp_path: Path):
    """Issue "hostile input": missing columns; exit status 3 and what to do."""
    with pytest.raises(UnreadableFile) as caught:
        found("orders", table_of(tmp_path, "二月工单", "工号"))
    assert caught.value.exit_status == 3
    assert caught.value.message == (
        "file.csv lacks the columns order_no (工单号), received_at (受理时间), which orders must have. "
        "Its row 1 holds: 二月工单, 工号. "
        "“csi import orders --template FILE” writes an empty file with the right headers; "
        "“csi import orders FILE --propose” begins a mapping of those that it has."
    )


def test_a_file_of_another_kind_is_recognised(tmp_path: Path):
    """Issue "hostile input": the wrong file or sheet."""
    with pytest.raises(UnreadableFile, match="These are the columns of surveys"):
        found("orders", table_of(tmp_path, "调查编号", "回答时间", "工单号"))


def test_one_column_twice_is_refused(tmp_path: Path):
    """Which of two columns holds the truth is not for the program to guess."""
    with pytest.raises(UnreadableFile, match="order_no twice: “工单号” and “Order No”"):
        found("orders", table_of(tmp_path, "工单号", "received_at", "Order No"))


def test_a_mapping_names_other_headers(tmp_path: Path):
    """docs/cli.md, *csi import*: --mapping FILE; for every kind, for one kind, and to leave a column out."""
    path = tmp_path / "map.toml"
    path.write_text(
        '"Ticket" = "order_no"\n"受理时间" = ""\n[orders]\n"Opened" = "received_at"\n', encoding="utf-8"
    )
    mapping = read_mapping(path)
    match = found("orders", table_of(tmp_path, "OPENED", "ticket", "受理时间"), mapping)
    assert match.positions == {"received_at": 0, "order_no": 1}
    assert match.unknown == ()


def test_a_mapping_to_no_column(tmp_path: Path):
    """Wrong use, exit status 2."""
    with pytest.raises(UserError, match="a column colour, which orders do not have") as caught:
        found("orders", table_of(tmp_path, "order_no"), {"Ticket": "colour"})
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


@pytest.mark.parametrize("kind", ["employees", "orders", "surveys", "complaints"])
def test_every_field_of_a_form_is_complete(kind: str):
    """A field has a label and stands under one heading, in the order of the file unless it says above which."""
    columns = {column.id: column for column in columns_of(kind)}
    order = list(columns)
    for column in columns.values():
        assert column.label
        assert column.section or not column.required
        assert not column.spare or column.width
    under = [[one.id for one in fields] for fields in sections(kind).values()]
    assert sorted(chain.from_iterable(under)) == sorted(one.id for one in columns.values() if one.section)
    for fields in under:
        assert [name for name in fields if not columns[name].above] == sorted(
            (name for name in fields if not columns[name].above), key=order.index
        )
        assert all(after == columns[name].above for name, after in pairwise(fields) if columns[name].above)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hint_holds_no_limit_of_a_scheme(kind: str):
    """Limits and windows are a scheme's: a form that has them asks the scheme (complaints/limits)."""
    for column in columns_of(kind):
        assert not re.search(r"\d+ *(days?|hours?|%)", f"{column.hint} {column.note}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_masked_column_is_personal(kind: str):
    """docs/rules.md, rule 21: what not everybody may see is in no audit row either, and its mask is known."""
    for column in columns_of(kind):
        assert not column.mask or (column.personal and column.mask in MASKS)
