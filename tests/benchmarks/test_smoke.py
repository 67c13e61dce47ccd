"""Each benchmark once at a tiny size: it runs, and product and reference give the same. Nothing here is timed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from benchmarks import clock, close, close_script, department, history, imports
from benchmarks.__main__ import PROGRAMS, main
from benchmarks.figures import Figure, Options, ResultsDiffer, table
from csi_tui.demo.columns import COLUMNS, Row
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.orders.pages import PAGE
from csi_tui.services.people.users import init_store

TINY = 60
PEOPLE = 12


@pytest.mark.whole
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.soak] * (name == "keys")) for name in PROGRAMS]
)
def test_a_benchmark_runs_and_its_results_agree(name: str, tmp_path: Path) -> None:
    """docs/architecture.md, *Rooms*: each figure beside its reference; a benchmark raises where the two differ."""
    figures = list(PROGRAMS[name](Options((TINY,), 1, tmp_path, tmp_path, PEOPLE)))
    assert figures
    assert all(value > 0 for figure in figures for value in (*figure.product, *figure.reference))
    assert any(figure.reference for figure in figures)


def test_a_filled_store_is_an_imported_one(tmp_path: Path) -> None:
    """What is filled straight is what the import makes of the same rows, so that it may stand for it."""
    rows = list(department.generated(orders=TINY, months=2, people=PEOPLE))
    filled = init_store(tmp_path / "a.db", site="S", site_name="S", zone="Asia/Shanghai", user="Desk")
    department.fill_rows(filled, rows)
    imported = init_store(tmp_path / "b.db", site="S", site_name="S", zone="Asia/Shanghai", user="Desk")
    for kind in COLUMNS:
        own: list[Row] = [row for its, row in rows if its == kind]
        report = import_file(imported, kind, department.write_csv(tmp_path / f"{kind}.csv", kind, own))
        assert report.rejected == ()
        assert report.accepted == len(own)
    for table_name in ("employee", "assignment", "work_order", "survey", "complaint"):
        ours = _rows(tmp_path / "a.db", table_name)
        assert ours
        assert ours == _rows(tmp_path / "b.db", table_name)
    filled.close()
    imported.close()


def _rows(path: Path, table_name: str) -> list[dict[str, Any]]:
    """A table but for what tells when and how a row came in."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table_name} ORDER BY id")]
    bookkeeping = ("recorded_at", "import_id", "import_digest")
    return [{name: value for name, value in row.items() if name not in bookkeeping} for row in rows]


def test_the_script_notices_another_result(tmp_path: Path) -> None:
    """The comparison compares: with one order taken from under the script, the benchmark ends."""
    filled = department.fill(tmp_path / "a.db", orders=TINY, people=PEOPLE)
    close.compute(filled)
    with closing(close_script.connect(filled.path)) as connection:
        connection.execute("UPDATE work_order SET outcome = 'not_fixed' WHERE outcome = 'fixed'")
        revision = close_script.add_revision(connection, filled.period, filled.as_of)
        close_script.compute(connection, filled.period, filled.as_of, revision)
        with pytest.raises(ResultsDiffer):
            close.compare(connection, revision)
    filled.desk.close()


def test_a_month_alone_keeps_its_cards_and_loses_its_history(tmp_path: Path) -> None:
    """The reference of the history benchmark holds the month, and next to nothing else."""
    year = department.fill(tmp_path / "year.db", orders=TINY, months=3, people=PEOPLE)
    alone = history.month_alone(year, tmp_path / "alone.db")
    close.compute(year)
    close.compute(alone)
    assert month_cards(year.desk, year.period).cards == month_cards(alone.desk, alone.period).cards
    assert len(_rows(alone.path, "work_order")) < len(_rows(year.path, "work_order")) / 2
    year.desk.close()
    alone.desk.close()


def test_the_surveys_of_a_file_use_every_answer(tmp_path: Path) -> None:
    """The import benchmark's file has all five answers and empty cells."""
    filled = imports.without_surveys(tmp_path / "a.db", TINY, PEOPLE)
    text = imports.surveys_file(filled, tmp_path / "s.csv").read_text(encoding="utf-8")
    given = {cell for line in text.splitlines()[1:] for cell in line.split(",")[3:]}
    assert given == {"", "1", "2", "3", "4", "5"}
    filled.desk.close()


def test_the_clock_notices_another_due_time() -> None:
    """The comparison compares: with one day of the ready-made table moved, the benchmark ends."""
    received = datetime(2025, 9, 30, 16, tzinfo=UTC)
    table = clock.resolve_dues()
    clock.compare([received], table)
    day = received.astimezone(department.ZONE).toordinal()
    with pytest.raises(ResultsDiffer):
        clock.compare([received], table | {day: table[day] + timedelta(days=1)})


def test_the_list_notices_another_complaint(tmp_path: Path) -> None:
    """All complaints of its store are open; a page that lacks one ends the benchmark, as does an empty page."""
    path = clock.filled(Options((TINY,), 1, tmp_path, tmp_path, PEOPLE), TINY)
    desk = open_desk(path)
    clock.check(desk, clock.Asked())
    assert len(complaints_page(desk)) == min(TINY, PAGE)
    assert len(complaints_page(desk, search=clock.RARE)) == clock.RARE_COMPLAINTS
    with pytest.raises(ResultsDiffer):
        clock.check(desk, clock.Asked("nobody"))
    lacking = patch.object(
        clock, "complaints_page", lambda *given, **named: complaints_page(*given, **named)[1:]
    )
    with lacking, pytest.raises(ResultsDiffer):
        clock.check(desk, clock.Asked())
    desk.close()


def test_the_table_shows_ratio_and_limit() -> None:
    """A line names both medians, the ratio of the rounds, and whether the limit is kept."""
    kept = Figure("one", (2.0, 3.0, 4.0), (1.0, 2.0, 2.0), limit=2.0)
    missed = Figure("two", (0.2,), (0.1,), limit=1.5)
    number = Figure("three", (1.05,), limit=1.1, unit="")
    lines = table([kept, missed, number]).splitlines()
    assert "3.00 s (2.00-4.00)" in lines[2]
    assert "2.00 (1.50-2.00)" in lines[2]
    assert lines[2].endswith("kept")
    assert "200 ms" in lines[3]
    assert lines[3].endswith("missed")
    assert lines[4].split()[1:] == ["1.05", "1.10", "kept"]


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name ends with the names there are, status 2."""
    with pytest.raises(SystemExit) as ended:
        main(["closing"])
    assert ended.value.code == 2
    assert "no such benchmark: closing" in capsys.readouterr().err
