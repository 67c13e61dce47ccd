"""Importing files: good rows go in, bad ones are named, nothing goes in twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import SQLModel, col, func, select

from csi_db.beside_sqlite import descriptors
from csi_db.models import AuditEntry, Complaint, Employee, ImportBatch, MilestoneEvent, Survey, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UnreadableFile, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import renumbering, surveys, work_orders
from csi_tui.services.people import users
from csi_tui.services.tabular.records import OrderRow
from tests import stores
from tests.stores import complaint, fill, import_rows, order, person, survey


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(desk, employees=[person("E1"), person("E2", "technician")], orders=[order("W1", "2026-01-05T09:00")])
    return desk


def count(desk: Desk, model: type[SQLModel]) -> int:
    with desk.read() as session:
        return session.exec(select(func.count()).select_from(model)).one()


def rejected(report: ImportReport) -> list[tuple[int, str, str]]:
    assert all(fault.reason for fault in report.rejected)
    return [(fault.row, fault.column, fault.value) for fault in report.rejected]


# --- Bad rows ------------------------------------------------------------------------------------------------------


def test_good_rows_go_in_and_bad_ones_are_named(shop: Desk) -> None:
    """docs/files.md §3: rejected with row number, column, value and reason; the good rows of the file go in."""
    report = import_rows(
        shop,
        "orders",
        [
            order("W2", "2026-01-05T09:00", agent_no="E1"),
            order("W3", "2026-01-05T09:00", agent_no="E9", technician_no="E8"),
            order("W4", "2026-13-05T09:00"),
            order("W5", "2026-01-05T09:00", "2026-01-04T09:00"),
            order("W6", "2026-01-05T09:00", "2026-01-06T09:00", outcome=""),
            order("W7", "2026-01-05T09:00", return_of="W0"),
            order("W8", "2026-01-05T09:00", return_of="W7"),
            order("W9", "2026-01-05T09:00", return_of="W1"),
        ],
    )
    assert report.accepted == 2
    assert report.rejected_rows == 6
    assert rejected(report) == [
        (3, "agent_no", "E9"),
        (3, "technician_no", "E8"),
        (4, "received_at", "2026-13-05T09:00"),
        (5, "completed_at", "2026-01-04T09:00"),
        (6, "outcome", ""),
        (7, "return_of", "W0"),
        (8, "return_of", "W7"),
    ]
    with shop.read() as session:
        numbers = session.exec(select(WorkOrder.order_no).order_by(WorkOrder.order_no)).all()
        batch = session.exec(select(ImportBatch).where(ImportBatch.id == report.number)).one()
    assert numbers == ["W1", "W2", "W9"]
    assert (batch.accepted, batch.skipped, batch.rejected) == (2, 0, 6)


def test_bad_surveys_and_complaints(shop: Desk) -> None:
    """docs/files.md §3: an unknown order or employee, an invalid complaint without a reason, times before the
    receipt."""
    surveys = import_rows(
        shop,
        "surveys",
        [survey("A1", "W9", "2026-01-06T09:00"), survey("A2", "W1", "2026-01-06T09:00", "7----")],
    )
    assert rejected(surveys) == [(2, "order_no", "W9"), (3, "attitude", "7")]
    complaints = import_rows(
        shop,
        "complaints",
        [
            complaint("C1", "2026-01-06T09:00", "E9", order_no="W9"),
            complaint("C2", "2026-01-06T09:00", status="invalid"),
            complaint("C3", "2026-01-06T09:00", planned_at="2026-01-06T08:59"),
            complaint("C4", "2026-01-06T09:00", resolved_at="2026-01-07T09:00"),
        ],
    )
    assert rejected(complaints) == [
        (2, "handler_no", "E9"),
        (2, "order_no", "W9"),
        (3, "status_reason", ""),
        (4, "planned_at", "2026-01-06T08:59"),
    ]
    assert complaints.accepted == 1
    assert count(shop, MilestoneEvent) == 1


def test_bad_employees(desk: Desk) -> None:
    """docs/files.md §3: an unknown supervisor costs the row, and those who report to that row; joining before
    leaving."""
    report = import_rows(
        desk,
        "employees",
        [
            person("E1", supervisor_no="S9"),
            person("E2", supervisor_no="E1"),
            person("E3", left_on="2019-01-01"),
            person("E4", "boss"),
            person("E5", supervisor_no="S1"),
            person("S1", "supervisor"),
        ],
    )
    assert [(row, column) for row, column, _value in rejected(report)] == [
        (2, "supervisor_no"),
        (3, "supervisor_no"),
        (4, "left_on"),
        (5, "role"),
    ]
    assert report.accepted == count(desk, Employee) == 2


def test_circles_of_returns(shop: Desk) -> None:
    """docs/files.md §3: a return names an order whose repair did not hold; a circle names none."""
    report = import_rows(
        shop,
        "orders",
        [
            order("W2", "2026-01-05T09:00", return_of="W3"),
            order("W3", "2026-01-05T09:00", return_of="W4"),
            order("W4", "2026-01-05T09:00", return_of="W2"),
            order("W5", "2026-01-05T09:00", return_of="W4"),
            order("W6", "2026-01-05T09:00", return_of="W6"),
            order("W7", "2026-01-05T09:00", return_of="W8"),
            order("W8", "2026-01-05T09:00", return_of="W1"),
        ],
    )
    assert [row for row, _column, _value in rejected(report)] == [2, 3, 4, 5, 6]
    with shop.read() as session:
        firsts = session.exec(
            select(WorkOrder.first_order_id).where(col(WorkOrder.order_no).in_(["W7", "W8"]))
        ).all()
        (first,) = session.exec(select(WorkOrder.id).where(WorkOrder.order_no == "W1"))
    assert firsts == [first, first]


# --- Twice ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", stores.KINDS)
def test_a_file_imported_twice(example_desk: Desk, kind: str) -> None:
    """docs/rules.md, rule 16: a row imported twice is recognised and skipped, and listed in the report."""
    rows = stores.example_rows(kind)
    report = import_rows(example_desk, kind, rows)
    assert (report.accepted, report.rejected) == (0, ())
    assert len(report.skipped) == len(rows)
    key = {
        "employees": "employee_no",
        "orders": "order_no",
        "surveys": "agency_ref",
        "complaints": "complaint_no",
    }[kind]
    assert sorted(report.skipped) == [(at, row[key]) for at, row in enumerate(rows, start=2)]


def test_a_number_with_other_values(shop: Desk) -> None:
    """docs/files.md §3: a row is rejected that repeats a number; the first stands."""
    report = import_rows(shop, "orders", [order("W1", "2026-01-05T09:00", product="冰箱")])
    assert rejected(report) == [(2, "order_no", "W1")]
    assert work_orders.read(shop, "W1").row.product is None


def test_a_number_twice_in_one_file(shop: Desk) -> None:
    """docs/files.md §3 and docs/rules.md, rule 16: also inside one file: the same row once, another one not at all."""
    report = import_rows(
        shop,
        "orders",
        [
            order("W2", "2026-01-05T09:00"),
            order("W2", "2026-01-05T09:00"),
            order("W2", "2026-01-06T09:00"),
        ],
    )
    assert report.accepted == 1
    assert len(report.skipped) + report.rejected_rows == 2
    assert 4 in {fault.row for fault in report.rejected}
    assert count(shop, WorkOrder) == 2


def test_a_file_again_after_a_change_at_the_desk(shop: Desk) -> None:
    """docs/rules.md, rule 16: what was corrected at the desk is not undone by the file it came from."""
    from dataclasses import replace

    detail = work_orders.read(shop, "W1")
    work_orders.change(shop, "W1", detail.version, replace(detail.row, product="冰箱"))
    report = import_rows(shop, "orders", [order("W1", "2026-01-05T09:00")])
    assert report.skipped == ((2, "W1"),)
    assert work_orders.read(shop, "W1").row.product == "冰箱"


def test_a_row_that_was_entered_by_hand(shop: Desk) -> None:
    """docs/files.md §3: a number that a form took is taken; the report names it."""
    work_orders.enter(shop, OrderRow("W2", stores.local("2026-01-05T09:00"), product="空调"))
    report = import_rows(shop, "orders", [order("W2", "2026-01-05T09:00")])
    assert (report.accepted, count(shop, WorkOrder)) == (0, 2)
    assert len(report.skipped) + report.rejected_rows == 1


def test_a_file_again_after_a_number_was_put_right(shop: Desk) -> None:
    """docs/rules.md, rule 16: a number that an order had is known as that order's until another order has it."""
    old = [order("W1", "2026-01-05T09:00")]
    renumbering.renumber(shop, "W1", "W2", "a slip")
    renumbering.renumber(shop, "W2", "W3", "another one")
    assert import_rows(shop, "orders", old).skipped == ((2, "W1"),)
    other = import_rows(shop, "orders", [order("W1", "2026-01-06T09:00"), order("W2", "2026-01-06T09:00")])
    assert rejected(other) == [(2, "order_no", "W1"), (3, "order_no", "W2")]
    assert "W3" in other.rejected[0].reason and count(shop, WorkOrder) == 1
    # What names it by its old number names that order.
    assert import_rows(shop, "orders", [order("W9", "2026-01-07T09:00", return_of="W1")]).accepted == 1
    assert work_orders.read(shop, "W9").row.return_of == "W3"
    assert import_rows(shop, "surveys", [stores.survey("A1", "W1", "2026-01-08T09:00")]).accepted == 1
    assert import_rows(shop, "surveys", [stores.survey("A1", "W1", "2026-01-08T09:00")]).skipped
    found = import_rows(shop, "complaints", [stores.complaint("C1", "2026-01-08T09:00", order_no="W2")])
    assert found.accepted == 1
    with shop.read() as session:
        numbers = dict(session.exec(select(WorkOrder.id, WorkOrder.order_no)).all())
        rows = [*session.exec(select(Survey.order_id)), *session.exec(select(Complaint.order_id))]
        assert [numbers[row] for row in rows] == ["W3", "W3"]
    # Another order that has the number since is meant.
    work_orders.enter(shop, OrderRow("W1", stores.local("2026-01-09T09:00"), product="空调"))
    import_rows(shop, "surveys", [stores.survey("A2", "W1", "2026-01-09T09:00")])
    assert surveys.read(shop, "A2").order_no == "W1" and surveys.read(shop, "A1").order_no == "W3"


