"""A receipt as shown: every figure rounded so that what is shown re-adds to what is shown.

Exact losses are apportioned to hundredths (largest remainder), so that a person with a pocket calculator arrives at
the printed figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from csi_tui.i18n import N_, _, in_words, ngettext
from csi_tui.scoring.exact import apportion, show, show_hundredths, show_short, to_hundredths
from csi_tui.scoring.figures import Figure, why_none
from csi_tui.scoring.losses import Row
from csi_tui.scoring.reasons import BY_PLACES, CONDUCT_ALONE, NO_DATA, TOO_LITTLE
from csi_tui.scoring.receipts import Line, Receipt, ReceiptGroup
from csi_tui.services.months.text.cards import FEW_MARK
from csi_tui.services.tabular.aligned import pad, safe, width

FULL = 10_000


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row with its loss in hundredths of a point of its figure."""

    line: Line
    lost: int


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its loss; its lines' losses add up to it."""

    group: ReceiptGroup
    lost: int
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """What a rule did to a sum, in hundredths: ``zeroed``, ``floor``; ``rounding``: what rounding its parts leaves."""

    id: str
    points: int


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """A receipt in hundredths: parts' contributions and rules add up to ``measured``, groups' losses to ``10000 -
    measured``.

    ``score`` is ``measured`` and the adjustment of the line.
    """

    receipt: Receipt
    score: int | None
    measured: int | None
    contribution: int
    groups: tuple[ShownGroup, ...]
    parts: tuple[ShownReceipt, ...]
    rules: tuple[ShownRule, ...] = ()


def shown(receipt: Receipt, contribution: int | None = None) -> ShownReceipt:
    """Round a receipt so that it re-adds."""
    score = None if receipt.figure.score is None else to_hundredths(receipt.figure.score)
    measured = None if receipt.figure.measured is None else to_hundredths(receipt.figure.measured)
    shares = [0] * len(receipt.parts)
    losses = [0] * len(receipt.groups)
    rules: tuple[ShownRule, ...] = ()
    if measured is not None:
        if receipt.adds:
            # Parts of a sum are points as they are: none is rounded another way so that the sum fits.
            shares = [to_hundredths(part.contribution) for part in receipt.parts]
            rules = _rules(receipt, measured - sum(shares))
        elif receipt.parts:
            shares = apportion([part.contribution for part in receipt.parts], measured)
        losses = (
            apportion([group.lost for group in receipt.groups], FULL - measured) if receipt.groups else []
        )
    return ShownReceipt(
        receipt=receipt,
        score=score,
        measured=measured,
        contribution=to_hundredths(receipt.contribution) if contribution is None else contribution,
        groups=tuple(_group(group, lost) for group, lost in zip(receipt.groups, losses, strict=True)),
        parts=tuple(shown(part, share) for part, share in zip(receipt.parts, shares, strict=True)),
        rules=rules,
    )


def _rules(receipt: Receipt, moved: int) -> tuple[ShownRule, ...]:
    """What stands between the parts of a sum and the sum."""
    if receipt.rules:
        return tuple(ShownRule(rule.id, moved) for rule in receipt.rules)
    return (ShownRule("rounding", moved),) if moved else ()


