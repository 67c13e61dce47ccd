"""A case on which several people of a group stand is one case of the group (docs/rules.md, rule 40)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from csi_db.models import Employee, MonthRevision, WorkOrder
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.measures import FirstTimeFixes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.groups import MonthFigures
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.standing_out import people_by_rate
from csi_tui.services.analysis.values import Group
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.schemes.in_force import scheme_of_month
from tests import stores
from tests.services.analysis.test_standing_out import of_fixes

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """A frozen January, counted from its snapshot, and a computed February, from the rows."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


def plainly(desk: Desk, period: Period) -> Callable[[Group], Rate]:
    """First-time fixes of a group, row by row: every repair that one of its people is credited for, once."""
    with desk.read() as session:
        (revision,) = session.exec(select(MonthRevision).where(MonthRevision.period == period)).all()
        orders = session.exec(select(WorkOrder)).all()
        keys = {one.employee_no: one.id for one in session.exec(select(Employee)).all()}
    leaf = scheme_of_month(desk, period).node("first_time_fix")
    assert (
        isinstance(leaf, Leaf) and isinstance(leaf.measure, FirstTimeFixes) and len(leaf.measure.credit) > 1
    )
    places, zone = leaf.measure.credit, desk.site.zone
    having = [
        card for card in month_cards(desk, period).cards if any(one.id == leaf.id for one in card.figures())
    ]

    def within(group: Group, card: Card) -> bool:
        return group.kind == "all" or group.name == (card.team if group.kind == "team" else card.role)

    def rate(group: Group) -> Rate:
        people = {keys[card.employee_no] for card in having if within(group, card)}
        k = n = 0
        for order in orders:
            done = order.completed_at
            if order.period != period or done is None or done > revision.as_of or order.first_order_id:
                continue
            credited = people & {getattr(order, f"{place}_id") for place in places}
            if order.outcome in ("cancelled", "declined") or not credited:
                continue
            last_day = done.astimezone(zone).date() + timedelta(days=30)
            back = any(
                one.first_order_id == order.id
                and one.outcome != "cancelled"
                and done <= one.received_at <= revision.as_of
                and one.received_at.astimezone(zone).date() <= last_day
                for one in orders
            )
            n += 1
            k += order.outcome == "fixed" and not back
        return Rate(k, n)

    return rate


@pytest.mark.parametrize("period", [JANUARY, FEBRUARY])
def test_a_rate_of_several_people_has_each_order_once(closed: Desk, period: Period) -> None:
    """Everybody, every team and role; added up over people the department would have two and three times as many."""
    found, plain = month_analysis(closed, period), plainly(closed, period)
    counted = 0
    for group in found.groups:
        one = group.find("first_time_fix")
        if group.kind == "product" or one is None:
            continue
        assert one.rate is not None
        k, n = plain(group)
        assert one.n == one.rate.n == n, group.name
        # What is charged back from the month before is taken off in February alone.
        assert one.rate.k == k if period == JANUARY else one.rate.k <= k, group.name
        counted += 1
    assert counted > 3
    cards = month_cards(closed, period).cards
    people_s = sum(one.n for card in cards for one in card.figures() if one.id == "first_time_fix")
    (everybody,) = found.of_kind("all")
    rate = everybody.find("first_time_fix")
    assert rate is not None and rate.n < people_s
    assert [one.n for one in everybody.figures if one.rate is None] == [0] * sum(
        one.rate is None for one in everybody.figures
    )


def test_others_of_the_role_are_held_against_without_what_both_stand_on() -> None:
    """Added up, the other one has 30 of 40; without the 20 orders that both stand on, all 20 were fixed."""
    month = of_fixes((10, 20), (30, 40))
    once = MonthFigures(
        month.period, month.scheme, month.cards, once={("role", "technician", "first_time_fix"): Rate(30, 40)}
    )
    assert [one.others for one in people_by_rate(month, None, {})] == []
    assert [one.others for one in people_by_rate(once, None, {})] == [Rate(20, 20)]
