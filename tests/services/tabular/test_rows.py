"""Rows as values: what a row becomes, and every rule of docs/files.md §3 that needs no store."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from csi_tui import i18n
from csi_tui.scoring.periods import Period
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import (
    CalendarRow,
    ComplaintRow,
    ConductRow,
    EmployeeRow,
    Fault,
    MeasureRow,
    MilestoneRow,
    OrderRow,
    PayRow,
    RatingRow,
    Row,
    SurveyRow,
    parse_rows,
)
from tests.services.tabular.files import csv_file, text_file, xlsx_file

NO_ANSWER = (
    "not an answer from 1 to 5; known are figures, stars and very satisfied 非常满意, satisfied 满意, neutral 一般, "
    "dissatisfied 不满意, very dissatisfied 非常不满意"
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
EXAMPLES = Path(__file__).parents[2] / "examples" / "aftersales"
RECORDS = {
    "employees": EmployeeRow,
    "orders": OrderRow,
    "surveys": SurveyRow,
    "complaints": ComplaintRow,
    "ratings": RatingRow,
    "milestones": MilestoneRow,
    "measures": MeasureRow,
    "conduct": ConductRow,
    "pay": PayRow,
    "calendar": CalendarRow,
}


def parsed(kind: str, path: Path) -> tuple[list[tuple[int, Row]], list[Fault]]:
    """Return the good rows of a file and its faults."""
    good: list[tuple[int, Row]] = []
    bad: list[Fault] = []
    with read_table(path) as table:
        for outcome in parse_rows(kind, table, SHANGHAI):
            if isinstance(outcome, list):
                bad += outcome
            else:
                good.append(outcome)
    return good, bad


def lines(folder: Path, kind: str, *rows: str) -> tuple[list[tuple[int, Row]], list[Fault]]:
    """Return what a csv file of these lines gives, the first being the headers."""
    return parsed(kind, text_file(folder / "file.csv", "\n".join(rows) + "\n"))


def local(*parts: int) -> datetime:
    """Return a local time in Shanghai as an instant in UTC."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_records_have_the_columns_of_the_contract(kind: str):
    """docs/files.md §2: one field for each column, in its order; values are laid out by place."""
    assert [field.name for field in dataclasses.fields(RECORDS[kind])] == [
        column.id for column in KINDS[kind]
    ]


def test_an_order_in_chinese(tmp_path: Path):
    """docs/files.md §2: the Chinese headers and words, full-width digits, Excel's way of writing dates."""
    good, bad = lines(
        tmp_path,
        "orders",
        "工单号,受理时间,客户姓名,联系电话,产品,序列号,故障描述,客服工号,技师工号,配件员工号,服务方式,首次联系时间,预约时间,"
        "到达时间,完成时间,处理结果,配件问题,配件影响,返修原单号,故障程度,使用影响,保修期内,费用",
        'W1,2026/3/7 9:05,王伟,１３８,冰箱,SN1,"漏水\n异响",E1,E2,E3,上门,2026/3/7 9:30,2026/3/8 18:00,2026/3/8 17:00,'
        "2026/3/8 18:30,已修复,延迟,高,W0,严重,中,是,¥260.50",
    )
    assert bad == []
    assert good == [
        (
            2,
            OrderRow(
                order_no="W1",
                received_at=local(2026, 3, 7, 9, 5),
                customer_name="王伟",
                customer_phone="138",
                product="冰箱",
                serial_no="SN1",
                fault="漏水\n异响",
                agent_no="E1",
                technician_no="E2",
                parts_no="E3",
                service_mode="onsite",
                first_contact_at=local(2026, 3, 7, 9, 30),
                appointment_at=local(2026, 3, 8, 18),
                arrived_at=local(2026, 3, 8, 17),
                completed_at=local(2026, 3, 8, 18, 30),
                outcome="fixed",
                parts_issue="late",
                parts_impact="high",
                return_of="W0",
                fault_severity="severe",
                usage_impact="medium",
                under_warranty=True,
                fee=26050,
            ),
        )
    ]


def test_columns_may_be_missing_and_defaults_hold(tmp_path: Path):
    """docs/files.md §2: service_mode onsite, status valid, a plain figure's denominator 1; all else not known."""
    assert lines(tmp_path, "orders", "order_no,received_at", "W1,2026-03-07T09:05")[0] == [
        (2, OrderRow("W1", local(2026, 3, 7, 9, 5)))
    ]
    good, _bad = lines(tmp_path, "complaints", "received_at,complaint_no,status", "2026-03-07T09:05,C1,")
    assert good == [(2, ComplaintRow("C1", local(2026, 3, 7, 9, 5), status="valid"))]
    good, _bad = lines(tmp_path, "measures", "month,subject_no,measure,numerator", "2026-03,E1,visits,12.50")
    assert good == [
        (
            2,
            MeasureRow(
                month=Period(202603),
                subject_no="E1",
                measure="visits",
                numerator=Decimal("12.5"),
                denominator=Decimal(1),
            ),
        )
    ]


