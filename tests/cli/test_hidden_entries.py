"""What somebody's list of ratings and records hides, no other output shows (docs/decisions/0028, point 10)."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.complaints import registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.oversight import sampling
from csi_tui.services.people import users
from csi_tui.services.sheets.kinds_out import GOING_OUT
from csi_tui.services.tabular.records import ComplaintRow, RatingRow
from tests import stores
from tests.cli.program import Program
from tests.cli.test_texts import commands
from tests.services.procedures import desk_of
from tests.services.systems import DAY, JANUARY, MONTH, site
from tests.stores import fill, local, order, person, survey

HIDDEN = ("Zhao", "1.23", "K-77")
"""A word of every note and reason; the score of a rating that was taken back; the case of a record."""
READING = {
    "user list": "",
    "user tries": "",
    "waiting list": "",
    "waiting site": "",
    "privacy find": "W1",
    "privacy due": "1",
    "privacy site": "",
    "people": "",
    "close check": MONTH,
    "close certificate": MONTH,
    "close receipts": MONTH,
    "close history": MONTH,
    "close status": "",
    "close preview": MONTH,
    "close differences": MONTH,
    "close carried": MONTH,
    "close coverage": MONTH,
    "appeal list": "",
    "strike list": "",
    "adjust list": "",
    "oversight sample": MONTH,
    "oversight patterns": f"{MONTH} --person E2",
    "oversight report": MONTH,
    "cards": MONTH,
    "annual": "2026",
    "results": "2026",
    "consequences": MONTH,
    "card": f"E1 --month {MONTH}",
    "compare": f"E1 E2 --month {MONTH}",
    "department": "",
    "analysis": MONTH,
    "conclusion list": MONTH,
    "indicators": "2026-Q1",
    "week": "2026-W05",
    "meeting list": "2026-W05",
    "board": "--text",
    "talk list": MONTH,
    "talk sheet": f"E1 --month {MONTH}",
    "talk show": "E1",
    "explain": f"E1 --month {MONTH}",
    "find": "Zhao",
    "complaints": "",
    "watch": "--once",
    "ical": "",
    "notify": "--dry-run",
    "complaint show": "C1",
    "complaint words": "C1",
    "complaint decisions": "",
    "due": "C1",
    "survey show": "A1",
    "note list": "order W1",
    "sample customers": f"{MONTH} --size 1",
    "sample drawn": MONTH,
    "history": "E1",
    "audit": "",
    "calendar coverage": "",
    "calendar show": "2026-01",
    "clock show": "",
    "plan show": MONTH,
    "scheme list": "",
    "scheme lint": "four-aspects",
    "scheme show": "four-aspects",
    "scheme indicators": "",
    "scheme backtest": f"{MONTH} four-aspects",
    "scheme diff": "four-aspects aftersales-csi",
    "pay amounts": MONTH,
    "pay show": MONTH,
    "figure list": MONTH,
    "figure propose": MONTH,
    "conduct list": MONTH,
    "rate list": MONTH,
    "completion words": "-- explain E",
    "settings": "",
    "verify": "",
    "anchor write": "",
    "signing show": "",
}
"""Every command that shows something of a store, with what it is asked."""
OTHERS = (
    "conclusion write", "conclusion take-back",
    "talk hold", "talk agree", "talk disagree", "talk read-aloud", "talk take-back",
    "meeting note", "meeting promise", "meeting change", "meeting done", "meeting take-back",
    "init", "backup", "restore", "anchor check", "anchor accept",
    "signing make", "signing replace", "signing export", "signing bring", "signing sign",
    "user add", "user roles", "user password", "user deactivate", "user activate", "demo",
    "user link", "import", "close backfill", "close compute", "close publish", "close reopen", "close receipt",
    "close freeze", "close correct", "close dismiss", "close run", "appeal file", "appeal confirm", "appeal decide",
    "appeal escalate", "appeal show", "appeal carry", "appeal withdraw", "strike out", "strike restore", "adjust add",
    "adjust withdraw",
    "oversight draw", "oversight record", "oversight sign", "oversight object", "oversight lift", "export",
    "milestone", "complaint reopen", "assign", "complaint receipt", "complaint pause", "complaint resume",
    "complaint invalid", "complaint valid", "complaint confirm", "complaint reject", "order renumber", "order link",
    "survey correct", "note add", "calendar set", "calendar import", "calendar declare", "clock confirm", "scheme use",
    "plan choose",
    "scheme copy", "pay set", "pay settle", "figure set", "figure take", "conduct add", "conduct withdraw", "rate add",
    "rate withdraw", "waiting confirm", "waiting reject", "waiting carry-over",
    "privacy export", "privacy erase", "privacy sweep", "privacy run",
    "share setup", "share enter", "files list", "files put", "files get", "files remove",
    "completion bash", "completion zsh", "completion fish", "serve app", "serve api", "user token", "man",
)  # fmt: skip
"""What enters something, or shows nothing of a store; exports are looked at beside."""


EXPORTS = [
    ("cards", "csv"), ("cards", "xlsx"), ("cards", "json"), ("notice", "txt"), ("notice", "html"),
    *product((*GOING_OUT, "teams", "appeals", "audit"), ("csv", "xlsx", "json")), ("all", "xlsx"), ("all", "zip"),
]  # fmt: skip


@pytest.fixture
def csi(desk: Desk, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]) -> Program:
    """January, corrected: E1 has a rating and a record that count, and one of each that was taken back."""
    now.move_to(local("2026-01-28T10:00"))
    people = [person(number, supervisor_no="S1") for number in ("E1", "E2")]
    desk, boss = site(desk, "four-aspects", *people)
    users.add_user(desk, "Clerk", "clerk", ["clerk"], "E2")
    users.add_user(desk, "Group", "group", ["oversight"])
    users.add_user(desk, "Hr", "hr", ["hr"])
    fill(
        desk,
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2")],
        surveys=[survey("A1", "W1", "2026-01-20T09:00")],
    )
    registration.register(desk, ComplaintRow("C1", local("2026-01-27T09:00"), category="其他"))
    for who in ("E1", "E2"):
        ratings.rate(boss, RatingRow(DAY, who, "ethics", Decimal(4), None))
    back = ratings.rate(boss, RatingRow(DAY.replace(day=16), "E1", "ethics", Decimal("1.23"), None))
    ratings.withdraw(boss, back, "Mrs Zhao meant another")
    conduct.add(boss, "E1", "merit", DAY, "Mrs Zhao wrote a letter", "K-77", points="3")
    record = conduct.add(boss, "E1", "merit", DAY, "Mr Zhao wrote", "K-77", points="1.23")
    conduct.withdraw(boss, record, "Mr Zhao is a relative")
    now.move_to(local("2026-02-10T10:00"))
    stores.freeze(desk, MONTH)
    now.move_to(local("2026-02-12T10:00"))
    sampling.draw(desk_of(desk, "Group"), Period(JANUARY))
    exclusions.strike_out(desk, "order", "W1", "x")
    corrections.correct(desk, Period(JANUARY), "x")
    month_close.compute(desk, Period(202602))
    return Program(desk.store.path, capsys)


def found(csi: Program, name: str, folder: Path) -> dict[str, list[str]]:
    """Command → what of the hidden things it shows to a user."""
    shown: dict[str, str] = {}
    for words, command in commands():
        line = " ".join(words)
        if line in OTHERS:
            continue
        asked = ["--operator", name, *words, *READING[line].split()]
        more = [["--json"]] if any(one.name == "json" for one in command.params) else []
        for options in ([], *more):
            answer = csi.tried(*asked, *options)
            assert answer.status != 2, f"{line} was not asked rightly: {answer.err}"
            shown[" ".join([line, *options])] = answer.out + answer.err
    for what, ending in EXPORTS:
        path = folder / f"{name}-{what}.{ending}"
        shown[f"export {what} {ending}"] = exported(csi, name, what, MONTH, path)
    return {line: there for line, text in shown.items() if (there := [one for one in HIDDEN if one in text])}


def exported(csi: Program, name: str, what: str, month: str, path: Path) -> str:
    """What somebody gets of an export: the file, and what is said; of amounts of pay the refusal may be all."""
    months = [] if what == "employees" else [month]
    answer = csi.tried("--operator", name, "export", what, *months, "-o", path)
    assert answer.status == 0 or (what in ("pay", "audit") and answer.status == 4), answer.err
    return answer.out + answer.err + (text_of(path) if path.exists() else "")


def text_of(path: Path) -> str:
    if path.suffix not in (".xlsx", ".zip"):
        return path.read_text("utf-8", errors="replace")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", errors="replace") for name in book.namelist())


def test_every_command_is_looked_at(csi: Program) -> None:
    """None can be forgotten: it reads and is asked, or it is said not to."""
    assert {" ".join(words) for words, _command in commands()} == {*READING, *OTHERS}


@pytest.mark.whole
def test_nobody_reads_elsewhere_what_their_lists_hide(csi: Program, tmp_path: Path) -> None:
    """Notes, cases, reasons and ratings that were taken back: nowhere for a colleague; for those who may, there."""
    assert found(csi, "Clerk", tmp_path) == {}
    lists = ("conduct list", "rate list", "explain", "history", "audit")
    files = {f"export {what} {ending}" for what, ending in EXPORTS if what in ("conduct", "audit", "all")}
    assert set(found(csi, "Boss", tmp_path)) == {*lists, *(f"{one} --json" for one in lists), *files}
