"""The first store: people, the desk's records, months and their snapshots, the procedure, pay, the audit trail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first version."""
    _people()
    _site()
    _orders_and_surveys()
    _complaints()
    _months()
    _entries()
    _snapshots()
    _procedure()
    _pay()


_Columns = list[sa.Column[Any]]


def _columns(kind: type[sa.types.TypeEngine[Any]], names: tuple[str, ...], nullable: bool) -> _Columns:
    return [sa.Column(name, kind(), nullable=nullable) for name in names]


def _table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...] = ()) -> None:
    """A table by its columns and rules; one without a ``key`` of its own has a number, ``id``."""
    own = [] if key else _whole("id")
    op.create_table(name, *own, *parts, sa.PrimaryKeyConstraint(*(key or ("id",))))


def _index(name: str, table: str, *columns: str, unique: bool = False, where: str | None = None) -> None:
    """An index over columns or expressions, of those rows alone that a condition names."""
    op.create_index(
        name,
        table,
        [column if column.isidentifier() else sa.text(column) for column in columns],
        unique=unique,
        sqlite_where=None if where is None else sa.text(where),
    )


def _one_of(column: str, *words: str, name: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=name)


def _whole(*names: str, nullable: bool = False) -> _Columns:
    return _columns(sa.Integer, names, nullable)


def _long(*names: str, nullable: bool = False) -> _Columns:
    return _columns(sa.BigInteger, names, nullable)


def _text(*names: str, nullable: bool = False) -> _Columns:
    return _columns(AutoString, names, nullable)


def _flag(*names: str, nullable: bool = False) -> _Columns:
    return _columns(sa.Boolean, names, nullable)


def _day(*names: str, nullable: bool = False) -> _Columns:
    return _columns(sa.Date, names, nullable)


def _instant(*names: str, nullable: bool = False) -> _Columns:
    return _columns(UTCDateTime, names, nullable)


def _key_of(target: str, *names: str, nullable: bool = False) -> _Columns:
    return [sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=nullable) for name in names]


def _by_whom() -> _Columns:
    return [*_instant("at"), *_key_of("app_user.id", "user_id"), *_text("account")]


def _taken_back(verb: str) -> _Columns:
    return [
        *_instant(f"{verb}_at", nullable=True),
        *_key_of("app_user.id", f"{verb}_by_id", nullable=True),
        *_text(f"{verb}_account", f"{verb}_reason", nullable=True),
    ]


def _people() -> None:
    _table(
        "employee",
        *_text("employee_no", "name"),
        *_day("joined_on"),
        *_day("left_on", nullable=True),
        sa.UniqueConstraint("employee_no"),
    )
    _index("ix_employee_name", "employee", "name")
    _table(
        "assignment",
        *_key_of("employee.id", "employee_id"),
        *_day("valid_from"),
        *_text("role", "team"),
        *_key_of("employee.id", "supervisor_id", nullable=True),
        _one_of(
            "role",
            "agent",
            "technician",
            "parts",
            "complaint_handler",
            "supervisor",
            "pre_sales",
            name="assignment_role_known",
        ),
        sa.UniqueConstraint("employee_id", "valid_from"),
    )
    _index("ix_assignment_supervisor_id", "assignment", "supervisor_id")
    _table(
        "app_user",
        *_text("name"),
        *_text("account", nullable=True),
        *_key_of("employee.id", "employee_id", nullable=True),
        *_flag("active"),
        sa.UniqueConstraint("account"),
    )
    _table(
        "user_role",
        *_key_of("app_user.id", "user_id"),
        *_text("role"),
        _one_of("role", "clerk", "supervisor", "head", "hr", "oversight", "admin", name="user_role_known"),
        key=("user_id", "role"),
    )
    _table(
        "user_secret",
        *_key_of("app_user.id", "user_id"),
        *_text("hash"),
        *_instant("changed_at"),
        *_whole("failures"),
        *_instant("last_failure_at", nullable=True),
        key=("user_id",),
    )