def test_ratings_and_measures(tmp_path: Path):
    """docs/files.md §2: ratings and measures."""
    good, bad = lines(tmp_path, "ratings", "日期,工号,项目,得分,评分人工号", "2026-03-07,E1,态度,-2.5,S1")
    assert (good, bad) == (
        [
            (
                2,
                RatingRow(
                    on_date=date(2026, 3, 7),
                    employee_no="E1",
                    item="态度",
                    score=Decimal("-2.5"),
                    rated_by_no="S1",
                ),
            )
        ],
        [],
    )
    good, bad = lines(
        tmp_path,
        "measures",
        "月份,对象编号,指标,分子,分母",
        "2026年3月,E1,csat,45,50",
        "2026-03,E2,csat,1,0",
        "2026-03,E3,csat,1,-1",
    )
    assert [row for _number, row in good] == [
        MeasureRow(
            month=Period(202603),
            subject_no="E1",
            measure="csat",
            numerator=Decimal(45),
            denominator=Decimal(50),
        ),
        MeasureRow(
            month=Period(202603),
            subject_no="E2",
            measure="csat",
            numerator=Decimal(1),
            denominator=Decimal(0),
        ),
    ]
    assert bad == [Fault(4, "denominator", "-1", "a denominator below zero")]


def test_a_bad_row_says_where_and_why_and_the_good_ones_go_in(tmp_path: Path):
    """docs/files.md §3: a bad row is rejected with row number, column, value and reason; the good rows go in."""
    good, bad = lines(
        tmp_path,
        "surveys",
        "agency_ref,order_no,answered_at,attitude,response,quality,parts,cost",
        "A1,W1,2026-03-07T09:05,5,4,3,2,1",
        "A2,W2,2026-02-30T09:05,6,,,,",
        ",W3,2026-03-07T09:05,,,,,",
        "A4,,2026-03-07T09:05,,,,,非常满意",
    )
    assert [number for number, _row in good] == [2, 5]
    assert good[1][1] == SurveyRow(
        agency_ref="A4", order_no=None, answered_at=local(2026, 3, 7, 9, 5), cost=5
    )
    assert bad == [
        Fault(
            3,
            "answered_at",
            "2026-02-30T09:05",
            "there is no such date or time; one is written like 2026-03-07 09:05",
        ),
        Fault(3, "attitude", "6", NO_ANSWER),
        Fault(4, "agency_ref", "", "is empty; every row needs it"),
    ]


def test_nobody_leaves_before_joining(tmp_path: Path):
    """docs/files.md §3: rejected: leaves before it joins."""
    header = "employee_no,name,role,joined_on,left_on"
    good, bad = lines(
        tmp_path,
        "employees",
        header,
        "E1,甲,agent,2026-03-02,2026-03-01",
        "E2,乙,agent,2026-03-02,2026-03-02",
    )
    assert [number for number, _row in good] == [3]
    assert bad == [Fault(2, "left_on", "2026-03-01", "leaves before joining")]


def test_nothing_happens_before_an_order_is_received(tmp_path: Path):
    """docs/files.md §3: rejected: is contacted, arrives or completes before it is received; equal is not before."""
    good, bad = lines(
        tmp_path,
        "orders",
        "order_no,received_at,first_contact_at,appointment_at,arrived_at,completed_at,outcome",
        "W1,2026-03-07T09:05,2026-03-07T09:04:59,,2026-03-07T09:00,2026-03-06T10:00,fixed",
        "W2,2026-03-07T09:05,2026-03-07T09:05,2026-03-07T08:00,2026-03-07T09:05,2026-03-07T09:05,fixed",
        "W3,2026-03-07T09:05,,,2026-03-07T10:00,,",
        "W4,2026-03-07T09:05+08:00,2026-03-07T01:04Z,,,,",
    )
    assert [number for number, _row in good] == [3, 4]
    reason = "before it was received"
    assert bad == [
        Fault(2, "first_contact_at", "2026-03-07T09:04:59", reason),
        Fault(2, "arrived_at", "2026-03-07T09:00", reason),
        Fault(2, "completed_at", "2026-03-06T10:00", reason),
        Fault(5, "first_contact_at", "2026-03-07T01:04Z", reason),
    ]


