"""Any row, written to csv or xlsx and read back, is the same row."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.tabular.cells import CODE_LIMIT, MAX_FEN, BadCell, Parser, text_parser
from csi_tui.services.tabular.columns import columns_of
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import (
    ComplaintRow,
    EmployeeRow,
    MeasureRow,
    OrderRow,
    RatingRow,
    Row,
    SurveyRow,
    parse_rows,
)
from csi_tui.services.tabular.rows_aside import RowsAside
from csi_tui.services.tabular.spoilt_numbers import parse_file_code
from csi_tui.services.tabular.words import CHOICES
from csi_tui.services.tabular.writing import write_table

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2000, 1, 2, tzinfo=UTC)

# What can stand in a file at all: no half characters, and none that only order or hide what is shown.
marks = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
raw = st.one_of(
    st.text(marks, max_size=30),
    st.sampled_from(["=1+1", "-漏水", "+86 138", "@x", "'=a", "''-", "1.50", "007"]),
)


def as_read(parse: Parser[str], text: str) -> str | None:
    """Return what reading makes of a text: trimmed, one form of each character; None if it is refused."""
    try:
        return parse(text)
    except BadCell:
        return None


codes = raw.map(lambda text: as_read(parse_file_code, text[:CODE_LIMIT]))
texts = raw.map(lambda text: as_read(text_parser(100), text))
paragraphs = st.lists(raw, min_size=1, max_size=3).map(
    lambda parts: as_read(text_parser(2000, lines=True), "\n".join(parts))
)
# A row whose number says "total" is none of the records.
numbers = codes.map(lambda code: "W1" if code is None or code in RowsAside.words else code)
dates = st.dates(date(1900, 3, 1), date(2099, 12, 31))
answers = st.sampled_from([None, 1, 2, 3, 4, 5])
figures = st.decimals(-1_000, 1_000, places=2).map(lambda figure: Decimal(f"{figure:f}"))


def choice(column: str, *, empty: bool = True) -> st.SearchStrategy[str | None]:
    """Return a choice of a column, or nothing."""
    return st.sampled_from([*CHOICES[column], *([None] if empty else [])])


instants = st.integers(0, 3_000_000_000_000_000).map(lambda micro: START + timedelta(microseconds=micro))
later = st.one_of(st.none(), st.integers(0, 10**12).map(lambda micro: timedelta(microseconds=micro)))


@st.composite
def orders(draw: st.DrawFn) -> OrderRow:
    """Draw an order that an import takes."""
    number, received = draw(numbers), draw(instants)
    after = [None if gap is None else received + gap for gap in draw(st.tuples(later, later, later, later))]
    outcome = draw(choice("outcome", empty=after[3] is None))
    return OrderRow(
        order_no=number,
        received_at=received,
        customer_name=draw(texts),
        customer_phone=draw(codes),
        product=draw(texts),
        serial_no=draw(codes),
        fault=draw(paragraphs),
        agent_no=draw(codes),
        technician_no=draw(codes),
        parts_no=draw(codes),
        service_mode=draw(choice("service_mode", empty=False)) or "",
        first_contact_at=after[0],
        appointment_at=after[1],
        arrived_at=after[2],
        completed_at=after[3],
        outcome=outcome,
        parts_issue=draw(choice("parts_issue")),
        parts_impact=draw(choice("impact")),
        return_of=draw(codes.filter(lambda code: code != number)),
        fault_severity=draw(choice("severity")),
        usage_impact=draw(choice("impact")),
        under_warranty=draw(st.sampled_from([None, True, False])),
        fee=draw(st.one_of(st.none(), st.integers(0, MAX_FEN))),
    )


@st.composite
def complaints(draw: st.DrawFn) -> ComplaintRow:
    """Draw a complaint that an import takes."""
    received = draw(instants)
    steps = [None if gap is None else received + gap for gap in draw(st.tuples(later, later, later))]
    reason = draw(paragraphs.filter(lambda text: text is None or len(text) <= 500))
    return ComplaintRow(
        draw(numbers),
        received,
        draw(texts),
        draw(codes),
        draw(codes),
        draw(codes),
        draw(codes),
        draw(texts),
        "valid" if reason is None else draw(choice("status", empty=False)) or "",
        reason,
        draw(codes),
        steps[0],
        steps[1],
        steps[2],
        draw(paragraphs.filter(lambda text: text is None or len(text) <= 2000)),
        draw(paragraphs.filter(lambda text: text is None or len(text) <= 2000)),
    )


surveys = st.builds(
    SurveyRow,
    numbers,
    codes,
    instants,
    attitude=answers,
    response=answers,
    quality=answers,
    parts=answers,
    cost=answers,
)


@st.composite
def employees(draw: st.DrawFn) -> EmployeeRow:
    """Draw a person that an import takes."""
    joined = draw(st.dates(date(1900, 3, 1), date(2090, 1, 1)))
    stays = draw(st.none() | st.integers(0, 3000))
    return EmployeeRow(
        employee_no=draw(numbers),
        name=draw(texts) or "甲",
        role=draw(choice("role", empty=False)) or "",
        team=draw(texts),
        supervisor_no=draw(codes),
        joined_on=joined,
        left_on=None if stays is None else joined + timedelta(days=stays),
        valid_from=draw(st.none() | dates),
    )


ratings = st.builds(RatingRow, dates, numbers, texts.map(lambda text: text or "项目"), figures, codes)
measures = st.builds(
    MeasureRow,
    st.integers(2000, 2099).map(lambda year: year * 100 + 7),
    numbers,
    texts.map(lambda text: text or "项目"),
    figures,
    figures.map(abs),
)


def written(row: Row, field: str) -> object:
    """Return a field as an export writes it: instants with the site's offset, money in yuan, months as MONTH."""
    value = getattr(row, field)
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat()
    if field == "fee" and value is not None:
        return Decimal(value) / 100
    if field == "month":
        return f"{value // 100}-{value % 100:02}"
    return value


