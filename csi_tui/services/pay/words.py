"""A line of somebody's pay: its JSON, and how the amount came about, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping

from csi_tui.i18n import N_, _
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.pay import PayLine
from csi_tui.services.desk.card_texts import BAND_NAMES, band_name, flag_text

WHY: dict[str, str] = {
    "no-input": N_("no amount is entered"),
    "no-target": N_("no target is entered"),
    "not-assessed": N_("not assessed"),
    "not-graded": N_("not graded"),
    "below-tiers": N_("below the first tier"),
    "missed": N_("missed: {missed}"),
    "not-among": N_("not among those who have it"),
}


OTHERWISE: dict[str, str] = {
    "not-assessed": N_("not assessed: the factor of those without a grade"),
    "not-graded": N_("not graded: the factor of those without a grade"),
}
"""Why the factor is not one of a grade or a band: what the scheme says under ``otherwise``."""


def line_json(line: PayLine) -> dict[str, object]:
    """The line as ``csi pay show --json`` prints it."""
    return {
        "id": line.part,
        "amount": show_hundredths(line.amount),
        "input": None if line.input is None else show_hundredths(line.input),
        "factor": None if line.factor is None else show_short(line.factor),
        "percent": line.percent,
        "basis": line.basis,
        "missed": list(line.missed),
        "why": line.why or None,
    }


def line_text(line: Mapping[str, object], names: Mapping[str, str]) -> str:
    """How the amount of a stored line came about; ``names``: those of grades and indicators."""
    if line["why"]:
        missed = line["missed"]
        named = [names.get(f"indicator:{one}", one) for one in missed] if isinstance(missed, list) else []
        return _(WHY[str(line["why"])]).format(missed=_(", ").join(named))
    if line["factor"] is None:
        return ""
    basis = str(line["basis"] or "")
    if basis in OTHERWISE:
        return _("{input} × {factor} ({why})").format(
            input=line["input"],
            factor=f"{line['factor']} %" if line["percent"] else line["factor"],
            why=_(OTHERWISE[basis]),
        )
    band = band_name(basis) if basis in BAND_NAMES else flag_text(basis)
    shown = names.get(f"grade:{basis}", band)
    text = f"{line['input']} × {line['factor']}" + (" %" if line["percent"] else "")
    return f"{text} ({shown})" if shown else text
