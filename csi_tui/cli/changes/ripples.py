"""Whom a change moves, as commands print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.cli.output import answer
from csi_tui.services.desk.card_texts import band_name

if TYPE_CHECKING:
    from csi_tui.services.changes.ripple import Ripple
    from csi_tui.services.desk.desk import Desk


def answer_ripple(desk: Desk, found: Ripple, *, json: bool) -> None:
    """Print the list of the cards that change."""
    from csi_tui.services.changes.text import ripple_text
    from csi_tui.services.schemes.in_force import figure_names

    answer(found, lambda: ripple_text(found, figure_names(desk, found.period), band_name), json=json)
