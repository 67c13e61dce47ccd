"""The analysis of a month: counted a second time from cards and rows, plainly (docs/rules.md, rule 40)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from sqlmodel import select

from csi_db.models import MonthRevision, WorkOrder
from csi_tui.i18n import Language, activate
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.analysis_json import analysis_json
from csi_tui.services.analysis.text.sections import sections, title_of
from csi_tui.services.analysis.values import TOTAL, Analysis, Cause
from csi_tui.services.cards.department import department_over_time
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import month_cards
from csi_tui.services.people import users
from csi_tui.services.tabular.aligned import width
from tests import stores
from tests.services.procedures import desk_of

JANUARY, FEBRUARY = Period(202601), Period(202602)
HUNDREDTH = Decimal("0.01")


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """A frozen January and a computed February of the worked example."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


def plain_mean(scores: list[Decimal]) -> str:
    return str((sum(scores, Decimal(0)) / len(scores)).quantize(HUNDREDTH, ROUND_HALF_UP))


def scores_of(cards: list[Card], figure: str) -> list[Decimal]:
    if figure == TOTAL:
        return [Decimal(card.total) for card in cards if card.total is not None]
    found = (one.score for card in cards for one in card.figures() if one.id == figure)
    return [Decimal(score) for score in found if score is not None]


@pytest.mark.parametrize("period", [JANUARY, FEBRUARY])
def test_figures_of_groups_are_those_of_their_cards(closed: Desk, period: Period) -> None:
    """Everybody, teams and roles: means, lowest and highest, bands, and who reaches the standard of 90."""
    cards = list(month_cards(closed, period).cards)
    found = month_analysis(closed, period)
    looked_at = 0
    for group in found.groups:
        if group.kind == "product":
            continue
        own = [
            card
            for card in cards
            if group.kind == "all" or group.name == (card.team if group.kind == "team" else card.role)
        ]
        assert group.people == len(own)
        for one in group.figures:
            scores = scores_of(own, one.figure)
            assert len(one.spread.values) == len(scores)
            if one.rate is None:
                assert show_hundredths(one.mean) == plain_mean(scores)
            assert [show_hundredths(one.spread.values[at]) for at in (0, -1)] == [
                f"{min(scores):.2f}",
                f"{max(scores):.2f}",
            ]
            assert sum(one.bands.values()) in (0, len(scores))
            if one.figure == TOTAL:
                assert one.standard == 9000 and one.reached == sum(score >= 90 for score in scores)
                counted = Counter(card.band for card in own if card.total is not None)
                assert all(counted[band] == count for band, count in one.bands.items())
            looked_at += 1
    assert looked_at > 20


@pytest.mark.parametrize("period", [JANUARY, FEBRUARY])
def test_products_are_counted_once_an_order(closed: Desk, period: Period) -> None:
    """First-time fixes by product, row by row: of the snapshot of a closed month and of live rows alike."""
    with closed.read() as session:
        (revision,) = session.exec(select(MonthRevision).where(MonthRevision.period == period)).all()
        orders = session.exec(select(WorkOrder)).all()
    as_of, zone = revision.as_of, closed.site.zone
    repaired, fixed = Counter[str](), Counter[str]()
    for order in orders:
        done = order.completed_at
        if order.period != period or done is None or done > as_of or order.first_order_id is not None:
            continue
        if order.outcome in ("cancelled", "declined"):
            continue
        last_day = done.astimezone(zone).date() + timedelta(days=30)
        came_back = any(
            one.first_order_id == order.id
            and one.outcome != "cancelled"
            and done <= one.received_at <= as_of
            and one.received_at.astimezone(zone).date() <= last_day
            for one in orders
        )
        repaired[order.product or ""] += 1
        fixed[order.product or ""] += order.outcome == "fixed" and not came_back
    found = {
        group.name: group.find("first_time_fix")
        for group in month_analysis(closed, period).of_kind("product")
    }
    rates = {name: one.rate for name, one in found.items() if one is not None and one.rate is not None}
    with_orders = {name: (rate.k, rate.n) for name, rate in rates.items()}
    charged = sum(fixed.values()) - sum(k for k, _n in with_orders.values())
    assert {name: n for name, (_k, n) in with_orders.items()} == dict(repaired)
    assert charged >= 0 and (charged or with_orders == {one: (fixed[one], repaired[one]) for one in repaired})
    assert not any(group.find(TOTAL) for group in month_analysis(closed, period).of_kind("product"))


