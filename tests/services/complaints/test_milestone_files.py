"""Milestones from a file, and out again: by the rules of the complaint (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
import time_machine

from csi_tui.services.complaints import milestones
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import rows_page
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.tabular.writing import write_table
from csi_tui.services.waiting import acts
from tests import stores
from tests.services.procedures import desk_of
from tests.stores import complaint, fill, local, person, write_csv

RECEIVED = "2026-01-20T09:00"


def row(number: str, milestone: str, at: str, note: str = "") -> dict[str, str]:
    return {"complaint_no": number, "milestone": milestone, "happened_at": at, "note": note}


ROWS = [
    row("C1", "contacted", "2026-01-20T10:00", "=1+1 打电话 13912345678"),
    row("C1", "给出方案", "2026-01-21 10:00:30"),
    row("C2", "resolved", "2026-01-25T10:00", "'@SUM(A1)\nsecond line"),
]


@pytest.fixture
def two(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Two complaints of January, each with a handler; it is February."""
    return _two(desk)


def _two(desk: Desk) -> Desk:
    people = [person("E1", "complaint_handler"), person("E2", "complaint_handler")]
    fill(
        desk, employees=people, complaints=[complaint("C1", RECEIVED, "E1"), complaint("C2", RECEIVED, "E2")]
    )
    return desk


def out(desk: Desk, *, whole: bool = True) -> Sequence[Sequence[object]]:
    with going_out(desk, "milestones", whole=whole) as table:
        return [[*one] for one in table.rows]


def brought(desk: Desk, rows: Sequence[dict[str, str]], *, revise: bool = False) -> ImportReport:
    return import_file(desk, "milestones", write_csv(desk.store.path.with_name("m.csv"), rows), revise=revise)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_went_out_comes_in_again_as_it_was(
    two: Desk, tmp_path: Path, form: Literal["csv", "xlsx", "json"]
) -> None:
    """Row by row, with what was said; of a corrected one what holds, and of one that did not happen nothing."""
    assert brought(two, ROWS).accepted == 3
    milestones.correct_milestone(two, "C1", "planned", local("2026-01-21T11:00"), "misread")
    milestones.log_milestone(two, "C2", "contacted", local("2026-01-21T09:00"), out_of_order=True)
    milestones.correct_milestone(two, "C2", "contacted", None, "it was another one", out_of_order=True)
    path = tmp_path / f"out.{form}"
    with going_out(two, "milestones", whole=True) as table:
        assert write_table(table.rows, table.header, form, path) == 3
    other = open_desk(stores.copy_store(tmp_path / "other" / "csi.db"))
    report = import_file(_two(other), "milestones", path)
    assert (report.accepted, report.rejected) == (3, ())
    assert sorted(map(str, out(other))) == sorted(map(str, out(two)))
    assert import_file(other, "milestones", path).accepted == 0
    assert verify(other).problems == ()
    other.close()


def test_phone_numbers_are_masked_unless_asked_for(two: Desk) -> None:
    """docs/rules.md, rule 21."""
    brought(two, ROWS)
    assert "13912345678" not in str(out(two, whole=False))
    assert "139****5678" in str(out(two, whole=False))
    assert "13912345678" in str(out(two))


def test_bad_rows_are_named(two: Desk) -> None:
    """What the complaint would refuse is refused, at its cell; the good rows go in."""
    bad = [
        (row("C9", "contacted", "2026-01-20T10:00"), "complaint_no"),
        (row("C1", "phoned", "2026-01-20T10:00"), "milestone"),
        (row("C1", "contacted", "2026-01-19T10:00"), "happened_at"),
        (row("C1", "contacted", "2026-12-19T10:00"), "happened_at"),
        (row("C1", "contacted", ""), "happened_at"),
        (row("C1", "planned", "2026-01-21T10:00", "x" * 501), "note"),
    ]
    milestones.log_milestone(two, "C2", "contacted", local("2026-01-20T12:00"))
    bad.append((row("C2", "contacted", "2026-01-20T12:01"), "happened_at"))
    for one, column in bad:
        report = brought(two, [one, ROWS[1]])
        assert [fault.column for fault in report.rejected] == [column]
    assert [one[:2] for one in out(two)] == [["C2", "contacted"], ["C1", "planned"]]


def test_a_corrected_file_corrects(two: Desk) -> None:
    """With the reason that the file gives, or its number; the old event stays readable."""
    brought(two, ROWS)
    path = write_csv(
        two.store.path.with_name("m2.csv"), [ROWS[0] | {"happened_at": "2026-01-20T11:00", "note": ""}]
    )
    report = import_file(two, "milestones", path, revise=True)
    assert (report.accepted, report.rejected, len(report.revised)) == (1, (), 1)
    assert out(two)[-1][2] == "2026-01-20 11:00"
    assert report.number is not None
    assert undo(two, report.number).gone == 1
    assert out(two)[-1][2] == "2026-01-20 10:00"
    assert verify(two).problems == ()


def test_an_import_is_taken_back(two: Desk) -> None:
    """Each as if it had not happened, with a reason; what was corrected since stays; the file goes in again."""
    report = brought(two, ROWS)
    assert report.number is not None
    assert [one.name for one in rows_page(two, report.number)] == [
        "C1 customer contacted", "C1 plan given", "C2 resolved",
    ]  # fmt: skip
    milestones.correct_milestone(two, "C1", "planned", local("2026-01-21T11:00"), "misread")
    done = undo(two, report.number, "the wrong site")
    assert (done.gone, [one.why for one in done.stayed]) == (
        2,
        ["it was changed since; put it right where it stands"],
    )
    assert [one[:2] for one in out(two)] == [["C1", "planned"]]
    assert verify(two).problems == ()
    again = brought(two, [ROWS[0], ROWS[2]])
    assert again.accepted == 2
    assert again.number is not None
    assert undo(two, again.number).gone == 2
    assert verify(two).problems == ()


def test_a_judged_month_is_not_touched(two: Desk) -> None:
    """A frozen month is corrected by who closes months, with a note; what it rests on does not leave."""
    brought(two, ROWS[:1])
    stores.freeze(two, "2026-01")
    report = brought(two, [row("C2", "contacted", "2026-01-20T10:00")])
    assert [fault.reason for fault in report.rejected] == [
        "A correction needs a reason: write it as the note"
    ]
    report = brought(two, [row("C2", "contacted", "2026-01-20T10:00", "by letter")])
    assert (report.accepted, report.number is not None) == (1, True)
    assert undo(two, report.number or 0).gone == 0


def test_own_ones_wait_for_a_second_person(two: Desk) -> None:
    """docs/rules.md, rule 27: what happened long ago on an own complaint; confirmed, it is a row of the import."""
    users.add_user(two, "Own", "own", ["clerk"], "E1")
    users.add_user(two, "Second", "second", ["supervisor"])
    own = desk_of(two, "Own")
    report = brought(own, ROWS)
    assert report.accepted == 1
    assert len([one for one in report.remarks if one.finding and "second person" in one.text]) == 1
    assert ["waits for a second person" in fault.reason for fault in report.rejected] == [True]
    assert [one[0] for one in out(two)] == ["C2"]
    acts.confirm(desk_of(two, "Second"), 1)
    assert {one[0] for one in out(two)} == {"C1", "C2"}
    assert report.number is not None
    assert len(rows_page(two, report.number)) == 2
    assert {one.why for one in undo(own, report.number, dry_run=True).stayed} == {
        "it counts in a figure of your own; somebody else has to undo it"
    }
    assert undo(two, report.number).gone == 2
    assert verify(two).problems == ()
