"""Whom a change moves, as commands print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.cli.output import show, show_json
from csi_tui.services.card_texts import band_name

if TYPE_CHECKING:
    from csi_tui.services.desk import Desk
    from csi_tui.services.ripple import Ripple


def answer_ripple(desk: Desk, found: Ripple, *, json: bool) -> None:
    """Print the list of the cards that change."""
    from csi_tui.reports.change_text import ripple_text
    from csi_tui.services.schemes import figure_names

    if json:
        show_json(found.json())
    else:
        show(ripple_text(found, figure_names(desk, found.period), band_name))
