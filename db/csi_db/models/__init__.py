"""Every table of the store, so that one import fills the metadata."""

from __future__ import annotations

from csi_db.models.desk import (
    Complaint,
    ComplaintHandover,
    ComplaintPause,
    ComplaintRound,
    MilestoneEvent,
    Survey,
    UnmatchedSurvey,
    ValidityStep,
    WorkOrder,
)
from csi_db.models.ledger import (
    AuditEntry,
    CalendarDay,
    CalendarVersion,
    CalendarYear,
    ImportBatch,
    Site,
)
from csi_db.models.months import (
    Month,
    MonthRevision,
    MonthSeal,
    Result,
    SchemeVersion,
    SnapshotChargeBack,
    SnapshotComplaint,
    SnapshotOrder,
    SnapshotPerson,
    SnapshotReturn,
    SnapshotSurvey,
    StoredCard,
)
from csi_db.models.people import Assignment, Employee, User, UserRole
from csi_db.models.procedure import Appeal, AppealStep, CardReceipt, CardWindow, Certificate, MonthStep

__all__ = [
    "Appeal",
    "AppealStep",
    "Assignment",
    "AuditEntry",
    "CalendarDay",
    "CalendarVersion",
    "CalendarYear",
    "CardReceipt",
    "CardWindow",
    "Certificate",
    "Complaint",
    "ComplaintHandover",
    "ComplaintPause",
    "ComplaintRound",
    "Employee",
    "ImportBatch",
    "MilestoneEvent",
    "Month",
    "MonthRevision",
    "MonthSeal",
    "MonthStep",
    "Result",
    "SchemeVersion",
    "Site",
    "SnapshotChargeBack",
    "SnapshotComplaint",
    "SnapshotOrder",
    "SnapshotPerson",
    "SnapshotReturn",
    "SnapshotSurvey",
    "StoredCard",
    "Survey",
    "UnmatchedSurvey",
    "User",
    "UserRole",
    "ValidityStep",
    "WorkOrder",
]
