"""Employees with their assignments over time; users, roles and who acts for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, User
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.permissions import PERMISSIONS
from csi_tui.services.errors import NotPermitted, StoreUnavailable, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.roster import roster_of
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.people.employees import keep, names, people
from csi_tui.services.tabular.records import EmployeeRow, OrderRow
from tests import stores
from tests.stores import fill, import_rows, local, order, person

JOINED = date(2020, 1, 1)


def row(number: str, role: str = "agent", team: str = "T1", **values: Any) -> EmployeeRow:
    return EmployeeRow(
        number, f"Name {number}", role, team, **{"supervisor_no": None, "joined_on": JOINED, **values}
    )


# --- People --------------------------------------------------------------------------------------------------------


def test_a_new_employee(desk: Desk) -> None:
    """docs/files.md §2 `employees`; docs/rules.md, rule 14: with a direct supervisor."""
    assert keep(desk, row("S1", "supervisor")) == "new"
    assert keep(desk, row("E1", supervisor_no="S1")) == "new"
    (found,) = [one for one in people(desk) if one.employee_no == "E1"]
    assert (found.role, found.team, found.supervisor_no, found.supervisor) == ("agent", "T1", "S1", "Name S1")
    assert (found.joined_on, found.left_on, found.valid_from) == (JOINED, None, JOINED)
    assert names(desk) == [("E1", "Name E1"), ("S1", "Name S1")]


def test_a_transfer(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 12; docs/files.md §2: a later row for the same person is a transfer."""
    keep(desk, row("E1"))
    assert keep(desk, row("E1", "technician", "T2", valid_from=date(2026, 3, 15))) == "transfer"
    assert keep(desk, row("E1", "technician", "T3", valid_from=date(2026, 3, 15))) == "change"
    with desk.read() as session:
        held = {period: roster_of(session, Period(period))[0].subject for period in (202602, 202603, 202604)}
    assert {period: (one.role, one.team) for period, one in held.items()} == {
        202602: ("agent", "T1"), 202603: ("technician", "T3"), 202604: ("technician", "T3"),
    }  # fmt: skip
    now.move_to(local("2026-03-14T23:59"))
    assert people(desk)[0].team == "T1"
    now.move_to(local("2026-03-15T00:00"))
    assert people(desk)[0].team == "T3"


def test_an_older_row_says_nothing_about_the_name(desk: Desk) -> None:
    """docs/files.md §2: rows hold from a day on; the latest one knows the name and the leaving day."""
    keep(desk, row("E1", "technician", valid_from=date(2026, 3, 1), left_on=date(2026, 8, 31)))
    keep(desk, EmployeeRow("E1", "Old name", "agent", "T0", None, JOINED, valid_from=date(2025, 3, 1)))
    (found,) = people(desk)
    assert (found.name, found.left_on, found.role) == ("Name E1", date(2026, 8, 31), "technician")


def test_leaving(desk: Desk) -> None:
    """docs/scoring.md §6: everyone employed on some day of the month has a card, `left_on` included."""
    keep(desk, row("E1"))
    assert keep(desk, row("E1", left_on=date(2026, 3, 1))) == "change"
    with desk.read() as session:
        present = [bool(roster_of(session, Period(period))) for period in (202602, 202603, 202604)]
    assert present == [True, True, False]
    keep(desk, row("E0", left_on=date(2026, 12, 31)))
    assert [one.employee_no for one in people(desk)] == ["E0", "E1"]
    keep(desk, row("E2"))
    assert [one.employee_no for one in people(desk)] == ["E0", "E2", "E1"], "leavers last"


def test_people_are_found(desk: Desk) -> None:
    """People, by number, name or team."""
    for number, team in (("E1", "north"), ("E2", "south")):
        keep(desk, row(number, team=team))
    assert [one.employee_no for one in people(desk, search="E2")] == ["E2"]
    assert [one.employee_no for one in people(desk, search="nort")] == ["E1"]
    assert [one.employee_no for one in people(desk, search="Name")] == ["E1", "E2"]
    assert people(desk, search="%") == []


def test_faults_of_an_employee(desk: Desk) -> None:
    """docs/files.md §3: leaves before joining; an unknown supervisor."""
    with pytest.raises(FormInvalid, match="left_on"):
        keep(desk, row("E1", left_on=date(2019, 12, 31)))
    with pytest.raises(FormInvalid, match="supervisor_no"):
        keep(desk, row("E1", supervisor_no="S9"))
    assert people(desk) == []


# --- Users ---------------------------------------------------------------------------------------------------------


