"""Every table of the store, so that one import fills the metadata."""

from __future__ import annotations

from csi_db.models.analysis import MonthConclusion
from csi_db.models.changes import Adjustment, CarriedRow, Exclusion
from csi_db.models.desk import (
    Complaint,
    ComplaintHandover,
    ComplaintPause,
    ComplaintRound,
    MilestoneEvent,
    Note,
    Survey,
    UnmatchedSurvey,
    ValidityStep,
    WorkOrder,
)
from csi_db.models.dismissals import FindingDismissal
from csi_db.models.entered import (
    ConductRecord,
    MeasureFigure,
    Rating,
    SnapshotEntered,
    TeamCard,
    TeamResult,
)
from csi_db.models.finding import FindCommon, FindState, FindTodo
from csi_db.models.imports import ImportChange, ImportMapping, ImportUndo
from csi_db.models.ledger import (
    AuditEntry,
    CalendarDay,
    CalendarVersion,
    CalendarYear,
    ClockConfirmation,
    ImportBatch,
    Site,
    TextBefore,
)
from csi_db.models.meetings import MeetingLine
from csi_db.models.months import (
    Month,
    MonthRevision,
    MonthSeal,
    Result,
    SchemeVersion,
    SnapshotAdjustment,
    SnapshotChargeBack,
    SnapshotComplaint,
    SnapshotExclusion,
    SnapshotOrder,
    SnapshotPerson,
    SnapshotReturn,
    SnapshotSurvey,
    StoredCard,
)
from csi_db.models.oversight import Sample, SampleFinding, SampleRow, SignOff
from csi_db.models.pay import PayInput, PaySettlement, PaySheet, SchemeChoice
from csi_db.models.people import Assignment, Employee, User, UserRole, UserSecret, UserToken
from csi_db.models.plans import MonthPlan
from csi_db.models.procedure import Appeal, AppealStep, CardReceipt, CardWindow, Certificate, MonthStep
from csi_db.models.talks import Talk, TalkLine
from csi_db.models.waiting import WaitingAct

__all__ = [
    "Adjustment",
    "Appeal",
    "AppealStep",
    "Assignment",
    "AuditEntry",
    "CalendarDay",
    "CalendarVersion",
    "CalendarYear",
    "CardReceipt",
    "CardWindow",
    "CarriedRow",
    "Certificate",
    "ClockConfirmation",
    "Complaint",
    "ComplaintHandover",
    "ComplaintPause",
    "ComplaintRound",
    "ConductRecord",
    "Employee",
    "Exclusion",
    "FindCommon",
    "FindState",
    "FindTodo",
    "FindingDismissal",
    "ImportBatch",
    "ImportChange",
    "ImportMapping",
    "ImportUndo",
    "MeasureFigure",
    "MeetingLine",
    "MilestoneEvent",
    "Month",
    "MonthConclusion",
    "MonthPlan",
    "MonthRevision",
    "MonthSeal",
    "MonthStep",
    "Note",
    "PayInput",
    "PaySettlement",
    "PaySheet",
    "Rating",
    "Result",
    "Sample",
    "SampleFinding",
    "SampleRow",
    "SchemeChoice",
    "SchemeVersion",
    "SignOff",
    "Site",
    "SnapshotAdjustment",
    "SnapshotChargeBack",
    "SnapshotComplaint",
    "SnapshotEntered",
    "SnapshotExclusion",
    "SnapshotOrder",
    "SnapshotPerson",
    "SnapshotReturn",
    "SnapshotSurvey",
    "StoredCard",
    "Survey",
    "Talk",
    "TalkLine",
    "TeamCard",
    "TeamResult",
    "TextBefore",
    "UnmatchedSurvey",
    "User",
    "UserRole",
    "UserSecret",
    "UserToken",
    "ValidityStep",
    "WaitingAct",
    "WorkOrder",
]