def _site() -> None:
    _table("site", *_text("code", "name", "time_zone", "scheme_id", "salt"), *_instant("created_at"))
    _table(
        "audit_entry",
        *_whole("seq"),
        *_instant("at"),
        *_text("account"),
        *_key_of("app_user.id", "user_id", nullable=True),
        *_text("action", "subject", "detail", "previous_hash", "hash"),
        key=("seq",),
    )
    _table(
        "import_batch",
        *_text("kind", "file_name", "file_digest"),
        *_instant("imported_at"),
        *_key_of("app_user.id", "user_id"),
        *_whole("accepted", "skipped", "rejected"),
    )
    _table(
        "calendar_version",
        *_instant("made_at"),
        *_key_of("app_user.id", "made_by_id", nullable=True),
        *_text("change", "reason", "digest"),
    )
    _table(
        "calendar_day",
        *_text("layer"),
        *_day("day"),
        *_flag("working"),
        *_text("note", "source"),
        *_key_of("calendar_version.id", "from_version_id"),
        *_key_of("calendar_version.id", "until_version_id", nullable=True),
        _one_of("layer", "official", "site", name="calendar_layer_known"),
    )
    _index(
        "calendar_day_in_force", "calendar_day", "layer", "day", unique=True, where="until_version_id IS NULL"
    )
    _table(
        "calendar_year",
        *_whole("year"),
        *_text("kind", "source"),
        *_key_of("calendar_version.id", "from_version_id"),
        *_key_of("calendar_version.id", "until_version_id", nullable=True),
        _one_of("kind", "official", "declared", name="calendar_year_kind_known"),
    )
    _index("calendar_year_in_force", "calendar_year", "year", unique=True, where="until_version_id IS NULL")
    _table(
        "scheme_version",
        *_text("scheme_id"),
        *_whole("version"),
        *_text("digest", "body"),
        sa.UniqueConstraint("scheme_id", "digest"),
    )


def _orders_and_surveys() -> None:
    _table(
        "work_order",
        *_text("order_no"),
        *_instant("received_at"),
        *_text("customer_name", "customer_phone", "product", "serial_no", "fault", nullable=True),
        *_key_of("employee.id", "agent_id", "technician_id", "parts_id", nullable=True),
        *_text("service_mode"),
        *_instant("first_contact_at", "appointment_at", "arrived_at", "completed_at", nullable=True),
        *_text("outcome", "parts_issue", "parts_impact", nullable=True),
        *_key_of("work_order.id", "return_of_id", "first_order_id", nullable=True),
        *_whole("return_period", nullable=True),
        *_text("fault_severity", "usage_impact", nullable=True),
        *_flag("under_warranty", nullable=True),
        *_long("fee", nullable=True),
        *_whole("received_day"),
        *_whole("completed_day", nullable=True),
        *_long("contact_time", "arrival_time", nullable=True),
        *_whole("period"),
        *_flag("late"),
        *_whole("version"),
        *_instant("recorded_at"),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_text("import_digest", nullable=True),
        _one_of("fault_severity", "minor", "moderate", "severe", name="order_fault_severity_known"),
        _one_of("outcome", "fixed", "not_fixed", "declined", "cancelled", name="order_outcome_known"),
        _one_of("parts_impact", "low", "medium", "high", name="order_parts_impact_known"),
        _one_of("parts_issue", "none", "late", "wrong", name="order_parts_issue_known"),
        _one_of("service_mode", "onsite", "carry_in", name="order_service_mode_known"),
        _one_of("usage_impact", "low", "medium", "high", name="order_usage_impact_known"),
        sa.UniqueConstraint("order_no"),
    )
    _index("order_by_customer", "work_order", "customer_name")
    _index("order_by_period", "work_order", "period", "completed_at")
    _index("order_by_phone", "work_order", "customer_phone", where="customer_phone IS NOT NULL")
    _index("order_by_receipt", "work_order", "received_at", "id")
    _index("order_by_serial", "work_order", "serial_no", where="serial_no IS NOT NULL")
    _index("order_return_of", "work_order", "return_of_id", where="return_of_id IS NOT NULL")
    _index("order_return_of_first", "work_order", "first_order_id", where="first_order_id IS NOT NULL")
    _index("order_return_period", "work_order", "return_period", where="return_period IS NOT NULL")
    _index("order_unfinished", "work_order", "received_at", "id", where="completed_at IS NULL")
    _table(
        "survey",
        *_text("agency_ref"),
        *_key_of("work_order.id", "order_id"),
        *_instant("answered_at"),
        *_whole("attitude", "response", "quality", "parts", "cost", nullable=True),
        *_whole("period"),
        *_flag("late"),
        *_instant("recorded_at"),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_text("import_digest", nullable=True),
        sa.CheckConstraint("attitude BETWEEN 1 AND 5", name="survey_attitude_range"),
        sa.CheckConstraint("cost BETWEEN 1 AND 5", name="survey_cost_range"),
        sa.CheckConstraint("parts BETWEEN 1 AND 5", name="survey_parts_range"),
        sa.CheckConstraint("quality BETWEEN 1 AND 5", name="survey_quality_range"),
        sa.CheckConstraint("response BETWEEN 1 AND 5", name="survey_response_range"),
        sa.UniqueConstraint("agency_ref"),
    )
    _index("ix_survey_order_id", "survey", "order_id")
    _index("survey_by_period", "survey", "period", "answered_at")
    _table(
        "unmatched_survey",
        *_text("agency_ref"),
        *_text("order_no", nullable=True),
        *_whole("period"),
        *_key_of("import_batch.id", "import_id"),
        key=("agency_ref",),
    )
    _index("unmatched_survey_by_period", "unmatched_survey", "period")


