"""Run the migrations from inside the program: no alembic.ini, no console."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from csi_db import sqlite_only

HERE = Path(__file__).parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a store to a revision, in one transaction."""
    with engine.execution_options(csi_write=True).begin() as connection:
        upgrade_within(connection, revision)


def upgrade_within(connection: Connection, revision: str = "head") -> None:
    """The same inside a transaction that writes more."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def recreate_triggers(connection: Connection) -> None:
    """Drop every trigger of the store and make the current ones; called at the end of every migration.

    A store on its way to the newest revision has not every table yet; whose table is missing comes with it.
    """
    names = (
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    )
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in sqlite_only.triggers():
        if statement.split(" ON ", 1)[1].split()[0] not in tables:
            continue
        connection.exec_driver_sql(statement)
