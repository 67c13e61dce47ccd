"""Keys that somebody has chosen for commands: looked over against every screen, then bound instead of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from csi_tui.i18n import _
from csi_tui.services.desk.settings import Fault, Settings
from csi_tui.widgets.commands import KEY_NAMES, Command, shown_key

_KEY = re.compile(rf"(?:(?:ctrl|shift)\+)*(?:f(?:[1-9]|1[0-9]|2[0-4])|[a-z0-9]|{'|'.join(KEY_NAMES)})")
FIXED = ("app.back", "app.quit", "app.help", "app.palette")
"""Without these nobody finds out of a screen, or what has become of the keys."""


def chosen_keys(settings: Settings) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The keys that hold, by id of the command, and what is wrong with the others."""
    from csi_tui.widgets.key_sheet import every_command, every_screen

    if not settings.keys:
        return {}, ()
    known = every_command()
    screens = [commands for _name, commands in every_screen()]
    held: dict[str, str] = {}
    faults = []
    for command, keys in settings.keys.items():
        reason = _wrong(command, _written(keys), known, screens, held)
        if reason:
            faults.append(Fault(settings.lines.get(command, 1), reason))
        else:
            held[command] = _written(keys)
    return held, tuple(faults)


def _written(keys: str) -> str:
    """As Textual names keys: ``Ctrl-K, F4`` is ``ctrl+k,f4``."""
    return ",".join(key.strip().lower().replace("-", "+") for key in keys.split(","))


def _wrong(
    command: str,
    keys: str,
    known: Mapping[str, Command],
    screens: list[tuple[Command, ...]],
    held: Mapping[str, str],
) -> str:
    """Why a command cannot have these keys; empty where it can."""
    if command not in known:
        return _("There is no command “{command}”; “csi settings --keys” lists them.").format(command=command)
    if command in FIXED:
        return _("{command} keeps its keys: without it nobody finds out of a screen.").format(command=command)
    for key in keys.split(","):
        if not _KEY.fullmatch(key):
            return _("“{key}” is no key. Write it like f4, ctrl+k or shift+f7.").format(key=key)
        for other in _beside(command, screens):
            if other.id != command and key in held.get(other.id, other.keys).split(","):
                return _("{key} is the key of “{other}” ({id}) already.").format(
                    key=shown_key(key), other=_(other.label), id=other.id
                )
    return ""


def _beside(command: str, screens: list[tuple[Command, ...]]) -> Iterator[Command]:
    """The commands that can be given where this one can: those of its screens, and those of everywhere."""
    everywhere = screens[0]
    for commands in screens:
        ids = {one.id for one in commands}
        if command in ids or command in {one.id for one in everywhere}:
            yield from commands
            yield from everywhere
