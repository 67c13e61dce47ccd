"""Notes, what a complaint says, and what was put right: kept with author and time, never in the trail in clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.put_right import put_right_in
from csi_tui.services.cards.receipts import explain
from csi_tui.services.close import month_close
from csi_tui.services.complaints import receipt, registration, rounds, words
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.complaints.words import Words
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.notes import notes
from csi_tui.services.orders import renumbering, surveys, work_orders
from csi_tui.services.orders.survey_lines import survey_lines
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import fill, local, survey

JANUARY = Period(202601)
SAID = "漏水三次，师傅说没事，张女士 13900001111"


@pytest.fixture
def filled(desk: Desk, now: time_machine.Traveller) -> Desk:
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    fill(desk, surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")])
    return desk


def trail(desk: Desk) -> str:
    """All of the audit trail as text."""
    with desk.read() as session:
        return "\n".join(entry.detail + entry.subject for entry in session.exec(select(AuditEntry)))


def complaint(number: str, at: str, **more: object) -> ComplaintRow:
    return ComplaintRow(number, local(at), customer_name="张三", customer_phone="13900001111", **more)  # type: ignore[arg-type]


def test_words_of_a_complaint_are_kept_and_never_in_the_trail(filled: Desk) -> None:
    """On registration and afterwards; another desk's words are not overwritten."""
    registration.register(filled, complaint("C100", "2026-01-05T10:00", said=SAID))
    assert words.read_words(filled, "C100") == Words(SAID, "")
    words.put_words(filled, "C100", Words(SAID, ""), Words(SAID, "免费更换水泵\n周五前上门"))
    detail = read_detail(filled, "C100")
    assert (detail.said, detail.agreed) == (without_phones(SAID), "免费更换水泵\n周五前上门")
    with pytest.raises(UserError, match="Another desk"):
        words.put_words(filled, "C100", Words(SAID, ""), Words("", ""))
    assert "漏水" not in trail(filled) and "水泵" not in trail(filled)


def test_notes_say_who_when_and_where_the_evidence_is(filled: Desk, now: time_machine.Traveller) -> None:
    """On an order, a complaint and a customer; the complaint shows its own and its customer's, the latest first."""
    registration.register(filled, complaint("C100", "2026-01-05T10:00"))
    notes.write(filled, "order", "W1", "客户要求周末上门")
    notes.write(filled, "complaint", "C100", "已回电", "录音 20260105-3")
    now.shift(60)
    notes.write(filled, "customer", "13900001111", "只在下午接电话")
    (of_order,) = notes.notes_of(filled, "order", "W1")
    assert (of_order.words, of_order.by) == ("客户要求周末上门", filled.actor.name)
    assert of_order.at.utcoffset() == timedelta(hours=8)
    found = read_detail(filled, "C100").notes
    assert [(one.words, one.evidence) for one in found] == [
        ("只在下午接电话", ""),
        ("已回电", "录音 20260105-3"),
    ]
    kept = trail(filled)
    assert not any(text in kept for text in ("周末", "已回电", "录音", "下午", "13900001111"))
    for kind, number in (("order", "W404"), ("complaint", "C404")):
        with pytest.raises(UserError, match="no row"):
            notes.write(filled, kind, number, "x")
    with pytest.raises(UserError, match="Write something"):
        notes.write(filled, "order", "W1", "  ")
    with pytest.raises(UserError, match=r"139\*\*\*\*2222"):
        notes.write(filled, "customer", "13900002222", "x")


def test_a_receipt_is_put_right_and_its_limits_with_it(filled: Desk) -> None:
    """All three limits are those of a complaint registered with that receipt in the first place."""
    registration.register(filled, complaint("C100", "2026-01-05T10:00"))
    registration.register(filled, complaint("C101", "2026-01-04T16:30"))
    assert receipt.correct_receipt(filled, "C100", local("2026-01-04T16:30"), "抄错了日期") == []
    wrong, right = read_detail(filled, "C100"), read_detail(filled, "C101")
    assert (wrong.received_at, wrong.due, wrong.resolve_due) == (
        right.received_at,
        right.due,
        right.resolve_due,
    )
    assert [(one.says, one.was, one.words) for one in wrong.notes] == [
        ("receipt", "2026-01-05 10:00", "抄错了日期")
    ]
    assert "抄错" not in trail(filled)


