"""What waits is confirmed by a second person, rejected, taken back by who proposed it, or carried over to a later
month (docs/rules.md, rule 27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.services.complaints import handlers, milestones, pauses, put_right, receipt, registration
from csi_tui.services.customer_data import erasing, running
from csi_tui.services.desk import audit
from csi_tui.services.desk.answered_acts import answer
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.proposed_acts import do_together, refuse_altered
from csi_tui.services.desk.second_person import AFTERWARDS, CONFIRMED_BY
from csi_tui.services.desk.who_is_second import concerned_in, who_may_confirm
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.orders import renumbering, surveys, work_orders
from csi_tui.services.oversight import sampling
from csi_tui.services.people import employees, users
from csi_tui.services.proof import signing
from csi_tui.services.scheme_changes import choice, month_plan
from csi_tui.services.waiting import site_choice
from csi_tui.services.waiting.of_imports import joining_import

WITH_USE_CASES = (
    choice,
    employees,
    erasing,
    handlers,
    milestones,
    month_plan,
    pauses,
    put_right,
    receipt,
    registration,
    renumbering,
    running,
    sampling,
    signing,
    site_choice,
    surveys,
    users,
    work_orders,
)
"""The modules whose use cases may wait: with them their kinds are known (``second_person.USE_CASES``)."""


class Answered(NamedTuple):
    """What became of an act: ``confirmed``, ``rejected`` or ``withdrawn``; ``remarks``: worth showing beside it."""

    number: int
    subject: str
    outcome: str
    remarks: Sequence[str] = ()


def confirm(desk: Desk, number: int, reason: str = "") -> Answered:
    """Do what waits, as it was proposed and in the name of who proposed it; both names stand in the trail.

    ``reason``: a word about it; may be empty.

    Raises:
        NotPermitted: the user is no second person to who proposed it, or is not here in person.
        UserError: nothing of that number waits, or what it rests on has changed: then it can be rejected.
    """
    reason = not_too_long(reason)
    with audit.writing(desk) as session:
        act = _waiting(session, number)
        refuse_unless_second(session, desk, act)
        try:
            refuse_altered(session, act)
            with joining_import(session, desk, act):
                done = do_together(desk, session, act)
        except NotPermitted:
            raise
        except UserError as refused:
            raise UserError(
                _("No. {number} cannot be done any more: {why} It can be rejected.").format(
                    number=number, why=refused.message
                ),
                exit_status=refused.exit_status,
            ) from refused
        answer(session, desk, act, "confirmed", reason)
        remarks = [one for one in done if isinstance(one, str)] if isinstance(done, list | tuple) else []
    if afterwards := AFTERWARDS.get(act.kind):
        remarks += afterwards(desk)
    return Answered(number, act.subject, "confirmed", remarks)


def reject(desk: Desk, number: int, reason: str) -> Answered:
    """Refuse what waits, or, of one's own, take it back: what stood there goes on standing there.

    Raises:
        NotPermitted: the user is neither who proposed it nor a second person.
        UserError: nothing of that number waits, or there is no reason.
    """
    with audit.writing(desk) as session:
        act = _waiting(session, number)
        own = _is_own(desk, act)
        if not own:
            refuse_unless_second(session, desk, act)
        reason = required(reason, _("Say why it is taken back.") if own else _("Say why it is rejected."))
        outcome = "withdrawn" if own else "rejected"
        answer(session, desk, act, outcome, reason)
        return Answered(number, act.subject, outcome)


def carry_over(desk: Desk, number: int, reason: str) -> Answered:
    """Let a month be published and frozen without what waits: confirmed later, it counts as a late row does.

    Raises:
        NotPermitted: the user may not close months.
        UserError: nothing of that number waits, it holds up no month, or there is no reason.
    """
    desk.require("close")
    reason = required(reason, _("Say why the month is closed without it."))
    with audit.writing(desk) as session:
        act = _waiting(session, number)
        if act.period is None:
            raise UserError(_("No. {number} holds up no month.").format(number=number))
        detail = {"act": number, "kind": act.kind, "period": act.period, "reason": audit.digest(desk, reason)}
        act.period = None
        act.answer = reason
        session.add(act)
        audit.record(session, desk, "carry-act", act.subject, detail)
        return Answered(number, act.subject, "carried")


def refuse_unless_second(session: Session, desk: Desk, act: WaitingAct) -> None:
    """Refuse who is no second person to who proposed an act.

    Raises:
        NotPermitted: with what is in the way.
    """
    if _is_own(desk, act):
        raise NotPermitted(
            _("Who proposes does not confirm: a second person, under an account of their own, has to.")
        )
    right = right_to_confirm(act)
    desk.require(right)
    refuse_for_another(session, desk)
    if desk.actor.user_id not in who_may_confirm(session, act.user_id, act.account, concerned_in(act), right):
        raise NotPermitted(
            _(
                "{name} is no second person here: entered as a user, or given a password, by who proposed it, or "
                "credited with the same row."
            ).format(name=desk.actor.name)
        )


def right_to_confirm(act: WaitingAct) -> str:
    """The right that a second person to an act needs."""
    return CONFIRMED_BY[act.kind]


def _is_own(desk: Desk, act: WaitingAct) -> bool:
    return desk.actor.user_id == act.user_id or desk.actor.account == act.account


def _waiting(session: Session, number: int) -> WaitingAct:
    act = session.get(WaitingAct, number)
    if act is None or act.outcome is not None:
        raise UserError(_("Nothing waits under no. {number}.").format(number=number))
    return act
