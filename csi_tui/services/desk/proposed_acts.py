"""What was proposed and waits for a second person, done as it was proposed (docs/decisions/0064, point 1)."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from csi_db import second_people
from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.services.desk import act_values
from csi_tui.services.desk.desk import Desk, Together, actor_of
from csi_tui.services.desk.second_person import OF_IMPORT, OF_ROW, USE_CASES
from csi_tui.services.desk.within import desk_within
from csi_tui.services.errors import IntegrityFailure


def refuse_altered(session: Session, act: WaitingAct) -> None:
    """Refuse to do what is not what was proposed.

    Raises:
        IntegrityFailure: somebody changed it around the program.
    """
    if act.id in altered_acts(session):
        raise IntegrityFailure(
            _("It is not what {name} proposed: somebody changed it around the program.").format(
                name=actor_of(session, act.user_id, act.account).name
            )
        )


def do_together(desk: Desk, session: Session, act: WaitingAct) -> Any:
    """Do what waits, in the unit of work of who confirms it and in the name of who proposed it.

    ``desk``: that of the second person. Answers what the use case does.
    """
    arguments = act_values.from_text(act.arguments)
    if OF_ROW in arguments:
        del arguments[OF_ROW], arguments[OF_IMPORT]
    return USE_CASES[act.kind](as_proposed(desk, session, act), **arguments)


def as_proposed(desk: Desk, session: Session, act: WaitingAct) -> Desk:
    """The desk at which what waits is done: in the name of who proposed it, with who confirms it beside."""
    assert act.id is not None
    proposer = actor_of(session, act.user_id, act.account)
    return desk_within(desk, session, actor=proposer, together=Together(act.id, desk.actor.user_id))


def altered_acts(session: Session) -> list[int]:
    """The numbers of the acts that wait and are not what the trail says was proposed."""
    return [
        number
        for number, arguments, held in second_people.proposed(session.connection())
        if act_values.digest_of(str(arguments)) != held
    ]
