"""Lists that are narrowed down: to a mark, a person, a span of days."""

from __future__ import annotations

from typing import ClassVar

from csi_tui.i18n import _
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.list_screen import LineT
from csi_tui.screens.sorted_list import SortedList
from csi_tui.services.desk.filters import EVERYTHING, Filter, Filterable, filter_words


class NarrowedList(SortedList[LineT]):
    """A list that shows only some of its lines when asked to, and says so above them."""

    narrows_by: ClassVar[Filterable] = Filterable()
    """What the list can be narrowed down to."""

    def __init__(self) -> None:
        super().__init__()
        self.only = EVERYTHING

    def show_only(self, wanted: Filter) -> None:
        """Narrow the list down; what it is narrowed down to stands above it."""
        self.only = wanted
        self.show_head()
        self.first_page()
        self.refresh_bindings()

    def head_parts(self) -> list[str]:
        """What stands above the list beside its title: what it is narrowed down to."""
        parts = super().head_parts()
        if not self.only.narrows:
            return parts
        only = _("Only: {what}").format(what=filter_words(self.only, self.narrows_by))
        return [only, _("Backspace shows all"), *parts]

    def empty_text(self) -> str:
        """What is narrowed down may hold more."""
        if self.only.narrows and not self.search_text:
            return _("Nothing found.")
        return super().empty_text()

    def action_filter(self) -> None:
        """Ask what the list shall be narrowed down to."""

        def chosen(wanted: Filter | None) -> None:
            if wanted is not None:
                self.show_only(wanted)

        self.app.push_screen(FilterDialog(self.only, self.narrows_by), chosen)

    def action_unfilter(self) -> None:
        """Show everything again."""
        self.search_for("")
        self.show_only(EVERYTHING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Showing all again only where something is left out."""
        if action == "unfilter":
            return self.only.narrows or bool(self.search_text)
        return super().check_action(action, parameters)
