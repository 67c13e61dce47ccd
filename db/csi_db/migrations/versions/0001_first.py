"""The first store: people, desk, months, ledger."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "employee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_no", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("employee_no"),
    )
    op.create_index(op.f("ix_employee_name"), "employee", ["name"], unique=False)
    op.create_table(
        "scheme_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scheme_id", "digest"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scheme_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("account", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('agent', 'technician', 'parts', 'complaint_handler', 'supervisor')",
            name="assignment_role_known",
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["employee.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("employee_id", "valid_from"),
    )
    op.create_index(op.f("ix_assignment_supervisor_id"), "assignment", ["supervisor_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("account", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("previous_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("imported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "month_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scheme_version_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("computed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("computed_by_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("window_ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("frozen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("backfilled", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'computed', 'published', 'frozen')", name="revision_state_known"
        ),
        sa.ForeignKeyConstraint(
            ["computed_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"],
            ["scheme_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("period", "number"),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'supervisor', 'head', 'hr', 'oversight', 'admin')", name="user_role_known"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "role"),
    )
    op.create_table(
        "card",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "employee_id"),
    )
    op.create_index("card_by_employee", "card", ["employee_id", "revision_id"], unique=False)
    op.create_table(
        "month",
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'computed', 'published', 'frozen')", name="month_state_known"),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("period"),
    )
    op.create_table(
        "result",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("measure", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "employee_id", "measure"),
    )
    op.create_table(
        "snapshot_person",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "employee_id"),
    )
    op.create_table(
        "work_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_no", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("customer_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("customer_phone", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("product", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("serial_no", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("fault", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("parts_id", sa.Integer(), nullable=True),
        sa.Column("service_mode", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_contact_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("appointment_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("arrived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("completed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("parts_issue", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("parts_impact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("return_of_id", sa.Integer(), nullable=True),
        sa.Column("first_order_id", sa.Integer(), nullable=True),
        sa.Column("return_period", sa.Integer(), nullable=True),
        sa.Column("fault_severity", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("usage_impact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("under_warranty", sa.Boolean(), nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("received_day", sa.Integer(), nullable=False),
        sa.Column("completed_day", sa.Integer(), nullable=True),
        sa.Column("contact_time", sa.BigInteger(), nullable=True),
        sa.Column("arrival_time", sa.BigInteger(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("import_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint(
            "fault_severity IN ('minor', 'moderate', 'severe')", name="order_fault_severity_known"
        ),
        sa.CheckConstraint(
            "outcome IN ('fixed', 'not_fixed', 'declined', 'cancelled')", name="order_outcome_known"
        ),
        sa.CheckConstraint("parts_impact IN ('low', 'medium', 'high')", name="order_parts_impact_known"),
        sa.CheckConstraint("parts_issue IN ('none', 'late', 'wrong')", name="order_parts_issue_known"),
        sa.CheckConstraint("service_mode IN ('onsite', 'carry_in')", name="order_service_mode_known"),
        sa.CheckConstraint("usage_impact IN ('low', 'medium', 'high')", name="order_usage_impact_known"),
        sa.ForeignKeyConstraint(
            ["agent_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["first_order_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["parts_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["return_of_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["technician_id"],
            ["employee.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("order_no"),
    )
    op.create_index("order_by_customer", "work_order", ["customer_name"], unique=False)
    op.create_index("order_by_period", "work_order", ["period", "completed_at"], unique=False)
    op.create_index(
        "order_by_phone",
        "work_order",
        ["customer_phone"],
        unique=False,
        sqlite_where=sa.text("customer_phone IS NOT NULL"),
    )
    op.create_index("order_by_receipt", "work_order", ["received_at", "id"], unique=False)
    op.create_index(
        "order_by_serial",
        "work_order",
        ["serial_no"],
        unique=False,
        sqlite_where=sa.text("serial_no IS NOT NULL"),
    )
    op.create_index(
        "order_return_of",
        "work_order",
        ["return_of_id"],
        unique=False,
        sqlite_where=sa.text("return_of_id IS NOT NULL"),
    )
    op.create_index(
        "order_return_of_first",
        "work_order",
        ["first_order_id"],
        unique=False,
        sqlite_where=sa.text("first_order_id IS NOT NULL"),
    )
    op.create_index(
        "order_return_period",
        "work_order",
        ["return_period"],
        unique=False,
        sqlite_where=sa.text("return_period IS NOT NULL"),
    )
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_no", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("customer_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("customer_phone", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("against_id", sa.Integer(), nullable=True),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("contact_due", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("plan_due", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("resolve_due", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("contacted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("planned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("resolved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("next_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("import_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("status IN ('valid', 'invalid')", name="complaint_status_known"),
        sa.ForeignKeyConstraint(
            ["against_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["handler_id"],
            ["employee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["employee.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("complaint_no"),
    )
    op.create_index("complaint_by_period", "complaint", ["period"], unique=False)
    op.create_index(
        "complaint_open",
        "complaint",
        ["next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_complaint_order_id"), "complaint", ["order_id"], unique=False)
    op.create_index(op.f("ix_complaint_received_at"), "complaint", ["received_at"], unique=False)
    op.create_table(
        "snapshot_charge_back",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("parts_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("severity", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("impact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "return_id"),
    )
    op.create_index(
        op.f("ix_snapshot_charge_back_order_id"), "snapshot_charge_back", ["order_id"], unique=False
    )
    op.create_table(
        "snapshot_order",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("parts_id", sa.Integer(), nullable=True),
        sa.Column("is_return", sa.Boolean(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("contact_time", sa.BigInteger(), nullable=True),
        sa.Column("arrival_time", sa.BigInteger(), nullable=True),
        sa.Column("by_appointment", sa.Boolean(), nullable=False),
        sa.Column("parts_issue", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("parts_impact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "order_id"),
    )
    op.create_table(
        "snapshot_return",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("severity", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("impact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["work_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "return_id"),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("attitude", sa.Integer(), nullable=True),
        sa.Column("response", sa.Integer(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("import_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("attitude BETWEEN 1 AND 5", name="survey_attitude_range"),
        sa.CheckConstraint("cost BETWEEN 1 AND 5", name="survey_cost_range"),
        sa.CheckConstraint("parts BETWEEN 1 AND 5", name="survey_parts_range"),
        sa.CheckConstraint("quality BETWEEN 1 AND 5", name="survey_quality_range"),
        sa.CheckConstraint("response BETWEEN 1 AND 5", name="survey_response_range"),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency_ref"),
    )
    op.create_index(op.f("ix_survey_order_id"), "survey", ["order_id"], unique=False)
    op.create_index("survey_by_period", "survey", ["period", "answered_at"], unique=False)
    op.create_table(
        "milestone_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("happened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("kind IN ('contacted', 'planned', 'resolved')", name="milestone_kind_known"),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_milestone_event_complaint_id"), "milestone_event", ["complaint_id"], unique=False
    )
    op.create_table(
        "snapshot_complaint",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("parts_id", sa.Integer(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "complaint_id"),
    )
    op.create_table(
        "snapshot_survey",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("parts_id", sa.Integer(), nullable=True),
        sa.Column("attitude", sa.Integer(), nullable=True),
        sa.Column("response", sa.Integer(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["month_revision.id"],
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "survey_id"),
    )
