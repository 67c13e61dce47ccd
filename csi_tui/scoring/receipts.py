"""Receipts: how a figure came about, down to its rows, with every lost point laid at a row's door.

A leaf starts at 100 and loses points; what its rows lost adds up exactly to what is missing. Where a figure is not
simply a mean of its rows, the loss is shared out in proportion and the group says so:

- an average time loses what its curve says, shared by the minutes above the target;
- a floor (not below 0, at most 100) is shared in proportion to what each row would have lost without it.

A sum shows its parts as they are, and beside them what its rule did: the deductions that make it 0, the floor at 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.entered import OfPlace, Rubric
from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.figures import Figure
from csi_tui.scoring.measures import (
    FORFEIT,
    MICROSECONDS_PER_MINUTE,
    NOTHING,
    DeductionTable,
    Quantities,
    Quantity,
    StageTimes,
)
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers import AnswerValues, Curve, TimeAndPunctuality
from csi_tui.scoring.texts import Text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a figure.

    Attributes:
        kind: ``survey``, ``order``, ``complaint``, ``charge-back``, or ``item`` of a rubric.
        number: number of the survey, order or complaint, or id of the item.
        about: the order, or the return, that it speaks about, or the name of the item.
        facts: what was looked at, as code and value: ``("answer", "4")``, ``("minutes", "75.5")``.
        weight: points the row would lose alone, before floors; lines share a group's loss in this proportion.
    """

    kind: str
    number: str
    about: str
    facts: tuple[tuple[str, str], ...]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, before their loss is known; ``loss`` is given where it is not the rows' own sum."""

    id: str
    rows: tuple[Row, ...]
    facts: tuple[tuple[str, str], ...] = ()
    loss: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the points of the figure that it lost, exact; 0 for a row that lost nothing."""

    row: Row
    lost: Fraction


@dataclass(frozen=True, slots=True)
class ReceiptGroup:
    """The lines of a group; ``lost`` is their sum."""

    id: str
    facts: tuple[tuple[str, str], ...]
    lost: Fraction
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What a rule did to a sum: ``zeroed``, or ``floor`` (not below 0); ``points``, exact, as they are added."""

    id: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one figure.

    ``contribution`` is what the figure brings to its parent: ``counted x effective_weight / 100``. A leaf that starts
    at 100 has groups whose losses add up to ``100 - measured``; a composite has parts whose contributions, with the
    points of its rules, add up to what it measured; an adjustment stands beside both. ``adds``: it is a sum.
    ``by_place``: it counts by the place among everybody's values.
    """

    node_id: str
    name: Text
    rule: Text
    figure: Figure
    contribution: Fraction
    company_default: bool
    groups: tuple[ReceiptGroup, ...]
    parts: tuple[Receipt, ...]
    adds: bool = False
    rules: tuple[RuleLine, ...] = ()
    by_place: bool = False

    def find(self, node_id: str) -> Receipt | None:
        """The receipt of that node, in this one or below it."""
        if self.node_id == node_id:
            return self
        return next((found for part in self.parts if (found := part.find(node_id)) is not None), None)


def make_receipt(scheme: Scheme, total: Figure, groups: dict[str, Sequence[Group]]) -> Receipt:
    """Join the figures of a card with the rows behind its leaves; ``groups`` is keyed by node id."""
    return _receipt(scheme, scheme.root, total, groups)


def _receipt(scheme: Scheme, node: Node, figure: Figure, groups: dict[str, Sequence[Group]]) -> Receipt:
    by_id = {part.id: part for part in figure.parts}
    parts: tuple[Receipt, ...] = ()
    own: tuple[ReceiptGroup, ...] = ()
    if isinstance(node, Composite):
        parts = tuple(_receipt(scheme, part, by_id[part.id], groups) for part in node.parts)
    else:
        own = _share_out(figure.measured, groups.get(node.id, ()))
    contribution = (figure.counted or ZERO) * figure.effective_weight / HUNDRED
    default = node.id in scheme.company_defaults
    adds = isinstance(node, Composite) and node.combine == "sum"
    rules = _rules(figure, parts) if adds else ()
    by_place = isinstance(node, Leaf) and isinstance(node.scorer, OfPlace)
    return Receipt(
        node_id=node.id,
        name=node.name,
        rule=node.rule,
        figure=figure,
        contribution=contribution,
        company_default=default,
        groups=own,
        parts=parts,
        adds=adds,
        rules=rules,
        by_place=by_place,
    )


def _rules(figure: Figure, parts: Sequence[Receipt]) -> tuple[RuleLine, ...]:
    """What made a sum another one than that of its parts."""
    if figure.measured is None:
        return ()
    moved = figure.measured - sum((part.contribution for part in parts), start=ZERO)
    if figure.zeroed:
        return (RuleLine("zeroed", moved),)
    return (RuleLine("floor", moved),) if moved else ()


def _share_out(score: Fraction | None, groups: Sequence[Group]) -> tuple[ReceiptGroup, ...]:
    """Share the points missing from 100 among the groups and their rows, exactly."""
    missing = ZERO if score is None else HUNDRED - score
    free = [group for group in groups if group.loss is None]
    rest = missing - sum((group.loss for group in groups if group.loss is not None), start=ZERO)
    weight = sum((row.weight for group in free for row in group.rows), start=ZERO)
    shared = []
    for group in groups:
        own = sum((row.weight for row in group.rows), start=ZERO)
        loss = group.loss if group.loss is not None else (rest * own / weight if weight else ZERO)
        lines = tuple(Line(row, loss * row.weight / own if own else ZERO) for row in group.rows)
        shared.append(ReceiptGroup(group.id, group.facts, loss, lines))
    return tuple(shared)


# --- Rows of each measure, from what the store says of them --------------------------------------------------------


def answer_groups(scorer: AnswerValues, rows: Sequence[tuple[str, str, int]]) -> tuple[Group, ...]:
    """Surveys ``(agency_ref, order_no, answer)``."""
    return (
        Group(
            "answers",
            tuple(
                Row(
                    kind="survey",
                    number=ref,
                    about=order,
                    facts=(("answer", str(answer)),),
                    weight=HUNDRED - scorer.values[answer],
                )
                for ref, order, answer in rows
            ),
        ),
    )


def deduction_rows(
    kind: str,
    table: DeductionTable,
    orders: Sequence[tuple[str, Sequence[tuple[str, str | None, str | None]]]],
) -> tuple[Row, ...]:
    """Orders with their deductions ``(about, kind, impact)``; the worst one counts."""
    rows = []
    for number, deductions in orders:
        worst, about = ZERO, ""
        facts: tuple[tuple[str, str], ...] = ()
        for other, what, impact in deductions:
            points = table.points(what, impact)
            if not about or points > worst:
                worst, about = points, other
                facts = (
                    ("kind", what or "unknown"),
                    ("impact", impact or "unknown"),
                    ("points", str(points)),
                )
        rows.append(Row(kind=kind, number=number, about=about, facts=facts, weight=worst))
    return tuple(rows)


Samples = Mapping[str, Sequence[tuple[str, int, bool]]]
"""Stage → samples ``(order_no, microseconds, by_appointment)``."""


def stage_groups(
    measure: StageTimes,
    scorer: TimeAndPunctuality,
    quantities: Quantities,
    samples: Samples,
) -> tuple[Group, ...]:
    """Samples ``(order_no, microseconds, by_appointment)`` by stage: a group for each average, one for punctuality."""
    count = scorer.n(quantities)
    groups = []
    late: list[Row] = []
    for stage in measure.stages:
        rows = samples[stage.id]
        if not rows:
            continue
        curve = scorer.curves[stage.id]
        score = scorer.stage_score(stage.id, quantities) or ZERO
        average = quantities[f"{stage.id}.time"].value / len(rows)
        groups.append(
            Group(
                f"{stage.id}.time",
                tuple(_timed(order, minutes(time), curve, by) for order, time, by in rows),
                (("average", str(average)), ("target", str(curve.target)), ("limit", str(curve.limit))),
                (HUNDRED - score) * Fraction(len(rows), count) / 2,
            )
        )
        for order, time, by_appointment in rows:
            if not in_time(minutes(time), stage.on_time_minutes, by_appointment):
                facts = (("stage", stage.id), *_duration(minutes(time), by_appointment))
                late.append(Row(kind="order", number=order, about="", facts=facts, weight=Fraction(1)))
    punctuality = scorer.punctuality(quantities)
    if punctuality is not None:
        on_time = str(count - len(late))
        groups.append(
            Group(
                "on_time",
                tuple(late),
                (("on_time", on_time), ("samples", str(count))),
                (HUNDRED - punctuality) / 2,
            )
        )
    return tuple(groups)


def stage_quantities(measure: StageTimes, samples: Samples) -> dict[str, Quantity]:
    """The quantities that the samples amount to, in the components of :class:`StageTimes`."""
    found = {}
    for stage in measure.stages:
        rows = samples[stage.id]
        if rows:
            total = sum(time for _, time, _ in rows)
            on_time = sum(in_time(minutes(time), stage.on_time_minutes, by) for _, time, by in rows)
            found[f"{stage.id}.time"] = Quantity(total, MICROSECONDS_PER_MINUTE, len(rows))
            found[f"{stage.id}.on_time"] = Quantity(on_time, 1, len(rows))
    return found


def minutes(microseconds: int) -> Fraction:
    """Microseconds as exact minutes."""
    return Fraction(microseconds, MICROSECONDS_PER_MINUTE)


def in_time(duration: Fraction, limit: Fraction, by_appointment: bool) -> bool:
    """Whether a sample is in time: within the limit, or by the appointment (docs/rules.md, rule 19)."""
    return duration == 0 if by_appointment else duration <= limit


def _timed(order: str, duration: Fraction, curve: Curve, by_appointment: bool) -> Row:
    facts = _duration(duration, by_appointment)
    return Row(kind="order", number=order, about="", facts=facts, weight=max(ZERO, duration - curve.target))


def _duration(duration: Fraction, by_appointment: bool) -> tuple[tuple[str, str], ...]:
    """Minutes, counted from the appointment where there was one (docs/rules.md, rule 19)."""
    return (("minutes" if not by_appointment else "after_appointment", str(duration)),)


def rubric_groups(rubric: Rubric, quantities: Quantities, names: Mapping[str, str]) -> tuple[Group, ...]:
    """The items of a rubric with what each has lost of it, and the forfeit that takes the rest (seed 001 §5).

    ``names``: those of the items, as people read them. No groups as long as an item waits for its rating and nothing is
    forfeited: there is no figure yet.
    """
    whole = sum(rubric.full.values(), start=ZERO)
    rows = []
    for item, full in rubric.full.items():
        rated = quantities.get(item, NOTHING)
        if rated.n:
            mean = rated.value / rated.n
            facts = (("rated", str(mean)), ("full", str(full)), ("ratings", str(rated.n)))
            lost = HUNDRED * (full - min(full, max(ZERO, mean))) / whole
            rows.append(Row(kind="item", number=item, about=names.get(item, ""), facts=facts, weight=lost))
    records = quantities.get(FORFEIT, NOTHING).n
    if not records:
        return (Group("items", tuple(rows)),) if rubric.is_rated(quantities) else ()
    # An unrated item has lost nothing that the forfeit does not take.
    lost = sum((row.weight for row in rows), start=ZERO)
    return Group("items", tuple(rows), (), lost), Group(
        "forfeit", (), (("records", str(records)),), HUNDRED - lost
    )


def share_row(kind: str, number: str, about: str, achieved: bool, reason: str) -> Row:
    """A unit of a share: it loses its whole part when it was not achieved."""
    return Row(
        kind=kind,
        number=number,
        about=about,
        facts=(("reason", reason),),
        weight=ZERO if achieved else HUNDRED,
    )
