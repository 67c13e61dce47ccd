"""The audit trail holds digests of words, never words (docs/decisions/0046, point 5; docs/decisions/0053, point 6)."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlmodel import select

import csi_tui.services
from csi_db.models import AuditEntry
from csi_db.store import Store
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import parse_span
from csi_tui.services.analysis import conclusions
from csi_tui.services.appeals import filing, procedure, taken_down
from csi_tui.services.calendar import changes as calendar
from csi_tui.services.cards import took_note
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.close import dismissals, month_close, reopening
from csi_tui.services.complaints import (
    handlers,
    milestones,
    pauses,
    put_right,
    receipt,
    registration,
    rounds,
    validity,
    words,
)
from csi_tui.services.complaints.words import Words
from csi_tui.services.customer_data import erasing, running, terms
from csi_tui.services.desk import clock_guard, last_head, local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.paths import data_folder
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.entries import conduct, figures, proposals, ratings
from csi_tui.services.entries.filled import TypedCell
from csi_tui.services.entries.proposed import Only
from csi_tui.services.errors import UserError
from csi_tui.services.imports import mappings
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import imports_page
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping import set_back
from csi_tui.services.notes import notes
from csi_tui.services.orders import renumbering, surveys, work_orders
from csi_tui.services.oversight import sampling
from csi_tui.services.pay import amounts
from csi_tui.services.people import employees, users
from csi_tui.services.proof import signing
from csi_tui.services.scheme_changes import choice, month_plan
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.tabular.records import (
    ComplaintRow,
    EmployeeRow,
    MeasureRow,
    OrderRow,
    PayRow,
    RatingRow,
    SurveyRow,
)
from csi_tui.services.taking_back import own_last_entry
from csi_tui.services.talks import talks
from csi_tui.services.waiting import acts as waiting
from csi_tui.services.waiting import pages, site_choice
from csi_tui.services.week import meeting
from csi_tui.services.week.weeks import Week
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.services.systems import DAY, enter, site
from tests.services.tabular.files import csv_file
from tests.stores import local, person

JANUARY = Period(202601)
SAID = "Mrs Zhao of Lane 7"
"""What somebody said: it names a customer."""
LONG = SAID * 1000
MARK = "Zhao"
TEXTS = frozenset({"reason", "note", "explanation", "proof", "evidence", "words", "paper"})
"""What parameters are called that take words."""
NO_USE_CASES = frozenset({"entries.rules.take_back"})
"""Part of use cases; it makes no entry of its own."""
OTHER_SYSTEMS = frozenset(
    {
        "entries.conduct.add",
        "entries.conduct.withdraw",
        "entries.figures.fill_figures",
        "entries.figures.set_figure",
        "entries.figures.set_figures",
        "entries.proposals.take",
        "entries.ratings.rate_people",
        "entries.ratings.rate_sheet",
        "entries.ratings.withdraw",
        "pay.amounts.set_amount",
    }
)
"""Used where the scheme asks for entries."""


def name_of(use: Callable[..., Any]) -> str:
    return f"{use.__module__.removeprefix('csi_tui.services.')}.{use.__qualname__}"


def takes_words() -> set[str]:
    """Every use case that takes a desk and words."""
    found = set()
    for module in pkgutil.walk_packages(csi_tui.services.__path__, "csi_tui.services."):
        for _name, one in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            names = list(inspect.signature(one).parameters)
            if one.__module__ == module.name and names[:1] == ["desk"] and not one.__name__.startswith("_"):
                found |= {name_of(one)} if TEXTS & set(names) else set()
    return found - NO_USE_CASES


class Uses:
    """Calls use cases, and knows which."""

    def __init__(self) -> None:
        self.done: set[str] = set()

    def __call__(self, use: Callable[..., Any], *given: Any, **named: Any) -> Any:
        self.done.add(name_of(use))
        _try_too_long(use, given, named)
        return use(*given, **named)


def _try_too_long(use: Callable[..., Any], given: Sequence[Any], named: Mapping[str, Any]) -> None:
    """The same with words that are far too long, in a copy of the store: refused, or left out; never kept."""
    desk = given[0]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "csi.db"
        stores.checkpoint(desk.store.path)
        shutil.copy(desk.store.path, copy)
        with closing(Store.open(copy)) as store, suppress(UserError):
            use(
                replace(desk, store=store),
                *(_lengthened(one) for one in given[1:]),
                **{name: _lengthened(one) for name, one in named.items()},
            )
        stores.checkpoint(copy)
        # No page of the store holds all of it.
        assert LONG.encode()[:1800] not in copy.read_bytes(), (
            f"{name_of(use)} keeps a text of {len(LONG)} characters"
        )


def _lengthened(value: Any) -> Any:
    if value == SAID:
        return LONG
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: LONG for one in fields(value) if getattr(value, one.name) == SAID})
    return value


def trail(desk: Desk) -> str:
    with desk.read() as session:
        return "\n".join(
            f"{one.action} {one.subject} {one.detail}" for one in session.exec(select(AuditEntry))
        )


def complaint(number: str, **more: Any) -> ComplaintRow:
    return ComplaintRow(number, local("2026-01-30T09:00"), category="其他", **more)


def _rows(use: Uses, desk: Desk, direct: Desk) -> None:
    """Orders, surveys, complaints and the calendar, while January is open."""
    for kind, number in (("survey", "A1"), ("order", "W1")):
        use(exclusions.strike_out, desk, kind, number, SAID, SAID)
        use(exclusions.restore, desk, kind, number, SAID)
    use(exclusions.strike_out_all, desk, [("survey", "A1")], SAID, SAID)
    exclusions.restore(desk, "survey", "A1", SAID)
    before = surveys.read(desk, "A1")
    use(surveys.correct, desk, before, replace(before, attitude=3), SAID)
    use(surveys.correct_texts, desk, "A1", {"attitude": "2"}, SAID)
    use(renumbering.renumber, desk, "W2", "W20", SAID)
    stores.fill(desk, surveys=[stores.survey("A7", "W1", "2026-01-21T09:00")])
    use(undo, desk, imports_page(desk)[0].number, SAID)
    use(notes.write, desk, "order", "W1", SAID, SAID)
    registration.register(desk, complaint("C1", said=SAID, agreed=SAID, status="invalid", status_reason=SAID))
    use(validity.decide, desk, "C1", confirm=False, reason=SAID)
    use(validity.propose, desk, "C1", "invalid", SAID)
    validity.decide(direct, "C1", confirm=True, reason=SAID)
    registration.register(desk, complaint("C2", handler_no="E3"))
    use(words.put_words, desk, "C2", Words("", ""), Words(SAID, SAID))
    use(receipt.correct_receipt, desk, "C2", local("2026-01-30T08:00"), SAID)
    use(handlers.assign, desk, "C2", "E2", SAID)
    use(handlers.assign_all, desk, ["C2"], "E3", SAID)
    use(handlers.correct_handler, desk, "C2", "E2", SAID)
    use(milestones.log_milestone, desk, "C2", "contacted", local("2026-01-30T10:00"), SAID)
    use(milestones.correct_milestone, desk, "C2", "contacted", local("2026-01-30T10:30"), SAID)
    with desk.read() as session:
        said = put_right.read_in(session, "C2")
    use(put_right.put_right, desk, said, replace(said, contacted_at=local("2026-01-30T10:20")), SAID)
    for add, name, roles in ((users.add_user, "One", ["clerk"]), (users.add_user_as, "Two", "clerk")):
        use(add, desk, name, None, roles, None, SAID)
    for give, more in ((users.set_roles, ["clerk", "hr"]), (users.set_roles_as, "clerk")):
        use(give, desk, "One", more, SAID)
    use(users.link, desk, "Colleague", None, SAID)
    use(users.link_as, desk, "Colleague", "E2", SAID)
    reason = pauses.pause_reasons(desk)[0][0]
    use(pauses.pause, desk, "C2", reason, SAID)
    pauses.resume(desk, "C2")
    milestones.log_milestone(desk, "C2", "planned", local("2026-01-30T11:00"), SAID)
    milestones.log_milestone(desk, "C2", "resolved", local("2026-01-31T11:00"), SAID)
    use(rounds.reopen, desk, "C2", SAID)
    registration.register(desk, complaint("C3"))
    entry = own_last_entry.own_last_entry(desk)
    assert entry is not None
    use(own_last_entry.take_back, desk, entry.seq, SAID)
    use(calendar.set_day, desk, date(2026, 3, 6), False, SAID)
    use(calendar.declare_final, desk, 2028, SAID)


def _second_person(use: Uses, desk: Desk) -> None:
    """What moves a figure of one's own, and what becomes of it."""
    mine, direct = desk_of(desk, "Colleague"), desk_of(desk, "Direct")

    def waits(case: Callable[..., Any], *given: Any, **named: Any) -> int:
        with pytest.raises(Waits) as waiting:
            use(case, mine, *given, **named)
        return waiting.value.number

    order = work_orders.read(mine, "W1")
    changed = replace(order.row, outcome="not_fixed")
    number = waits(work_orders.change, "W1", order.version, changed, why="mistyped", reason=SAID)
    use(waiting.confirm, direct, number, reason=SAID)
    returned = OrderRow("W31", local("2026-01-31T09:00"), technician_no="E2", outcome="cancelled")
    use(work_orders.enter, desk, replace(returned, return_of="W1"), reason=SAID)
    number = waits(work_orders.link_return, "W31", None, why="mistyped", reason=SAID)
    use(waiting.carry_over, direct, number, SAID)
    use(waiting.reject, direct, number, SAID)
    answered = SurveyRow("A31", "W1", local("2026-01-22T09:00"), 5, 5, 5, 5, 5)
    waits(surveys.enter, answered, reason=SAID)
    texts = {name: "5" for name in surveys.QUESTIONS} | {"answered_at": "2026-01-22 09:00"}
    use(surveys.enter_all, mine, {0: texts | {"agency_ref": "A32", "order_no": "W1"}}, SAID)
    handled = complaint("C31", handler_no="E2", contacted_at=local("2026-01-30T10:00"))
    waits(registration.register, handled, reason=SAID)
    for one in pages.acts(desk):
        waiting.reject(direct, one.number, SAID)


