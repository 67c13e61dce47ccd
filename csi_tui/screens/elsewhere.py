"""The commands of other screens: found by name from anywhere, with where they stand, and a way there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.screens.places import OVER, PLACES, SCREENS
from csi_tui.widgets.commands import EVERYWHERE, FORMS, LISTS, Command, commands_of
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.form import FormScreen

if TYPE_CHECKING:
    from csi_tui.widgets.host import DeskHost

_NAMED_NOWHERE = frozenset({EVERYWHERE, FORMS, DIALOGS})
"""Headings of commands that are had wherever they are wanted."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command of another screen; ``place`` leads there, ``over``: the screen is opened from that place."""

    command: Command
    place: Command
    over: bool

    @property
    def where(self) -> str:
        """Where it stands."""
        place, key = _(self.place.label), self.place.key_names[0]
        if self.over:
            return _("on “{screen}”, from {place} ({key})").format(
                screen=_(self.command.scope), place=place, key=key
            )
        return _("on {place} ({key})").format(place=place, key=key)

    def go(self, app: DeskHost) -> None:
        """Go to the place, and say which key it is there."""
        app.go(self.place.id.partition(".")[2])
        said = (
            _("“{label}” on “{screen}”, which is opened here: {key}.")
            if self.over
            else _("“{label}”: {key}.")
        )
        app.tell(
            said.format(label=_(self.command.label), screen=_(self.command.scope), key=self.command.short_key)
        )


def elsewhere(screen: Screen[object]) -> list[Elsewhere]:
    """Those of every other screen; none while a form or dialog is open, which has to be left first."""
    if screen.is_modal or any(isinstance(one, FormScreen) for one in screen.app.screen_stack):
        return []
    here = {command.id for node in (screen, screen.app) for command in commands_of(node)}
    return [one for one in _all() if one.command.id not in here]


@lru_cache(1)
def _all() -> tuple[Elsewhere, ...]:
    return tuple(_walk())


def _walk() -> Iterator[Elsewhere]:
    seen = set()
    for over in (False, True):
        for place in PLACES:
            name = place.id.partition(".")[2]
            for path in OVER.get(name, ()) if over else (SCREENS[name],):
                module, kind = path.rsplit(".", 1)
                for command in commands_of(getattr(import_module(f"csi_tui.screens.{module}"), kind)):
                    # A command of every list is that of each of the lists.
                    key = (command.id, place.id if command.scope == LISTS else "")
                    if command.scope not in _NAMED_NOWHERE and key not in seen:
                        seen.add(key)
                        yield Elsewhere(command, place, over)
