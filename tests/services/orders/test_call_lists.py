"""Customers to call: drawn again the same, who is left out, how the list comes in (docs/rules.md, rule 46)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, Survey, WorkOrder
from csi_tui.i18n import activate
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.orders import call_lists, renumbering, surveys
from csi_tui.services.orders.call_frame import Narrowed, frame_of
from csi_tui.services.orders.call_text import call_lines
from csi_tui.services.orders.customer_draw import draw_customers
from csi_tui.services.orders.customer_samples import samples
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.services.waiting import acts as waiting
from tests import stores
from tests.services.procedures import staff
from tests.stores import fill, local, order, survey

JANUARY = Period(202601)
DONE = "2026-01-14T09:00"


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """January is over: eight customers of two technicians, and orders of which nobody is asked."""
    now.move_to(local("2026-01-25T10:00"))
    found = staff(desk)
    rows = [
        order(f"N{at}", "2026-01-10T09:00", DONE, customer_phone=f"1380000000{at}", technician_no=who)
        for at, who in enumerate(["E2", "E2", "E2", "E2", "E2", "E3", "E3", "E1"])
    ]
    rows += [
        order("N8", "2026-01-11T09:00", DONE, customer_phone="13800000001", technician_no="E3"),
        order("OPEN", "2026-01-11T09:00", customer_phone="13800000009"),
        order("GONE", "2026-01-11T09:00", DONE, customer_phone="13800000009", outcome="cancelled"),
        order("HAD", "2026-01-11T09:00", DONE, customer_phone="13800000008"),
        order("NEXT", "2026-02-01T09:00", "2026-02-01T10:00", customer_phone="13800000009"),
    ]
    now.move_to(local("2026-02-03T10:00"))
    fill(desk, orders=rows, surveys=[survey("A2", "HAD", "2026-01-20T09:00", "5----")])
    return found


def test_drawn_again_it_is_the_same_list(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """By whoever asks, though somebody has answered meanwhile; the trail says who drew (docs/rules.md, rule 46)."""
    first = call_lists.draw(desks["Colleague"], JANUARY, 4)
    now.move_to(local("2026-02-05T10:00"))
    number = first.calls[0].order_no
    surveys.enter(desks["Direct"], SurveyRow("X1", number, local("2026-02-04T10:00"), 5, 5, 5, 5, 5))
    again = call_lists.draw(desks["Oversight"], JANUARY, 4)
    assert again.sample == first.sample
    assert (first.again, again.again) == (False, True)
    assert [one.order_no for one in again.calls] == [one.order_no for one in first.calls]
    assert [one.state for one in again.calls] == ["answered", "open", "open", "open"]
    (sample,) = samples(desks["Hr"], JANUARY)
    assert (sample.drawn_by, f"{sample.drawn_at:%Y-%m-%d %H:%M}") == ("Colleague", "2026-02-03 10:00")
    # W1 and W2 have no phone number, HAD has an answer; N1 and N8 are one customer's.
    assert sample.left_out == {
        "cancelled": 1, "unfinished": 1, "no-phone": 2, "answered": 1, "same-customer": 1,
    }  # fmt: skip
    assert sum(one.customers for one in sample.strata) == sample.customers == 8


def test_whoever_has_the_rows_draws_it_again(desks: dict[str, Desk]) -> None:
    """By the seed that is printed, the code of the last entry before the month's end (docs/rules.md, rule 46)."""
    desk = desks["Direct"]
    found = call_lists.draw(desk, JANUARY, 5).sample
    with desk.read() as session:
        entry = session.get_one(AuditEntry, found.seed_entry)
        behind = session.exec(select(AuditEntry.at).where(AuditEntry.seq == entry.seq + 1)).one()
        frame = frame_of(session, JANUARY, Narrowed())
    assert entry.hash == found.seed
    assert entry.at < local("2026-02-01T00:00") <= behind
    assert frame.digest == found.frame
    assert draw_customers(frame.orders, found.seed, 5).orders == found.orders
    # Another size, team or strata: the same seed, so that nobody draws until it suits.
    team = call_lists.draw(desk, JANUARY, 3, Narrowed(team="T1", by="team")).sample
    assert (team.seed, team.number) == (found.seed, 2)
    assert [(one.stratum, one.customers, one.drawn) for one in team.strata] == [("T1", 8, 3)]