def test_completion_and_outcome(tmp_path: Path):
    """docs/files.md §3: rejected: completes without an outcome; an outcome before completion is no fault."""
    good, bad = lines(
        tmp_path,
        "orders",
        "order_no,received_at,completed_at,outcome",
        "W1,2026-03-07T09:05,2026-03-07T10:00,",
        "W2,2026-03-07T09:05,,fixed",
        "W3,2026-03-07T09:05,,cancelled",
    )
    assert [number for number, _row in good] == [3, 4]
    assert bad == [Fault(2, "outcome", "", "completed without an outcome")]
    _good, bad = lines(
        tmp_path, "orders", "order_no,received_at,completed_at", "W1,2026-03-07T09:05,2026-03-07T10:00"
    )
    assert bad == [Fault(2, "outcome", "", "completed without an outcome")]


def test_an_order_is_no_return_of_itself(tmp_path: Path):
    """docs/files.md §2: return_of is the number of the order whose repair did not hold: another one."""
    _good, bad = lines(
        tmp_path, "orders", "order_no,received_at,return_of", "W1,2026-03-07,W1", "W2,2026-03-07,W1"
    )
    assert bad == [Fault(2, "return_of", "W1", "an order cannot be a return of itself")]


@pytest.mark.parametrize(
    ("kind", "header", "row", "other"),
    [
        ("orders", "order_no,received_at", "W1,2026-03-07", "W2,2026-03-07"),
        ("surveys", "agency_ref,answered_at,attitude", "A1,2026-03-07,5", "A2,2026-03-07,5"),
        ("complaints", "complaint_no,received_at", "C1,2026-03-07", "C2,2026-03-07"),
        (
            "ratings",
            "on_date,employee_no,item,score,rated_by_no",
            "2026-03-07,E1,x,1,",
            "2026-03-07,E1,x,1,S1",
        ),
        ("measures", "month,subject_no,measure,numerator", "2026-03,E1,m,1", "2026-04,E1,m,1"),
        ("employees", "employee_no,name,role,joined_on", "E1,甲,agent,2026-03-02", "E2,甲,agent,2026-03-02"),
    ],
)
def test_a_repeated_number(tmp_path: Path, kind: str, header: str, row: str, other: str):
    """docs/files.md §3: rejected: repeats a number; the first stays, and the fault names its row."""
    good, bad = lines(tmp_path, kind, header, row, other, row)
    assert [number for number, _row in good] == [2, 3]
    assert [(fault.row, fault.reason) for fault in bad] == [(4, "stands already in row 2 of this file")]


def test_a_rejected_row_takes_no_number(tmp_path: Path):
    """docs/decisions/0005: only of good rows the first stands."""
    good, bad = lines(tmp_path, "orders", "order_no,received_at", "W1,nonsense", "W1,2026-03-07")
    assert [number for number, _row in good] == [3]
    assert [(fault.row, fault.column) for fault in bad] == [(2, "received_at")]


def test_a_later_row_of_a_person_is_a_transfer(tmp_path: Path):
    """docs/files.md §2: valid_from (empty: joined_on); a later row for the same person is a transfer."""
    good, bad = lines(
        tmp_path,
        "employees",
        "employee_no,name,role,team,joined_on,valid_from",
        "E1,甲,agent,T1,2026-01-02,",
        "E1,甲,technician,T1,2026-01-02,2026-03-01",
        "E1,甲,agent,T2,2026-01-02,2026-01-02",
    )
    assert [number for number, _row in good] == [2, 3]
    assert bad == [Fault(4, "employee_no", "E1", "stands already in row 2 of this file")]


def test_complaints(tmp_path: Path):
    """docs/files.md §3: an invalid complaint needs a reason and no reviewer; milestones may be out of order."""
    good, bad = lines(
        tmp_path,
        "complaints",
        "complaint_no,received_at,status,status_reason,contacted_at,planned_at,resolved_at",
        "C1,2026-03-07T09:05,invalid,,,,",
        "C2,2026-03-07T09:05,无效,恶意投诉,,,",
        "C3,2026-03-07T09:05,,,2026-03-09T09:00,2026-03-08T09:00,2026-03-07T10:00",
        "C4,2026-03-07T09:05,,,2026-03-07T09:04,2026-03-07T09:05,2026-03-06T09:05",
    )
    assert [number for number, _row in good] == [3, 4]
    assert bad == [
        Fault(2, "status_reason", "", "invalid without a reason"),
        Fault(5, "contacted_at", "2026-03-07T09:04", "before it was received"),
        Fault(5, "resolved_at", "2026-03-06T09:05", "before it was received"),
    ]


