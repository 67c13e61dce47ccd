"""Every key on one sheet, made from the commands of every screen: for the wall, for docs/keys.md, for the settings."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache

from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command, commands_of

PACKAGES = ("csi_tui.widgets", "csi_tui.screens")


@lru_cache(1)
def every_screen() -> tuple[tuple[str, tuple[Command, ...]], ...]:
    """The commands of every screen there is, by the name of its class, those of the application first.

    Every module with a screen is imported; nothing is opened.
    """
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
    places = importlib.import_module("csi_tui.screens.places")
    found = {
        f"{screen.__module__}.{screen.__name__}": commands_of(screen)
        for screen in _below(Screen)
        if screen.__module__.startswith("csi_tui.") and commands_of(screen)
    }
    return (("", tuple(places.APP_COMMANDS)), *sorted(found.items()))


def _below(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def every_command() -> dict[str, Command]:
    """Every command by its id."""
    return {command.id: command for _screen, commands in every_screen() for command in commands}


def sheet() -> str:
    """The keys of every command with what it does, by heading, in the language in force."""
    headings: dict[str, dict[str, Command]] = {}
    for _screen, commands in every_screen():
        for command in commands:
            headings.setdefault(command.scope, {}).setdefault(command.id, command)
    lines = []
    for heading, those in headings.items():
        lines += ["", _(heading)]
        for command in those.values():
            lines.append(f"  {' '.join(command.key_names):<22}  {command.id:<22}  {_(command.help)}")
    return "\n".join(lines[1:])
