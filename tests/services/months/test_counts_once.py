"""A row counts in one month, whatever becomes of it after its month was frozen
(docs/rules.md, rules 4, 5, 8 and 15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from csi_db.bulk import rows_of
from csi_db.models import Complaint, Survey, WorkOrder
from csi_tui.scoring.periods import Period, next_period, parse_period, show_period
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.complaints import validity
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort
from tests.reference.months import Department, departments
from tests.services.changes.test_changes_properties import filled
from tests.services.procedures import desk_of

JANUARY = Period(202601)


def counted(desk: Desk) -> Counter[tuple[str, int]]:
    """How often each row counts in the present revisions of published and frozen months."""
    found: Counter[tuple[str, int]] = Counter()
    with desk.read() as session:
        for kind, relation, key, more in (
            ("order", "order", "order_id", ""),
            ("survey", "survey", "survey_id", ""),
            ("complaint", "complaint", "complaint_id", "AND s.in_time IS NOT NULL"),
            ("return", "return", "return_id", ""),
            ("return", "charge_back", "return_id", ""),
        ):
            found.update(
                (kind, row[0])
                for row in rows_of(
                    session.connection(),
                    f"SELECT s.{key} FROM snapshot_{relation} s JOIN month m ON m.revision_id = s.revision_id "
                    f"WHERE m.state IN ('published', 'frozen') {more}",
                )
            )
    return found


def months_of(desk: Desk, kind: str, number: str) -> list[str]:
    """The closed months in which a row counts."""
    relation, key, table, name = {
        "order": ("order", "order_id", "work_order", "order_no"),
        "survey": ("survey", "survey_id", "survey", "agency_ref"),
        "complaint": ("complaint", "complaint_id", "complaint", "complaint_no"),
    }[kind]
    with desk.read() as session:
        rows = rows_of(
            session.connection(),
            f"SELECT m.period FROM snapshot_{relation} s JOIN month m ON m.revision_id = s.revision_id "
            f"JOIN {table} t ON t.id = s.{key} WHERE t.{name} = :number ORDER BY 1",
            {"number": number},
        )
    return [show_period(row[0]) for row in rows]


def set_order(desk: Desk, number: str, **values: object) -> list[str]:
    """Change an order as the form does."""
    found = work_orders.read(desk, number)
    return work_orders.change(desk, number, found.version, replace(found.row, **values), why="mistyped")  # type: ignore[arg-type]


def set_validity(desk: Desk, second: Desk, number: str, status: str) -> list[str]:
    """One proposes, another confirms."""
    validity.propose(desk, number, status, "looked at again")
    return list(validity.decide(second, number, confirm=True).remarks)


def corrected(desk: Desk, period: Period) -> None:
    """Correct a month; where nothing would change that is refused, which is as good."""
    try:
        corrections.correct(desk, period, "looked at again")
    except UserError as refused:
        assert refused.exit_status == 1


@pytest.fixture
def second(desk: Desk) -> Desk:
    """Somebody who confirms and has no card."""
    users.add_user(desk, "Second", "second", ["supervisor"])
    return desk_of(desk, "Second")


@pytest.fixture
def frozen(desk: Desk) -> Desk:
    """January is frozen, with an order that has a survey and a complaint; the order came back in February."""
    stores.fill(
        desk,
        employees=[stores.person("S1", "supervisor"), stores.person("E1", supervisor_no="S1")],
        orders=[
            stores.order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E1"),
            stores.order("W2", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E1"),
            stores.order("R1", "2026-02-03T09:00", "2026-02-04T09:00", technician_no="E1", return_of="W1"),
        ],
        surveys=[
            stores.survey("A1", "W1", "2026-01-20T09:00"),
            stores.survey("A2", "W2", "2026-01-20T09:00", "33333"),
        ],
        complaints=[
            stores.complaint(
                "C1",
                "2026-01-12T09:00",
                handler_no="E1",
                contacted_at="2026-01-12T10:00",
                planned_at="2026-01-12T11:00",
                resolved_at="2026-01-13T09:00",
            )
        ],
    )
    stores.backfill(desk, "2026-01")
    return desk


def test_a_struck_out_complaint_stays_in_its_month(frozen: Desk, second: Desk) -> None:
    """docs/rules.md, rules 4 and 8: struck out and corrected, invalid and valid again, restored: it counts where it
    did."""
    exclusions.strike_out(frozen, "complaint", "C1", "disputed")
    corrected(frozen, JANUARY)
    set_validity(frozen, second, "C1", "invalid")
    set_validity(frozen, second, "C1", "valid")
    counts = exclusions.restore(frozen, "complaint", "C1", "settled")
    assert counts == ("2026-01", True, False)
    corrected(frozen, JANUARY)
    stores.backfill(frozen, "2026-02", "2026-03")
    assert months_of(frozen, "complaint", "C1") == ["2026-01"]


def test_a_complaint_that_moved_on_does_not_come_back(frozen: Desk, second: Desk) -> None:
    """docs/rules.md, rule 8: corrected out as invalid, valid again: the next open month, and that one alone."""
    set_validity(frozen, second, "C1", "invalid")
    corrected(frozen, JANUARY)
    remarks = set_validity(frozen, second, "C1", "valid")
    assert remarks == ["C1 counts in 2026-02: 2026-01 was closed without it."]
    exclusions.strike_out(frozen, "order", "W2", "disputed")
    corrected(frozen, JANUARY)
    stores.backfill(frozen, "2026-02")
    assert months_of(frozen, "complaint", "C1") == ["2026-02"]


@pytest.mark.parametrize(
    "between", [{"outcome": "cancelled"}, {"received_at": stores.local("2026-01-06T08:00") + timedelta(0)}]
)
def test_a_struck_out_order_stays_in_its_month(frozen: Desk, between: dict[str, object]) -> None:
    """docs/rules.md, rule 4: struck out and corrected, cancelled or dated anew, put back, restored: it counts where it
    did."""
    exclusions.strike_out(frozen, "order", "W2", "disputed")
    corrected(frozen, JANUARY)
    before = work_orders.read(frozen, "W2").row
    set_order(frozen, "W2", **between)
    set_order(frozen, "W2", outcome=before.outcome, received_at=before.received_at)
    exclusions.restore(frozen, "order", "W2", "settled")
    corrected(frozen, JANUARY)
    stores.backfill(frozen, "2026-02", "2026-03")
    assert months_of(frozen, "order", "W2") == ["2026-01"]
    assert months_of(frozen, "survey", "A2") == ["2026-01"]


def test_an_order_that_moved_on_takes_its_survey_along(frozen: Desk) -> None:
    """docs/rules.md, rule 4: cancelled, corrected out, cancelled no more: order and survey count in the next open
    month."""
    assert set_order(frozen, "W2", outcome="cancelled") == [
        "2026-01 is frozen: its cards change only when it is corrected (csi close correct 2026-01)."
    ]
    corrected(frozen, JANUARY)
    assert months_of(frozen, "survey", "A2") == []
    assert set_order(frozen, "W2", outcome="fixed") == [
        "W2 counts in 2026-02: 2026-01 was closed without it.",
        "A2 counts in 2026-02: 2026-01 was closed without it.",
    ]
    stores.backfill(frozen, "2026-02")
    assert months_of(frozen, "order", "W2") == months_of(frozen, "survey", "A2") == ["2026-02"]
    with frozen.read() as session:
        assert session.exec(select(Survey.late).where(Survey.agency_ref == "A2")).one()


def test_a_survey_of_an_order_cancelled_at_the_freeze(desk: Desk) -> None:
    """docs/rules.md, rule 4: the month was closed without both; revived, both count in the next open one."""
    stores.fill(
        desk,
        employees=[stores.person("S1", "supervisor"), stores.person("E1", supervisor_no="S1")],
        orders=[
            stores.order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="E1"),
            stores.order(
                "W2", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="E1", outcome="cancelled"
            ),
        ],
        surveys=[stores.survey("A2", "W2", "2026-01-20T09:00", "33333")],
    )
    stores.backfill(desk, "2026-01")
    set_order(desk, "W2", outcome="fixed")
    stores.backfill(desk, "2026-02")
    assert months_of(desk, "order", "W2") == months_of(desk, "survey", "A2") == ["2026-02"]


def test_what_was_charged_back_is_not_held_against_the_order_once_more(frozen: Desk) -> None:
    """docs/rules.md, rule 6: the order moved on after its return had been charged back in February; March counts it
    clean."""
    stores.fill(
        frozen,
        orders=[
            stores.order("R2", "2026-01-30T09:00", "2026-02-04T09:00", technician_no="E1", return_of="W2")
        ],
    )
    stores.backfill(frozen, "2026-02")
    before = counted(frozen)
    assert [kind for kind, _key in before].count("return") == 2
    set_order(frozen, "W2", outcome="cancelled")
    corrected(frozen, JANUARY)
    set_order(frozen, "W2", outcome="fixed")
    stores.backfill(frozen, "2026-03")
    assert months_of(frozen, "order", "W2") == ["2026-03"]
    assert max(counted(frozen).values()) == 1


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Three people, and nothing recorded yet."""
    people = [
        stores.person("S1", "supervisor"),
        *(stores.person(no, supervisor_no="S1") for no in ("E1", "E2")),
    ]
    stores.fill(desk, employees=people)
    return desk


