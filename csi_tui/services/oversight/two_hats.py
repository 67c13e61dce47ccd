"""Nobody looks over what they did themselves: publishing and signing for oversight are two people's (docs/rules.md,
rule 33)."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_db.models import MonthRevision, MonthStep
from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import roles_in_hand
from csi_tui.services.desk.permissions import contradict
from csi_tui.services.desk.second_person import NeedsSecondPerson
from csi_tui.services.desk.who_is_second import who_may_confirm
from csi_tui.services.errors import NotPermitted


def refuse_to_publish(session: Session, desk: Desk) -> None:
    """Refuse a member of the oversight group who would publish what it looks over, where somebody else can.

    Raises:
        NotPermitted: there is somebody else who closes months.
    """
    if contradict(roles_in_hand(session, desk)) and who_may_confirm(
        session, desk.actor.user_id, desk.actor.account, (), "close"
    ):
        raise NotPermitted(
            _(
                "{name} is of the oversight group, which looks over what is published: somebody else publishes."
            ).format(name=desk.actor.name)
        )


def hold_signature(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Stop the signature of whoever published the month, or has another role beside the oversight group.

    Raises:
        NeedsSecondPerson: it is such a one, and no second person stands for the signature yet.
    """
    if desk.together is not None:
        return
    month = show_period(revision.period)
    if _published(session, desk, revision):
        why = _("{month} was published by the hand that signs it off.").format(month=month)
    elif contradict(roles_in_hand(session, desk)):
        why = _("{name} has another role beside the oversight group.").format(name=desk.actor.name)
    else:
        return
    raise NeedsSecondPerson(subject=month, period=None, employee_id=None, changes={}, why=why)


def _published(session: Session, desk: Desk, revision: MonthRevision) -> bool:
    """Whether the acting user, or the account, published the revision or brought it in."""
    return (
        session.exec(
            select(MonthStep.id).where(
                MonthStep.revision_id == revision.id,
                col(MonthStep.step).in_(("published", "backfilled", "corrected")),
                (col(MonthStep.user_id) == desk.actor.user_id)
                | (col(MonthStep.account) == desk.actor.account),
            )
        ).first()
        is not None
    )