# --- Dry runs and reports ------------------------------------------------------------------------------------------


def test_a_dry_run_keeps_nothing(shop: Desk) -> None:
    """docs/cli.md, *csi import*: `csi import --dry-run` tells everything and keeps nothing."""
    before = [count(shop, model) for model in (WorkOrder, ImportBatch, AuditEntry)]
    rows = [
        order("W2", "2026-01-05T09:00"),
        order("W3", "2026-01-05T09:00", agent_no="E9"),
        order("W1", "2026-01-05T09:00"),
    ]
    trial = import_rows(shop, "orders", rows, dry_run=True)
    assert [count(shop, model) for model in (WorkOrder, ImportBatch, AuditEntry)] == before
    assert (trial.number, trial.dry_run) == (None, True)
    real = import_rows(shop, "orders", rows)
    assert (trial.accepted, trial.skipped, trial.rejected) == (real.accepted, real.skipped, real.rejected)
    assert real.number is not None


def test_the_report_as_json(shop: Desk) -> None:
    """docs/files.md §2: row number, column, value and reason; unknown columns are reported and left out."""
    report = import_rows(shop, "orders", [order("W2", "2026-01-05T09:00", mood="fine", agent_no="E9")])
    shown = json.loads(json.dumps(report.json()))
    assert shown["unknown_columns"] == ["mood"]
    (bad,) = shown["rejected"]
    assert (bad["row"], bad["column"], bad["value"]) == (2, "agent_no", "E9")
    assert (shown["kind"], shown["accepted"], shown["dry_run"]) == ("orders", 0, False)


