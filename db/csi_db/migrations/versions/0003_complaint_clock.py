"""The calendar as versioned rows; corrections, rounds, pauses, handovers and validity of complaints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, and carry over the site's own days and the milestones."""
    _calendar()
    _milestones()
    _complaints()
    _tables_of_complaints()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _calendar() -> None:
    connection = op.get_bind()
    own_days = connection.execute(sa.text("SELECT day, working, note FROM calendar_day ORDER BY day")).all()
    op.drop_table("calendar_day")
    op.create_table(
        "calendar_version",
        _id(),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("change", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "calendar_day",
        _id(),
        sa.Column("layer", AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("from_version_id", sa.Integer(), nullable=False),
        sa.Column("until_version_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("layer IN ('official', 'site')", name="calendar_layer_known"),
        sa.ForeignKeyConstraint(["from_version_id"], ["calendar_version.id"]),
        sa.ForeignKeyConstraint(["until_version_id"], ["calendar_version.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    in_force = sa.text("until_version_id IS NULL")
    op.create_index(
        "calendar_day_in_force", "calendar_day", ["layer", "day"], unique=True, sqlite_where=in_force
    )
    op.create_table(
        "calendar_year",
        _id(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("from_version_id", sa.Integer(), nullable=False),
        sa.Column("until_version_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('official', 'declared')", name="calendar_year_kind_known"),
        sa.ForeignKeyConstraint(["from_version_id"], ["calendar_version.id"]),
        sa.ForeignKeyConstraint(["until_version_id"], ["calendar_version.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("calendar_year_in_force", "calendar_year", ["year"], unique=True, sqlite_where=in_force)
    if own_days:
        connection.execute(
            sa.text(
                "INSERT INTO calendar_version (id, made_at, change, reason, digest) "
                "SELECT 1, created_at, 'set', '', '' FROM site"
            )
        )
        connection.execute(
            sa.text(
                "INSERT INTO calendar_day (layer, day, working, note, source, from_version_id) "
                "VALUES ('site', :day, :working, :note, '', 1)"
            ),
            [dict(row._mapping) for row in own_days],
        )


def _milestones() -> None:
    """A milestone that is taken back has no instant, so the column's rule changes: the table is made anew."""
    op.rename_table("milestone_event", "old_milestone_event")
    op.drop_index("ix_milestone_event_complaint_id", "old_milestone_event")
    op.create_table(
        "milestone_event",
        _id(),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("happened_at", UTCDateTime(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("note", AutoString(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('contacted', 'planned', 'resolved')", name="milestone_kind_known"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["corrects_id"], ["milestone_event.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    columns = "id, complaint_id, kind, happened_at, recorded_at, recorded_by_id, note"
    op.execute(f"INSERT INTO milestone_event ({columns}) SELECT {columns} FROM old_milestone_event")
    op.drop_table("old_milestone_event")
    op.create_index("ix_milestone_event_complaint_id", "milestone_event", ["complaint_id"], unique=False)


def _complaints() -> None:
    op.add_column("complaint", sa.Column("calendar_version_id", sa.Integer(), nullable=True))
    op.add_column("complaint", sa.Column("paused_until", UTCDateTime(), nullable=True))
    op.add_column("complaint", sa.Column("paused_time", sa.BigInteger(), nullable=True))
    op.add_column("complaint", sa.Column("proposed_status", AutoString(), nullable=True))
    for name, column in (("no", "complaint_no"), ("phone", "customer_phone"), ("name", "customer_name")):
        op.create_index(
            f"complaint_by_lower_{name}", "complaint", [sa.text(f"lower({column})")], unique=False
        )


def _tables_of_complaints() -> None:
    op.create_table(
        "complaint_round",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["previous_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["first_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("complaint_id"),
        sa.UniqueConstraint("previous_id"),
    )
    op.create_index("ix_complaint_round_first_id", "complaint_round", ["first_id"], unique=False)
    op.create_table(
        "complaint_pause",
        _id(),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("proof", AutoString(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["started_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["ended_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_pause_complaint_id", "complaint_pause", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_handover",
        _id(),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["employee.id"]),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_complaint_handover_complaint_id", "complaint_handover", ["complaint_id"], unique=False
    )
    op.create_table(
        "validity_step",
        _id(),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.CheckConstraint("step IN ('proposed', 'confirmed', 'rejected')", name="validity_step_known"),
        sa.CheckConstraint("status IN ('valid', 'invalid')", name="validity_status_known"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_validity_step_complaint_id", "validity_step", ["complaint_id"], unique=False)
