"""Forms that take over what the last order of a known phone or serial number says, marked as such."""

from __future__ import annotations

from collections.abc import Mapping

from csi_tui.i18n import _
from csi_tui.services.find.customers import Taken
from csi_tui.widgets.field import Field
from csi_tui.widgets.form import FormScreen, RowT

BY = ("customer_phone", "serial_no")
"""Fields by which it is known who or what is meant."""


class TakesOver(FormScreen[RowT]):
    """A form that does so; nothing that was typed by hand is touched, and what nobody typed need not be kept."""

    _begun: Mapping[str, str] = {}

    def changed_texts(self) -> dict[str, str]:
        """Without what was taken over: to leave that behind nobody is asked."""
        taken = {field.field_name for field in self.query(Field) if field.taken_over}
        return {name: text for name, text in super().changed_texts().items() if name not in taken}

    def take_over(self, known: Mapping[str, Taken]) -> None:
        """Put in what is known by now, and take out what was put in and is not known any more.

        What the form began with stays, as long as it is about whom or what it began with.
        """
        begun = self._begun if all(self.field(name).taken_over for name in BY if name in self._begun) else {}
        for field in self.query(Field):
            taken = known.get(field.field_name)
            if taken is None and field.field_name in begun:
                continue
            if field.control.has_focus or not (field.taken_over or (taken and not field.text.strip())):
                continue
            if taken is None:
                field.take_over("", "")
            else:
                field.take_over(taken.text, _("from {order}").format(order=taken.order_no))

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Mark what the form began with because it is known, and go to the first field that is left to fill."""
        self._begun = {name: text for name, text in texts.items() if text}
        for field in self.query(Field):
            if text := texts.get(field.field_name):
                field.take_over(text, _("taken over"))
        if self._begun:
            names = [field.field_name for field in self._fields]
            behind = self._fields[names.index(self._first) :]
            empty = next((field for field in behind if not field.text.strip()), behind[0])
            empty.control.focus()
