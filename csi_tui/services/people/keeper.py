"""The account that a shared store belongs to lets people in, so nobody works at it (docs/decisions/0071, point 9)."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path

from csi_db import quick
from csi_db.failures import StoreFailure
from csi_tui.i18n import _
from csi_tui.services.desk.account import current_account
from csi_tui.services.errors import NotPermitted

KEEPS = frozenset({"admin"})
"""Roles that the user of that account may have."""


def refuse_to_let_in(store: Path) -> None:
    """Refuse to let anybody in under an account that is not the store's, or at which somebody works.

    Raises:
        NotPermitted: either; says what to do.
    """
    if store.exists() and store.stat().st_uid != os.getuid():
        raise NotPermitted(_("People are let in by the account that the store belongs to, and by no other."))
    with suppress(StoreFailure), quick.reading(store) as connection:
        user = quick.user_of(connection, current_account())
        if user is not None and not user.roles <= KEEPS:
            raise NotPermitted(works_at_it(user.name))


def works_at_it(name: str) -> str:
    """What is wrong where a user with other roles has the store's account."""
    return _(
        "{name} works at the account that the store belongs to, and could come in as anybody from there. Leave that "
        "account its administration alone (csi user roles {quoted} --roles admin), and let {name} come in as well, by "
        "another account."
    ).format(name=name, quoted=shlex.quote(name))
