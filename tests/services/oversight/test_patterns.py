"""The patterns that oversight asks about: each in a case that shows it, beside one that does not
(docs/rules.md, rule 37)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine

from csi_db import watched_rows
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.close import dismissals, month_close
from csi_tui.services.complaints import handlers, milestones, pauses, registration, validity
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import ratings
from csi_tui.services.errors import NotPermitted
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.undo import undo
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.oversight import sampling, watching
from csi_tui.services.oversight.group import reads_patterns
from csi_tui.services.oversight.pattern_text import pattern_lines
from csi_tui.services.oversight.patterns import PATTERNS
from csi_tui.services.oversight.text import sample_lines
from csi_tui.services.oversight.watching import PatternLine, patterns_of
from csi_tui.services.people import users
from csi_tui.services.tabular.records import ComplaintRow, OrderRow, RatingRow, SurveyRow
from csi_tui.services.waiting import acts
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.services.systems import DAY, site
from tests.stores import complaint, fill, local, order, person, survey, write_csv

JANUARY = Period(202601)
Desks = dict[str, Desk]


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> Desks:
    """W1 and W2 of January, of the agent E1 and the technician E2; the clock stands on 2 February 2026.

    Colleague, a clerk, is E2; Direct and Other are supervisors; Desk is a supervisor who is no employee.
    """
    now.move_to(local("2026-02-02T10:00"))
    return staff(desk) | {"Desk": desk}


def lines(desks: Desks, code: str, month: Period = JANUARY) -> dict[str, PatternLine]:
    """Whom a pattern is about, by number or, for users, by name → their line."""
    sheet = patterns_of(desks["Oversight"], month)
    return {line.employee_no or line.name: line for line in sheet.lines if line.pattern == code}


def cases(desks: Desks, code: str) -> dict[str, tuple[int, int]]:
    return {who: (line.own.count, line.own.of) for who, line in lines(desks, code).items()}


def rows(desks: Desks, code: str, who: str) -> list[tuple[str, str, str]]:
    found = watching.rows_in(desks["Oversight"], JANUARY, lines(desks, code)[who])
    return [(row.kind, row.number, row.beside) for row in found]


def visit(number: str, day: int, contact: str, **cells: str) -> dict[str, str]:
    """An order received at nine, contacted at a time, done the day after."""
    return order(
        number,
        f"2026-01-{day:02}T09:00",
        f"2026-01-{day + 1:02}T15:00",
        **{"agent_no": "E1", "technician_no": "E2", "first_contact_at": f"2026-01-{day:02}T{contact}"}
        | cells,
    )


def test_every_pattern_has_a_name_a_question_and_a_statement() -> None:
    """One table of patterns, and for each its cases."""
    assert set(PATTERNS) == set(watched_rows.CASES)
    for pattern in PATTERNS.values():
        asked = pattern.question.format(count=1, of=2, chance="3")
        assert asked.endswith("?")
        assert ("{chance}" in pattern.question) is (pattern.chance is not None)


# --- Orders and surveys ----------------------------------------------------------------------------------------------


def test_first_contacts_at_exactly_the_limit(desks: Desks) -> None:
    """Full marks until 30 minutes, in time until 60: these stand at a limit, 29 does not; 61 is not in time."""
    fill(desks["Desk"], orders=[
        visit("L30", 5, "09:30"), visit("L60", 6, "10:00"), visit("L29", 7, "09:29"), visit("L61", 8, "10:01"),
    ])  # fmt: skip
    assert cases(desks, "contact-at-limit") == {"E1": (2, 3)}
    assert rows(desks, "contact-at-limit", "E1") == [("orders", "L30", ""), ("orders", "L60", "")]
    # Spread evenly over 60 minutes, 2 of them are the last one of a limit.
    assert lines(desks, "contact-at-limit")["E1"].chance == Fraction(3 * 2, 60)


def test_arrivals_at_exactly_the_limit(desks: Desks) -> None:
    """Full marks until 240 minutes after the contact; an appointment replaces the limit (docs/rules.md, rule 19)."""
    fill(desks["Desk"], orders=[
        visit("L240", 5, "09:10", arrived_at="2026-01-05T13:10"),
        visit("L239", 6, "09:10", arrived_at="2026-01-06T13:09"),
        visit("LA", 7, "09:10", arrived_at="2026-01-07T13:10", appointment_at="2026-01-07T14:00"),
    ])  # fmt: skip
    assert cases(desks, "arrival-at-limit") == {"E2": (1, 2)}
    assert rows(desks, "arrival-at-limit", "E2") == [("orders", "L240", "")]
    assert lines(desks, "arrival-at-limit")["E2"].chance == Fraction(2 * 2, 1440)


def test_appointments_set_at_the_arrival(desks: Desks, now: time_machine.Traveller) -> None:
    """One that is the arrival to the minute; one of a visit that was typed in after it; not one agreed before."""
    fill(desks["Desk"], orders=[
        visit("SAME", 5, "09:10", arrived_at="2026-01-05T14:00", appointment_at="2026-01-05T14:00"),
        visit("OTHER", 6, "09:10", arrived_at="2026-01-06T13:50", appointment_at="2026-01-06T14:00"),
    ])  # fmt: skip
    now.move_to(local("2026-02-02T10:00"))
    typed = OrderRow("TYPED", local("2026-01-08T09:00"), technician_no="E2", agent_no="E1")
    work_orders.enter(
        desks["Desk"],
        replace(
            typed,
            appointment_at=local("2026-01-08T14:00"),
            arrived_at=local("2026-01-08T13:00"),
            completed_at=local("2026-01-08T15:00"),
            outcome="fixed",
        ),
    )
    assert cases(desks, "appointment-at-arrival") == {"E2": (2, 3)}
    assert rows(desks, "appointment-at-arrival", "E2") == [("orders", "SAME", ""), ("orders", "TYPED", "")]


def test_completions_on_the_last_day_of_the_month(desks: Desks) -> None:
    """The last local day, to its last minute; one that was completed in another month is none."""
    fill(desks["Desk"], orders=[
        order("END", "2026-01-30T09:00", "2026-01-31T23:59", technician_no="E2", agent_no="E1"),
        order("EVE", "2026-01-29T09:00", "2026-01-30T23:59", technician_no="E2", agent_no="E1"),
        order("NEXT", "2026-01-31T09:00", "2026-02-01T00:00", technician_no="E2", agent_no="E1"),
    ])  # fmt: skip
    assert cases(desks, "last-day") == {"E2": (1, 4)}
    assert rows(desks, "last-day", "E2") == [("orders", "END", "")]
    assert lines(desks, "last-day")["E2"].chance == Fraction(4, 31)


def test_completed_orders_nobody_was_asked_about(desks: Desks) -> None:
    """W1 has a survey; one without any answer was asked all the same (docs/rules.md, rule 25)."""
    fill(
        desks["Desk"],
        orders=[visit("W3", 5, "09:10")],
        surveys=[survey("A3", "W3", "2026-01-20T09:00", "-----")],
    )
    assert cases(desks, "not-asked") == {"E2": (1, 3)}
    assert rows(desks, "not-asked", "E2") == [("orders", "W2", "")]


def test_products_that_came_back_under_a_new_number(desks: Desks) -> None:
    """Within 30 days, by the serial number: not linked, nor found right in the check; later it is another matter."""
    fill(desks["Desk"], orders=[
        order("R0", "2025-12-01T09:00", "2025-12-02T09:00", serial_no="SN-4", technician_no="E2"),
        visit("R1", 5, "09:10", serial_no="SN-1"),
        visit("R2", 12, "09:10", serial_no="SN-1", technician_no="E3"),
        visit("R3", 6, "09:10", serial_no="SN-2"),
        visit("R4", 13, "09:10", serial_no="SN-2", return_of="R3", technician_no="E3"),
        visit("R5", 7, "09:10", serial_no="SN-4"),
    ])  # fmt: skip
    assert cases(desks, "new-number") == {"E2": (1, 2)}
    assert rows(desks, "new-number", "E2") == [("orders", "R2", "R1")]
    dismissals.dismiss(desks["Desk"], JANUARY, "unlinked-likely-return", "R2", "another fault")
    assert cases(desks, "new-number") == {}


def test_surveys_typed_by_hand(desks: Desks) -> None:
    """A1 came by a file; A2 was typed, and counts for everybody on its order."""
    typed = SurveyRow("A2", "W2", local("2026-01-21T09:00"), 5, 4, 5, 5, 5)
    surveys.enter(desks["Desk"], typed)
    assert cases(desks, "typed-survey") == {"E1": (1, 2), "E2": (1, 2)}
    assert rows(desks, "typed-survey", "E1") == [("surveys", "A2", "")]


def test_surveys_with_one_answer_throughout(desks: Desks) -> None:
    """Of three answers or more; chance by the answers of the month, as if they did not hang together."""
    fill(desks["Desk"], orders=[visit("W3", 5, "09:10"), visit("W4", 6, "09:10")], surveys=[
        survey("A2", "W2", "2026-01-20T09:00", "45455"),
        survey("A3", "W3", "2026-01-20T09:00", "5-5-5"),
        survey("A4", "W4", "2026-01-20T09:00", "5---5"),
    ])  # fmt: skip
    assert cases(desks, "one-sided") == {"E1": (2, 3), "E2": (2, 3)}
    assert rows(desks, "one-sided", "E1") == [("surveys", "A1", ""), ("surveys", "A3", "")]
    # Given in January: attitude 4 4 5 5, response 4 5, quality 4 4 5, parts 4 5, cost 4 5 5 5.
    all_five = Fraction(2 * 1 * 2 * 1 * 1, 4 * 2 * 3 * 2 * 4) + Fraction(2 * 1 * 1 * 1 * 3, 4 * 2 * 3 * 2 * 4)
    three = Fraction(2 * 2 * 1, 4 * 3 * 4) + Fraction(2 * 1 * 3, 4 * 3 * 4)
    assert lines(desks, "one-sided")["E1"].chance == 2 * all_five + three


def test_answers_behind_the_same_phone(desks: Desks) -> None:
    """Pairs of answers of different orders; a return of the same customer is no pair, nor a second answer of one order.

    Of the six orders with a phone four are the customer's of 13800000001: 12 of 30 ordered pairs.
    """
    one, other = "13800000001", "13800000002"
    fill(desks["Desk"], orders=[
        visit("P1", 5, "09:10", customer_phone=one), visit("P2", 6, "09:10", customer_phone=one),
        visit("P3", 7, "09:10", customer_phone=one), visit("P4", 8, "09:10", customer_phone=other),
        visit("P5", 12, "09:10", customer_phone=other, return_of="P4"),
        visit("P6", 9, "09:10", customer_phone=one), visit("P7", 9, "09:10", customer_phone="13800000003"),
    ], surveys=[
        survey(f"A-{number}{again}", number, "2026-01-20T09:00", "45454")
        for number, again in (("P1", ""), ("P1", "x"), ("P2", ""), ("P3", ""), ("P4", ""), ("P5", ""))
    ])  # fmt: skip
    assert cases(desks, "same-phone") == {"E1": (3, 4), "E2": (3, 4)}
    assert rows(desks, "same-phone", "E1") == [("surveys", "A-P2", "A-P1"), ("surveys", "A-P3", "A-P1")]
    assert lines(desks, "same-phone")["E1"].chance == Fraction(4 * 3, 2) * Fraction(12, 30)


# --- What people do --------------------------------------------------------------------------------------------------


def test_times_entered_late(desks: Desks, now: time_machine.Traveller) -> None:
    """More than 30 minutes after it happened, by form or as a milestone; a receipt where it was another one.

    By a file nobody types a time.
    """
    desk = desks["Direct"]
    now.move_to(local("2026-01-20T10:00"))
    work_orders.enter(desk, OrderRow("T1", local("2026-01-20T09:00"), technician_no="E2", agent_no="E1"))
    now.move_to(local("2026-01-20T10:20"))
    change(desk, "T1", first_contact_at=local("2026-01-20T10:00"))
    now.move_to(local("2026-01-20T15:00"))
    change(desk, "T1", completed_at=local("2026-01-20T14:00"), outcome="fixed")
    now.move_to(local("2026-01-27T09:00"))
    registration.register(desk, ComplaintRow("C1", local("2026-01-27T08:50"), handler_no="E1"))
    milestones.log_milestone(desk, "C1", "contacted", local("2026-01-27T08:55"))
    change(desk, "T1", received_at=local("2026-01-20T08:30"))
    now.move_to(local("2026-01-27T11:00"))
    milestones.correct_milestone(desk, "C1", "contacted", local("2026-01-27T08:54"), "the phone says so")
    fill(desks["Desk"], complaints=[
        complaint("C2", "2026-01-26T09:00", "E1", contacted_at="2026-01-26T10:00"),
    ])  # fmt: skip
    assert cases(desks, "typed-late") == {"S1": (3, 5)}
    assert rows(desks, "typed-late", "S1") == [("complaints", "C1", ""), ("orders", "T1", "")]


def change(desk: Desk, number: str, reason: str = "", **values: object) -> None:
    found = work_orders.read(desk, number)
    row = replace(found.row, **values)  # type: ignore[arg-type]
    work_orders.change(desk, number, found.version, row, why="mistyped", reason=reason)


def test_changes_of_ones_own_rows(desks: Desks) -> None:
    """Colleague is the technician of W1: what a second person confirmed is shown too; the same of another is not."""
    fill(desks["Desk"], orders=[visit("W3", 5, "09:10", technician_no="E3")])
    with pytest.raises(Exception, match="waits"):
        change(desks["Colleague"], "W1", "the paper says so", outcome="declined")
    acts.confirm(desks["Direct"], 1)
    change(desks["Colleague"], "W3", outcome="declined")
    assert cases(desks, "own-row") == {"E2": (1, 2)}
    assert rows(desks, "own-row", "E2") == [("orders", "W1", "")]
    # One that is given away was one's own until then.
    with pytest.raises(Exception, match="waits"):
        change(desks["Colleague"], "W2", "the other one was there", technician_no="E3")
    acts.confirm(desks["Direct"], 2)
    assert rows(desks, "own-row", "E2") == [("orders", "W1", ""), ("orders", "W2", "")]


def test_outcomes_changed_after_the_answer(desks: Desks) -> None:
    """W1 was answered about, W2 was not; saying an outcome for the first time is no change."""
    for number in ("W1", "W2"):
        change(desks["Desk"], number, outcome="not_fixed")
    work_orders.enter(desks["Desk"], OrderRow("W3", local("2026-01-20T09:00"), technician_no="E2"))
    change(desks["Desk"], "W3", completed_at=local("2026-01-30T14:00"), outcome="fixed")
    assert cases(desks, "outcome-after-answer") == {"E2": (1, 2)}
    assert rows(desks, "outcome-after-answer", "E2") == [("orders", "W1", "")]


def test_outcomes_that_a_file_changed_after_the_answer(desks: Desks) -> None:
    """docs/decisions/0072, point 6: a corrected file is no way round the pattern, nor is the undo of one."""
    row = order("W1", "2026-01-05T09:00", "2026-01-06T09:00") | {"outcome": "not_fixed"}
    file = write_csv(desks["Desk"].store.path.parent / "corrected.csv", [row])
    number = import_file(desks["Other"], "orders", file, revise=True).number
    assert number is not None
    assert cases(desks, "outcome-after-answer") == {"E2": (1, 1)}
    undo(desks["Desk"], number)
    assert cases(desks, "outcome-after-answer") == {"E2": (2, 2)}
    assert rows(desks, "outcome-after-answer", "E2") == [("orders", "W1", "")]


def test_complaints_handed_over_late(desks: Desks, now: time_machine.Traveller) -> None:
    """80 % of the 24 hours to the contact are 19:12; what was contacted runs towards the plan's 48 hours."""
    now.move_to(local("2026-01-20T09:00"))
    for number in ("LATE", "EARLY", "DONE"):
        registration.register(desks["Desk"], ComplaintRow(number, local("2026-01-20T09:00"), handler_no="E1"))
    now.move_to(local("2026-01-20T10:00"))
    milestones.log_milestone(desks["Desk"], "DONE", "contacted")
    now.move_to(local("2026-01-21T04:11"))
    handlers.assign(desks["Desk"], "EARLY", "E2")
    now.move_to(local("2026-01-21T04:12"))
    handlers.assign(desks["Desk"], "LATE", "E2")
    handlers.assign(desks["Desk"], "DONE", "E2")
    assert cases(desks, "late-handover") == {"E1": (1, 3)}
    assert rows(desks, "late-handover", "E1") == [("complaints", "LATE", "")]


