"""What a command loads before it answers (docs/architecture.md, *Start-up*), and that the quick answers are the
services'."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.cli import main
from csi_tui.cli.glance import quick_line
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.glance.quick import find_card, open_complaints
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from tests.cli.program import Program, modules_after
from tests.stores import local

HEAVY = {
    "alembic",
    "calamine",
    "chinese_calendar",
    "hypothesis",
    "nacl",
    "openpyxl",
    "pydantic",
    "python_calamine",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "textual",
    "xlsxwriter",
}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("--help", 0),
        ("close run --help", 0),
        ("card E001", 0),
        ("card 罗敏 --month 2026-01 --json", 0),
        ("card E999", 2),
        ("complaints", 0),
        ("complaints --overdue --json", 0),
    ],
)
def test_a_quick_command_loads_nothing_heavy(closed: Program, line: str, status: int) -> None:
    """docs/architecture.md, *Start-up*: the two look-ups and every help text do without the store's library and the
    terminal's."""
    answer, modules = modules_after(["--db", str(closed.path), *line.split()])
    assert answer.status == status
    assert modules & HEAVY == set()
    assert ("typer" in modules) == (status != 0 or "--help" in line)
    # A tenth of a quick look-up: dataclasses read the syntax tree's library.
    assert "typer" in modules or not modules & {"dataclasses", "inspect"}


@pytest.mark.parametrize(
    "line",
    [
        "card E001",
        "card 罗敏",
        "card 罗敏 --json",
        "card --json 罗敏",
        "card --month 2026-01 E001",
        "card E001 --month 2026-01 --json",
        "card E001 --month 2026-1",
        "card E001 --month 2020-01",
        "card E001 --month 1",
        "card E001 --month last",
        "card E999",
        "complaints",
        "complaints --json --overdue",
        "--lang zh card E001",
        "--lang zh complaints",
        "--operator Desk card E001",
        "--operator Nobody card E001",
    ],
)
def test_a_plain_line_and_the_library_agree(
    closed: Program, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """A look-up in its plain shape goes past the command-line library: the same answer, the same exit status."""
    assert quick_line.look_up_of(line.split()) is not None
    quick = closed.tried(*line.split())
    monkeypatch.setattr(main, "look_up_of", lambda arguments: None)
    assert closed.tried(*line.split()) == quick


@pytest.mark.parametrize(
    "line",
    [
        "",
        "cards 2026-01",
        "card",
        "card --help",
        "card E001 E002",
        "card -- E001",
        "card E001 --month",
        "card E001 --month=2026-01",
        "card E001 --month 2026-01 --month 2026-02",
        "card E001 --json --json",
        "card E001 --wrong",
        "complaints E001",
        "complaints --overdue=yes",
        "--lang fr card E001",
        "--db card E001",
        "--no-mouse card E001",
        "--db a --db b card E001",
        "--operator",
    ],
)
def test_any_other_line_is_the_library_s(line: str) -> None:
    """What is not plain is not guessed at: the command-line library reads it, and refuses it in words."""
    assert quick_line.look_up_of(line.split()) is None


def test_other_commands_load_no_terminal_library(closed: Program) -> None:
    """docs/architecture.md, *Rooms*: only the command that opens the application loads textual; alembic only where it
    migrates."""
    answer, modules = modules_after(["--db", str(closed.path), "cards", "2026-02"])
    assert answer.status == 0
    assert (
        modules & {"textual", "rich", "alembic", "nacl", "python_calamine", "xlsxwriter", "chinese_calendar"}
        == set()
    )
    assert "sqlmodel" in modules


def test_quick_cards_are_the_stored_cards(closed: Program) -> None:
    """docs/architecture.md, *Start-up*: a test holds the plain driver's answers and the services' together."""
    desk = open_desk(closed.path)
    try:
        for period in (202601, 202602):
            month = month_cards(desk, Period(period))
            for card in month.cards:
                found = find_card(closed.path, None, card.employee_no, Period(period))
                assert found.card == card
                assert (found.scheme_id, found.revision, found.state, found.as_of) == (
                    month.scheme_id,
                    month.revision,
                    month.state,
                    month.as_of,
                )
    finally:
        desk.close()


@pytest.mark.parametrize(
    "instant", ["2026-01-02T12:00", "2026-01-20T09:00", "2026-02-12T00:00", "2026-11-20T09:00"]
)
def test_quick_complaints_are_the_listed_ones(
    example: Program, now: time_machine.Traveller, instant: str
) -> None:
    """The same complaints in the same order, with the same next step, as the application's list."""
    now.move_to(local(instant))
    found = open_complaints(example.path, None)
    desk = open_desk(example.path)
    try:
        listed = complaint_pages.complaints_page(desk)
    finally:
        desk.close()
    assert [
        (
            row.complaint_no,
            row.next_due_at,
            row.step,
            row.overdue,
            row.customer,
            row.phone,
            row.handler,
            row.order_no,
        )
        for row in found
    ] == [
        (
            row.complaint_no,
            row.next_due_at,
            row.step,
            row.overdue,
            row.customer,
            row.phone,
            row.handler,
            row.order_no,
        )
        for row in listed
    ]
    assert [row.complaint_no for row in open_complaints(example.path, None, overdue=True)] == [
        row.complaint_no for row in found if row.overdue
    ]
