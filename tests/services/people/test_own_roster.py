"""Who judges whom is not changed alone, nor what held in judged months (docs/rules.md, rule 33)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.entries.rules import supervisor_on
from csi_tui.services.imports.undo import undo
from csi_tui.services.months.cards import find_employee
from csi_tui.services.people import employees
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import EmployeeRow
from csi_tui.services.waiting import acts, pages
from tests.services.procedures import desk_of, publish_january
from tests.stores import import_rows, person


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published; S1 leads E1, E2 and E3; S2, who is Other, leads nobody."""
    publish_january(desk, now)
    return desk


def leader(desk: Desk, employee: str, day: date) -> str:
    """Who leads somebody on a day."""
    with desk.read() as session:
        found = supervisor_on(session, find_employee(session, employee), day)
    return next(
        (one.employee_no for one in employees.people(desk) if _key(desk, one.employee_no) == found), ""
    )


def _key(desk: Desk, number: str) -> int | None:
    with desk.read() as session:
        return find_employee(session, number).id


def row(number: str, supervisor: str, since: date) -> EmployeeRow:
    return EmployeeRow(
        employee_no=number,
        name=f"Name {number}",
        role="agent",
        team="T1",
        supervisor_no=supervisor,
        joined_on=date(2020, 1, 1),
        valid_from=since,
    )


def test_a_file_that_makes_its_bringer_the_direct_supervisor_waits(published: Desk) -> None:
    """docs/rules.md, rule 33: three months back, by a roster import; the other rows of the file go in."""
    other = desk_of(published, "Other")
    report = import_rows(
        other,
        "employees",
        [
            person("E1", supervisor_no="S2", valid_from="2025-11-01"),
            person("E9", supervisor_no="S1"),
        ],
    )
    assert (report.accepted, report.rejected) == (1, ())
    (remark,) = [one for one in report.remarks if one.id == "waits-for-second-person"]
    assert "E1 would report to you" in remark.text
    assert leader(published, "E1", date(2026, 1, 31)) == "S1"
    acts.confirm(desk_of(published, "Head"), 1)
    assert leader(published, "E1", date(2026, 1, 31)) == "S2"


def test_the_undo_of_a_file_takes_along_what_waited_and_was_confirmed(published: Desk) -> None:
    """docs/decisions/0064, point 8: a row of people that was confirmed is of its import, like any other."""
    other = desk_of(published, "Other")
    sent = [person("E1", supervisor_no="S2", valid_from="2026-03-01"), person("E9", supervisor_no="S1")]
    number = import_rows(other, "employees", sent).number
    assert number is not None
    acts.confirm(desk_of(published, "Head"), 1)
    assert (
        leader(published, "E1", date(2026, 3, 31)),
        len(import_rows(other, "employees", sent).skipped),
    ) == (
        "S2",
        2,
    )
    report = undo(published, number)
    assert (report.gone, report.stayed) == (2, ())
    assert leader(published, "E1", date(2026, 3, 31)) == "S1"
    assert list(verify(published).problems) == []


def test_what_waits_of_a_file_of_people_lapses_with_it(published: Desk) -> None:
    """docs/decisions/0064, point 8: nobody confirms a row of a file that was taken out again."""
    other = desk_of(published, "Other")
    sent = [person("E1", supervisor_no="S2", valid_from="2026-03-01"), person("E9", supervisor_no="S1")]
    number = import_rows(other, "employees", sent).number
    assert number is not None
    undo(other, number)
    assert pages.acts(published) == []


def test_nobody_takes_people_over_alone_on_the_form_either(published: Desk) -> None:
    """docs/rules.md, rule 33: from today on, too: adjustments and ratings follow."""
    other = desk_of(published, "Other")
    with pytest.raises(ReasonMissing, match="would report to you"):
        employees.keep(other, row("E1", "S2", date(2026, 2, 2)))
    with pytest.raises(Waits) as waits:
        employees.keep(other, row("E1", "S2", date(2026, 2, 2)), "S1 leaves")
    acts.reject(desk_of(published, "Head"), waits.value.number, "she does not")
    assert leader(published, "E1", date(2026, 2, 2)) == "S1"


def test_what_held_in_a_judged_month_is_not_changed_alone(published: Desk) -> None:
    """docs/rules.md, rule 33: nothing reaches back into judged months unseen, by whomever; from then on it is free."""
    office = desk_of(published, "Hr")
    with pytest.raises(ReasonMissing, match="judged already, up to 2026-01"):
        employees.keep(office, row("E1", "S2", date(2026, 1, 15)))
    with pytest.raises(Waits):
        employees.keep(office, row("E1", "S2", date(2026, 1, 15)), "it was so")
    assert leader(published, "E1", date(2026, 1, 31)) == "S1"
    assert employees.keep(published, row("E2", "S2", date(2026, 2, 1))) == "transfer"
    assert employees.keep(published, row("E8", "S2", date(2025, 1, 1))) == "new"
