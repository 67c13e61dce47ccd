"""What waited for a second person is answered: what became of it is kept, the values that it was asked for are not."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from csi_db.models import WaitingAct
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk


def answer(session: Session, desk: Desk, act: WaitingAct, outcome: str, words: str) -> None:
    """Close an act as ``confirmed``, ``rejected`` or ``withdrawn``."""
    act.outcome, act.answer, act.arguments = outcome, words, ""
    act.answered_at, act.answered_by_id = clock.now(), desk.actor.user_id
    act.answered_account = desk.actor.account
    session.add(act)
    detail = {"act": act.id, "kind": act.kind, "proposed_by": act.user_id}
    audit.record(
        session,
        desk,
        "confirm-act"
        if outcome == "confirmed"
        else "reject-act"
        if outcome == "rejected"
        else "withdraw-act",
        act.subject,
        detail,
    )


def lapse(session: Session, desk: Desk, numbers: Iterable[int], words: str) -> None:
    """Take back what waits for something that is no more; ``words``: what became of that."""
    for number in numbers:
        answer(session, desk, session.get_one(WaitingAct, number), "withdrawn", words)
