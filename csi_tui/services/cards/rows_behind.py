"""The rows behind every figure of a card, from the very facts that it was computed from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Session

from csi_db import receipt_rows
from csi_db.models import MonthRevision
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import current_language
from csi_tui.scoring.exact import ZERO
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.losses import Group, Row
from csi_tui.scoring.measures import (
    ANSWERS,
    ComplaintsInTime,
    Conduct,
    Entered,
    FirstTimeFixes,
    PartsDeductions,
    Quantities,
    Quantity,
    Rated,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.mean_after_deductions import MeanAfterDeductions
from csi_tui.scoring.scorers.of_answers import OfAnswers
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.scorers.share import Share
from csi_tui.scoring.scorers.time_and_punctuality import TimeAndPunctuality
from csi_tui.services.desk import clock
from csi_tui.services.months.compute import (
    charged_places,
    entered_of,
)
from csi_tui.services.schemes.in_force import catalogue

QuantitiesOf = dict[int, dict[str, dict[str, Quantity]]]
"""Employee → figure → part of it → quantity."""


def known_at(revision: MonthRevision) -> datetime:
    """Up to when the rows behind a revision are known, as the tables of facts has them."""
    return revision.computed_at if revision.state in CLOSED_STATES else clock.now()


def groups_of(
    session: Session,
    scheme: Scheme,
    employee: int,
    stored: dict[str, dict[str, Quantity]],
    revision: MonthRevision,
) -> tuple[dict[str, Sequence[Group]], bool]:
    """The rows behind every leaf, and whether they still amount to the stored quantities."""
    connection = session.connection()
    groups: dict[str, Sequence[Group]] = {}
    current = True
    for leaf in scheme.leaves():
        own, quantities = _leaf_groups(connection, scheme, leaf, employee, revision)
        groups[leaf.id] = own
        current = current and leaf.scorer.score(quantities) == leaf.scorer.score(stored.get(leaf.id, {}))
    return groups, current


def places_current(
    connection: Connection, scheme: Scheme, subjects: Sequence[Subject], stored: QuantitiesOf
) -> bool:
    """Whether the values behind every place are still those that were compared: a place rests on everybody's."""
    for leaf in scheme.leaves():
        scorer, measure = leaf.scorer, leaf.measure
        if not isinstance(scorer, OfPlace) or not isinstance(measure, Entered | Rated | Conduct):
            continue
        for one in subjects:
            was = scorer.value(stored.get(one.id, {}).get(leaf.id, {}))
            if scorer.value(entered_of(connection, measure, one.id)) != was:
                return False
    return True