def test_narrowed_down_to_a_product(desks: dict[str, Desk]) -> None:
    """Which one, the trail does not say: a product may say who a customer is (docs/rules.md, rule 21)."""
    desk = desks["Direct"]
    fill(
        desk,
        orders=[order("P1", "2026-01-11T09:00", DONE, product="Zhao's pump", customer_phone="13800000077")],
    )
    found = call_lists.draw(desk, JANUARY, 9, Narrowed(product="Zhao's pump"))
    assert [one.order_no for one in found.calls] == ["P1"]
    assert call_lists.draw(desk, JANUARY, 9, Narrowed(product="Zhao's pump")).again
    with desk.read() as session:
        told = session.exec(select(AuditEntry.detail).where(AuditEntry.action == "draw-customers")).one()
    assert "Zhao" not in told and "13800000077" not in told
    assert set(json.loads(told)) >= {"seed", "frame", "drawn", "left_out"}


def test_what_is_refused(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """A month that is not over, nobody to ask, no such team or strata, and who may not (docs/rules.md, rule 46)."""
    desk = desks["Direct"]
    with pytest.raises(UserError, match="is not over"):
        call_lists.draw(desk, Period(202602))
    with pytest.raises(UserError, match="no customer who can be asked"):
        call_lists.draw(desk, Period(202512))
    with pytest.raises(UserError, match="Nobody is in a team"):
        call_lists.draw(desk, JANUARY, 3, Narrowed(team="T9"))
    with pytest.raises(UserError, match="no strata"):
        call_lists.draw(desk, JANUARY, 3, Narrowed(by="moon"))
    with pytest.raises(UserError, match="1 to 500"):
        call_lists.draw(desk, JANUARY, 501)
    with pytest.raises(NotPermitted):
        call_lists.draw(desks["Hr"], JANUARY)
    assert samples(desk) == []


@pytest.mark.parametrize(("language", "end"), [("zh", "csv"), ("en", "xlsx")])
def test_the_filled_in_list_comes_straight_in(
    desks: dict[str, Desk], tmp_path: Path, language: str, end: str
) -> None:
    """Under the headers of an import of surveys: nothing to map, nothing to find (docs/files.md §1)."""
    desk = desks["Colleague"]
    sample = call_lists.draw(desk, JANUARY, 8).sample
    activate("zh" if language == "zh" else "en")
    path, count = call_lists.write_calls(desk, sample, str(tmp_path / f"calls.{end}"), whole=True)
    assert count == 8
    filled = tmp_path / f"filled.{end}"
    fill_in(path, filled)
    report = import_file(desks["Other"], "surveys", filled)
    assert (report.accepted, report.rejected, report.unknown_columns) == (8, (), ())
    assert not [one for one in report.remarks if one.finding]
    activate("en")
    assert {one.state for one in call_lists.draw(desk, JANUARY, 8).calls} == {"answered"}
    with pytest.raises(UserError, match="already"):
        call_lists.write_calls(desk, sample, str(path))


def fill_in(path: Path, filled: Path) -> None:
    """Answers as somebody writes them down, in the last six columns."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.reader(handle))
    else:
        from openpyxl import load_workbook

        book = load_workbook(path)
        rows = [
            ["" if cell is None else cell for cell in row] for row in book.active.iter_rows(values_only=True)
        ]
    for row in rows[1:]:
        assert row[-6:] == [""] * 6
        row[-6:] = ["2026-02-02 15:00", "5", "4", "5", "", "3"]
    with filled.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle).writerows(rows)
    if path.suffix != ".csv":
        stores.write_xlsx(
            filled, [dict(zip(map(str, rows[0]), map(str, row), strict=True)) for row in rows[1:]]
        )


def test_phones_go_out_masked_or_to_those_who_see_them(desks: dict[str, Desk], tmp_path: Path) -> None:
    """docs/rules.md, rule 21; who took them whole stands in the trail, and no cell runs as a formula."""
    desk = desks["Direct"]
    fill(
        desk,
        orders=[
            order("F1", "2026-01-11T09:00", DONE, customer_name="=1+1", customer_phone="13811112222"),
        ],
    )
    sample = call_lists.draw(desk, JANUARY, 9).sample
    masked, _n = call_lists.write_calls(desks["Oversight"], sample, str(tmp_path / "m.csv"))
    told = masked.read_text(encoding="utf-8-sig")
    assert "138****2222" in told and "13811112222" not in told and ",'=1+1," in told
    whole, _n = call_lists.write_calls(desk, sample, str(tmp_path / "w.csv"), whole=True)
    assert "13811112222" in whole.read_text(encoding="utf-8-sig")
    with pytest.raises(NotPermitted):
        call_lists.write_calls(desks["Oversight"], sample, str(tmp_path / "o.csv"), whole=True)
    with desk.read() as session:
        taken = session.exec(select(AuditEntry.subject).where(AuditEntry.action == "export-rows")).all()
    assert list(taken) == ["calls"]
    assert "13811112222" not in "\n".join(call_lines(call_lists.draw(desk, JANUARY, 9)))


def test_answers_about_oneself_wait_for_another(desks: dict[str, Desk], tmp_path: Path) -> None:
    """The house asked, no agency: a row of an own order is typed by hand (docs/rules.md, rules 27 and 46)."""
    colleague = desks["Colleague"]
    sample = call_lists.draw(colleague, JANUARY, 8).sample
    path, _n = call_lists.write_calls(colleague, sample, str(tmp_path / "calls.csv"))
    fill_in(path, tmp_path / "filled.csv")
    report = import_file(colleague, "surveys", tmp_path / "filled.csv")
    with colleague.read() as session:
        own = set(
            session.exec(select(WorkOrder.order_no).where(WorkOrder.order_no.in_(sample.orders)))  # type: ignore[attr-defined]
        )
        taken = set(session.exec(select(Survey.agency_ref).where(Survey.agency_ref.like("C%"))))  # type: ignore[attr-defined]
    assert len(own) == 8
    waits = [one for one in report.remarks if one.id == "waits-for-second-person"]
    # N0 to N4 are the colleague's own repairs; N8 is N1's customer, of another technician.
    mine = [one for one in sample.orders if one in {"N0", "N1", "N2", "N3", "N4"}]
    assert len(waits) == len(mine) >= 4
    assert report.accepted == len(taken) == 8 - len(mine)
    first = waits[0].text.split("no. ")[1].split(" ")[0]
    waiting.confirm(desks["Direct"], int(first))
    with colleague.read() as session:
        now = session.exec(select(Survey).where(Survey.agency_ref.like("C%"))).all()  # type: ignore[attr-defined]
    assert len(now) == len(taken) + 1
    assert {one.import_id for one in now} == {report.number}


def test_an_order_whose_number_was_put_right(desks: dict[str, Desk]) -> None:
    """The list finds a number that was put right (docs/decisions/0088, point 5)."""
    desk = desks["Direct"]
    first = call_lists.draw(desk, JANUARY, 8)
    was = first.calls[0].order_no
    renumbering.renumber(desk, was, "N99", "mistyped")
    found = call_lists.draw(desk, JANUARY, 8)
    assert found.calls[0].order_no == "N99"
    assert [one.agency_ref for one in found.calls] == [one.agency_ref for one in first.calls]
