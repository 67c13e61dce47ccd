"""Records of conduct from a file: by the rules of those that are entered one by one (docs/files.md §2)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct
from csi_tui.services.errors import NotPermitted
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import rows_page
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import DAY, JANUARY, MONTH, card, enter, site
from tests.stores import import_rows, person

LATE = {"on_date": "2026-01-15", "employee_no": "E1", "code": "careless", "note": "left a customer waiting"}
MERIT = {
    "on_date": "2026-01-16", "employee_no": "E2", "code": "merit", "note": "a letter", "points": "3", "case_no": "C1",
}  # fmt: skip


def points(desk: Desk) -> list[tuple[str, str, str]]:
    """Of whom there is which record that counts, worth what."""
    found = conduct.records(desk, Period(202601))
    return [(one.employee_no, one.code, one.points) for one in found if one.withdrawn_at is None]


def test_good_records_go_in_and_bad_ones_are_named(desk: Desk, now: time_machine.Traveller) -> None:
    """Each rule of the form rejects its row, at the cell that it speaks of."""
    _desk, boss = site(desk, "four-aspects", *(person(one, supervisor_no="S1") for one in ("E1", "E2")))
    bad = [
        (MERIT | {"employee_no": "E9"}, "employee_no"),
        (MERIT | {"employee_no": "S1"}, "employee_no"),
        (MERIT | {"code": "beauty"}, "code"),
        (MERIT | {"points": "-3"}, "points"),
        (MERIT | {"points": "11"}, "points"),
        (MERIT | {"points": "0"}, "points"),
        (MERIT | {"points": "1.234"}, "points"),
        (MERIT | {"on_date": "2027-01-15"}, "on_date"),
        (MERIT | {"on_date": "2019-01-15"}, "on_date"),
        (MERIT | {"note": ""}, "note"),
        (MERIT | {"note": "x" * 501}, "note"),
    ]
    report = import_rows(boss, "conduct", [MERIT, *(row for row, _column in bad)])
    assert report.accepted == 1
    assert [fault.column for fault in report.rejected] == [column for _row, column in bad]
    assert points(boss) == [("E2", "merit", "3.00")]


def test_who_may_not_enter_them_brings_none_in(desk: Desk, now: time_machine.Traveller) -> None:
    """A clerk is refused whole; for another nobody does it (docs/rules.md, rule 32)."""
    desk, _boss = site(
        desk, "four-aspects", person("E1", supervisor_no="S1"), person("E2", supervisor_no="S1")
    )
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    with pytest.raises(NotPermitted):
        import_rows(desk_of(desk, "Clerk"), "conduct", [MERIT])
    boss = open_desk(desk.store.path, "Boss")
    report = import_rows(boss, "conduct", [MERIT])
    boss.close()
    assert (report.accepted, [fault.column for fault in report.rejected]) == (0, ["employee_no"])


def test_a_closed_month_takes_none(desk: Desk, now: time_machine.Traveller) -> None:
    """As on the form."""
    desk, boss = site(desk, "team-points", person("E1", supervisor_no="S1"))
    enter(desk, "E1", "work_points", 100)
    stores.freeze(desk, MONTH)
    report = import_rows(boss, "conduct", [LATE])
    assert [fault.column for fault in report.rejected] == ["on_date"]


def test_two_that_say_the_same_count_twice_and_no_file_counts_twice(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """Seed 003 §2: two deductions make 0. One that was entered by hand is one of the file's two."""
    desk, boss = site(desk, "team-points", person("E1", supervisor_no="S1"))
    enter(desk, "E1", "work_points", 100)
    conduct.add(boss, "E1", "careless", DAY, LATE["note"])
    report = import_rows(boss, "conduct", [LATE, LATE])
    assert (report.accepted, len(report.skipped), report.rejected) == (1, 1, ())
    assert import_rows(boss, "conduct", [LATE, LATE]).accepted == 0
    stores.compute(desk, MONTH)
    assert card(desk, "E1")["flags"] == ["zeroed"]


def test_an_import_is_taken_back_by_whom_it_does_not_concern(desk: Desk, now: time_machine.Traveller) -> None:
    """Readable as taken back; the same file goes in again. None of a closed month leaves, nor what was ended before."""
    desk, boss = site(desk, "four-aspects", *(person(one, supervisor_no="S1") for one in ("E1", "E2")))
    path = stores.write_csv(
        desk.store.path.parent / "conduct.csv", [MERIT, MERIT, MERIT | {"employee_no": "E1"}]
    )
    number = import_file(boss, "conduct", path).number
    assert number is not None
    assert [one.name for one in rows_page(boss, number)] == [
        "2026-01-16 E2 merit", "2026-01-16 E2 merit", "2026-01-16 E1 merit",
    ]  # fmt: skip
    users.add_user(desk, "Two", "two", ["supervisor"], "E2")
    assert [one.why for one in undo(desk_of(desk, "Two"), number, dry_run=True).stayed] == [
        "it counts in a figure of your own; somebody else has to undo it"
    ] * 2
    conduct.withdraw(boss, 1, "a slip")
    report = undo(boss, number, "the wrong sheet")
    assert (report.gone, [one.why for one in report.stayed]) == (2, ["it was replaced or taken back since"])
    assert points(boss) == []
    assert verify(desk).problems == ()
    again = import_file(boss, "conduct", path)
    assert again.accepted == 3
    assert again.number is not None
    stores.freeze(desk, MONTH)
    assert undo(boss, again.number).gone == 0
    assert Period(202601) == JANUARY
    assert Decimal(points(boss)[0][2]) == 3


def test_nobody_takes_back_for_another(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 32: an administrator acting as somebody undoes no records and no ratings of theirs."""
    desk, boss = site(desk, "four-aspects", *(person(one, supervisor_no="S1") for one in ("E1", "E2")))
    rating = {"on_date": "2026-01-15", "employee_no": "E1", "item": "ethics", "score": "4"}
    for kind, row in (("conduct", MERIT), ("ratings", rating)):
        number = import_rows(boss, kind, [row]).number
        assert number is not None
        other = open_desk(desk.store.path, "Boss")
        with pytest.raises(NotPermitted):
            undo(other, number)
        other.close()
