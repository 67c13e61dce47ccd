"""All six systems over one month, beside the main one alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_db.bulk import insert_rows
from csi_tui.demo.entered import Colleague, EnteredSample
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.entries.sample import sampled
from csi_tui.services.months.compute import Computation, compute_by_each, compute_live, cut_off_of
from csi_tui.services.schemes.in_force import SchemeText, built_in, default_scheme

LIMIT = 2.0
SAME_SYSTEM = "-survey"
"""A variant of the main system is no system of its own."""
SEED = 7
BY = ("at", "user_id", "account")
FIGURE = ("period", "employee_id", "team", "measure", "numerator", "denominator", "n", *BY)
RATING = ("on_date", "period", "employee_id", "item", "score", "rated_by_id", *BY)
RECORD = ("on_date", "period", "employee_id", "code", "points", "note", "case_no", *BY)
"""Columns of what is entered."""


def run(options: Options) -> Iterator[Figure]:
    """At the smallest size: everything that the other systems ask for is entered for everybody."""
    size = min(options.sizes)
    department = filled(options, f"systems-{size}.db", size)
    texts = [text for name, text in built_in().items() if not name.endswith(SAME_SYSTEM)]
    for text in texts:
        _enter(department, text)
    main = next(text for text in texts if text.scheme.id == default_scheme())
    for text in texts:
        if not any(card.total.n for card in _computed(department, text).cards):
            raise ResultsDiffer(f"{text.scheme.id}: nobody has data")
    for text, together in zip(texts, _by_each(department, texts), strict=True):
        if together.cards != _computed(department, text).cards:
            raise ResultsDiffer(f"{text.scheme.id}: other cards together than alone")
    own, other = turn_about(
        lambda: seconds(lambda: _by_each(department, texts)),
        lambda: seconds(lambda: _computed(department, main)),
        options.rounds,
    )
    name = (
        f"cards of all {len(texts)} systems, {size:,} orders, {options.people} people / of the main one alone"
    )
    yield Figure(name, own, other, LIMIT)
    department.desk.close()


def _by_each(department: Department, texts: Sequence[SchemeText]) -> list[Computation]:
    with collector_at_rest(), department.desk.read() as session:
        schemes = [text.scheme for text in texts]
        return compute_by_each(session, schemes, department.period, department.as_of)


def _computed(department: Department, text: SchemeText) -> Computation:
    with collector_at_rest(), department.desk.read() as session:
        cut_off = cut_off_of(text.scheme, department.period, department.as_of)
        return compute_live(session, text.scheme, cut_off)


def _enter(department: Department, text: SchemeText) -> None:
    """Figures, ratings and records of the month, straight into the tables: the import checks each by itself."""
    desk, period = department.desk, department.period
    with desk.write() as session:
        connection = session.connection()
        people = [
            Colleague(number, role, team, "")
            for number, role, team in connection.exec_driver_sql(
                "SELECT e.employee_no, a.role, a.team FROM employee e JOIN assignment a ON a.employee_id = e.id "
                "WHERE a.role <> 'supervisor'"
            )
        ]
        keys: dict[str, int] = dict(connection.exec_driver_sql("SELECT employee_no, id FROM employee").all())
        taken = {
            (measure, key or team)
            for measure, key, team in connection.exec_driver_sql(
                "SELECT measure, employee_id, team FROM measure_figure"
            )
        }
        sample, at = EnteredSample(sampled(text.scheme), SEED), department.as_of.isoformat(sep=" ")
        figures = [
            (
                period,
                keys.get(row["subject_no"]),
                _team(row, keys),
                row["measure"],
                *_ratio(row),
                1,
                at,
                1,
                "bench",
            )
            for row in sample.measures(period, people)
            if (row["measure"], keys.get(row["subject_no"]) or row["subject_no"]) not in taken
        ]
        insert_rows(connection, "measure_figure", FIGURE, figures)
        ratings = [
            (
                row["on_date"],
                period,
                keys[row["employee_no"]],
                row["item"],
                _hundredths(row["score"]),
                1,
                at,
                1,
                "bench",
            )
            for _rater, row in sample.ratings(period, people)
        ]
        insert_rows(connection, "rating", RATING, ratings)
        notes = [
            (
                _day(note.on_date),
                period,
                keys[note.employee_no],
                note.code,
                None,
                "sample",
                "",
                at,
                1,
                "bench",
            )
            for note in sample.notes(period, people)
        ]
        insert_rows(connection, "conduct_record", RECORD, notes)


def _team(row: dict[str, str], keys: dict[str, int]) -> str | None:
    return None if row["subject_no"] in keys else row["subject_no"]


def _ratio(row: dict[str, str]) -> tuple[int, int]:
    """Both in tenths, whole."""
    return _tenths(row["numerator"]), _tenths(row["denominator"])


def _tenths(text: str) -> int:
    whole, _point, part = text.partition(".")
    return 10 * int(whole) + int(part or 0)


def _hundredths(text: str) -> int:
    return 10 * _tenths(text)


def _day(day: date) -> str:
    return day.isoformat()
