"""A key that does nothing says why: the command that has it cannot be given now, or no command here has it."""

from __future__ import annotations

import re

from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.widgets.commands import commands_of, shown_key, usable

_FUNCTION = re.compile(r"(?:shift\+)?f(\d+)")
SHIFTED = 12
"""Most terminals send Shift and a function key as the one so many places on."""
SEARCHES = "f3"


def why_nothing(screen: Screen[object], key: str) -> str:
    """Why the key does nothing on the screen; empty for keys that mean nothing anywhere."""
    nodes = [screen] if screen.is_modal else [screen, screen.app]
    able = {command.id for _node, command in usable(screen)}
    for node in nodes:
        for command in commands_of(node):
            if key in command.keys_sent:
                if command.id in able:
                    # It was given, and whatever has the focus kept the key.
                    return ""
                says = getattr(node, "why_not", None)
                return (says(command) if says is not None else "") or command.why_not
    if key == SEARCHES:
        return _("There is no list to search here; Ctrl-F finds anything.")
    if not _FUNCTION.fullmatch(key):
        return ""
    return _("{key} does nothing here; F12 shows every key that does.").format(key=_named(key))


def _named(key: str) -> str:
    place = int(key.rpartition("f")[2])
    return shown_key(f"shift+f{place - SHIFTED}" if place > SHIFTED else key)