def at(number: str, received: str, completed: str, **cells: str) -> dict[str, str]:
    """An order of E1 and E2, at nine in the morning."""
    people = {"agent_no": "E1", "technician_no": "E2"} | cells
    return stores.order(number, f"{received}T09:00", f"{completed}T09:00", **people)


def two_returns(desk: Desk) -> None:
    """W1 of January came back in February (R1) and in March (R2); an order of each month beside it."""
    stores.fill(
        desk,
        orders=[
            at("W1", "2026-01-30", "2026-01-31"),
            at("X0", "2025-11-05", "2025-11-06"),
            at("X1", "2026-01-05", "2026-01-06"),
            at("W3", "2026-02-01", "2026-02-02"),
            at("W4", "2026-03-05", "2026-03-06"),
            at("W5", "2026-04-05", "2026-04-06"),
            at("R1", "2026-02-13", "2026-02-14", return_of="W1"),
            at("R2", "2026-03-01", "2026-03-04", return_of="W1"),
        ],
    )


def fixed(desk: Desk, month: str) -> tuple[str | None, int]:
    """First-time-fix rate of E2, and of how many orders."""
    figure = stores.figures(stores.card_of(desk, month, "E2"))["first_time_fix"]
    return figure["score"], figure["n"]


def test_a_struck_out_order_that_was_unfinished_goes_on(staffed: Desk) -> None:
    """docs/rules.md, rules 4 and 5: struck out, it turns out to have been unfinished at the cut-off; restored, it
    counts later."""
    stores.fill(staffed, orders=[at("W1", "2026-01-05", "2026-01-06"), at("W2", "2026-01-05", "2026-01-06")])
    stores.backfill(staffed, "2026-01")
    exclusions.strike_out(staffed, "order", "W2", "disputed")
    corrected(staffed, JANUARY)
    set_order(staffed, "W2", completed_at=stores.local("2026-02-20T09:00"))
    exclusions.restore(staffed, "order", "W2", "settled")
    corrections.correct(staffed, JANUARY, "W2 was not finished")
    assert corrections.handed_on_texts(staffed, JANUARY) == [
        "Not decided or not done at the cut-off, and counted in 2026-02 now: W2."
    ]
    stores.backfill(staffed, "2026-02")
    assert months_of(staffed, "order", "W2") == ["2026-02"]


