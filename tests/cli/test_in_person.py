"""docs/rules.md, rule 32: what takes the very person is refused to whoever acts for them with --operator."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.complaints import receipt, validity
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from tests.cli.program import Program, at_account, content
from tests.services import procedures
from tests.services.procedures import desk_of, use_scheme
from tests.stores import account, begun, complaint, fill, local

NOT_PERMITTED = 4
JANUARY = Period(202601)
ACTS = {
    "rate add E1 ethics 4 --on 2026-03-02": "Direct",
    "rate withdraw 1 --reason x": "Direct",
    "conduct add E1 careless --on 2026-04-02 --note x": "Direct",
    "adjust add 2026-03 E1 total --points +1 --reason x": "Direct",
    "strike out order W2 --reason x": "Head",
    "strike restore order W1 --reason x": "Head",
    "appeal decide A20260202-001 upheld --reason x": "Direct",
    "complaint confirm C1": "Head",
    "complaint reject C1 --reason x": "Head",
    "waiting confirm 1": "Head",
    "waiting reject 1 --reason x": "Head",
    "oversight draw 2026-01": "Oversight",
    "oversight record 2026-01 1 right": "Oversight",
    "oversight sign 2026-01": "Oversight",
    "oversight object 2026-01 --reason x": "Oversight",
    "oversight lift 2026-01 --reason x": "Oversight",
    "pay set 2026-03 floating 100 --employee E1": "Hr",
    "pay settle 2026-03": "Hr",
    "close receipt 2026-01 E1 read": "Owner",
}
"""Command → the user whose it is (seed 000 §8, §11: whoever rates, decides and signs answers for it by name)."""


def beginning(desk: Desk, now: time_machine.Traveller) -> None:
    """January is published; an appeal, a proposal and an act wait; other schemes hold from March on."""
    procedures.publish_january(desk, now)
    filing.file_appeal(desk_of(desk, "Owner"), JANUARY, "total", "too low")
    fill(desk, complaints=[complaint("C1", "2026-02-01T09:00", "E3")])
    validity.propose(desk_of(desk, "Colleague"), "C1", "invalid", "malicious")
    fill(desk, complaints=[complaint("C2", "2026-02-01T09:00", "E2")])
    with pytest.raises(Waits):
        receipt.correct_receipt(desk_of(desk, "Colleague"), "C2", local("2026-02-01T10:00"), "typed wrong")
    use_scheme(desk, "four-aspects", Period(202603))
    use_scheme(desk, "team-points", Period(202604))
    now.move_to(local("2026-04-05T10:00"))


@pytest.fixture
def csi(tmp_path: Path, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]) -> Iterator[Program]:
    with begun(tmp_path / "store" / "csi.db", now, beginning) as desk:
        yield Program(desk.store.path, capsys)


@pytest.mark.parametrize("line", ACTS)
def test_nobody_acts_for_another_in_these(csi: Program, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/rules.md, rule 32: an administrator who names another user is refused, whatever that user may do; at the
    own account the user is not."""
    name = ACTS[line]
    words = shlex.split(line)
    before = content(csi.path)
    refused = csi("--operator", name, *words, status=NOT_PERMITTED)
    assert f"{name} does this in person" in refused.err
    assert content(csi.path) == before
    at_account(monkeypatch, name.lower())
    assert "in person" not in csi.tried(*words).err


def test_what_is_done_for_another_shows_the_account(csi: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/rules.md, rule 32: lists, JSON and what waits name both; at the own account the name stands alone."""
    both = f"Colleague, entered by account {account()}"
    csi("--operator", "Colleague", "note", "add", "order", "W2", "only on Saturdays")
    assert both in csi("note", "list", "order", "W2").out
    csi("--operator", "Direct", "close", "receipt", "2026-01", "E2", "absent", "--note", "on leave")
    (receipt,) = [one for one in csi("close", "receipts", "2026-01", "--json").json if one["by"]]
    assert receipt["by"] == f"Direct, entered by account {account()}"
    late = ("milestone", "C2", "contacted", "--at", "2026-02-01T10:30", "--note", "by phone")
    csi("--operator", "Colleague", *late, status=1)
    assert both in csi("waiting", "list").out
    at_account(monkeypatch, "colleague")
    csi("note", "add", "order", "W1", "only on Sundays")
    assert "entered by account" not in csi("note", "list", "order", "W1").out