def _complaints() -> None:
    _table(
        "complaint",
        *_text("complaint_no"),
        *_instant("received_at"),
        *_text("customer_name", "customer_phone", nullable=True),
        *_key_of("work_order.id", "order_id", nullable=True),
        *_key_of("employee.id", "handler_id", "against_id", nullable=True),
        *_text("category", nullable=True),
        *_text("status"),
        *_text("status_reason", nullable=True),
        *_key_of("employee.id", "reviewed_by_id", nullable=True),
        *_instant("contact_due", "plan_due", "resolve_due"),
        *_flag("provisional"),
        *_instant("contacted_at", "planned_at", "resolved_at", "next_due_at", nullable=True),
        *_whole("period"),
        *_flag("late"),
        *_whole("version"),
        *_instant("recorded_at"),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_text("import_digest", nullable=True),
        *_whole("calendar_version_id", nullable=True),
        *_instant("paused_until", nullable=True),
        *_long("paused_time", nullable=True),
        *_text("proposed_status", nullable=True),
        _one_of("status", "valid", "invalid", name="complaint_status_known"),
        sa.UniqueConstraint("complaint_no"),
    )
    _index("complaint_by_lower_name", "complaint", "lower(customer_name)")
    _index("complaint_by_lower_no", "complaint", "lower(complaint_no)")
    _index("complaint_by_lower_phone", "complaint", "lower(customer_phone)")
    _index("complaint_by_period", "complaint", "period")
    _index("complaint_open", "complaint", "next_due_at", "id", where="next_due_at IS NOT NULL")
    _index("ix_complaint_order_id", "complaint", "order_id")
    _index("ix_complaint_received_at", "complaint", "received_at")
    _table(
        "milestone_event",
        *_key_of("complaint.id", "complaint_id"),
        *_text("kind"),
        *_instant("happened_at", nullable=True),
        *_instant("recorded_at"),
        *_key_of("app_user.id", "recorded_by_id"),
        *_text("note", nullable=True),
        *_key_of("milestone_event.id", "corrects_id", nullable=True),
        _one_of("kind", "contacted", "planned", "resolved", name="milestone_kind_known"),
    )
    _index("ix_milestone_event_complaint_id", "milestone_event", "complaint_id")
    _table(
        "complaint_round",
        *_key_of("complaint.id", "complaint_id", "previous_id", "first_id"),
        *_whole("number"),
        *_text("reason"),
        *_instant("recorded_at"),
        *_key_of("app_user.id", "recorded_by_id"),
        sa.UniqueConstraint("previous_id"),
        key=("complaint_id",),
    )
    _index("ix_complaint_round_first_id", "complaint_round", "first_id")
    _table(
        "complaint_pause",
        *_key_of("complaint.id", "complaint_id"),
        *_text("reason", "proof"),
        *_instant("starts_at", "ends_at"),
        *_key_of("app_user.id", "started_by_id"),
        *_key_of("app_user.id", "ended_by_id", nullable=True),
    )
    _index("ix_complaint_pause_complaint_id", "complaint_pause", "complaint_id")
    _table(
        "complaint_handover",
        *_key_of("complaint.id", "complaint_id"),
        *_instant("at"),
        *_key_of("employee.id", "from_id", "to_id"),
        *_text("reason", nullable=True),
        *_key_of("app_user.id", "recorded_by_id"),
    )
    _index("ix_complaint_handover_complaint_id", "complaint_handover", "complaint_id")
    _table(
        "validity_step",
        *_key_of("complaint.id", "complaint_id"),
        *_text("step", "status", "reason"),
        *_by_whom(),
        _one_of("status", "valid", "invalid", name="validity_status_known"),
        _one_of("step", "proposed", "confirmed", "rejected", name="validity_step_known"),
    )
    _index("ix_validity_step_complaint_id", "validity_step", "complaint_id")


