"""The audit trail: the newest entries first, narrowed down by who, which row, month, kind and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from csi_tui.i18n import N_, _
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.list_commands import BACK, FILTER, NEXT, RELOAD, UNFILTER
from csi_tui.services.desk import local_times
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.text import changes_text, in_brief, who_text
from csi_tui.services.history.trail import (
    ANYTHING,
    FAILED_ONLY,
    PAGE,
    TRAIL_KINDS,
    Wanted,
    count_trail,
    read_wanted,
    trail_page,
    wanted_text,
    wanted_texts,
)
from csi_tui.widgets.cells import in_year
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, Row

GO_BACK_HERE = replace(GO_BACK, keys="escape,f10")
"""Backspace takes the filter away."""


class TrailFilterDialog(EntryDialog[Wanted]):
    """Dismisses with what the trail is to be narrowed down to, or None where it stays."""

    def __init__(self, present: Wanted) -> None:
        super().__init__()
        self._present = present

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Show only")

    def choices(self) -> Sequence[tuple[str, str]]:
        """Any, or what entries are about; wrong passwords for those who may see them."""
        found = [("", _("any")), *((kind, _(label)) for kind, label in TRAIL_KINDS.items())]
        if self.desk.may("see-wrong-passwords"):
            found.append((FAILED_ONLY, _("wrong passwords")))
        return [(kind or "any", label) for kind, label in found]

    def first_choice(self) -> int:
        """The kind that is asked for now."""
        kinds = [kind for kind, _label in self.choices()]
        present = FAILED_ONLY if self._present.failed else self._present.kind or "any"
        return kinds.index(present) if present in kinds else 0

    def rows(self) -> Sequence[Row]:
        """Who, account, row, month, days."""
        texts = wanted_texts(self._present)
        return [
            Row("who", _("User"), texts["who"]),
            Row("account", _("Account"), texts["account"]),
            Row("row", _("Row no."), texts["row"]),
            Row("month", _("Month"), texts["month"]),
            Row("since", _("From"), texts["since"]),
            Row("until", _("To"), texts["until"]),
        ]

    def hint(self) -> str:
        """How to fill them in."""
        return _(
            "Number of an order, survey, complaint, employee or file; days such as 2026-03-12, -7, last month"
        )

    def needs(self, row_id: str) -> bool:
        """No row has to be filled in."""
        return False

    def read(self, texts: Mapping[str, str], choice: str) -> Any:
        """The texts; what they mean is read with the store."""
        return {**texts, "kind": "" if choice == "any" else choice}

    def carry_out(self, value: Any) -> Wanted:
        """Make of it what is wanted; a name or a kind that there is not is told here."""
        wanted = read_wanted(self.desk, value)
        trail_page(self.desk, wanted, most=1)
        return wanted


class TrailScreen(DetailList[HistoryLine]):
    """When, who, what; fields below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (FILTER, UNFILTER, BACK, NEXT, GO_BACK_HERE, RELOAD)
    help_text = N_(
        "Every act is one entry, the newest first; each of them stays. Below the list stands the whole of the "
        "line under the cursor: who, under which account, each field with what stood there and since. What it holds "
        "no words of is named as changed, and not shown."
    )
    table_id = "trail-table"
    columns = ((N_("No."), 6), (N_("When"), 11), (N_("Who"), 10), (N_("What"), 26), (N_("Changed"), 12))

    def __init__(self, wanted: Wanted = ANYTHING) -> None:
        super().__init__()
        self._wanted = wanted
        self._before: list[int | None] = [None]

    def fetch(self) -> tuple[list[HistoryLine], int]:
        """In a thread: the page, one line more than it shows, and how many all are."""
        return trail_page(self.desk, self._wanted, self._before[-1], most=PAGE + 1), count_trail(
            self.desk, self._wanted
        )

    def show(self, found: tuple[list[HistoryLine], int]) -> None:
        """Show it."""
        lines, count = found
        self._more = len(lines) > PAGE
        self.fill(lines[:PAGE], from_the_top=True)
        words = wanted_text(self._wanted)
        title = _("Audit trail ({n})").format(n=count)
        self.show_title(f"{title}  {words}" if words else title)

    _more = False

    def texts(self, line: HistoryLine) -> Sequence[str]:
        """Number, when, who, what, and the fields in a line."""
        at = in_year(line.at, local_times.today(self.desk).year)
        return str(line.seq), at, who_text(line), line.what, changes_text(line)

    def below(self, line: HistoryLine | None) -> Sequence[str]:
        """The whole of the marked one."""
        if line is None:
            return [_("The audit trail holds nothing of the kind.")]
        return [_("Account {account}").format(account=line.account), *in_brief(line)]

    # --- Pages and filter ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages only where there are any; everything only where something is left out."""
        if action == "page":
            return self._more if parameters == (1,) else len(self._before) > 1
        if action == "unfilter":
            return self._wanted != ANYTHING
        return super().check_action(action, parameters)

    def action_page(self, step: int) -> None:
        """A page on or back."""
        if step > 0:
            self._before.append(self.lines[-1].seq)
        else:
            self._before.pop()
        self.reload()

    def action_reload(self) -> None:
        """Read the page again."""
        self.reload()

    def action_filter(self) -> None:
        """Ask what is to be shown."""
        self.app.push_screen(TrailFilterDialog(self._wanted), self._narrow)

    def action_unfilter(self) -> None:
        """Show everything again."""
        self._narrow(ANYTHING)

    def _narrow(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self._wanted, self._before = wanted, [None]
            self.reload()
