"""The schemes there are: shown, held against the one in force, and taken to the bench."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from csi_tui.i18n import N_, _, current_language, ngettext, pgettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen, ReadScreen
from csi_tui.screens.schemes.bench import BenchScreen
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.scheme_changes.choice import schemes_at_hand
from csi_tui.services.scheme_changes.place_names import differences
from csi_tui.services.schemes.in_force import SchemeText, chosen_in
from csi_tui.services.schemes.text.scheme import scheme_lines
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.rows import RowTable

HERE = N_("Schemes")
SCHEMES = Command(
    id="cards.schemes",
    keys="s,shift+f1",
    label=N_("Schemes"),
    help=N_("The schemes there are; a weight, limit or band changed in a copy, and who would move."),
    action="schemes",
    words="what-if weight simulate 权重 试算 假设 方案",
    needs=N_("There is no month with cards yet."),
    scope=N_("Scorecards"),
)
SHOW = Command(
    id="schemes.show",
    keys="enter,f2",
    label=N_("Show"),
    help=N_("Its weights, rules, bands and limits."),
    action="show",
    needs=N_("There is no line to open."),
    scope=HERE,
)
DIFF = Command(
    id="schemes.diff",
    keys="c,f6",
    label=N_("Compare"),
    help=N_("What it says otherwise than the scheme in force; there, another one is chosen."),
    action="diff",
    needs=N_("There is no scheme under the cursor."),
    scope=HERE,
)
BENCH = Command(
    id="schemes.bench",
    keys="x,f9",
    label=N_("Change a copy"),
    help=N_("Change figures of it in a copy, and see who would move."),
    action="bench",
    words="what-if weight simulate 权重 试算 假设",
    needs=N_("There is no scheme under the cursor."),
    scope=HERE,
)
OTHER = Command(
    id="schemes.other",
    keys="c,f6",
    label=N_("Another scheme"),
    help=N_("Hold it against the next scheme."),
    action="other",
    needs=N_("There is no other scheme to compare it with."),
    scope=HERE,
)


class SchemesScreen(ReadScreen):
    """The schemes of the program and of the site; which one holds in the month has a mark."""

    desk_commands: ClassVar[tuple[Command, ...]] = (SHOW, DIFF, BENCH, GO_BACK)
    help_text = N_(
        "Whoever looks after this machine puts a scheme into force, from a month on; published and frozen months keep "
        "theirs. "
        "Nothing here changes what anybody is scored by."
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Sequence[SchemeText] = ()
        self._holds: SchemeText | None = None

    def compose_body(self) -> ComposeResult:
        """The list; the marked one in a line."""
        yield RowTable(id="schemes-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read them."""
        self.show_title(_("Schemes"))
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Holds"), 5), (_("Scheme"), 24), (_("Version"), 7), (pgettext("scheme", "Name"), 20)
        )
        table.focus()
        self.reload()

    def fetch(self) -> tuple[Sequence[SchemeText], SchemeText]:
        """In a thread: the schemes, and the one that holds."""
        return schemes_at_hand(self.desk), chosen_in(self.desk, self._period)

    def show(self, found: tuple[Sequence[SchemeText], SchemeText]) -> None:
        """Show them."""
        self.found, holds = found
        self._holds = holds
        table = self.query_one(RowTable)
        table.clear()
        for one in self.found:
            table.add_row(
                cell("*" if one.digest == holds.digest else ""),
                cell(one.scheme.id),
                figure(str(one.scheme.version)),
                cell(one.scheme.name.in_language(current_language())),
            )
        held = [one.digest for one in self.found]
        if holds.digest in held:
            table.move_cursor(row=held.index(holds.digest))
        self._show_marked()
        self.refresh_bindings()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        if self.marked is not None:
            lines = [
                self.marked.scheme.summary.in_language(current_language()),
                _("* holds in the month shown"),
            ]
            self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    @property
    def marked(self) -> SchemeText | None:
        """The scheme under the cursor."""
        row = self.query_one(RowTable).cursor_row
        return self.found[row] if 0 <= row < len(self.found) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only with a scheme under the cursor."""
        return not self.is_mounted or self.marked is not None if action in ("show", "diff", "bench") else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a scheme."""
        self.action_show()

    def action_show(self) -> None:
        """Show the scheme under the cursor."""
        if self.marked is not None:
            self.app.push_screen(SchemeScreen(self.marked))

    def action_diff(self) -> None:
        """Hold the scheme under the cursor against the one in force, or that one against the first other."""
        if self.marked is not None and self._holds is not None:
            self.app.push_screen(DiffScreen(self.marked, self._holds, self.found))

    def action_bench(self) -> None:
        """Change figures of the scheme under the cursor in a copy."""
        if self.marked is not None:
            self.app.push_screen(BenchScreen(self.marked, self._period))


