"""A corrected file puts rows right that are there (docs/decisions/0057, point 10)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections
from csi_tui.services.close import month_close
from csi_tui.services.complaints import milestones, rounds
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.complaints.pages import complaint_line
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures, ratings
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import import_line, rows_page
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.undo import undo
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.pay import amounts
from csi_tui.services.people import employees, users
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.imports.test_undo import brought, content
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import TextRow, complaint, fill, local, order, person, survey, write_csv

DAY, NEXT = "2026-01-05T09:00", "2026-01-06T09:00"
JANUARY = Period(202601)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[order("W1", DAY, NEXT, agent_no="E1", technician_no="E2", product="空调"), order("W2", DAY)],
        surveys=[survey("A1", "W1", NEXT), survey("A2", "W1", NEXT)],
        complaints=[complaint("C1", DAY, "E1")],
    )
    return desk


def revised(desk: Desk, kind: str, rows: Sequence[TextRow], *, dry_run: bool = False) -> ImportReport:
    path = write_csv(desk.store.path.parent / f"corrected-{kind}.csv", rows)
    return import_file(desk, kind, path, revise=True, dry_run=dry_run)


REVISED: dict[str, tuple[TextRow, str, tuple[str, str]]] = {
    "orders": (
        order("W1", DAY, NEXT, agent_no="E1", technician_no="E1", product="空调"), "technician_no", ("E2", "E1"),
    ),
    "surveys": (survey("A1", "W1", NEXT, "15555"), "attitude", ("5", "1")),
    "complaints": (complaint("C1", DAY, "E2"), "handler_no", ("E1", "E2")),
    "employees": (person("E1", team="T7"), "team", ("T1", "T7")),
}  # fmt: skip


@pytest.mark.parametrize("kind", REVISED)
def test_the_row_is_put_right_and_put_back(shop: Desk, kind: str) -> None:
    """Field by field; with a version and an entry of its own in the trail, as by hand."""
    row, column, values = REVISED[kind]
    before = content(shop)
    shown = revised(shop, kind, [row], dry_run=True)
    assert content(shop) == before
    assert [one.differences for one in shown.revised] == [((column, *values),)]
    assert shown.needs_a_person
    report = revised(shop, kind, [row])
    assert (report.accepted, report.revised, report.needs_a_person) == (1, shown.revised, False)
    assert content(shop) != before
    assert verify(shop).problems == ()
    again = revised(shop, kind, [row])
    assert (again.accepted, len(again.skipped)) == (0, 1)
    with shop.read() as session:
        action = {
            "orders": "change-order", "surveys": "correct-survey", "complaints": "correct-handler",
            "employees": "keep-employee",
        }[kind]  # fmt: skip
        assert len(session.exec(select(AuditEntry).where(AuditEntry.action == action)).all()) == 1
    assert report.number is not None
    assert undo(shop, report.number).gone == 1
    was = {"orders": "E2", "surveys": 5, "complaints": "E1", "employees": "T1"}[kind]
    assert as_it_says(shop, kind) == was
    with shop.read() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "put-back")).all()
    detail = json.loads(entry.detail)
    assert (entry.subject.split()[0], detail["import"]) == (next(iter(row.values())), report.number)
    assert [str(one) for one in detail[column]] == [values[1], values[0]]
    assert import_line(shop, report.number).state == "undone"
    assert verify(shop).problems == ()
    # The first file says what stands there again.
    skipped = stores.import_rows(shop, kind, [dict(row) | {column: values[0]}])
    assert (skipped.accepted, len(skipped.skipped)) == (0, 1)


def as_it_says(desk: Desk, kind: str) -> object:
    if kind == "orders":
        return work_orders.read(desk, "W1").row.technician_no
    if kind == "complaints":
        return complaint_line(desk, "C1").handler.split()[-1]
    return surveys.read(desk, "A1").attitude if kind == "surveys" else employees.person(desk, "E1").team


def test_what_the_file_has_no_column_for_stays(shop: Desk) -> None:
    report = revised(shop, "orders", [{"order_no": "W1", "received_at": DAY, "product": "冰箱"}])
    assert [one.differences for one in report.revised] == [(("product", "空调", "冰箱"),)]
    row = work_orders.read(shop, "W1").row
    assert (row.product, row.technician_no, row.outcome) == ("冰箱", "E2", "fixed")


def test_new_rows_go_in_beside_them(shop: Desk) -> None:
    """And what the forms would refuse is rejected, with the rest of its row."""
    rows = [survey("A1", "W1", NEXT, "11111"), survey("A2", "W1", NEXT, "-----"), survey("A3", "W2", NEXT)]
    report = revised(shop, "surveys", rows)
    assert (report.accepted, [one.key for one in report.revised]) == (2, ["A1"])
    assert [(fault.row, fault.column) for fault in report.rejected] == [(3, "attitude")]
    assert surveys.read(shop, "A2").attitude == 5
    assert report.number is not None
    assert undo(shop, report.number).gone == 2
    assert verify(shop).problems == ()


def test_a_revised_row_is_held_against_the_import_that_brought_it(shop: Desk) -> None:
    first = brought(shop, "orders", [order("W5", DAY)])
    second = revised(shop, "orders", [order("W5", DAY, product="空调")]).number
    third = revised(shop, "orders", [order("W5", DAY, product="冰箱")]).number
    assert second is not None
    assert third is not None
    assert ["put it right since" in one.why for one in undo(shop, first).stayed] == [True]
    assert ["put it right since" in one.why for one in undo(shop, second).stayed] == [True]
    for number in (third, second, first):
        assert undo(shop, number).stayed == ()
    assert verify(shop).problems == ()


def test_what_was_changed_by_hand_since_is_not_put_back(shop: Desk) -> None:
    number = revised(shop, "orders", [order("W2", DAY, product="空调")]).number
    found = work_orders.read(shop, "W2")
    work_orders.change(shop, "W2", found.version, replace(found.row, product="冰箱"))
    assert number is not None
    assert ["changed since" in one.why for one in undo(shop, number).stayed] == [True]
    assert work_orders.read(shop, "W2").row.product == "冰箱"


LATER = "2026-01-05T15:00"


def test_a_complaint_is_put_right_by_its_steps(shop: Desk) -> None:
    """Receipt, milestone, customer and words (docs/decisions/0062): limits follow, what was logged stays readable, and
    what the undo puts back does too."""
    before = read_detail(shop, "C1")
    row = complaint(
        "C1", "2026-01-05T08:00", "E1", contacted_at=LATER, customer_name="李", order_no="W2", said="吵"
    )
    report = revised(shop, "complaints", [row])
    assert (report.rejected, [one.key for one in report.revised]) == ((), ["C1"])
    columns = {column for column, _was, _is in report.revised[0].differences}
    assert columns == {"received_at", "contacted_at", "customer_name", "order_no", "said"}
    now = read_detail(shop, "C1")
    assert (now.due.contact_due - before.due.contact_due, now.order_no) == (-timedelta(hours=1), "W2")
    with shop.read() as session:
        actions = [entry.action for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))][
            -5:
        ]
    assert actions == ["correct-receipt", "milestone", "change-complaint", "complaint-words", "import"]
    assert report.number is not None
    assert undo(shop, report.number).gone == 1
    again = read_detail(shop, "C1")
    assert (again.due, again.contacted_at, again.order_no, again.said) == (before.due, None, "", "")
    assert [(one.kind, one.correction, one.happened_at) for one in again.events] == [
        ("contacted", False, local(LATER)),
        ("contacted", True, None),
    ]
    assert verify(shop).problems == ()


def test_an_empty_cell_takes_no_milestone_and_no_handler_away(shop: Desk) -> None:
    """The desk has logged it since; the file only does not know of it (docs/decisions/0062)."""
    milestones.log_milestone(shop, "C1", "contacted", local(LATER))
    row = complaint("C1", DAY, "", contacted_at="", customer_name="李")
    report = revised(shop, "complaints", [row])
    assert [one.differences for one in report.revised] == [(("customer_name", "", "李"),)]
    now = complaint_line(shop, "C1")
    assert (now.handler.split()[-1], now.contacted_at) == ("E1", local(LATER))


def test_validity_and_later_rounds_are_no_matter_of_a_file(shop: Desk) -> None:
    """docs/rules.md, rule 8: an invalid complaint takes two people."""
    report = revised(
        shop, "complaints", [complaint("C1", DAY, "E1", status="invalid", status_reason="a joke")]
    )
    assert (report.accepted, report.rejected[0].column) == (0, "complaint_no")
    assert "two people" in report.rejected[0].reason
    for kind in ("contacted", "planned", "resolved"):
        milestones.log_milestone(shop, "C1", kind, local(LATER))
    rounds.reopen(shop, "C1", "again", local("2026-01-06T09:00"))
    report = revised(shop, "complaints", [complaint("C1", DAY, "E2")])
    assert "was reopened" in report.rejected[0].reason


def test_what_was_done_with_a_complaint_since_keeps_what_the_file_put_right(shop: Desk) -> None:
    number = revised(shop, "complaints", [complaint("C1", DAY, "E2")]).number
    milestones.log_milestone(shop, "C1", "contacted", local(LATER))
    assert number is not None
    assert ["changed since" in one.why for one in undo(shop, number).stayed] == [True]
    assert complaint_line(shop, "C1").handler.split()[-1] == "E2"


@pytest.mark.parametrize("state", ["published", "frozen"])
def test_a_closed_month(example_desk: Desk, state: str) -> None:
    """Of a published month surveys are refused; of a frozen one who closes months puts them right, for a correction."""
    if state == "published":
        stores.compute(example_desk, "2026-01")
        month_close.publish(example_desk, JANUARY, days=0)
    else:
        stores.backfill(example_desk, "2026-01")
    before = stores.cards(example_desk, "2026-01")
    row = next(row for row in stores.example_rows("surveys") if row["attitude"] == "5")
    report = revised(example_desk, "surveys", [row | {"attitude": "1"}])
    assert len(report.revised) == (0 if state == "published" else 1)
    assert stores.cards(example_desk, "2026-01") == before
    assert verify(example_desk).problems == ()
    if state == "frozen":
        assert report.number is not None
        assert undo(example_desk, report.number).gone == 0
        corrections.correct(example_desk, JANUARY, "misread")
        assert stores.cards(example_desk, "2026-01") != before


def test_nothing_else_than_what_was_shown_is_kept(shop: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "w.csv", [order("W2", DAY, product="空调")])
    shown = import_file(shop, "orders", path, revise=True, dry_run=True)
    found = work_orders.read(shop, "W2")
    work_orders.change(shop, "W2", found.version, replace(found.row, product="冰箱"))
    with pytest.raises(UserError, match="Look at them again"):
        import_file(shop, "orders", path, revise=True, confirmed=shown.revised)
    assert work_orders.read(shop, "W2").row.product == "冰箱"


def test_figures_ratings_and_amounts(desk: Desk, now: time_machine.Traveller) -> None:
    """What stood there is ended and readable; undone, it is entered anew."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    row = {"on_date": "2026-01-15", "employee_no": "E1", "item": "ethics", "score": "4"}
    first = brought(boss, "ratings", [row])
    report = revised(boss, "ratings", [row | {"score": "3"}])
    assert [one.differences for one in report.revised] == [(("score", "4.00", "3.00"),)]
    assert report.number is not None
    assert ["replaced or taken back" in one.why for one in undo(boss, first).stayed] == [True]
    assert undo(boss, report.number).gone == 1
    assert [one.score for one in ratings.ratings(boss, JANUARY) if one.withdrawn_at is None] == ["4.00"]
    assert verify(desk).problems == ()
    # Entered anew it is of its first import, and leaves with that: nothing of it stays.
    shown = rows_page(boss, first)
    assert [(one.name, one.why) for one in shown] == [("2026-01-15 E1 ethics", "")]
    again = undo(boss, first)
    assert (again.gone, again.stayed, rows_page(boss, first)) == (1, (), [])


