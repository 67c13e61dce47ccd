"""The month-close over the command line, without a terminal (a journey)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from tests.cli.expected import differences, expected
from tests.cli.program import Program, in_a_process, trail
from tests.stores import EXAMPLE, example_rows, local, write_csv

ATTENTION = 1


@pytest.fixture
def unmade(now: time_machine.Traveller, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program with nothing at its store's path."""
    (tmp_path / "data").mkdir()
    return Program(tmp_path / "data" / "csi.db", capsys)


def test_a_whole_month_from_nothing(unmade: Program, tmp_path: Path, now: time_machine.Traveller) -> None:
    """docs/cli.md: init, four imports with a bad row, check, compute, publish, freeze; the card at its end."""
    csi = unmade
    now.move_to(local("2026-02-10T00:00"))
    made = csi("init", "--site", "S1", "--site-name", "Main workshop", "--user", "Desk")
    assert (made.out, made.err.count("\n")) == ("", 1)
    csi("import", "employees", EXAMPLE / "employees.csv")
    bad = example_rows("orders")[0] | {"order_no": "W999999", "agent_no": "E999", "return_of": ""}
    mixed = write_csv(tmp_path / "orders.csv", [*example_rows("orders"), bad])
    report = csi("import", "orders", mixed, status=ATTENTION)
    # The example reaches beyond this clock: what lies in the future is named first.
    assert f"\nRow {len(example_rows('orders')) + 2}, agent_no “E999”: " in report.out
    assert f"{len(example_rows('orders'))} rows taken, 0 skipped, 1 rejected." in report.err
    csi("import", "surveys", EXAMPLE / "surveys.csv", status=ATTENTION)
    csi("import", "complaints", EXAMPLE / "complaints.csv", status=ATTENTION)

    found = csi("close", "check", "2026-01", "--json", status=ATTENTION).json
    assert found["month"] == "2026-01"
    assert {"code", "severity", "title", "remedy", "rows"} <= set(found["findings"][0])
    assert {finding["severity"] for finding in found["findings"]} <= {"warning", "note"}
    text = csi("close", "check", "2026-01", status=ATTENTION)
    assert "[warning] Completed orders without a first contact (2 rows)\n    W000004, W000021\n" in text.out

    computed = csi("close", "compute", "2026-01", "--json").json
    assert (computed["state"], computed["revision"], computed["cards"]) == ("computed", 1, 8)
    csi("close", "compute", "2026-01")
    published = csi("close", "publish", "2026-01", "--days", "6", "--json").json
    assert (published["state"], published["window_ends_at"]) == ("published", "2026-02-26T00:00:00+08:00")
    refused = csi("close", "freeze", "2026-01", status=ATTENTION)
    assert "runs until 2026-02-26 00:00; freeze it after that." in refused.err
    now.move_to(local("2026-02-26T00:00"))
    frozen = csi("close", "freeze", "2026-01", "--json").json
    assert (frozen["state"], frozen["frozen_at"]) == ("frozen", "2026-02-26T00:00:00+08:00")
    cards = csi("cards", "2026-01", "--json").json
    assert differences(expected("2026-01")["cards"], cards["cards"]) == []
    assert csi("card", "E001").out.splitlines()[0].startswith("2026-01  aftersales-csi  revision 1, frozen")


def test_the_window_counts_working_days(example: Program, now: time_machine.Traveller) -> None:
    """Seed 000 §8.3: published for 5 working days; docs/cli.md, *csi close publish*, ``--days N``."""
    now.move_to(local("2026-03-10T09:00"))  # a Tuesday
    example("close", "compute", "2026-02")
    found = example("close", "publish", "2026-02", "--json").json
    assert found["window_ends_at"] == "2026-03-18T00:00:00+08:00"


def test_an_unattended_close_is_safe_to_repeat(example: Program, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi close run*: check, compute and publish in one step; a second run changes nothing."""
    now.move_to(local("2026-03-10T00:30"))
    example("close", "backfill", "2026-01")
    first = example.tried("close", "run", "2026-02", "--as-of", "2026-03-10T00:00", "--json")
    assert first.status == ATTENTION  # there are warnings, and they need a person
    assert first.json["state"] == "published"
    assert {finding["severity"] for finding in first.json["findings"]} <= {"warning", "note"}
    entries, cards = trail(example.path), example("cards", "2026-02", "--json").out
    second = example("close", "run", "2026-02", "--json")
    assert second.json | {"findings": []} == first.json | {"findings": []}
    assert second.json["findings"] == []
    assert "is published already; nothing was done." in second.err
    assert example("close", "run", "2026-02").out == ""
    assert (trail(example.path), example("cards", "2026-02", "--json").out) == (entries, cards)


def test_a_blocking_finding_stops_an_unattended_close(example: Program, now: time_machine.Traveller) -> None:
    """docs/cli.md, *Exit status*: 1, a blocked close needs a person; nothing is computed."""
    now.move_to(local("2026-02-20T00:00"))
    before = trail(example.path)
    found = example("close", "run", "2026-02", status=ATTENTION)
    assert found.out.startswith("[blocking] The month is not over")
    assert "was not closed" in found.err
    assert trail(example.path) == before
    assert example("close", "status", "2026-02", "--json").json[0]["state"] == "open"


def test_a_backfill_is_safe_to_repeat(example: Program) -> None:
    """docs/cli.md, *csi close backfill*: a broken-off one can be run again; frozen months stay as they are."""
    first = example("close", "backfill", "2026-01..2026-02", "--json").json
    assert [(one["month"], one["state"], one["backfilled"]) for one in first] == [
        ("2026-01", "frozen", True),
        ("2026-02", "frozen", True),
    ]
    assert [one["as_of"] for one in first] == ["2026-02-10T00:00:00+08:00", "2026-03-10T00:00:00+08:00"]
    before = trail(example.path)
    assert example("close", "backfill", "2026-01..2026-02", "--json").json == first
    assert trail(example.path) == before


def test_the_same_from_a_cron_job(example: Program) -> None:
    """Another process, no terminal, nothing on standard input, Chinese by the locale."""
    env = {"LANG": "zh_CN.UTF-8", "CSI_DB": str(example.path)}
    found = in_a_process("close", "backfill", "2026-01", "--json", env=env)
    assert found.status == 0
    assert found.json[0]["state"] == "frozen"
    ran = in_a_process("close", "run", "2026-02", "--json", env=env)
    assert ran.status in (0, ATTENTION)
    assert ran.json["state"] == "published"
    assert in_a_process("cards", "2026-02", env=env).out.count("\n") > 8
