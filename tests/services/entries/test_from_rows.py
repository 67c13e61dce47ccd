"""Figures from the store's own rows (docs/rules.md, rule 45): each formula, and how they are entered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.i18n import _, activate
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import exclusions
from csi_tui.services.close.check import Finding, check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures
from csi_tui.services.entries.from_rows import FROM_ROWS, WHY_ENTERED
from csi_tui.services.entries.proposals import propose, take
from csi_tui.services.entries.proposed import Only
from csi_tui.services.entries.text.proposed import proposal_text, taken_text
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.people import users
from csi_tui.services.schemes.in_force import catalogue
from tests import stores
from tests.services.procedures import desk_of, use_scheme
from tests.services.systems import enter
from tests.stores import complaint, fill, local, order, person, survey

MONTH = Period(202601)
DONE = {
    "contacted_at": "2026-01-05T10:00",
    "planned_at": "2026-01-05T11:00",
    "resolved_at": "2026-01-07T09:00",
}


def visit(number: str, arrived: str, appointment: str = "", **cells: str) -> dict[str, str]:
    """An order of E1 and E2, first contacted at 10 on the 5th."""
    people = {"agent_no": "E1", "technician_no": "E2"}
    times = {"first_contact_at": "2026-01-05T10:00", "arrived_at": arrived, "appointment_at": appointment}
    return order(number, "2026-01-05T09:00", "2026-01-08T18:00", **(people | times | cells))


def department(desk: Desk, now: time_machine.Traveller) -> None:
    """Two teams, a leaver, six visits, a return, three surveys, four complaints; the clock stands in February."""
    fill(
        desk,
        employees=[
            person("S1", "supervisor"),
            person("E1", supervisor_no="S1"),
            person("E2", "technician", team="T2", supervisor_no="S1"),
            person("E3", "technician", team="T2", supervisor_no="S1", left_on="2026-01-20"),
            person("E4", "parts", team="T2", supervisor_no="S1", joined_on="2026-01-12"),
        ],
        orders=[
            visit("W1", "2026-01-06T14:00", "2026-01-06T14:00"),  # at the very minute agreed
            visit("W2", "2026-01-06T14:01", "2026-01-06T14:00"),  # a minute late
            visit("W3", "2026-01-06T10:00"),  # 24 hours, which the scheme allows
            visit("W4", "2026-01-06T10:01", technician_no="E3"),  # a minute more
            visit("W5", "2026-01-06T10:00", service_mode="carry_in", outcome="declined"),
            visit("W6", "", agent_no="E3", outcome="not_fixed"),
            order("W7", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2", return_of="W1"),
            visit("W8", "2026-01-06T10:00", outcome="cancelled"),
        ],
        surveys=[
            survey("A1", "W1", "2026-01-20T09:00", "44-5-"),
            survey("A2", "W2", "2026-01-20T09:00", "55535"),
            survey("A3", "W3", "2026-01-20T09:00", "-----"),
        ],
        complaints=[
            complaint("C1", "2026-01-05T09:00", "S1", against_no="E1", category="答复错误", **DONE),
            complaint("C2", "2026-01-05T09:00", "S1", against_no="E2", category="时效", **DONE),
            complaint("C3", "2026-01-05T09:00", "S1", category="Wrong answer", **DONE),
            complaint(
                "C4", "2026-01-05T09:00", "S1", against_no="E1", status="invalid", status_reason="duplicate",
                reviewed_by_no="S1", **DONE,
            ),
        ],
    )  # fmt: skip
    now.move_to(local("2026-02-05T09:00"))


@pytest.fixture
def january(tmp_path: Path, now: time_machine.Traveller) -> Iterator[Desk]:
    """The department, filled once and copied."""
    with stores.begun(tmp_path / "rows" / "csi.db", now, department) as desk:
        yield desk


def given(desk: Desk, measure: str) -> dict[str, str]:
    """Subject → the figure as its parts."""
    return {line.subject: line.parts for line in propose(desk, MONTH, Only(measure)).lines}


# --- The catalogue -------------------------------------------------------------------------------------------------


def test_every_figure_comes_from_rows_or_is_entered_for_a_reason() -> None:
    """docs/rules.md, rule 45: of the whole catalogue, in both languages; what is rated is judged by a person."""
    asked = {one.id for one in catalogue().values() if one.entry == "figure"}
    assert asked == FROM_ROWS.keys() | WHY_ENTERED.keys()
    assert not FROM_ROWS.keys() & WHY_ENTERED.keys()
    said = [*WHY_ENTERED.values(), *(rule.formula for rule in FROM_ROWS.values())]
    assert all(said)
    activate("zh")
    assert not [one for one in said if _(one) == one]


# --- The formulas --------------------------------------------------------------------------------------------------


def test_on_time_arrival(january: Desk) -> None:
    """Seed 001 §1; docs/rules.md, rule 19: by the appointment, else within the scheme's 24 hours from the contact. A
    product carried in, a cancelled order and one without an arrival are no visits."""
    assert given(january, "on_time_arrival") == {"E2": "2/3", "E3": "0/1", "T2": "2/4"}


def test_without_a_limit_only_appointments_say_what_is_in_time(january: Desk) -> None:
    """The same under a scheme that has no limit of an arrival."""
    desk = use_scheme(january, "team-points")
    assert given(desk, "on_time_arrival") == {"E2": "1/2", "T2": "1/2"}


def test_customer_satisfaction(january: Desk) -> None:
    """Seed 001 §1, §4; seed 003 §1.2: no answer below 4; who answered nothing is left out (docs/rules.md, rule 25)."""
    assert given(january, "customer_satisfaction") == {"E1": "1/2", "E2": "1/2", "T1": "1/2", "T2": "1/2"}


def test_repair_retention_and_products_repaired(january: Desk) -> None:
    """Seed 001 §1; seed 003 §1.2: W1 came back; declined, not fixed and returned products are none."""
    assert given(january, "repair_retention") == {"E2": "2/3", "E3": "1/1", "T2": "3/4"}
    assert given(january, "products_repaired") == {
        "E1": "0", "E2": "3", "E3": "1", "E4": "0", "T1": "0", "T2": "4",
    }  # fmt: skip


def test_follow_up_rate(january: Desk) -> None:
    """Seed 001 §4: who was asked was called back, with an answer or without one; the agent sees to it."""
    assert given(january, "follow_up_rate") == {"E1": "3/5", "E3": "0/1", "T1": "3/5", "T2": "0/1"}


def test_complaint_rate(january: Desk) -> None:
    """Seed 002 §1.3: of all tickets, complaints among them; one against nobody is nobody's, an invalid one is none."""
    assert given(january, "complaint_rate") == {
        "E1": "1/6", "E2": "1/7", "E3": "0/2", "T1": "1/6", "T2": "1/8",
    }  # fmt: skip


