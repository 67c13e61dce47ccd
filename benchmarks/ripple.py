"""Whom a change would move, in a whole month, beside one computation of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_db.adjustments import AdjustedLine
from csi_tui.services.changes import corrections, exclusions, ripple
from csi_tui.services.close import month_close, past_months

LIMIT = 1.5


def run(options: Options) -> Iterator[Figure]:
    """At the smallest size: striking out, restoring, adjusting, computing anew; then correcting the frozen month."""
    size = min(options.sizes)
    department = filled(options, f"ripple-{size}.db", size)
    month_close.compute(department.desk, department.period, department.as_of)
    for name, preview in _previews(department).items():
        yield _measured(
            department, f"ripple of {name}, {size:,} orders / computing them", preview, options.rounds
        )
    frozen = filled(options, f"ripple-frozen-{size}.db", size)
    survey = _number(frozen, "SELECT agency_ref FROM survey WHERE cost IS NOT NULL")
    past_months.backfill(frozen.desk, frozen.period)
    exclusions.strike_out(frozen.desk, "survey", survey, "another customer answered")

    def corrected() -> ripple.Ripple:
        return corrections.preview_correction(frozen.desk, frozen.period)

    name = f"ripple of a correction, {size:,} orders / computing them"
    yield _measured(department, name, corrected, options.rounds)
    frozen.desk.close()
    department.desk.close()


def _previews(department: Department) -> dict[str, Callable[[], ripple.Ripple]]:
    desk, period = department.desk, department.period
    order = _number(
        department, "SELECT order_no FROM work_order WHERE completed_at IS NOT NULL AND outcome = 'fixed'"
    )
    survey = _number(department, "SELECT agency_ref FROM survey WHERE cost IS NOT NULL")
    struck = _number(
        department, "SELECT complaint_no FROM complaint WHERE status = 'valid' AND resolved_at IS NOT NULL"
    )
    exclusions.strike_out(desk, "complaint", struck, "malicious")
    month_close.compute(desk, period, department.as_of)
    with desk.read() as session:
        employee = (
            session.connection()
            .exec_driver_sql("SELECT MIN(employee_id) FROM card WHERE rank = 5")
            .scalar_one()
        )

    def adjusted() -> ripple.Ripple:
        return ripple.of_adjusting(
            desk, period, lambda present: [*present, AdjustedLine(0, employee, "total", -500)]
        )

    return {
        "striking out an order": lambda: exclusions.preview_strike_out(desk, "order", order),
        "striking out a survey": lambda: exclusions.preview_strike_out(desk, "survey", survey),
        "restoring a complaint": lambda: exclusions.preview_restore(desk, "complaint", struck),
        "adjusting a total": adjusted,
    }


def _number(department: Department, sql: str) -> str:
    with department.desk.read() as session:
        return str(
            session.connection()
            .exec_driver_sql(f"{sql} AND period = {department.period} LIMIT 1")
            .scalar_one()
        )


def _measured(department: Department, name: str, preview: Callable[[], ripple.Ripple], rounds: int) -> Figure:
    if not preview().moved:
        raise ResultsDiffer(f"{name}: nobody is moved")
    own, other = turn_about(
        lambda: seconds(preview),
        lambda: seconds(lambda: month_close.compute(department.desk, department.period, department.as_of)),
        rounds,
    )
    return Figure(name, own, other, LIMIT)
