"""A customer's answers as a form: entered by hand, or put right with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from csi_tui.i18n import N_, _
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.orders import surveys
from csi_tui.services.orders.struck_out import struck_text
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.form_start import instant_now
from csi_tui.widgets.why_dialog import WhyDialog


class SurveyForm(FormScreen[SurveyRow]):
    """A new survey of an order, or one that was entered wrong."""

    kind = "surveys"
    help_text = N_(
        "An answer is a figure from 5 to 1 or one of the five levels in words; an empty one is not counted. A survey "
        "that was entered wrong is put right here: it asks why, and the audit trail keeps both."
    )

    def __init__(self, agency_ref: str | None = None, *, first: str | None = None) -> None:
        title = _("New survey") if agency_ref is None else _("Survey {number}").format(number=agency_ref)
        key = "surveys/new" if agency_ref is None else f"surveys/{agency_ref}"
        super().__init__(title, key, first=first or ("order_no" if agency_ref is None else "attitude"))
        self._agency_ref = agency_ref
        self.takes = "enter" if agency_ref is None else ""
        self._struck = ""

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """A free number and the present time; or the survey as it is."""
        if self._agency_ref is None:
            return {
                "agency_ref": surveys.next_number(self.desk),
                "answered_at": instant_now(local_times.local_now(self.desk)),
            }, None
        row = surveys.read(self.desk, self._agency_ref)
        self._struck = struck_text(self.desk, "survey", self._agency_ref)
        return form_fields.row_texts(self.kind, row, self.desk.site.zone, whole=True), row

    def started(self) -> None:
        """The agency's number, where there is one, is typed in place of the proposed one, a Shift-Tab back from where
        the form begins; it stays with its survey."""
        field = self.field("agency_ref")
        if self._agency_ref is None:
            field.propose(_("proposed; the agency's goes here"))
        else:
            field.disabled = True
        self.show_notice(self._struck)

    def before_keeping(self, row: form_fields.FormRow, go_on: Callable[[], None]) -> None:
        """What was entered wrong is put right with a reason."""
        if self._agency_ref is None or row == self.start.original:
            go_on()
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.reason = reason
                go_on()

        title = _("Put survey {number} right").format(number=self._agency_ref)
        hint = _("Typed wrong, another order, heard again …")
        self.app.push_screen(WhyDialog(title, hint), answered)

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """Enter it, or put it right; one that nobody changed stays as it is."""
        survey = cast("SurveyRow", row)
        if self._agency_ref is None:
            surveys.enter(self.desk, survey, reason=self.reason)
        elif survey != self.start.original:
            before = cast("SurveyRow", self.start.original)
            self.remarks = surveys.correct(self.desk, before, survey, self.reason)
        return row
