"""The history of a row: everything that happened to it, the oldest first, in words (docs/decisions/0065)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.changes import exclusions
from csi_tui.services.complaints import handlers, milestones, pauses, registration, rounds, validity
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import ratings
from csi_tui.services.errors import UserError
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.rows import RowHistory, history_of
from csi_tui.services.history.text import history_text
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.undo import undo
from csi_tui.services.notes import notes
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.orders.renumbering import renumber
from csi_tui.services.people import employees, users
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, RatingRow
from tests.services.procedures import desk_of
from tests.services.systems import DAY, site
from tests.stores import fill, local, order, person, survey

PHONE = "13800001234"


@pytest.fixture
def office(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A desk with T1, T2 and S1, on Friday 16 January 2026."""
    now.move_to(local("2026-01-16T09:00"))
    boss = person("S1", "supervisor")
    fill(
        desk,
        employees=[
            boss,
            person("H1", "supervisor"),
            *(person(one, "technician", supervisor_no="H1") for one in ("T1", "T2")),
        ],
    )
    for name, roles in (("Clerk", ["clerk"]), ("Boss", ["supervisor"])):
        users.add_user(desk, name, name.lower(), roles, "S1" if name == "Boss" else None)
    return desk


def told(found: RowHistory) -> list[str]:
    return [line.action for line in found.lines]


def fields_of(line: HistoryLine) -> dict[str, tuple[str, str]]:
    return {one.field: (one.old, one.new) for one in line.changes}


def later(now: time_machine.Traveller) -> None:
    now.shift(timedelta(minutes=20))


def entered(desk: Desk, number: str = "W1") -> OrderRow:
    return work_orders.enter(
        desk,
        OrderRow(
            number,
            local("2026-01-15T09:00"),
            customer_name="Zhao",
            customer_phone=PHONE,
            fault=f"drips, call {PHONE}",
            technician_no="T1",
        ),
    )


def changed(desk: Desk, number: str, **fields: object) -> None:
    found = work_orders.read(desk, number)
    work_orders.change(desk, number, found.version, replace(found.row, **fields), why="mistyped")  # type: ignore[arg-type]


