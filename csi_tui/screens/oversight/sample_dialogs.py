"""What is typed about a sample: a word, how many rows are drawn and from which seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import local_times
from csi_tui.services.oversight import sampling
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row


class WordDialog(EntryDialog[str]):
    """Something that takes one text; dismisses with it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (DO, CANCEL)

    def __init__(self, title: str, label: str, use: Callable[[str], object], *, needed: bool = True) -> None:
        super().__init__()
        self._title, self._label, self._use, self._needed = title, label, use, needed

    def title_text(self) -> str:
        """What is about to be done."""
        return self._title

    def rows(self) -> Sequence[Row]:
        """The text."""
        return (Row("text", self._label),)

    def needs(self, row_id: str) -> bool:
        """Whether the text has to be there: the service says so otherwise."""
        return self._needed

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The text."""
        return texts["text"]

    def carry_out(self, value: str) -> str:
        """Do it."""
        self._use(value)
        return value


class DrawDialog(EntryDialog[str]):
    """How many rows are drawn, and from which seed; dismisses with the seed."""

    takes = "sign-off"

    desk_commands: ClassVar[tuple[Command, ...]] = (DO, CANCEL)

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """Of which month."""
        return _("Draw a sample: {month}").format(month=local_times.month_text(self._period))

    def rows(self) -> Sequence[Row]:
        """Rows and seed."""
        return Row("size", _("Rows"), str(sampling.SIZE), 3), Row("seed", _("Seed"))

    def needs(self, row_id: str) -> bool:
        """Without a seed it is the code of the month's certificate."""
        return row_id == "entry-size"

    def hint(self) -> str:
        """What no seed means."""
        return _("Without a seed it is the code on the notice, which nobody chooses.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[int, str]:
        """Rows and seed."""
        try:
            return int(texts["size"]), texts["seed"]
        except ValueError:
            raise BadCell(_("not a whole number")) from None

    def carry_out(self, value: tuple[int, str]) -> str:
        """Draw it."""
        return sampling.draw(self.desk, self._period, value[0], value[1] or None).seed
