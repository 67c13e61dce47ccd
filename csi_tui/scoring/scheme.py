"""A scoring scheme as a value: a tree of weighted figures, with bands, roles and limits.

The tree's leaves join a measure (which rows count for whom) to a scorer (the curve); its inner nodes are weighted
means. Nothing here knows a particular scheme: schemes are TOML files, read by :mod:`csi_tui.scoring.scheme_file`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from csi_tui.scoring.annual import YearRules
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.clock_rules import ClockLimits
from csi_tui.scoring.consequences import Consequence
from csi_tui.scoring.grades import GradeRules
from csi_tui.scoring.measures import Measure
from csi_tui.scoring.nodes import Composite, Leaf, Node, walk
from csi_tui.scoring.pay_rules import PayRules
from csi_tui.scoring.reminders import Reminder
from csi_tui.scoring.roll_ups import RollUp
from csi_tui.scoring.texts import Text

ROLES = ("agent", "technician", "parts", "complaint_handler", "supervisor", "pre_sales")
MISSING_POLICIES = ("renormalise", "full", "team-mean", "zero")
COMBINATIONS = ("mean", "sum")
BAND_IDS = ("excellent", "good", "fair", "poor", "failing")


ADJUSTING_ROLES = ("supervisor", "head", "hr")
"""Roles of users that may adjust a line of a card."""
ADJUSTMENT_LIMITS: Mapping[str, Fraction] = {role: Fraction(5) for role in ADJUSTING_ROLES}
"""Points by which each role may adjust a line, where a scheme names none."""
RECORDS_YEARS = 2
"""Years for which records are kept at least, where a scheme names none (docs/rules.md, rule 21)."""
RETURN_WINDOW_DAYS = 30
"""Only where a scheme names none (``schemes/aftersales-csi.toml`` sets 30 of its own): what comes back later says
nothing about its order (docs/rules.md, rule 6)."""
APPEAL_DAYS = 5
"""Working days for an answer, where a scheme names none (seed 003 §3)."""

FREEZE_AFTER = ("window", "sign-off")
"""What a freeze waits for at last; the first where a scheme names none: the oversight group looks over each month's
results (seed 000 §11), and no source says that these wait for it."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme.

    Attributes:
        root: the total; its ``weight`` is 100.
        role_weights: role → node id → weight that replaces the node's own.
        answers_counted_by: id of the node whose ``n`` is compared with ``minimum_answers``.
        return_window_days: local calendar days after completion in which a return holds (docs/rules.md, rule 6). Read
            by ``months.compute.cut_off_of`` (charge-backs; of a corrected month its returns too),
            ``close.month_close.freeze_revision`` (returns handed on), ``close.check`` and
            ``orders.likely_returns`` (proposals), ``oversight.watching`` (what came back unlinked) and
            ``week.week_sheet`` and ``board.so_far`` (returns of a week, of a month so far); shown by
            ``complaints.limits.return_window`` (a hint of the order form) and ``schemes.text.scheme``.
        charge_back_places: places of an order that a charge-back falls on.
        publication_days: working days of the publication window (seed 000 §8.3).
        appeal_days: working days in which an instance answers an appeal, and in which the answer may be taken to the
            second one (seed 003 §3 names five for the answer).
        freeze_after: one of :data:`FREEZE_AFTER`: whether the freeze waits for the oversight group's signature.
        adjustment_limits: role of a user → points by which the line of a card may be adjusted in all.
        annual: how the year is graded (seed 000 §8.5); None where the scheme does not.
        teams: the total of a team, where teams are assessed as well (seed 003 §1.3).
        grades: how the month's cards are graded.
        indicators: those that the scheme declares beside the catalogue's.
        roll_ups: scores of quarters and years; consequences: what follows from spans in a row.
        pay: what a month's card pays; None where the scheme does not say.
        reminders: dates tied to a month; records_years: years for which records are kept at least.
    """

    id: str
    version: int
    name: Text
    summary: Text
    source: str
    root: Composite
    role_weights: Mapping[str, Mapping[str, Fraction]]
    unassessed_roles: frozenset[str]
    answers_counted_by: str
    minimum_answers: int
    return_window_days: int
    charge_back_places: tuple[str, ...]
    publication_days: int
    clock: ClockLimits
    company_defaults: tuple[str, ...] = field(default=())
    appeal_days: int = APPEAL_DAYS
    freeze_after: str = FREEZE_AFTER[0]
    adjustment_limits: Mapping[str, Fraction] = field(default_factory=lambda: dict(ADJUSTMENT_LIMITS))
    annual: YearRules | None = None
    teams: Composite | None = None
    grades: GradeRules = field(default_factory=GradeRules)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    roll_ups: tuple[RollUp, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    pay: PayRules | None = None
    reminders: tuple[Reminder, ...] = ()
    records_years: int = RECORDS_YEARS

    def nodes(self) -> Iterator[Node]:
        """Every node of an employee's card, the total first, parents before their parts."""
        yield from walk(self.root)

    def team_nodes(self) -> Iterator[Node]:
        """Every node of a team's card, in the same order; none where teams are not assessed."""
        if self.teams is not None:
            yield from walk(self.teams)

    def node(self, node_id: str) -> Node:
        """The node of that id.

        Raises:
            KeyError: no node has the id.
        """
        for node in self.nodes():
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def leaves(self) -> Iterator[Leaf]:
        """Every leaf, in the scheme's order."""
        return (node for node in self.nodes() if isinstance(node, Leaf))

    def every_node(self) -> Iterator[Node]:
        """Every node of employees, of teams and of longer spans."""
        yield from self.nodes()
        yield from self.team_nodes()
        for roll_up in self.roll_ups:
            yield from walk(roll_up.root)

    def every_leaf(self) -> Iterator[Leaf]:
        """Every leaf among them: everything that is entered or rated anywhere."""
        return (node for node in self.every_node() if isinstance(node, Leaf))

    def month_measures(self) -> Iterator[Measure]:
        """What the cards of a month and of its teams look at, and what is counted beside their figures."""
        for node in (*self.nodes(), *self.team_nodes()):
            measure = node.count if isinstance(node, Composite) else node.measure
            if measure is not None:
                yield measure

    def least_units(self, node: Node) -> int:
        """Units below which a figure is marked as resting on few: its own least number, or that of the answers."""
        return max(node.minimum_units, self.minimum_answers if node.id == self.answers_counted_by else 0)

    def weight_for(self, node: Node, role: str) -> Fraction:
        """The node's weight for an employee of that role."""
        return self.role_weights.get(role, {}).get(node.id, node.weight)