def test_complaints_caused_by_a_wrong_answer(january: Desk) -> None:
    """Seed 001 §3: by the category; who has none has 0, as long as the month has complaints."""
    found = given(january, "wrong_answer_complaints")
    assert found.pop("E1") == found.pop("T1") == "1"
    assert set(found) == {"E2", "E3", "E4", "T2"}
    assert set(found.values()) == {"0"}


def test_staff_turnover(january: Desk) -> None:
    """Seed 001 §4: T2 begins with E2 and E3, ends with E2 and E4; E3 left. Nobody has a turnover of one's own."""
    assert given(january, "staff_turnover") == {"T1": "0/2", "T2": "1/2"}
    found = propose(january, MONTH, Only("staff_turnover", "E1"))
    assert [one.why for one in found.not_given] == ["it is a figure of a team"]


def test_what_is_struck_out_is_no_row(january: Desk) -> None:
    """docs/decisions/0023: disputed data count nowhere."""
    exclusions.strike_out(january, "order", "W2", "the road was closed")
    assert given(january, "on_time_arrival")["E2"] == "2/2"


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        ("effective_contacts", "the store holds no calls, chats or other contacts"),
        ("support_given", "the store holds nothing that departments ask of each other or do for each other"),
        ("settlement_satisfaction", "surveys ask about orders, not about how a complaint was settled"),
    ],
)
def test_what_no_rows_give_is_said(january: Desk, measure: str, why: str) -> None:
    """Seed 001 §4; seed 002 §1.3: the store holds no such rows, and the command says so."""
    found = propose(january, MONTH, Only(measure))
    assert (found.lines, [one.why for one in found.not_given]) == ((), [why])
    assert why in proposal_text(found)


def test_no_complaints_are_not_none_of_a_kind(desk: Desk) -> None:
    """Where nobody ever sorted a complaint so, or the month has none, 0 would be made up."""
    fill(desk, employees=[person("S1", "supervisor"), person("E1", supervisor_no="S1")])
    why = [one.why for one in propose(desk, MONTH, Only("wrong_answer_complaints")).not_given]
    assert why == ["no complaint of the store has a category that says so"]
    assert [one.why for one in propose(desk, MONTH, Only("products_repaired")).not_given] == [
        "the month has no rows of it"
    ]


