"""Scorecards as rows of a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from csi_tui.i18n import _
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import Names, band_text, grade_name, remarks


def card_table(cards: Sequence[Card], names: Names) -> tuple[list[str], list[list[object]]]:
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
    graded = any(card.grade is not None for card in cards)
    header += [_("grade of the month")] if graded else []
    figures = list(cards[0].figures()) if cards else []
    placed = {one.id for card in cards for one in card.figures() if one.place is not None}
    for figure in figures:
        name = names.figures.get(figure.id, figure.id)
        header += [name, _("{figure}: n").format(figure=name)]
        if figure.id in placed:
            header += [_("{figure}: value").format(figure=name), _("{figure}: place").format(figure=name)]
    header.append(_("remarks"))
    rows: list[list[object]] = []
    for card in cards:
        row: list[object] = [
            card.rank,
            card.rank_in_role,
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            _number(card.total),
            band_text(card, names.band),
            *([grade_name(card, names)] if graded else ()),
        ]
        for figure in card.figures():
            row += [_number(figure.score), figure.n]
            if figure.id in placed:
                row += [_number(figure.value), figure.place]
        said = remarks(card, names.flag)
        if few := [names.figures.get(one.id, one.id) for one in card.figures() if one.few]:
            said.append(_("few units: {figures}").format(figures=_(", ").join(few)))
        rows.append([*row, _(", ").join(said)])
    return header, rows


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
