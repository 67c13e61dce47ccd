"""Passwords as the command line takes them: typed twice at a terminal, never shown, or one line of standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from csi_tui.cli.call import on_terminal
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk


def typed_password(stdin: bool) -> str:
    """The new password.

    Raises:
        UserError: there is no terminal and none on standard input, or the two do not agree.
    """
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not on_terminal():
        raise UserError(_("There is no terminal to type a password at. Give it on standard input: --stdin."))
    from getpass import getpass

    first = getpass(_("New password: "))
    if getpass(_("Once more: ")) != first:
        raise UserError(_("The two are not the same; nothing was changed."))
    return first


def old_password(desk: Desk, name: str) -> str | None:
    """The present password, which somebody without further rights gives to change an own one."""
    if name != desk.actor.name or desk.may("users") or not on_terminal():
        return None
    from getpass import getpass

    return getpass(_("Present password (empty: none yet): "))