def _customer_erased(use: Uses, desk: Desk) -> None:
    """Whoever is erased, and why."""
    work_orders.enter(desk, OrderRow("X9", local("2026-02-02T09:00"), customer_name=SAID))
    with pytest.raises(Waits) as waits:
        use(erasing.erase, desk_of(desk, "Head"), SAID, SAID)
    waiting.confirm(desk_of(desk, "Direct"), waits.value.number, SAID)
    work_orders.enter(
        desk,
        OrderRow(
            "X90",
            local("2025-12-01T09:00"),
            customer_name=SAID,
            completed_at=local("2025-12-01T09:30"),
            outcome="fixed",
        ),
    )
    terms.set_terms(desk, customer_months=1)
    with pytest.raises(Waits) as waits:
        use(running.run, desk_of(desk, "Head"), SAID)
    waiting.reject(desk_of(desk, "Direct"), waits.value.number, SAID)


def _mapping_forgotten(use: Uses, desk: Desk, folder: Path) -> None:
    """How a sender's file is read is remembered with the file, and forgotten."""
    file = csv_file(
        folder / "a.csv",
        [["流水", "单号", "时间", "态度", "费用"], ["A9", "W1", "2026-01-22 09:00", "妥", "5"]],
    )
    mapping = folder / "m.toml"
    mapping.write_text(
        '[surveys]\n"流水" = "agency_ref"\n"单号" = "order_no"\n"时间" = "answered_at"\n"态度" = "attitude"\n'
        '"费用" = "cost"\n'
        '[words.answers]\n"妥" = 4\n',
        encoding="utf-8",
    )
    assert not import_file(desk, "surveys", file, mapping=mapping).rejected
    use(mappings.forget, desk, mappings.mappings(desk)[0].remembered.number, SAID)


