"""What stands beside a card: held against the cards themselves, read plainly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from csi_tui.i18n import activate
from csi_tui.scoring.exact import show, to_hundredths
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.text.trend import trend_lines
from csi_tui.services.cards.trend import Trend, trend_of
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.schemes.in_force import scheme_in
from tests import stores

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """Two months of the worked example."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


def trends(desk: Desk, period: Period) -> list[tuple[Card, Trend]]:
    scheme = scheme_in(desk, period).scheme
    return [(card, trend_of(desk, card, period, scheme)) for card in month_cards(desk, period).cards]


def test_months_are_those_of_the_cards(closed: Desk) -> None:
    """Twelve, the card's own last; each figure as its month's card shows it, nothing where there is none."""
    shown = {
        (period, card.employee_no, one): score
        for period in (JANUARY, FEBRUARY)
        for card in month_cards(closed, period).cards
        for one, score in [("total", card.total), *((figure.id, figure.score) for figure in card.figures())]
    }
    for card, trend in trends(closed, FEBRUARY):
        assert len(trend.months) == 12 and trend.months[-2:] == (JANUARY, FEBRUARY)
        for figure in ("total", *(one.id for one in card.figures())):
            *earlier, before, last = trend.series(figure)
            assert earlier == [None] * 10
            for period, value in ((JANUARY, before), (FEBRUARY, last)):
                text = shown.get((period, card.employee_no, figure))
                assert value == (None if text is None else int(Decimal(text) * 100))


def test_places_are_those_of_the_ranking(closed: Desk) -> None:
    """Within the role the card's own; within the team one more than those of it that stand before."""
    for period in (JANUARY, FEBRUARY):
        everybody = month_cards(closed, period).cards
        for card, trend in trends(closed, period):
            if card.total is None:
                assert trend.in_role is trend.in_team is None
                continue
            assert trend.in_role is not None and trend.in_team is not None
            assert trend.in_role.place == card.rank_in_role
            team = [
                Decimal(one.total) for one in everybody if one.team == card.team and one.total is not None
            ]
            assert trend.in_team.of == len(team)
            assert trend.in_team.place == 1 + len([total for total in team if total > Decimal(card.total)])


def test_the_next_band_begins_where_the_distance_ends(closed: Desk) -> None:
    """So many hundredths more, and the figure is in it; one less, and it is not."""
    for card, trend in trends(closed, FEBRUARY):
        for figure in ("total", *(one.id for one in card.figures())):
            (value,) = trend.series(figure)[-1:]
            bands = trend.scheme.node(figure).bands
            found = trend.to_next_band(figure)
            better = [band for band in bands if value is not None and to_hundredths(band.lower) > value]
            assert (found is None) == (not better)
            if found is not None and value is not None:
                missing, band = found
                assert missing > 0 and value + missing == to_hundredths(band.lower)
                assert band.lower == min(one.lower for one in better)


def test_units_behind_a_rate_give_the_shown_rate(closed: Desk) -> None:
    """Whole units of the card's n; the other figures have none."""
    seen = 0
    for card, trend in trends(closed, FEBRUARY):
        for figure in card.figures():
            rates = trend.rates(figure.id)
            assert bool(rates) == (figure.id in ("first_time_fix", "complaint_timeliness"))
            if rates and (last := rates[-1]) is not None:
                assert (show(last.share * 100), last.n) == (figure.score, figure.n)
                seen += 1
    assert seen > 5


def test_as_it_reads(closed: Desk) -> None:
    """A line of months with what stands beside them; under a rate, how sure it is, in words."""
    activate("en")
    found = {card.employee_no: trend for card, trend in trends(closed, FEBRUARY)}
    (line,) = trend_lines(found["E003"], "total")
    assert line.startswith("12 months ··········")
    assert "on the month before · 1.13 to Excellent · 1 of " in line
    _months, sure = trend_lines(found["E003"], "first_time_fix")
    assert sure.startswith("n = 16: 71.67 to 98.89 (95 %)")
    assert sure.endswith("cannot be told apart from the month before")
    assert trend_lines(found["E003"], "complaint_timeliness") == []
