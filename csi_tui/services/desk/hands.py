"""Who did something: the user, and the account behind where somebody else acted for them (docs/rules.md, rule 32)."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session, select

from csi_db.models import User
from csi_db.models.columns import ByWhom
from csi_tui.i18n import _


def hands(session: Session) -> Callable[[ByWhom], str]:
    """What lists say of who did a row: the user's name, and the account where the user neither has it nor signed in at
    it."""
    known = {
        key: (name, account) for key, name, account in session.exec(select(User.id, User.name, User.account))
    }

    def hand(row: ByWhom) -> str:
        name, own = known[row.user_id]
        if row.account == own or row.account.endswith(f"/{name}"):
            return name
        return _("{name}, entered by account {account}").format(name=name, account=row.account)

    return hand