def _group(group: ReceiptGroup, lost: int) -> ShownGroup:
    shares = apportion([line.lost for line in group.lines], lost) if group.lines else []
    return ShownGroup(
        group, lost, tuple(ShownLine(line, share) for line, share in zip(group.lines, shares, strict=True))
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


def receipt_lines(view: ShownReceipt, language: str, band: Any) -> Iterator[str]:
    """A receipt as text, the figure first, then its parts and theirs."""
    yield from _figure_lines(view, language, band, 0)


def _figure_lines(view: ShownReceipt, language: str, band: Any, depth: int) -> Iterator[str]:
    receipt, figure = view.receipt, view.receipt.figure
    indent = "  " * depth
    score = "-" if view.score is None else show_hundredths(view.score)
    few = f" {FEW_MARK}" if figure.few else ""
    units = _("  (n = {n})").format(n=f"{figure.n}{few}") if depth else ""
    yield f"{indent}{receipt.name.in_language(language)}  {score}  {band(figure.band)}".rstrip() + units
    rule = receipt.rule.in_language(language)
    yield f"{indent}  {rule}" + (" " + _("(company default)") if receipt.company_default else "")
    if figure.value is not None:
        yield f"{indent}  " + entered_text(figure)
    if receipt.parts:
        yield from _sum_lines(view, language, indent + "  ")
    if view.score is None and figure.place is None:
        yield f"{indent}  " + no_figure_text(receipt)
    for group in view.groups:
        yield from _group_lines(group, indent + "  ")
    if figure.is_adjusted:
        yield f"{indent}  " + adjusted_text(view)
    for part in view.parts:
        yield ""
        yield from _figure_lines(part, language, band, depth + 1)


def _sum_lines(view: ShownReceipt, language: str, indent: str) -> Iterator[str]:
    names = [part.receipt.name.in_language(language) for part in view.parts]
    column = max(map(width, [*names, *(_(RULES[rule.id]) for rule in view.rules)]), default=0)
    for part, name in zip(view.parts, names, strict=True):
        figure = part.receipt.figure
        if figure.counted is None and figure.place is not None:
            yield f"{indent}{pad(name, column)}  " + place_text(figure.place)
            continue
        if figure.counted is None and part.receipt.by_place:
            yield f"{indent}{pad(name, column)}  " + _(NO_PLACE)
            continue
        # What stands in for a part without data counts as if it were its score.
        score = "-" if figure.counted is None else show(figure.counted)
        yield (
            f"{indent}{pad(name, column)}  {score:>6} x {show(figure.effective_weight):>6} %"
            f" = {show_hundredths(part.contribution):>6}"
        )
    for rule in view.rules:
        yield f"{indent}{pad(_(RULES[rule.id]), column)}  {'':>6}   {'':>6}   + {show_hundredths(rule.points):>6}"
    if view.measured is not None:
        yield f"{indent}{pad(_('sum'), column)}  {'':>6}   {'':>6}     {show_hundredths(view.measured):>6}"


def place_text(place: int) -> str:
    """A place that counts by itself, without points (seed 001 §6)."""
    return _("no. {place}").format(place=place)


def no_figure_text(receipt: Receipt) -> str:
    """Why there is no figure (docs/rules.md, rules 9 and 28)."""
    return _(NO_FIGURE[why_none(receipt.figure)])


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


def _group_lines(view: ShownGroup, indent: str) -> Iterator[str]:
    if not view.lines and not view.lost:
        return
    note = group_note(view.group)
    head = _(GROUP_NAMES[view.group.id])
    if note:
        head = _("{group}: {note}").format(group=head, note=note)
    yield f"{indent}{head}  {'-' if view.lost else ''}{show_hundredths(view.lost)}"
    free = []
    for shown_line in view.lines:
        line = shown_line.line
        if line.lost == 0:
            free.append(row_name(line.row))
            continue
        kind = _(KINDS[line.row.kind])
        lost, reason = show_hundredths(shown_line.lost), safe(line_reason(line))
        # A loss may be too small to show: its hundredths went to the larger ones.
        lost = f"-{lost}" if shown_line.lost else lost
        yield f"{indent}  {lost}  {kind} {safe(row_name(line.row))}  {reason}"
    if free:
        text = ngettext("{n} without loss: {numbers}", "{n} without loss: {numbers}", len(free))
        yield f"{indent}  " + text.format(n=len(free), numbers=_(", ").join(map(safe, free)))


def receipt_json(view: ShownReceipt, language: str) -> dict[str, Any]:
    """A receipt as ``csi explain --json`` prints it; losses and contributions re-add as shown."""
    receipt, figure = view.receipt, view.receipt.figure
    adjusted = {}
    if figure.is_adjusted:
        assert view.measured is not None and view.score is not None
        moved = view.score - view.measured
        adjusted = {"measured": show_hundredths(view.measured), "adjustment": show_hundredths(moved)}
        if figure.cut:
            asked = to_hundredths(figure.adjustment - figure.cut)
            adjusted["cut"] = show_hundredths(moved - asked)
    return adjusted | {
        "id": receipt.node_id,
        "name": receipt.name.in_language(language),
        "rule": receipt.rule.in_language(language),
        "company_default": receipt.company_default,
        "score": None if view.score is None else show_hundredths(view.score),
        "weight": show_short(figure.weight),
        "effective_weight": show(figure.effective_weight),
        "contribution": show_hundredths(view.contribution),
        "n": figure.n,
        "band": figure.band,
        **({} if figure.value is None else {"value": show(figure.value)}),
        **({} if figure.place is None else {"place": figure.place}),
        **({"few": True} if figure.few else {}),
        **({} if not view.rules else {"rules": [_rule_json(rule) for rule in view.rules]}),
        "groups": [_group_json(group) for group in view.groups],
        "parts": [receipt_json(part, language) for part in view.parts],
    }


def _rule_json(rule: ShownRule) -> dict[str, str]:
    return {"id": rule.id, "points": show_hundredths(rule.points)}


def _group_json(view: ShownGroup) -> dict[str, Any]:
    return {
        "id": view.group.id,
        "facts": _facts_json(view.group.facts),
        "lost": show_hundredths(view.lost),
        "rows": [
            {
                "kind": shown_line.line.row.kind,
                "number": shown_line.line.row.number,
                "about": shown_line.line.row.about,
                "facts": _facts_json(shown_line.line.row.facts),
                "lost": show_hundredths(shown_line.lost),
            }
            for shown_line in view.lines
        ],
    }


EXACT_FACTS = frozenset(
    {"average", "minutes", "after_appointment", "target", "limit", "points", "rated", "full"}
)


def _facts_json(facts: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {key: show_short(Fraction(value)) if key in EXACT_FACTS else value for key, value in facts}