# --- Entering ------------------------------------------------------------------------------------------------------


def test_what_is_taken_is_entered_once_and_checked_again(january: Desk) -> None:
    """docs/decisions/0087: entered with its parts, twice is once, and a row that moves is told at the close."""
    desk = use_scheme(january, "team-points")
    found = take(desk, MONTH)
    assert (found.entered, found.replaced) == (4, 0)
    stands = {
        (one.subject, one.measure): (one.numerator, one.denominator) for one in figures.figures(desk, MONTH)
    }
    assert stands == {
        ("T1", "customer_satisfaction"): ("1", "2"),
        ("T2", "customer_satisfaction"): ("1", "2"),
        ("T1", "products_repaired"): ("0", "1"),
        ("T2", "products_repaired"): ("4", "1"),
    }
    assert take(desk, MONTH).entered == 0
    assert off(desk) == ()
    fill(desk, surveys=[survey("A4", "W3", "2026-01-21T09:00", "4----")])
    assert off(desk) == (
        "T1 Customer satisfaction: 50 % stands, 2/3 (66.6667 %) by the rows",
        "T2 Customer satisfaction: 50 % stands, 2/3 (66.6667 %) by the rows",
    )
    assert take(desk, MONTH).entered == 0
    again = take(desk, MONTH, reason="a late answer")
    assert (again.entered, again.replaced) == (2, 2)
    assert off(desk) == ()
    (line,) = [one for one in figures.figures(desk, MONTH, "customer_satisfaction") if one.subject == "T1"]
    assert [(one.value, one.reason) for one in line.earlier] == [("50 %", "a late answer")]


def off(desk: Desk) -> tuple[str, ...]:
    found: list[Finding] = [one for one in check(desk, MONTH) if one.code == "figure-off-rows"]
    assert all(one.severity == "note" for one in found)
    return found[0].rows if found else ()


def test_what_a_person_entered_holds_and_is_told(january: Desk) -> None:
    """Seed 002 §3.2: a calibration by hand is not taken back in silence, and nobody reads it as the rows' own."""
    desk = use_scheme(january, "team-points")
    enter(desk, "T2", "products_repaired", 7)
    found = take(desk, MONTH)
    assert found.entered == 3
    assert "1 differs from what stands there" in taken_text(found)
    assert off(desk) == ("T2 Products repaired: 7 stands, 4 (4) by the rows",)


def test_nobody_enters_their_own(january: Desk) -> None:
    """docs/rules.md, rule 27: a value from rows is no way round a second person, of a team as of oneself."""
    users.add_user(january, "Mine", "mine", ["clerk"], "E2")
    mine = desk_of(january, "Mine")
    found = take(mine, MONTH, Only("on_time_arrival"))
    assert found.entered == 1
    assert {one.subject for one in figures.figures(january, MONTH)} == {"E3"}
    assert "2 are your own" in taken_text(found)
    assert take(january, MONTH, Only("on_time_arrival")).entered == 2


def test_when_nothing_is_taken(january: Desk, now: time_machine.Traveller) -> None:
    """Not before the month is over, not once it is closed, not by somebody who enters nothing."""
    with pytest.raises(UserError, match="2026-02 is not over"):
        take(january, Period(202602))
    users.add_user(january, "Head", "head", ["head"])
    with pytest.raises(NotPermitted):
        take(desk_of(january, "Head"), MONTH)
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(january, "2026-01")
    with pytest.raises(UserError, match="takes no entries any more"):
        take(january, MONTH, Only("on_time_arrival"))
    assert off(january) == ()


def test_a_figure_keeps_its_parts_on_the_receipt(january: Desk) -> None:
    """The card rests on what was entered: part and whole, and the rows are asked for by the command."""
    take(january, MONTH, Only("on_time_arrival"))
    (line,) = propose(january, MONTH, Only("on_time_arrival", "E2")).lines
    assert (line.state, line.numerator, line.denominator) == ("same", Decimal(2), Decimal(3))
    assert [(row.number, row.counts) for row in line.rows] == [("W1", True), ("W2", False), ("W3", True)]
    text = proposal_text(propose(january, MONTH, Only("on_time_arrival", "E2")), rows=True)
    assert "in the numerator: W1, W3" in text
    assert "in the denominator alone: W2" in text