def test_a_return_linked_to_another_order_is_charged_once(staffed: Desk) -> None:
    """docs/rules.md, rule 6: January held it against one order; linked to one of February, it does not count there as
    well."""
    stores.fill(
        staffed,
        orders=[
            at("W1", "2026-01-25", "2026-01-26"),
            at("W2", "2026-01-25", "2026-01-26"),
            at("W3", "2026-02-01", "2026-02-02"),
            at("R1", "2026-02-03", "2026-02-14", return_of="W1"),
        ],
    )
    stores.backfill(staffed, "2026-01")
    assert set_order(staffed, "R1", return_of="W2") == [
        "2026-01 is frozen: its cards change only when it is corrected (csi close correct 2026-01)."
    ]
    stores.backfill(staffed, "2026-02")
    assert fixed(staffed, "2026-01") == ("50.00", 2)
    assert fixed(staffed, "2026-02") == ("100.00", 1)
    # The correction changes nobody's card, and still puts the return to the order that it came back from.
    corrections.correct(staffed, JANUARY, "R1 is a return of W2")
    assert fixed(staffed, "2026-01") == ("50.00", 2)
    with pytest.raises(UserError, match="would change nothing"):
        corrections.correct(staffed, JANUARY, "once more")


def test_a_charged_back_return_linked_to_another_order_is_charged_once(staffed: Desk) -> None:
    """docs/rules.md, rule 6: February charged it back; linked to another order of January, March does not as well."""
    stores.fill(
        staffed,
        orders=[
            at("W1", "2026-01-25", "2026-01-26"),
            at("W2", "2026-01-25", "2026-01-26"),
            at("W3", "2026-02-01", "2026-02-02"),
            at("W4", "2026-03-01", "2026-03-02"),
            at("R1", "2026-02-13", "2026-02-14", return_of="W1"),
        ],
    )
    stores.backfill(staffed, "2026-01", "2026-02")
    set_order(staffed, "R1", return_of="W2")
    stores.backfill(staffed, "2026-03")
    assert [fixed(staffed, month)[0] for month in ("2026-01", "2026-02", "2026-03")] == [
        "100.00",
        "0.00",
        "100.00",
    ]
    assert max(counted(staffed).values()) == 1


