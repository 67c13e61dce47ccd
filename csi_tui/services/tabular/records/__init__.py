"""One row of each kind of file, read: a field for each column of docs/files.md §2, in its order, the column on it.

Numbers of people and orders are as written and not looked up; an empty cell is None, except where docs/files.md §2
gives a default. Instants are aware and in UTC.
"""

from __future__ import annotations

from csi_tui.services.tabular.records.calendar import CalendarRow
from csi_tui.services.tabular.records.complaints import ComplaintRow
from csi_tui.services.tabular.records.employees import EmployeeRow
from csi_tui.services.tabular.records.entered import ConductRow, MeasureRow, RatingRow
from csi_tui.services.tabular.records.milestones import MilestoneRow
from csi_tui.services.tabular.records.orders import OrderRow
from csi_tui.services.tabular.records.pay import PayRow
from csi_tui.services.tabular.records.surveys import SurveyRow

__all__ = [
    "CalendarRow",
    "ComplaintRow",
    "ConductRow",
    "EmployeeRow",
    "MeasureRow",
    "MilestoneRow",
    "OrderRow",
    "PayRow",
    "RatingRow",
    "Row",
    "SurveyRow",
]

Row = (
    EmployeeRow
    | OrderRow
    | SurveyRow
    | ComplaintRow
    | RatingRow
    | MeasureRow
    | PayRow
    | CalendarRow
    | ConductRow
    | MilestoneRow
)
