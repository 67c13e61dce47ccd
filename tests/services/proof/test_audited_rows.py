"""What was done to a month and changed behind the program's back is found by the audit trail (docs/safekeeping)."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.cards import took_note
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.oversight import sampling
from csi_tui.services.proof import audited_rows
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort, some_in_quick
from tests.services.procedures import desk_of, staff
from tests.stores import complaint, fill, local, order

JANUARY = Period(202601)
TABLES = (
    "exclusion", "adjustment", "month_step", "card_receipt", "card_window", "carried_row", "appeal", "appeal_step",
    "sample", "sample_row", "sample_finding", "sign_off", "clock_confirmation",
)  # fmt: skip


def play(desk: Desk, now: time_machine.Traveller) -> None:
    """A month with a record of every kind."""
    staff(desk)
    late = complaint("C1", "2026-01-30T09:00", handler_no="E3")
    fill(
        desk,
        orders=[order("U1", "2026-01-28T09:00", "2026-02-15T09:00", technician_no="E2")],
        complaints=[late],
    )
    now.move_to(local("2026-02-02T10:00"))
    exclusions.strike_out(desk, "survey", "A1", "another customer answered")
    adjustments.adjust(desk_of(desk, "Head"), JANUARY, "E1", "total", "-1", "absent from training")
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    number = filing.file_appeal(desk_of(desk, "Owner"), JANUARY, "total", "why?")
    appeals.decide(desk_of(desk, "Direct"), number, "rejected", "so it is")
    reopen_month(desk, JANUARY, "a look again")
    exclusions.restore(desk, "survey", "A1", "it was the customer")
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    took_note.take_note(desk_of(desk, "Owner"), JANUARY, "E1", "read")
    group = desk_of(desk, "Oversight")
    for row in sampling.draw(group, JANUARY).rows:
        sampling.note_finding(group, JANUARY, row.number, "right")
    sampling.sign(group, JANUARY)
    now.move_to(local("2026-02-20T10:00"))
    month_close.freeze(desk, JANUARY)
    exclusions.strike_out(desk, "order", "W1", "of another workshop")
    corrections.correct(desk, JANUARY, "W1 is struck out")
    clock_guard.confirm(desk, "a new battery")
    assert not verify(desk).problems


@pytest.fixture
def played(now: time_machine.Traveller, tmp_path: Path) -> Path:
    """The path of its store."""
    with stores.begun(tmp_path / "csi.db", now, play) as desk:
        return desk.store.path


def changed(value: object, dice: random.Random) -> object:
    if isinstance(value, int):
        return value + dice.choice((1000, 1_000_000))
    return "x" if value is None else f"{value} "


def tamper(connection: sqlite3.Connection, table: str, dice: random.Random) -> str:
    """Change, remove or put in a row of a table; answers what was done."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    (rowid,) = dice.choice(connection.execute(f"SELECT rowid FROM {table}").fetchall())
    how = dice.choice(("change", "change", "change", "remove", "add"))
    if how == "remove":
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    elif how == "add":
        row = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        values = [
            1000 if name in ("id", "position", "fact_id", "employee_id") else changed(value, dice) if name == "number"
            else value
            for name, value in zip(columns, row, strict=True)
        ]  # fmt: skip
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", values)
    else:
        column = dice.choice([name for name in columns if name != "id"])
        (old,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed(old, dice), rowid))
        how = f"{column} of {old!r}"
    return f"{table}: {how}"