def test_figures(desk: Desk, now: time_machine.Traveller) -> None:
    desk, _boss = site(desk, "contact-centre", person("E1", supervisor_no="S1"))
    now.move_to(local("2026-02-05T09:00"))
    row = {"month": "2026-01", "subject_no": "E1", "measure": "first_contact_resolution", "numerator": "95",
           "denominator": "100"}  # fmt: skip
    brought(desk, "measures", [row])
    report = revised(desk, "measures", [row | {"numerator": "90"}])
    assert [one.value for one in figures.figures(desk, JANUARY)] == ["90 %"]
    assert report.number is not None
    assert undo(desk, report.number).gone == 1
    assert [one.value for one in figures.figures(desk, JANUARY)] == ["95 %"]


def test_amounts(desk: Desk, now: time_machine.Traveller) -> None:
    desk, _boss = site(desk, "online-shop", person("E1", supervisor_no="S1"))
    users.add_user(desk, "Pay", "pay", ["hr"])
    now.move_to(local("2026-02-05T09:00"))
    hr = desk_of(desk, "Pay")
    row = {"month": "2026-01", "subject_no": "E1", "input": "base_pay", "amount": "3000"}
    brought(hr, "pay", [row])
    report = revised(hr, "pay", [row | {"amount": "3100"}])
    assert [one.differences for one in report.revised] == [(("amount", "3000.00", "3100.00"),)]
    assert report.number is not None
    assert undo(hr, report.number).gone == 1
    assert [one.amount for one in amounts.amounts(hr, JANUARY)] == ["3000.00"]
