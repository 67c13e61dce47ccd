"""Changes behind the program's back, guards off: every one is found, and the row named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verification import Verification
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort

SOME, MANY = by_effort(12, 16, 16), 1000
NUMBER_OF = {
    "snapshot_order": ("order_id", "SELECT order_no FROM work_order WHERE id = ?"),
    "snapshot_return": ("return_id", "SELECT order_no FROM work_order WHERE id = ?"),
    "snapshot_charge_back": ("return_id", "SELECT order_no FROM work_order WHERE id = ?"),
    "snapshot_survey": ("survey_id", "SELECT agency_ref FROM survey WHERE id = ?"),
    "snapshot_complaint": ("complaint_id", "SELECT complaint_no FROM complaint WHERE id = ?"),
    "snapshot_person": ("employee_id", "SELECT employee_no FROM employee WHERE id = ?"),
    "result": ("employee_id", "SELECT employee_no FROM employee WHERE id = ?"),
    "card": ("employee_id", "SELECT employee_no FROM employee WHERE id = ?"),
    "audit_entry": ("seq", "SELECT ?"),
    "scheme_version": ("id", None),
    "month_revision": ("id", None),
    "month_seal": ("revision_id", None),
    "month": ("period", None),
}
"""Table → the column of its key, and how to find what people call the row (None: the month is named)."""


@pytest.fixture
def frozen_path(example_desk: Desk) -> Path:
    """A store with two frozen months."""
    stores.backfill(example_desk, "2026-01", "2026-02")
    example_desk.close()
    stores.checkpoint(example_desk.store.path)
    return example_desk.store.path


def looked_through(path: Path) -> Verification:
    desk = open_desk(path)
    try:
        return verify(desk)
    finally:
        desk.close()


def tamper(connection: sqlite3.Connection, dice: random.Random) -> tuple[str, set[str]]:
    """Change, double or remove one row; answers what was done, and the names that one of the problems must say."""
    table = dice.choice(sorted(NUMBER_OF))
    key, naming = NUMBER_OF[table]
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    if table == "month":
        # It counts changes, so that two desks cannot overwrite each other; no figure rests on it.
        columns.remove("version")
    rowids = [row for (row,) in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    if table == "audit_entry":
        # The last entries cannot be missed from inside: docs/safekeeping says so.
        rowids = rowids[:-1]
    rowid = dice.choice(rowids)
    keys = {connection.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()[0]}
    removes = table not in ("month_revision", "scheme_version") and dice.random() < 0.2
    if removes:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        done = f"removed {table} {keys}"
    else:
        column = dice.choice(columns)
        (old,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        new = changed(old, dice)
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))
        if column == key:
            keys.add(new)
        done = f"{table}.{column} of {keys}: {old!r} → {new!r}"
    if naming is None:
        return done, {"2026-01", "2026-02"}
    names: set[str] = set()
    for one in keys:
        row = connection.execute(naming, (one,)).fetchone()
        names.add(str(row[0]) if row is not None and row[0] is not None else str(one))
    return done, names


def tampered(connection: sqlite3.Connection, dice: random.Random) -> tuple[str, set[str]]:
    """Tamper until the store takes it: a key that is there already is refused by SQLite itself."""
    while True:
        try:
            return tamper(connection, dice)
        except sqlite3.IntegrityError:
            connection.rollback()
            stores.guards_off(connection)


def changed(value: object, dice: random.Random) -> object:
    """Another value of much the same kind."""
    if value is None:
        return 1
    if isinstance(value, int):
        return value + dice.choice((1, 1000, 10**9)) if dice.random() < 0.9 else None
    text = str(value)
    place = dice.randrange(len(text) + 1)
    return text[:place] + "7" + text[place:]


@pytest.fixture
def turns() -> Iterator[random.Random]:
    yield random.Random(20261125)


def run(path: Path, folder: Path, dice: random.Random, count: int) -> None:
    assert looked_through(path).problems == ()
    for turn in range(count):
        copy = folder / f"turn-{turn}.db"
        shutil.copyfile(path, copy)
        with stores.around(copy) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            done, names = tampered(connection, dice)
        problems = looked_through(copy).problems
        said = [f"{problem.where}: {problem.what}" for problem in problems]
        assert problems, f"turn {turn}: {done} was not found"
        assert any(name in line for name in names for line in said), f"turn {turn}: {done}: {said}"
        for leftover in folder.glob(f"{copy.name}*"):
            leftover.unlink()


def test_some_changes_are_found_and_named(frozen_path: Path, tmp_path: Path, turns: random.Random) -> None:
    """A few random ones; a thousand in the long run."""
    run(frozen_path, tmp_path, turns, SOME)


@pytest.mark.soak
def test_many_changes_are_found_and_named(frozen_path: Path, tmp_path: Path) -> None:
    """1,000 random ones in the long run."""
    run(frozen_path, tmp_path, random.Random(7), MANY)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE snapshot_survey SET response = 6 - response WHERE survey_id = (SELECT MIN(survey_id) "
            "FROM snapshot_survey WHERE response IN (1, 2, 4, 5))",
            "a survey differs from its seal",
        ),
        ("UPDATE month SET state = 'computed' WHERE period = 202601", "it is not"),
        ("DELETE FROM month_seal", "its seal was changed"),
        ("UPDATE month_seal SET places = '[]' WHERE relation = 'card'", "a card: its seal was changed"),
    ],
)
def test_what_no_figure_shows_is_found_too(frozen_path: Path, statement: str, said: str) -> None:
    """An answer that no score rests on, a month that claims not to be frozen, a seal that is gone."""
    stores.bend(frozen_path, statement)
    problems = looked_through(frozen_path).problems
    assert any(said in problem.what for problem in problems), problems


def test_a_tail_that_was_cut_off_is_not_seen(frozen_path: Path) -> None:
    """docs/safekeeping: what a chain cannot see from inside; the page says what helps."""
    with stores.around(frozen_path) as connection:
        last = connection.execute("SELECT MAX(seq) FROM audit_entry").fetchone()[0]
        (action,) = connection.execute("SELECT action FROM audit_entry WHERE seq = ?", (last,)).fetchone()
        connection.execute("DELETE FROM audit_entry WHERE seq = ?", (last,))
        connection.commit()
    assert action == "backfill"
    # The entry of a freeze is missed all the same, by the month that it froze.
    assert any(
        "does not say that it was frozen" in problem.what for problem in looked_through(frozen_path).problems
    )


def test_somebody_who_changes_their_name_changes_no_frozen_card(frozen_path: Path) -> None:
    """docs/rules.md, rule 15: a frozen month says what it said; a later name is no tampering."""
    desk = open_desk(frozen_path)
    stores.import_rows(
        desk,
        "employees",
        [row | {"name": "改名", "valid_from": "2026-03-01"} for row in stores.example_rows("employees")[1:2]],
    )
    try:
        assert verify(desk).problems == ()
        (name,) = {card["name"] for card in stores.cards(desk, "2026-01") if card["employee_no"] == "E001"}
        assert name != "改名"
    finally:
        desk.close()


def test_a_published_month_that_was_tampered_with_is_not_frozen(example_desk: Desk) -> None:
    """Nothing guards a published month's rows: the freeze looks at them again, and refuses."""
    from csi_tui.services.errors import IntegrityFailure

    stores.compute(example_desk, "2026-01")
    month_close.publish(example_desk, Period(202601), days=0)
    with closing(sqlite3.connect(example_desk.store.path)) as connection:
        connection.execute("UPDATE card SET total = 10000 WHERE rank = 5")
        connection.commit()
    with (
        stores.clock_at(stores.NOW + stores.ONE_DAY),
        pytest.raises(IntegrityFailure, match="Nothing was frozen"),
    ):
        month_close.freeze(example_desk, Period(202601))
