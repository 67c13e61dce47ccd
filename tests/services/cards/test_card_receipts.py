"""Who took note of a published card, and the notice in its forms."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.took_note import receipts, take_note
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.desk.trail_code import head
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.objection_windows import days_left
from tests import stores
from tests.cli.program import Program
from tests.services.procedures import desk_of, publish_january
from tests.stores import fill, local, order

JANUARY = Period(202601)


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published on Monday 2 February 2026; its window ends with Monday 9."""
    publish_january(desk, now)
    return desk


def how(desk: Desk) -> dict[str, tuple[str, str]]:
    return {one.employee_no: (one.how, one.by) for one in receipts(desk, JANUARY)}


def test_who_took_note_and_by_whom(published: Desk) -> None:
    """Read, read aloud to, absent: by whom."""
    assert how(published) == {"E1": ("", ""), "E2": ("", ""), "E3": ("", "")}
    take_note(desk_of(published, "Owner"), JANUARY, "E1", "read")
    take_note(desk_of(published, "Direct"), JANUARY, "E2", "absent", "on leave until Friday")
    take_note(published, JANUARY, "E2", "read-aloud", "on the phone")
    assert how(published) == {"E1": ("read", "Owner"), "E2": ("read-aloud", "Desk"), "E3": ("", "")}
    assert receipts(published, JANUARY)[1].note == "on the phone"


def test_only_the_owner_says_that_it_was_read(published: Desk) -> None:
    """Nobody reads for somebody else; what others may record is named."""
    with pytest.raises(NotPermitted, match="Only Name E2 says that the card was read"):
        take_note(published, JANUARY, "E2", "read")
    with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
        take_note(desk_of(published, "Owner"), JANUARY, "E2", "absent")
    with pytest.raises(UserError, match="“seen” cannot be recorded"):
        take_note(published, JANUARY, "E2", "seen")
    with pytest.raises(UserError, match="S1 has no card in 2026-01"):
        take_note(published, JANUARY, "S1", "absent")
    with pytest.raises(UserError, match="2026-02 is not published"):
        receipts(published, Period(202602))


def test_a_card_that_changed_is_to_be_read_again(published: Desk, now: time_machine.Traveller) -> None:
    """Published anew: who has another card has not read it yet; the others have."""
    take_note(desk_of(published, "Owner"), JANUARY, "E1", "read")
    take_note(desk_of(published, "Colleague"), JANUARY, "E2", "read")
    now.move_to(local("2026-02-05T09:00"))
    reopen_month(published, JANUARY, "an order was missing")
    fill(
        published,
        orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2", outcome="not_fixed")],
    )
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    assert how(published)["E1"] == ("read", "Owner")
    assert how(published)["E2"] == ("", "")


def test_the_window_is_counted_down(published: Desk, now: time_machine.Traveller) -> None:
    """Working days, made-up ones among them: Saturday 14 February 2026 is worked before the Spring Festival."""
    ends = local("2026-02-10T00:00")
    assert days_left(published, ends) == 5
    now.move_to(local("2026-02-09T23:59"))
    assert days_left(published, ends) == 0
    now.move_to(local("2026-02-10T00:00"))
    assert days_left(published, ends) is None
    now.move_to(local("2026-02-12T10:00"))
    # Friday 13 and the made-up Saturday 14.
    assert days_left(published, local("2026-02-17T00:00")) == 2


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


def test_the_notice_in_its_forms(published: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text for a chat, HTML for a printer, a workbook; full names inside the department, or masked."""
    with published.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE employee SET name = '张<b>样例' WHERE employee_no = 'E1'"
        )
    reopen_month(published, JANUARY, "a name")
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    csi = Program(published.store.path, capsys)
    text = csi("export", "notice", "2026-01").out
    assert "张<b>样例" in text and "5 working days are left." in text and "Code " in text
    masked = csi("export", "notice", "2026-01", "--masked").out
    assert "样例" not in masked and "张*****" in masked
    csi("export", "notice", "2026-01", "-o", str(tmp_path / "n.html"))
    page = (tmp_path / "n.html").read_text(encoding="utf-8")
    parser = _Texts()
    parser.feed(page)
    assert "张<b>样例" in parser.texts and "<b>" not in page
    for line in text.splitlines():
        assert not line.startswith(("Code", "Trail code")) or line in parser.texts
    # docs/decisions/0067, point 4: everything that leaves the store carries the head of the trail.
    assert f"Trail code {head(published).code}: " in text and page.count("<svg") == 1
    csi("export", "notice", "2026-01", "-o", str(tmp_path / "n.xlsx"))
    rows = CalamineWorkbook.from_path(tmp_path / "n.xlsx").get_sheet_by_index(1).to_python()
    # The rank within the role stands beside the rank (docs/rules.md, rule 26).
    assert rows[0][:5] == ["rank", "in role", "number", "name", "role"]
    assert "张<b>样例" in {row[3] for row in rows[1:]}
    assert {tuple(row[:2]) for row in rows[1:]} == {(1, 1)}, "numbers, to go on with"
    assert csi("export", "cards", "2026-01", "--masked", status=2).err.startswith(
        "--masked is for the notice."
    )


@pytest.mark.parametrize(("name", "masked"), [("张样例", "张**"), ("李雷", "李*"), ("王", "王"), ("", "")])
def test_a_masked_name(name: str, masked: str) -> None:
    """The first sign stays, so that its owner finds it."""
    assert mask_name(name) == masked


def test_a_correction_has_to_be_read_by_whom_it_concerns(
    published: Desk, now: time_machine.Traveller
) -> None:
    """A receipt speaks of the card as it was; where a correction changed that, nobody has."""
    for number in ("E1", "E2", "E3"):
        take_note(published, JANUARY, number, "read-aloud")
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(published, JANUARY)
    exclusions.strike_out(published, "survey", "A1", "another customer answered")
    corrections.correct(published, JANUARY, "A1 is struck out")
    # The survey stood in the figures of both people on its order, and in nobody's else.
    assert how(published) == {"E1": ("", ""), "E2": ("", ""), "E3": ("read-aloud", "Desk")}
    take_note(published, JANUARY, "E1", "read-aloud")
    assert how(published)["E1"] == ("read-aloud", "Desk")
