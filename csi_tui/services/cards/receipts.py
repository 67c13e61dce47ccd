"""Explain a card: the receipt of each figure, from the very facts it was computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, select

from csi_db import facts
from csi_db.adjustments import AdjustedLine, loaded_adjustments
from csi_db.models import MonthRevision, Result, StoredCard
from csi_db.second_people import done_alone_on
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.cards import make_cards
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.measures import (
    ComplaintsInTime,
    FirstTimeFixes,
    PartsDeductions,
    Quantity,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.receipts import Receipt, make_receipt
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.cards.changed_rows import changed_behind
from csi_tui.services.cards.put_right import PutRight, put_right
from csi_tui.services.cards.rows_behind import QuantitiesOf, groups_of, known_at, places_current
from csi_tui.services.changes.adjustments import AdjustmentLine, adjustments
from csi_tui.services.changes.exclusions import ExclusionLine, struck_out_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.behind_cards import BehindLine, entered_lines, entries_asked_by
from csi_tui.services.entries.earlier_values import EarlierBehind, earlier_behind
from csi_tui.services.errors import UserError
from csi_tui.services.history.changes_since import ChangedSince
from csi_tui.services.months.cards import find_employee, latest_computed, shown_revision
from csi_tui.services.months.compute import (
    cut_off_of,
    points_of,
)
from csi_tui.services.months.objection_windows import is_heard, windows_of
from csi_tui.services.months.others_cards import refuse_others
from csi_tui.services.months.revisions import stored_adjustments
from csi_tui.services.months.roster import snapshot_roster
from csi_tui.services.schemes.in_force import version_text


@dataclass(frozen=True, slots=True)
class Explanation:
    """A card's receipt.

    ``current`` is False when rows of a month that is only computed have changed since: the receipt then shows the
    present rows, the figures those of the computation. ``window_ends_at`` (site-local): until when the owner of a
    published card may appeal. ``adjustments``: those that the card counts, as far as the user may read them;
    ``struck_out``: rows that would count in it otherwise; ``entered``: figures, ratings and records behind it, without
    rater and note where the user does not read these in their own lists.
    ``rules``: the version of the rules that the card was computed by; the receipt is made by the program's own.
    ``earlier``: what was replaced or taken back of the entries; ``put_right``: which rows were put right, and why;
    ``changed``: how often rows were changed since they were entered. ``unconfirmed``: numbers of the acts in the
    person's figures that nobody else could confirm.
    """

    period: Period
    state: str
    revision: int
    as_of: datetime
    scheme: Scheme
    subject: Subject
    rank: int | None
    receipt: Receipt
    current: bool
    window_ends_at: datetime | None
    adjustments: tuple[AdjustmentLine, ...] = ()
    struck_out: tuple[ExclusionLine, ...] = ()
    entered: tuple[BehindLine, ...] = ()
    rules: int = RULES_VERSION
    earlier: tuple[EarlierBehind, ...] = ()
    put_right: tuple[PutRight, ...] = ()
    changed: tuple[ChangedSince, ...] = ()
    unconfirmed: tuple[int, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether its month is published or frozen."""
        return self.state in CLOSED_STATES

    @property
    def by_other_rules(self) -> bool:
        """Whether the card was computed by another version of the rules than the receipt is made by."""
        return self.rules != RULES_VERSION


_SPEAKS: dict[type, frozenset[str]] = {
    SurveyAnswers: frozenset({"survey"}),
    StageTimes: frozenset({"times", "order"}),
    RepairDeductions: frozenset({"order", "return"}),
    FirstTimeFixes: frozenset({"order", "return"}),
    PartsDeductions: frozenset({"order"}),
    ComplaintsInTime: frozenset({"complaint"}),
}
"""Measure → what, struck out, would count in it otherwise."""


def struck_out_in(explanation: Explanation, node_id: str) -> list[ExclusionLine]:
    """The rows that would count in one figure if they were not struck out; none of a figure made of others."""
    kinds = _kinds_in(explanation.scheme, node_id)
    return [row for row in explanation.struck_out if row.kind in kinds]


def entered_in(explanation: Explanation, node_id: str) -> list[BehindLine]:
    """What was entered behind one figure; of one made of others nothing."""
    return [line for line in explanation.entered if node_id in line.lines]


def earlier_in(explanation: Explanation, node_id: str) -> list[EarlierBehind]:
    """What was replaced or taken back of the entries behind one figure; of one made of others nothing."""
    return [one for one in explanation.earlier if node_id in one.lines]


def _kinds_in(scheme: Scheme, node_id: str) -> frozenset[str]:
    node = scheme.node(node_id)
    return _SPEAKS.get(type(node.measure), frozenset()) if isinstance(node, Leaf) else frozenset()