def test_rows_that_do_not_fit_the_header(tmp_path: Path):
    """A short row lacks its last cells; a long one has a delimiter too many and would shift its values."""
    good, bad = lines(
        tmp_path,
        "orders",
        "order_no,received_at,fault,fee",
        "W1,2026-03-07",
        "W2,2026-03-07,漏水,1,,",
        "W3,2026-03-07,漏水,异响,1",
    )
    assert [number for number, _row in good] == [2, 3]
    assert [fault.row for fault in bad] == [4, 4]
    assert "5 cells under 4 headers" in bad[0].reason


def test_a_remark_beside_a_sheet_does_no_harm(tmp_path: Path):
    """In a workbook a cell cannot shift: what stands under no header is left out."""
    path = xlsx_file(tmp_path / "s.xlsx", [["order_no", "received_at"], ["W1", date(2026, 3, 7), "a remark"]])
    assert parsed("orders", path) == ([(2, OrderRow("W1", local(2026, 3, 7)))], [])


def test_unknown_columns_come_with_the_rows(tmp_path: Path):
    """docs/files.md §2: unknown columns are reported and left out."""
    with read_table(text_file(tmp_path / "s.csv", "order_no,颜色,received_at\nW1,红,2026-03-07\n")) as table:
        rows = parse_rows("orders", table, SHANGHAI)
        assert rows.unknown == ("颜色",)
        assert next(rows) == (2, OrderRow("W1", local(2026, 3, 7)))


def test_a_missing_column(tmp_path: Path):
    """docs/cli.md, *Exit status*: the input could not be read at all: exit status 3."""
    with (
        read_table(text_file(tmp_path / "s.csv", "order_no\nW1\n")) as table,
        pytest.raises(UnreadableFile, match="received_at"),
    ):
        parse_rows("orders", table, SHANGHAI)


def test_reasons_are_given_in_the_language_in_force(tmp_path: Path):
    """docs/cli.md, *Global options*: the chosen language. Reasons are translated when they arise, not when the module
    is loaded."""
    asked: list[str] = []

    class Catalogue:
        def gettext(self, message: str) -> str:
            asked.append(message)
            return "不行"

        def ngettext(self, singular: str, plural: str, n: int) -> str:
            return "不行"

    before = i18n._State.texts
    i18n._State.texts = Catalogue()  # type: ignore[assignment]
    try:
        _good, bad = lines(tmp_path, "orders", "order_no,received_at", "W1,nonsense")
    finally:
        i18n._State.texts = before
    assert bad == [Fault(2, "received_at", "nonsense", "不行")]
    assert set(asked) == {"not a date or time; write it like 2026-03-07 09:05"}


@pytest.mark.parametrize("kind", ["employees", "orders", "surveys", "complaints"])
def test_the_example_reads_alike_from_every_kind_of_file(tmp_path: Path, kind: str):
    """Issue "the main job", done when: the example, with the rows in another order, from xlsx, and in GB18030."""
    with read_table(EXAMPLES / f"{kind}.csv") as table:
        header, rows = table.header, [[str(cell) for cell in cells] for _number, cells in table.rows]
    chinese = [next(column.chinese for column in KINDS[kind] if column.id == name) for name in header]
    expected = values(*parsed(kind, EXAMPLES / f"{kind}.csv"))
    assert len(expected) == len(rows)
    backwards: Sequence[Sequence[str]] = [header, *reversed(rows)]
    for path in (
        csv_file(tmp_path / "gb.csv", [chinese, *rows], "gb18030"),
        csv_file(tmp_path / "mark.csv", backwards, "utf-8-sig"),
        xlsx_file(tmp_path / "s.xlsx", backwards),
        xlsx_file(tmp_path / "zh.xlsx", [chinese, *([as_cell(cell) for cell in row] for row in rows)]),
    ):
        assert sorted(values(*parsed(kind, path)), key=repr) == sorted(expected, key=repr)


def values(good: list[tuple[int, Row]], bad: list[Fault]) -> list[Row]:
    """Return the values of good rows, where there may be no bad ones."""
    assert bad == []
    return [row for _number, row in good]


def as_cell(text: str) -> object:
    """Return what a spreadsheet makes of a cell: a date cell, a number, or a text."""
    if len(text) == 19 and text[10] == "T":
        return datetime.fromisoformat(text)
    if len(text) == 10 and text[4] == "-":
        return date.fromisoformat(text)
    return float(text) if text.replace(".", "").isdigit() else text