def _concluded(use: Uses, desk: Desk) -> None:
    """What a supervisor concludes from a month."""
    number = use(conclusions.write, desk, Period(202601), SAID)
    use(conclusions.take_back, desk, number, SAID)


def _met(use: Uses, desk: Desk) -> None:
    """What a week's meeting wrote down."""
    week = Week(date(2026, 11, 2))
    use(meeting.take_back, desk, use(meeting.write_note, desk, week, SAID), SAID)
    number = use(meeting.promise, desk, week, "E1", SAID, week.sunday)
    use(meeting.change, desk, number, SAID, by=week.step(1).sunday)
    use(meeting.done, desk, number, SAID)


def _talked(use: Uses, desk: Desk) -> None:
    """What was said in talks about the published month."""
    owner, direct, head = (desk_of(desk, name) for name in ("Owner", "Direct", "Head"))
    words = {"strengths": SAID, "problems": SAID, "direction": SAID}
    day = local_times.today(desk)
    month = parse_span("2026-01")
    number = use(talks.hold, direct, "E1", month, held_on=day, **words)
    use(talks.disagree, owner, number, SAID)
    use(talks.agree, owner, number, SAID)
    other = use(talks.hold, head, "E2", month, held_on=day, **words)
    use(talks.take_back, head, other, SAID)
    use(talks.read_aloud, direct, use(talks.hold, direct, "E3", month, held_on=day, **words), SAID)


