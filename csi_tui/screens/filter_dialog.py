"""What a list is narrowed down to, in one dialog: a mark, a person, a span of days, as far as the list knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from csi_tui.i18n import _
from csi_tui.services.desk.filters import Filter, Filterable
from csi_tui.services.orders.filters import filter_from
from csi_tui.widgets.entry_dialog import EntryDialog, Row


class FilterDialog(EntryDialog[Filter]):
    """Dismisses with the filter, or None where the list stays as it is."""

    def __init__(self, present: Filter, of: Filterable) -> None:
        super().__init__()
        self._present, self._of = present, of

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Show only")

    def choices(self) -> Sequence[tuple[str, str]]:
        """Any, or one of the marks."""
        return (("any", _("any")), *((mark, _(label)) for mark, label in self._of.marks.items()))

    def rows(self) -> Sequence[Row]:
        """Person and days."""
        person = [Row("person", _(self._of.person), self._present.person)] if self._of.person else []
        if not self._of.days:
            return person
        return (
            *person,
            Row("since", _("From"), self._present.since_said or str(self._present.since or "")),
            Row("until", _("To"), self._present.until_said or str(self._present.until or "")),
        )

    def hint(self) -> str:
        """How to fill them in."""
        return _(self._of.hint) if self._of.person or self._of.days else ""

    def first_choice(self) -> int:
        """The mark that is asked for now."""
        return ["", *self._of.marks].index(self._present.mark)

    def needs(self, row_id: str) -> bool:
        """No row has to be filled in."""
        return False

    def read(self, texts: Mapping[str, str], choice: str) -> Any:
        """The texts; people are looked up in the store."""
        typed = (texts.get(row, "") for row in ("person", "since", "until"))
        return ("" if choice == "any" else choice, *typed)

    def carry_out(self, value: Any) -> Filter:
        """Make the filter of it."""
        return filter_from(self.desk, *value)
