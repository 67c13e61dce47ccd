"""A pseudonym takes the place of the name of somebody who left, once the term is over (docs/rules.md, rule 38).

On the sample department with its twelve frozen months, with customers erased by the same run: everything verifies, and
nothing of the names is left (docs/decisions/0073).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from sqlmodel import SQLModel, col, select

from csi_db import leavers
from csi_db.leavers import Leaver
from csi_db.models import AuditEntry, Certificate, Employee, ImportChange, StoredCard, User, WorkOrder
from csi_tui.demo.build import build_demo
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing, procedure
from csi_tui.services.appeals.pages import read_appeal
from csi_tui.services.cards import took_note
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.customer_data import running
from csi_tui.services.customer_data.due import MOST_AT_ONCE, due_list, due_within, today
from csi_tui.services.customer_data.leavers import forget_within
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk import audit, automatic_copies, drafts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.history.rows import history_of
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.copies import backup
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.notes import notes
from csi_tui.services.pay import month_pay
from csi_tui.services.people import employees, users
from csi_tui.services.proof.certificates import check_code
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import EmployeeRow
from csi_tui.services.waiting import acts
from tests import stores
from tests.services.customer_data.test_erasing import closed, holding
from tests.services.pay.test_pay import amounts, shop  # noqa: F401
from tests.services.procedures import desk_of, publish_january
from tests.stores import clock_at, local, template_folder

PSEUDONYM = "离职员工0001 former employee"


def department() -> Path:
    """The sample department, built once: twelve frozen months, somebody has left, and words name them."""
    path = template_folder() / "left" / "csi.db"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with clock_at(local("2026-11-20T10:00")):
            desk = build_demo(path, people=20, orders_per_month=60)
            users.add_user(desk, "Head", "head", ["head"])
            users.add_user(desk, "Second", "second", ["supervisor"])
            one = leaver(desk)
            users.add_user(desk, one.name, "gone", ["clerk"], one.employee_no)
            users.set_active(desk, one.name, False)
            notes.write(desk, "order", first_order(desk).order_no, f"{one.name}说配件晚到,{one.name}!")
            exclusions.strike_out(desk, "order", first_order(desk).order_no, f"by {one.name}, twice")
            desk.close()
        stores.checkpoint(path)
    return path


def leaver(desk: Desk) -> Employee:
    with desk.read() as session:
        return session.exec(select(Employee).where(col(Employee.left_on).is_not(None))).one()


def first_order(desk: Desk) -> WorkOrder:
    with desk.read() as session:
        return session.exec(select(WorkOrder).order_by(col(WorkOrder.id))).first()  # type: ignore[return-value]


@pytest.fixture
def left(tmp_path: Path) -> Iterator[Desk]:
    """Two years after the end of 2026, in which somebody left."""
    (tmp_path / "here").mkdir()
    shutil.copyfile(department(), tmp_path / "here" / "csi.db")
    with clock_at(local("2029-01-02T10:00")):
        desk = open_desk(tmp_path / "here" / "csi.db")
        yield desk
        desk.close()


def run(desk: Desk) -> list[str]:
    with pytest.raises(Waits) as waits:
        running.run(desk_of(desk, "Head"), "the term is over")
    return list(acts.confirm(desk_of(desk, "Second"), waits.value.number).remarks)


def shown(desk: Desk, number: str) -> list[tuple[str, str | None, int | None]]:
    """Name, total and rank of somebody on the cards of every month."""
    found = []
    for period in closed(desk):
        for card in month_cards(desk, period).cards:
            if card.employee_no == number:
                found.append((card.name, card.total, card.rank))
    return found


def phones_due(desk: Desk) -> list[str]:
    with desk.read() as session:
        return [
            found.whose.phone
            for found in due_within(session, desk, today(desk)).customers
            if found.whose.phone
        ]


def test_retention_and_erasure_of_the_sample_department(left: Desk, tmp_path: Path) -> None:
    """Customers and the leaver in one run: nothing of them in UTF-8 in store, log, copies, drafts; results, ranks,
    certificates and their codes stay, and everything verifies, in a backup too."""
    one = leaver(left)
    set_terms(left, customer_months=24)
    automatic_copies.copy_of(left.store.path, "freeze")
    drafts.keep(left.store.path, "employees/x", {"name": one.name})
    due = due_list(left)
    assert (
        len(due.customers) == MOST_AT_ONCE
        and due.more
        and [who.employee_no for who in due.leavers] == [one.employee_no]
    )
    with left.read() as session:
        codes = [one.code for one in session.exec(select(Certificate))]
    before = shown(left, one.employee_no)
    assert {name for name, _total, _rank in before} == {one.name} and len(before) > 5
    texts = [one.name]
    days = iter(range(3, 9))
    while not due_list(left).empty:
        with clock_at(local(f"2029-01-0{next(days)}T10:00")):
            texts += phones_due(left)
            assert run(left) == []
    assert len(texts) > 300 and holding(left, texts) == {}
    assert shown(left, one.employee_no) == [(PSEUDONYM, total, rank) for _name, total, rank in before]
    assert verify(left).problems == ()
    assert all(check_code(left, code).code == code for code in codes) and len(codes) == 12
    backup(left, tmp_path / "after.db")


def test_words_name_the_pseudonym(left: Desk) -> None:
    """Words of others keep what they say; the record is entered anew, and the trail says of whom by the number."""
    one, order = leaver(left), first_order(left)
    run(left)
    assert [note.words for note in notes.notes_of(left, "order", order.order_no)] == [
        f"{PSEUDONYM}说配件晚到,{PSEUDONYM}!"
    ]
    with left.read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "forget-leaver")).one()
        user = session.exec(select(User).where(User.account == "gone")).one()
        trail = [line.detail for line in session.exec(select(AuditEntry))]
    assert (entry.subject, user.name) == (one.employee_no, PSEUDONYM)
    assert "exclusion/1" in json.loads(entry.detail)["kept"]
    assert [line for line in trail if one.name in line] == []
    words = f"a pseudonym put in the place of the name of {one.employee_no} {PSEUDONYM}"
    assert words in [line.what for line in history_of(left, one.employee_no).lines]
    assert due_list(left).leavers == ()


def test_a_roster_does_not_bring_the_name_back(left: Desk) -> None:
    """A file that still names a leaver says nothing new; the form says why; who comes back has a name again."""
    one = leaver(left)
    run(left)
    held = employees.person(left, one.employee_no)
    said = EmployeeRow(
        employee_no=one.employee_no,
        name=one.name,
        role=held.role,
        team=held.team,
        supervisor_no=held.supervisor_no or None,
        joined_on=held.joined_on,
        left_on=held.left_on,
        valid_from=held.valid_from,
    )
    cells = {"left_on": str(held.left_on), "supervisor_no": held.supervisor_no, "team": held.team}
    row = stores.person(one.employee_no, held.role, **cells) | {
        "name": one.name,
        "joined_on": str(held.joined_on),
        "valid_from": str(held.valid_from),
    }
    report = stores.import_rows(left, "employees", [row])
    assert (report.accepted, report.rejected) == (0, ())
    with pytest.raises(FormInvalid):
        employees.keep(left, said)
    assert leaver(left).name == PSEUDONYM


def test_a_correction_counts_under_the_pseudonym(left: Desk) -> None:
    """docs/rules.md, rule 15: a month that is corrected afterwards verifies, with both revisions."""
    one = leaver(left)
    run(left)
    corrections.correct(left, Period(202511), "a row was struck out")
    assert verify(left).problems == ()
    assert PSEUDONYM in {name for name, _total, _rank in shown(left, one.employee_no)}


def test_what_does_not_verify_is_not_sealed_anew(left: Desk) -> None:
    """A new seal would hold what somebody changed around the program."""
    one = leaver(left)
    number = proposed(left)
    with left.store.write() as session:
        own = session.connection()
        own.exec_driver_sql("DROP TRIGGER card_frozen_update")
        own.exec_driver_sql(
            f"UPDATE card SET body = replace(body, '\"rank\"', '\"Rank\"') WHERE employee_id = {one.id}"
        )
    with pytest.raises(UserError, match="differs from its seal") as refused:
        acts.confirm(desk_of(left, "Second"), number)
    assert refused.value.exit_status == IntegrityFailure.exit_status
    assert leaver(left).name == one.name


def proposed(desk: Desk) -> int:
    with pytest.raises(Waits) as waits:
        running.run(desk_of(desk, "Head"), "the term is over")
    return waits.value.number


def test_a_card_changed_afterwards_is_found(left: Desk) -> None:
    """What the entry says of the cards holds them as the freeze did."""
    one = leaver(left)
    run(left)
    with left.store.write() as session:
        own = session.connection()
        own.exec_driver_sql("DROP TRIGGER card_frozen_update")
        (revision,) = session.exec(
            select(StoredCard.revision_id).where(StoredCard.employee_id == one.id).limit(1)
        ).all()
        own.exec_driver_sql(
            f"UPDATE card SET body = replace(body, 'former', 'Former') "
            f"WHERE employee_id = {one.id} AND revision_id = {revision}"
        )
    assert any(one.employee_no in problem.what for problem in verify(left).problems)


def test_what_is_open_holds_a_name_back(left: Desk) -> None:
    """An access that is still open: the list says so, and the run leaves the name."""
    users.set_active(left, leaver(left).name, True)
    (who,) = due_list(left).leavers
    assert who.held_up == "user" and due_list(left).empty


def test_alone_where_there_is_nobody_else(left: Desk) -> None:
    """docs/rules.md, rule 27: with a reason, and marked."""
    for name in ("Head", "Second"):
        users.set_active(left, name, False)
    (said,) = running.run(left, "the term is over")
    assert "unconfirmed" in said
    assert leaver(left).name == PSEUDONYM and verify(left).problems == ()


def test_a_longer_term_is_obeyed(left: Desk) -> None:
    """docs/rules.md, rule 38: from the end of the year in which somebody left."""
    assert len(due_list(left).leavers) == 1
    set_terms(left, leaver_years=3)
    assert due_list(left).leavers == ()


# --- Whatever the sample department has none of -----------------------------------------------------------------------


def forgotten(desk: Desk, number: str) -> tuple[str, ...]:
    """The name of an employee replaced, as a run does it, and the file swept."""
    with audit.writing(desk) as session:
        one = session.exec(select(Employee).where(Employee.employee_no == number)).one()
        assert one.id is not None
        found = Leaver(id=one.id, employee_no=number, name=one.name, left_on="2026-06-30", held_up="")
        kept = forget_within(session, desk, found)
    assert running.afterwards(desk) == []
    return kept


def test_what_was_written_about_a_leaver_goes(desk: Desk, now: time_machine.Traveller) -> None:
    """Appeals, decisions, adjustments, notes of who took note: erased; what others wrote names the pseudonym, and only
    where the name stands as a whole."""
    publish_january(desk, now)
    month = Period(202601)
    number = filing.file_appeal(
        desk_of(desk, "Owner"), month, "attitude", "the visit of my aunt", "recording 77", "A1"
    )
    procedure.decide(desk_of(desk, "Direct"), number, "rejected", "her aunt was there")
    took_note.take_note(desk, month, "E1", "absent", "at the dentist")
    notes.write(desk, "order", "W1", "Name E1 and Name E11 came late")
    users.set_active(desk, "Owner", False)
    now.move_to(local("2026-02-20T10:00"))
    month_close.freeze(desk, month)
    words = ["my aunt", "recording 77", "her aunt", "dentist"]
    assert len(holding(desk, words)) > 0
    assert forgotten(desk, "E1") == ()
    assert holding(desk, [*words, "Name E1 "]) == {}
    assert [one.words for one in notes.notes_of(desk, "order", "W1")] == [
        f"{PSEUDONYM} and Name E11 came late"
    ]
    assert read_appeal(desk, number).reason == "erased"
    assert verify(desk).problems == ()


def test_pay_sheets_are_under_the_pseudonym(shop: dict[str, Desk]) -> None:  # noqa: F811
    """docs/decisions/0073, point 9: what was settled stays to the cent, and verifies."""
    desk, month = shop["Owner"], Period(202601)
    amounts(shop)
    stores.backfill(desk, "2026-01")
    before = month_pay.settle(shop["Pay"], month)
    forgotten(desk, "E2")
    after = month_pay.pay_report(shop["Pay"], month)
    assert [one["total"] for one in after.people] == [one["total"] for one in before.people]
    assert [one["name"] for one in after.people if one["employee_no"] == "E2"] == [PSEUDONYM]
    assert [one for one in holding(desk, ["Name E2"]) if not one.endswith(".csv")] == []
    assert verify(desk).problems == ()


def test_two_of_one_name(desk: Desk, now: time_machine.Traveller) -> None:
    """Whom words mean only people know: they stay, and that is told; numbers of pseudonyms go on."""
    stores.fill(desk, employees=[stores.person(number, name="王芳") for number in ("E1", "E2")])
    stores.fill(desk, orders=[stores.order("W1", "2026-01-05T09:00")])
    notes.write(desk, "order", "W1", "王芳 came late")
    assert forgotten(desk, "E1") == ("王芳",)
    assert [one.words for one in notes.notes_of(desk, "order", "W1")] == ["王芳 came late"]
    assert forgotten(desk, "E2") == ()
    assert [one.words for one in notes.notes_of(desk, "order", "W1")] == [
        "离职员工0002 former employee came late"
    ]
    assert verify(desk).problems == ()


def test_an_undone_file_puts_the_pseudonym_back(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0073, point 13: what stood there before the file has no name in it any more."""
    stores.fill(desk, employees=[stores.person("E1", name="王芳")])
    path = stores.write_csv(desk.store.path.parent / "again.csv", [stores.person("E1", name="王方")])
    report = import_file(desk, "employees", path, revise=True)
    assert report.number is not None
    forgotten(desk, "E1")
    with desk.read() as session:
        kept = [f"{one.before}{one.after}" for one in session.exec(select(ImportChange))]
    assert kept and [one for one in kept if "王" in one] == []
    undo(desk, report.number, "the wrong file")
    with desk.read() as session:
        assert session.exec(select(Employee.name)).one() == PSEUDONYM
    assert verify(desk).problems == ()


def test_every_column_of_words_is_looked_at() -> None:
    """A new one stands with those that name people, or here with why it cannot."""
    of_words = {
        "reason",
        "evidence",
        "note",
        "words",
        "text",
        "answer",
        "proof",
        "said",
        "agreed",
        "promised",
        "fault",
        "was",
        "strengths",
        "problems",
        "direction",
    }
    known = {(one.table, one.column) for one in leavers.NAMING}
    others = {
        ("calendar_version", "reason"),  # Days of the whole site; a digest of the calendar holds them.
        ("calendar_day", "note"),
        ("complaint_pause", "reason"),  # One of the scheme's own.
        *(("find_todo", name) for name in ("text", "said", "agreed")),  # The index, which is made anew.
    }
    there = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.name.split("_")[-1] in of_words
    }
    assert there - known <= others
    assert known <= there