def _found_right(use: Uses, desk: Desk) -> None:
    """What the check of a month found, and somebody looked at."""
    phone = {"customer_phone": "13800138000"}
    rows = [stores.order(f"X{hour}", f"2026-03-03T{hour}:00", **phone) for hour in (10, 11)]
    stores.fill(desk, orders=rows)
    use(dismissals.dismiss, desk, Period(202603), "order-twice", "X11", SAID)


def _procedure(use: Uses, desk: Desk, now: time_machine.Traveller) -> None:
    """What is done to the month, up to a correction, and appeals."""
    owner, direct, other, head, group = (
        desk_of(desk, name) for name in ("Owner", "Direct", "Other", "Head", "Oversight")
    )
    stores.compute(desk, "2026-01")
    number = use(adjustments.adjust, head, JANUARY, "E1", "total", "1", SAID, SAID)
    use(adjustments.withdraw, head, getattr(number, "number", number), SAID)
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    use(reopening.reopen_month, desk, JANUARY, SAID)
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    use(took_note.take_note, desk, JANUARY, "E1", "absent", SAID)
    filed = use(filing.file_appeal, owner, JANUARY, "total", SAID, SAID)
    use(procedure.decide, direct, filed, "rejected", SAID)
    use(procedure.escalate, owner, filed, SAID)
    use(procedure.carry, other, filed, SAID)
    use(procedure.withdraw, owner, filed, SAID)
    taken = use(filing.take_down, other, JANUARY, "E3", "total", SAID, SAID)
    users.set_active(desk, "Hr", False)
    _talked(use, desk)
    use(taken_down.confirm_heard, other, taken, paper=SAID)
    procedure.decide(direct, taken, "partly", SAID)
    for row in sampling.draw(group, JANUARY).rows:
        use(sampling.note_finding, group, JANUARY, row.number, "wrong", SAID)
    use(sampling.object_to, group, JANUARY, SAID)
    use(sampling.lift, group, JANUARY, SAID)
    use(sampling.sign, group, JANUARY, SAID)
    now.move_to(local("2026-03-20T10:00"))
    month_close.freeze(desk, JANUARY)
    exclusions.strike_out(desk, "order", "W1", SAID)
    use(corrections.correct, desk, JANUARY, SAID)
    use(clock_guard.confirm, desk, SAID)


def _two_people(use: Uses, desk: Desk) -> None:
    """What takes a second person, or a reason where there is none (docs/rules.md, rule 33)."""
    moved = EmployeeRow(
        employee_no="E2",
        name="Name E2",
        role="technician",
        team="T1",
        supervisor_no="S2",
        joined_on=date(2020, 1, 1),
        valid_from=date(2026, 1, 10),
    )
    use(employees.keep, desk, moved, SAID)
    use(choice.use, desk, "contact-centre", Period(202606), SAID)
    again = choice.seen_again(desk)
    use(choice.use_text, again, built_in()["team-points"].body, Period(202607), SAID)
    head, direct = desk_of(desk, "Head"), desk_of(desk, "Direct")
    planning = choice.seen_again(head)
    for ask in (
        lambda: use(month_plan.choose, planning, Period(202607), ["visits=2"], SAID),
        lambda: use(month_plan.choose_items, planning, Period(202608), "visits=2", SAID),
        lambda: use(site_choice.set_own_acts, head, pause_days_alone=1, reason=SAID),
        lambda: use(site_choice.keep_own_acts, head, minutes=20, share=70, days=1, reason=SAID),
    ):
        with pytest.raises(Waits) as waits:
            ask()
        waiting.reject(direct, waits.value.number, SAID)
    signing.make(desk)
    use(signing.replace, desk, SAID)


def _another_state(use: Uses, desk: Desk) -> None:
    """The machine has seen an entry that is not in this store (docs/decisions/0067, point 7)."""
    last_head.begin_from(desk.store)
    all_seen = (data_folder() / "heads").glob("*.json")
    (seen,) = (one for one in all_seen if str(desk.store.path) in one.read_text("utf-8"))
    later = seen.read_text("utf-8").replace('"entry": ', '"entry": 9')
    last_head.forget(desk.store.path)
    seen.write_text(later, "utf-8")
    use(set_back.accept, desk, SAID)


