"""What the cards and amounts of a month come to for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import SnapshotEntered
from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.pay import Pay, Payee, PayLine, pay_of
from csi_tui.scoring.pay_rules import PayRules, amounts_asked
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.pay.amounts import amounts_in
from csi_tui.services.schemes.in_force import catalogue
from csi_tui.services.spans.span_cards import MonthFacts

PersonPay = dict[str, object]
"""Somebody's pay in the shape of docs/cli.md, *Pay*."""


def pay_of_everybody(
    session: Session, scheme: Scheme, rules: PayRules, month: MonthFacts
) -> dict[int, PersonPay]:
    """Everybody with a card and what it pays."""
    inputs: dict[int, dict[str, int]] = {}
    of_the_site: dict[str, int] = {}
    for row in amounts_in(session, rules.inputs, month.period):
        own = of_the_site if row.employee_id is None else inputs.setdefault(row.employee_id, {})
        own[row.name] = row.amount
    teams = _team_figures(session, month.revision_id, {**catalogue(), **scheme.indicators})
    payees = [
        Payee(
            key=key,
            role=subject.role,
            band=month.bands[key],
            card=month.cards[key],
            inputs=inputs.get(key, {}),
            team_figures=teams.get(subject.team, {}),
        )
        for key, subject in sorted(month.subjects.items(), key=lambda one: one[1].employee_no)
    ]
    found = pay_of(rules, payees, of_the_site)
    return {pay.key: _person(month, pay) for pay in found}


def amounts_left_over(
    session: Session, rules: PayRules, month: MonthFacts
) -> Iterator[tuple[int, dict[str, int], str]]:
    """Whose amounts no sheet takes up, and why; one of nothing says nothing."""
    inputs: dict[int, dict[str, int]] = {}
    for row in amounts_in(session, rules.inputs, month.period):
        if row.employee_id is not None and row.amount:
            inputs.setdefault(row.employee_id, {})[row.name] = row.amount
    for key, amounts in inputs.items():
        subject = month.subjects.get(key)
        asked = {
            name
            for part in rules.parts
            if subject is not None and (not part.roles or subject.role in part.roles)
            for name in amounts_asked(part.kind)
        }
        if left := {name: amount for name, amount in amounts.items() if name not in asked}:
            yield key, left, "no-card" if subject is None else "no-part"


def _team_figures(
    session: Session, revision_id: int, indicators: Catalogue
) -> dict[str, dict[str, Fraction]]:
    """Team → indicator → the month's figure, a share in percent."""
    rows = session.exec(
        select(SnapshotEntered).where(
            SnapshotEntered.revision_id == revision_id,
            SnapshotEntered.entry_kind == "figure",
            col(SnapshotEntered.team).is_not(None),
        )
    ).all()
    found: dict[str, dict[str, Fraction]] = {}
    for row in rows:
        if row.name in indicators and row.team is not None:
            value = Fraction(row.numerator or 0, row.denominator)
            whole = 100 if indicators[row.name].unit == "percent" else 1
            found.setdefault(row.team, {})[row.name] = value * whole
    return found


def _person(month: MonthFacts, pay: Pay) -> PersonPay:
    subject = month.subjects[pay.key]
    return {
        "employee_no": subject.employee_no,
        "name": subject.name,
        "role": subject.role,
        "team": subject.team,
        "grade": month.cards[pay.key].grade,
        "band": month.bands[pay.key],
        "total": show_hundredths(pay.total),
        "lines": [line_json(line) for line in pay.lines],
    }


def in_hundredths(amount: object) -> int:
    """An amount of a sheet."""
    return int(Fraction(str(amount)) * 100)


def line_json(line: PayLine) -> dict[str, object]:
    """The line as ``csi pay show --json`` prints it."""
    return {
        "id": line.part,
        "amount": show_hundredths(line.amount),
        "input": None if line.input is None else show_hundredths(line.input),
        "factor": None if line.factor is None else show_short(line.factor),
        "percent": line.percent,
        "basis": line.basis,
        "missed": list(line.missed),
        "why": line.why or None,
    }
