"""The quick look-ups answer what the services answer, and load nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine

from csi_db import quick as quick_reads
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import milestones
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, StoreUnavailable, UserError
from csi_tui.services.glance import quick
from csi_tui.services.months import cards
from csi_tui.services.people import users
from tests import stores
from tests.stores import complaint, fill, local, order, person

HEAVY = ("alembic", "chinese_calendar", "pydantic", "sqlalchemy", "sqlmodel", "textual", "typer")


def test_every_card_of_the_example(example_desk: Desk) -> None:
    """docs/architecture.md, *Start-up*: the quick read's answer equals the ORM's."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    path = example_desk.store.path
    for period in (202601, 202602):
        month = cards.month_cards(example_desk, Period(period))
        assert month.cards
        for card in month.cards:
            found = quick.find_card(path, None, card.employee_no, Period(period))
            assert found.card == card
            assert (found.period, found.state, found.revision, found.scheme_id, found.as_of) == (
                month.period, month.state, month.revision, month.scheme_id, month.as_of,
            )  # fmt: skip
            assert set(found.names) == {"total", *(one.id for one in card.figures())}
    latest = quick.find_card(path, None, card.employee_no)
    assert latest.period == 202602


def test_employees_are_found_alike(example_desk: Desk) -> None:
    """docs/cli.md, *Global options*: EMPLOYEE is a number or an unambiguous part of a name; both ways say the same of
    it."""
    stores.backfill(example_desk, "2026-01")
    rows = stores.example_rows("employees")
    asked = {row["employee_no"] for row in rows} | {row["name"] for row in rows}
    asked |= {row["name"][0] for row in rows} | {"", "%", "_", "E", "nobody"}
    answers = 0
    for text in sorted(asked):
        try:
            with example_desk.read() as session:
                wanted = cards.find_employee(session, text).employee_no
        except UserError as error:
            with pytest.raises(UserError) as same:
                quick.find_card(example_desk.store.path, None, text, Period(202601))
            assert same.value.message == error.message
            assert same.value.exit_status == error.exit_status == 2
            continue
        try:
            found = quick.find_card(example_desk.store.path, None, text, Period(202601))
        except UserError as error:
            assert "no card" in error.message  # a supervisor, or not employed then
            continue
        assert found.card.employee_no == wanted
        answers += 1
    assert answers > len(rows) / 2


def test_months_without_cards(example_desk: Desk) -> None:
    """docs/cli.md, *Exit status*: clear messages, the same in both ways."""
    path = example_desk.store.path
    with pytest.raises(UserError, match="No month is computed"):
        quick.find_card(path, None, "E001")
    with pytest.raises(UserError) as slow, example_desk.read() as session:
        cards.latest_computed(session)
    stores.backfill(example_desk, "2026-01")
    with pytest.raises(UserError, match="2026-02 is not computed yet") as fast:
        quick.find_card(path, None, "E001", Period(202602))
    with pytest.raises(UserError) as slow:
        cards.month_cards(example_desk, Period(202602))
    assert fast.value.message == slow.value.message


def test_open_complaints(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi complaints*: as the list on the screen has them."""
    fill(
        desk,
        employees=[person("E4", "complaint_handler")],
        orders=[order("W1", "2026-01-05T09:00")],
        complaints=[
            complaint("C1", "2026-01-19T08:00", "E4", order_no="W1", customer_name="王小明", category="质量"),
            complaint("C2", "2026-01-19T09:00", customer_phone="13812345678"),
            complaint(
                "C3", "2026-01-16T09:00", "E4", contacted_at="2026-01-16T10:00", planned_at="2026-01-16T11:00"
            ),
            complaint(
                "C4", "2026-01-16T09:00", status="invalid", status_reason="duplicate", reviewed_by_no="E4"
            ),
            complaint("C5", "2026-01-16T09:00", "E4", resolved_at="2026-01-17T09:00"),
            complaint("C6", "2026-01-16T09:00", "E4", planned_at="2026-01-16T11:00"),
            complaint("C7", "2026-12-29T09:00", "E4"),
        ],
    )
    for moment in (
        "2026-01-16T10:00",
        "2026-01-20T09:00",
        "2026-01-20T09:00:01",
        "2026-01-28T00:00",
        "2026-12-30T09:00",
    ):
        now.move_to(local(moment))
        wanted = [
            {field: getattr(line, field) for field in quick.OpenComplaint._fields}
            for line in complaints_page(desk)
        ]
        found = quick.open_complaints(desk.store.path, None)
        assert [one._asdict() for one in found] == wanted
        assert [one.complaint_no for one in found] == ["C6", "C1", "C2", "C3", "C7"]
        overdue = quick.open_complaints(desk.store.path, None, overdue=True)
        assert overdue == [one for one in found if one.overdue]


def test_who_may_look(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: the same rights as everywhere."""
    users.add_user(desk, "Second", "second", ["admin"])
    users.add_user(desk, "Gone", "gone", ["clerk"])
    users.set_active(desk, "Gone", False)
    path = desk.store.path
    assert quick.open_complaints(path, "Second") == quick.open_complaints(path, "Desk") == []
    for name in ("Gone", "Nobody"):
        with pytest.raises(UserError, match=name) as refused:
            quick.open_complaints(path, name)
        assert refused.value.exit_status == 2
    users.set_roles(desk, "Desk", ["supervisor"])
    with pytest.raises(NotPermitted):
        quick.open_complaints(path, "Second")
    with pytest.raises(StoreUnavailable):
        quick.open_complaints(path.parent / "missing.db", None)


def test_an_account_that_is_no_user(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *Exit status*: 4."""
    monkeypatch.setattr(quick, "current_account", lambda: "stranger")
    with pytest.raises(NotPermitted, match="stranger"):
        quick.open_complaints(desk.store.path, None)


def test_quick_reads_write_nothing(desk: Desk) -> None:
    """docs/architecture.md, *Start-up*: read-only."""
    import sqlite3

    with (
        quick_reads.reading(desk.store.path) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM user_role")


def test_a_milestone_is_seen_at_once(desk: Desk) -> None:
    """The quick read sees what another process has just written."""
    fill(desk, complaints=[complaint("C1", "2026-11-20T08:00")])
    assert [one.step for one in quick.open_complaints(desk.store.path, None)] == ["contacted"]
    milestones.log_milestone(desk, "C1", "contacted")
    assert [one.step for one in quick.open_complaints(desk.store.path, None)] == ["planned"]


def test_nothing_heavy_is_loaded(example_path: Path) -> None:
    """docs/architecture.md, *Start-up*: a test on `sys.modules` in a subprocess that nothing heavy was loaded."""
    code = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from csi_tui.services.glance import quick\n"
        "found = quick.open_complaints(Path(sys.argv[1]), None)\n"
        "print(json.dumps([len(found), sorted(name for name in sys.modules if '.' not in name)]))"
    )
    root = Path(__file__).resolve().parents[3]
    run = subprocess.run(
        [sys.executable, "-c", code, str(example_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": f"{root}:{root / 'db'}", "HOME": str(example_path.parent)},
    )
    open_now, modules = json.loads(run.stdout)
    assert open_now > 0
    assert not set(modules) & set(HEAVY)