def test_complaints_whose_clock_was_stopped(desks: Desks, now: time_machine.Traveller) -> None:
    """By who handles them."""
    now.move_to(local("2026-01-20T09:00"))
    for number in ("C1", "C2"):
        registration.register(desks["Desk"], ComplaintRow(number, local("2026-01-20T09:00"), handler_no="E1"))
    pauses.pause(desks["Desk"], "C1", "inspection", "letter 7")
    assert cases(desks, "paused") == {"E1": (1, 2)}
    assert rows(desks, "paused", "E1") == [("complaints", "C1", "")]


def test_complaints_proposed_as_invalid(desks: Desks, now: time_machine.Traveller) -> None:
    """By who proposes, of all of the month; a proposal that it is valid again is none."""
    fill(desks["Desk"], complaints=[complaint(f"C{n}", "2026-01-20T09:00", "E1") for n in range(1, 5)])
    for number in ("C1", "C2"):
        validity.propose(desks["Direct"], number, "invalid", "a duplicate")
    validity.decide(desks["Other"], "C1", confirm=True)
    validity.propose(desks["Other"], "C1", "valid", "it is none after all")
    assert cases(desks, "proposed-invalid") == {"S1": (2, 4)}
    assert rows(desks, "proposed-invalid", "S1") == [("complaints", "C1", ""), ("complaints", "C2", "")]


