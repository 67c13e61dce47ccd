"""A migrated store is the store that the models describe."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import csi_db.models  # noqa: F401 - fills the metadata
from csi_db import find_index, migrations, sqlite_only
from csi_db.migrations.run import upgrade
from csi_db.revisions import KNOWN, NEWEST
from csi_db.store import Store

TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
Master = dict[tuple[str, str], tuple[str, tuple[str, ...]]]


def master(path: Path) -> Master:
    """What `sqlite_master` says, but for Alembic's own table; clauses in no particular order."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'"
    )
    found: Master = {(kind, name): (table, clauses(sql)) for kind, name, table, sql in rows}
    connection.close()
    return found


def clauses(sql: str | None) -> tuple[str, ...]:
    """A statement without its quotes and line breaks; of a table, its clauses sorted."""
    if sql is None:
        return ()
    plain = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    if not plain.startswith("CREATE TABLE"):
        return (plain,)
    head, _paren, body = plain.partition("(")
    depth, clause, found = 0, "", []
    for sign in body.removesuffix(")"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            found.append(clause.strip())
            clause = ""
        else:
            clause += sign
    return (head.strip(), *sorted([*found, clause.strip()]))


def fresh_store(path: Path) -> Path:
    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in (*find_index.tables(), *sqlite_only.triggers()):
            connection.exec_driver_sql(statement)
    engine.dispose()
    return path


def test_a_migrated_store_equals_a_fresh_one(store_path: Path, tmp_path: Path) -> None:
    """docs/architecture.md, *Data*: tables, columns, checks, indexes and triggers, compared with a fresh store's."""
    fresh, migrated = master(fresh_store(tmp_path / "fresh.db")), master(store_path)
    assert sorted(migrated) == sorted(fresh)
    assert migrated == fresh
    assert {kind for kind, _name in migrated} == {"table", "index", "trigger"}


def test_the_comparison_sees_a_lost_check(store_path: Path, tmp_path: Path) -> None:
    """The comparison above looks at checks, foreign keys and triggers too, not at names alone."""
    tables = {name: found for (kind, name), (_table, found) in master(store_path).items() if kind == "table"}
    assert any(
        "CONSTRAINT survey_cost_range CHECK (cost BETWEEN 1 AND 5)" in clause for clause in tables["survey"]
    )
    assert any("FOREIGN KEY(handler_id) REFERENCES employee" in clause for clause in tables["complaint"])


def test_every_migration_ends_with_every_trigger(store_path: Path) -> None:
    """docs/architecture.md, *Data*: Alembic's batch mode drops a table's triggers silently; they are made again."""
    wanted = {match[1] for statement in sqlite_only.triggers() if (match := TRIGGER.match(statement))}
    connection = sqlite3.connect(store_path)
    connection.execute("DROP TRIGGER card_frozen_update")
    connection.commit()
    store = Store(store_path)
    upgrade(store.engine)
    store.close()
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    connection.close()
    assert found == wanted


def test_the_revisions_are_those_of_the_scripts() -> None:
    """docs/architecture.md, *Start-up*: Alembic is imported only when the stored revision differs from the code's."""
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(scripts)) == KNOWN
    assert KNOWN[-1] == NEWEST


def test_a_migrated_store_says_its_revision(store_path: Path) -> None:
    """The revision stands in the store, so that a newer or older one is told apart."""
    connection = sqlite3.connect(store_path)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]
    connection.close()
