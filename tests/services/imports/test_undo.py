"""An import taken out again (docs/decisions/0057)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

import pytest
import time_machine
from sqlmodel import select

from csi_db.import_rows import TABLES
from csi_db.models import AuditEntry, ImportChange, UnmatchedSurvey
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import exclusions
from csi_tui.services.close import month_close
from csi_tui.services.complaints import milestones
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures, ratings
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.find import pages as find_pages
from csi_tui.services.find.filling import fill_all
from csi_tui.services.imports.history import import_line, imports_page, rows_page
from csi_tui.services.imports.undo import undo
from csi_tui.services.notes import notes
from csi_tui.services.orders import renumbering, surveys, work_orders
from csi_tui.services.orders.pages import orders_page
from csi_tui.services.people import employees, users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import OrderRow
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import TextRow, complaint, fill, import_rows, local, order, person, survey

DAY = "2026-01-05T09:00"
NEXT = "2026-01-06T09:00"


def brought(desk: Desk, kind: str, rows: Sequence[TextRow]) -> int:
    """Import rows, all good; answers the number of the import."""
    report = import_rows(desk, kind, rows)
    assert (report.rejected, report.accepted) == ((), len(rows))
    assert report.number is not None
    return report.number


def content(desk: Desk) -> list[str]:
    """Everything that rows of the desk say in the store, but for what the trail and the list of imports say."""
    silent = ("audit_entry", "import_batch", "import_undo", "find_", "sqlite_sequence")
    with closing(sqlite3.connect(desk.store.path)) as connection:
        return [
            line
            for line in stores.dumped(connection)
            if not line.startswith(tuple(f'INSERT INTO "{name}' for name in silent))
        ]


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[order("W1", DAY, NEXT, agent_no="E1", technician_no="E2")],
    )
    return desk


KINDS: dict[str, Sequence[TextRow]] = {
    "employees": [person("E3", supervisor_no="E4"), person("E4"), person("E3", valid_from="2026-01-01", team="T2")],
    "orders": [order("W3", DAY, return_of="W2"), order("W2", DAY, agent_no="E1"), order("W4", DAY, return_of="W1")],
    "surveys": [survey("A1", "W1", NEXT), survey("A2", "W1", NEXT, "1----")],
    "complaints": [complaint("C1", DAY, "E1", contacted_at="2026-01-05T10:00"), complaint("C2", DAY, order_no="W1")],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_it_leaves_as_if_it_had_never_come(shop: Desk, kind: str) -> None:
    """Every row of the store is what it was; the trail keeps that something came and left."""
    before = content(shop)
    number = brought(shop, kind, KINDS[kind])
    assert content(shop) != before
    assert undo(shop, number, dry_run=True).gone == len(KINDS[kind])
    assert import_line(shop, number).state == "standing"
    report = undo(shop, number, "the wrong month")
    assert (report.gone, report.stayed) == (len(KINDS[kind]), ())
    assert content(shop) == before
    assert (import_line(shop, number).state, rows_page(shop, number)) == ("undone", [])
    assert verify(shop).problems == ()
    with shop.read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "undo-import")).one()
    assert entry.subject == str(number)
    assert "the wrong month" not in entry.detail
    with pytest.raises(UserError, match="undone already"):
        undo(shop, number)
    again = brought(shop, kind, KINDS[kind])
    assert [one.number for one in imports_page(shop)][:2] == [again, number]
    assert undo(shop, again).stayed == ()
    assert content(shop) == before


def change_order(desk: Desk) -> None:
    found = work_orders.read(desk, "W2")
    work_orders.change(desk, "W2", found.version, replace(found.row, product="空调"))


def correct_survey(desk: Desk) -> None:
    found = surveys.read(desk, "A1")
    surveys.correct(desk, found, replace(found, attitude=1), "misread")


UPON: dict[str, tuple[str, Callable[[Desk], object], str, str]] = {
    "an order changed": ("orders", change_order, "W2", "changed since"),
    "a survey of it": ("orders", lambda desk: fill(desk, surveys=[survey("A9", "W2", NEXT)]), "W2", "survey A9"),
    "a complaint of it": (
        "orders", lambda desk: fill(desk, complaints=[complaint("C9", DAY, order_no="W2")]), "W2", "complaint C9",
    ),
    "a return of it": ("orders", lambda desk: fill(desk, orders=[order("W9", NEXT, return_of="W2")]), "W2", "order W9"),
    "a note on it": ("orders", lambda desk: notes.write(desk, "order", "W2", "rang twice"), "W2", "a note"),
    "struck out": (
        "orders", lambda desk: exclusions.strike_out(desk, "order", "W2", "a test"), "W2", "struck out",
    ),
    "a survey put right": ("surveys", correct_survey, "A1", "changed since"),
    "a milestone": (
        "complaints", lambda desk: milestones.log_milestone(desk, "C2", "contacted"), "C2", "changed since",
    ),
    "an order of them": (
        "employees", lambda desk: fill(desk, orders=[order("W9", DAY, agent_no="E4")]), "E4 2020-01-01", "orders name",
    ),
    "a user": ("employees", lambda desk: users.add_user(desk, "Four", "four", [], "E4"), "E4 2020-01-01", "a user"),
}  # fmt: skip


@pytest.mark.parametrize("upon", UPON)
def test_what_something_rests_on_stays_and_says_why(shop: Desk, upon: str) -> None:
    """The rest leaves; nothing names a row that is not there."""
    kind, act, name, why = UPON[upon]
    number = brought(shop, kind, KINDS[kind])
    act(shop)
    lines = {one.name: one.why for one in rows_page(shop, number)}
    report = undo(shop, number)
    stayed = {one.name: one.why for one in report.stayed}
    assert why in stayed[name]
    assert {key: text for key, text in lines.items() if text} == stayed
    assert report.gone == len(KINDS[kind]) - len(stayed)
    assert import_line(shop, number).state == ("partly undone" if report.gone else "standing")
    assert verify(shop).problems == ()
    assert {one.name for one in rows_page(shop, number)} == set(stayed)


def test_an_order_that_holds_another_holds_its_chain(shop: Desk) -> None:
    """The return stays for its survey, so the order that it came back from stays for the return."""
    number = brought(shop, "orders", KINDS["orders"])
    fill(shop, surveys=[survey("A9", "W3", NEXT)])
    assert {one.name for one in undo(shop, number).stayed} == {"W2", "W3"}
    assert {one.order_no for one in orders_page(shop)} == {"W1", "W2", "W3"}


@pytest.mark.parametrize("state", ["published", "frozen"])
def test_what_a_closed_month_has_judged_stays(
    example_desk: Desk, now: time_machine.Traveller, state: str
) -> None:
    if state == "published":
        stores.compute(example_desk, "2026-01")
        month_close.publish(example_desk, Period(202601), days=0)
    else:
        stores.backfill(example_desk, "2026-01")
    before = stores.cards(example_desk, "2026-01")
    surveys_no = next(one.number for one in imports_page(example_desk) if one.kind == "surveys")
    report = undo(example_desk, surveys_no)
    assert report.stayed and report.gone
    assert {one.why for one in report.stayed} == {
        "2026-01 was published with it; strike it out, or correct the month"
    }
    assert stores.cards(example_desk, "2026-01") == before
    assert verify(example_desk).problems == ()


def test_a_stray_survey_goes_with_its_file(shop: Desk) -> None:
    report = import_rows(shop, "surveys", [survey("A1", "W1", NEXT), survey("A2", "W9", NEXT)])
    assert report.number is not None
    undo(shop, report.number)
    with shop.read() as session:
        assert session.exec(select(UnmatchedSurvey)).all() == []


def test_a_skipped_row_belongs_to_the_import_that_brought_it(shop: Desk) -> None:
    first = brought(shop, "surveys", [survey("A1", "W1", NEXT)])
    second = import_rows(shop, "surveys", [survey("A1", "W1", NEXT), survey("A2", "W1", NEXT)])
    assert second.number is not None
    assert undo(shop, second.number).gone == 1
    assert surveys.read(shop, "A1").order_no == "W1"
    assert undo(shop, first).gone == 1


def test_an_import_of_skipped_rows_alone_brought_nothing(shop: Desk) -> None:
    brought(shop, "surveys", [survey("A1", "W1", NEXT)])
    second = import_rows(shop, "surveys", [survey("A1", "W1", NEXT)])
    assert second.number is not None
    with pytest.raises(UserError, match="brought nothing in"):
        undo(shop, second.number)
    with pytest.raises(UserError, match="no import 99"):
        undo(shop, 99)


def test_a_transfer_is_taken_back_and_a_leaver_works_here_again(shop: Desk) -> None:
    """Of somebody who was here before, what stood before is put back."""
    number = brought(
        shop,
        "employees",
        [person("E1", valid_from="2026-02-01", team="T9", name="Other", left_on="2026-12-31"),
         person("E2", "technician", left_on="2026-06-30")],
    )  # fmt: skip
    assert employees.person(shop, "E1").team == "T9"
    undo(shop, number)
    one, two = (employees.person(shop, number) for number in ("E1", "E2"))
    assert (one.team, one.name, one.left_on, two.left_on) == ("T1", "Name E1", None, None)
    with shop.read() as session:
        assert [
            change.row_id
            for change in session.exec(select(ImportChange).where(ImportChange.import_id == number))
        ] == []


def test_who_may(shop: Desk) -> None:
    """The own file: who may import its kind; another's: supervisors."""
    users.add_user(shop, "Clerk", "clerk", ["clerk"])
    users.add_user(shop, "Other clerk", "other", ["clerk"])
    users.add_user(shop, "Admin", "admin", ["admin"])
    clerk, other, admin = (desk_of(shop, name) for name in ("Clerk", "Other clerk", "Admin"))
    number = brought(clerk, "surveys", [survey("A1", "W1", NEXT)])
    for refused in (other, admin):
        with pytest.raises(NotPermitted):
            undo(refused, number)
    assert undo(clerk, number).gone == 1
    assert undo(shop, brought(clerk, "surveys", [survey("A1", "W1", NEXT)])).gone == 1
    users.add_user(shop, "Boss", "boss", ["supervisor"], "E1")
    held = undo(desk_of(shop, "Boss"), brought(clerk, "surveys", [survey("A1", "W1", NEXT)])).stayed
    assert ["figure of your own" in one.why for one in held] == [True]