def test_a_complaint_counts_in_the_month_of_its_right_receipt(filled: Desk) -> None:
    """The month is that of the receipt; where that is closed, the next open one, and it is said which was closed."""
    registration.register(filled, complaint("C100", "2026-01-31T10:00"))
    assert receipt.correct_receipt(filled, "C100", local("2026-02-01T10:00"), "x") == []
    assert (read_detail(filled, "C100").month, read_detail(filled, "C100").late) == (202602, False)
    stores.compute(filled, "2026-01")
    month_close.publish(filled, JANUARY)
    assert receipt.correct_receipt(filled, "C100", local("2026-01-30T10:00"), "x") == [
        "C100 counts in 2026-02: 2026-01 was closed without it."
    ]
    assert (read_detail(filled, "C100").month, read_detail(filled, "C100").late) == (202602, True)


def test_what_a_published_month_has_judged_keeps_its_receipt(filled: Desk) -> None:
    """Its receipt is put right once the month is open again; the verdict rests on it."""
    registration.register(
        filled, complaint("C100", "2026-01-05T10:00", handler_no="E3", contacted_at=local("2026-01-09T10:00"))
    )
    stores.compute(filled, "2026-01")
    month_close.publish(filled, JANUARY)
    with pytest.raises(UserError, match="Reopen the month first"):
        receipt.correct_receipt(filled, "C100", local("2026-01-05T09:00"), "x")
    assert not read_detail(filled, "C100").notes


def test_a_later_round_speaks_with_the_first(filled: Desk) -> None:
    """Its words and notes are the complaint's; it has no receipt of its own."""
    at = [local(f"2026-01-0{day}T10:00") for day in (5, 6, 7, 8)]
    registration.register(
        filled, complaint("C100", "2026-01-05T09:00", contacted_at=at[0], planned_at=at[1], resolved_at=at[2])
    )
    assert rounds.reopen(filled, "C100", "又坏了", at[3]) == "C100/2"
    words.put_words(filled, "C100/2", Words("", ""), Words(SAID, ""))
    notes.write(filled, "complaint", "C100/2", "已回电")
    first, second = read_detail(filled, "C100"), read_detail(filled, "C100/2")
    assert (first.said, second.said) == (without_phones(SAID),) * 2
    assert first.notes == second.notes != ()
    with pytest.raises(UserError, match="later round"):
        receipt.correct_receipt(filled, "C100/2", at[2], "x")


def test_a_receipt_of_a_card_says_what_was_put_right(filled: Desk, now: time_machine.Traveller) -> None:
    """Only of the rows behind it, and of a published card only what was known when it was computed."""
    before = surveys.read(filled, "A2")
    surveys.correct(filled, before, replace(before, attitude=5), "听错了")
    renumbering.renumber(filled, "W2", "W2000", "少打了三个零")
    stores.compute(filled, "2026-01")
    month_close.publish(filled, JANUARY)
    now.move_to(local("2026-02-10T10:00"))
    month_close.freeze(filled, JANUARY)
    again = surveys.read(filled, "A2")
    surveys.correct(filled, again, replace(again, attitude=4), "再听一遍")
    whole = explain(filled, "E1", JANUARY)
    assert [(one.kind, one.number, one.note.was, one.note.words) for one in whole.put_right] == [
        ("order", "W2000", "W2", "少打了三个零"),
        ("survey", "A2", "Attitude 1", "听错了"),
    ]
    attitude = explain(filled, "E1", JANUARY, "attitude")
    assert [one.number for one in put_right_in(whole.put_right, attitude.receipt)] == ["W2000", "A2"]
    assert explain(filled, "E3", JANUARY).put_right == ()


