"""The certificate: canonical, the same on every machine, chained, checked by its code."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof import certificates
from csi_tui.services.proof.certificates import certificate_of, check_code, code_of, notice_code
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.stores import complaint, fill, local, order, person, survey

JANUARY, FEBRUARY = Period(202601), Period(202602)
AS_OF = "2026-02-10T00:00"

PEOPLE = [person("S1", "supervisor"), person("E1", supervisor_no="S1"), person("E2", "technician", supervisor_no="S1"),
          person("E4", "complaint_handler", supervisor_no="S1")]  # fmt: skip
ORDERS = [
    order(
        f"W{n}", f"2026-01-{n + 4:02d}T09:00", f"2026-01-{n + 5:02d}T09:00", agent_no="E1", technician_no="E2"
    )
    for n in range(1, 9)
]
RETURN = order(
    "W9", "2026-01-25T09:00", "2026-01-26T09:00", agent_no="E1", technician_no="E2", return_of="W1"
)
SURVEYS = [survey(f"A{n}", f"W{n}", "2026-01-20T09:00", "44444") for n in range(1, 6)]
COMPLAINTS = [complaint("C1", "2026-01-12T09:00", "E4", contacted_at="2026-01-12T10:00",
                        planned_at="2026-01-12T11:00", resolved_at="2026-01-13T11:00")]  # fmt: skip


def put(desk: Desk, *, backwards: bool = False) -> None:
    """The same month, typed in from the first row to the last, or the other way about."""
    step = -1 if backwards else 1
    fill(desk, employees=PEOPLE[::step] if not backwards else [PEOPLE[0], *PEOPLE[:0:-1]])
    fill(desk, orders=[*ORDERS[::step]])
    fill(desk, orders=[RETURN], surveys=SURVEYS[::step], complaints=COMPLAINTS)


def publish(desk: Desk, month: str = "2026-01", as_of: str = AS_OF) -> None:
    stores.compute(desk, month, local(as_of))
    month_close.publish(desk, Period(int(month.replace("-", ""))))


def test_the_same_data_give_the_same_code_everywhere(tmp_path: Path) -> None:
    """Other keys in the store, another hour of publication: where the figures are the same, so is the code."""
    codes = []
    for place, (backwards, hour) in enumerate(((False, "2026-02-11T09:00"), (True, "2026-02-12T17:31"))):
        with stores.clock_at(local(hour)):
            desk = open_desk(stores.copy_store(tmp_path / str(place) / "csi.db"))
            put(desk, backwards=backwards)
            publish(desk)
            codes.append(certificate_of(desk, JANUARY))
            desk.close()
    first, second = codes
    assert first.manifest == second.manifest
    assert (first.code, first.content_digest) == (second.code, second.content_digest)
    assert {name: one["rows"] for name, one in first.manifest["relations"].items()} == {
        "roster": 4, "orders": 9, "returns": 1, "charge_backs": 0, "surveys": 5, "complaints": 1,
        "results": len(first.manifest["relations"]) and first.manifest["relations"]["results"]["rows"], "cards": 3,
    }  # fmt: skip


def test_the_manifest_is_what_was_hashed(desk: Desk, now: time_machine.Traveller) -> None:
    """Anybody can do it again by hand: canonical JSON, SHA-256, twelve letters."""
    now.move_to(local("2026-02-11T09:00"))
    put(desk)
    publish(desk)
    found = certificate_of(desk, JANUARY)
    text = json.dumps(found.manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == found.content_digest
    assert found.code == code_of(found.content_digest)
    assert len(found.code) == len("ABCD-EFGH-IJKL")
    cards = "".join(f"{json.dumps(card, ensure_ascii=False)}\n" for card in sorted(
        stores.cards(desk, "2026-01"), key=lambda card: card["employee_no"]
    ))  # fmt: skip
    assert hashlib.sha256(cards.encode()).hexdigest() == found.manifest["relations"]["cards"]["digest"]


@pytest.mark.parametrize("change", ["answer", "order", "scheme", "cut-off", "calendar", "roster"])
def test_whatever_differs_gives_another_code(tmp_path: Path, change: str) -> None:
    """Inputs, calendar, roster, scheme version and outputs are all in it."""
    from datetime import date

    from csi_tui.services.calendar.changes import set_day

    found = []
    for place, changed in enumerate((False, True)):
        with stores.clock_at(local("2026-02-11T09:00")):
            desk = open_desk(stores.copy_store(tmp_path / str(place) / "csi.db"))
            put(desk)
            if changed and change == "answer":
                fill(desk, surveys=[survey("A7", "W7", "2026-01-20T09:00", "44444")])
            if changed and change == "order":
                fill(desk, orders=[order("W10", "2026-01-20T09:00", "2026-01-21T09:00", agent_no="E1")])
            if changed and change == "calendar":
                set_day(desk, date(2026, 12, 4), False, "stocktaking")
            if changed and change == "roster":
                fill(desk, employees=[person("E1", team="T9", supervisor_no="S1", valid_from="2026-01-15")])
            as_of = "2026-02-09T00:00" if changed and change == "cut-off" else AS_OF
            scheme = "aftersales-csi-survey" if changed and change == "scheme" else None
            month_close.compute(desk, JANUARY, local(as_of), scheme)
            month_close.publish(desk, JANUARY)
            found.append(certificate_of(desk, JANUARY).code)
            desk.close()
    assert found[0] != found[1]


def test_the_freeze_chains_it_to_the_month_before(desk: Desk, now: time_machine.Traveller) -> None:
    """A month cannot be exchanged without every later one showing it."""
    now.move_to(local("2026-03-11T09:00"))
    put(desk)
    stores.backfill(desk, "2026-01")
    fill(desk, orders=[order("W20", "2026-02-05T09:00", "2026-02-06T09:00", agent_no="E1")])
    publish(desk, "2026-02", "2026-03-10T00:00")
    before, open_one = certificate_of(desk, JANUARY), certificate_of(desk, FEBRUARY)
    assert (open_one.digest, open_one.chain_code, open_one.state) == ("", "", "published")
    now.move_to(local("2026-03-25T09:00"))
    month_close.freeze(desk, FEBRUARY)
    after = certificate_of(desk, FEBRUARY)
    assert (after.code, after.previous, after.state) == (open_one.code, before.digest, "frozen")
    joined = f"{after.content_digest}\n{before.digest}"
    assert after.digest == hashlib.sha256(joined.encode()).hexdigest()
    assert check_code(desk, after.code).month == check_code(desk, after.chain_code).month == "2026-02"
    assert not verify(desk).problems


def test_a_code_is_checked_as_it_is_read_aloud(desk: Desk, now: time_machine.Traveller) -> None:
    """Small letters, no hyphens; an unknown one is told from one that does not fit any more."""
    now.move_to(local("2026-02-11T09:00"))
    put(desk)
    assert notice_code(desk, JANUARY) == ""
    publish(desk)
    code = notice_code(desk, JANUARY)
    assert check_code(desk, code.lower().replace("-", " ")).code == code
    with pytest.raises(IntegrityFailure, match="No month of this store has the code AAAA-BBBB-CCCC"):
        check_code(desk, "AAAA-BBBB-CCCC")
    reopen_month(desk, JANUARY, "why")
    assert check_code(desk, code).state == "withdrawn"
    assert notice_code(desk, JANUARY) == ""
    publish(desk)
    assert notice_code(desk, JANUARY) == code, "the same data, the same code"


def test_what_was_changed_behind_the_programs_back_shows(desk: Desk, now: time_machine.Traveller) -> None:
    """A published month has no guards yet; its code on the wall shows a changed figure all the same."""
    now.move_to(local("2026-02-11T09:00"))
    put(desk)
    publish(desk)
    code = notice_code(desk, JANUARY)
    connection = sqlite3.connect(desk.store.path)
    connection.execute(
        "UPDATE snapshot_survey SET attitude = 5 WHERE rowid = (SELECT MIN(rowid) FROM snapshot_survey)"
    )
    connection.commit()
    connection.close()
    with pytest.raises(IntegrityFailure, match="2026-01: what it rests on is not what its certificate names"):
        check_code(desk, code)


def test_a_frozen_certificate_stays(desk: Desk, now: time_machine.Traveller) -> None:
    """By trigger; and whoever drops the trigger is found by the chain."""
    now.move_to(local("2026-03-11T09:00"))
    put(desk)
    stores.backfill(desk, "2026-01")
    connection = sqlite3.connect(desk.store.path)
    for statement in (
        "UPDATE certificate SET code = 'x'",
        "DELETE FROM certificate",
        "INSERT OR REPLACE INTO certificate SELECT * FROM certificate",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="certificates are never changed"):
            connection.execute(statement)
    connection.close()


def test_a_month_without_a_certificate(desk: Desk) -> None:
    """Only what was published has one."""
    with pytest.raises(UserError, match="2026-01 has no certificate yet"):
        certificate_of(desk, JANUARY)
    assert certificates.LETTERS == 12
