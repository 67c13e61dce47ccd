"""The few faults in the sample's data, of the kind that a check before the close must find: one of each,
all in the last month."""

from __future__ import annotations

from csi_tui.demo.columns import Row
from csi_tui.demo.surveys import Survey
from csi_tui.demo.timeline import DAY, Timeline
from csi_tui.demo.workorders import WorkOrder

_RETURN_DAYS = 30


class Faults:
    """Spoils the first suitable row of each kind in the last month."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._first_day = timeline.first_day(timeline.months - 1)
        self._last_day = timeline.first_day(timeline.months)
        self._left = {"technician", "return", "handler", "answer"}

    def _due(self, fault: str, minute: int) -> bool:
        return fault in self._left and self._first_day <= minute // DAY < self._last_day

    def mar_order(self, order: WorkOrder, row: Row) -> None:
        """Leave a technician out of a completed repair, or take the link from a return that holds."""
        if order.back is not None or row["outcome"] != "fixed":
            return
        if order.origin is None:
            if order.arrival is not None and self._due("technician", order.received):
                row["technician_no"] = ""
                self._left.remove("technician")
        elif order.depth == 1 and self._due("return", order.received) and _holds(order, order.origin):
            row |= {"return_of": "", "fault_severity": "", "usage_impact": ""}
            self._left.remove("return")

    def mar_survey(self, survey: Survey, row: Row) -> None:
        """Let the customer of a repair that is noted as fixed, and held, call its quality the worst."""
        if self._due("answer", survey.answered) and survey.sound:
            row["quality"] = "1"
            self._left.remove("answer")

    def mar_complaint(self, received: int, row: Row) -> None:
        """Leave the handler out of a valid complaint."""
        if self._due("handler", received) and row["status"] == "valid":
            row["handler_no"] = ""
            self._left.remove("handler")


def _holds(order: WorkOrder, origin: WorkOrder) -> bool:
    return order.received // DAY - origin.completed // DAY <= _RETURN_DAYS
