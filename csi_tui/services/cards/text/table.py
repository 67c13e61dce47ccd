"""Scorecards as rows of a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from csi_tui.i18n import _
from csi_tui.services.months.text.cards import Names, few_figures, grade_name, remarks, standing_text


def card_table(cards: Sequence[Mapping[str, Any]], names: Names) -> tuple[list[str], list[list[object]]]:
    """Header and rows: a line for each card, its grade where there are grades, a score and ``n`` for each figure;
    value and place of a place."""
    header = [
        _("rank"),
        _("rank in role"),
        _("number"),
        _("name"),
        _("role"),
        _("team"),
        _("total"),
        _("band"),
    ]
    graded = any("grade" in card for card in cards)
    header += [_("grade of the month")] if graded else []
    figures = _flat(cards[0]["indicators"]) if cards else []
    placed = {one["id"] for card in cards for one in _flat(card["indicators"]) if "place" in one}
    for figure in figures:
        name = names.figures.get(figure["id"], figure["id"])
        header += [name, _("{figure}: n").format(figure=name)]
        if figure["id"] in placed:
            header += [_("{figure}: value").format(figure=name), _("{figure}: place").format(figure=name)]
    header.append(_("remarks"))
    rows: list[list[object]] = []
    for card in cards:
        row: list[object] = [
            card["rank"],
            card.get("rank_in_role"),
            card["employee_no"],
            card["name"],
            names.role(card["role"]),
            card["team"],
            _number(card["total"]),
            standing_text(card, names.band),
            *([grade_name(card, names)] if graded else ()),
        ]
        for figure in _flat(card["indicators"]):
            row += [_number(figure["score"]), figure["n"]]
            if figure["id"] in placed:
                row += [_number(figure.get("value")), figure.get("place")]
        said = remarks(card, names.flag)
        if few := [names.figures.get(one["id"], one["id"]) for one in few_figures(card["indicators"])]:
            said.append(_("few units: {figures}").format(figures=_(", ").join(few)))
        rows.append([*row, _(", ").join(said)])
    return header, rows


def _flat(figures: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [found for figure in figures for found in (figure, *_flat(figure["parts"]))]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
