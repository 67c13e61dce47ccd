"""A scorecard as text for a terminal. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from csi_tui.i18n import _
from csi_tui.reports.text import table


class Names(NamedTuple):
    """How ids are called in the user's language: figures by id, and words for bands, roles and flags."""

    figures: Mapping[str, str]
    band: Callable[[object], str]
    role: Callable[[object], str]
    flag: Callable[[object], str]


def card_lines(card: Mapping[str, Any], title: str, names: Names) -> str:
    """One card: who, the total with band and rank, and every figure with weight and number of units."""
    person = "  ".join(
        part for part in (card["employee_no"], card["name"], names.role(card["role"]), card["team"]) if part
    )
    if card["total"] is None:
        result = _("Not assessed: too little of the weight has data.")
    else:
        result = _("Total {total}  {band}  rank {rank}").format(
            total=card["total"], band=names.band(card["band"]), rank=card["rank"]
        )
    flags = _(", ").join(remarks(card, names.flag))
    rows = list(_figure_rows(card["indicators"], names, 0))
    header = (_("figure"), _("score"), _("band"), _("weight"), _("counts"), _("n"))
    lines = [
        title,
        person,
        result + (_("  ({flags})").format(flags=flags) if flags else ""),
        "",
        table(header, rows, frozenset({1, 3, 4, 5})),
    ]
    adjusted = list(_adjusted_lines(card, names))
    return "\n".join([*lines, *([""] if adjusted else []), *adjusted])


ADJUSTED_MARK = "*"
"""Stands beside a figure that a person adjusted."""


def mark(adjusted: object) -> str:
    """What is written behind a figure: the mark where a person adjusted it."""
    return f" {ADJUSTED_MARK}" if adjusted else ""


def adjusted_figures(card: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The figures of a card that a person adjusted, the card itself first where its total was."""
    if "adjustment" in card:
        yield card
    for figure in card.get("indicators", card.get("parts", ())):
        yield from adjusted_figures(figure)


def remarks(card: Mapping[str, Any], flag: Callable[[object], str]) -> list[str]:
    """What stands beside a card: its flags, and that a person adjusted a figure of it."""
    found = [flag(one) for one in card["flags"]]
    return [*found, _("adjusted")] if any(adjusted_figures(card)) else found


def _adjusted_lines(card: Mapping[str, Any], names: Names) -> Iterator[str]:
    """What was added to a figure by hand, and what it would be without."""
    for one in adjusted_figures(card):
        yield _("{mark} {figure}: adjusted by {points}; {measured} without").format(
            mark=ADJUSTED_MARK,
            figure=names.figures.get(one["id"], one["id"]) if "id" in one else _("total"),
            points=one["adjustment"] if one["adjustment"].startswith("-") else f"+{one['adjustment']}",
            measured=one["measured"],
        )


def _figure_rows(figures: Sequence[Mapping[str, Any]], names: Names, depth: int) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        yield (
            "  " * depth + names.figures.get(figure["id"], figure["id"]),
            (figure["score"] or "-") + mark("adjustment" in figure),
            names.band(figure["band"]),
            figure["weight"],
            figure["effective_weight"] + " %",
            str(figure["n"]),
        )
        yield from _figure_rows(figure["parts"], names, depth + 1)


def ranking(cards: Sequence[Mapping[str, Any]], names: Names) -> str:
    """All cards of a month, ranked, with their indicators."""
    if not cards:
        return _("No cards in this month.")
    indicators = [figure["id"] for figure in cards[0]["indicators"]]
    header = [_("rank"), _("number"), _("name"), _("role"), _("team"), _("total"), _("band")]
    header += [names.figures.get(figure, figure) for figure in indicators] + [_("remarks")]
    rows = [
        [
            "-" if card["rank"] is None else str(card["rank"]),
            card["employee_no"],
            card["name"],
            names.role(card["role"]),
            card["team"],
            card["total"] or "-",
            names.band(card["band"]) if card["total"] is not None else _("not assessed"),
            *(figure["score"] or "-" for figure in card["indicators"]),
            _(", ").join(remarks(card, names.flag)),
        ]
        for card in cards
    ]
    figures = frozenset({0, 5, *range(7, 7 + len(indicators))})
    return table(header, rows, figures)
