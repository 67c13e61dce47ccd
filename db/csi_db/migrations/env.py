"""Alembic's entry point: it runs on the connection that :mod:`csi_db.migrations.run` hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import csi_db.models  # noqa: F401 - fills the metadata
from csi_db.migrations.run import recreate_triggers

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
context.run_migrations()
recreate_triggers(connection)
