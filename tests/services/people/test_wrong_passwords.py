"""Wrong passwords cost time where they come from, nobody else's, and leave a trace (docs/decisions/0026, point 3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk.account import current_place
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted
from csi_tui.services.people.sign_in import set_password, sign_in
from csi_tui.services.people.wrong_passwords import PATIENCE, wrong_passwords
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.people.test_sign_in import SECRET, user_id
from tests.services.procedures import desk_of, staff

SitAt = Callable[[str], None]
ATTACKER, OWN = "10.0.0.66", "10.0.0.7"


@pytest.fixture
def direct(desk: Desk) -> int:
    """The user whose password is guessed at."""
    staff(desk)
    set_password(desk, "Direct", SECRET)
    set_password(desk, "Hr", SECRET)
    return user_id(desk, "Direct")


@pytest.fixture
def sit_at(monkeypatch: pytest.MonkeyPatch) -> SitAt:
    """Come to the program from another machine, by ssh."""

    def sit(client: str) -> None:
        monkeypatch.setenv("SSH_CONNECTION", f"{client} 50000 10.0.0.1 22")

    return sit


def guess(desk: Desk, user: int, times: int = PATIENCE, secret: str = "wrong one") -> None:
    for _time in range(times):
        with pytest.raises(NotPermitted, match="That is not the password of Direct"):
            sign_in(desk.store, user, secret)


def test_from_the_fifth_on_each_costs_time(desk: Desk, direct: int, now: time_machine.Traveller) -> None:
    """docs/decisions/0026, point 3; another user signs in from there meanwhile."""
    guess(desk, direct)
    with pytest.raises(
        NotPermitted, match=r"Too many wrong passwords for Direct from here\. Wait 31 seconds"
    ):
        sign_in(desk.store, direct, SECRET)
    assert sign_in(desk.store, user_id(desk, "Hr"), SECRET).name == "Hr"
    now.shift(31)
    guess(desk, direct, 1)
    with pytest.raises(NotPermitted, match="Wait 31 seconds"):
        sign_in(desk.store, direct, SECRET)
    now.shift(31)
    assert sign_in(desk.store, direct, SECRET).name == "Direct"
    guess(desk, direct)


def test_the_right_person_is_not_kept_waiting(desk: Desk, direct: int, sit_at: SitAt) -> None:
    """docs/decisions/0026, point 3: five wrong ones for a colleague lock nobody out but who gave them."""
    sit_at(ATTACKER)
    guess(desk, direct)
    sit_at(OWN)
    assert sign_in(desk.store, direct, SECRET).name == "Direct"
    sit_at(ATTACKER)
    with pytest.raises(NotPermitted, match="from here"):
        sign_in(desk.store, direct, SECRET)


def test_another_account_is_another_place(desk: Desk, direct: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0026, point 3: who became the store's account by sudo stays who they are."""
    monkeypatch.setenv("SUDO_USER", "mallory")
    guess(desk, direct)
    monkeypatch.setenv("SUDO_USER", "direct")
    assert sign_in(desk.store, direct, SECRET).name == "Direct"


def test_a_new_password_begins_anew(desk: Desk, direct: int) -> None:
    """docs/decisions/0026, point 3: who forgot it and was given another one does not wait."""
    guess(desk, direct)
    set_password(desk, "Direct", "battery staple")
    assert sign_in(desk.store, direct, "battery staple").name == "Direct"


def test_each_leaves_a_trace(desk: Desk, direct: int, sit_at: SitAt, now: time_machine.Traveller) -> None:
    """docs/decisions/0026, point 3: for whom, when, under which account, from a place that the user uses or not."""
    sit_at(OWN)
    sign_in(desk.store, direct, SECRET)
    guess(desk, direct, 1)
    now.shift(60)
    sit_at(ATTACKER)
    guess(desk, direct, 1, "not this either")
    found = wrong_passwords(desk)
    assert [(one.name, one.account, one.known) for one in found] == [
        ("Direct", stores.account(), False),
        ("Direct", stores.account(), True),
    ]
    assert found[0].place != found[1].place
    assert (found[0].at - found[1].at).total_seconds() == 60
    assert verify(desk).problems == ()


def test_the_trace_names_neither_password_nor_machine(desk: Desk, direct: int, sit_at: SitAt) -> None:
    """docs/rules.md, rule 21: the audit rows hold no personal data in clear."""
    sit_at(ATTACKER)
    guess(desk, direct, 1, "my other secret")
    assert ATTACKER in current_place()
    stores.checkpoint(desk.store.path)
    with closing(sqlite3.connect(desk.store.path)) as raw:
        trail = str(raw.execute("SELECT * FROM audit_entry WHERE action = 'refuse-sign-in'").fetchall())
    assert "refuse-sign-in" in trail
    for secret in (ATTACKER, "my other secret"):
        assert secret not in trail
        assert secret.encode() not in Path(desk.store.path).read_bytes()


@pytest.mark.parametrize(
    ("name", "reads"), [("Oversight", True), ("Desk", True), ("Direct", False), ("Hr", False)]
)
def test_who_reads_them(desk: Desk, direct: int, name: str, reads: bool) -> None:
    """docs/cli.md, *csi user tries*: the oversight group and administrators."""
    guess(desk, direct, 1)
    if reads:
        assert [one.name for one in wrong_passwords(desk_of(desk, name))] == ["Direct"]
    else:
        with pytest.raises(NotPermitted, match="administrator"):
            wrong_passwords(desk_of(desk, name))
