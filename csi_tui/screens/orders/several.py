"""Several work orders at once: a technician for them, or their completion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from csi_tui.i18n import _, ngettext
from csi_tui.screens.several_dialog import OnSeveral, form_person_row
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.desk.sentences import together
from csi_tui.services.desk.spoken_times import read_time
from csi_tui.services.orders import several
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.entry_dialog import Row
from csi_tui.widgets.form_start import instant_now


class TechnicianDialog(OnSeveral):
    """Gives orders to a technician."""

    takes = "enter"

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Technician for {which}").format(which=self.which())

    def rows(self) -> Sequence[Row]:
        """Who."""
        return (form_person_row("technician", "orders", "technician_no"),)

    def hint(self) -> str:
        """How somebody is named."""
        return _("Number or name, or a part of it")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """Who."""
        return self.person_of(texts["technician"])

    def carry_out(self, value: str) -> str:
        """Give them."""
        remarks = several.assign(self.desk, self.numbers, value)
        n = len(self.numbers)
        said = ngettext("{n} order is {who}'s now.", "{n} orders are {who}'s now.", n)
        return together(said.format(n=n, who=value), *remarks)


class CompleteDialog(OnSeveral):
    """Completes orders at one time, with one outcome."""

    takes = "enter"

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Complete {which}").format(which=self.which())

    def about(self) -> str:
        """What stays open."""
        return _("What an order lacks beside its completion is entered in its own form.")

    def choices(self) -> Sequence[tuple[str, str]]:
        """How they ended."""
        return [(one, form_fields.choice_label("outcome", one)) for one in several.COMPLETED]

    def rows(self) -> Sequence[Row]:
        """When."""
        now = instant_now(local_times.local_now(self.desk))
        return (Row("completed_at", form_fields.field_label("orders", "completed_at"), now, 40),)

    def hint(self) -> str:
        """How a time is written."""
        return _("9:05, -2h, 11-20 9:05, now")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[datetime, str]:
        """When, and how they ended."""
        found = read_time(texts["completed_at"], self.desk.site.zone)
        if found is None:
            raise BadCell(_("is needed"))
        return found, choice

    def carry_out(self, value: tuple[datetime, str]) -> str:
        """Complete them."""
        remarks = several.complete(self.desk, self.numbers, *value)
        n = len(self.numbers)
        said = ngettext("{n} order is completed.", "{n} orders are completed.", n).format(n=n)
        return together(said, *remarks)
