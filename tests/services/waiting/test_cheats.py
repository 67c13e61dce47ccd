"""Ways round a second person that somebody tried, and what comes now (docs/rules.md, rule 27; docs/decisions/0076)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.calendar import changes as calendar
from csi_tui.services.close import month_close
from csi_tui.services.complaints import handlers, milestones, put_right
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.entries import figures
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.imports import undo
from csi_tui.services.imports.files import import_file
from csi_tui.services.orders import renumbering, work_orders
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.schemes.in_force import built_in, catalogue
from csi_tui.services.tabular.records import MeasureRow
from csi_tui.services.waiting import acts, pages
from tests import stores
from tests.services.procedures import desk_of, staff, use_scheme
from tests.stores import complaint, fill, import_rows, local, order, person, survey, write_csv


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """A department in the first days of February; Colleague, a clerk, is the technician E2 of W1 and W2."""
    now.move_to(local("2026-02-01T09:00"))
    found = staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    return found | {"Desk": desk}


def change(desk: Desk, number: str, **values: object) -> list[str]:
    found = work_orders.read(desk, number)
    row = replace(found.row, **values)  # type: ignore[arg-type]
    return work_orders.change(desk, number, found.version, row, why="mistyped", reason="so it was")


def waits(act: Callable[[], object]) -> int:
    with pytest.raises(Waits) as found:
        act()
    return found.value.number


RETURNS = [
    order(
        "R1",
        "2026-01-10T09:00",
        "2026-01-11T09:00",
        agent_no="E1",
        technician_no="E3",
        return_of="W1",
        fault_severity="severe",
    ),
    order(
        "R2",
        "2026-01-12T09:00",
        agent_no="E1",
        technician_no="E3",
        return_of="R1",
        fault_severity="severe",
        usage_impact="high",
    ),
]
"""R2, which is still open, came back from R1, and that from W1: W1 loses by both (docs/rules.md, rule 6)."""


MADE_LIGHT: tuple[dict[str, object], ...] = (
    {"fault_severity": "minor"},
    {"usage_impact": "low"},
    {"fault_severity": None},
    {"return_of": None},
    {"received_at": local("2026-01-12T10:00")},
    {"outcome": "cancelled"},
)


def test_a_return_is_not_made_light_of_by_whom_it_is_held_against(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 1: open or not, and through all of the chain; who lost nothing by it goes on."""
    mine = desks["Colleague"]
    fill(desks["Direct"], orders=RETURNS)
    for values in MADE_LIGHT:
        acts.reject(mine, waits(lambda values=values: change(mine, "R2", **values)), "a slip")  # type: ignore[misc]
    change(desks["Other"], "R2", outcome="cancelled")