def test_no_use_case_writes_words_into_the_trail(
    desk: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """Every use case that takes words is given words; none of them stand in the trail, and none can be forgotten."""
    use = Uses()
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    _rows(use, desk, desk_of(desk, "Direct"))
    _second_person(use, desk)
    _customer_erased(use, desk)
    _mapping_forgotten(use, desk, tmp_path)
    _procedure(use, desk, now)
    _found_right(use, desk)
    _concluded(use, desk)
    _met(use, desk)
    _two_people(use, desk)
    _another_state(use, desk)
    assert takes_words() <= use.done | OTHER_SYSTEMS
    kept = trail(desk)
    assert "correct-handler" in kept and "confirm-clock" in kept
    assert [line for line in kept.splitlines() if MARK in line] == []
    last = clock_guard.last_confirmation(desk)
    assert last is not None and (last.by, last.reason) == ("Desk", SAID), "the words stand where they belong"
    assert [note.words for note in notes.notes_of(desk, "complaint", "C2") if note.says == "handler"] == [
        SAID
    ]


def test_nor_does_what_is_entered_of_people(desk: Desk, now: time_machine.Traveller) -> None:
    """Ratings and conduct, figures, amounts: the same."""
    use = Uses()
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    row = RatingRow(DAY, "E1", "ethics", Decimal(4), None)
    first = ratings.rate(boss, row)
    use(ratings.withdraw, boss, first, SAID)
    ratings.rate(boss, row)
    use(ratings.rate_sheet, boss, [replace(row, score=Decimal(3))], SAID)
    use(ratings.rate_people, boss, DAY, [TypedCell(0, "ethics", "E1", "2")], SAID)
    record = use(conduct.add, boss, "E1", "merit", DAY, SAID, SAID, points="3")
    use(conduct.withdraw, boss, record, SAID)
    enter(desk, "E1", "attendance", 1, 10)
    figure = MeasureRow(JANUARY, "E1", "attendance", Decimal(2), Decimal(10))
    use(figures.set_figure, desk, figure, SAID)
    use(figures.set_figures, desk, [replace(figure, numerator=Decimal(3))], SAID)
    use(figures.fill_figures, desk, JANUARY, [TypedCell(0, "attendance", "E1", "4/10")], SAID)
    users.add_user(desk, "Pay", "pay", ["hr"])
    pay = PayRow(JANUARY, "E1", "floating", 300_000)
    amounts.set_amount(desk_of(desk, "Pay"), pay)
    use(amounts.set_amount, desk_of(desk, "Pay"), replace(pay, amount=310_000), SAID)
    enter(desk, "T1", "staff_turnover", 1, 10)
    now.move_to(local("2026-02-01T10:00"))
    use(proposals.take, desk, JANUARY, Only("staff_turnover"), SAID)
    assert use.done == OTHER_SYSTEMS
    assert [line for line in trail(desk).splitlines() if MARK in line] == []


def test_nor_does_what_an_order_says(desk: Desk, now: time_machine.Traveller, tmp_path: Path) -> None:
    """docs/decisions/0063: a fault and a serial number, entered, changed, put right by a file, and put back."""
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    texts = {"fault": SAID, "serial_no": f"SN-{MARK}", "customer_name": SAID}
    work_orders.enter(desk, OrderRow("X1", local("2026-02-02T09:00"), **texts))  # type: ignore[arg-type]
    found = work_orders.read(desk, "X1")
    changed = replace(found.row, fault=f"{SAID}, again", serial_no=f"SN-{MARK}-2")
    work_orders.change(desk, "X1", found.version, changed, why="mistyped")
    row = {
        "order_no": "X1",
        "received_at": "2026-02-02 09:00",
        "fault": f"{MARK} called",
        "serial_no": f"{MARK}9",
    }
    report = import_file(desk, "orders", stores.write_csv(tmp_path / "orders.csv", [row]), revise=True)
    assert (report.number is not None, report.rejected) == (True, ())
    undo(desk, report.number or 0, SAID)
    assert work_orders.read(desk, "X1").row.fault == f"{SAID}, again"
    kept = trail(desk)
    assert all(f"{action} X1" in kept for action in ("enter-order", "change-order", "put-back"))
    assert [line for line in kept.splitlines() if MARK in line] == []