def test_a_receipt_that_cannot_be_is_refused(filled: Desk) -> None:
    """Ahead, behind what happened, as it is, without a reason."""
    registration.register(
        filled, complaint("C100", "2026-01-05T10:00", contacted_at=local("2026-01-05T11:00"))
    )
    tomorrow = datetime.now(UTC) + timedelta(days=400)
    for at, reason, told in (
        (tomorrow, "x", "future"),
        (local("2026-01-05T12:00"), "x", "correct it first"),
        (local("2026-01-05T10:00"), "x", "Nothing was changed"),
        (local("2026-01-05T09:00"), " ", "needs a reason"),
    ):
        with pytest.raises(UserError, match=told):
            receipt.correct_receipt(filled, "C100", at, reason)


def test_an_order_gets_its_own_number_until_a_certificate_names_it(filled: Desk) -> None:
    """Its surveys stay with it; after a publication the number stays, and the store verifies all the same."""
    assert renumbering.renumber(filled, "W2", "W2000", "少打了三个零") == "W2000"
    assert surveys.read(filled, "A2").order_no == "W2000"
    assert [one.says for one in notes.notes_of(filled, "order", "W2000")] == ["number"]
    with pytest.raises(UserError, match="no order W2"):
        work_orders.read(filled, "W2")
    with pytest.raises(UserError, match="is taken"):
        renumbering.renumber(filled, "W2000", "W1", "x")
    stores.compute(filled, "2026-01")
    month_close.publish(filled, JANUARY)
    with pytest.raises(UserError, match="the number stays"):
        renumbering.renumber(filled, "W2000", "W3000", "x")
    assert not verify(filled).problems


def test_a_survey_put_right_says_why(filled: Desk) -> None:
    """The answers change, the reason is kept with them; what another desk changed meanwhile is not overwritten."""
    before = surveys.read(filled, "A2")
    after = replace(before, attitude=5)
    assert surveys.correct(filled, before, after, "听错了") == []
    assert surveys.read(filled, "A2").attitude == 5
    assert [(one.says, one.words) for one in notes.notes_of(filled, "survey", "A2")] == [
        ("answers", "听错了")
    ]
    with pytest.raises(UserError, match="Another desk changed"):
        surveys.correct(filled, before, after, "x")
    with pytest.raises(UserError, match="Nothing was changed"):
        surveys.correct(filled, after, after, "x")
    assert "听错" not in trail(filled)


def test_a_survey_that_a_month_has_judged_is_put_right_like_a_complaint(
    filled: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0053, point 7: of a published month after it is reopened; of a frozen one by who closes months."""
    stores.compute(filled, "2026-01")
    month_close.publish(filled, JANUARY)
    clerk, direct = desk_of(filled, "Colleague"), desk_of(filled, "Direct")
    for who in (filled, clerk):
        with pytest.raises(
            UserError, match=r"A2 counts in 2026-01, which is published\. Reopen the month first"
        ):
            surveys.correct_texts(who, "A2", {"attitude": "5"}, "x")
    now.move_to(local("2026-02-10T10:00"))
    month_close.freeze(filled, JANUARY)
    users.link(filled, "Colleague", None)
    with pytest.raises(NotPermitted, match="corrected by who closes months"):
        surveys.correct_texts(clerk, "A2", {"attitude": "5"}, "x")
    users.link(filled, "Direct", None)
    users.link(filled, "Direct", "E2")
    with pytest.raises(NotPermitted, match="figure of their own"):
        surveys.correct_texts(direct, "A2", {"attitude": "5"}, "x")
    assert surveys.correct_texts(filled, "A2", {"attitude": "5", "cost": ""}, "x") == [
        "2026-01 is frozen: its cards change only when it is corrected (csi close correct 2026-01)."
    ]
    assert (surveys.read(filled, "A2").attitude, surveys.read(filled, "A2").cost) == (5, None)
    assert survey_lines(filled, "A2")[-2:] == [
        "2026-02-10 10:00  Desk  answers put right, before: Attitude 1, Fair cost 1",
        "  x",
    ]