def test_a_return_comes_back_with_its_order(staffed: Desk) -> None:
    """docs/rules.md, rule 6: its order was struck out when both months were frozen; restored, it is charged back in the
    next."""
    stores.fill(
        staffed,
        orders=[
            at("W1", "2026-01-25", "2026-01-26"),
            at("W2", "2026-01-25", "2026-01-26"),
            at("W3", "2026-02-01", "2026-02-02"),
            at("W4", "2026-03-01", "2026-03-02"),
            at("R1", "2026-02-13", "2026-02-14", return_of="W1"),
        ],
    )
    exclusions.strike_out(staffed, "order", "W1", "disputed")
    stores.backfill(staffed, "2026-01", "2026-02")
    exclusions.restore(staffed, "order", "W1", "settled")
    corrected(staffed, JANUARY)
    corrected(staffed, Period(202602))
    stores.backfill(staffed, "2026-03")
    assert [fixed(staffed, month)[0] for month in ("2026-01", "2026-02", "2026-03")] == [
        "100.00",
        "100.00",
        "0.00",
    ]


@pytest.mark.parametrize("gone", ["struck out", "unlinked"])
def test_the_second_return_is_charged_when_the_first_is_gone(staffed: Desk, gone: str) -> None:
    """docs/rules.md, rule 6: once per order, in the first month that sees one; where that one goes, the other one
    counts."""
    two_returns(staffed)
    stores.backfill(staffed, "2026-01", "2026-02", "2026-03")
    assert fixed(staffed, "2026-02")[0] == "0.00"
    if gone == "struck out":
        exclusions.strike_out(staffed, "return", "R1", "nothing was found")
    else:
        set_order(staffed, "R1", return_of=None)
    corrected(staffed, Period(202602))
    corrected(staffed, Period(202603))
    stores.backfill(staffed, "2026-04")
    assert [fixed(staffed, month)[0] for month in ("2026-02", "2026-03", "2026-04")] == [
        "100.00",
        "100.00",
        "0.00",
    ]


