"""The part of a scheme file that grades the year."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring.annual import MONTHS_OF_A_YEAR, Run, YearGrade, YearRules
from csi_tui.scoring.scheme_table import Table

ZERO, HUNDRED = Fraction(0), Fraction(100)


def read_annual(table: Table) -> YearRules:
    """Read ``[annual]``: grades best first, each up to a further place, the last one for everybody else."""
    rules = YearRules(
        table.whole("minimum_months", at_least=1, at_most=MONTHS_OF_A_YEAR),
        tuple(map(_grade, table.tables("grades"))),
    )
    ids = [grade.id for grade in rules.grades]
    if len(set(ids)) != len(ids) or not ids:
        table.fault("grades", "duplicate-id", ", ".join(ids))
    places = [grade.up_to for grade in rules.grades]
    known = [place for place in places[:-1] if place is not None]
    if len(known) != len(places[:-1]) or known != sorted(set(known)) or (places and places[-1] is not None):
        table.fault(
            "grades", "grades-not-rising", ", ".join("-" if one is None else str(one) for one in places)
        )
    table.nothing_else()
    return rules


def _grade(row: Table) -> YearGrade:
    grade = YearGrade(
        row.identifier("id"),
        row.text("name"),
        up_to=_percentage(row, "up_to"),
        every_month=_percentage(row, "every_month"),
        most_months=_percentage(row, "most_months"),
        no_run=_run(row, "no_run"),
        any_run=_run(row, "any_run"),
    )
    row.nothing_else()
    return grade


def _percentage(row: Table, key: str) -> Fraction | None:
    return row.fraction(key, at_least=ZERO, at_most=HUNDRED) if row.has(key) else None


def _run(row: Table, key: str) -> Run | None:
    if not row.has(key):
        return None
    table = row.table(key)
    run = Run(
        table.whole("months", at_least=1, at_most=MONTHS_OF_A_YEAR),
        table.fraction("below", at_least=ZERO, at_most=HUNDRED),
    )
    table.nothing_else()
    return run