# --- Who judges ------------------------------------------------------------------------------------------------------


def test_ratings_without_spread(desk: Desk, now: time_machine.Traveller) -> None:
    """Five people with one score for an item; another item was told apart."""
    now.move_to(local("2026-01-28T10:00"))
    people = [person(f"E{number}", supervisor_no="S1") for number in range(1, 6)]
    desk, boss = site(desk, "four-aspects", *people)
    users.add_user(desk, "Group", "group", ["oversight"])
    for place, one in enumerate(people):
        ratings.rate(boss, RatingRow(DAY, one["employee_no"], "ethics", Decimal("4.5")))
        ratings.rate(boss, RatingRow(DAY, one["employee_no"], "initiative", Decimal("4.5" if place else "3")))
    found = {"Oversight": desk_of(desk, "Group")}
    assert cases(found, "flat-ratings") == {"S1": (5, 10)}
    assert rows(found, "flat-ratings", "S1") == [("entries", f"E{number}", "") for number in range(1, 6)]


@pytest.fixture
def published(desks: Desks) -> Iterator[Desks]:
    stores.compute(desks["Desk"], "2026-01")
    month_close.publish(desks["Desk"], JANUARY)
    yield desks


def test_appeals_upheld_by_who_decides(published: Desks) -> None:
    """Wholly or partly; by the user who decided."""
    for line, outcome in (("attitude", "upheld"), ("quality", "rejected")):
        number = filing.file_appeal(published["Owner"], JANUARY, line, "another visit", "recording 7", "A1")
        appeals.decide(published["Direct"], number, outcome, "looked at it")
    assert cases(published, "appeals-upheld") == {"S1": (1, 2)}
    assert rows(published, "appeals-upheld", "S1")[0][0] == "appeals"