def test_one_audit_entry_per_import(shop: Desk) -> None:
    """docs/architecture.md, *Data*: an import batch is one entry, with a digest of its rows and nothing personal."""
    before = count(shop, AuditEntry)
    report = import_rows(
        shop,
        "orders",
        [order(f"W{at}", "2026-01-05T09:00", customer_phone="13812345678") for at in range(2, 9)],
    )
    assert count(shop, AuditEntry) == before + 1
    with shop.read() as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("import", str(report.number))
    detail = json.loads(entry.detail)
    assert (detail["accepted"], len(detail["rows"])) == (7, 64)
    # By chance, digests hold any three figures.
    assert "138" not in entry.detail.replace(detail["rows"], "").replace(detail["sum"], "")


def test_files_that_cannot_be_imported(shop: Desk, tmp_path: Path) -> None:
    """docs/cli.md, *Exit status*: 3 for a file that cannot be read at all, 2 for an unknown kind; nothing is kept."""
    before = count(shop, ImportBatch)
    with pytest.raises(UnreadableFile) as unreadable:
        import_file(shop, "orders", tmp_path / "missing.csv")
    assert unreadable.value.exit_status == 3
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(UnreadableFile):
        import_file(shop, "orders", empty)
    with pytest.raises(UserError) as unknown:
        import_file(shop, "nothing", tmp_path / "missing.csv")
    assert unknown.value.exit_status == 2
    assert count(shop, ImportBatch) == before


