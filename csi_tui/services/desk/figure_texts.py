"""Figures as screens show them."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring import exact


def figure_text(score: Fraction | None) -> str:
    """A figure with two decimals, or a dash where there is none."""
    return "-" if score is None else exact.show(score)


def weight_text(weight: Fraction) -> str:
    """A weight as the scheme writes it."""
    return exact.show_short(weight)


def hundredths_text(hundredths: int) -> str:
    """Hundredths of a point with two decimals."""
    return exact.show_hundredths(hundredths)
