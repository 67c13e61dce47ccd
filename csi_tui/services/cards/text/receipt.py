"""A receipt as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.services.cards.text.receipt_words import (
    GROUP_NAMES,
    KINDS,
    NO_PLACE,
    RULES,
    adjusted_text,
    entered_text,
    group_note,
    line_reason,
    no_figure_text,
    place_text,
    row_name,
    standard_text,
)
from csi_tui.services.cards.text.shown_receipt import (
    ShownGroup,
    ShownReceipt,
)
from csi_tui.services.months.text.cards import FEW_MARK
from csi_tui.services.tabular.aligned import pad, safe, width


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
    if standard := standard_text(view):
        yield f"{indent}  {standard}"
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
