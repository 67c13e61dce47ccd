"""Sign-in at a terminal that several people share."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import read_appeal
from csi_tui.services.desk import shared
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.people import sign_in, users
from csi_tui.services.people.idle_time import lock_after
from csi_tui.services.people.sign_in import Entrance, open_entrance, people, set_password
from tests import stores
from tests.services.procedures import desk_of, publish_january, staff

SECRET = "correct horse"


def user_id(desk: Desk, name: str) -> int:
    return next(one.user_id for one in people(desk.store) if one.name == name)


def at_the_desk(desk: Desk, name: str) -> Desk:
    return Entrance(desk.store).enter(user_id(desk, name), SECRET)


def test_nobody_is_asked_before_somebody_has_a_password(desk: Desk) -> None:
    """A department of one account a person works as before."""
    staff(desk)
    assert people(desk.store) == []
    opened = open_entrance(desk.store.path, None)
    assert isinstance(opened, Desk) and opened.actor.name == "Desk"
    opened.close()


def test_who_may_sign_in(desk: Desk) -> None:
    """Those with a password, and the account's own user; an administrator who acts for others is not asked."""
    staff(desk)
    set_password(desk, "Direct", SECRET)
    users.add_user(desk, "Guest", None, ["clerk"])
    set_password(desk, "Guest", SECRET)
    assert [(one.name, one.asked) for one in people(desk.store)] == [
        ("Desk", False), ("Direct", True), ("Guest", True),
    ]  # fmt: skip
    entrance = open_entrance(desk.store.path, None)
    assert isinstance(entrance, Entrance)
    entrance.close()
    # Whoever names themselves acts for nobody.
    named = open_entrance(desk.store.path, "Desk")
    assert isinstance(named, Entrance)
    named.close()
    acting = open_entrance(desk.store.path, "Direct")
    assert isinstance(acting, Desk)
    acting.close()
    users.set_active(desk, "Guest", False)
    assert [one.name for one in people(desk.store)] == ["Desk", "Direct"]


def test_only_the_right_password(desk: Desk) -> None:
    """docs/decisions/0026: nobody is let in by another one, by none, or by one written otherwise."""
    staff(desk)
    set_password(desk, "Direct", SECRET)
    direct = user_id(desk, "Direct")
    entered = Entrance(desk.store).enter(direct, SECRET)
    assert (entered.actor.name, entered.actor.account) == ("Direct", f"{stores.account()}/Direct")
    assert entered.actor.roles == {"supervisor"}
    for wrong in (SECRET.upper(), "", "wrong one"):
        with pytest.raises(NotPermitted, match="That is not the password of Direct"):
            sign_in.sign_in(desk.store, direct, wrong)


def test_everybody_at_a_shared_desk_signs_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0026, point 1: the account's own user too, whom others could be; not who came in by a key."""
    staff(desk)
    set_password(desk, "Direct", SECRET)
    own = user_id(desk, "Desk")
    for typed in ("", SECRET):
        with pytest.raises(NotPermitted, match="so do you, Desk"):
            sign_in.sign_in(desk.store, own, typed)
    shared.begin(shared.Shared(account=stores.account(), store=desk.store.path, files=desk.store.path.parent))
    try:
        assert sign_in.sign_in(desk.store, own, "").name == "Desk"
    finally:
        shared.begin(None)
    set_password(desk, "Desk", SECRET)
    assert sign_in.sign_in(desk.store, own, SECRET).account == stores.account()


def test_who_sets_passwords(desk: Desk) -> None:
    """An administrator everybody's; everybody their own, with the old one."""
    staff(desk)
    direct = desk_of(desk, "Direct")
    set_password(direct, "Direct", SECRET)
    with pytest.raises(NotPermitted, match="The old password is not right"):
        set_password(direct, "Direct", "another one")
    set_password(direct, "Direct", "another one", SECRET)
    with pytest.raises(NotPermitted, match="one of these roles: administrator"):
        set_password(direct, "Hr", SECRET)
    for bad in ("", "sieben7", "x" * 201):
        with pytest.raises(UserError, match="A password has 8 to 200 signs"):
            set_password(desk, "Hr", bad)
    with pytest.raises(UserError, match="no user called Nobody"):
        set_password(desk, "Nobody", SECRET)
    set_password(desk, "Direct", None)
    assert people(desk.store) == []
    assert [one.password for one in users.users(desk)] == [False] * len(users.users(desk))


