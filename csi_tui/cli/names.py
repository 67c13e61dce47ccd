"""Words for ids of a scheme in the user's language, for reports."""

from __future__ import annotations

from collections.abc import Mapping

from csi_tui.services.desk.card_texts import band_name, flag_text, role_name
from csi_tui.services.months.text.cards import Names


def names_of(figures: Mapping[str, str]) -> Names:
    """Names for a card whose figures are called so."""
    return Names(figures, band_name, role_name, flag_text)
