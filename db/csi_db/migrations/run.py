"""Run the migrations from inside the program: no alembic.ini, no console."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from csi_db import sqlite_only

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring a store to the newest revision, in one transaction."""
    with engine.execution_options(csi_write=True).begin() as connection:
        upgrade_within(connection)


def upgrade_within(connection: Connection) -> None:
    """The same inside a transaction that writes more."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def recreate_triggers(connection: Connection) -> None:
    """Drop every trigger of the store and make the current ones; called when every migration was run."""
    names = (
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    )
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in sqlite_only.triggers():
        connection.exec_driver_sql(statement)
