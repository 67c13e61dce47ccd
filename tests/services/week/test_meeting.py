"""Minutes and promises: written in person, changed with the old version kept, asked after a week later."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, Employee, MeetingLine
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.week import meeting
from csi_tui.services.week.text.sections import sections
from csi_tui.services.week.text.sentences import note_text, promise_text
from csi_tui.services.week.text.week_json import meeting_json
from csi_tui.services.week.week_sheet import week_said, week_sheet
from tests.services.procedures import desk_of


@pytest.fixture
def desks(example_desk: Desk) -> dict[str, Desk]:
    """A supervisor, the head and a clerk, beside the administrator of the worked example."""
    for name, role in {"Boss": "supervisor", "Head": "head", "Clerk": "clerk"}.items():
        users.add_user(example_desk, name, name.lower(), [role])
    return {name: desk_of(example_desk, name) for name in ("Boss", "Head", "Clerk")} | {"Desk": example_desk}


def test_a_promise_is_asked_after_until_it_is_done(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """On the sheet of its week, on the next one whatever became of it, and on later ones as long as it was open."""
    boss = desks["Boss"]
    week = week_said(boss, None)
    due = week.monday + timedelta(days=20)
    number = meeting.promise(boss, week, "E001", "Train on the new pump", due)
    other = meeting.promise(boss, week, "E002", "Call the agency", due)
    (first, _second) = meeting.meeting(desks["Clerk"], week).promises
    assert (first.number, first.words, first.employee_no, first.due, first.state) == (
        number,
        "Train on the new pump",
        "E001",
        due,
        "open",
    )
    assert meeting.meeting(boss, week).earlier == ()
    now.shift(timedelta(days=7))
    meeting.done(boss, other, "They send the file on Fridays now")
    later = meeting.meeting(boss, week.step(1))
    assert [(one.number, one.state) for one in later.earlier] == [(number, "open"), (other, "done")]
    now.shift(timedelta(days=14))
    later = meeting.meeting(boss, week.step(3))
    assert [(one.number, one.state) for one in later.earlier] == [(number, "late")]
    told = {one.id: "\n".join(one.lines) for one in sections(week_sheet(boss, week.step(1)), 100)}
    assert "Train on the new pump" in told["earlier"] and "overdue" in told["earlier"]
    assert "They send the file on Fridays now" in told["earlier"]
    assert verify(desks["Desk"]).problems == ()


def test_a_change_keeps_the_old_version(desks: dict[str, Desk]) -> None:
    """Who, what and by when before it, why it was changed, and by whom; once it is done, nothing changes."""
    boss = desks["Boss"]
    week = week_said(boss, None)
    due = week.sunday + timedelta(days=5)
    number = meeting.promise(boss, week, "E001", "Train on the pump", due)
    with pytest.raises(UserError, match="Nothing is changed"):
        meeting.change(boss, number, "no reason", by=due)
    meeting.change(desks["Head"], number, "the trainer is ill", by=due + timedelta(days=7))
    meeting.change(boss, number, "somebody else knows it", who="E002", what="Train two on the pump")
    (one,) = meeting.meeting(boss, week).promises
    assert (one.words, one.employee_no, one.due) == ("Train two on the pump", "E002", due + timedelta(days=7))
    assert [(was.words, was.due, was.until.words, was.until.by) for was in one.before] == [
        ("Train on the pump", due, "the trainer is ill", "Head"),
        ("Train on the pump", due + timedelta(days=7), "somebody else knows it", "Boss"),
    ]
    meeting.done(boss, number, "held on Friday")
    for again in (
        lambda: meeting.done(boss, number, "again"),
        lambda: meeting.change(boss, number, "late", what="else"),
        lambda: meeting.take_back(boss, number, "wrong"),
    ):
        with pytest.raises(UserError, match="done already"):
            again()


def test_minutes_are_taken_back_and_stay_readable(desks: dict[str, Desk]) -> None:
    boss = desks["Boss"]
    week = week_said(boss, None)
    number = meeting.write_note(boss, week, "We talked about 13800138000")
    meeting.take_back(boss, number, "it was the week before")
    with pytest.raises(UserError, match="taken back already"):
        meeting.take_back(boss, number, "again")
    with pytest.raises(UserError):
        meeting.done(boss, number, "a note is no promise")
    (note,) = meeting.meeting(boss, week).notes
    assert note.taken_back is not None and note.taken_back.words == "it was the week before"
    assert "13800138000" not in note.said.words
    with desks["Desk"].read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject == str(week))).all()
        rows = session.exec(select(MeetingLine)).all()
    assert [entry.action for entry in entries] == ["write-minutes", "take-back-minutes"]
    assert "13800138000" not in str([entry.detail for entry in entries])
    assert len(rows) == 2 and verify(desks["Desk"]).problems == ()


def test_only_supervisors_and_the_head_write_and_in_person(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 32."""
    week = week_said(desks["Boss"], None)
    for_boss = replace(desks["Boss"], actor=replace(desks["Boss"].actor, account="desk"))
    for desk in (desks["Clerk"], for_boss):
        with pytest.raises(NotPermitted):
            meeting.write_note(desk, week, "words")
        with pytest.raises(NotPermitted):
            meeting.promise(desk, week, "E001", "words", week.sunday)


