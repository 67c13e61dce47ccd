"""Surveys without any answer: asked, not answered (docs/rules.md, rule 25)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_tui.scoring.periods import parse_period
from csi_tui.services.close import check as close_check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.response import Response, response_of, response_text
from csi_tui.services.months.status import month_status
from csi_tui.services.orders.pages import surveys_page
from tests import stores
from tests.stores import SHANGHAI, fill, local, order, person, survey

JANUARY = parse_period("2026-01")
BLANK = ("问卷编号", "工单号", "评价时间", "服务态度", "响应速度", "维修质量", "配件供应", "费用合理性")


def repaired(number: str, **cells: str) -> dict[str, str]:
    return order(number, "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2", **cells)


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Six orders of a finished January; one customer has answered."""
    now.move_to(local("2026-02-12T09:00"))
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[*(repaired(f"W{at}") for at in range(1, 6)), repaired("W6", outcome="cancelled")],
        surveys=[survey("Q9", "W1", "2026-01-07T09:00", "5---4")],
    )
    return desk


def card(desk: Desk) -> tuple[object, object, object]:
    stores.compute(desk, "2026-01")
    found = stores.card_of(desk, "2026-01", "E1")
    return stores.figures(found)["satisfaction"]["n"], stores.figures(found)["attitude"], found["flags"]


def test_an_agency_file_without_answers_takes_no_mark_off_a_card(january: Desk, tmp_path: Path) -> None:
    """docs/rules.md, rule 25: rows without any answer took "few answers" off a card with one answer."""
    before = card(january)
    assert before[0] == 1 and before[2] == ["few-answers"]
    path = tmp_path / "agency.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(BLANK)
    for at in range(1, 6):
        sheet.append([f"Q{at}", f"W{at}", datetime(2026, 1, 8, 9, 5), *[None] * 5])
    book.save(path)
    report = import_file(january, "surveys", path)
    assert (report.accepted, report.rejected) == (5, ())
    assert card(january) == before
    # They are kept, shown, named by the check, and counted as asked.
    assert len(surveys_page(january)) == 6
    (note,) = (one for one in close_check.check(january, JANUARY) if one.code == "asked-not-answered")
    assert note.title == (
        "Surveys without any answer – customers asked: 5 of 5 finished orders (100.00 %); answered: 1 (20.00 %)"
    )
    assert (note.rows, note.note) == (("Q1", "Q2", "Q3", "Q4", "Q5"), True)
    few = {one.code: one.rows for one in close_check.check(january, JANUARY)}["few-answers"]
    assert "E1" in few
    response = response_of(january, month_status(january, JANUARY))
    assert response == Response(5, 5, 1)
    assert response_text(response) == (
        "customers asked: 5 of 5 finished orders (100.00 %); answered: 1 (20.00 %)"
    )


def test_an_answer_to_any_question_is_an_answer(january: Desk) -> None:
    """docs/scoring.md §6: n of satisfaction counts surveys with an answer, to a question that the scheme reads or
    not."""
    fill(january, surveys=[survey("Q1", "W2", "2026-01-08T09:00", "-3---")])
    assert card(january)[0] == 2
    assert response_of(january, month_status(january, JANUARY)) == Response(5, 2, 2)


def test_nobody_asked_is_no_share(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 9: without a denominator there is no share, and no sentence."""
    now.move_to(local("2026-02-12T09:00"))
    nothing = response_of(desk, month_status(desk, JANUARY))
    assert (nothing, nothing.asked_share, nothing.answered_share) == (Response(0, 0, 0), None, None)
    assert response_text(nothing) == ""


ANSWERS = st.sampled_from(["", "", "", "1", "5"])
SURVEYS = st.lists(st.tuples(st.integers(1, 8), st.integers(-2, 40), st.tuples(*[ANSWERS] * 5)), max_size=12)
ORDERS = st.lists(st.tuples(st.sampled_from(["fixed", "cancelled", "declined"]), st.booleans()), max_size=8)


@given(ORDERS, SURVEYS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_shares_against_a_plain_loop(
    tmp_path_factory: pytest.TempPathFactory,
    orders: list[tuple[str, bool]],
    surveys: list[tuple[int, int, tuple[str, ...]]],
) -> None:
    """docs/rules.md, rule 25: of the finished orders whoever was asked by the cut-off, and of these whoever
    answered."""
    as_of = local("2026-02-10T00:00")
    known = {f"W{at}": row for at, row in enumerate(orders, start=1)}
    rows = [
        (f"Q{at}", f"W{number}", 6 + day, answers)
        for at, (number, day, answers) in enumerate(surveys)
        if f"W{number}" in known
    ]
    asked: dict[str, bool] = {}
    for _reference, number, day, answers in rows:
        outcome, finished = known[number]
        when = datetime(2026, 1, 1, 9, tzinfo=SHANGHAI).timestamp() + (day - 1) * 86_400
        if finished and outcome != "cancelled" and when <= as_of.timestamp():
            asked[number] = asked.get(number, False) or any(answers)
    expected = Response(
        sum(finished and outcome != "cancelled" for outcome, finished in orders),
        len(asked),
        sum(asked.values()),
    )
    path = tmp_path_factory.mktemp("response") / "csi.db"
    with stores.clock_at(datetime(2026, 3, 12, 9, tzinfo=UTC)):
        desk = open_desk(stores.copy_store(path))
        try:
            fill(
                desk,
                employees=[person("E1")],
                orders=[
                    order(number, "2026-01-03T09:00", "2026-01-04T09:00" if finished else "")
                    | {"outcome": outcome if finished else ""}
                    for number, (outcome, finished) in known.items()
                ],
                surveys=[
                    survey(
                        reference,
                        number,
                        f"{datetime.fromordinal(datetime(2026, 1, 1).toordinal() + day - 1):%Y-%m-%d}T09:00",
                        "".join(answer or "-" for answer in answers),
                    )
                    for reference, number, day, answers in rows
                ],
            )
            stores.compute(desk, "2026-01", as_of)
            assert response_of(desk, month_status(desk, JANUARY)) == expected
        finally:
            desk.close()
