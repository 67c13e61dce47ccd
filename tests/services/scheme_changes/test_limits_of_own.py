"""A scheme is changed by two people, and who widened its limits does not adjust under them (docs/rules.md, rule 33)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import adjustments
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted
from csi_tui.services.people import users
from csi_tui.services.scheme_changes import choice
from csi_tui.services.schemes.in_force import built_in, scheme_in
from csi_tui.services.waiting import acts
from csi_tui.services.waiting.pages import read_act
from csi_tui.services.waiting.text import act_lines
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import fill, local, order, survey

JANUARY = Period(202601)


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """January is computed, with a figure for E1."""
    found = staff(desk) | {"Desk": desk}
    for n in range(5):
        number = f"X{n}"
        fill(
            desk,
            orders=[order(number, "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1", technician_no="E2")],
            surveys=[survey(f"B{n}", number, "2026-01-21T09:00", "44444")],
        )
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    return found


def own_copy(folder: Path, supervisor: int) -> str:
    """A copy of the site's own, in which a supervisor may adjust by so many points."""
    body = built_in()["aftersales-csi"].body
    for old, new in (
        ('id = "aftersales-csi"', 'id = "mine"'),
        ("\nsupervisor = 5\n", f"\nsupervisor = {supervisor}\n"),
    ):
        assert body.count(old) == 1
        body = body.replace(old, new)
    path = folder / "mine.toml"
    path.write_text(body, encoding="utf-8")
    return str(path)


def test_who_lets_a_scheme_allow_more_does_not_adjust_under_it(
    desks: dict[str, Desk], tmp_path: Path
) -> None:
    """docs/rules.md, rule 33: an own copy with supervisor = 100 takes a reason and a second person; then +40 points are
    somebody else's to give."""
    file = own_copy(tmp_path, 100)
    with pytest.raises(ReasonMissing, match="moves everybody's figures"):
        choice.use(desks["Direct"], file)
    with pytest.raises(Waits) as waits:
        choice.use(desks["Direct"], file, None, "5 is too little")
    number = waits.value.number
    assert scheme_in(choice.seen_again(desks["Desk"]), JANUARY).scheme.id == "aftersales-csi"
    assert "supervisor = 100" in "\n".join(
        act_lines([read_act(desks["Head"], number)], desks["Head"].site.zone)
    )
    # What the second person saw is used, whatever the file says by now.
    own_copy(tmp_path, 1000)
    with pytest.raises(NotPermitted, match="Who proposes does not confirm"):
        acts.confirm(desks["Direct"], number)
    acts.confirm(desks["Head"], number)
    direct, head = (desk_of(choice.seen_again(desks["Desk"]), name) for name in ("Direct", "Head"))
    assert scheme_in(direct, JANUARY).scheme.adjustment_limits["supervisor"] == 100
    with pytest.raises(NotPermitted, match="of your own choice"):
        adjustments.adjust(direct, JANUARY, "E1", "total", "+40", "trained two")
    assert adjustments.adjust(head, JANUARY, "E1", "total", "+10", "trained two") == 1


def test_where_nobody_else_could_confirm_it_is_marked(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rules 27 and 33: one person acts with a reason, and the act is marked."""
    for name in ("Direct", "Other", "Head"):
        users.set_active(desks["Desk"], name, False)
    choice.use(desks["Desk"], "contact-centre", Period(202603), "from March on")
    assert read_act(desks["Desk"], 1).state == "alone"


def test_a_store_that_has_computed_nothing_is_set_up_alone(desk: Desk) -> None:
    """docs/decisions/0068, point 3: nobody has been judged by the scheme that stood there."""
    staff(desk)
    choice.use(desk, "contact-centre")
