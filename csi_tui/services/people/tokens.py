"""Tokens with which a program reads in somebody's name, through ``csi serve api`` (docs/decisions/0084).

Shown once, when it is made; kept is a digest of it. Of a random number of 256 bits a plain one is enough.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from sqlmodel import Session, select

from csi_db import quick
from csi_db.models import User, UserToken
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted, UserError

MADE, TAKEN_BACK = "make-token", "take-back-token"
BEGINNING = "csi_"
"""How tokens begin, so that whoever finds one in a file knows what it is."""


def make_token(desk: Desk, name: str) -> str:
    """Make a token for the acting user, in the place of an earlier one; it is told this once.

    Raises:
        NotPermitted: it is for another one, by name or with ``--operator``.
        UserError: the user has no account, and so no command that it could read.
    """
    token = BEGINNING + secrets.token_urlsafe(32)
    with desk.write() as session:
        refuse_for_another(session, desk)
        user = session.get_one(User, desk.actor.user_id)
        if user.name != name:
            raise NotPermitted(_("Each makes their own token: {name} does this in person.").format(name=name))
        if user.account is None:
            raise UserError(
                _("{name} has no account: a token reads what the commands show at one.").format(
                    name=user.name
                )
            )
        kept = session.get(UserToken, desk.actor.user_id) or UserToken(
            user_id=desk.actor.user_id, digest="", made_at=clock.now()
        )
        kept.digest, kept.made_at = _digest(token), clock.now()
        session.add(kept)
        audit.record(session, desk, MADE, str(desk.actor.user_id), {})
    return token


def take_back_token(desk: Desk, name: str) -> None:
    """Take a user's token back; from now on nobody reads with it. One's own, or as an administrator anybody's.

    Raises:
        NotPermitted: it is somebody else's.
        UserError: there is no such user, or none was made.
    """
    with desk.write() as session:
        user_id = _whose(session, desk, name)
        kept = session.get(UserToken, user_id)
        if kept is None:
            raise UserError(_("{name} has no token.").format(name=name))
        session.delete(kept)
        audit.record(session, desk, TAKEN_BACK, str(user_id), {})


def account_of(path: Path, token: str) -> str | None:
    """The account of the active user whose token it is; None for any other text.

    Raises:
        StoreUnavailable, IntegrityFailure: the store cannot be read.
    """
    with told_to_the_user(), quick.reading(path) as connection:
        return quick.account_with_token(connection, _digest(token))


def _whose(session: Session, desk: Desk, name: str) -> int:
    user = session.exec(select(User).where(User.name == name)).first()
    if user is None or user.id is None:
        raise UserError(_("There is no user called {name}. See “csi user list”.").format(name=name))
    if user.id != desk.actor.user_id:
        desk.require("users")
    return user.id


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