def test_acts_that_nobody_confirmed(desk: Desk, now: time_machine.Traveller) -> None:
    """Where the site has nobody else, it is done with a reason and marked (docs/rules.md, rule 27)."""
    fill(
        desk,
        employees=[person("E2", "technician")],
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="E2")],
    )
    users.link(desk, "Desk", "E2")
    change(desk, "W1", "the paper says so", outcome="declined")
    users.add_user(desk, "Group", "group", ["oversight"])
    found = {"Oversight": desk_of(desk, "Group")}
    assert cases(found, "unconfirmed") == {"E2": (1, 1)}
    assert rows(found, "unconfirmed", "E2") == [("orders", "W1", "")]


# --- What is told of it ----------------------------------------------------------------------------------------------


def test_the_person_beside_the_department_and_the_year(desks: Desks) -> None:
    """E1 stands out in January: 6 of 7, where E3 has none of 6; of the year before two of three."""
    fill(desks["Desk"], orders=[
        *(visit(f"A{day}", day, "09:30") for day in range(5, 11)),
        visit("A11", 11, "09:20"),
        *(visit(f"B{day}", day, "09:20", agent_no="E3") for day in range(5, 11)),
        *(
            order(f"D{day}", f"2025-12-0{day}T09:00", f"2025-12-0{day}T15:00", agent_no="E1",
                  first_contact_at=f"2025-12-0{day}T09:{minute}")
            for day, minute in ((1, 30), (2, 30), (3, 20))
        ),
        order("OLD", "2024-12-31T09:00", "2024-12-31T15:00", agent_no="E1", first_contact_at="2024-12-31T09:30"),
    ])  # fmt: skip
    (line,) = lines(desks, "contact-at-limit").values()
    assert line.stands_out
    assert (line.own, line.department, line.before) == (
        watching.Share(6, 7), watching.Share(6, 13), watching.Share(2, 3),
    )  # fmt: skip
    assert line.question == (
        "First contacts in the last minute of a limit: 6 of 7 in time; chance alone would give about 0.23. "
        "Is there a reason?"
    )
    told = "\n".join(pattern_lines(patterns_of(desks["Oversight"], JANUARY)))
    assert "A10, A5, A6, A7, A8, A9" in told and "stands out" in told
    assert line.json()["before"] == {"count": 2, "of": 3}


