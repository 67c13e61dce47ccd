"""A department of each scheme that is always the same, and digests of what goes into it and of what comes out.

``python -m tests.services.fixed_sample`` writes the digests anew (docs/decisions/0031 says when).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from csi_tui.demo.build_by_scheme import build_by_scheme
from csi_tui.scoring.periods import Period
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import MONTH, Span, span_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import all_months
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.spans.annual import annual_report
from csi_tui.services.spans.results import last_over, results_of
from csi_tui.services.spans.what_follows import consequences_of
from tests.stores import clock_at, local

KEPT = Path(__file__).with_name("fixed_sample.json")
LAST = Period(202601)
SYSTEMS = tuple(built_in())

INPUTS = {
    "assignment": "employee_id, role, team, supervisor_id, valid_from",
    "work_order": "order_no, received_at, agent_id, technician_id, parts_id, service_mode, first_contact_at, "
    "appointment_at, arrived_at, completed_at, outcome, parts_issue, parts_impact, return_of_id, fault_severity, "
    "usage_impact",
    "survey": "agency_ref, order_id, answered_at, attitude, response, quality, parts, cost",
    "complaint": "complaint_no, received_at, handler_id, order_id, status, contacted_at, planned_at, resolved_at",
    "measure_figure": "period, employee_id, team, measure, numerator, denominator",
    "rating": "on_date, employee_id, item, score",
    "conduct_record": "on_date, employee_id, code, points",
    "pay_input": "period, employee_id, name, amount",
}
"""Table → the columns that people enter; nothing that the program derives."""


def digests_of(system: str) -> dict[str, str]:
    """``inputs``: the scheme's text and what is entered; ``figures``: cards, teams, spans, what follows, pay.

    Cards to the letter, for a frozen one is held against them to the letter; of all else the figures alone.
    """
    with tempfile.TemporaryDirectory() as folder, clock_at(local("2026-02-12T10:00")):
        path = Path(folder) / "sample.db"
        desk, payroll = build_by_scheme(path, system, last=LAST, people=12, orders_per_month=30)
        try:
            figures = _digest(_figures(desk, payroll, built_in()[system].scheme))
        finally:
            payroll.close()
            desk.close()
        return {"inputs": _digest([built_in()[system].body, _inputs(path)]), "figures": figures}


def _inputs(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()
            for table, columns in INPUTS.items()
        ]


def _figures(desk: Desk, payroll: Desk, scheme: Scheme) -> list[object]:
    periods = [one.period for one in all_months(desk) if one.revision]
    found: list[object] = [month_cards(desk, period).json()["cards"] for period in periods]
    found += [_followed(desk, span_of(MONTH, period)) for period in periods]
    for span in last_over(desk):
        found += [results_of(desk, span).json()["cards"], _followed(desk, span)]
    if scheme.teams is not None:
        found.append([team_cards(desk, period).json()["teams"] for period in periods])
    if scheme.annual is not None:
        years = [card.json() for card in annual_report(desk, LAST // 100 - 1).people]
        found.append([[year[key] for key in ("employee_no", "total", "rank", "grade")] for year in years])
    if scheme.pay is not None:
        paid = pay_report(payroll, LAST)
        found += [[(one["employee_no"], one["total"]) for one in paid.people], paid.sums]
    return found


def _followed(desk: Desk, span: Span) -> list[tuple[str | None, str]]:
    return [(one.employee_no, one.consequence) for one in consequences_of(desk, span)]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


if __name__ == "__main__":
    made = {"rules": RULES_VERSION, "systems": {system: digests_of(system) for system in SYSTEMS}}
    KEPT.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
