"""Register a complaint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, cast

from csi_tui.i18n import N_, _
from csi_tui.services import complaints, view
from csi_tui.services.complaint_clock import in_order
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.form_start import instant_now


class ComplaintForm(FormScreen[ComplaintRow]):
    """A new complaint; its three due times are fixed when it is kept."""

    kind = "complaints"
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Complaint"),
            (
                "complaint_no",
                "received_at",
                "customer_name",
                "customer_phone",
                "order_no",
                "handler_no",
                "against_no",
                "category",
            ),
        ),
        (N_("Done already"), ("contacted_at", "planned_at", "resolved_at")),
        (N_("Not valid"), ("status", "status_reason", "reviewed_by_no")),
    )
    help_text = N_(
        "The three limits run from “Received”. Without a handler nobody is credited with the complaint."
    )

    def __init__(self) -> None:
        super().__init__(_("New complaint"), "complaints/new", first="customer_name")
        self._out_of_order = False

    def prepare(self) -> tuple[Mapping[str, str], view.FormRow | None]:
        """A free number and the present time."""
        return {
            "complaint_no": complaints.next_number(self.desk),
            "received_at": instant_now(view.local_now(self.desk)),
        }, None

    def before_keeping(self, row: view.FormRow, go_on: Callable[[], None]) -> None:
        """Ask where milestones do not follow each other."""
        complaint = cast("ComplaintRow", row)
        self._out_of_order = False
        if in_order(complaint.contacted_at, complaint.planned_at, complaint.resolved_at):
            go_on()
            return

        def answered(was_so: bool | None) -> None:
            if was_so:
                self._out_of_order = True
                go_on()

        text = _("Contact, plan and resolution would not follow each other. Was it so?")
        self.app.push_screen(Question(text, _("It was so"), _("Go back"), danger=True), answered)

    def keep(self, row: view.FormRow) -> view.FormRow:
        """Register it."""
        complaint = cast("ComplaintRow", row)
        return complaints.register(
            self.desk,
            complaint,
            out_of_order=self._out_of_order,
            numbered=complaint.complaint_no == self.start.texts["complaint_no"],
        )