def _months() -> None:
    _table(
        "month_revision",
        *_whole("period", "number"),
        *_text("state"),
        *_key_of("scheme_version.id", "scheme_version_id"),
        *_instant("as_of", "computed_at"),
        *_key_of("app_user.id", "computed_by_id"),
        *_instant("published_at", nullable=True),
        *_key_of("app_user.id", "published_by_id", nullable=True),
        *_instant("window_ends_at", "frozen_at", nullable=True),
        *_key_of("app_user.id", "frozen_by_id", nullable=True),
        *_flag("backfilled"),
        *_whole("rules_version"),
        _one_of("state", "open", "computed", "published", "frozen", name="revision_state_known"),
        sa.UniqueConstraint("period", "number"),
    )
    _table(
        "month",
        *_whole("period"),
        *_text("state"),
        *_key_of("month_revision.id", "revision_id", nullable=True),
        *_whole("version"),
        _one_of("state", "open", "computed", "published", "frozen", name="month_state_known"),
        key=("period",),
    )
    _table(
        "month_seal",
        *_key_of("month_revision.id", "revision_id"),
        *_text("relation", "columns"),
        *_whole("rows"),
        *_text("digest", "places"),
        key=("revision_id", "relation"),
    )
    _table(
        "certificate",
        *_key_of("month_revision.id", "revision_id"),
        *_whole("period"),
        *_text("manifest", "content_digest", "code"),
        *_key_of("calendar_version.id", "calendar_version_id", nullable=True),
        *_key_of("certificate.revision_id", "previous_id", nullable=True),
        *_text("digest", "chain_code", nullable=True),
        key=("revision_id",),
    )
    _index("ix_certificate_period", "certificate", "period")
    _table(
        "month_step",
        *_whole("period"),
        *_text("step"),
        *_instant("at"),
        *_key_of("app_user.id", "user_id"),
        *_text("account", "reason"),
        *_key_of("month_revision.id", "revision_id", nullable=True),
        _one_of(
            "step",
            "computed",
            "published",
            "reopened",
            "frozen",
            "backfilled",
            "corrected",
            name="month_step_known",
        ),
    )
    _index("ix_month_step_period", "month_step", "period")
    _table(
        "card",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_whole("position"),
        *_text("role", "team"),
        *_whole("total", "rank", nullable=True),
        *_text("body"),
        key=("revision_id", "employee_id"),
    )
    _index("card_by_employee", "card", "employee_id", "revision_id")
    _table(
        "result",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_text("measure"),
        *_long("numerator", "denominator"),
        *_whole("n"),
        key=("revision_id", "employee_id", "measure"),
    )
    _table(
        "team_card",
        *_key_of("month_revision.id", "revision_id"),
        *_whole("position"),
        *_text("team"),
        *_whole("total", "rank", nullable=True),
        *_text("grade", nullable=True),
        *_text("body"),
        key=("revision_id", "position"),
    )
    _table(
        "team_result",
        *_key_of("month_revision.id", "revision_id"),
        *_text("team", "measure"),
        *_whole("position"),
        *_long("numerator", "denominator"),
        *_whole("n"),
        key=("revision_id", "team", "measure"),
    )