def test_the_first_user(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: `csi init` makes the account that runs it an `admin` and `supervisor`."""
    (first,) = users.users(desk)
    assert (first.name, first.account, first.roles, first.active) == (
        "Desk",
        stores.account(),
        ("admin", "supervisor"),
        True,
    )


def test_init_refuses_an_unknown_zone(tmp_path: object, desk: Desk) -> None:
    """docs/cli.md, *Exit status*: `csi init --tz`: wrong use leaves nothing behind."""
    path = desk.store.path.parent / "other.db"
    for zone in ("Mars/Phobos", "../etc/passwd", ""):
        with pytest.raises(UserError, match="time zone"):
            users.init_store(path, site="S", site_name="S", zone=zone)
    assert not path.exists()
    with pytest.raises(StoreUnavailable):
        open_desk(path)


def test_adding_users(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: users are not employees; a user may be linked to one."""
    keep(desk, row("E1"))
    users.add_user(desk, "Clerk", "clerk1", ["clerk"], "E1")
    users.add_user(desk, "Head", "head1", ["head", "oversight", "head"])
    assert [(user.name, user.account, user.roles, user.employee_no) for user in users.users(desk)] == [
        ("Clerk", "clerk1", ("clerk",), "E1"),
        ("Desk", stores.account(), ("admin", "supervisor"), ""),
        ("Head", "head1", ("head", "oversight"), ""),
    ]


@pytest.mark.parametrize(
    ("name", "account", "roles", "employee"),
    [
        ("Desk", "other", ["clerk"], None),
        ("Other", "clerk1", ["clerk"], None),
        (" ", "other", ["clerk"], None),
        ("Other", " ", ["clerk"], None),
        ("Other", "other", [], None),
        ("Other", "other", ["boss"], None),
        ("Other", "other", ["clerk"], "E9"),
    ],
)
def test_users_that_cannot_be_added(
    desk: Desk, name: str, account: str, roles: list[str], employee: str | None
) -> None:
    """docs/cli.md, *A store and its users*: a name and an account each once, known roles, a known employee."""
    users.add_user(desk, "Clerk", "clerk1", ["clerk"])
    with pytest.raises(UserError) as refused:
        users.add_user(desk, name, account, roles, employee)
    assert refused.value.exit_status == 2
    assert [user.name for user in users.users(desk)] == ["Clerk", "Desk"]


def test_somebody_remains_administrator(desk: Desk) -> None:
    """The last administrator cannot be taken away: nobody could undo it."""
    with pytest.raises(UserError, match="administrator"):
        users.set_roles(desk, "Desk", ["supervisor"])
    with pytest.raises(UserError, match="administrator"):
        users.set_active(desk, "Desk", False)
    users.add_user(desk, "Second", "second", ["admin"])
    users.set_active(desk, "Second", False)
    with pytest.raises(UserError, match="administrator"):
        users.set_roles(desk, "Desk", ["supervisor"])
    users.set_active(desk, "Second", True)
    users.set_roles(desk, "Desk", ["supervisor"])
    assert {user.name: user.roles for user in users.users(desk)} == {
        "Desk": ("supervisor",),
        "Second": ("admin",),
    }


def test_unknown_users(desk: Desk) -> None:
    """docs/cli.md, *Exit status*: a clear message for a name that nobody has."""
    for use in (
        lambda: users.set_roles(desk, "Nobody", ["clerk"]),
        lambda: users.set_active(desk, "Nobody", False),
    ):
        with pytest.raises(UserError, match="Nobody"):
            use()


def test_only_an_administrator_changes_users(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: exit status 4 for everybody else."""
    users.add_user(desk, "Other", "other", ["clerk", "supervisor", "head", "hr", "oversight"])
    other = open_desk(desk.store.path, "Other")
    for use in (
        lambda: users.add_user(other, "X", "x", ["clerk"]),
        lambda: users.set_roles(other, "Desk", ["clerk"]),
        lambda: users.set_active(other, "Desk", False),
    ):
        with pytest.raises(NotPermitted) as refused:
            use()
        assert refused.value.exit_status == 4
    other.close()


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("clerk", {"enter", "see-phones", "draw-customers"}),
        (
            "supervisor",
            {
                "conclude",
                "minutes",
                "talk",
                "plan",
                "draw-customers",
                "enter",
                "close",
                "confirm",
                "people",
                "calendar",
                "see-phones",
                "backup",
                "see-appeals",
                "strike-out",
                "adjust",
                "accept-head",
                "see-trail",
                "take-down",
                "undo-import",
                "sign-certificates",
            },
        ),
        (
            "head",
            {
                "conclude",
                "minutes",
                "talk",
                "plan",
                "draw-customers",
                "confirm",
                "decide-again",
                "see-appeals",
                "strike-out",
                "adjust",
                "see-pay",
                "accept-head",
                "see-trail",
                "privacy",
                "own-acts",
            },
        ),
        ("hr", {"people", "decide-again", "see-appeals", "adjust", "see-pay", "enter-pay"}),
        (
            "oversight",
            {
                "see-appeals",
                "see-patterns",
                "sign-off",
                "see-wrong-passwords",
                "see-trail",
                "draw-customers",
            },
        ),
        (
            "admin",
            {
                "people",
                "users",
                "calendar",
                "act-for",
                "backup",
                "restore",
                "accept-head",
                "see-trail",
                "see-wrong-passwords",
                "privacy",
                "own-acts",
                "signing-key",
                "sign-certificates",
            },
        ),
    ],
)
def test_rights_of_the_roles(desk: Desk, role: str, rights: set[str]) -> None:
    """docs/cli.md, *A store and its users*: clerk enters; supervisor closes; admin: users, calendar; oversight
    reads."""
    users.add_user(desk, "Other", "other", [role])
    other = open_desk(desk.store.path, "Other")
    assert {right for right in PERMISSIONS if other.may(right)} == rights
    other.close()


# --- Acting for another --------------------------------------------------------------------------------------------


def test_acting_as_another_user_records_both(desk: Desk) -> None:
    """docs/cli.md, *Global options*: `--operator` acts as another user, needs the right to, and both names are
    recorded."""
    users.add_user(desk, "Clerk", "clerk1", ["clerk"])
    acting = open_desk(desk.store.path, "Clerk")
    assert (acting.actor.name, acting.actor.account) == ("Clerk", stores.account())
    work_orders.enter(acting, OrderRow("W1", local("2026-01-05T09:00"), product="空调"))
    with acting.read() as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
        clerk = session.exec(select(User).where(User.name == "Clerk")).one()
    assert entry is not None
    assert (entry.account, entry.user_id) == (stores.account(), clerk.id)
    acting.close()


def test_acting_as_oneself_needs_no_right(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: only acting as *another* user needs the right to."""
    users.add_user(desk, "Second", "second", ["admin"])
    users.set_roles(desk, "Desk", ["clerk"])
    open_desk(desk.store.path, "Desk").close()
    with pytest.raises(NotPermitted, match="Desk"):
        open_desk(desk.store.path, "Second")


def test_acting_as_nobody(desk: Desk) -> None:
    """docs/cli.md, *Exit status*: an unknown name is wrong use; a closed user cannot be acted for."""
    users.add_user(desk, "Gone", "gone", ["clerk"])
    users.set_active(desk, "Gone", False)
    for name in ("Nobody", "Gone", ""):
        with pytest.raises(UserError) as refused:
            open_desk(desk.store.path, name)
        assert refused.value.exit_status == 2


def test_a_closed_user_is_no_user(desk: Desk) -> None:
    """docs/cli.md, *A store and its users*: the account of nobody, or of a user whose access was closed, may do
    nothing; exit status 4."""
    users.add_user(desk, "Second", "second", ["admin"])
    second = open_desk(desk.store.path, "Second")
    users.set_active(second, "Desk", False)
    with pytest.raises(NotPermitted, match=stores.account()) as refused:
        open_desk(desk.store.path)
    assert refused.value.exit_status == 4
    users.set_active(second, "Desk", True)
    second.close()


def test_a_removed_supervisor_stays_on_the_stored_cards(desk: Desk) -> None:
    """docs/rules.md, rule 12: what a frozen month shows of a person stays, whatever becomes of them."""
    keep(desk, row("E1"))
    fill(desk, orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1")])
    stores.backfill(desk, "2026-01")
    before = stores.cards(desk, "2026-01")
    keep(desk, row("E1", "supervisor", "T9", valid_from=date(2026, 1, 15)), "it was so")
    keep(
        desk,
        row("E1", "supervisor", "T9", valid_from=date(2026, 1, 15), left_on=date(2026, 1, 20)),
        "so was that",
    )
    assert stores.cards(desk, "2026-01") == before


def test_an_imported_row_does_not_rewrite_what_held_from_that_day(desk: Desk) -> None:
    """docs/files.md §3: a later row is a transfer; another role from the very same day is rejected, not taken over."""
    fill(desk, employees=[person("E1")])
    report = import_rows(desk, "employees", [person("E1", "technician")])
    assert (report.accepted, [fault.column for fault in report.rejected]) == (0, ["employee_no"])
    assert [one.role for one in people(desk)] == ["agent"]
