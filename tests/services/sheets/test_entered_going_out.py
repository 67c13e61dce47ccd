"""What was entered goes out, comes in again and is the same (docs/files.md §2); who reads what of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.figures import set_figure, sum_of
from csi_tui.services.errors import NotPermitted
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.sheets.figures_out import MOST_UNITS, as_entered
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.sheets.wanted_rows import ALL, Wanted
from csi_tui.services.tabular.cells import figure_parser
from csi_tui.services.tabular.records import MeasureRow
from csi_tui.services.tabular.writing import write_table
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import import_rows, local, person

Rows = Sequence[Sequence[object]]
parts = st.decimals(min_value=0, max_value=10**9, places=2) | st.sampled_from(
    [
        Decimal(one)
        for one in (
            "0",
            "1",
            "10",
            "100",
            "2.5",
            "0.1",
            "12.50",
            "1000",
            "999999999.999999",
            "3000000000",
            "1000000000000",
        )
    ]
)


@given(parts, parts.filter(bool))
def test_a_figure_goes_out_as_it_was_entered(numerator: Decimal, denominator: Decimal) -> None:
    """The three numbers that the store keeps of a figure come of what goes out again, read from a file."""
    read = figure_parser(low=-(10**12), high=10**12, decimals=6)
    entered = [read(str(one)) for one in (numerator, denominator)]
    assert None not in entered
    row = MeasureRow(Period(202601), "E1", "csat", *(one or Decimal(0) for one in entered))
    kept = sum_of(row)
    out = [
        read(format(one, "f")) or Decimal(0) for one in as_entered(kept.numerator, kept.denominator, kept.n)
    ]
    assert sum_of(MeasureRow(row.month, "E1", "csat", *out)) == kept


@pytest.mark.parametrize("denominator", ["3000000000", "1000000000000"])
def test_a_denominator_of_more_units_than_are_counted(denominator: str) -> None:
    """Beyond what the store counts of units, too, and with decimals in the numerator."""
    kept = sum_of(MeasureRow(Period(202601), "E1", "csat", Decimal("0.125"), Decimal(denominator)))
    assert kept.n == MOST_UNITS
    out = as_entered(kept.numerator, kept.denominator, kept.n)
    assert max(out) <= 10**12
    assert sum_of(MeasureRow(Period(202601), "E1", "csat", *out)) == kept


def rows_out(desk: Desk, kind: str, wanted: Wanted = ALL) -> Rows:
    """All rows of a kind, as somebody reads them."""
    with going_out(desk, kind, wanted) as table:
        return [[*row] for row in table.rows]


@pytest.fixture
def other(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """A second store of the same site."""
    desk = open_desk(stores.copy_store(tmp_path / "other" / "csi.db"))
    yield desk
    desk.close()


FIGURES = [
    {"month": "2026-01", "subject_no": subject, "measure": measure, "numerator": numerator, "denominator": denominator}
    for subject, measure, numerator, denominator in (
        ("E1", "first_contact_resolution", "95", "100"), ("E2", "first_contact_resolution", "7.5", "12.5"),
        ("E1", "csat", "8.50", "2.50"), ("'=T1", "走访客户数", "12", ""), ("E2", "csat", "0", "1000"),
    )
]  # fmt: skip
RATINGS = [
    {"on_date": "2026-01-15", "employee_no": who, "item": "ethics", "score": score, "rated_by_no": rater}
    for who, score, rater in (("E1", "4.25", "S1"), ("E2", "0", ""), ("E2", "5", "S1"))
]
AMOUNTS = [
    {"month": "2026-01", "subject_no": "E1", "input": "base_pay", "amount": "3000.05"},
    {"month": "2026-01", "subject_no": "E2", "input": "base_pay", "amount": "3000"},
]
RECORDS = [
    {"on_date": "2026-01-15", "employee_no": who, "code": "careless", "note": note, "points": "", "case_no": case}
    for who, note, case in (
        ("E1", "=1+1 left a customer waiting", ""), ("E1", "=1+1 left a customer waiting", ""),
        ("E2", "'@SUM(A1) 打电话 13912345678", "C-1"), ("E2", "<script>", "-2-3"),
    )
]  # fmt: skip
"""Two that say the same are two."""
ENTERED = {
    "conduct": ("team-points", RECORDS, 4),
    "measures": ("contact-centre", FIGURES, 5),
    "ratings": ("four-aspects", RATINGS[:2], 2),
    "pay": ("online-shop", AMOUNTS, 2),
}
"""Kind → the scheme that knows it, rows, and how many of them go in."""


def _who(desk: Desk, scheme: str, kind: str) -> Desk:
    """Who enters, in a store of two people and a team whose name a spreadsheet would run."""
    people = [person(number, supervisor_no="S1", team=team) for number, team in (("E1", "=T1"), ("E2", "T2"))]
    desk, boss = site(desk, scheme, *people)
    users.add_user(desk, "Pay", "pay", ["hr"])
    return {"ratings": boss, "conduct": boss, "pay": desk_of(desk, "Pay")}.get(kind, desk)


@pytest.mark.parametrize("kind", ENTERED)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_was_entered_comes_in_again_as_it_was(
    desk: Desk,
    other: Desk,
    now: time_machine.Traveller,
    tmp_path: Path,
    kind: str,
    form: Literal["csv", "xlsx", "json"],
) -> None:
    """Row by row, through a file and another store of the same people and scheme."""
    scheme, rows, taken = ENTERED[kind]
    here, there = (_who(one, scheme, kind) for one in (desk, other))
    now.move_to(local("2026-02-05T09:00"))
    assert import_rows(here, kind, rows).accepted == taken
    file = tmp_path / f"out.{form}"
    with going_out(here, kind, whole=kind == "conduct") as table:
        assert write_table(table.rows, table.header, form, file) == taken
    report = import_file(there, kind, file)
    assert (report.rejected, report.accepted) == ((), taken)
    assert rows_out(there, kind) == rows_out(here, kind)
    assert _kept(there, kind) == _kept(here, kind)
    again = import_file(there, kind, file)
    assert (again.accepted, len(again.skipped), again.rejected) == (0, taken, ())


def _kept(desk: Desk, kind: str) -> list[tuple[object, ...]]:
    columns = {
        "measures": "period, employee_id, team, measure, numerator, denominator, n FROM measure_figure",
        "ratings": "on_date, employee_id, item, score, rated_by_id FROM rating",
        "pay": "period, employee_id, name, amount FROM pay_input",
        "conduct": "on_date, period, employee_id, code, points, note, case_no FROM conduct_record",
    }[kind]
    with desk.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(f"SELECT {columns} ORDER BY id")]


def test_who_looks_over_nothing_has_the_own_ratings_alone(desk: Desk, now: time_machine.Traveller) -> None:
    """As ``csi rate list``; of an account that is no employee there are none."""
    boss = _who(desk, "four-aspects", "ratings")
    import_rows(boss, "ratings", RATINGS[:2])
    users.add_user(desk, "One", "one", ["clerk"], "E1")
    users.add_user(desk, "Two", "two", ["clerk"])
    assert [row[1] for row in rows_out(desk_of(desk, "One"), "ratings")] == ["E1"]
    assert rows_out(desk_of(desk, "One"), "ratings", Wanted(people=["E2"])) == []
    assert rows_out(desk_of(desk, "Two"), "ratings") == []
    assert len(rows_out(boss, "ratings")) == 2


def test_amounts_of_pay_are_for_those_who_read_them(desk: Desk, now: time_machine.Traveller) -> None:
    """HR and the head (docs/roles.md)."""
    pay = _who(desk, "online-shop", "pay")
    now.move_to(local("2026-02-05T09:00"))
    import_rows(pay, "pay", AMOUNTS)
    assert [row[3] for row in rows_out(pay, "pay")] == [Decimal("3000.05"), Decimal("3000.00")]
    with pytest.raises(NotPermitted), going_out(desk_of(desk, "Boss"), "pay"):
        pass


def test_what_was_replaced_or_taken_back_stays(desk: Desk, now: time_machine.Traveller) -> None:
    """What counts goes out, and nothing else: that alone is what a file says."""
    here = _who(desk, "contact-centre", "measures")
    now.move_to(local("2026-02-05T09:00"))
    import_rows(here, "measures", FIGURES[:1])
    row = MeasureRow(Period(202601), "E1", "first_contact_resolution", Decimal(90), Decimal(100))
    set_figure(here, row, "a slip")
    assert [row[3:] for row in rows_out(here, "measures")] == [[Decimal(90), Decimal(100)]]


def test_spans_people_and_teams(desk: Desk, now: time_machine.Traveller) -> None:
    """A span of months; whoever is in a team at its end; a team's own figures with it."""
    here = _who(desk, "contact-centre", "measures")
    now.move_to(local("2026-02-05T09:00"))
    import_rows(here, "measures", FIGURES)
    import_rows(here, "measures", [FIGURES[0] | {"month": "2026-02"}])

    def subjects(wanted: Wanted) -> list[object]:
        return [row[1] for row in rows_out(here, "measures", wanted)]

    january, both = (Period(202601), Period(202601)), (Period(202601), Period(202602))
    assert len(subjects(Wanted(january))) == 5
    assert len(subjects(Wanted(both))) == 6
    assert subjects(Wanted((Period(202602), Period(202612)))) == ["E1"]
    assert subjects(Wanted(january, team="=T1")) == ["E1", "E1", "=T1"]
    assert subjects(Wanted(january, people=["E2"])) == ["E2", "E2"]
    assert subjects(Wanted(january, people=["E2"], team="=T1")) == []


def test_phone_numbers_in_records_are_masked(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 21; the own records alone for whom looks over no results."""
    boss = _who(desk, "team-points", "conduct")
    import_rows(boss, "conduct", RECORDS)
    notes = [str(row[3]) for row in rows_out(boss, "conduct")]
    assert any("139****5678" in note for note in notes)
    assert not any("13912345678" in note for note in notes)
    users.add_user(desk, "One", "one", ["clerk"], "E1")
    assert {row[1] for row in rows_out(desk_of(desk, "One"), "conduct")} == {"E1"}
