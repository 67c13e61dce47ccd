"""Lists that look as somebody likes them, under a name (docs/decisions/0049)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.message import Message

from csi_tui.i18n import _
from csi_tui.screens.list_screen import LineT
from csi_tui.screens.narrowed_list import NarrowedList
from csi_tui.screens.views_dialog import ViewNameDialog, ViewsDialog, WhatWithView
from csi_tui.services.desk import local_times, views
from csi_tui.services.desk.filters import filter_words
from csi_tui.services.desk.views import PLAIN, Look, View
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.jobs import store_job


class ViewedList(NarrowedList[LineT]):
    """A list with views. A subclass says which parts of everything it shows."""

    @dataclass
    class ViewsRead(Message):
        """The views that the user keeps of this list have been read."""

        found: Sequence[View]

    @dataclass
    class ViewGone(Message):
        """A view has been removed."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        """The view that is shown."""

    def part(self) -> str:
        """Which part of everything the list shows, in a word of its own; empty for the one it begins with."""
        return ""

    def show_part(self, part: str) -> None:
        """Have it show that part from its next reading on."""

    def part_name(self, part: str) -> str:
        """What a part of everything is called."""
        return ""

    def look(self) -> Look:
        """How the list looks now."""
        place, down = self.order.chosen or (None, False)
        return Look(
            search=self.search_text,
            only=self.only,
            part=self.part(),
            column="" if place is None else self.columns[place][0],
            down=down,
        )

    def show_look(self, look: Look) -> None:
        """Have the list look so; what it does not know any more is left out, and said."""
        self.show_part(look.part)
        known = look.only.mark in ("", *self.narrows_by.marks)
        self.only = look.only if known else replace(look.only, mark="")
        if not known:
            self.desk_app.tell(
                _(
                    "The view was narrowed down to a mark that the list does not have any more: it shows all marks."
                ),
                warning=True,
            )
        self.order.chosen = None
        if look.column:
            self.order_by(look.column, look.down)
        self.search_for(look.search)
        self.show_head()
        self.first_page()
        self.refresh_bindings()

    def show_view(self, view: View | None) -> None:
        """Show a view; None: the list as it comes."""
        look = PLAIN if view is None else view.look
        look = replace(look, only=look.only.on(local_times.today(self.desk)))
        self.view = None if view is None else replace(view, look=look)
        self.show_look(look)

    def head_parts(self) -> list[str]:
        """The view, and what the list is narrowed down to."""
        parts = super().head_parts()
        if self.view is not None:
            name = _("View: {name}") if self.look() == self.view.look else _("View: {name} (changed)")
            parts.insert(0, name.format(name=self.view.name))
            if not self.only.narrows:
                parts.append(_("Backspace shows all"))
        return parts

    def action_views(self) -> None:
        """Read the views of this list, and offer them."""
        self._read_views()

    @store_job("views")
    def _read_views(self) -> Message:
        return self.ViewsRead(views.views(self.desk, self.place))

    def on_viewed_list_views_read(self, event: ViewsRead) -> None:
        """Offer them."""
        lines = [(view, self._said(view.look)) for view in event.found]
        present = "" if self.view is None else self.view.name
        self.app.push_screen(ViewsDialog(lines, present), self._with_view)

    def _said(self, look: Look) -> str:
        """A look in words, for the list of views."""
        part = self.part_name(look.part)
        only = filter_words(look.only, self.narrows_by)
        order = f"{_(look.column).strip()} {'↓' if look.down else '↑'}" if look.column else ""
        search = _("“{text}”").format(text=look.search) if look.search else ""
        return " · ".join(text for text in (part, search, only, order) if text) or _("everything")

    def _with_view(self, wanted: WhatWithView | None) -> None:
        if wanted is None:
            return
        if wanted.what == "show":
            self.show_view(wanted.view)
        elif wanted.what == "keep":
            self.app.push_screen(ViewNameDialog(self.place, self.look()), self._kept_view)
        elif wanted.view is not None and wanted.what == "rename":
            self.app.push_screen(
                ViewNameDialog(self.place, wanted.view.look, wanted.view.name), self._kept_view
            )
        elif wanted.view is not None:
            self._ask_to_remove(wanted.view.name)

    def _kept_view(self, view: View | None) -> None:
        if view is not None:
            self.desk_app.tell(_("View “{name}” is kept.").format(name=view.name))
            self.show_view(view)

    def _ask_to_remove(self, name: str) -> None:
        text = _("Remove the view “{name}”? The list itself stays as it is.").format(name=name)
        SureQuestion(text, _("Remove"), _("Keep it")).ask(self.app, lambda: self._remove_view(name))

    @store_job("views")
    def _remove_view(self, name: str) -> Message:
        views.remove(self.desk, self.place, name)
        return self.ViewGone(name)

    def on_viewed_list_view_gone(self, event: ViewGone) -> None:
        """Say it; the list stays as it is."""
        self.desk_app.tell(_("View “{name}” is removed.").format(name=event.name))
        if self.view is not None and self.view.name == event.name:
            self.view = None
        self.show_head()

    def action_unfilter(self) -> None:
        """Show everything again; a view is left with all that belongs to it."""
        if self.view is not None:
            self.show_view(None)
        else:
            super().action_unfilter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Showing all again also where a view is shown."""
        if action == "unfilter" and self.view is not None:
            return True
        return super().check_action(action, parameters)