ORDERS = "order_no,received_at\nW2,2026-01-05 09:00\n"


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (ORDERS.replace("received_at", "received"), ""),
        (ORDERS + '"W3,2026-01-05 10:00\n', ""),
        (ORDERS, "no mapping"),
        (ORDERS, '"order_no" = "no_such_column"'),
    ],
    ids=["a column is missing", "the file breaks off", "no mapping", "no such column"],
)
def test_a_failed_import_holds_no_file(shop: Desk, tmp_path: Path, text: str, mapping: str) -> None:
    """Whatever it ends in, the file is closed by then, not only when its rows are forgotten."""
    file, columns = tmp_path / "orders.csv", tmp_path / "columns.toml"
    file.write_text(text, encoding="utf-8")
    columns.write_text(mapping, encoding="utf-8")
    with pytest.raises(UserError) as failed:
        import_file(shop, "orders", file, mapping=columns)
    assert failed.value.__traceback__ is not None, "with all that was at work"
    assert not descriptors(file)


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [
        (["clerk"], {"orders", "surveys", "complaints"}),
        (["hr"], {"employees"}),
        (["supervisor"], set(stores.KINDS)),
        (["oversight"], set()),
    ],
)
def test_who_may_import(shop: Desk, roles: list[str], allowed: set[str]) -> None:
    """docs/cli.md, *A store and its users*: clerks enter; people are the supervisor's and HR's."""
    users.add_user(shop, "Other", "other", roles)
    other = open_desk(shop.store.path, "Other")
    rows = {
        "employees": [person("E3")],
        "orders": [order("W2", "2026-01-05T09:00")],
        "surveys": [survey("A1", "W1", "2026-01-06T09:00")],
        "complaints": [complaint("C1", "2026-01-06T09:00")],
    }
    for kind, given in rows.items():
        if kind in allowed:
            assert import_rows(other, kind, given).accepted == 1
        else:
            with pytest.raises(NotPermitted):
                import_rows(other, kind, given)
    other.close()


def test_surveys_and_complaints_go_in_whole(shop: Desk) -> None:
    """docs/files.md §3: a complaint without a handler and a second survey of one order are taken."""
    fill(
        shop,
        surveys=[survey("A1", "W1", "2026-01-06T09:00"), survey("A2", "W1", "2026-01-06T09:00", "1----")],
        complaints=[
            complaint(
                "C1", "2026-01-06T09:00", contacted_at="2026-01-06T10:00", planned_at="2026-01-06T09:30"
            )
        ],
    )
    assert (count(shop, Survey), count(shop, Complaint), count(shop, MilestoneEvent)) == (2, 1, 2)
