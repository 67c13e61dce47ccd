"""The object that ``csi indicators --json`` prints (docs/cli.md, *Indicators*): shares as decimal texts, in percent."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring.exact import show_short
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.telling_apart import Order
from csi_tui.services.indicators.text.sentences import percent
from csi_tui.services.indicators.values import InMonth, Proposal, Review, Reviewed


def review_json(found: Review) -> dict[str, object]:
    """All of a review."""
    return {
        "quarter": str(found.quarter),
        "scheme": found.scheme_id,
        "schemes": list(found.schemes),
        "months": [{"month": show_period(period), "state": state} for period, state in found.months],
        "missing": list(map(show_period, found.missing)),
        "before": _month(found.before),
        "indicators": [_indicator(one) for one in found.indicators],
        "left_out": list(found.left_out),
        "for_want": found.for_want,
        "proposal": None if found.proposal is None else _proposal(found.proposal),
    }


def _indicator(one: Reviewed) -> dict[str, object]:
    near = one.nearest
    same, pairs = one.alike
    return {
        "id": one.figure,
        "weights": list(map(show_short, one.weights)),
        "within": one.within or None,
        "verdict": one.verdict,
        "order": _order(one.order),
        "beyond_chance": _share(one.beyond),
        "alike": {"pairs": pairs, "alike": same},
        "nearest": None
        if near is None
        else {"id": near.figure, "likeness": percent(near.likeness), "same": near.same},
        "months": [_in_month(month) for month in one.months],
    }


def _in_month(month: InMonth) -> dict[str, object]:
    return {
        "month": show_period(month.period),
        "people": month.people,
        "tells_apart": month.tells,
        "order": None if month.order is None else _order(month.order),
        "beyond_chance": _share(month.beyond),
        "alike": {"pairs": month.pairs, "alike": month.alike},
    }


def _order(order: Order) -> dict[str, object]:
    return {**order._asdict(), "agreement": _share(order.agreement)}


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "indicators": list(one.figures),
        "weights": [
            {"place": each.place, "was": show_short(each.was), "proposed": show_short(each.proposed)}
            for each in one.weights
        ],
        "unweighted": list(one.unweighted),
        "faults": list(one.faults),
        "tried": [
            {"month": show_period(period), "cards": cards, "by_grade": graded}
            for period, cards, graded in one.months_tried
        ],
        "changes": None if one.withheld else [change.json() for change in one.changes],
    }


def _month(period: Period | None) -> str | None:
    return None if period is None else show_period(period)


def _share(share: Fraction | None) -> str | None:
    return None if share is None else percent(share)