class SchemeScreen(DetailScreen):
    """One scheme, as a supervisor can read it aloud."""

    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)

    def __init__(self, text: SchemeText) -> None:
        super().__init__()
        self._text = text

    def compose_body(self) -> ComposeResult:
        """Its lines, scrolling."""
        with VerticalScroll(id="department"):
            lines = scheme_lines(self._text.scheme, current_language(), role_name, ids=False)
            yield Static(Content("\n".join(lines)), id="department-pictures")

    def on_mount(self) -> None:
        """Arrows scroll."""
        scheme = self._text.scheme
        self.show_title(f"{scheme.name.in_language(current_language())}  {scheme.id} {scheme.version}")
        self.query_one(VerticalScroll).focus()


class DiffScreen(DetailScreen):
    """What two schemes say differently, place by place; the marked one in full below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OTHER, GO_BACK)

    def __init__(self, text: SchemeText, against: SchemeText, schemes: Sequence[SchemeText]) -> None:
        super().__init__()
        self._text = text
        self._others = [one for one in schemes if one.digest != text.digest]
        held = [place for place, one in enumerate(self._others) if one.digest == against.digest]
        self._at = held[0] if held else 0
        self.found: list[tuple[str, str, str]] = []

    def compose_body(self) -> ComposeResult:
        """The list; the marked one in full."""
        yield RowTable(id="diff-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(RowTable).focus()
        self._show()

    def on_resize(self) -> None:
        """As wide as there is room."""
        self._show()

    def _show(self) -> None:
        if not self._others:
            return
        other = self._others[self._at]
        self.found = differences(other, self._text)
        heads = [f"{one.scheme.id} {one.scheme.version}" for one in (other, self._text)]
        self.show_title(
            ngettext(
                "{one} and {other}: {n} difference", "{one} and {other}: {n} differences", len(self.found)
            ).format(one=heads[0], other=heads[1], n=len(self.found))
        )
        table = self.query_one(RowTable)
        table.clear(columns=True)
        # The end of a place tells which one it is: it gets the room that the two others leave.
        room = self.app.size.width - 7
        wide = max(20, room * 3 // 5)
        widths = (wide, *[max(14, (room - wide) // 2)] * 2)
        for label, width in zip((pgettext("scheme", "Place"), *heads), widths, strict=True):
            table.add_column(Text(label, no_wrap=True, overflow="ellipsis"), width=width)
        for place, was, now in self.found:
            table.add_row(cell(place), cell(was or "-"), cell(now or "-"))
        self._show_marked()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        row = self.query_one(RowTable).cursor_row
        if 0 <= row < len(self.found):
            place, was, now = self.found[row]
            self.query_one("#card-meaning", Static).update(
                Content(f"{place}\n- {was or '-'}\n+ {now or '-'}")
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another one only where there are several."""
        return len(self._others) > 1 if action == "other" else True

    def action_other(self) -> None:
        """Hold it against the next scheme."""
        self._at = (self._at + 1) % len(self._others)
        self._show()