@pytest.mark.parametrize("table", some_in_quick(TABLES, 2))
def test_a_record_that_was_tampered_with_is_found(played: Path, tmp_path: Path, table: str) -> None:
    """Whatever was changed, removed or put in, of every table, guards off."""
    dice = random.Random(table)
    for turn in range(by_effort(1, 5, 100)):
        copy = tmp_path / f"turn-{turn}.db"
        shutil.copyfile(played, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            stores.guards_off(connection)
            done = tamper(connection, table, dice)
            connection.commit()
        desk = open_desk(copy)
        with desk.read() as session:
            found = list(audited_rows.altered(session, desk.site))
        where = {problem.where for problem in verify(desk).problems}
        desk.close()
        assert found and "what was done to the months" in where, done


def test_what_is_said(played: Path) -> None:
    """By the numbers that people know, or the month."""
    with closing(sqlite3.connect(played)) as connection:
        stores.guards_off(connection)
        connection.execute("UPDATE exclusion SET reason = 'another' WHERE id = 1")
        connection.execute("UPDATE appeal_step SET text = 'another' WHERE step = 'decided'")
        connection.execute("DELETE FROM sign_off")
        connection.commit()
    desk = open_desk(played)
    with desk.read() as session:
        (number,) = session.connection().exec_driver_sql("SELECT number FROM appeal").one()
        assert list(audited_rows.altered(session, desk.site)) == [
            f"an appeal ({number}): it is not as the audit trail entered it",
            "what was struck out (A1): it is not as the audit trail entered it",
            "a word of the oversight group (row 1): the audit trail knows it, and it is missing",
        ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM certificate", "the certificate of revision 1, which the audit trail knows, is missing"),
        (
            "DELETE FROM certificate WHERE revision_id = (SELECT MAX(revision_id) FROM certificate)",
            "the certificate of revision 3, which the audit trail knows, is missing",
        ),
        (
            "UPDATE certificate SET digest = content_digest WHERE digest IS NOT NULL",
            "revision 2: its certificate does not follow the one of the month before",
        ),
        (
            "UPDATE card SET body = replace(body, 'E1', 'E9') WHERE revision_id = 1",
            "revision 1: what it rests on is not what its certificate names",
        ),
        (
            "UPDATE certificate SET digest = NULL, chain_code = NULL WHERE digest IS NOT NULL",
            "revision 2: it is not in the state that its certificate names",
        ),
    ],
)
def test_certificates_are_held_against_the_trail(played: Path, statement: str, said: str) -> None:
    """One that was removed is missed, and a withdrawn revision that can be read is held by its own."""
    with closing(sqlite3.connect(played)) as connection:
        stores.guards_off(connection)
        assert connection.execute(statement).rowcount > 0
        connection.commit()
    desk = open_desk(played)
    try:
        found = [f"{problem.where}: {problem.what}" for problem in verify(desk).problems]
        assert f"2026-01: {said}" in found, [line for line in found if "guards" not in line]
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE certificate SET period = 202605 WHERE revision_id = 3",
            "2026-01: revision 3: its certificate is put down to another month",
        ),
        (
            "UPDATE certificate SET chain_code = 'AAAA-BBBB-CCCC' WHERE revision_id = 1",
            "2026-01: revision 1: its certificate claims to be chained, and is not",
        ),
        (
            "UPDATE certificate SET calendar_version_id = 99 WHERE revision_id = 1",
            "2026-01: revision 1: it cannot be read",
        ),
        (
            "UPDATE month_revision SET state = 'computed' WHERE id = 1",
            "2026-01: revision 1: it is not in the state that its certificate names",
        ),
        (
            "UPDATE month_revision SET window_ends_at = '2020-01-01 00:00:00.000000' WHERE id = 1",
            "2026-01: revision 1: its window is not that of its cards",
        ),
        (
            "UPDATE card SET total = 9999, rank = 1 WHERE revision_id = 1",
            "2026-01: the card of",
        ),
        ("UPDATE month SET state = 'published'", "2026-01: the audit trail says that it is frozen, and it is not"),
        ("DELETE FROM month", "2026-01: it is not in the state that its last step has left it in"),
    ],
)  # fmt: skip
def test_withdrawn_revisions_and_states_are_held_too(played: Path, statement: str, said: str) -> None:
    """What can still be read has to be what it was; and nothing that was tampered with stops the looking."""
    with closing(sqlite3.connect(played)) as connection:
        stores.guards_off(connection)
        assert connection.execute(statement).rowcount > 0
        connection.commit()
    desk = open_desk(played)
    try:
        found = [f"{problem.where}: {problem.what}" for problem in verify(desk).problems]
        assert any(line.startswith(said) for line in found), [line for line in found if "guards" not in line]
    finally:
        desk.close()