def _entries() -> None:
    _table(
        "measure_figure",
        *_whole("period"),
        *_key_of("employee.id", "employee_id", nullable=True),
        *_text("team", nullable=True),
        *_text("measure"),
        *_long("numerator", "denominator"),
        *_whole("n"),
        *_by_whom(),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_taken_back("replaced"),
    )
    _index(
        "measure_figure_in_force",
        "measure_figure",
        "period",
        "measure",
        "COALESCE(employee_id, 0)",
        "COALESCE(team, '')",
        unique=True,
        where="replaced_at IS NULL",
    )
    _table(
        "rating",
        *_day("on_date"),
        *_whole("period"),
        *_key_of("employee.id", "employee_id"),
        *_text("item"),
        *_whole("score"),
        *_key_of("employee.id", "rated_by_id"),
        *_by_whom(),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_taken_back("withdrawn"),
    )
    _index("ix_rating_period", "rating", "period")
    _index(
        "rating_in_force",
        "rating",
        "employee_id",
        "item",
        "on_date",
        unique=True,
        where="withdrawn_at IS NULL",
    )
    _table(
        "conduct_record",
        *_day("on_date"),
        *_whole("period"),
        *_key_of("employee.id", "employee_id"),
        *_text("code"),
        *_whole("points", nullable=True),
        *_text("note", "case_no"),
        *_by_whom(),
        *_taken_back("withdrawn"),
    )
    _index("ix_conduct_record_period", "conduct_record", "period")
    _table(
        "exclusion",
        *_text("kind"),
        *_whole("fact_id"),
        *_text("reason", "evidence"),
        *_by_whom(),
        *_taken_back("restored"),
        _one_of("kind", "order", "times", "return", "survey", "complaint", name="exclusion_kind_known"),
    )
    _index("exclusion_in_force", "exclusion", "kind", "fact_id", unique=True, where="restored_at IS NULL")
    _table(
        "adjustment",
        *_whole("period"),
        *_key_of("employee.id", "employee_id"),
        *_text("line"),
        *_whole("points"),
        *_text("reason", "evidence"),
        *_by_whom(),
        *_taken_back("withdrawn"),
    )
    _index("ix_adjustment_employee_id", "adjustment", "employee_id")
    _index("ix_adjustment_period", "adjustment", "period")


def _snapshots() -> None:
    _table(
        "snapshot_person",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_text("role", "team"),
        *_whole("supervisor_id", nullable=True),
        key=("revision_id", "employee_id"),
    )
    _table(
        "snapshot_order",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("work_order.id", "order_id"),
        *_whole("agent_id", "technician_id", "parts_id", nullable=True),
        *_flag("is_return"),
        *_text("outcome", nullable=True),
        *_long("contact_time", "arrival_time", nullable=True),
        *_flag("by_appointment"),
        *_text("parts_issue", "parts_impact", nullable=True),
        key=("revision_id", "order_id"),
    )
    _table(
        "snapshot_return",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("work_order.id", "return_id", "order_id"),
        *_text("severity", "impact", nullable=True),
        key=("revision_id", "return_id"),
    )
    _index("ix_snapshot_return_order_id", "snapshot_return", "order_id")
    _table(
        "snapshot_charge_back",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("work_order.id", "return_id", "order_id"),
        *_whole("agent_id", "technician_id", "parts_id", nullable=True),
        *_text("outcome", "severity", "impact", nullable=True),
        key=("revision_id", "return_id"),
    )
    _index("ix_snapshot_charge_back_order_id", "snapshot_charge_back", "order_id")
    _table(
        "snapshot_survey",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("survey.id", "survey_id"),
        *_whole(
            "agent_id",
            "technician_id",
            "parts_id",
            "attitude",
            "response",
            "quality",
            "parts",
            "cost",
            nullable=True,
        ),
        key=("revision_id", "survey_id"),
    )
    _table(
        "snapshot_complaint",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("complaint.id", "complaint_id"),
        *_whole("handler_id", "agent_id", "technician_id", "parts_id", nullable=True),
        *_flag("in_time", nullable=True),
        key=("revision_id", "complaint_id"),
    )
    _table(
        "snapshot_exclusion",
        *_key_of("month_revision.id", "revision_id"),
        *_text("kind"),
        *_whole("fact_id"),
        key=("revision_id", "kind", "fact_id"),
    )
    _table(
        "snapshot_adjustment",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("adjustment.id", "adjustment_id"),
        *_key_of("employee.id", "employee_id"),
        *_text("line"),
        *_whole("points"),
        key=("revision_id", "adjustment_id"),
    )
    _table(
        "snapshot_entered",
        *_key_of("month_revision.id", "revision_id"),
        *_text("entry_kind"),
        *_whole("entry_id"),
        *_whole("employee_id", nullable=True),
        *_text("team", nullable=True),
        *_text("name"),
        *_long("numerator", nullable=True),
        *_long("denominator"),
        *_whole("n"),
        _one_of("entry_kind", "figure", "rating", "conduct", name="snapshot_entered_kind_known"),
        key=("revision_id", "entry_kind", "entry_id"),
    )
    _table(
        "carried_row",
        *_key_of("month_revision.id", "revision_id"),
        *_text("kind"),
        *_whole("fact_id", "following"),
        _one_of("kind", "order", "complaint", "survey", "return", name="carried_kind_known"),
        key=("revision_id", "kind", "fact_id"),
    )