def _leaf_groups(
    connection: Connection, scheme: Scheme, leaf: Leaf, employee: int, revision: MonthRevision
) -> tuple[Sequence[Group], Quantities]:
    measure, scorer = leaf.measure, leaf.scorer
    match measure:
        case SurveyAnswers(question, credit) if isinstance(scorer, OfAnswers):
            found = receipt_rows.answers(connection, employee, credit, question)
            given = [(row.agency_ref, row.order_no, row.answer) for row in found if row.answer is not None]
            counts = {
                str(level): Quantity(n, 1, n)
                for level in ANSWERS
                if (n := sum(answer == level for _, _, answer in given))
            }
            return scorer.loss(given), counts
        case StageTimes(stages) if isinstance(scorer, TimeAndPunctuality):
            samples = {
                stage.id: receipt_rows.stage(connection, employee, stage.id, stage.owner) for stage in stages
            }
            quantities = measure.quantities(samples)
            return scorer.loss(measure, quantities, samples), quantities
        case RepairDeductions(credit, table) if isinstance(scorer, MeanAfterDeductions):
            charged = receipt_rows.charge_backs(connection, employee, charged_places(scheme, credit))
            repaired = _by_order(receipt_rows.repairs(connection, employee, credit))
            orders = scorer.loss("order", table, repaired)
            backs = scorer.loss("charge-back", table, _by_order(charged))
            return _charged_first(backs, Group("returns", orders)), _deducted(orders, backs)
        case PartsDeductions(credit, table) if isinstance(scorer, MeanAfterDeductions):
            needed = receipt_rows.parts(connection, employee, credit)
            rows = scorer.loss(
                "order", table, [(row.order_no, [(row.order_no, row.issue, row.impact)]) for row in needed]
            )
            return (Group("parts", rows),), _deducted(rows, ())
        case FirstTimeFixes(credit) if isinstance(scorer, Share):
            repairs = _by_order(receipt_rows.repairs(connection, employee, credit))
            outcomes = {
                row.order_no: row.outcome for row in receipt_rows.repairs(connection, employee, credit)
            }
            orders = tuple(_fix_row(scorer, number, outcomes[number], returns) for number, returns in repairs)
            charged = receipt_rows.charge_backs(connection, employee, charged_places(scheme, credit))
            fixed = _by_order([row for row in charged if row.outcome == "fixed"])
            backs = tuple(
                scorer.loss("charge-back", number, returns[0][0], False, "charge-back")
                for number, returns in fixed
            )
            return _charged_first(backs, Group("orders", orders)), _achieved(orders, backs)
        case ComplaintsInTime(credit) if isinstance(scorer, Share):
            complaints = tuple(
                scorer.loss("complaint", row.complaint_no, "", row.in_time, _complaint_reason(row))
                for row in receipt_rows.complaints(
                    connection, employee, credit, revision.as_of, known_at(revision)
                )
            )
            return (Group("complaints", complaints),), _achieved(complaints, ())
        case Rated() if isinstance(scorer, Rubric):
            quantities = entered_of(connection, measure, employee)
            return scorer.loss(quantities, _item_names(scheme, scorer)), quantities
        case Entered() | Rated() | Conduct():
            # The figure shows what was entered; no rows stand behind it.
            return (), entered_of(connection, measure, employee)
        case _:
            raise TypeError(f"no rows for {leaf.id}")


def _item_names(scheme: Scheme, rubric: Rubric) -> dict[str, str]:
    known = {**catalogue(), **scheme.indicators}
    return {item: known[item].name.in_language(current_language()) for item in rubric.full if item in known}


def _charged_first(backs: tuple[Row, ...], own: Group) -> tuple[Group, ...]:
    """Charge-backs stand before the month's own rows, where there are any: they are what surprises."""
    return (Group("charge_backs", backs), own) if backs else (own,)


Deductions = list[tuple[str, list[tuple[str, str | None, str | None]]]]


def _by_order(rows: Sequence[receipt_rows.RepairRow]) -> Deductions:
    """Returns gathered by order; an order without a return has an empty list."""
    found: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for row in rows:
        returns = found.setdefault(row.order_no, [])
        if row.return_no is not None:
            returns.append((row.return_no, row.severity, row.impact))
    return list(found.items())


def _fix_row(
    scorer: Share, number: str, outcome: str | None, returns: Sequence[tuple[str, str | None, str | None]]
) -> Row:
    if returns:
        return scorer.loss("order", number, returns[0][0], False, "came-back")
    return scorer.loss("order", number, "", outcome == "fixed", outcome or "unknown")


def _complaint_reason(row: receipt_rows.ComplaintRow) -> str:
    """The first milestone that missed its limit; ``complaint-late`` where a later correction hides which it was."""
    if row.in_time:
        return "in-time"
    if not row.late:
        return "complaint-late"
    return f"missing-{row.late[0]}" if row.late[0] in row.missing else f"late-{row.late[0]}"


def _deducted(rows: Sequence[Row], backs: Sequence[Row]) -> Quantities:
    def total(of: Sequence[Row]) -> Quantity:
        points = sum((row.weight for row in of), start=ZERO)
        return Quantity(points.numerator, points.denominator, len(of))

    return {"deductions": total(rows), "charge_backs": total(backs)}


def _achieved(rows: Sequence[Row], backs: Sequence[Row]) -> Quantities:
    achieved = sum(row.weight == 0 for row in rows)
    return {"achieved": Quantity(achieved, 1, len(rows)), "charge_backs": Quantity(len(backs), 1, len(backs))}