def test_what_cannot_be_kept_is_refused(desks: dict[str, Desk]) -> None:
    boss = desks["Boss"]
    week = week_said(boss, None)
    with pytest.raises(UserError):
        meeting.write_note(boss, week, "  ")
    with pytest.raises(UserError):
        meeting.promise(boss, week, "E001", "words", week.monday - timedelta(days=1))
    with pytest.raises(UserError):
        meeting.promise(boss, week, "nobody", "words", week.sunday)
    with pytest.raises(UserError):
        meeting.done(boss, 99, "words")


def test_words_are_not_read_where_names_are_withheld(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 38; and no masked sheet has words in which names stand."""
    week = week_said(desks["Boss"], None)
    meeting.write_note(desks["Boss"], week, "words")
    assert week_sheet(desks["Boss"], week, masked=True).meeting.notes == ()
    set_terms(desks["Desk"], others_withheld=True)
    assert meeting.meeting(desks["Clerk"], week).notes == ()
    assert meeting.meeting(desks["Boss"], week).notes


def test_a_week_across_the_years_end_is_kept_under_its_own_number(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    week = week_said(desks["Boss"], "2026-W53")
    meeting.promise(desks["Boss"], week, "E001", "words", date(2027, 1, 2))
    assert [str(one.week) for one in meeting.meeting(desks["Boss"], week.step(1)).earlier] == ["2026-W53"]


def test_masked_nobody_s_name_stands_in_clear(desks: dict[str, Desk]) -> None:
    """As masked sheets: the first sign of names; words are left out, for names stand in them. States stay."""
    boss = desks["Boss"]
    week = week_said(boss, None)
    number = meeting.promise(boss, week, "E001", "Ask Chen for the pump", week.sunday)
    meeting.change(boss, number, "Chen is away", who="E002", what="Ask Chen again")
    meeting.done(boss, number, "Chen has sent it")
    note = meeting.write_note(boss, week, "Chen was praised")
    meeting.take_back(boss, note, "Chen asked for it")
    with boss.read() as session:
        names = [name for name in session.exec(select(Employee.name)) if len(name) > 1]
    clear, masked = (meeting.meeting(boss, week, masked=mask) for mask in (False, True))
    told = json.dumps(meeting_json(masked), ensure_ascii=False)
    told += "".join((*map(note_text, masked.notes), *map(promise_text, masked.promises)))
    assert not [name for name in (*names, "Chen", "Boss", "E001", "E002") if name in told]
    assert [(one.number, one.state, one.due) for one in masked.promises] == [
        (one.number, one.state, one.due) for one in clear.promises
    ]