def test_a_published_month_that_leaves_a_return_to_another(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 6: March left the second return to February, which was published anew without the first
    one."""
    two_returns(staffed)
    stores.backfill(staffed, "2026-01")
    for month in (202602, 202603):
        stores.compute(staffed, show_period(Period(month)))
        month_close.publish(staffed, Period(month), days=0)
    reopen_month(staffed, Period(202602), "R1 is no return")
    set_order(staffed, "R1", return_of=None)
    stores.compute(staffed, "2026-02")
    month_close.publish(staffed, Period(202602), days=0)
    now.shift(24 * 3600)
    month_close.freeze(staffed, Period(202602))
    month_close.freeze(staffed, Period(202603))
    stores.backfill(staffed, "2026-04")
    assert [fixed(staffed, month)[0] for month in ("2026-02", "2026-03", "2026-04")] == [
        "100.00",
        "100.00",
        "0.00",
    ]


def charged(desk: Desk) -> list[tuple[str, int]]:
    """The returns that closed months charge back, each with the month that does."""
    with desk.read() as session:
        rows = rows_of(
            session.connection(),
            "SELECT o.order_no, m.period FROM snapshot_charge_back c JOIN month m ON m.revision_id = c.revision_id "
            "JOIN work_order o ON o.id = c.return_id ORDER BY 1, 2",
        )
    return [(row[0], row[1]) for row in rows]


def test_an_unrelated_correction_moves_no_return(staffed: Desk) -> None:
    """docs/rules.md, rule 6: R2 waits for R1 of February, which is reopened; another order of January changes nothing
    of it."""
    two_returns(staffed)
    stores.backfill(staffed, "2026-01")
    for month in (202602, 202603):
        stores.compute(staffed, show_period(Period(month)))
        month_close.publish(staffed, Period(month), days=0)
    reopen_month(staffed, Period(202602), "a look")
    exclusions.strike_out(staffed, "order", "X1", "disputed")
    corrected(staffed, JANUARY)
    stores.compute(staffed, "2026-02")
    month_close.publish(staffed, Period(202602), days=0)
    assert charged(staffed) == [("R1", 202602)]


def test_no_return_goes_to_a_month_before_it_came(staffed: Desk) -> None:
    """docs/rules.md, rule 4: a gap before the first months is no place for a return of February; it takes a correction
    of that."""
    two_returns(staffed)
    stores.backfill(staffed, "2025-11", "2026-01")
    exclusions.strike_out(staffed, "return", "R1", "disputed")
    stores.backfill(staffed, "2026-02")
    exclusions.restore(staffed, "return", "R1", "settled")
    exclusions.strike_out(staffed, "order", "X0", "disputed")
    corrected(staffed, Period(202511))
    corrected(staffed, Period(202602))
    stores.backfill(staffed, "2026-03", "2026-04")
    assert charged(staffed) == [("R1", 202602)]


@pytest.mark.parametrize("gone", ["unlinked", "struck out", "cancelled"])
def test_months_closed_out_of_order_leave_no_return_behind(staffed: Desk, gone: str) -> None:
    """docs/rules.md, rule 6: March left R2 to R1 of February, which was open; February is closed without R1."""
    two_returns(staffed)
    stores.backfill(staffed, "2026-01", "2026-03")
    if gone == "unlinked":
        set_order(staffed, "R1", return_of=None)
    elif gone == "struck out":
        exclusions.strike_out(staffed, "return", "R1", "disputed")
    else:
        set_order(staffed, "R1", outcome="cancelled")
    stores.backfill(staffed, "2026-02", "2026-04")
    assert charged(staffed) == [("R2", 202604)]


# --- On random departments --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("once")


def take_turns(desk: Desk, other: Desk, department: Department, dice: Random) -> None:
    """One change after another of random rows, with corrections in between; what is refused is refused."""

    def numbers(column: str, rows: list[dict[str, str]]) -> str:
        return dice.choice([row[column] for row in rows]) if rows else "-"

    def some_row() -> tuple[str, str]:
        kind = dice.choice(["order", "return", "survey", "complaint"])
        rows = {"survey": department.surveys, "complaint": department.complaints}.get(kind, department.orders)
        column = {"survey": "agency_ref", "complaint": "complaint_no"}.get(kind, "order_no")
        return kind, numbers(column, rows)

    def dated_anew() -> None:
        number = numbers("order_no", department.orders)
        if number not in originally:
            originally[number] = work_orders.read(desk, number).row.received_at
        set_order(desk, number, received_at=originally[number] - timedelta(days=dice.choice((0, 20, 35))))

    def revived() -> None:
        for row in dice.sample(department.orders, min(1, len(department.orders))):
            set_order(desk, row["order_no"], outcome=row["outcome"] or None)

    def linked() -> None:
        number = numbers("order_no", department.orders)
        set_order(desk, number, return_of=dice.choice([None, numbers("order_no", department.orders)]))

    originally: dict[str, datetime] = {}
    turns: list[Callable[[], object]] = [
        lambda: exclusions.strike_out(desk, *some_row(), "disputed"),
        lambda: exclusions.restore(desk, *some_row(), "settled"),
        lambda: set_order(desk, numbers("order_no", department.orders), outcome="cancelled"),
        revived,
        linked,
        dated_anew,
        lambda: set_validity(desk, other, numbers("complaint_no", department.complaints), "invalid"),
        lambda: set_validity(desk, other, numbers("complaint_no", department.complaints), "valid"),
        lambda: corrected(desk, parse_period(dice.choice(department.months))),
    ]
    for _turn in range(40):
        try:
            dice.choice(turns)()
        except UserError:
            continue


def months_before(month: str, count: int) -> int:
    year, number = divmod(parse_period(month), 100)
    months = year * 12 + number - 1 - count
    return months // 12 * 100 + months % 12 + 1


def put_back(desk: Desk, other: Desk, department: Department) -> None:
    """Everything as it was entered, except for when orders were received."""
    for row in department.orders:
        set_order(desk, row["order_no"], outcome=row["outcome"] or None, return_of=row["return_of"] or None)
    for line in exclusions.exclusions(desk):
        if line.restored_at is not None:
            continue
        try:
            exclusions.restore(desk, line.kind, line.number, "settled")
        except UserError:
            assert line.kind == "return"  # of an order that is none again
    for row in department.complaints:
        try:
            set_validity(desk, other, row["complaint_no"], row["status"] or "valid")
        except UserError:
            continue  # it is so already


@given(departments(), st.integers(0, 2**32).map(Random))
@settings(max_examples=by_effort(3, 4, 500))
def test_every_row_counts_once(folder: Path, department: Department, dice: Random) -> None:
    """In no two months at any time; and put back, corrected and closed to the end, in exactly one."""
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        users.add_user(desk, "Second", "second", ["supervisor"])
        other = desk_of(desk, "Second")
        filled(desk, department)
        last = months_before(department.months[0], 4)
        while last < parse_period(department.months[-1]):
            last = next_period(Period(last))
            stores.backfill(desk, show_period(last))
        for _round in range(2):
            take_turns(desk, other, department, dice)
            assert max(counted(desk).values(), default=1) == 1
            last = next_period(Period(last))
            stores.backfill(desk, show_period(last))
            assert max(counted(desk).values(), default=1) == 1
        put_back(desk, other, department)
        for _round in range(2):
            with desk.read() as session:
                frozen = [
                    row[0] for row in rows_of(session.connection(), "SELECT period FROM month ORDER BY 1")
                ]
            for period in frozen:
                corrected(desk, period)
            assert max(counted(desk).values(), default=1) == 1
            last = next_period(Period(last))
            stores.backfill(desk, show_period(last))
        found = counted(desk)
        assert max(found.values(), default=1) == 1
        with desk.read() as session:
            alive = select(WorkOrder.id).where(
                (col(WorkOrder.outcome).is_(None)) | (col(WorkOrder.outcome) != "cancelled"),
                col(WorkOrder.technician_id).is_not(None),
            )
            finished = session.exec(alive.where(col(WorkOrder.completed_at).is_not(None))).all()
            answered = session.exec(select(Survey.id).where(col(Survey.order_id).in_(alive))).all()
            valid = session.exec(
                select(Complaint.id).where(
                    Complaint.status == "valid", col(Complaint.handler_id).is_not(None)
                )
            ).all()
            wanted = {
                *(("order", key) for key in finished),
                *(("survey", key) for key in answered),
                *(("complaint", key) for key in valid),
            }
        # A correction that moves nobody's card is refused: rows that bear nobody's name do not matter here.
        assert wanted <= set(found)
        assert not verify(desk).problems