def test_complaints_and_causes_are_those_of_the_department(closed: Desk) -> None:
    """The lines of the categories add up to the month's complaints, and each late one missed one step first."""
    for month in department_over_time(closed).months:
        if month is None:
            continue
        found = month_analysis(closed, month.period)
        judged = sum(one.in_time.n for one in found.complaints if one.in_time is not None)
        in_time = sum(one.in_time.k for one in found.complaints if one.in_time is not None)
        assert month.in_time == (in_time, judged)
        assert sum(sum(one.late.values()) for one in found.complaints) == judged - in_time
        causes = {
            cause.codes: cause
            for loss in found.losses
            for cause in loss.causes
            if loss.figure == "first_time_fix"
        }
        assert month.returned is not None
        back = causes.get(("came-back",), Cause(("came-back",), 0, month.returned.n))
        assert back.of == month.returned.n and back.count <= month.returned.k


def test_losses_are_what_is_missing_from_the_totals(closed: Desk) -> None:
    """Together the mean total and the mean losses are 100, but for the rounding of the cards' figures."""
    found = month_analysis(closed, FEBRUARY)
    (everybody,) = found.of_kind("all")
    total = everybody.find(TOTAL)
    assert total is not None
    lost = sum(one.points for one in found.losses)
    assert abs(10000 - total.mean - lost) <= 2 * len(found.losses)
    assert abs(sum(one.share for one in found.losses) - 10000) <= len(found.losses)
    assert [one.points for one in found.losses] == sorted((one.points for one in found.losses), reverse=True)


def check_teams(found: Analysis) -> None:
    """Of every team the parts add up to the shown change, and the people of each way to its part."""
    for team in found.teams:
        assert sum(team.parts.values()) == (team.difference or 0)
        for way, part in team.parts.items():
            assert sum(one.points for one in team.people if one.way == way) == part
        for one in team.people:
            assert {"stayed": (True, True), "joined": (False, True), "left": (True, False)}.get(
                one.way, (one.was is not None, one.now is not None)
            ) == (one.was is not None, one.now is not None) or one.elsewhere


def test_what_moved_the_teams_adds_up_as_shown(closed: Desk) -> None:
    """A second month of the example, in which people come, go and change teams."""
    found = month_analysis(closed, FEBRUARY)
    assert found.before == JANUARY and found.year_before is None and found.teams
    check_teams(found)
    (everybody,) = found.of_kind("all")
    then = {one.figure: one.before for one in everybody.figures}
    (before,) = month_analysis(closed, JANUARY).of_kind("all")
    assert {one.figure: one.mean for one in before.figures} == {
        figure: one.mean for figure, one in then.items() if one is not None
    }


def test_without_a_month_before_nothing_is_held_against_it(closed: Desk) -> None:
    found = month_analysis(closed, JANUARY)
    assert found.before is None and found.teams == ()
    assert not any(list(one.differences()) for group in found.groups for one in group.figures)
    with pytest.raises(UserError):
        month_analysis(closed, Period(202612))


def test_the_latest_month_is_meant_where_none_is_named(closed: Desk) -> None:
    assert month_analysis(closed).period == FEBRUARY


def test_masked_names_are_masked_everywhere(closed: Desk) -> None:
    """As on a masked notice: the first sign alone."""
    names = {card.name for card in month_cards(closed, FEBRUARY).cards}
    told = json.dumps(analysis_json(month_analysis(closed, FEBRUARY, masked=True)), ensure_ascii=False)
    assert not {name for name in names if len(name) > 1 and name in told}
    assert any(mask_name(name) in told for name in names)


def test_reasons_of_others_are_left_out_where_the_site_withholds_them(closed: Desk) -> None:
    """docs/rules.md, rule 38: figures stay everybody's."""
    users.add_user(closed, "Clerk", "clerk", ["clerk"])
    clerk = desk_of(closed, "Clerk")
    assert not month_analysis(clerk, FEBRUARY).without_reasons
    set_terms(closed, others_withheld=True)
    found, full = month_analysis(clerk, FEBRUARY), month_analysis(closed, FEBRUARY)
    assert found.without_reasons and not full.without_reasons
    assert found.groups == full.groups and found.teams == full.teams
    assert not any(
        one.code == "late-over-break" or (one.causes and one.employee_no) for one in found.stands_out
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sections_fit_80_columns(closed: Desk, language: Language) -> None:
    """Every section that there is something for, none wider than the terminal."""
    activate(language)
    found = month_analysis(closed, FEBRUARY)
    told = sections(found, 80)
    assert [one.id for one in told] == [
        "stands_out",
        "all",
        "teams",
        "losses",
        "complaints",
        "team",
        "role",
        "product",
    ]
    assert [line for one in told for line in one.lines if width(line) > 80] == []
    assert "2026-02" in title_of(found)