def explain(
    desk: Desk,
    employee: str,
    period: Period | None = None,
    indicator: str | None = None,
    *,
    revision: int | None = None,
) -> Explanation:
    """The receipt of an employee's card of a month (default: the latest computed one), or of one of its figures.

    ``revision``: an earlier one of the month; its state is then ``replaced``.

    Raises:
        UserError: the employee, the card or the indicator is not known, or the month is not computed.
    """
    with desk.read() as session:
        person = find_employee(session, employee)
        refuse_others(session, desk, person.employee_no)
        period = latest_computed(session) if period is None else period
        state, kept = shown_revision(session, period, revision, desk.site.zone)
        scheme = version_text(session, kept.scheme_version_id).scheme
        if indicator is not None and indicator not in {node.id for node in scheme.nodes()}:
            known = _(", ").join(node.id for node in scheme.nodes())
            raise UserError(
                _("There is no indicator “{id}”. There are: {known}.").format(id=indicator, known=known)
            )
        _load_facts(session, kept, scheme)
        quantities = _stored_quantities(session, kept)
        subjects = [entry.subject for entry in snapshot_roster(session, _id(kept))]
        subject = next((entry for entry in subjects if entry.id == person.id), None)
        if subject is None or session.get(StoredCard, (kept.id, person.id)) is None:
            raise UserError(
                _("{name} has no card in {month}.").format(name=person.name, month=show_period(period))
            )
        counted = stored_adjustments(session, _id(kept))
        cards = make_cards(scheme, subjects, quantities, points_of(counted))
        card = next(card for card in cards if card.subject.id == person.id)
        groups, current = groups_of(session, scheme, subject.id, quantities.get(subject.id, {}), kept)
        behind = entered_lines(session, desk, scheme, subject.id)
        current = current and places_current(session.connection(), scheme, subjects, quantities)
        current = current and loaded_adjustments(session.connection()) == counted
        receipt = make_receipt(scheme, card.total, groups)
        found = receipt if indicator is None else receipt.find(indicator)
        assert found is not None
        as_of = kept.as_of.astimezone(desk.site.zone)
        heard = state == "published" or (state == "frozen" and is_heard(kept))
        window = windows_of(session, _id(kept)).get(subject.id) if heard else None
        explanation = Explanation(
            period=period,
            state=state,
            revision=kept.number,
            as_of=as_of,
            scheme=scheme,
            subject=subject,
            rank=card.rank,
            receipt=found,
            current=current,
            window_ends_at=None if window is None else window.astimezone(desk.site.zone),
            adjustments=_adjustments(desk, period, person.id or 0, counted),
            struck_out=tuple(
                struck_out_of(session, desk, person.id or 0, kept.computed_at, _credited(scheme))
            ),
            entered=tuple(behind),
            rules=kept.rules_version,
            earlier=tuple(
                earlier_behind(
                    session,
                    desk,
                    scheme,
                    entries_asked_by(scheme),
                    subject.id,
                    period,
                    kept.published_at or kept.frozen_at,
                )
            ),
            put_right=tuple(put_right(session, desk, found, known_at(kept))),
            changed=tuple(changed_behind(session, desk, found, known_at(kept))),
            unconfirmed=done_alone_on(session.connection(), subject.id, period),
        )
        return explanation if indicator is None else _only_of(explanation)


def _only_of(explanation: Explanation) -> Explanation:
    """The receipt of one figure, with what was adjusted and struck out in it and in its parts."""
    inside, waiting = set[str](), [explanation.receipt]
    while waiting:
        receipt = waiting.pop()
        inside.add(receipt.node_id)
        waiting.extend(receipt.parts)
    speaks = {kind for node_id in inside for kind in _kinds_in(explanation.scheme, node_id)}
    return replace(
        explanation,
        adjustments=tuple(one for one in explanation.adjustments if one.line in inside),
        struck_out=tuple(row for row in explanation.struck_out if row.kind in speaks),
        entered=tuple(line for line in explanation.entered if inside & set(line.lines)),
        earlier=tuple(one for one in explanation.earlier if inside & set(one.lines)),
    )


def _credited(scheme: Scheme) -> dict[str, set[str]]:
    """Kind of row → the places on it for which somebody is credited."""
    found: dict[str, set[str]] = {}
    for leaf in scheme.leaves():
        measure = leaf.measure
        places = (
            {stage.owner for stage in measure.stages}
            if isinstance(measure, StageTimes)
            else getattr(measure, "credit", ())
        )
        for kind in _SPEAKS.get(type(measure), ()):
            found.setdefault(kind, set()).update(places)
    return found


def _adjustments(
    desk: Desk, period: Period, employee_id: int, counted: Sequence[AdjustedLine]
) -> tuple[AdjustmentLine, ...]:
    numbers = {one.adjustment_id for one in counted}
    return tuple(one for one in adjustments(desk, period, employee_id) if one.number in numbers)


def _load_facts(session: Session, revision: MonthRevision, scheme: Scheme) -> None:
    """A published or frozen revision rests on its snapshot; one that is only computed on the live rows."""
    if revision.state in CLOSED_STATES:
        facts.load_snapshot(session.connection(), _id(revision))
    else:
        cut_off = cut_off_of(scheme, revision.period, revision.as_of)
        facts.load_live(session.connection(), cut_off)


def _stored_quantities(session: Session, revision: MonthRevision) -> QuantitiesOf:
    found: QuantitiesOf = {}
    for row in session.exec(select(Result).where(Result.revision_id == revision.id)):
        node_id, component = row.measure.split("/", 1)
        quantity = Quantity(row.numerator, row.denominator, row.n)
        found.setdefault(row.employee_id, {}).setdefault(node_id, {})[component] = quantity
    return found


def _id(revision: MonthRevision) -> int:
    assert revision.id is not None
    return revision.id