def test_what_is_done_of_an_open_order_is_not_given_away_alone(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 1: who came, and that somebody came, is settled once it was entered."""
    mine = desks["Colleague"]
    fill(
        desks["Direct"],
        orders=[
            order(
                "O1",
                "2026-02-01T09:00",
                agent_no="E1",
                technician_no="E2",
                first_contact_at="2026-02-01T09:10",
                arrived_at="2026-02-02T09:40",
                parts_no="E3",
                parts_issue="late",
                parts_impact="high",
            ),
            order("O2", "2026-02-01T09:00", agent_no="E1", technician_no="E2"),
        ],
        surveys=[survey("A2", "O2", "2026-02-02T09:50", "11111")],
    )
    given_away: tuple[dict[str, object], ...] = (
        {"technician_no": "E3"},
        {"agent_no": "E2"},
        {"service_mode": "carry_in"},
        {"parts_no": "E2"},
        {"parts_issue": "none"},
        {"parts_impact": "low"},
    )
    for values in given_away:
        number = waits(lambda values=values: change(mine, "O1", **values))  # type: ignore[misc]
        acts.reject(mine, number, "a slip")
    # Dispatching stays free; what a customer has answered about is not cancelled alone.
    waits(lambda: change(mine, "O2", outcome="cancelled"))
    change(mine, "O2", technician_no="E3")


def test_an_own_order_gets_no_other_number_alone(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """docs/decisions/0076, point 2: answers that the agency sends about the number would be another order's."""
    mine = desks["Colleague"]
    number = waits(lambda: renumbering.renumber(mine, "W2", "W20", "as on paper"))
    acts.confirm(desks["Direct"], number)
    assert work_orders.read(mine, "W20").row.technician_no == "E2"
    fill(mine, orders=[order("W3", "2026-02-02T09:00", agent_no="E2")])
    now.move_to(clock.now() + timedelta(minutes=20))
    assert renumbering.renumber(mine, "W3", "W30", "a slip") == "W30"


def test_a_second_user_is_no_second_person(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 3: nor is whom that one has entered; and what such a user does is done by oneself."""
    users.set_roles(desks["Desk"], "Colleague", ["clerk", "admin"])
    mine = desk_of(desks["Desk"], "Colleague")
    users.add_user(mine, "Beside", "beside", ["clerk", "admin"])
    beside = desk_of(mine, "Beside")
    users.add_user(beside, "Friend", "friend", ["supervisor"])
    friend = desk_of(mine, "Friend")
    for act in (
        waits(lambda: change(mine, "W1", outcome="not_fixed")),
        waits(lambda: change(beside, "W2", outcome="not_fixed")),
    ):
        with pytest.raises(NotPermitted):
            acts.confirm(friend, act)
        assert not any(line.yours for line in pages.acts(friend))
        acts.confirm(desks["Direct"], act)
    # Of whoever made the store everybody is, in the end: there the ones they did not enter themselves do.
    users.link(desks["Desk"], "Colleague", None)
    users.link(desks["Desk"], "Desk", "E2")
    acts.confirm(friend, waits(lambda: change(desks["Desk"], "W1", outcome="fixed")))


def test_who_is_on_the_same_row_is_no_second_person(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 4: two on one order do not raise it for each other."""
    users.set_roles(desks["Desk"], "Owner", ["supervisor"])
    owner, mine = desk_of(desks["Desk"], "Owner"), desks["Colleague"]
    number = waits(lambda: change(mine, "W1", first_contact_at=local("2026-01-05T09:31")))
    with pytest.raises(NotPermitted):
        acts.confirm(owner, number)
    for name in ("Direct", "Other", "Head"):
        users.set_active(desks["Desk"], name, False)
    users.set_roles(desks["Desk"], "Desk", ["admin", "hr"])
    # Where there is nobody but who is on it as well, there is nobody: it is done, and marked.
    change(mine, "W2", first_contact_at=local("2026-01-07T09:31"))
    assert work_orders.read(mine, "W2").row.first_contact_at == local("2026-01-07T09:31")


ANSWERED_BY_ORDER = ('credit = ["handler"]', 'credit = ["agent", "technician"]')
"""How a scheme of the site's own lets everybody on the order answer for a complaint about it."""


def test_who_answers_for_a_complaint_by_its_order_does_not_touch_it_up(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 5: the scheme says whose figure a complaint is in, not the handler alone."""
    desk, text = desks["Desk"], built_in()["aftersales-csi"].body
    fill(desk, complaints=[complaint("C1", "2026-01-28T09:00", "E1", order_no="W1")])
    milestones.log_milestone(
        desks["Colleague"], "C1", "contacted", local("2026-01-28T09:10")
    )  # E1 answers for it, as long as the scheme says so.
    own = text.replace(*ANSWERED_BY_ORDER).replace('id = "aftersales-csi"', 'id = "ours"', 1)
    path = desk.store.path.parent / "ours.toml"
    path.write_text(own, encoding="utf-8")
    mine = replace(desks["Colleague"], site=use_scheme(desk, str(path)).site)
    at = local("2026-01-28T09:05")
    waits(lambda: milestones.correct_milestone(mine, "C1", "contacted", at, "so it was"))
    moved = [{"complaint_no": "C1", "received_at": "2026-01-28T09:00", "order_no": "W2", "handler_no": "E1"}]
    moved[0]["order_no"] = "W3"
    fill(desks["Direct"], orders=[order("W3", "2026-01-05T09:00", agent_no="E1")])
    file = write_csv(desk.store.path.parent / "c.csv", moved)
    found = import_file(mine, "complaints", file, revise=True)
    assert (found.accepted, [one.id for one in found.remarks]) == (0, ["waits-for-second-person"])
    assert detail_order(desk) == "W1"


def detail_order(desk: Desk) -> str | None:
    with desk.read() as session:
        return put_right.read_in(session, "C1").order_no


def test_a_corrected_file_of_an_own_complaint_waits_as_a_whole(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 6: its steps are done together, by two people, or none of them is."""
    desk, mine = desks["Desk"], desks["Colleague"]
    fill(desk, complaints=[complaint("C1", "2026-01-28T09:00", "E2", contacted_at="2026-01-29T12:00")])
    file = write_csv(
        desk.store.path.parent / "c.csv",
        [
            {
                "complaint_no": "C1",
                "received_at": "2026-01-28T09:00",
                "handler_no": "E2",
                "contacted_at": "2026-01-28T12:00",
                "planned_at": "2026-02-02T09:50",
            }
        ],
    )
    with desk.read() as session:
        before = put_right.read_in(session, "C1")
    found = import_file(mine, "complaints", file, revise=True)
    assert [one.id for one in found.remarks] == ["waits-for-second-person"]
    with desk.read() as session:
        assert put_right.read_in(session, "C1") == before
    (line,) = pages.acts(desks["Direct"])
    assert list(line.changes) == ["contacted_at", "planned_at"] and line.yours
    acts.confirm(desks["Direct"], line.number)
    with desk.read() as session:
        after = put_right.read_in(session, "C1")
    assert (after.contacted_at, after.planned_at) == (local("2026-01-28T12:00"), local("2026-02-02T09:50"))
    assert list(verify(desk).problems) == []


def imported(desk: Desk, *rows: dict[str, str]) -> int:
    number = import_rows(desk, "employees", rows).number
    assert number is not None
    return number


def test_nobody_takes_what_is_done_already(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 5: a resolved complaint that nobody had is not one's own by one's own word."""
    rows = [complaint(number, "2026-01-28T09:00", "") for number in ("C1", "C2")]
    rows[0] |= {f"{one}_at": "2026-01-28T10:00" for one in ("contacted", "planned", "resolved")}
    fill(desks["Desk"], complaints=rows)
    mine = desks["Colleague"]
    acts.confirm(desks["Direct"], waits(lambda: handlers.assign(mine, "C1", "E2", "it was me")))
    handlers.assign(mine, "C2", "E2")


def test_an_undo_hands_nobody_to_who_undoes_it(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 7: what a form would ask a second person for, an undo leaves to somebody else."""
    hr, direct = desks["Hr"], desks["Direct"]
    number = imported(hr, person("E1", supervisor_no="S2", valid_from="2026-02-01"))
    report = undo.undo(direct, number, "a slip")
    assert (report.gone, [one.name for one in report.stayed]) == (0, ["E1 2026-02-01"])
    assert "report to you" in report.stayed[0].why
    assert undo.undo(hr, number, "a slip").gone == 1


def test_an_undo_changes_nothing_in_judged_months(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """docs/decisions/0076, point 7: neither role, team, supervisor nor days, whether the row was new or put right."""
    desk, hr = desks["Desk"], desks["Hr"]
    rows = [person("E1", "parts", supervisor_no="S1"), person("E2", "technician", supervisor_no="S1")]
    rows[1]["left_on"] = "2026-03-31"
    file = write_csv(desk.store.path.parent / "people.csv", rows)
    number = import_file(hr, "employees", file, revise=True).number
    assert number is not None
    stores.compute(desk, "2026-01")
    month_close.publish(desk, Period(202601))
    assert [one.name for one in undo.undo(hr, number, dry_run=True).stayed] == ["E1 2020-01-01"]
    # From March on somebody works here again: January saw nothing of it.
    assert undo.undo(hr, number, "a slip").gone == 1


def test_nobody_is_somebody_else_alone(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """docs/decisions/0076, point 8: without the link an own row is nobody's, and with it somebody rates people."""
    desk = desks["Desk"]
    users.set_roles(desk, "Colleague", ["clerk", "admin"])
    mine = desk_of(desk, "Colleague")
    users.link(mine, "Owner", None)
    users.link(mine, "Owner", "E1")
    stores.compute(desk, "2026-01")
    users.add_user(desk, "New", "new", ["clerk"])
    fill(desk, employees=[person("E7", supervisor_no="S2"), person("S7", "supervisor", supervisor_no="H1")])
    users.link(mine, "New", "E7")
    with pytest.raises(UserError):
        users.link(mine, "Colleague", None)
    own = waits(lambda: users.link(mine, "Colleague", None, "a slip"))
    change_waits = waits(lambda: change(mine, "W1", outcome="not_fixed"))
    acts.reject(desks["Head"], own, "it is E2")
    acts.reject(desks["Head"], change_waits, "it was so")
    fill(desk, employees=[person("E8", supervisor_no="S7")])
    users.add_user(desk, "Newer", "newer", ["supervisor"])
    acts.confirm(desks["Head"], waits(lambda: users.link(mine, "Newer", "S7", "as the head asked")))
    assert [one.employee_no for one in users.users(desk) if one.name == "Newer"] == ["S7"]
    # Where nobody else is, the one administrator goes on, and it is marked.
    users.link(desk, "Newer", None)
    assert list(verify(desk).problems) == []


def test_no_days_off_for_an_own_complaint(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 9: who handles a complaint does not close the site on its days."""
    desk = desks["Desk"]
    users.set_roles(desk, "Colleague", ["clerk", "admin"])
    fill(desk, complaints=[complaint("C1", "2026-01-28T09:00", "E2")])
    day, mine = date(2026, 2, 3), desk_of(desk, "Colleague")
    with pytest.raises(NotPermitted):
        calendar.set_day(mine, day, False, "stocktaking")
    assert calendar.set_day(desks["Direct"], day, False, "stocktaking").days == 1
    # Less time is nobody's advantage.
    assert calendar.set_day(mine, day, None, "").days == 1


def test_a_figure_of_the_own_team_is_an_own_figure(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 10: by form, by file, and taken back with a file."""
    desk = desks["Desk"]
    fill(
        desk, employees=[person("E2", "technician", supervisor_no="S1", team="Blue", valid_from="2026-01-02")]
    )
    desk = use_scheme(desk, "team-points", Period(202601))
    mine, direct = (replace(desks[name], site=desk.site) for name in ("Colleague", "Direct"))
    measure = next(one.id for one in catalogue().values() if one.entry == "figure" and one.unit == "points")
    row = {"month": "2026-01", "subject_no": "Blue", "measure": measure, "numerator": "5", "denominator": "1"}
    file = write_csv(desk.store.path.parent / "m.csv", [row])
    assert import_file(mine, "measures", file).rejected
    blue = MeasureRow(Period(202601), "Blue", measure, Decimal(5), Decimal(1))
    with pytest.raises(NotPermitted):
        figures.set_figure(mine, blue)
    assert figures.set_figures(direct, [blue]) == 1
