"""Who looks over the results has no part in making them (docs/rules.md, rule 31)."""

from __future__ import annotations

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.close import check as close_check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.permissions import USER_ROLE_NAMES, contradict
from csi_tui.services.people import users


def named(desk: Desk) -> tuple[str, ...]:
    """Whom the check of a month names."""
    found = {one.code: one for one in close_check.check(desk, Period(202601))}
    finding = found.get("roles-contradict")
    assert finding is None or finding.severity == "warning"
    return finding.rows if finding else ()


def test_a_second_role_beside_oversight_is_a_finding_until_one_of_them_goes(desk: Desk) -> None:
    """docs/rules.md, rule 31; a user whose access is closed acts no more."""
    users.add_user(desk, "Zhao", "zhao", ["oversight"])
    users.add_user(desk, "Chen", "chen", ["clerk", "supervisor", "head", "hr"])
    assert named(desk) == ()
    users.set_roles(desk, "Zhao", ["oversight", "head"])
    users.set_roles(desk, "Chen", ["clerk", "oversight"])
    assert named(desk) == ("Chen", "Zhao")
    users.set_roles(desk, "Zhao", ["oversight"])
    assert named(desk) == ("Chen",)
    users.set_active(desk, "Chen", False)
    assert named(desk) == ()


@pytest.mark.parametrize("role", USER_ROLE_NAMES)
def test_every_other_role_contradicts_oversight_and_none_another(role: str) -> None:
    """docs/rules.md, rule 31: oversight is nobody's second hat, other roles may meet."""
    assert contradict(["oversight", role]) == (role != "oversight")
    assert not contradict(set(USER_ROLE_NAMES) - {"oversight"} | {role} - {"oversight"})
