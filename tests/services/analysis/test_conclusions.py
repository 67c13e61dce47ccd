"""Conclusions from a month: signed, kept, taken back with a reason, read again in the next month (seed 000 §8.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, MonthConclusion
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.conclusions import conclusions, process_reviews, take_back, write
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.concluded import conclusion_lines
from csi_tui.services.analysis.text.sections import sections
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.procedures import desk_of

JANUARY, FEBRUARY, MARCH = Period(202601), Period(202602), Period(202603)
WORDS = "Repairs come back over one pump; training on 12 March."


@pytest.fixture
def desks(example_desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """A frozen January, a computed February; a supervisor, the head, a clerk and the administrator beside the desk."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    for name, role in {
        "Boss": "supervisor",
        "Second": "supervisor",
        "Head": "head",
        "Clerk": "clerk",
    }.items():
        users.add_user(example_desk, name, name.lower(), [role])
    return {name: desk_of(example_desk, name) for name in ("Boss", "Second", "Head", "Clerk")} | {
        "Desk": example_desk
    }


def test_it_is_kept_signed_and_read_again_in_the_next_month(desks: dict[str, Desk]) -> None:
    number = write(desks["Boss"], JANUARY, WORDS)
    (own,) = conclusions(desks["Clerk"], JANUARY)
    assert (own.number, own.words, own.by, own.taken_back_at) == (number, WORDS, "Boss", None)
    later = write(desks["Head"], FEBRUARY, "As in January.")
    found = month_analysis(desks["Clerk"], FEBRUARY)
    assert [one.number for one in found.conclusions] == [number, later]
    told = dict((one.id, one.lines) for one in sections(found, 80))["conclusions"]
    assert "2026-01" in told[0] and "Boss" in "\n".join(told)
    assert [one.number for one in month_analysis(desks["Clerk"], JANUARY).conclusions] == [number]
    assert verify(desks["Desk"]).problems == ()


def test_one_that_is_taken_back_stays_in_its_month_and_leaves_the_next(desks: dict[str, Desk]) -> None:
    """By whoever wrote it, or the head; once, with a reason."""
    first, second = (write(desks["Boss"], JANUARY, f"{WORDS} {one}") for one in (1, 2))
    with pytest.raises(NotPermitted):
        take_back(desks["Second"], first, "wrong")
    with pytest.raises(UserError):
        take_back(desks["Boss"], first, " ")
    take_back(desks["Boss"], first, "it was the parts")
    take_back(desks["Head"], second, "the same")
    with pytest.raises(UserError):
        take_back(desks["Boss"], first, "again")
    found = conclusions(desks["Boss"], JANUARY)
    assert [(one.taken_back, one.taken_back_by) for one in found] == [
        ("it was the parts", "Boss"),
        ("the same", "Head"),
    ]
    assert month_analysis(desks["Boss"], FEBRUARY).conclusions == ()
    with desks["Desk"].read() as session:
        rows = session.exec(select(MonthConclusion)).all()
    backs = [row.id for row in rows if row.takes_back_id is not None]
    with pytest.raises(UserError):
        take_back(desks["Head"], backs[0] or 0, "a taking back is none")
    assert verify(desks["Desk"]).problems == ()


@pytest.mark.parametrize("name", ["Clerk", "Desk"])
def test_only_supervisors_and_the_head_write(desks: dict[str, Desk], name: str) -> None:
    desk = desks[name]
    if name == "Desk":
        users.set_roles(desks["Desk"], "Desk", ["admin"])
        desk = replace(desk, actor=replace(desk.actor, roles=frozenset({"admin"})))
    with pytest.raises(NotPermitted):
        write(desk, JANUARY, WORDS)


def test_nobody_signs_for_another(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 32: an administrator with --operator is not there as the supervisor."""
    boss = desks["Boss"]
    for_boss = replace(boss, actor=replace(boss.actor, account="desk"))
    with pytest.raises(NotPermitted, match="in person"):
        write(for_boss, JANUARY, WORDS)
    number = write(boss, JANUARY, WORDS)
    with pytest.raises(NotPermitted, match="in person"):
        take_back(for_boss, number, "wrong")


def test_a_month_without_cards_and_no_words_are_refused(desks: dict[str, Desk]) -> None:
    for period, words in ((MARCH, WORDS), (JANUARY, "  "), (JANUARY, "x" * 501)):
        with pytest.raises(UserError):
            write(desks["Boss"], period, words)
    with pytest.raises(UserError):
        take_back(desks["Boss"], 99, "wrong")


def test_reasons_are_not_read_where_the_site_withholds_them(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 38; and no masked analysis has words in which names stand."""
    write(desks["Boss"], FEBRUARY, WORDS)
    assert month_analysis(desks["Boss"], FEBRUARY, masked=True).conclusions == ()
    set_terms(desks["Desk"], others_withheld=True)
    assert month_analysis(desks["Clerk"], FEBRUARY).conclusions == ()
    with pytest.raises(NotPermitted):
        conclusions(desks["Clerk"], FEBRUARY)
    assert month_analysis(desks["Boss"], FEBRUARY).conclusions


def test_phones_in_the_words_are_masked_and_the_trail_has_a_digest(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 21."""
    write(desks["Boss"], JANUARY, "the customer of 13800138000 called twice")
    (own,) = conclusions(desks["Boss"], JANUARY)
    assert "13800138000" not in own.words and "138" in own.words
    with desks["Desk"].read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "write-conclusion")).one()
    assert entry.subject == "2026-01" and "13800138000" not in str(entry.detail)


def test_what_is_said_of_the_process_is_a_record_over_the_months(desks: dict[str, Desk]) -> None:
    """Seed 000 §11: the process is reviewed and optimised; the record is read apart from what the figures say."""
    write(desks["Boss"], JANUARY, WORDS)
    first = write(
        desks["Boss"], JANUARY, "The agency's file came after the cut-off: ask for the 5th.", process=True
    )
    second = write(desks["Head"], FEBRUARY, "It came in time.", process=True)
    assert [one.number for one in process_reviews(desks["Clerk"], FEBRUARY)] == [first, second]
    assert [one.number for one in process_reviews(desks["Clerk"], JANUARY)] == [first]
    take_back(desks["Head"], first, "The agency's clock was wrong.")
    told = conclusion_lines(process_reviews(desks["Clerk"], MARCH), None, months=True)
    assert "Of 2026-01: On the process: The agency's file came after" in told[0] and "taken back" in told[0]
    # In the month's own list, and in the analysis, it stands among the others, and says what it is about.
    own = conclusions(desks["Clerk"], FEBRUARY)
    assert [(one.number, one.process, one.words) for one in own] == [(second, True, "It came in time.")]
    shown = dict((one.id, one.lines) for one in sections(month_analysis(desks["Clerk"], FEBRUARY), None))
    assert "On the process: It came in time." in "\n".join(shown["conclusions"])
    assert verify(desks["Desk"]).problems == ()
    with pytest.raises(NotPermitted):
        write(desks["Clerk"], FEBRUARY, "no", process=True)
    set_terms(desks["Desk"], others_withheld=True)
    with pytest.raises(NotPermitted):
        process_reviews(desks["Clerk"], FEBRUARY)