def test_one_case_does_not_stand_out(desks: Desks) -> None:
    """And is told without its rows; of a person who is asked about, with them."""
    fill(desks["Desk"], orders=[visit("A5", 5, "09:30"), visit("A6", 6, "09:20")])
    (line,) = lines(desks, "contact-at-limit").values()
    assert (line.stands_out, line.rows, line.before) == (False, None, None)
    (asked,) = (
        one
        for one in patterns_of(desks["Oversight"], JANUARY, "E1").lines
        if one.pattern == "contact-at-limit"
    )
    assert [row.number for row in asked.rows or ()] == ["A5"] and asked.before == watching.Share(0, 0)


def test_who_reads_it(desks: Desks) -> None:
    """The oversight group; of themselves, everybody; where the group has nobody, the head."""
    for name in ("Direct", "Head", "Hr", "Desk", "Owner"):
        with pytest.raises(NotPermitted, match="oversight group"):
            patterns_of(desks[name], JANUARY)
    with pytest.raises(NotPermitted, match="oversight group"):
        patterns_of(desks["Owner"], JANUARY, "E2")
    assert {line.employee_no for line in patterns_of(desks["Colleague"], JANUARY, "E2").lines} == {"E2"}
    users.set_active(desks["Desk"], "Oversight", active=False)
    assert reads_patterns(desks["Head"]) and not reads_patterns(desks["Direct"])
    assert patterns_of(desks["Head"], JANUARY).lines