@pytest.mark.parametrize(
    "guessed",
    [
        "password", "PassWord123", "88888888", "１２３４５６７８", "23456789", "hgfedcba", "woaini1314", "abababab",
        "Direct2026", "--direct--", "qwertyuiop", "1986-10-21", "138 0000 1111", "13800001111", "zhimakaimen",
        "Liverpool1",
    ],
)  # fmt: skip
def test_a_password_that_is_tried_first_is_none(desk: Desk, guessed: str) -> None:
    """docs/decisions/0026, point 3: the message says what to choose, and nothing is changed."""
    staff(desk)
    with pytest.raises(UserError, match="three words that have nothing to do with each other"):
        set_password(desk, "Direct", guessed)
    assert people(desk.store) == []


def test_no_password_lies_in_clear(desk: Desk) -> None:
    """Not in the store, not in the trail; argon2id with its parameters."""
    staff(desk)
    set_password(desk, "Direct", SECRET)
    stores.checkpoint(desk.store.path)
    assert SECRET.encode() not in Path(desk.store.path).read_bytes()
    raw = sqlite3.connect(desk.store.path)
    ((hashed,),) = raw.execute("SELECT hash FROM user_secret").fetchall()
    raw.close()
    assert str(hashed).startswith("$argon2id$v=19$m=")


def test_two_people_at_one_terminal_are_two_people(desk: Desk, now: time_machine.Traveller) -> None:
    """Who decided first does not decide again: the terminal's account is the same, the people are not."""
    publish_january(desk, now)
    for name in ("Owner", "Direct", "Head"):
        set_password(desk, name, SECRET)
    number = filing.file_appeal(at_the_desk(desk, "Owner"), Period(202601), "attitude", "why")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        appeals.decide(at_the_desk(desk, "Owner"), number, "upheld", "why")
    appeals.decide(at_the_desk(desk, "Direct"), number, "rejected", "why")
    appeals.escalate(at_the_desk(desk, "Owner"), number, "why")
    appeals.decide(at_the_desk(desk, "Head"), number, "upheld", "why")
    steps = read_appeal(desk, number).steps
    assert [step.account for step in steps] == [
        f"{stores.account()}/{name}" for name in ("Owner", "Direct", "Owner", "Head")
    ]


def test_from_a_browser_everybody_needs_a_password(desk: Desk) -> None:
    """docs/decisions/0040, point 3: the account that serves is nobody's; its own user is no exception."""
    staff(desk)
    path = desk.store.path
    with pytest.raises(UserError, match="Nobody has a password yet"):
        open_entrance(path, None, by_password=True)
    set_password(desk, "Direct", SECRET)
    entrance = open_entrance(path, None, by_password=True)
    assert isinstance(entrance, Entrance)
    try:
        assert [one.name for one in entrance.people()] == ["Direct"]
        assert "Desk" in [one.name for one in people(entrance.store)], "at a terminal"
        with pytest.raises(NotPermitted, match="Desk has no password"):
            entrance.enter(user_id(desk, "Desk"), "")
        assert entrance.enter(user_id(desk, "Direct"), SECRET).actor.name == "Direct"
    finally:
        entrance.close()


@pytest.mark.parametrize(("said", "minutes"), [("", 10), ("3", 3), ("0", None), ("x", 10), ("99999", 10)])
def test_how_long_a_desk_may_idle(monkeypatch: pytest.MonkeyPatch, said: str, minutes: int | None) -> None:
    """CSI_LOCK_AFTER in minutes; 0: never."""
    monkeypatch.setenv("CSI_LOCK_AFTER", said)
    found = lock_after()
    assert (None if found is None else found.total_seconds() / 60) == minutes
