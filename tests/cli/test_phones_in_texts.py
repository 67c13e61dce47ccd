"""A phone number that somebody wrote into a text is masked wherever the text is shown (docs/rules.md, rule 21)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from sqlalchemy import text

from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from tests.cli.program import Program
from tests.cli.test_hidden_entries import EXPORTS, OTHERS, READING, exported
from tests.cli.test_texts import commands
from tests.screens.driving import press, quiet, running, shown, type_in
from tests.services.desk import test_words_in_the_trail as story
from tests.services.desk.test_words_in_the_trail import Uses
from tests.services.procedures import desk_of, staff
from tests.stores import local

PHONE = "13812349876"
MASKED = "138****9876"
SAID = f"打 {PHONE} 找王先生"
NAME = f"王小明{PHONE}"
ASKED = READING | {
    "complaint show": "C2",
    "complaint words": "C2",
    "due": "C2",
    "find": "王小明",
    "explain": "E1 --month 2026-01",
    "scheme backtest": "2026-01 four-aspects",
}
SHOWING = {
    "find", "complaints", "complaint show", "complaint words", "complaint decisions", "note list", "strike list",
    "adjust list", "appeal list", "close history", "explain", "survey show",
    "clock show", "watch",
}  # fmt: skip
"""Commands that show such a text in this story: they show the masked number."""


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (f"王小明{PHONE}", f"王小明{MASKED}"),
        ("(138 1234 9876)", "(138 **** 9876)"),
        ("+86 138-1234-9876", "+86 1**-****-9876"),
        ("tel13812349876", "tel138****9876"),
        ("１３８１２３４９８７６", "１３８****９８７６"),
        ("13812349876 13900005678", "138****9876 139****5678"),
        ("电话021-62345678", "电话021-****5678"),
        ("62345678", "623*5678"),
        ("6234567", "*******"),
        ("400-820-8820", "400-***-8820"),
        ("W20261122-001 返修", "W20261122-001 返修"),
        ("SN61803397", "SN61803397"),
        ("2026-11-22 09:30 来电", "2026-11-22 09:30 来电"),
        ("20261122", "20261122"),
        ("08:30-17:30，共 1200.50", "08:30-17:30，共 1200.50"),
        (MASKED, MASKED),
        ("", ""),
        (None, ""),
    ],
)
def test_what_is_a_phone_number(written: str | None, seen: str) -> None:
    """docs/rules.md, rule 21: with the mask of any phone number; days, times and numbers of orders stay."""
    assert without_phones(written) == seen
    assert without_phones(seen) == seen


@pytest.fixture
def telling(desk: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A store in whose every text that somebody may write stands a phone number."""
    monkeypatch.setattr(story, "SAID", SAID)
    staff(desk)
    users.set_roles(desk, "Oversight", ["oversight", "hr", "head", "admin"])
    now.move_to(local("2026-02-02T10:00"))
    with desk.write() as session:
        session.execute(
            text("UPDATE work_order SET customer_name = :name, fault = :said, customer_phone = :phone"),
            {"name": NAME, "said": SAID, "phone": PHONE},
        )
    use = Uses()
    story._rows(use, desk, desk_of(desk, "Direct"))
    with desk.write() as session:
        session.execute(
            text("UPDATE complaint SET customer_name = :name, customer_phone = :phone, category = :said"),
            {"name": NAME, "said": SAID, "phone": PHONE},
        )
        # The category is held by the trail.
        audit.record(session, desk, "change-complaint", "C1", {})
    story._procedure(use, desk, now)
    return desk


@pytest.mark.parametrize("name", ["Desk", "Oversight"])
def test_no_command_shows_it(
    telling: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    """docs/rules.md, rule 21: lists, sheets, receipts, JSON, exports, what is found; for whoever asks."""
    csi = Program(telling.store.path, capsys)
    seen: dict[str, str] = {}
    for words, command in commands():
        line = " ".join(words)
        if line in OTHERS:
            continue
        asked = ["--operator", name, *words, *ASKED[line].split()]
        more = [["--json"]] if any(one.name == "json" for one in command.params) else []
        for options in ([], *more):
            answer = csi.tried(*asked, *options)
            seen[line] = seen.get(line, "") + answer.out + answer.err
    for what, ending in EXPORTS:
        path = tmp_path / f"{what}.{ending}"
        seen[f"export {what} {ending}"] = exported(csi, name, what, "2026-01", path)
    for appeal in csi("--operator", "Oversight", "appeal", "list", "--json").json:
        seen[f"appeal show {appeal['number']}"] = csi(
            "--operator", name, "appeal", "show", appeal["number"]
        ).out
    assert {line for line, said in seen.items() if PHONE in said} == set()
    assert {line for line, said in seen.items() if MASKED in said} >= SHOWING


async def test_no_screen_shows_it(telling: Desk) -> None:
    """docs/rules.md, rule 21: each place, what stands beside its row, and what opens on it; found, and all of a
    customer."""
    users.set_roles(telling, "Desk", ["oversight", "hr", "head", "admin"])
    read: dict[str, str] = {}
    async with running(telling.store.path, (160, 50)) as driven:
        app, pilot = driven
        for place in "1234567890":
            await press(pilot, place)
            await quiet(pilot)
            read[place] = shown(app)
            for key in ("enter", "shift+f4"):
                await press(pilot, key)
                await quiet(pilot)
                read[f"{place} {key}"] = shown(app)
                while len(app.screen_stack) > 2 or "dialog" in type(app.screen).__name__.lower():
                    await press(pilot, "escape")
                    await quiet(pilot)
        await press(pilot, "ctrl+f")
        await type_in(pilot, "王小明")
        await quiet(pilot)
        read["found"] = shown(app)
        await press(pilot, "down", "enter")
        await quiet(pilot)
        read["all of it"] = shown(app)
    assert {place for place, said in read.items() if PHONE in said} == set()
    assert {place for place, said in read.items() if MASKED in said} >= {
        "2", "2 enter", "3", "3 enter", "found", "all of it",
    }  # fmt: skip


def test_who_may_see_them_sees_them_where_they_are_edited(telling: Desk) -> None:
    """docs/rules.md, rule 21: what is kept is what was written, in the forms of clerks and supervisors."""
    row = work_orders.read(telling, "W1").row
    assert (row.customer_name, row.fault) == (NAME, SAID)
