"""Ask once about what is unlikely in a form, before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from csi_tui.i18n import _
from csi_tui.services.people.doubts import Doubt
from csi_tui.widgets.dialogs import DoubtQuestion


class Asked:
    """What was asked about already: whoever said that it is right is not asked again."""

    def __init__(self) -> None:
        self._right: set[Doubt] = set()

    def new(self, found: Sequence[Doubt]) -> list[Doubt]:
        """Those that nobody has said are right."""
        return [one for one in found if one not in self._right]

    def ask(
        self,
        app: App[object],
        found: Sequence[Doubt],
        go_on: Callable[[], None],
        mend: Callable[[str], object],
    ) -> None:
        """Go on where there is nothing new to ask, or it is right; else ``mend`` the first field of it."""
        new = self.new(found)
        if not new:
            go_on()
            return

        def answered(right: bool | None) -> None:
            if right:
                self._right.update(new)
                go_on()
            else:
                mend(new[0].field)

        text = "\n".join([_("Is this right?"), *(one.text for one in new)])
        app.push_screen(DoubtQuestion(text, _("Keep it"), _("Mend it")), answered)