def _procedure() -> None:
    _table(
        "card_window",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_instant("ends_at"),
        *_flag("changed"),
        key=("revision_id", "employee_id"),
    )
    _table(
        "card_receipt",
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_text("how", "note"),
        *_by_whom(),
        _one_of("how", "read", "read-aloud", "absent", name="card_receipt_how_known"),
    )
    _index("ix_card_receipt_revision_id", "card_receipt", "revision_id")
    _table(
        "appeal",
        *_text("number"),
        *_whole("period"),
        *_key_of("month_revision.id", "revision_id"),
        *_key_of("employee.id", "employee_id"),
        *_text("line"),
        *_text("row_no", nullable=True),
        *_text("reason", "evidence", "state"),
        *_instant("due_at"),
        _one_of("state", "first", "answered", "second", "closed", "carried", name="appeal_state_known"),
        sa.UniqueConstraint("number"),
    )
    _index("appeal_waiting", "appeal", "state", "due_at", where="state <> 'closed'")
    _index("ix_appeal_employee_id", "appeal", "employee_id")
    _index("ix_appeal_period", "appeal", "period")
    _table(
        "appeal_step",
        *_key_of("appeal.id", "appeal_id"),
        *_text("step"),
        *_text("outcome", nullable=True),
        *_text("text"),
        *_by_whom(),
        _one_of("outcome", "upheld", "partly", "rejected", name="appeal_outcome_known"),
        _one_of("step", "filed", "decided", "escalated", "withdrawn", "carried", name="appeal_step_known"),
    )
    _index("ix_appeal_step_appeal_id", "appeal_step", "appeal_id")
    _table(
        "sample", *_key_of("month_revision.id", "revision_id"), *_text("seed"), *_whole("size"), *_by_whom()
    )
    _index("ix_sample_revision_id", "sample", "revision_id")
    _table(
        "sample_row",
        *_key_of("sample.id", "sample_id"),
        *_whole("position"),
        *_text("kind"),
        *_whole("fact_id"),
        _one_of("kind", "order", "survey", "complaint", name="sample_kind_known"),
        key=("sample_id", "position"),
    )
    _table(
        "sample_finding",
        *_key_of("sample.id", "sample_id"),
        *_whole("position"),
        *_text("finding", "note"),
        *_by_whom(),
        _one_of("finding", "right", "wrong", name="sample_finding_known"),
    )
    _index("ix_sample_finding_sample_id", "sample_finding", "sample_id")
    _table(
        "sign_off",
        *_key_of("month_revision.id", "revision_id"),
        *_text("verdict", "reason"),
        *_by_whom(),
        _one_of("verdict", "signed", "objected", "lifted", name="sign_off_verdict_known"),
    )
    _index("ix_sign_off_revision_id", "sign_off", "revision_id")


def _pay() -> None:
    _table(
        "scheme_choice",
        *_whole("from_period"),
        *_text("scheme_id"),
        *_key_of("scheme_version.id", "scheme_version_id", nullable=True),
        *_text("before"),
        *_by_whom(),
    )
    _table(
        "pay_input",
        *_whole("period"),
        *_key_of("employee.id", "employee_id", nullable=True),
        *_text("name"),
        *_long("amount"),
        *_by_whom(),
        *_key_of("import_batch.id", "import_id", nullable=True),
        *_taken_back("replaced"),
    )
    _index(
        "pay_input_in_force",
        "pay_input",
        "period",
        "name",
        "COALESCE(employee_id, 0)",
        unique=True,
        where="replaced_at IS NULL",
    )
    _table(
        "pay_settlement",
        *_whole("period", "number"),
        *_key_of("month_revision.id", "revision_id"),
        *_by_whom(),
        sa.UniqueConstraint("period", "number"),
    )
    _table(
        "pay_sheet",
        *_key_of("pay_settlement.id", "settlement_id"),
        *_key_of("employee.id", "employee_id"),
        *_long("total"),
        *_text("body"),
        key=("settlement_id", "employee_id"),
    )
