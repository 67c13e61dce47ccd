"""What waits for a second person, and what was done alone, as lists show it. Reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from csi_db.models import User, WaitingAct
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import in_person
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.desk.who_is_second import concerned_in, who_may_confirm
from csi_tui.services.errors import UserError
from csi_tui.services.waiting.acts import right_to_confirm


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act on an own figure; instants are site-local.

    Attributes:
        changes: field → what stands there and what is to, as the audit trail holds them.
        month: that it holds up; empty where it holds up none.
        state: ``waits``, ``confirmed``, ``rejected``, ``withdrawn`` or ``alone``: done without a second person, for
            there was none.
        yours: whether the acting user may confirm it; ``own``: whether they proposed it.
    """

    number: int
    kind: str
    subject: str
    changes: Mapping[str, tuple[object, object]]
    month: str
    reason: str
    by: str
    account: str
    at: datetime
    state: str
    answered_by: str
    answered_at: datetime | None
    answer: str
    yours: bool
    own: bool

    def json(self) -> dict[str, object]:
        """The act as ``csi waiting list --json`` prints it."""
        return as_json(self, but=("yours", "own"))


def acts(desk: Desk, *, every: bool = False, number: int | None = None) -> list[ActLine]:
    """What waits, the oldest first; ``every``: what was answered and what was done alone as well. Who neither
    confirms nor looks over the results sees what they entered themselves.

    ``number``: only the act of that number.
    """
    with desk.read() as session:
        second = aliased(User)
        wanted = (
            select(WaitingAct, second.name)
            .join(second, col(second.id) == col(WaitingAct.answered_by_id), isouter=True)
            .order_by(col(WaitingAct.id))
        )
        if not every:
            wanted = wanted.where(col(WaitingAct.outcome).is_(None))
        if number is not None:
            wanted = wanted.where(WaitingAct.id == number)
        if not desk.may("see-appeals"):
            own = (col(WaitingAct.user_id) == desk.actor.user_id) | (
                col(WaitingAct.account) == desk.actor.account
            )
            wanted = wanted.where(own)
        here = in_person(session, desk)
        hand = hands(session)
        return [_line(session, desk, act, hand(act), other, here) for act, other in session.exec(wanted)]


def read_act(desk: Desk, number: int) -> ActLine:
    """One act, whatever became of it.

    Raises:
        UserError: there is none of that number.
    """
    found = next((line for line in acts(desk, every=True, number=number)), None)
    if found is None:
        raise UserError(_("Nothing was entered under no. {number}.").format(number=number))
    return found


def waiting_for(desk: Desk) -> list[ActLine]:
    """What waits for this very user to confirm it or reject it, then what they have entered themselves."""
    return sorted((line for line in acts(desk) if line.yours or line.own), key=lambda line: line.own)


def _line(
    session: Session, desk: Desk, act: WaitingAct, by: str, answered_by: str | None, here: bool
) -> ActLine:
    zone = desk.site.zone
    assert act.id is not None
    own = desk.actor.user_id == act.user_id or desk.actor.account == act.account
    right = right_to_confirm(act)
    yours = (
        here
        and not own
        and act.outcome is None
        and desk.may(right)
        and desk.actor.user_id in who_may_confirm(session, act.user_id, act.account, concerned_in(act), right)
    )
    return ActLine(
        number=act.id,
        kind=act.kind,
        subject=act.subject,
        changes={name: (old, new) for name, (old, new) in json.loads(act.changes).items()},
        month="" if act.period is None else show_period(Period(act.period)),
        reason=without_phones(act.reason),
        by=by,
        account=act.account,
        at=act.at.astimezone(zone),
        state=act.outcome or "waits",
        answered_by=answered_by or "",
        answered_at=None if act.answered_at is None else act.answered_at.astimezone(zone),
        answer=without_phones(act.answer),
        yours=yours,
        own=own,
    )
