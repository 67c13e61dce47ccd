"""Stores of earlier releases, as files of statements, and a program that is one migration ahead of this one.

A release whose store differs from the one before it leaves its own beside them: ``python -m tests.old_stores``.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from csi_db import find_index, revisions
from csi_db.migrations import run
from csi_db.revisions import NEWEST
from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.account import current_account
from csi_tui.services.keeping.opening import open_desk
from tests import stores
from tests.stores import clock_at

STORES = Path(__file__).resolve().parent / "db" / "stores"
RELEASED = sorted(path.stem for path in STORES.glob("*.sql"))
"""Revisions of the stores of earlier releases."""
FOLLOWING = f"{int(NEWEST) + 1:04d}"
MARKS = """
    op.create_table("order_mark", sa.Column("order_id", sa.Integer(), sa.ForeignKey("work_order.id"), primary_key=True))
    op.execute("INSERT INTO order_mark SELECT id FROM work_order")
    # As Alembic's batch mode does, silently.
    op.execute("DROP TRIGGER card_frozen_update")
"""
"""What the migration ahead does."""


def old_store(path: Path, revision: str = RELEASED[0]) -> None:
    """A store as a release left it: one month frozen, one published; its user is the running account."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((STORES / f"{revision}.sql").read_text(encoding="utf-8"))
        connection.execute("UPDATE app_user SET account = ?", (current_account(),))
        connection.commit()
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def following_version(body: str = MARKS) -> Iterator[None]:
    """The program as its next version may be: every migration that there is, and one more."""
    head = f'from alembic import op\nimport sqlalchemy as sa\nrevision, down_revision = "{FOLLOWING}", "{NEWEST}"\n'
    with (
        tempfile.TemporaryDirectory(prefix="csi-migrations-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        scripts = Path(folder) / "migrations"
        shutil.copytree(run.HERE, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "following.py").write_text(
            f"{head}\n\ndef upgrade() -> None:\n{body}", encoding="utf-8"
        )
        patch.setattr(run, "HERE", scripts)
        patch.setattr(revisions, "KNOWN", (*revisions.KNOWN, FOLLOWING))
        patch.setattr(revisions, "NEWEST", FOLLOWING)
        yield


def write_store() -> Path:
    """Write what this version leaves of the worked example: January frozen, February published."""
    target = STORES / f"{NEWEST}.sql"
    with tempfile.TemporaryDirectory() as folder:
        path = stores.copy_store(Path(folder) / "csi.db")
        with clock_at(stores.NOW):
            desk = open_desk(path)
            stores.fill_example(desk)
            stores.backfill(desk, "2026-01")
            stores.compute(desk, "2026-02")
            month_close.publish(desk, Period(202602), days=0)
            desk.close()
        with closing(sqlite3.connect(path)) as connection:
            made = [*stores.dumped(connection), *(f"{statement};" for statement in find_index.tables()), ""]
            target.write_text("\n".join(made), encoding="utf-8")
    return target


if __name__ == "__main__":
    print(write_store())