def back(kind: str, rows: Sequence[Row], format: Literal["csv", "xlsx"]) -> list[Row]:
    """Write rows to a file and read them back; there may be no faults."""
    fields = [column.id for column in columns_of(kind)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write_table(([written(row, field) for field in fields] for row in rows), fields, format, path)
        found: list[Row] = []
        with read_table(path) as table:
            for outcome in parse_rows(kind, table, SHANGHAI):
                assert not isinstance(outcome, list), outcome
                found.append(outcome[1])
    return found


def no_repeats(*fields: str) -> dict[str, object]:
    """Return the arguments of a list without two rows of one key."""
    return {"unique_by": lambda row: tuple(getattr(row, field) for field in fields), "max_size": 4}


@given(st.lists(orders(), **no_repeats("order_no")))  # type: ignore[arg-type]
def test_orders(rows: list[OrderRow]):
    """docs/files.md §2: an order survives csv and xlsx to the microsecond and the fen."""
    assert back("orders", rows, "csv") == rows
    assert back("orders", rows, "xlsx") == rows


@given(st.lists(complaints(), **no_repeats("complaint_no")))  # type: ignore[arg-type]
def test_complaints(rows: list[ComplaintRow]):
    """docs/files.md §2: so does a complaint."""
    assert back("complaints", rows, "csv") == rows
    assert back("complaints", rows, "xlsx") == rows


@given(st.lists(surveys, **no_repeats("agency_ref")), st.sampled_from(["csv", "xlsx"]))  # type: ignore[arg-type]
def test_surveys(rows: list[SurveyRow], format: Literal["csv", "xlsx"]):
    """docs/files.md §2: so does a survey."""
    assert back("surveys", rows, format) == rows


@given(st.lists(employees(), **no_repeats("employee_no")), st.sampled_from(["csv", "xlsx"]))  # type: ignore[arg-type]
def test_employees(rows: list[EmployeeRow], format: Literal["csv", "xlsx"]):
    """docs/files.md §2: so does a person."""
    assert back("employees", rows, format) == rows


@given(
    st.lists(ratings, **no_repeats("on_date", "employee_no", "item", "rated_by_no")),  # type: ignore[arg-type]
    st.lists(measures, **no_repeats("month", "subject_no", "measure")),  # type: ignore[arg-type]
    st.sampled_from(["csv", "xlsx"]),
)
def test_ratings_and_measures(
    given_ratings: list[RatingRow], given_measures: list[MeasureRow], format: Literal["csv", "xlsx"]
):
    """docs/files.md §2: so do ratings and measures, exactly."""
    assert back("ratings", given_ratings, format) == given_ratings
    assert back("measures", given_measures, format) == given_measures
