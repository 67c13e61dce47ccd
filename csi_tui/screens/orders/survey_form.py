"""Enter a customer's answers by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from csi_tui.i18n import N_, _
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.orders import surveys
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.form_start import instant_now


class SurveyForm(FormScreen[SurveyRow]):
    """A new survey of an order."""

    kind = "surveys"
    help_text = N_(
        "An answer is a figure from 5 to 1 or one of the five levels in words; an empty one is not counted."
    )

    def __init__(self) -> None:
        super().__init__(_("New survey"), "surveys/new", first="agency_ref")

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """The present time; the number is the agency's."""
        return {"answered_at": instant_now(local_times.local_now(self.desk))}, None

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """Enter it."""
        surveys.enter(self.desk, cast("SurveyRow", row))
        return row
