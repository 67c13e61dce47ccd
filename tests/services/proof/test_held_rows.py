"""Rows that count are held by the audit trail from their entry on (docs/decisions/0066): whatever is changed around the
program is found and named, before the freeze too."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from csi_db import row_ledger
from csi_db.audit_rows import all_entries
from csi_db.bulk import insert_row
from csi_db.held_rows import altered_rows
from csi_db.ledger_at_upgrade import rows_held_anew
from csi_db.row_ledger import ELSEWHERE, KEYS, NOT_HELD, UNHELD_TABLES, columns_of
from csi_db.store import Store
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import IntegrityFailure
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.proof import held_rows
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort

DOCS = Path(__file__).resolve().parents[3] / "docs"
BY_WHOM = {"at": "2026-03-01 00:00:00.000000", "user_id": 1, "account": "desk"}
OF_COMPLAINT = {"complaint_id": 1, "reason": "said so"}
OTHERS: Mapping[str, Mapping[str, object]] = {
    "complaint_handover": OF_COMPLAINT | {"at": BY_WHOM["at"], "from_id": 1, "to_id": 2, "recorded_by_id": 1},
    "complaint_pause": OF_COMPLAINT
    | {"proof": "a letter", "starts_at": BY_WHOM["at"], "ends_at": BY_WHOM["at"], "started_by_id": 1},
    "complaint_round": OF_COMPLAINT
    | {"previous_id": 2, "first_id": 2, "number": 2, "recorded_at": BY_WHOM["at"], "recorded_by_id": 1},
    "validity_step": OF_COMPLAINT | BY_WHOM | {"step": "proposed", "status": "invalid"},
    "conduct_record": BY_WHOM
    | {
        "on_date": "2026-03-01",
        "period": 202603,
        "employee_id": 1,
        "code": "merit",
        "note": "",
        "case_no": "",
    },
    "rating": BY_WHOM
    | {
        "on_date": "2026-03-01",
        "period": 202603,
        "employee_id": 1,
        "item": "ethics",
        "score": 450,
        "rated_by_id": 2,
    },
    "measure_figure": BY_WHOM
    | {
        "period": 202603,
        "employee_id": 1,
        "measure": "disputes",
        "numerator": 1,
        "denominator": 2,
        "n": 2,
    },
    "pay_input": BY_WHOM | {"period": 202603, "employee_id": 1, "name": "base_pay", "amount": 300000},
    "finding_dismissal": BY_WHOM | {"code": "near", "number": "W1", "beside": "", "reason": "looked at"},
    "meeting_line": BY_WHOM | {"week": 202648, "kind": "note", "words": "the agency sends its file late"},
    "month_conclusion": BY_WHOM | {"period": 202601, "words": "late over the holiday"},
    "month_plan": BY_WHOM | {"period": 202604, "scheme_id": "team-points", "items": "visits=2 boards=1"},
    "import_mapping": BY_WHOM
    | {"kind": "orders", "layout": "x", "headers": "[]", "version": 1, "mapping": "{}", "import_id": 1},
    "import_undo": BY_WHOM | {"import_id": 1, "gone": 0, "stayed": 1, "reason": "tried"},
    "talk": BY_WHOM
    | {
        "employee_id": 1,
        "span": "2026-01",
        "held_on": "2026-02-10",
        "strengths": "calm with customers",
        "problems": "comes late",
        "direction": "plans the way",
    },
    "talk_line": BY_WHOM | {"talk_id": 1, "kind": "agreed", "words": "so it is"},
    "waiting_act": BY_WHOM
    | {"kind": "x", "subject": "W1", "arguments": "{}", "changes": "{}", "reason": "late", "answer": ""},
    "user_secret": {"user_id": 1, "hash": "$argon2id$", "changed_at": BY_WHOM["at"]},
    "user_token": {"user_id": 1, "digest": "0" * 64, "made_at": BY_WHOM["at"]},
    "import_change": {"import_id": 1, "row_id": 1, "after": "{}"},
}
"""Table → a row of it, for those that the worked example has none of."""


@pytest.fixture
def filled(example_desk: Desk) -> Path:
    """A store with a frozen month, an open one, and a row of every table that is held."""
    stores.backfill(example_desk, "2026-01")
    with example_desk.write() as session:
        connection = session.connection()
        for table, values in OTHERS.items():
            if not connection.exec_driver_sql(f"SELECT 1 FROM {table}").first():
                insert_row(connection, table, values)
        audit.record(session, example_desk, "try", "every table", {})
    assert altered(example_desk) == []
    example_desk.close()
    stores.checkpoint(example_desk.store.path)
    return example_desk.store.path


def altered(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(held_rows.altered(session))


def altered_at(path: Path) -> list[str]:
    with closing(open_desk(path)) as desk:
        return altered(desk)


def test_every_table_is_held_or_it_is_said_why_not() -> None:
    """docs/safekeeping names each table and column that is not held."""
    import csi_db.models  # noqa: F401 - fills the metadata

    tables = SQLModel.metadata.tables
    assert {*KEYS, *ELSEWHERE, *UNHELD_TABLES} == set(tables)
    assert len(KEYS) + len(ELSEWHERE) + len(UNHELD_TABLES) == len(tables)
    assert held_rows.WHAT.keys() == KEYS.keys()
    unheld = {f"`{table}`" for table in UNHELD_TABLES}
    for table, columns in NOT_HELD.items():
        assert columns < set(tables[table].columns.keys())
        # What an act that waits would do is held by its entry (docs/decisions/0076, point 11).
        unheld |= {f"`{table}.{column}`" for column in columns if table != "waiting_act"}
    for page in ("safekeeping.en.md", "safekeeping.zh.md"):
        text = (DOCS / page).read_text(encoding="utf-8")
        assert [name for name in sorted(unheld) if name not in text] == []


def tamper(connection: sqlite3.Connection, dice: random.Random) -> tuple[str, int, str]:
    """Change, remove or double one row; answers its table, the key that is to be named, and what was done."""
    table = dice.choice(sorted(KEYS))
    key = KEYS[table]
    rowid, known = dice.choice(connection.execute(f"SELECT rowid, {key} FROM {table}").fetchall())
    how = dice.choice(("change", "change", "change", "remove", "add"))
    if how == "remove":
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    elif how == "add" and key == "id":
        known = 1000 + dice.randrange(100_000)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        unique = {
            row[2]
            for index in connection.execute(f"PRAGMA index_list({table})").fetchall()
            if index[2]
            for row in connection.execute(f"PRAGMA index_info({index[1]})")
        }
        values = [f"{name} || 'x'" if name in unique else name for name in columns]
        connection.execute(
            f"INSERT INTO {table} (id, {', '.join(columns)}) SELECT {known}, {', '.join(values)} FROM {table} "
            "WHERE rowid = ?",
            (rowid,),
        )
    else:
        column = dice.choice([name for name in columns_of(table) if name != key])
        (old,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        new = dice.choice((1, "x", b"x", None)) if old is None else changed(old, dice)
        how = f"{column}: {old!r} to {new!r}"
        if new == old:
            new = 2
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))
    return table, known, how


def changed(value: object, dice: random.Random) -> object:
    if dice.random() < 0.1:
        return None
    if isinstance(value, int):
        return value + dice.choice((1, -1, 1000, 10**9))
    text = str(value)
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice("7x男") + text[place + dice.randrange(2) :]


def test_single_changes_are_found_and_named(filled: Path, tmp_path: Path) -> None:
    """Of every table, of the frozen month and of open ones; one row alone is named."""
    dice, turn = random.Random(20261130), 0
    while turn < by_effort(20, 40, 1000):
        copy = tmp_path / "turn.db"
        shutil.copyfile(filled, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            stores.guards_off(connection)
            try:
                table, key, how = tamper(connection, dice)
            except sqlite3.IntegrityError:
                continue
            # One that changes nothing: text that the column takes for the same number.
            if connection.total_changes == 0:
                continue
            connection.commit()
        # A store whose user was bent lets nobody in; what was bent is found all the same.
        with closing(Store.open(copy)) as store, store.read() as session:
            found = list(altered_rows(session.connection()))
            said = list(held_rows.altered(session))
        assert [(row.table, row.key) for row in found] == [(table, key)], (turn, table, key, how, said)
        assert len(said) == 1
        turn += 1


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "INSERT INTO user_role VALUES (1, 'oversight')",
            "the roles of a user (Desk): no entry of the audit trail knows it",
        ),
        ("UPDATE rating SET score = 500", "a rating (S001, row 1): it is not as the audit trail entered it"),
        (
            "UPDATE conduct_record SET points = 500",
            "a record of conduct (S001, row 1): it is not as the audit trail entered it",
        ),
        (
            "UPDATE pay_input SET amount = amount + 1",
            "an amount that pay rests on (S001, row 1): it is not as the audit trail entered it",
        ),
        (
            "UPDATE milestone_event SET happened_at = recorded_at WHERE id = 1",
            "a milestone (C000004, row 1): it is not as the audit trail entered it",
        ),
        (
            "UPDATE assignment SET supervisor_id = NULL WHERE id = 3",
            "an assignment (E002, row 3): it is not as the audit trail entered it",
        ),
        (
            "UPDATE calendar_day SET working = 1 - working WHERE id = 7",
            "a day of the calendar (2004-01-25, row 7): it is not as the audit trail entered it",
        ),
        (
            "UPDATE site SET time_zone = 'Asia/Tokyo'",
            "the site (S1): it is not as the audit trail entered it",
        ),
        ("DELETE FROM validity_step", "a step of validity (row 1): the audit trail knows it, and it is missing"),
    ],
)  # fmt: skip
def test_what_was_changed_is_said(filled: Path, statement: str, said: str) -> None:
    """A role put in, a rating, a record, an amount, a milestone, an assignment, a day, the zone: each found by
    ``csi verify``."""
    stores.bend(filled, statement)
    with closing(open_desk(filled)) as desk:
        problems = [problem.what for problem in verify(desk).problems if problem.where == "rows that count"]
        assert problems == [said]


def test_an_order_of_a_frozen_month_that_was_bent_is_not_corrected(filled: Path) -> None:
    """docs/rules.md, rule 15: a correction counts the rows of the desk; what somebody put there with SQLite is none."""
    stores.bend(filled, "UPDATE work_order SET outcome = 'not_fixed' WHERE period = 202601 AND id = 1")
    with pytest.raises(IntegrityFailure, match=r"an order \(W\d+\): it is not as the audit trail entered it"):
        corrections.correct(open_desk(filled), Period(202601), "the outcome was wrong")
    with closing(open_desk(filled)) as desk:
        assert [line for line in altered(desk) if line.startswith("an order")] == altered(desk) != []


def test_several_changes_are_named_each(filled: Path) -> None:
    """In lines and columns of their own, and two in one line."""
    stores.bend(
        filled,
        "UPDATE survey SET late = 1 - late WHERE id IN (1, 2, 9)",
        "DELETE FROM milestone_event WHERE id = 2",
    )
    found = altered_at(filled)
    assert len([line for line in found if line.startswith("a survey")]) == 3
    assert len(found) == 4


def test_a_change_that_fits_no_row_any_more_stays_found(filled: Path) -> None:
    """Whoever writes on after it, by the program, does not hide it."""
    stores.bend(filled, "UPDATE work_order SET completed_at = NULL WHERE id = 3")
    (before,) = altered_at(filled)
    with closing(open_desk(filled)) as desk:
        stores.fill(desk, orders=[stores.order("N1", "2026-03-02T09:00", agent_no="E001")])
        with desk.write() as session:
            connection = session.connection()
            with rows_held_anew(connection):
                connection.exec_driver_sql("ALTER TABLE employee ADD COLUMN later INTEGER DEFAULT 7 NOT NULL")
            audit.record(session, desk, "migrate", "store", {})
        assert altered(desk) == [before]


def test_what_is_taken_back_within_a_transaction_leaves_nothing(desk: Desk) -> None:
    """A row of a file that is rejected after it was written, and an entry with it; a row from before it stays held."""
    stores.fill(desk, employees=[stores.person("E1")], orders=[stores.order("W1", "2026-03-02T09:00")])
    with desk.write() as session:
        insert_row(
            session.connection(),
            "work_order",
            {
                "order_no": "W2",
                "received_at": "2026-03-02 01:00:00.000000",
                "received_day": 739_677,
                "period": 202603,
            }
            | {
                "service_mode": "onsite",
                "late": 0,
                "version": 1,
                "recorded_at": "2026-03-02 01:00:00.000000",
            },
        )
        audit.record(session, desk, "try", "kept", {})
        nested = session.begin_nested()
        session.connection().exec_driver_sql("UPDATE employee SET name = 'Another'")
        session.connection().exec_driver_sql("DELETE FROM work_order")
        audit.record(session, desk, "try", "not kept", {})
        nested.rollback()
        session.connection().exec_driver_sql("UPDATE employee SET joined_on = '2021-01-01'")
    with desk.read() as session:
        subjects = [entry.subject for entry in all_entries(session.connection())]
    assert subjects[-1] == "kept"
    assert altered(desk) == []
    assert not verify(desk).problems


def test_an_order_entered_changed_and_linked_is_held(desk: Desk) -> None:
    """Orders and surveys are read at the end of their transaction: what is changed within it is held as it is then."""
    stores.fill(
        desk,
        employees=[stores.person("E1"), stores.person("E2", "technician")],
        orders=[
            stores.order("W1", "2026-03-02T09:00", "2026-03-03T09:00", technician_no="E2", serial_no="S1"),
            stores.order(
                "W2",
                "2026-03-05T09:00",
                "2026-03-06T09:00",
                technician_no="E2",
                return_of="W1",
                serial_no="S1",
            ),
        ],
        surveys=[stores.survey("A1", "W1", "2026-03-09T09:00")],
    )
    detail = work_orders.read(desk, "W1")
    work_orders.change(desk, "W1", detail.version, detail.row)
    users.add_user(desk, "Second", "second", ["clerk"], "E1")
    assert altered(desk) == []


def test_the_trail_holds_no_digest_of_what_says_who_a_customer_is(desk: Desk) -> None:
    """docs/rules.md, rule 21: a digest of a phone number can be found by trying all of them."""
    stores.fill(desk, orders=[stores.order("W1", "2026-03-02T09:00", customer_phone="13900000001")])
    stores.bend(desk.store.path, "UPDATE work_order SET customer_phone = '13900000002'")
    assert altered(desk) == []
    assert not {"customer_phone", "customer_name", "fault"} & set(columns_of("work_order"))


def corrected(desk: Desk) -> None:
    """An order that a file put right."""
    row = stores.order("W1", "2026-03-02T09:00", "2026-03-03T09:00", customer_phone="13900000001")
    stores.fill(desk, orders=[row])
    file = stores.write_csv(desk.store.path.parent / "again.csv", [row | {"outcome": "not_fixed"}])
    assert import_file(desk, "orders", file, revise=True).accepted == 1


@pytest.mark.parametrize("column", ["before", "after"])
def test_what_an_import_changed_is_held_but_for_the_customer(desk: Desk, column: str) -> None:
    """docs/decisions/0066, point 7: an undo puts back what stands there, and so would what somebody put there."""
    corrected(desk)
    stores.bend(desk.store.path, f"UPDATE import_change SET {column} = replace({column}, '13900000001', '1')")
    assert altered(desk) == []
    stores.bend(
        desk.store.path, f"UPDATE import_change SET {column} = replace({column}, 'fixed', 'cancelled')"
    )
    assert len(altered(desk)) == 1


HELD_LATER = {
    "import_change": ("before", "after"),
    "milestone_event": ("import_id",),
    "conduct_record": ("import_id",),
}
"""Table → its columns that a store of revision 0021 did not hold, or did not have."""


def test_what_an_import_changed_is_held_from_the_upgrade_on(desk: Desk) -> None:
    """docs/decisions/0066, point 8: a store of before held that there was a change, and not which."""
    corrected(desk)
    with desk.write() as session:
        connection = session.connection()
        ledger = row_ledger.ledger_of(connection)
        assert ledger is not None
        for table, later in HELD_LATER.items():
            others = [name for name in columns_of(table) if name not in later]
            ledger.add_sums(table, row_ledger.sums_of(connection, table, others))
            whole = row_ledger.sums_of(connection, table)
            ledger.add_sums(table, {at: -amount for at, amount in whole.items()})
        audit.record(session, desk, "try", "as it was", {})
    desk.close()
    with closing(sqlite3.connect(desk.store.path)) as driver:
        driver.execute("DROP TABLE month_conclusion")
        driver.execute("DROP TABLE meeting_line")
        driver.execute("DROP TABLE month_plan")
        driver.execute("DROP TABLE user_token")
        driver.execute("DROP TABLE talk_line")
        driver.execute("DROP TABLE talk")
    with stores.around(desk.store.path) as driver:
        for table in ("milestone_event", "conduct_record"):
            driver.execute(f"ALTER TABLE {table} DROP COLUMN import_id")
    stores.bend(desk.store.path, "UPDATE alembic_version SET version_num = '0021'")
    assert altered_at(desk.store.path) == []
    stores.bend(desk.store.path, "UPDATE import_change SET after = '{}'")
    assert len(altered_at(desk.store.path)) == 1


def test_a_place_in_the_grid_leads_back_to_its_key() -> None:
    """Lines are even, columns odd."""
    for key in (0, 1, 255, 256, 257, 100_000, 202_601, -1):
        line, column = row_ledger.place_of(key)
        assert line % 2 == 0 and column % 2 == 1
        assert row_ledger.key_at(line, column) == key
