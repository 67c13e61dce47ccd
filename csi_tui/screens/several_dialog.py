"""Several rows treated at once: where some cannot be, the person says whether the others shall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.several import SeveralRefused, refusals
from csi_tui.services.people.doubts import Doubt, other_role
from csi_tui.widgets.dialogs import MessageDialog, SureQuestion
from csi_tui.widgets.entry_dialog import EntryDialog, PersonRow
from csi_tui.widgets.form_doubts import Asked


def form_person_row(row_id: str, kind: str, name: str) -> PersonRow:
    """A row that names somebody as a field of a form does: its label, and whom it offers first."""
    column = next(one for one in form_fields.columns(kind) if one.id == name)
    return PersonRow(id=row_id, label=_(column.label), roles=column.roles or ())


class OnSeveral(EntryDialog[str]):
    """Mixed into dialogs that end in a use case of several rows, all of them or none."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__()
        self.numbers = tuple(numbers)
        self._value: Any = None
        self._asked = Asked()

    def which(self) -> str:
        """The rows in a title: the number of one, or how many there are."""
        if len(self.numbers) == 1:
            return self.numbers[0]
        return ngettext("{n} line", "{n} lines", len(self.numbers)).format(n=len(self.numbers))

    def before(self, value: Any) -> None:
        """Keep in mind what was typed: it is done again with fewer rows. Ask about somebody of another role."""
        self._value = value
        go_on, texts, found = super().before, self.texts(), []
        for row in self.rows():
            if isinstance(row, PersonRow) and (
                text := other_role(row.roles, self.person_of(texts[row.id]), self.people or ())
            ):
                found.append(Doubt(row.id, text))
        self._asked.ask(self.app, found, lambda: go_on(value), self.go_to)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Name the rows that cannot be treated; nothing is changed before somebody agrees to leave them out."""
        if not isinstance(error, SeveralRefused):
            super().job_failed(error, group)
            return
        self.busy = False
        if not error.able:
            self.app.push_screen(MessageDialog(str(error), wide=True))
            return

        def go_on() -> None:
            self.numbers = error.able
            self.before(self._value)

        n = len(error.refused)
        lines = [
            ngettext("{n} cannot be:", "{n} cannot be:", n).format(n=n),
            *refusals(error.refused),
            "",
            ngettext(
                "Nothing was changed yet. Leave it out, and go on with the other {n}?",
                "Nothing was changed yet. Leave them out, and go on with the other {n}?",
                n,
            ).format(n=len(error.able)),
        ]
        SureQuestion("\n".join(lines), _("Leave out"), _("Go back")).ask(self.app, go_on)
