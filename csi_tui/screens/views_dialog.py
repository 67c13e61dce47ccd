"""The views of a list: one is shown with Enter; the present look is kept, a view renamed or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _, pgettext
from csi_tui.services.desk import views
from csi_tui.services.desk.views import LONGEST, Look, View
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed
from csi_tui.widgets.keybar import KeyBar

SHOW = Command(
    id="views.show",
    keys="f2,enter",
    label=N_("Show"),
    help=N_("Show the list as this view has it."),
    action="choose('show')",
    scope=FORMS,
)
KEEP = Command(
    id="views.keep",
    keys="f6,k",
    label=N_("Keep this one"),
    help=N_("Keep how the list looks now under a name: its search, what it is narrowed down to, its order."),
    action="choose('keep')",
    scope=FORMS,
)
RENAME = Command(
    id="views.rename",
    keys="f4,e",
    label=N_("Rename"),
    help=N_("Give the view another name."),
    action="choose('rename')",
    scope=FORMS,
)
REMOVE = Command(
    id="views.remove",
    keys="f9,w",
    label=N_("Remove"),
    help=N_("Remove the view; it asks first."),
    action="choose('remove')",
    scope=FORMS,
)
PLACES_OF_DIGITS = 9


@dataclass(frozen=True, slots=True)
class WhatWithView:
    """What was chosen: ``show`` (``view`` None: everything), ``keep``, ``rename`` or ``remove``."""

    what: str
    view: View | None


class ViewsDialog(ModalScreen["WhatWithView | None"]):
    """Dismisses with what shall be done, or None. A digit shows the view of that number at once."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        SHOW,
        KEEP,
        RENAME,
        REMOVE,
        CANCEL,
        *(
            Command(
                id=f"views.number{n}",
                keys=str(n),
                label=N_("By number"),
                help=N_("Show the view of this number; 0 shows everything."),
                action=f"number({n})",
                scope=FORMS,
                footer=False,
            )
            for n in range(10)
        ),
    )

    def __init__(self, lines: Sequence[tuple[View, str]], present: str) -> None:
        """``lines``: the views, each with what it shows in words; ``present``: the name of the one that is shown."""
        super().__init__(classes="dialog -wide")
        self._lines, self._present = lines, present
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Everything first, then the views by name."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(_("Views of this list")), classes="dialog-title")
            options = [self._option(0, _("everything"), _("as the list comes"))]
            options += [
                self._option(n, view.name, said) for n, (view, said) in enumerate(self._lines, start=1)
            ]
            yield OptionList(*options, classes="dialog-list", compact=True)
            if not self._lines:
                yield Static(Content(_("None is kept yet: F6 keeps how the list looks now.")))
        yield KeyBar()

    def _option(self, number: int, name: str, said: str) -> Option:
        digit = str(number) if number <= PLACES_OF_DIGITS else " "
        shown = Text.assemble(f"{digit}  ", (name, "bold"), f"  {said}", no_wrap=True, overflow="ellipsis")
        return Option(shown)

    def on_mount(self) -> None:
        """Begin at the view that is shown."""
        found = self.query_one(OptionList)
        names = [view.name for view, _said in self._lines]
        found.highlighted = names.index(self._present) + 1 if self._present in names else min(1, len(names))
        found.focus()

    def _marked(self) -> View | None:
        at = self.query_one(OptionList).highlighted or 0
        return self._lines[at - 1][0] if at else None

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click."""
        self.action_choose("show")

    def action_number(self, number: int) -> None:
        """Show the view of that number; 0: everything."""
        if number <= len(self._lines):
            self.dismiss(WhatWithView("show", self._lines[number - 1][0] if number else None))

    def action_choose(self, what: str) -> None:
        """Leave with what shall be done."""
        view = self._marked()
        if what in ("show", "keep") or view is not None:
            self.dismiss(WhatWithView(what, view))

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


class ViewNameDialog(EntryDialog[View]):
    """Keeps a look under a name, or gives a view another one; dismisses with the view."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Keep"), N_("Keep it under this name.")),
        CANCEL,
    )

    def __init__(self, place: str, look: Look, name: str = "") -> None:
        super().__init__()
        self._place, self._look, self._old = place, look, name

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Rename the view") if self._old else _("Keep this view")

    def about(self) -> str:
        """Whose it is."""
        return _("You alone see it: it stands in your own files, not in the store.")

    def rows(self) -> Sequence[Row]:
        """The name."""
        return (Row("name", pgettext("view", "Name"), self._old, LONGEST),)

    def hint(self) -> str:
        """What becomes of another one."""
        return "" if self._old else _("Another view of that name is replaced.")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The name."""
        return needed(texts["name"])

    def carry_out(self, value: str) -> View:
        """Keep it."""
        if self._old:
            return views.rename(self.desk, self._place, self._old, value)
        return views.keep(self.desk, self._place, value, self._look)
