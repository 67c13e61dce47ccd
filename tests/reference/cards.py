"""Scorecards in the JSON shape of docs/cli.md, *Cards*."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .facts import Facts, Post, first_day, last_day
from .rules import (
    Figure,
    Month,
    attitude,
    complaint_timeliness,
    cost,
    first_time_fix,
    parts,
    quality,
    response,
    surveys_of,
    weighted,
)

Card = dict[str, Any]

DIMENSIONS = {"attitude": 20, "response": 15, "quality": 25, "parts": 15, "cost": 25}
INDICATORS = {"satisfaction": 70, "first_time_fix": 20, "complaint_timeliness": 10}
HANDLER_INDICATORS = {"satisfaction": 0, "first_time_fix": 0, "complaint_timeliness": 100}
LEAST_OF_SATISFACTION = 50
LEAST_OF_TOTAL = 70
FEW_ANSWERS = 5
FEW_UNITS = 5
"""Fewer answers, samples, orders or complaints behind a figure, and it is marked (docs/decisions/0032)."""

_BANDS = ("excellent", "good", "fair", "poor")
_USUAL_EDGES = (9000, 8000, 7000, 6000)
_TIMELINESS_EDGES = (10000, 9000, 8000, 7000)


def hundredths(figure: Fraction) -> int:
    """Rounded half-up to two decimals, in hundredths (docs/rules.md, rule 10). `figure` is never negative."""
    return int((figure * 100 + Fraction(1, 2)) // 1)


def shown(figure: Fraction) -> str:
    whole, rest = divmod(hundredths(figure), 100)
    return f"{whole}.{rest:02d}"


def band(figure: Fraction, edges: tuple[int, ...] = _USUAL_EDGES) -> str:
    """The band of the rounded figure (docs/rules.md §1.4, rule 10)."""
    for name, edge in zip(_BANDS, edges, strict=True):
        if hundredths(figure) >= edge:
            return name
    return "failing"


def post_on_last_day(posts: list[Post], month: str) -> Post:
    """What held on the month's last day; before the first row's day, the first row (docs/files.md §2)."""
    by_day = sorted(posts, key=lambda post: post.valid_from)
    holding = by_day[0]
    for post in by_day:
        if post.valid_from <= last_day(month):
            holding = post
    return holding


def employed(posts: list[Post], month: str) -> bool:
    """Whether employed on some day of the month, first and last day of employment included.

    The rows of a person are taken to agree; where not, the earliest joining and the latest row's leaving
    stand.
    """
    joined = min(post.joined for post in posts)
    left = max(posts, key=lambda post: post.valid_from).left
    return joined <= last_day(month) and (left is None or left >= first_day(month))


def cards_of(facts: Facts, month_name: str, month: Month) -> list[Card]:
    """All cards of a month, by rank, then number; those not assessed last, by number.

    Everyone but supervisors who was employed on some day of the month has one. Equal totals share the
    better rank (docs/rules.md, rule 11), ranked on the rounded total; the rank within the role stands beside it,
    rule 26.
    """
    cards = []
    for who in sorted({post.employee for post in facts.posts}):
        posts = [post for post in facts.posts if post.employee == who]
        post = post_on_last_day(posts, month_name)
        if post.role != "supervisor" and employed(posts, month_name):
            cards.append(_card(post, month))
    assessed = [card for card in cards if card["total"] is not None]
    for card in assessed:
        better = [other for other in assessed if Fraction(other["total"]) > Fraction(card["total"])]
        card["rank"] = 1 + len(better)
        card["rank_in_role"] = 1 + sum(other["role"] == card["role"] for other in better)
    assessed.sort(key=lambda card: (card["rank"], card["employee_no"]))
    return assessed + [card for card in cards if card["total"] is None]


def _card(post: Post, month: Month) -> Card:
    who = post.employee
    weights = HANDLER_INDICATORS if post.role == "complaint_handler" else INDICATORS
    dimensions: dict[str, Figure] = {
        "attitude": attitude(month, who),
        "response": response(month, who),
        "quality": quality(month, who),
        "parts": parts(month, who),
        "cost": cost(month, who),
    }
    satisfaction, dimension_shares = weighted(
        {name: score for name, (score, _n) in dimensions.items()}, DIMENSIONS, LEAST_OF_SATISFACTION
    )
    indicators: dict[str, Figure] = {
        "satisfaction": (satisfaction, surveys_of(month, who)),
        "first_time_fix": first_time_fix(month, who),
        "complaint_timeliness": complaint_timeliness(month, who),
    }
    total, shares = weighted(
        {name: score for name, (score, _n) in indicators.items()}, weights, LEAST_OF_TOTAL
    )
    dimension_lines = [
        _line(name, dimensions[name], DIMENSIONS[name], dimension_shares[name]) for name in DIMENSIONS
    ]
    lines = [_line(name, indicators[name], weights[name], shares[name]) for name in INDICATORS]
    lines[0]["parts"] = dimension_lines
    few = weights["satisfaction"] > 0 and indicators["satisfaction"][1] < FEW_ANSWERS
    return {
        "employee_no": who,
        "name": post.name,
        "role": post.role,
        "team": post.team,
        "total": None if total is None else shown(total),
        "band": None if total is None else band(total),
        "rank": None,
        "rank_in_role": None,
        "flags": ["few-answers"] if few else [],
        "indicators": lines,
    }


def _line(name: str, figure: Figure, weight: int, share: Fraction) -> Card:
    score, n = figure
    edges = _TIMELINESS_EDGES if name == "complaint_timeliness" else _USUAL_EDGES
    line: Card = {
        "id": name,
        "score": None if score is None else shown(score),
        "weight": str(weight),
        "effective_weight": shown(share),
        "n": n,
        "band": None if score is None else band(score, edges),
        "parts": [],
    }
    return line | {"few": True} if score is not None and n < FEW_UNITS else line