def test_what_is_entered_of_people_is_ended(desk: Desk, now: time_machine.Traveller) -> None:
    """Rows that are never deleted are taken back, as by hand; the file goes in again."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    row = {"on_date": "2026-01-15", "employee_no": "E1", "item": "ethics", "score": "4"}
    number = brought(boss, "ratings", [row])
    assert [one.name for one in rows_page(boss, number)] == ["2026-01-15 E1 ethics"]
    assert [one.why for one in undo(desk, number).stayed] == ["only who gave the rating takes it back"]
    assert undo(boss, number, "the wrong sheet").gone == 1
    (line,) = ratings.ratings(boss, Period(202601))
    assert (line.withdrawn_reason, line.score) == ("the wrong sheet", "4.00")
    assert verify(desk).problems == ()
    assert undo(boss, brought(boss, "ratings", [row])).gone == 1


def test_figures_and_amounts_are_ended(desk: Desk, now: time_machine.Traveller) -> None:
    desk, _boss = site(desk, "contact-centre", person("E1", supervisor_no="S1"))
    now.move_to(local("2026-02-05T09:00"))
    row = {"month": "2026-01", "subject_no": "E1", "measure": "first_contact_resolution", "numerator": "95",
           "denominator": "100"}  # fmt: skip
    number = brought(desk, "measures", [row])
    assert undo(desk, number).gone == 1
    assert figures.figures(desk, Period(202601)) == []
    assert undo(desk, brought(desk, "measures", [row])).gone == 1


def test_what_is_gone_is_found_no_more_and_what_comes_in_its_place_is(shop: Desk) -> None:
    """Rows get the numbers in the store of those that left; the index must not mind."""
    for filled in (False, True, True):
        number = brought(shop, "orders", [order(f"X{n:03}", DAY, product="洗衣机") for n in range(30)])
        if filled:
            fill_all(shop)
        assert len(found(shop, "洗衣机")) > 0
        undo(shop, number)
        assert found(shop, "洗衣机") == []
        brought_now = brought(shop, "orders", [order(f"Y{n:03}", DAY, product="冰箱") for n in range(30)])
        assert found(shop, "洗衣机") == []
        assert len(found(shop, "冰箱")) > 0
        fill_all(shop)
        assert len(found(shop, "冰箱")) > 0
        undo(shop, brought_now)
        assert found(shop, "冰箱") == []


def found(desk: Desk, words: str) -> list[str]:
    return [one.number for one in find_pages.find(desk, words) if one.kind == "order"]


@pytest.mark.parametrize("kind", TABLES)
def test_a_row_that_left_without_undo_is_missed(shop: Desk, kind: str) -> None:
    number = brought(shop, kind, KINDS[kind])
    table, _name = TABLES[kind]
    with shop.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DELETE FROM milestone_event")
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = (SELECT MAX(id) FROM {table})")
    problems = verify(shop).problems
    assert {problem.where for problem in problems} == {"rows that count", "imports"}
    (told,) = (problem.what for problem in problems if problem.where == "imports")
    assert f"import {number} ({kind})" in told


def test_the_store_looks_after_references_again(shop: Desk) -> None:
    """For the transaction of an undo alone the store does not ask for each row whether another one names it."""
    undo(shop, brought(shop, "surveys", [survey("A1", "W1", NEXT)]))
    work_orders.enter(shop, OrderRow("W7", local(DAY), product="空调"))
    for _turn in range(3):
        with shop.write() as session:
            assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


SWAPS = {
    "orders": ("work_order", "product", "order_no IN ('W2', 'W4')"),
    "surveys": ("survey", "attitude", "agency_ref IN ('A1', 'A2')"),
    "complaints": ("complaint", "received_at", "complaint_no IN ('C1', 'C2')"),
}


@pytest.mark.parametrize("kind", SWAPS)
def test_two_rows_that_changed_places_around_the_program_are_missed(shop: Desk, kind: str) -> None:
    """As many rows as ever, each sum the same: only the rows themselves tell (docs/decisions/0062)."""
    rows: dict[str, list[TextRow]] = {
        "orders": [order("W2", DAY, NEXT, product="空调"), order("W4", DAY, NEXT, product="冰箱")],
        "surveys": [survey("A1", "W1", NEXT, "55555"), survey("A2", "W1", NEXT, "15555")],
        "complaints": [complaint("C1", DAY), complaint("C2", NEXT)],
    }
    brought(shop, kind, rows[kind])
    assert verify(shop).problems == ()
    table, column, those = SWAPS[kind]
    with shop.write() as session:
        connection = session.connection()
        found = connection.exec_driver_sql(
            f"SELECT id, {column} FROM {table} WHERE {those} ORDER BY id"
        ).all()
        for (key, _own), (_key, other) in zip(found, reversed(found), strict=True):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE id = ?", (other, key))
    problems = [one.what for one in verify(shop).problems if one.where == "imports"]
    assert len(problems) == 2
    assert all("does not say what its file said" in one for one in problems)


def test_marks_that_were_made_anew_are_missed_as_well(shop: Desk) -> None:
    """Whoever has the salt makes a mark that fits the row; the sum in the audit trail is of those that came."""
    brought(shop, "surveys", [survey("A1", "W1", NEXT), survey("A2", "W1", NEXT)])
    with shop.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE survey SET import_digest = ? WHERE agency_ref = 'A1'", ("0" * 32,)
        )
    found = [one.what for one in verify(shop).problems]
    assert any("marks by which imported rows are known" in one for one in found)


def test_an_order_that_got_another_number_is_no_contradiction(shop: Desk) -> None:
    """Nor what speaks of it: a survey, a complaint, a return (docs/rules.md, rule 16)."""
    brought(shop, "orders", [order("W2", DAY, NEXT), order("W3", NEXT, return_of="W2")])
    brought(shop, "surveys", [survey("A1", "W2", NEXT)])
    brought(shop, "complaints", [complaint("C1", NEXT, order_no="W2")])
    renumbering.renumber(shop, "W2", "W20", "a slip")
    assert verify(shop).problems == ()
