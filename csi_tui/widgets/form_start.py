"""What a form begins with, and what its fields hold compared with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from csi_tui.i18n import _
from csi_tui.services.desk import drafts, form_fields
from csi_tui.services.people.choices import Choice
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.column import Column


@dataclass(frozen=True, slots=True)
class Start:
    """What a form begins with: the texts of its fields, the value they come from, people to choose from, a draft.

    ``shapes``: field → the shapes of the numbers before (:func:`csi_tui.services.people.doubts.known_shapes`).
    """

    texts: Mapping[str, str]
    original: form_fields.FormRow | None
    people: Sequence[Choice]
    draft: drafts.Draft | None = None
    shapes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def names(self) -> Sequence[tuple[str, str]]:
        """Number and name of everybody who can be named."""
        return [(one.number, one.name) for one in self.people]

    def value(self, column: Column, text: str, zone: tzinfo) -> Any:
        """The value of what stands in a field.

        Raises:
            BadCell: with the reason.
        """
        if self.original is not None and text == self.texts.get(column.id, ""):
            # What nobody touched goes back as it came, to the last microsecond.
            return getattr(self.original, column.id)
        if column.person:
            return form_fields.person_number(text, self.names)
        value = form_fields.read_field(column, text, zone)
        if value is None and column.by_hand:
            raise BadCell(_("is needed"))
        return value

    def changed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts that differ from what the form began with."""
        return {
            name: text for name, text in texts.items() if text.strip() != self.texts.get(name, "").strip()
        }


def instant_now(now: datetime) -> str:
    """The text that a field for the present time begins with."""
    return now.strftime("%Y-%m-%d %H:%M")
