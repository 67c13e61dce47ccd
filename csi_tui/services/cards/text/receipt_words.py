"""What stands on a receipt in words: groups, rows, reasons, and why there is no figure."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.i18n import N_, _, in_words
from csi_tui.scoring.exact import show, show_hundredths, show_short, to_hundredths
from csi_tui.scoring.figures import Figure, why_none
from csi_tui.scoring.losses import Row
from csi_tui.scoring.reasons import BY_PLACES, CONDUCT_ALONE, NO_DATA, TOO_LITTLE
from csi_tui.scoring.receipts import Line, Receipt, ReceiptGroup
from csi_tui.services.cards.text.shown_receipt import (
    ShownReceipt,
)

GROUP_NAMES: dict[str, str] = {
    "answers": N_("Answers of customers"),
    "contact.time": N_("Average time to first contact"),
    "arrival.time": N_("Average time to arrival"),
    "on_time": N_("Contacts and arrivals not in time"),
    "returns": N_("Repaired orders and their returns"),
    "charge_backs": N_("Charged back for orders of closed months"),
    "parts": N_("Orders that needed parts"),
    "orders": N_("Repaired orders"),
    "complaints": N_("Complaints"),
    "items": N_("Rated items"),
    "forfeit": N_("Forfeited for what was done"),
}

RULES: dict[str, str] = {
    "zeroed": N_("the deductions make it 0"),
    "floor": N_("not below 0"),
    "rounding": N_("rounding"),
}

NO_PLACE = N_("no value is entered: no place and no points")
"""Of a part that counts by its place among everybody's."""

NO_FIGURE: dict[str, str] = {
    NO_DATA: N_("no data"),
    BY_PLACES: N_("Assessed by places; there is no total."),
    CONDUCT_ALONE: N_("No figure: records of conduct alone make none."),
    TOO_LITTLE: N_("No figure: too little of what makes it has data, or a part that it needs has none."),
}

WORDS: dict[str, str] = {
    "contact": N_("first contact"),
    "arrival": N_("arrival"),
    "minor": N_("minor fault"),
    "moderate": N_("moderate fault"),
    "severe": N_("severe fault"),
    "low": N_("low impact"),
    "medium": N_("medium impact"),
    "high": N_("high impact"),
    "unknown": N_("not known"),
    "none": N_("in time and right"),
    "late": N_("late parts"),
    "wrong": N_("wrong parts"),
    "came-back": N_("came back"),
    "not_fixed": N_("not fixed"),
    "fixed": N_("fixed at once"),
    "charge-back": N_("charged back"),
    "in-time": N_("in time"),
    "complaint-late": N_("judged late; a later correction does not change that"),
    "late-contacted": N_("customer contacted too late"),
    "late-planned": N_("plan given too late"),
    "late-resolved": N_("resolved too late"),
    "missing-contacted": N_("contact not logged when its time was over"),
    "missing-planned": N_("plan not logged when its time was over"),
    "missing-resolved": N_("resolution not logged when its time was over"),
}

KINDS: dict[str, str] = {
    "survey": N_("survey"),
    "order": N_("order"),
    "complaint": N_("complaint"),
    "charge-back": N_("charge-back"),
    "item": N_("item"),
}


def row_name(row: Row) -> str:
    """What a row is called: its number; an item by its name."""
    return row.about if row.kind == "item" and row.about else row.number


def line_reason(line: Line) -> str:
    """What a row lost its points for, in words."""
    facts = dict(line.row.facts)
    about = line.row.about
    if "answer" in facts:
        return _("answer {answer} of 5, order {order}").format(answer=facts["answer"], order=about)
    if "after_appointment" in facts:
        return _("{minutes} min after the appointment").format(
            minutes=show_short(Fraction(facts["after_appointment"]))
        )
    if "stage" in facts:
        return _("{stage} after {minutes} min").format(
            stage=_(WORDS[facts["stage"]]), minutes=show_short(Fraction(facts["minutes"]))
        )
    if "minutes" in facts:
        return _("{minutes} min").format(minutes=show_short(Fraction(facts["minutes"])))
    if "points" in facts:
        what = _("{fault}, {impact}: {points}").format(
            fault=_(WORDS[facts["kind"]]),
            impact=_(WORDS[facts["impact"]]),
            points=show_short(Fraction(facts["points"])),
        )
        return (
            _("returned as {order}: {what}").format(order=about, what=what)
            if about != line.row.number
            else what
        )
    if "rated" in facts:
        rated, full = show(Fraction(facts["rated"])), show_short(Fraction(facts["full"]))
        return _("{rated} of {full}").format(rated=rated, full=full)
    if "reason" in facts:
        reason = _(WORDS[facts["reason"]])
        return _("{reason} ({about})").format(reason=reason, about=about) if about else reason
    return ""


def group_note(group: ReceiptGroup) -> str:
    """What a group as a whole shows: an average with its curve, a rate."""
    return "" if group.note is None else in_words(group.note)


def place_text(place: int) -> str:
    """A place that counts by itself, without points (seed 001 §6)."""
    return _("no. {place}").format(place=place)


def no_figure_text(receipt: Receipt) -> str:
    """Why there is no figure (docs/rules.md, rules 9 and 28)."""
    return _(NO_FIGURE[why_none(receipt.figure)])


def standard_text(view: ShownReceipt) -> str:
    """Whether a figure reaches the standard that the scheme states for it; empty without one, or without a figure."""
    reached = reaches_standard(view)
    if reached is None or view.receipt.standard is None:
        return ""
    text = _("Reaches the standard, {points}.") if reached else _("Below the standard, {points}.")
    return text.format(points=show(view.receipt.standard))


def reaches_standard(view: ShownReceipt) -> bool | None:
    """The same, by the figure as it is shown; None without a standard or a figure."""
    if view.receipt.standard is None or view.score is None:
        return None
    return view.score >= to_hundredths(view.receipt.standard)


def entered_text(figure: Figure) -> str:
    """What was entered for a figure, and the place that it has where places count."""
    assert figure.value is not None
    if figure.place is None:
        return _("entered: {value}").format(value=show(figure.value))
    return _("entered: {value}, place {place}").format(value=show(figure.value), place=figure.place)


def adjusted_text(view: ShownReceipt) -> str:
    """That a person adjusted the figure, and by how much; the reasons stand beside the receipt."""
    assert view.score is not None and view.measured is not None
    points = view.score - view.measured
    asked = to_hundredths(view.receipt.figure.adjustment - view.receipt.figure.cut)
    if asked != points and not points:
        return _(
            "adjusted by {asked}, of which nothing counts, for it ends at {after}: it stays {after}"
        ).format(asked=_signed(asked), after=show_hundredths(view.score))
    if asked != points:
        return _("adjusted by {points} of {asked}, for it ends at {after}: {before} becomes {after}").format(
            points=_signed(points),
            asked=_signed(asked),
            before=show_hundredths(view.measured),
            after=show_hundredths(view.score),
        )
    return _("adjusted by {points}: {before} becomes {after}").format(
        points=_signed(points),
        before=show_hundredths(view.measured),
        after=show_hundredths(view.score),
    )


def _signed(points: int) -> str:
    return f"{'+' if points >= 0 else ''}{show_hundredths(points)}"