def test_an_order_tells_what_was_entered_and_each_change_with_who_when_and_both_values(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0065, point 1."""
    entered(office)
    later(now)
    changed(office, "W1", technician_no="T2", completed_at=local("2026-01-16T08:00"), outcome="fixed")
    found = history_of(office, "W1")
    assert told(found) == ["enter-order", "change-order"]
    assert [str(line.at)[:16] for line in found.lines] == ["2026-01-16 09:00", "2026-01-16 09:20"]
    assert {line.who for line in found.lines} == {office.actor.name}
    last = fields_of(found.lines[1])
    assert last["technician_no"] == ("T1 Name T1", "T2 Name T2")
    assert last["completed_at"] == ("", "2026-01-16 08:00")
    assert last["outcome"] == ("", "fixed")


def test_words_that_the_trail_does_not_hold_are_named_and_not_shown(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 21; docs/decisions/0065, point 2."""
    entered(office)
    later(now)
    changed(office, "W1", customer_phone="13900005678", fault=None)
    found = history_of(office, "W1")
    assert {one.field: one.unseen for one in found.lines[0].changes if one.unseen} == {
        "customer_name": "entered",
        "customer_phone": "entered",
        "fault": "entered",
    }
    # What stood there is kept for some minutes, and masked like anywhere.
    assert fields_of(found.lines[1])["customer_phone"] == ("138****1234", "139****5678")
    assert fields_of(found.lines[1])["fault"] == ("drips, call 138****1234", "")
    later(now)
    changed(office, "W1", product="pump")
    found = history_of(office, "W1")
    assert {one.field: one.unseen for one in found.lines[1].changes} == {
        "customer_phone": "changed",
        "fault": "removed",
    }
    assert PHONE not in history_text(found) and "drips" not in history_text(found)


def test_an_order_is_found_by_a_former_number_and_tells_what_happened_under_it(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0065, point 3."""
    entered(office, "W1")
    later(now)
    renumber(office, "W1", "W9", "typed wrong")
    later(now)
    changed(office, "W9", product="pump")
    later(now)
    entered(office, "W1")
    later(now)
    changed(office, "W1", product="valve")
    found = history_of(office, "W9")
    assert found.former == ("W1",)
    assert told(found) == ["enter-order", "renumber-order", "change-order"]
    assert found.lines[1].reason == "typed wrong"
    assert fields_of(found.lines[1])["after"] == ("W1", "W9")
    # The number is another order's since: what happened to that one is told of that one alone.
    assert told(history_of(office, "W1")) == ["enter-order", "change-order"]
    later(now)
    renumber(office, "W1", "W8", "wrong again")
    assert {history_of(office, one).number for one in ("W8", "W9")} == {"W8", "W9"}
    with pytest.raises(UserError, match="several"):
        history_of(office, "W1")


def write(folder: Path, name: str, rows: Sequence[dict[str, str]]) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), "utf-8")
    return path


def test_a_row_tells_the_file_that_it_came_by_the_one_that_put_it_right_and_that_it_was_undone(
    office: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """docs/decisions/0065, point 4."""
    first = order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="T1")
    import_file(office, "orders", write(tmp_path, "january.csv", [first]))
    later(now)
    second = write(tmp_path, "again.csv", [first | {"outcome": "not_fixed"}])
    report = import_file(office, "orders", second, revise=True)
    assert report.accepted == 1
    later(now)
    found = history_of(office, "W1")
    assert told(found) == ["import", "change-order"]
    assert [line.file for line in found.lines] == ["january.csv", "again.csv"]
    assert fields_of(found.lines[1])["outcome"] == ("fixed", "not fixed")
    number = found.lines[1].import_no
    assert number is not None
    undo(office, number, "theirs was right")
    found = history_of(office, "W1")
    assert told(found) == ["import", "change-order", "put-back"]
    assert [line.file for line in found.lines] == ["january.csv", "again.csv", ""]
    assert found.lines[2].import_no == number
    assert fields_of(found.lines[2])["outcome"] == ("not fixed", "fixed")


def test_a_complaint_tells_all_its_rounds_with_the_reasons(office: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0065, points 1 and 2."""
    registration.register(
        office,
        ComplaintRow("C1", local("2026-01-15T09:00"), customer_phone=PHONE, handler_no="T1", category="fee"),
    )
    later(now)
    milestones.log_milestone(office, "C1", "contacted", local("2026-01-15T09:10"))
    later(now)
    milestones.correct_milestone(office, "C1", "contacted", local("2026-01-15T09:20"), "read the wrong line")
    later(now)
    handlers.assign(office, "C1", "T2", "ill")
    later(now)
    pauses.pause(office, "C1", pauses.pause_reasons(office)[0][0], f"his mail, {PHONE}")
    later(now)
    pauses.resume(office, "C1")
    later(now)
    validity.propose(office, "C1", "invalid", "a duplicate of C0")
    later(now)
    validity.decide(desk_of(office, "Boss"), "C1", confirm=False, reason="it is none")
    later(now)
    notes.write(office, "complaint", "C1", "she is patient", "letter 7")
    later(now)
    for kind in ("planned", "resolved"):
        milestones.log_milestone(office, "C1", kind, None)
    later(now)
    rounds.reopen(office, "C1", "it drips again")
    found = history_of(office, "C1")
    assert told(found) == [
        "register-complaint",
        "milestone",
        "correct-milestone",
        "assign-complaint",
        "pause",
        "resume",
        "propose-validity",
        "reject-validity",
        "write-note",
        "milestone",
        "milestone",
        "reopen",
    ]
    assert [line.reason for line in found.lines if line.reason] == [
        "read the wrong line",
        "ill",
        "his mail, 138****1234",
        "a duplicate of C0",
        "it is none",
        "she is patient",
        "it drips again",
    ]
    assert fields_of(found.lines[2])["after"] == ("2026-01-15 09:10", "2026-01-15 09:20")
    assert fields_of(found.lines[3])["after"] == ("T1 Name T1", "T2 Name T2")
    assert found.lines[8].evidence == "letter 7"
    assert found.lines[7].who == "Boss"
    again = str(found.lines[-1].changes[0].new)
    assert told(history_of(office, again)) == told(found)
    assert PHONE not in history_text(found)


def test_a_survey_tells_its_answers_and_that_it_was_struck_out(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0065, point 1."""
    fill(
        office,
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="T1")],
        surveys=[survey("A1", "W1", "2026-01-10T09:00", "44444")],
    )
    later(now)
    surveys.correct_texts(office, "A1", {"cost": "2"}, "misread")
    later(now)
    boss = desk_of(office, "Boss")
    exclusions.strike_out(boss, "survey", "A1", f"the neighbour answered, {PHONE}", "call 12")
    later(now)
    exclusions.restore(boss, "survey", "A1", "it was hers")
    found = history_of(office, "A1")
    assert told(found) == ["import", "correct-survey", "strike-out", "restore-row"]
    assert fields_of(found.lines[1])["cost"] == ("4", "2")
    assert [line.reason for line in found.lines] == [
        "",
        "misread",
        "the neighbour answered, 138****1234",
        "it was hers",
    ]
    assert found.lines[2].evidence == "call 12"


def test_somebody_tells_transfers_and_ratings_only_to_those_who_may_read_these(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0028, point 10; docs/decisions/0065, point 5."""
    first = EmployeeRow(
        "T1", "Name T1", "agent", "North", "S1", date(2025, 1, 1), valid_from=date(2026, 1, 16)
    )
    employees.keep(office, first)
    later(now)
    employees.keep(office, replace(first, team="South", valid_from=date(2026, 1, 17)))
    found = history_of(office, "T1")
    assert told(found) == ["import", "keep-employee", "keep-employee"]
    assert fields_of(found.lines[0])["role"] == ("", "technician")
    assert fields_of(found.lines[1])["role"] == ("technician", "agent")
    assert fields_of(found.lines[1])["supervisor"] == ("H1 Name H1", "S1 Name S1")
    assert fields_of(found.lines[2]) == {
        "team": ("North", "South"),
        "valid_from": ("2026-01-16", "2026-01-17"),
    }


def test_an_act_under_another_account_names_the_account(office: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0065, point 1: an administrator acting for others shows as the account."""
    entered(office)
    later(now)
    boss = desk_of(office, "Boss")
    as_boss = Desk(boss.store, replace(boss.actor, account="root"), boss.site)
    changed(as_boss, "W1", product="pump")
    line = history_of(office, "W1").lines[1]
    assert (line.who, line.account, line.others) == ("Boss", "root", True)
    assert "Boss (account root)" in history_text(history_of(office, "W1"))
    assert not history_of(office, "W1").lines[0].others


def test_what_has_no_such_number_is_told_so(office: Desk) -> None:
    with pytest.raises(UserError, match="There is no order, survey, complaint or employee X9"):
        history_of(office, "X9")
    assert history_of(office, "T1", "employee").kind == "employee"
    with pytest.raises(UserError):
        history_of(office, "T1", "order")


def test_ratings_are_told_to_those_who_may_read_them(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028, point 10."""
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    users.add_user(desk, "Own", "own", ["clerk"], "E1")
    ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal("1.23"), None))
    assert "rate" in told(history_of(boss, "E1"))
    assert "1.23" in history_text(history_of(boss, "E1"))
    assert "rate" in told(history_of(desk_of(desk, "Own"), "E1"))
    assert "rate" not in told(history_of(desk_of(desk, "Clerk"), "E1"))