def test_a_sample_says_which_patterns_are_in_its_rows(published: Desks) -> None:
    """For who reads them, beside how often the row was changed; the others see the sample without."""
    sampling.draw(published["Oversight"], JANUARY)
    shown = oversight_pages.sample_of(published["Oversight"], JANUARY)
    assert {row.number: row.patterns for row in shown.rows} == {
        "A1": ("one-sided",), "W1": (), "W2": ("not-asked",),
    }  # fmt: skip
    told = "\n".join(sample_lines(shown, str, str))
    assert "survey A1  Surveys with one answer throughout" in told
    others = oversight_pages.sample_of(published["Direct"], JANUARY)
    assert {row.patterns for row in others.rows} == {()}


def test_a_large_department_is_not_told_whole(desks: Desks) -> None:
    """Of seven people with one case each five are named; JSON has them all."""
    people = [person(f"X{number}", "technician") for number in range(7)]
    fill(
        desks["Desk"],
        employees=people,
        orders=[visit(f"Y{number}", 5, "09:10", technician_no=f"X{number}") for number in range(7)],
    )
    sheet = patterns_of(desks["Oversight"], JANUARY)
    assert sum(line.pattern == "not-asked" for line in sheet.lines) == 8
    assert sum(line.pattern == "not-asked" for line in sheet.named) == 5
    assert "and 3 more people with fewer cases" in list(pattern_lines(sheet))
